"""Later paths: held against every walk, and read literally in every verb."""

from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.questions.signs.later_paths import LaterPath, later_notes, later_path
from causalnet.questions.signs.stochastic_dominance import Arms

NAMES = ("a", "b", "c", "d")
SCALE = ["low", "high"]
HIGH = do(a="high")
# Of 4 variables, 2 signs and lags up to 2, no first walk takes longer.
LAST = 40


@st.composite
def models(draw):
    """Four variables, the arrows within a period in their order and lagged ones anywhere, all signed."""
    arrows = []
    for cause, effect, lag in product(NAMES, NAMES, (0, 1, 2)):
        if (lag or cause < effect) and draw(st.integers(0, 4)) == 0:
            sign = draw(st.sampled_from("+-"))
            arrows.append(cn.Influence(cause, effect, sign, 1.5, lag=lag))
    return cn.CausalModel("m", [cn.Variable(v, SCALE) for v in NAMES], arrows)


def walks(model: cn.CausalModel, seen: set[str], last: int) -> set[tuple[int, int, bool]]:
    """Of every walk from a, held high from period 0 on, to d: when it arrives, its sign, whether it is lagged."""
    found: set[tuple[int, int, bool]] = set()
    reached: set[tuple[str, int, int, bool]] = set()
    waiting = [("a", start, 1, False) for start in range(last + 1)]
    while waiting:
        name, period, sign, lagged = step = waiting.pop()
        if step in reached or period > last or (not period and name in seen):
            continue
        reached.add(step)
        if name == "d":
            found.add((period, sign, lagged))
        waiting += [
            (i.effect, period + i.lag, sign * (1 if i.sign == "+" else -1), lagged or i.lag > 0)
            for i in model.influences
            if i.cause == name and i.effect != "a"
        ]
    return found


@settings(max_examples=60)
@given(models(), st.sampled_from([None, "b", "c", "d"]), st.integers(0, 2))
def test_it_is_the_first_walk_of_a_sign_that_nothing_has_by_then(model, observed, at):
    found = {observed: "low"} if observed else {}
    path = later_path(model, Arms(model, HIGH, do()), "d", found, "within a period", at=at)
    every = walks(model, set(found), LAST)
    now = {sign for period, sign, _ in every if period <= at}
    other = {(p, sign) for p, sign, lagged in every if p > at and lagged and sign not in now}
    if not other:
        assert path is None
    else:
        period = min(p for p, _ in other)
        ways = {"raises" if sign > 0 else "lowers" for p, sign in other if p == period}
        assert (path.period, path.way in ways) == (period, True)


def model(*influences, variables="aby"):
    """Two states each, all but y a lever."""
    return cn.CausalModel(
        "m",
        [
            cn.Variable(v, SCALE, cn.Baseline([0.5, 0.5]), roles=["lever"] if v != "y" else [])
            for v in variables
        ],
        [
            cn.Influence(cause, effect, sign, cn.interval(1, 2), lag=lag)
            for cause, effect, sign, lag in influences
        ],
    )


TURNS = model(("a", "y", "-", 0), ("a", "y", "+", 1), variables="ay")
RISES = cn.Conclusion("y", "rises", under=HIGH)
LATER = "From period 1 on another path raises y."


def test_signs_contradict_within_a_period():
    found = cn.by_signs(TURNS, RISES)
    assert (found.status, found.later) == ("contradicted", LaterPath(1, "raises"))
    assert found.sentence == (
        f'Within a period, the signs contradict that y rises under do(a="high"). {LATER}'
    )
    assert found.reason == (
        "Within a period y falls: every path lowers it, whatever the strengths within their ranges. "
        f"{LATER}"
    )


def test_a_verdict_is_contradicted_within_a_period():
    found = cn.verdict(TURNS, RISES, draws=20)
    assert found.headline == "not earned: contradicted within a period"
    assert found.sentence == (
        'Within a period under do(a="high"), y falls by 0.179 of 1 state (18% of the scale), a large change '
        "where it was concluded that it rises. The signs contradict the conclusion within a period. "
        f"{LATER}"
    )
    figures = found.to_frame().set_index("what")["value"]
    assert figures["later path"] == "from period 1 on another path raises y"


def test_what_follows_does_so_within_a_period():
    falls = cn.Conclusion("y", "falls", under=HIGH)
    assert cn.verdict(TURNS, falls, draws=20).sentence == (
        'Within a period under do(a="high"), y falls by 0.179 of 1 state (18% of the scale), a large change '
        f"that follows from the signs alone. {LATER}"
    )


