"""Roles of rivals: held against every directed way, and against what a setting does in every draw."""

from dataclasses import replace
from itertools import pairwise, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.model.mechanism import Tabular
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.robustness.model_variants import rival_world
from causalnet.questions.robustness.rival_roles import rival_bearing
from tests.enumeration import enumerate_query
from tests.strategies.signed import drawn, questions, signed_models

NAMES = ("a", "b", "c", "d")
SCALE = ["low", "high"]
HALF = cn.Baseline([0.5, 0.5])


@st.composite
def argued(draw):
    """Four variables, arrows within a period in their order and lagged ones anywhere, and a rival with others."""
    kept, rival = [], []
    hidden = cn.Variable("u", SCALE, HALF) if draw(st.booleans()) else None
    for cause, effect in product([*NAMES, *(["u"] if hidden else [])], NAMES):
        lag = draw(st.sampled_from([None, None, 0, 1, 2]))
        if lag is None or not (lag or cause < effect or cause == "u"):
            continue
        arrow = cn.Influence(cause, effect, "+", 1.5, lag=lag)
        own = cause == "u" or draw(st.integers(0, 4)) == 0
        (rival if own else kept).append(arrow)
    assume(rival)
    return cn.CausalModel(
        "m",
        [cn.Variable(v, SCALE, HALF) for v in NAMES],
        kept,
        rivals=[cn.Rival("r", rival, hidden)],
    )


def every_way(model, outcome, held, at):
    """Every directed path from what is held to the outcome in the graph of all periods, as arrows."""
    graph = nx.DiGraph()
    graph.add_nodes_from(product(model.variables, range(at + 1)))
    for i, t in product(model.influences, range(at + 1)):
        if t >= i.lag and i.effect not in held:
            graph.add_edge((i.cause, t - i.lag), (i.effect, t), arrow=i)
    starts = product(held, range(at + 1))
    paths = [nx.all_simple_paths(graph, start, (outcome, at)) for start in starts]
    return [
        [graph.edges[edge]["arrow"] for edge in pairwise(path)] for some in paths for path in some
    ]


@settings(max_examples=50)
@given(argued(), st.sets(st.sampled_from("abc"), min_size=1, max_size=2), st.integers(0, 2))
def test_a_rival_contests_where_one_of_its_arrows_is_on_a_directed_way(model, held, at):
    rival, admitted = model.rivals["r"], model.admitting("r")
    rises = cn.Conclusion("d", "rises", under=do(dict.fromkeys(held, "high")), at=at)
    ways = every_way(admitted, "d", held, at)
    on_way = {v for way in ways for i in way for v in (i.cause, i.effect)}
    effects = [(i.cause, i.effect) for i in {*rival.influences} if i.effect in on_way]
    causes = [cause for cause, _ in effects]
    if any(i in rival.influences for way in ways for i in way):
        expected = "contests"
    elif any(causes.count(cause) > 1 for cause in causes):
        expected = "common cause"
    else:
        expected = "another cause"
    found = rival_bearing(admitted, rises, rival)
    assert found.role == expected
    shared = [{e for c, e in effects if c == cause} for cause in causes if causes.count(cause) > 1]
    between = {
        i.name
        for way in ways
        for i in way
        if i.cause != i.effect and any({i.cause, i.effect} <= both for both in shared)
    }
    assert {*found.explains} == (between if expected == "common cause" else set())


