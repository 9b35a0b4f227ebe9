"""Later paths: held against every walk, and read literally in every verb."""

from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet import do
from causalnet.answer_tables import Sheet
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.later_paths import LaterPath, later_notes, later_path

NAMES = ("a", "b", "c", "d")
SCALE = ["low", "high"]
HIGH = do(a="high")
# Of 4 variables and lags up to 2, no first walk takes longer.
LAST = 20


@st.composite
def models(draw):
    """Four variables, the arrows within a period in their order and lagged ones anywhere; nothing leads from d."""
    arrows = []
    for cause, effect, lag in product(NAMES[:-1], NAMES, (0, 1, 2)):
        if (lag or cause < effect) and draw(st.integers(0, 4)) == 0:
            sign = draw(st.sampled_from("+-"))
            arrows.append(cn.Influence(cause, effect, sign, 1.5, lag=lag))
    return cn.CausalModel("m", [cn.Variable(v, SCALE) for v in NAMES], arrows)


def walks(model: cn.CausalModel, last: int) -> set[tuple[int, tuple[str, ...]]]:
    """Of every walk from a to d: how long it takes, and where it comes within the first period."""
    found: set[tuple[int, tuple[str, ...]]] = set()
    reached: set[tuple[str, int, tuple[str, ...]]] = set()
    waiting: list[tuple[str, int, tuple[str, ...]]] = [("a", 0, ())]
    while waiting:
        name, lag, today = waiting.pop()
        today = today if lag else tuple(sorted({*today, name}))
        if (name, lag, today) in reached or lag > last:
            continue
        reached.add((name, lag, today))
        if name == "d":
            found.add((lag, today))
        waiting += [
            (i.effect, lag + i.lag, today)
            for i in model.influences
            if i.cause == name and i.effect != "a"
        ]
    return found


@settings(max_examples=60)
@given(models(), st.sampled_from([None, "b", "c", "d"]), st.integers(0, 2))
def test_of_no_change_the_first_walk_is_named_that_does_not_act_in_that_period(model, observed, at):
    found = {0: {observed: "low"}} if observed else {}
    arms = Arms(model, HIGH, do())
    path = later_path(model, arms, "d", found, "blocked by what is observed", at=at)
    later = set()
    for lag, today in walks(model, LAST):
        # What is done is held, so that a walk starts in every period. Only its first start can be blocked.
        arrivals = range(lag + (observed in today), LAST + 2)
        if at not in arrivals:
            later.add(min(t for t in arrivals if t > at))
    # A model without lagged influences is one of a single period.
    first = min(later, default=None) if any(i.lag for i in model.influences) else None
    assert (path and path.period) == first


@st.composite
def courses(draw):
    """A model of three variables, what is observed in it, and a period; lags up to 2, strengths apart."""
    strength = st.floats(0.5, 2.5)
    arrows = [
        cn.Influence(cause, effect, draw(st.sampled_from("+-")), draw(strength), lag=lag)
        for cause, effect, lag in product("abd", "abd", (0, 1, 2))
        if (lag or cause < effect) and draw(st.integers(0, 3)) == 0
    ]
    # Something acts within the period, and something later.
    arrows += [cn.Influence("a", "c", "+", 1.0), cn.Influence("c", "d", "+", draw(strength))]
    arrows += [cn.Influence("c", "d", draw(st.sampled_from("+-")), draw(strength), lag=1)]
    scale = cn.Baseline([0.5, 0.5])
    model = cn.CausalModel("m", [cn.Variable(v, SCALE, scale) for v in NAMES], arrows)
    return model, draw(st.sampled_from([{}, {"c": "low"}, {"d": "low"}]))


def turn(change, at: int) -> int | None:
    """The first period after one in which a change goes otherwise than in it; a weaker one does not."""
    ways = [0 if abs(c) < 1e-9 else int(c > 0) - int(c < 0) for c in change]
    other = {1: (-1,), -1: (1,), 0: (-1, 1)}[ways[at]]
    return next((t for t in range(at + 1, len(ways)) if ways[t] in other), None)


