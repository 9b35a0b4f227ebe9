"""What leads every answer: one source of the words for print, browsers, JSON and Japanese."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import causalnet as cn
from causalnet import do
from causalnet.answer_tables import Answer
from causalnet.answers import Reviewed, VoiceSplit
from causalnet.cli.console import answer_document
from causalnet.drafting.draft_items import review_items
from causalnet.language.translate import speaking
from causalnet.model.drafted_parts import marked_drafted


@pytest.fixture(scope="module")
def town() -> cn.CausalModel:
    """Names that no reader should see, labels that everybody can, a lag, a rival and a proposal."""
    three = ["low", "middle", "high"]
    return cn.CausalModel(
        "town_model",
        [
            cn.Variable(
                "toll_rate", three, cn.Baseline([0.5, 0.3, 0.2]), label="Toll", roles=["lever"]
            ),
            cn.Variable(
                "bus_fares", three, cn.Baseline([0.3, 0.4, 0.3]), label="Bus fares", roles=["lever"]
            ),
            cn.Variable("car_traffic", three, cn.Baseline([0.2, 0.4, 0.4]), label="Car traffic"),
            cn.Variable(
                "road_jams", three, cn.Baseline([0.2, 0.5, 0.3]), label="Jams", roles=["outcome"]
            ),
        ],
        [
            cn.Influence("toll_rate", "car_traffic", "-", cn.pert(0.4, 0.8, 1.2), claims=["c1"]),
            cn.Influence("bus_fares", "car_traffic", "+", cn.pert(0.1, 0.4, 0.9), standing="added"),
            cn.Influence("car_traffic", "road_jams", "+", cn.pert(0.5, 1.0, 1.5), claims=["c1"]),
            cn.Influence("road_jams", "car_traffic", "-", 0.3, lag=1, standing="added"),
        ],
        sources=[cn.Source("memo", "A memo")],
        claims=[
            cn.Claim(
                "c1",
                "A toll thins traffic.",
                "memo",
                checks=[cn.Conclusion("road_jams", "falls", under=do(toll_rate="high"))],
            )
        ],
        rivals=[cn.Rival("detours", [cn.Influence("toll_rate", "road_jams", "+", 2.0)])],
        proposals=[cn.Proposal("charge", do(toll_rate="high"), claims=["c1"])],
        title="The town",
    )


CASES = {
    "toll_rate": ["low", "high"] * 30,
    "bus_fares": ["low", "middle", "high"] * 20,
    "car_traffic": ["high", "low", "middle", "low"] * 15,
    "road_jams": ["high", "low", "middle"] * 20,
}
LINKS = [
    cn.Link("toll_rate", "road_jams", "-", source="Amina"),
    cn.Link("moon", "road_jams", "+", source="Bo"),
]
TEXT = "A toll thins traffic."
DRAFT = """
name = "lawn"
[sources.article]
[variables.rain]
states = ["no", "yes"]
[variables.wet]
states = ["no", "yes"]
[claims.c1]
text = "Rain makes the grass wet."
source = "article"
at = "s1"
quote = "Rain wets the grass."
sign = "+"
[[graph.influences]]
cause = "rain"
effect = "wet"
sign = "+"
strength = [0.2, 0.8, 1.6]
claims = ["c1"]
"""
UNDER = do(toll_rate="high")
FALLS = cn.Conclusion("road_jams", "falls", under=UNDER)
SEEN = {"road_jams": "high"}
EPISODES = [
    cn.Episode("1994", UNDER, {"road_jams": "fell"}, 0.9),
    cn.Episode("1996", do(bus_fares="low"), {"road_jams": "held"}, 0.8, given={"toll_rate": "low"}),
    cn.Episode("1998", UNDER, {"car_traffic": "rose"}, 0.7, at=1, read_as="average"),
]
DRAFTED_TEXT = "Rain wets the grass. 雨が降る。"


def changed(m: cn.CausalModel) -> cn.CausalModel:
    """The town with a change of nearly every kind of field."""
    tolls, jams = m.variables["toll_rate"], m.variables["road_jams"]
    # Texts in other languages go with what they are of: the town is asked with and without them.
    return m.replacing(
        replace(tolls, baseline=cn.Baseline([0.2, 0.3, 0.5], basis="evidenced"), latent=True),
        replace(jams, roles=["mediator"], better="low"),
        replace(m.claims["c1"], tier="hedged", checks=[replace(FALLS, by=0.1)], quote="A toll"),
        replace(m.influences[1], standing="implied", strength=cn.pert(0.1, 0.5, 0.9, zero=0.2)),
        cn.Rival("detours", [cn.Influence("toll_rate", "road_jams", "+", 1.0)]),
        cn.Proposal("charge", do(toll_rate="high", bus_fares=cn.shift(-1))),
    ).for_case("Bo", {"bus_fares": "low"})


def another(m: cn.CausalModel) -> cn.CausalModel:
    """Another account of the town: a rival with a hidden cause, a baseline, a mechanism, a reference and a direction."""
    hidden = cn.Variable("road_works", ["few", "many"], cn.Baseline([0.5, 0.5]), label="Road works")
    digging = cn.Rival(
        "digging",
        [
            cn.Influence("road_works", "road_jams", "+", 1.0),
            cn.Influence("road_works", "bus_fares", "+", 0.5),
        ],
        hidden,
        label="Digging",
    )
    told = {"variables": {"road_works": {"label": "道路工事"}}}
    return (
        m.adding(digging, cn.Variable("road_jam", ["few", "many"]))
        .admitting("digging")
        .replacing(
            replace(m.variables["toll_rate"], baseline=cn.Baseline([0.1, 0.3, 0.6])),
            replace(m.variables["car_traffic"], mechanism=cn.NoisyMax()),
            replace(m.influences[2], reference="low"),
        )
        .translating("ja", told)
    )


def judged(m: cn.CausalModel) -> cn.CausalModel:
    """The town, two numbers of which two people judged, and one person one of them alone."""
    tolls = cn.Panel({"Amina": cn.pert(0.4, 0.8, 1.2, zero=0.1), "Bo": cn.pert(0.1, 0.2, 0.3)})
    jams = cn.Panel({"Amina": cn.pert(0.5, 1.0, 1.5)})
    return m.adding(cn.Source("Amina"), cn.Source("Bo")).replacing(
        replace(m.influences[0], strength=tolls), replace(m.influences[2], strength=jams)
    )


def mistaken(m: cn.CausalModel) -> cn.CausalModel:
    """The town with one mistake of each kind beside its text."""
    one = m.claims["c1"]
    return m.replacing(
        replace(one, quote="A toll … thins traffic", at="s9", sign="-"),
        replace(m.influences[2], standing="stated"),
    ).adding(
        cn.Claim("c2", "No toll.", "memo", "s1", kind="null"),
        cn.Claim("c3", "Jams.", "memo", "s2", quote="A toll thins traffic."),
        cn.Claim("c4", "Jams.", "memo", "s1", checks=[replace(FALLS, direction="rises")]),
        cn.Influence("bus_fares", "road_jams", "+", 0.5, claims=["c2", "c3"]),
        cn.Influence("bus_fares", "road_jams", "-", 0.5, lag=1, claims=["c3"]),
        cn.Influence("toll_rate", "road_jams", "?", cn.pert(0.1, 0.2, 0.3), lag=1, claims=["c3"]),
    )


def reviewed(m: cn.CausalModel) -> Reviewed:
    """The town, two of whose drafts are accepted and two rejected."""
    model = marked_drafted(m, "Amina")
    every = [*review_items(model)]
    return Reviewed(model, tuple(every[:2]), tuple(every[2:4]), tuple(every[4:]))


def drafter() -> Callable[[str], str]:
    """One that misquotes the text at first."""
    answers = [DRAFT.replace("wets the", "soaks the"), DRAFT]
    return lambda prompt: answers.pop(0)


def read(text: str) -> cn.CausalMap:
    """The map in a list of links."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "farm.csv"
        path.write_text(text, encoding="utf-8")
        return cn.load(path)  # type: ignore[return-value]


