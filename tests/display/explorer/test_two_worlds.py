"""Routes and what would have been: the page and the library give the same numbers, whatever is done and observed."""

import random

import numpy as np
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.abduction import Case, twofold
from causalnet.questions.counterfactuals.coupling_range import USUAL_WORK, proved_ranges
from causalnet.questions.counterfactuals.event import events_of
from causalnet.questions.counterfactuals.margin_range import margin_ranges
from causalnet.questions.skipped import Skipped
from tests.display.explorer.scenarios import named, with_soft_proposal
from tests.display.explorer.test_agreement import EXACT, plain
from tests.strategies.elicited import confounded


def asked(model: cn.CausalModel, seed: int) -> tuple[cn.CausalModel, str, dict[str, str]]:
    """The model with a proposal, an outcome, and what is observed, which may be set as well."""
    rng = random.Random(seed)
    model = with_soft_proposal(model, seed)
    names = list(model.variables)
    soft = model.interventions["soft"]
    free = [v for v in names if v not in soft.settings]
    hard = {v: rng.choice(model.variables[v].states) for v in free if rng.random() < 0.3}
    model = model.replacing(cn.Proposal("soft", soft | cn.do(hard)))
    outcome = rng.choice(names)
    others = [v for v in names if v != outcome]
    seen = rng.sample(others, min(len(others), rng.choice([0, 1, 1])))
    seen += [outcome] if rng.random() < 0.5 or not seen else []
    return model, outcome, {v: rng.choice(model.variables[v].states) for v in seen}


def hold(core, model: cn.CausalModel, seed: int) -> set[str]:
    """Both answers of the page held against the library; what was compared."""
    model, outcome, seen = asked(model, seed)
    parts = [f"see={named(v)}%3D{s}" for v, s in seen.items()] + [f"outcome={named(outcome)}"]
    under = model.interventions["soft"]
    try:
        found = cn.counterfactual(model, outcome, under=under, observed=seen)
    except cn.errors.ImpossibleEvidenceError:
        return set()
    except cn.errors.InterventionError:
        assert "goes round" in core.ask(plain(model), "", twofold="soft")["refused"]
        return set()
    values = plain(model)
    got = core.ask(values, "&".join(parts), twofold="soft")
    return hold_otherwise(model, under, seen, found, got["otherwise"]) | hold_routes(
        model, under, outcome, got["routes"], [v["name"] for v in values["variables"]]
    )


def hold_otherwise(model, under, seen, found: cn.answers.Counterfactual, got: dict) -> set[str]:
    same = {"atol": EXACT, "rtol": 0}
    np.testing.assert_allclose(got["before"], found.as_it_was[:, 0], **same)
    assert got["path"] == found.path
    if found.path != "within a period":
        return {found.path}
    assert got["p"].keys() == found.p.keys()
    for name, p in found.p.items():
        np.testing.assert_allclose(got["p"][name], p[:, 0], **same)
    np.testing.assert_array_equal(got["event"]["worth"], found.event.weights)
    events = [*events_of(found.measure), found.event]
    np.testing.assert_array_equal(
        [e["worth"] for e in got["events"]], [e.weights for e in events[:-1]]
    )
    if found.agreed:
        return {"agreed"}
    # The page does not read the signs, which can raise the least.
    network = cn.compile_model(model)
    worlds = twofold(network, found.outcome, Case(under, observed=findings(seen)))
    ranges, wider = proved_ranges(worlds, events, USUAL_WORK), False
    if isinstance(ranges, Skipped):
        ranges, wider = margin_ranges(worlds, events), True
    assert got["wider"] == wider
    if ranges is None:
        assert got["ranges"] is None
        return {"no range"}
    np.testing.assert_allclose(got["ranges"], ranges, **same)
    return {"wider" if wider else "proved"}


def hold_routes(model, under, outcome: str, got: dict, names: list[str]) -> set[str]:
    try:
        found = cn.routes(model, outcome, under=under, by="paths", coupling="rank")
    except cn.errors.QuestionError:
        return set()
    want = {r.influences: (r.carried.value, r.standing) for r in found.routes}
    paths = {tuple((names[a], names[b]) for a, b in path["edges"]): path for path in got["paths"]}
    assert paths.keys() == want.keys()
    for edges, (change, standing) in want.items():
        np.testing.assert_allclose(paths[edges]["change"], change, atol=EXACT, rtol=0)
        assert standing is None or paths[edges]["standing"] == standing
    return {"routes"} if want else set()


@settings(max_examples=25)
@given(confounded(cn.Ordinal(), modified=True), st.integers(0, 10**6))
def test_both_answers_are_those_of_the_library(core, model, seed):
    assume(hold(core, model, seed))