@settings(max_examples=30)
@given(courses())
def test_no_change_turns_before_the_period_that_is_named(case):
    model, seen = case
    found = cn.effect(model, "d", under=HIGH, given=seen)
    course = cn.trajectory(model, "d", under=HIGH, given=seen, periods=5)
    turned = turn(course.change, 0)
    assert turned is None or (found.later is not None and found.later.period <= turned)
    # Where nothing changes in period 0, the first change is the turn.
    blocked = found.path == "blocked by what is observed"
    assert (found.later and found.later.period) == turned or not blocked


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
        f"Within a period, the signs contradict that setting a to high raises y. {LATER}"
    )
    assert found.reason == (
        "Within a period: y falls. Every path lowers it, whatever the strengths within their ranges. "
        f"{LATER}"
    )


def test_a_verdict_is_contradicted_within_a_period():
    found = cn.verdict(TURNS, RISES, draws=20)
    assert found.headline == "not earned: contradicted within a period"
    assert found.sentence == (
        "Within a period, setting a to high lowers y a lot: by 18 percentage points (50% → 32% high). The "
        f"conclusion that it rises is not earned: the signs contradict it. {LATER}"
    )
    figures = found.to_frame().set_index("what")["value"]
    assert figures["later path"] == "from period 1 on another path raises y"


def test_what_follows_does_so_within_a_period():
    falls = cn.Conclusion("y", "falls", under=HIGH)
    assert cn.verdict(TURNS, falls, draws=20).sentence == (
        "Within a period, setting a to high lowers y a lot: by 18 percentage points (50% → 32% high). The direction "
        "follows from the signs of influences that no source states; the size rests on our judgements. It rests on one "
        f"influence, without which it does not stand: a → y. {LATER}"
    )


def test_an_effect_a_comparison_and_pairs_speak_of_the_period():
    assert cn.effect(TURNS, "y", under=HIGH).sentence == (
        "Within a period, setting a to high lowers y a lot: by 18 percentage points (50% → 32% high), every strength at "
        f"its most likely value. {LATER}"
    )
    both = str(cn.compare(TURNS, "y", {"up": HIGH, "down": do(a="low")}))
    assert both.startswith("Within a period, the scenario “up” lowers y a lot: by 18 percentage")
    assert (
        "Of the scenario “up”: From period 1 on another path raises y. Of the scenario “down”: From period 1 on another "
        "path lowers y."
    ) in " ".join(both.split())
    assert f"Within a period only: up. {LATER}" in both
    assert "Within a period only: down. From period 1 on another path lowers y." in both
    two = model(("a", "y", "-", 0), ("b", "y", "-", 0), ("b", "y", "+", 2))
    assert cn.pairs(two, "y", ["a", "b"]).sentence == (
        "Within a period, setting a to low and b to low raises y a lot: by 32 percentage points, every strength at its "
        "most likely value. Of 4 pairs of settings none does more. From period 2 on another path lowers y."
    )


@pytest.mark.parametrize("draws", [None, 20])
def test_levers_speak_of_the_period(draws):
    found = cn.levers(TURNS, "y", draws=draws)
    assert found.sentence.startswith("Within a period, setting a to low raises y a lot: by 1")
    assert found.sentence.endswith("From period 1 on another path lowers y.")
    note = "Within a period only: a = low. From period 1 on another path lowers y."
    assert note in str(found).splitlines()


def test_levers_by_a_period_name_what_acts_after_it():
    slow = model(("a", "y", "-", 0), ("a", "y", "+", 3), variables="ay")
    note = "By period 1 only: a = low. From period 3 on another path lowers y."
    assert note in str(cn.levers(slow, "y", at=1)).splitlines()
    assert "only:" not in str(cn.levers(slow, "y", at=3))


def test_of_levers_that_tie_only_those_turn_that_have_a_later_path():
    tied = model(("a", "y", "-", 0), ("b", "y", "-", 0), ("b", "y", "+", 2))
    sentence = cn.levers(tied, "y").sentence
    assert sentence.startswith("Within a period, ")
    assert sentence.endswith("Of setting b to low: From period 2 on another path lowers y.")