@st.composite
def with_a_common_cause(draw):
    """A model with claimed signs, and a rival: a hidden cause of one to three of its variables."""
    model = draw(signed_models(most=4))
    free = [v.name for v in model.variables.values() if not isinstance(v.mechanism, Tabular)]
    assume(free)
    effects = draw(st.lists(st.sampled_from(free), min_size=1, max_size=3, unique=True))
    arrows = [
        cn.Influence("u", v, draw(st.sampled_from("+-")), cn.interval(0.5, 2)) for v in effects
    ]
    size = draw(st.integers(2, 3))
    hidden = cn.Variable("u", [str(s) for s in range(size)])
    return model.adding(cn.Rival("r", arrows, hidden))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_what_only_names_other_causes_turns_no_direction_that_the_signs_prove(data):
    model = data.draw(with_a_common_cause())
    question = data.draw(questions(model))
    try:
        signs = cn.by_signs(model, question)
    except cn.errors.InterventionError:
        assume(False)
    assume(signs.direction is not None and signs.path == "within a period")
    admitted = model.admitting("r")
    assume(rival_bearing(admitted, question, model.rivals["r"]).role != "contests")
    assert cn.by_signs(admitted, question).direction == signs.direction
    try:
        network = cn.compile_model(admitted, drawn(admitted, 10, 10, data.draw(st.integers(0, 99))))
        arms = [
            cn.query(network, question.outcome, under=arm, given=question.given)
            for arm in (question.under, question.versus)
        ]
    except (cn.errors.ImpossibleEvidenceError, cn.CalibrationError):
        assume(False)
    p = [found.p[:, None] if found.drawn is None else found.drawn for found in arms]
    change = np.cumsum((p[0] - p[1])[::-1], axis=0)[-2::-1]
    if question.at_least is not None:
        at = model.variables[question.outcome].index(question.at_least)
        change = change[at - 1 : at] if at else 0 * change
    if signs.direction != "does not rise":
        assert (change >= -1e-9).all()
    if signs.direction != "does not fall":
        assert (change <= 1e-9).all()


def two_ways(*rivals, through=1.0, direct=0.4):
    """x raises y through m, and lowers it directly; nothing but numbers says which is more."""
    return cn.CausalModel(
        "two ways",
        [cn.Variable(v, SCALE, HALF) for v in ("x", "m", "y")],
        [
            cn.Influence("x", "m", "+", through),
            cn.Influence("m", "y", "+", 2.0),
            cn.Influence("x", "y", "-", direct),
        ],
        rivals=rivals,
    )


def test_where_signs_leave_the_direction_open_a_common_cause_may_turn_it():
    """So a rival that only names other causes is tried all the same, and told among those that undo it."""
    tied = cn.Rival(
        "tied",
        [cn.Influence("u", "m", "+", 6.0), cn.Influence("u", "y", "-", 0.5)],
        cn.Variable("u", SCALE, HALF),
    )
    model = two_ways(tied, through=0.9)
    rises = cn.Conclusion("y", "rises", under=do(x="high"))
    found = cn.verdict(model, rises, draws=10)
    (world,) = found.rests.rivals
    assert world.role == "common cause"
    assert found.holds
    assert not world.holds
    network = cn.compile_model(model.admitting("tied"))
    level = enumerate_query(network, "y", under=do(x="high"))[1]
    assert world.value == pytest.approx(level - 0.5, abs=1e-9)
    assert found.rests.undoing == (world,)
    assert found.rests.contesting == ()
    assert "One rival would undo it: tied" in found.sentence


COMMON = cn.Rival(
    "weather",
    [cn.Influence("u", "x", "+", 2.0), cn.Influence("u", "y", "+", 2.0)],
    cn.Variable("u", SCALE, HALF),
)


def chain(*rivals):
    return cn.CausalModel(
        "chain",
        [cn.Variable(v, SCALE, HALF) for v in ("z", "x", "m", "y")],
        [cn.Influence("x", "m", "+", 1.0), cn.Influence("m", "y", "+", 1.0)],
        rivals=rivals,
    )


def role(model, conclusion):
    return rival_world(contrast_of(model, conclusion), next(iter(model.rivals))).role


def test_a_common_cause_of_what_is_set_and_of_the_outcome_does_not_contest_what_setting_does():
    rises = cn.Conclusion("y", "rises", under=do(x="high"))
    assert role(chain(COMMON), rises) == "common cause"
    assert role(chain(COMMON), replace(rises, versus=do(x="low"))) == "common cause"
    assert role(chain(COMMON), replace(rises, under=do(x=cn.shift(1)))) == "common cause"
    other = cn.Rival("other", [cn.Influence("z", "y", "-", 3.0)])
    assert role(chain(other), rises) == "another cause"
    assert role(chain(other), replace(rises, under=do(z="high"))) == "contests"