LINK_LIST = read(
    "雨の記録\nfrom,to,sign,source,weight,lag,備考欄\n"
    "雨,収穫,+,甲,0.5,1,a\n~雨,収穫,-,甲,多い,1,b\n日照り,収穫,?!,乙,0.2,長い,c\n日照り,,-,乙,,,d\n風,収穫,,丙,,,e\n"
).merging({"日照り": "~雨"})
ANSWERS: dict[str, Callable[[cn.CausalModel], Answer]] = {
    "verdict": lambda m: cn.verdict(m, FALLS, draws=20),
    "verdicts": lambda m: cn.verdicts(m, {"charge": FALLS}, draws=20),
    "effect": lambda m: cn.effect(m, "road_jams", under=UNDER),
    "levers": lambda m: cn.levers(m, "road_jams", draws=20),
    "pairs": lambda m: cn.pairs(m, "road_jams", ["toll_rate", "bus_fares"]),
    "loops": cn.loops,
    "trajectory": lambda m: cn.trajectory(m, "road_jams", under=UNDER, periods=2),
    "audit": lambda m: cn.audit(m, draws=20),
    "sensitivity": lambda m: cn.sensitivity(m, FALLS, draws=20),
    "routes": lambda m: cn.routes(m, "road_jams", under=UNDER),
    "mediation": lambda m: cn.routes(m, "road_jams", under=UNDER, through="car_traffic"),
    "counterfactual": lambda m: cn.counterfactual(m, "road_jams", under=UNDER, observed=SEEN),
    "causation": lambda m: cn.causation(
        m, ("road_jams", "high"), under=do(toll_rate="low"), versus=UNDER
    ),
    "witnesses": lambda m: cn.witnesses(m, FALLS),
    "crux": lambda m: cn.crux(m, m.rejecting("c1"), FALLS),
    "crux of everything": lambda m: cn.crux(m, another(m), FALLS),
    "agreement": lambda m: cn.agreement(m, m.admitting("detours")),
    "agreement that parts": lambda m: cn.agreement(m, another(m).rejecting("c1"), [FALLS]),
    "portfolio": lambda m: cn.portfolio(m, "road_jams", budget=1, draws=20),
    "decide": lambda m: cn.decide(m, "road_jams", choose={"toll_rate": ["bus_fares"]}),
    "query": lambda m: cn.query(m, "road_jams", under=UNDER, given={"bus_fares": "low"}),
    "query of several": lambda m: cn.query(m, ["road_jams", "car_traffic"]),
    "query later": lambda m: cn.query(m, "road_jams", under=UNDER, at=2),
    "marginals": lambda m: cn.marginals(m, under=UNDER),
    "slopes": lambda m: cn.slopes(m, "road_jams", under=UNDER),
    "slopes of what is set": lambda m: cn.slopes(m, "road_jams", under=do(road_jams="low")),
    "derivatives": lambda m: cn.derivatives(m, "road_jams", under=UNDER),
    "plan": lambda m: cn.plan(m, "road_jams", under=UNDER),
    "persistence": lambda m: cn.persistence(m, "road_jams", under=UNDER),
    "persistence over draws": lambda m: cn.persistence(m, "road_jams", under=UNDER, draws=10),
    "by signs": lambda m: cn.by_signs(m, FALLS),
    "by signs of a size": lambda m: cn.by_signs(m, replace(FALLS, by=0.1)),
    "compare": lambda m: cn.compare(
        m, "road_jams", {"charge": UNDER, "cheap buses": do(bus_fares="low")}
    ),
    "compare voices": lambda m: cn.compare_voices(m, FALLS),
    "coverage": lambda m: cn.coverage(m, LINKS),
    "dissent": lambda m: cn.dissent({"Amina": m, "Bo": m.rejecting("c1")}, FALLS),
    "dissent without a conclusion": lambda m: cn.dissent({"Amina": m, "Bo": m.rejecting("c1")}),
    "dissent of everything": lambda m: cn.dissent({"Amina": m, "Bo": another(m)}, FALLS),
    "dissent of people": lambda m: cn.dissent(judged(m), FALLS),
    "voice split": lambda m: (
        cn.effect(
            cn.pool({"Amina": m, "Bo": m.rejecting("c1")}, draws=20), "road_jams", under=UNDER
        ).estimate.voices
    ),
    "adjustment sets": lambda m: cn.adjustment_sets(m, "car_traffic", "road_jams"),
    "front door sets": lambda m: cn.front_door_sets(m, "toll_rate", "road_jams"),
    "instruments": lambda m: cn.instruments(m, "car_traffic", "road_jams"),
    "separated": lambda m: cn.separated(m, "toll_rate", "road_jams", given="car_traffic"),
    "not separated": lambda m: cn.separated(m, "toll_rate", "road_jams"),
    "independences": cn.independences,
    "identify": lambda m: cn.identify(m, "road_jams", under="toll_rate"),
    "identify a shift": lambda m: cn.identify(m, "road_jams", under=do(toll_rate=cn.shift(1))),
    "estimate": lambda m: cn.estimate(cn.identify(m, "road_jams", under="car_traffic"), CASES),
    "confront": lambda m: cn.confront(m, CASES, cases="days"),
    "survey": lambda m: cn.survey(m, FALLS, cases=40, surveys=2),
    "update": lambda m: cn.update(m, CASES, cases="days", draws=50),
    "update from episodes": lambda m: cn.update(m, episodes=EPISODES, draws=50),
    "diff": lambda m: cn.diff(m, m.rejecting("c1")),
    "diff of fields": lambda m: cn.diff(m, changed(m)),
    "check text": lambda m: cn.check_text(m, TEXT),
    "check text that is wrong": lambda m: cn.check_text(mistaken(m), TEXT),
    "review": reviewed,
    "draft": lambda m: cn.draft(DRAFTED_TEXT, drafter(), by="Amina"),
    "reading": lambda m: LINK_LIST.reading,
}
# The labels and names of the model and of its cases, which stay as they are where it is not translated.
OWN_WORDS = re.compile(
    r"A toll thins traffic|toll|bus fares|car traffic|jams|low|middle|high|charge|detours|memo|model|the town"
    r"|without c1|cheap buses|Amina|days|lawn|farm.csv|link list",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", ANSWERS)
def test_it_leads_with_sentences_in_labels_and_says_the_same_everywhere(town, name):
    answer = ANSWERS[name](town)
    sentence = answer.sentence

    assert sentence[0].isupper() or sentence[0] in "“0123456789"
    assert sentence.endswith(".")
    assert not re.search(r"\w_\w|do\(|\[lag|-0\.0+\b|\bNone\b(?! of)|\bnan\b", sentence)
    if isinstance(answer, Answer):
        assert answer.web_sheets()[0].title.split() == sentence.split()
        assert answer_document(name, answer)["sentence"] == sentence
    if not isinstance(answer, VoiceSplit):
        printed = str(answer)
        assert " ".join(printed.split()).startswith(sentence)
        assert max(map(len, printed.splitlines())) <= 79
        assert "-0.000" not in printed

    with speaking("ja"):
        japanese = answer.sentence
    assert japanese.endswith("。")
    assert not re.search(r"[A-Za-z]{3,}", OWN_WORDS.sub("", japanese)), japanese
    assert not re.search(r"[.,;:] ?[\u3040-\u9fff]|[\u3040-\u9fff][.,;:(]", japanese), japanese


def test_no_answer_is_left_out(town):
    """Every class of answers, whether it is laid out in sheets or not, is asked for above."""
    classes = [getattr(cn.answers, name) for name in cn.answers.__all__]
    leading = {c for c in classes if isinstance(c, type) and "sentence" in dir(c)}
    assert {c for c in classes if isinstance(c, type) and issubclass(c, Answer)} < leading
    # Whose the draws of a pool are is held in test_every_table.
    assert leading == {type(ask(town)) for ask in ANSWERS.values()} | {cn.answers.PooledDraws}