def test_verdicts_and_an_audit_say_so_of_each():
    verdicts = cn.verdicts(TURNS, {"one": RISES}, draws=20)
    many = str(verdicts)
    assert "not earned: contradicted within a period" in verdicts.web_sheets()[0].rows[0]
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
    assert report.sentence.endswith("Not met: 1 (the signs say the opposite within a period).")
    assert "[within a period; from period 1 on another path raises y]" in " ".join(
        str(report).split()
    )


def test_every_path_is_blocked_within_a_period():
    open_later = model(("a", "b", "+", 0), ("b", "y", "+", 0), ("a", "y", "+", 2))
    seen = {"b": "low"}
    later = "From period 1 on a path that is blocked until then raises y."
    rises = cn.Conclusion("y", "rises", under=HIGH, given=seen)
    found = cn.verdict(open_later, rises, draws=20)
    assert found.sentence == (
        "Within a period, given that b is low, setting a to high does not change y: every path to it passes what is "
        f"observed (b). The conclusion that it rises is not earned. {later}"
    )
    assert cn.effect(open_later, "y", under=HIGH, given=seen).sentence == (
        "Within a period, given that b is low, setting a to high does not change y: every path to it passes what is "
        f"observed (b). {later}"
    )
    assert found.signs.reason == (
        f"Within a period: Y does not change: every path to it passes what is observed (b). {later}"
    )
    assert "Zero by structure within a period, whatever the strengths." in str(found)
    note = "Within a period only: a = low, b = low. From period 1 on a path that is blocked until then lowers y."
    assert note in " ".join(str(cn.levers(open_later, "y", given=seen)).split())


BLOCKED = "From period 1 on a path that is blocked until then raises y."


@pytest.mark.parametrize(
    ("influences", "seen"),
    [
        ([("a", "y", "+", 0), ("y", "y", "+", 1)], {"y": "low"}),
        ([("a", "b", "+", 0), ("b", "y", "+", 0), ("b", "y", "-", 1)], {"b": "low"}),
        ([("a", "b", "+", 0), ("b", "y", "+", 0), ("b", "y", "+", 1)], {"b": "low"}),
    ],
)
def test_what_is_observed_today_blocks_a_walk_today_only(influences, seen):
    """From the next period on the same walk acts, a lagged one that passes what is observed a period later."""
    through = model(*influences)
    asked = {"under": HIGH, "given": seen}
    assert cn.effect(through, "y", **asked).sentence.endswith(BLOCKED)
    assert cn.verdict(through, cn.Conclusion("y", "rises", **asked), draws=5).sentence.endswith(
        BLOCKED
    )
    assert cn.by_signs(through, cn.Conclusion("y", "rises", **asked)).reason.endswith(BLOCKED)
    course = cn.trajectory(through, "y", **asked, periods=1)
    assert course.change[0] == 0 < course.change[1]


def test_a_blocked_path_may_turn_what_another_does():
    two = model(("a", "y", "+", 0), ("a", "b", "+", 0), ("b", "y", "-", 0), ("b", "b", "+", 1))
    found = cn.effect(two, "y", under=HIGH, given={"b": "low"})
    assert found.later == LaterPath(1, "lowers", blocked=True)


@pytest.mark.parametrize(
    "under",
    [
        do(a="mid"),
        do(a={"low": 0.1, "high": 0.9}),
        do(a=cn.policy("b", {"low": "high", "high": "mid"})),
    ],
)
def test_where_the_arms_are_not_ordered_a_later_path_may_turn_it(under):
    unordered = cn.CausalModel(
        "m",
        [
            cn.Variable("a", ["low", "mid", "high"], cn.Baseline([0.5, 0.2, 0.3])),
            cn.Variable("y", SCALE, cn.Baseline([0.5, 0.5])),
            cn.Variable("b", SCALE, cn.Baseline([0.5, 0.5])),
        ],
        [cn.Influence("a", "y", "+", 1.0), cn.Influence("a", "y", "-", 3.0, lag=1)],
    )
    found = cn.effect(unordered, "y", under=under)
    way = "may lower" if found.level > 0 else "may raise"
    assert found.later == LaterPath(1, way)
    assert (
        cn.verdict(unordered, cn.Conclusion("y", "rises", under=under), draws=5).later
        == found.later
    )
    assert cn.by_signs(unordered, cn.Conclusion("y", "rises", under=under)).reason.endswith(
        "From period 1 on another path reaches y."
    )
    assert f"From period 1 on another path {way} y." in str(
        cn.compare(unordered, "y", {"it": under})
    )