def test_a_common_cause_is_tried_in_place_of_the_influences_between_its_effects():
    weather = cn.Rival(
        "weather",
        [cn.Influence("u", "m", "+", 2.0), cn.Influence("u", "y", "+", 2.0)],
        cn.Variable("u", SCALE, HALF),
    )
    rises = cn.Conclusion("y", "rises", under=do(x="high"))
    found = cn.verdict(chain(weather), rises, draws=10)
    (world,) = found.rests.rivals
    assert (world.role, world.explains) == ("common cause", ("m → y",))
    assert world.holds
    assert world.instead.value == pytest.approx(0, abs=1e-12)
    assert found.rests.undoing == ()
    assert found.rests.undoing_instead == (world,)
    assert "It does not stand if “weather” is the reason, and not m → y." in found.sentence
    rows = " ".join(str(found).split())
    assert "If “weather” is the reason and not m → y, it does not stand (" in rows
    # With a second way it is weaker, and stands.
    beside = chain(weather).adding(cn.Influence("x", "y", "+", 0.5))
    (world,) = cn.verdict(beside, rises, draws=10).rests.rivals
    without = beside.admitting("weather").rejecting("m → y")
    level = enumerate_query(cn.compile_model(without), "y", under=do(x="high"))[1]
    assert world.instead.value == pytest.approx(level - 0.5, abs=1e-9)
    told = cn.verdict(beside, rises, draws=10)
    assert told.rests.undoing_instead == ()
    assert "If “weather” is the reason and not m → y, it is +0." in " ".join(str(told).split())
    frame = told.to_frame().set_index("what")["value"]
    assert frame["with the rival weather in place of m → y"] == world.instead.value


def test_what_leads_back_to_what_is_set_contests_only_where_it_is_not_held():
    back = cn.Rival("back", [cn.Influence("y", "x", "-", 3.0, lag=1)])
    rises = cn.Conclusion("y", "rises", under=do(x="high"), at=2)
    assert role(chain(back), rises) == "another cause"
    assert role(chain(back), replace(rises, under=do(m="high"))) == "another cause"
    beside = chain(back).adding(cn.Influence("z", "y", "+", 1.0))
    assert role(beside, replace(rises, under=do(z="high"))) == "contests"


def test_every_cause_counts_for_a_level_and_where_what_is_observed_may_itself_be_changed():
    rises = cn.Conclusion("y", "rises", under=do(x="high"))
    assert role(chain(COMMON), replace(rises, given={"m": "high"})) == "contests"
    assert role(chain(COMMON), replace(rises, given={"z": "high"})) == "common cause"
    level = cn.Conclusion("y", "exceeds", threshold=0.5, under=do(x="high"))
    assert role(chain(COMMON), level) == "contests"


def test_a_verdict_tells_other_causes_apart_from_what_contests_it():
    detour = cn.Rival("detour", [cn.Influence("x", "y", "-", 0.1)])
    other = cn.Rival("other", [cn.Influence("z", "y", "-", 3.0)])
    rises = cn.Conclusion("y", "rises", under=do(x="high"))
    found = cn.verdict(chain(COMMON, detour, other), rises, draws=10)
    assert "Of 3 rival explanations one contests it (detour), and does not undo" in found.sentence
    rows = " ".join(str(found).split())
    assert "Of 3 rivals one contests what is done (detour), and does not undo it" in rows
    assert "One names a common cause (weather): that may be why things on the way" in rows
    assert "One names another cause of what is on the way (other)." in rows
    values = sorted(w.value for w in found.rests.rivals if w.name != "detour")
    assert f"With such a rival admitted it is +{values[0]:.3f} to +{values[1]:.3f}" in rows
    alone = cn.verdict(chain(COMMON, other), rises, draws=10)
    assert "No rival explanation contests it; they name other causes." in alone.sentence
    frame = alone.to_frame()
    told = frame[frame.what == "how the rival weather bears on it"].value
    assert [*told] == ["common cause"]
