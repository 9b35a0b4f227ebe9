"""What leads every answer: one source of the words for print, browsers, JSON and Japanese."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import causalnet as cn
from causalnet import do
from causalnet.answer_tables import Answer
from causalnet.cli.console import answer_document
from causalnet.language.translate import speaking


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
    )


UNDER = do(toll_rate="high")
FALLS = cn.Conclusion("road_jams", "falls", under=UNDER)
SEEN = {"road_jams": "high"}
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
    "agreement": lambda m: cn.agreement(m, m.admitting("detours")),
    "portfolio": lambda m: cn.portfolio(m, "road_jams", budget=1, draws=20),
    "decide": lambda m: cn.decide(m, "road_jams", choose={"toll_rate": ["bus_fares"]}),
}
# The labels and names of the model, which stay as they are where it is not translated.
OWN_WORDS = re.compile(
    r"toll|bus fares|car traffic|jams|low|middle|high|charge|detours|memo|model|town|the first|the second|without c1",
    re.IGNORECASE,
)
ON_A_PAGE = ("verdict", "verdicts", "levers", "routes", "counterfactual", "causation", "portfolio")


@pytest.mark.parametrize("name", ANSWERS)
def test_it_leads_with_sentences_in_labels_and_says_the_same_everywhere(town, name):
    answer = ANSWERS[name](town)
    sentence = answer.sentence

    assert sentence[0].isupper() or sentence[0] in "“0123456789"
    assert sentence.endswith(".")
    assert not re.search(r"\w_\w|do\(|\[lag|-0\.0+\b|\bNone\b(?! of)|\bnan\b", sentence)
    printed = str(answer)
    assert " ".join(printed.split()).startswith(sentence)
    assert answer.web_sheets()[0].title.split() == sentence.split()
    assert answer_document(name, answer)["sentence"] == sentence
    assert "-0.000" not in printed
    if name in ON_A_PAGE:
        assert max(map(len, printed.splitlines())) <= 79

    with speaking("ja"):
        japanese = answer.sentence
    assert japanese.endswith("。")
    assert not re.search(r"[A-Za-z]{3,}", OWN_WORDS.sub("", japanese)), japanese