def test_what_the_outcome_hands_on_leads_the_way_that_it_moves():
    unordered = cn.CausalModel(
        "m",
        [
            cn.Variable("a", ["low", "mid", "high"], cn.Baseline([0.6, 0.3, 0.1])),
            cn.Variable("y", SCALE),
        ],
        [cn.Influence("a", "y", "+", 1.0), cn.Influence("y", "y", "+", 1.0, lag=1)],
    )
    assert cn.effect(unordered, "y", under=do(a="mid")).later is None


@pytest.mark.parametrize("strength", [cn.pert(0, 0, 0.5), cn.interval(0, 1)])
def test_a_strength_that_may_be_zero_may_lower(strength):
    perhaps = cn.CausalModel(
        "m",
        TURNS.variables.values(),
        [
            cn.Influence("a", "y", "+", 1.0),
            cn.Influence("a", "y", "-", strength, lag=1),
        ],
    )
    may = "From period 1 on another path may lower y."
    assert cn.effect(perhaps, "y", under=HIGH).sentence.endswith(may)
    assert cn.by_signs(perhaps, RISES).reason.endswith(may)
    assert cn.verdict(perhaps, RISES, draws=5).sentence.endswith(may)


def test_a_later_path_is_named_though_a_weaker_one_leads_its_way_already():
    strong, weak = cn.Influence("a", "y", "+", 2.0), cn.Influence("b", "y", "-", 0.2)
    both = cn.CausalModel(
        "m",
        model().variables.values(),
        [strong, cn.Influence("a", "b", "+", 1.0), weak, cn.Influence("a", "y", "-", 3.0, lag=1)],
    )
    assert cn.effect(both, "y", under=HIGH).later == LaterPath(1, "lowers")
    assert cn.effect(both, "y", under=HIGH, at=1).level < 0 < cn.effect(both, "y", under=HIGH).level


def test_by_a_period_what_acts_after_it_is_named():
    slow = model(("a", "y", "-", 0), ("a", "y", "+", 2), variables="ay")
    rises = cn.Conclusion("y", "rises", under=HIGH, at=1)
    found = cn.verdict(slow, rises, draws=20)
    assert found.headline == "not earned: contradicted by period 1"
    assert found.sentence.endswith(
        "The conclusion that it rises is not earned: the signs contradict it. From period 2 on another path raises y."
    )
    assert found.signs.sentence == (
        "The signs contradict that by period 1, setting a to high raises y. From period 2 on another path raises y."
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
    assert max(map(len, Sheet("", (), (), [note]).text().splitlines())) <= 79


def test_what_is_certain_or_is_a_level_is_moved_by_no_later_path():
    certain = cn.Conclusion("y", "rises", under=HIGH, at_least="low")
    below = cn.Conclusion("y", "stays below", under=HIGH, at_least="high", threshold=0.5)
    for conclusion in (certain, below):
        found = cn.verdict(TURNS, conclusion, draws=20)
        assert (found.later, "another path" in str(found)) == (None, False)


def test_a_sensitivity_speaks_of_the_period():
    found = cn.sensitivity(TURNS, RISES, draws=10)
    assert found.sentence.startswith("Within a period, what setting a to high does to y depends on")
    assert found.sentence.endswith(LATER)


def test_a_report_says_so_in_its_verdicts_and_its_audit(tmp_path):
    text = cn.report(TURNS, tmp_path / "r.html", outcome="y", conclusions=[RISES], draws=10)
    said = text.read_text(encoding="utf-8")
    assert "The signs say the opposite" in said
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