def test_an_effect_a_comparison_and_pairs_speak_of_the_period():
    assert cn.effect(TURNS, "y", under=HIGH).sentence == (
        'Within a period under do(a="high"), the expected level of y falls by 0.179 of 1 state (18% of the '
        f"scale), a large change at the central numbers. {LATER}"
    )
    both = str(cn.compare(TURNS, "y", {"up": HIGH, "down": do(a="low")}))
    assert both.startswith("Within a period, of 2 scenarios, up changes y most, by -0.179")
    assert both.splitlines()[0].endswith(LATER)
    assert f"Within a period only: up. {LATER}" in both
    assert "Within a period only: down. From period 1 on another path lowers y." in both
    two = model(("a", "y", "-", 0), ("b", "y", "-", 0), ("b", "y", "+", 2))
    assert str(cn.pairs(two, "y", ["a", "b"])).splitlines()[0] == (
        "Within a period, of 4 pairs of settings, a = low with b = low raises y most, by 0.318 of 1 state "
        "(32% of the scale), a large change at the central numbers. From period 2 on another path lowers y."
    )


@pytest.mark.parametrize("draws", [None, 20])
def test_levers_speak_of_the_period(draws):
    found = cn.levers(TURNS, "y", draws=draws)
    assert found.sentence.startswith("Within a period, the only lever, a = low, raises y by 0.17")
    assert found.sentence.endswith("From period 1 on another path lowers y.")
    note = "Within a period only: a = low. From period 1 on another path lowers y."
    assert note in str(found).splitlines()


def test_levers_by_a_period_name_what_acts_after_it():
    slow = model(("a", "y", "-", 0), ("a", "y", "+", 3), variables="ay")
    note = "By period 1 only: a = low. From period 3 on another path lowers y."
    assert note in str(cn.levers(slow, "y", at=1)).splitlines()
    assert "only:" not in str(cn.levers(slow, "y", at=3))


def test_verdicts_and_an_audit_say_so_of_each():
    many = str(cn.verdicts(TURNS, {"one": RISES}, draws=20))
    assert "not earned: contradicted within a period" in many
    assert f"Within a period only: one. {LATER}" in many
    claim = cn.Claim("t", "It rises.", "memo", kind="total", checks=[RISES])
    checked = cn.CausalModel(
        "m",
        TURNS.variables.values(),
        TURNS.influences,
        sources=[cn.Source("memo")],
        claims=[claim],
    )
    report = cn.audit(checked, draws=20)
    assert report.sentence.endswith("Not met: 1 contradicted within a period.")
    assert "[within a period; from period 1 on another path raises y]" in str(report)


def test_every_path_is_blocked_within_a_period():
    open_later = model(("a", "b", "+", 0), ("b", "y", "+", 0), ("a", "y", "+", 2))
    seen = {"b": "low"}
    later = "From period 2 on another path raises y."
    why = "y does not change, because every path to y is blocked by what is observed (b)."
    rises = cn.Conclusion("y", "rises", under=HIGH, given=seen)
    found = cn.verdict(open_later, rises, draws=20)
    assert found.sentence == (
        f'Within a period under do(a="high") and given b="low", {why} {later}'
    )
    assert cn.effect(open_later, "y", under=HIGH, given=seen).sentence == (
        f'Within a period under do(a="high") and given b="low", {why} {later}'
    )
    assert found.signs.reason == (
        f"Within a period every path to y is blocked by what is observed (b). {later}"
    )
    assert "Zero by structure within a period, whatever the strengths." in str(found)
    note = "Within a period only: a = low. From period 2 on another path lowers y."
    assert note in str(cn.levers(open_later, "y", given=seen)).splitlines()


def test_what_is_observed_today_blocks_a_lagged_walk_that_passes_it_today():
    through = model(("a", "b", "+", 0), ("b", "y", "+", 1), ("b", "y", "+", 0))
    found = cn.effect(through, "y", under=HIGH, given={"b": "low"})
    assert found.sentence.endswith("From period 2 on another path raises y.")
    course = cn.trajectory(through, "y", under=HIGH, given={"b": "low"}, periods=2)
    assert abs(course.change[2]) > abs(course.change[1]) > 0


