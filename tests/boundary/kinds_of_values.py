"""One of every kind of value that the package makes, on a model whose names and states few code pages have."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import causalnet as cn
from causalnet.errors import Mistake

# Variables: a Japanese name, one with an accent, one that any console can print.
RAIL, CAFE, TOLL = "鉄道", "café", "toll"


def town() -> cn.CausalModel:
    """A model with parts of every kind: toll → café → 鉄道, and back a period later."""
    return cn.CausalModel(
        "町",
        [
            cn.Variable(
                TOLL,
                ["none", "5–10 %", "≥10 %"],
                cn.Baseline([0.5, 0.3, 0.2], basis="evidenced", note="“Town ledger”, p. 3 – 5"),
                label="Toll → town",
                meanings=["なし", "5–10 %", "more"],
                roles=["lever"],
            ),
            cn.Variable(CAFE, ["low", "high"], cn.Baseline([0.6, 0.4]), roles=["lever"]),
            cn.Variable(
                RAIL,
                ["低", "中", "高"],
                cn.Baseline([0.3, 0.4, 0.3]),
                label="鉄道の利用",
                roles=["outcome"],
                alternate=cn.RankedNode(),
            ),
            cn.Variable("noise", ["no", "yes"], mechanism=cn.NoisyMax()),
            cn.Variable(
                "law",
                ["no", "yes"],
                mechanism=cn.Table([CAFE], {("low",): [0.9, 0.1], ("high",): [0.2, 0.8]}),
            ),
            cn.Variable(
                "rule",
                ["off", "on"],
                mechanism=cn.Deterministic([CAFE], {("low",): "off", ("high",): "on"}),
            ),
        ],
        [
            cn.Influence(TOLL, CAFE, "+", "強い", claims=["c1"], tier="plain", note="plain → text"),
            cn.Influence(CAFE, RAIL, "-", cn.pert(0.5, 1, 2), claims=["c2"], tier="hedged"),
            cn.Influence(
                TOLL, RAIL, "+", cn.interval(0.2, 0.9), standing="added", reference="none"
            ),
            cn.Influence(CAFE, "noise", "+", 0.4, claims=["c2"]),
            cn.Influence(CAFE, "law", "+", claims=["c2"]),
            cn.Influence(CAFE, "rule", "+", claims=["c2"]),
            cn.Influence(RAIL, TOLL, "+", 0.7, lag=1, claims=["c1"]),
        ],
        strengths={"強い": cn.pert(0.5, 1, 1.5)},
        modifiers=[cn.Modifier(TOLL, RAIL, by=CAFE, amount=0.2, sign="-", claims=["c2"])],
        absences=[cn.Absence("noise", RAIL, claims=["c1"], note="no → path")],
        rivals=[
            cn.Rival(
                "景気",
                [cn.Influence("economy", RAIL, "+", 0.5, standing="rival")],
                cn.Variable("economy", ["bad", "good"], cn.Baseline([0.5, 0.5])),
                "The economy – not the toll.",
            )
        ],
        sources=[cn.Source("s", "渋滞 — a study", note="“quoted”", groups={"地区": "北"})],
        claims=[
            cn.Claim(
                "c1",
                "Tolls → cafés.",
                "s",
                checks=[rises()],
                quote="tolls ‘raise’ them",
                also=[cn.Citation("s", "第2章", "“more”", "→ again")],
            ),
            cn.Claim("c2", "Cafés − trains.", "s", tier="hedged"),
        ],
        evidence=[cn.Evidence(["c1", TOLL], "for", "± 3 × as many…", "s")],
        proposals=[cn.Proposal("値上げ", cn.do({TOLL: "≥10 %"}), ["c1"], note="→")],
        actors=[cn.Actor("市長", [TOLL], note="≠ the council")],
    )


def rises(**more: object) -> cn.Conclusion:
    """That rail rises under a toll."""
    return cn.Conclusion(RAIL, "rises", under=cn.do({TOLL: "≥10 %"}), **more)  # type: ignore[arg-type]


def episode() -> cn.Episode:
    """A town where a toll was raised."""
    return cn.Episode("隣町 1994", cn.do({TOLL: "≥10 %"}), {CAFE: "rose"}, 0.8, source="新聞")


@cache
def values() -> dict[str, object]:
    """Values of every kind, by what they are."""
    model = town()
    network = cn.compile_model(model)
    dear = cn.do({TOLL: "≥10 %"})
    settings = {
        "hard": dear,
        "stochastic": cn.do({TOLL: {"none": 0.5, "5–10 %": 0.5}}),
        "shift": cn.do({RAIL: cn.shift(1)}),
        "policy": cn.do(
            {CAFE: cn.policy(TOLL, dict.fromkeys(model.variables[TOLL].states, "low"))}
        ),
        "partial": cn.do({RAIL: cn.partial("高", uptake=0.5)}),
        "cut": cn.do(cn.cut(TOLL, RAIL)),
        "timed": dear.since(2) | cn.do({CAFE: "low"}).at(1),
    }
    parts = {
        kind: list(getattr(model, kind).values())
        for kind in ("strengths", "sources", "variables", "claims", "rivals", "proposals", "actors")
    }
    lists = {kind: getattr(model, kind) for kind in ("influences", "modifiers", "absences")}
    return {
        "model": model,
        "evidence": model.evidence,
        **parts,
        **lists,
        "registers": [model.variables, model.claims, model.proposals],
        "conclusion": rises(given={CAFE: "low"}),
        "episode": episode(),
        "likelihood": cn.likelihood({"低": 0.2, "中": 0.3, "高": 0.5}),
        "draws": cn.Draws(20, seed=3),
        "interventions": settings,
        "network": network,
        "table": network.table(RAIL),
        "network in draws": cn.compile_model(model, draws=5),
        "plan": cn.plan(model, RAIL, under=dear, given={CAFE: "low"}),
        "diagram": cn.draw(model),
        "diff": cn.diff(model, model.rejecting("c1")),
        **answers(model, dear),
    }


def answers(model: cn.CausalModel, dear: cn.Intervention) -> dict[str, object]:
    """An answer from every verb."""
    few = 12
    concluded = rises()
    later = rises(at=2)
    later_dear = concluded.under.since(1)
    return {
        "query": cn.query(model, RAIL, under=dear, given={CAFE: {"low", "high"}}),
        "query in draws": cn.query(model, RAIL, draws=few),
        "query by samples": cn.query(model, RAIL, method="sample", samples=50, seed=1),
        "joint": cn.query(model, [RAIL, TOLL]),
        "marginals": cn.marginals(model),
        "effect": cn.effect(model, RAIL, under=dear),
        "effect in draws": cn.effect(model, RAIL, under=dear, draws=few),
        "compare": cn.compare(model, [RAIL, CAFE], model.interventions),
        "levers": cn.levers(model, RAIL, among="all"),
        "levers in draws": cn.levers(model, RAIL, among="all", draws=few),
        "levers in time": cn.levers(model, RAIL, among=[TOLL], at=2),
        "pairs": cn.pairs(model, RAIL, [TOLL, CAFE]),
        "slopes": cn.slopes(model, RAIL, under=dear),
        "derivatives": cn.derivatives(model, RAIL, under=dear),
        "loops": cn.loops(model),
        "trajectory": cn.trajectory(model, RAIL, under=later_dear, periods=3),
        "persistence": cn.persistence(
            model, RAIL, under=dear, draws=few, sustained=[1, 2], after=2
        ),
        "by signs": cn.by_signs(model, concluded),
        "verdict": cn.verdict(model, concluded, draws=few),
        "verdicts": cn.verdicts(model, {"値上げ → 鉄道": concluded}, draws=few),
        "verdict in time": cn.verdict(model, later, draws=few),
        "sensitivity": cn.sensitivity(model, concluded, draws=few),
        "sensitivity in time": cn.sensitivity(model, later, draws=few),
        "audit": cn.audit(model, draws=few),
        "counterfactual": cn.counterfactual(model, RAIL, under=dear, observed={RAIL: "低"}),
        "causation": cn.causation(
            model, RAIL, at_least="中", under=dear, versus=cn.do({TOLL: "none"})
        ),
        "routes": cn.routes(model, RAIL, under=dear, draws=few),
        "routes by path": cn.routes(model, RAIL, under=dear, by="paths"),
        "mediation": cn.routes(model, RAIL, under=dear, through=CAFE, randomised=True),
        "witnesses": cn.witnesses(model, concluded),
        "voices compared": cn.compare_voices(model, concluded),
        "coverage": cn.coverage(model, model),
        "text check": cn.check_text(model, "フェリー。", source=next(iter(model.sources))),
        **answers_of_drafts(),
        **answers_of_graphs(model),
        **answers_of_accounts(model, concluded),
    }


# What a drafter answers that is asked for a model of one Japanese sentence.
DRAFT = """
name = "町"
sources = { article = {} }
variables = { "値上げ" = { states = ["無", "有"] }, "客" = { states = ["少", "多"] } }
claims = { c = { text = "値上げで客が減る。", source = "article", at = "s1" } }
graph.influences = [{ cause = "値上げ", effect = "客", sign = "-", strength = 1, claims = ["c"] }]
"""


def answers_of_drafts() -> dict[str, object]:
    """A draft, and its review."""
    drafted = cn.draft("値上げで客が減る。", lambda _: DRAFT)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "draft.toml"
        cn.save(drafted.model, path)
        return {"draft": drafted, "review": cn.review(path, by="花子", accept=["c"])}


def answers_of_graphs(model: cn.CausalModel) -> dict[str, object]:
    """What arrows alone say, and what figures add to them."""
    found = cn.identify(model, RAIL, under=TOLL)
    return {
        "separation": cn.separated(model, TOLL, RAIL, given=CAFE),
        "independences": cn.independences(model),
        "adjustment sets": cn.adjustment_sets(model, CAFE, RAIL),
        "front-door sets": cn.front_door_sets(model, TOLL, "noise"),
        "instruments": cn.instruments(model, CAFE, RAIL),
        "identification": found,
        "estimate": cn.estimate(found, cn.compile_model(model)),
        "portfolio": cn.portfolio(model, RAIL, budget=1.0, among=[cn.do({TOLL: "≥10 %"})]),
        "learned": cn.update(model, {TOLL: ["none"], CAFE: ["low"], RAIL: ["中"]}, cases="町"),
        "learned from episodes": cn.update(model, episodes=[episode(), episode()]),
        "decision": cn.decide(model, RAIL, choose={TOLL: []}),
        "survey": cn.survey(model, rises(), surveys=3),
        "confrontation": cn.confront(
            model, {CAFE: ["low", "high"], RAIL: ["低", "高"]}, cases="町"
        ),
    }


def answers_of_accounts(model: cn.CausalModel, concluded: cn.Conclusion) -> dict[str, object]:
    """What several accounts share, and where they part."""
    other = model.replacing(cn.Influence(CAFE, RAIL, "-", 0.3, claims=["c2"]))
    coded = cn.CausalMap("町", [cn.Link("雨", "収穫", "+", source="アミナ", quote="“雨”")])
    return {
        "agreement": cn.agreement(model, other, concluded),
        "crux": cn.crux(model, other, concluded),
        "dissent": cn.dissent({"私": model, "café": other}, concluded),
        "map": coded,
        "map reading": coded.reading,
    }


ERRORS = (
    cn.errors.CalibrationError("鉄道 – no.", variable=RAIL, nearest=(0.4, 0.6)),
    cn.errors.MemoryLimitError("16 GiB ≥ 2 GiB.", needed=2**34, limit=2**31),
    cn.errors.ModelError([Mistake("variables.鉄道", "must be “one” → two.")] * 2, "model '町'"),
    cn.errors.UnknownNameError("No variable '鉄道' – none."),
    cn.errors.FileError("料金.toml is not UTF-8 …"),
    cn.errors.QuestionError("‘rises’ → ‘falls’?"),
)