def test_by_a_period_what_acts_after_it_is_named():
    slow = model(("a", "y", "-", 0), ("a", "y", "+", 2), variables="ay")
    rises = cn.Conclusion("y", "rises", under=HIGH, at=1)
    found = cn.verdict(slow, rises, draws=20)
    assert found.headline == "not earned: contradicted by period 1"
    assert found.sentence.endswith(
        "The signs contradict the conclusion by period 1. From period 2 on another path raises y."
    )
    assert found.signs.sentence == (
        'The signs contradict that y rises under do(a="high") by period 1. From period 2 on another path '
        "raises y."
    )


@pytest.mark.parametrize(
    "influences",
    [
        [("a", "y", "+", 0), ("a", "y", "+", 1)],
        [("a", "y", "+", 0), ("y", "y", "+", 1)],
        # Both ways within the period, and both again in the next.
        [("a", "y", "+", 0), ("a", "b", "+", 0), ("b", "y", "-", 0), ("y", "y", "+", 1)],
        # What is set is not turned by what comes back to it.
        [("a", "y", "+", 0), ("y", "a", "-", 1)],
    ],
)
def test_a_later_path_that_leads_the_same_way_is_not_named(influences):
    found = cn.verdict(model(*influences), RISES, draws=20)
    assert (found.later, found.signs.later) == (None, None)
    assert "another path" not in str(found)


def test_an_open_sign_may_lead_the_other_way():
    perhaps = cn.CausalModel(
        "m",
        TURNS.variables.values(),
        [
            cn.Influence("a", "y", "+", cn.interval(1, 2)),
            cn.Influence("a", "y", "?", cn.interval(-1, 1), lag=2),
        ],
    )
    assert cn.verdict(perhaps, RISES, draws=20).sentence.endswith(
        "From period 2 on another path may lower y."
    )


def test_a_state_in_the_middle_moves_neither_up_nor_down():
    three = cn.CausalModel(
        "m",
        [cn.Variable(v, ["low", "mid", "high"]) for v in "ay"],
        [cn.Influence("a", "y", "-", 1.0), cn.Influence("a", "y", "+", 1.0, lag=1)],
    )
    for state in ("low", "mid", "high"):
        text = cn.effect(three, ("y", state), under=HIGH).sentence
        assert text.endswith("From period 1 on another path raises y.")


def test_notes_name_a_few_within_the_width_of_a_page():
    path = LaterPath(1, "raises")
    (note,) = later_notes((name, "y", path, 0) for name in "abcdef")
    assert " ".join(note.split()) == (
        "Within a period only: a, b, c, d and 2 more. From period 1 on another path raises y."
    )
    assert max(map(len, note.splitlines())) <= 79


def test_what_is_certain_or_is_a_level_is_moved_by_no_later_path():
    certain = cn.Conclusion("y", "rises", under=HIGH, at_least="low")
    below = cn.Conclusion("y", "stays below", under=HIGH, at_least="high", threshold=0.5)
    for conclusion in (certain, below):
        found = cn.verdict(TURNS, conclusion, draws=20)
        assert (found.later, "another path" in str(found)) == (None, False)


def test_a_sensitivity_speaks_of_the_period():
    found = cn.sensitivity(TURNS, RISES, draws=10)
    assert found.sentence.startswith(
        'Within a period under do(a="high"), a → y moves the change in y'
    )
    assert found.sentence.endswith(LATER)


def test_a_report_says_so_in_its_verdicts_and_its_audit(tmp_path):
    text = cn.report(TURNS, tmp_path / "r.html", outcome="y", conclusions=[RISES], draws=10)
    said = text.read_text(encoding="utf-8")
    assert "contradicted within a period" in said
    assert LATER in said


def test_a_set_that_is_observed_is_written_in_one_order():
    seen = {"b": {"low", "high"}}
    rises = cn.Conclusion("y", "rises", under=HIGH, given=seen)
    assert str(rises) == 'y rises under do(a="high"), given b={"high", "low"}'


@pytest.mark.parametrize("sign", ["+", "-"])
def test_what_comes_by_observing_alone_leaves_every_later_path_to_be_named(sign):
    tied = model(("a", "b", "+", 0), ("y", "b", "+", 0), ("a", "y", sign, 1))
    asked = {"under": HIGH, "given": {"b": "high"}}
    path = LaterPath(1, "raises" if sign == "+" else "lowers")
    found = cn.effect(tied, "y", **asked)
    assert (found.path, found.later) == ("by observing alone", path)
    assert cn.verdict(tied, cn.Conclusion("y", "falls", **asked), draws=5).later == path
