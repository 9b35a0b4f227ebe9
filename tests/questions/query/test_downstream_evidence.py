"""Evidence downstream of what is done: what every verb says of it, and of what comes by observing alone."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet import do
from tests.printed import flat
from tests.questions.query.test_question import collider

UP, SEEN = do(a="hi"), {"c": "hi"}
AFTER = "c lies downstream of what is done and is observed after it."
ALONE = "no influence leads from a to b. What changes there comes from observing c alone."
FALLS = cn.Conclusion("b", "falls", under=UP, given=SEEN)


def test_what_comes_of_observing_alone_is_said_to():
    alone = "no influence leads from a to b. What changes there comes from observing c alone."
    seen = {"c": "hi"}
    effect = cn.effect(collider(), "b", under=cn.do(a="hi"), given=seen)
    levers = cn.levers(collider(), "b", given=seen, among=["a"])
    assert all(alone in " ".join(str(found).split()) for found in (effect, levers))
    assert "observing c alone" not in str(cn.effect(collider(), "b", under=cn.do(a="hi")))


def test_where_an_influence_leads_there_only_the_time_of_observing_is_said():
    text = str(cn.effect(collider(), "d", under=cn.do(b="hi"), given={"c": "hi"}))
    assert "c lies downstream of what is done and is observed after it" in text
    assert "no influence leads" not in text


def test_several_outcomes_are_not_told_apart():
    text = str(cn.query(collider(), ["b", "d"], under=cn.do(a="hi"), given={"c": "hi"}))
    assert "c lies downstream" in text
    assert "no influence leads" not in text


def spoken(model: cn.CausalModel) -> dict[str, object]:
    """What each verb says of b under a, with c observed."""
    claim = cn.Claim("t", "It falls.", "memo", kind="total", checks=[FALLS])
    checked = cn.CausalModel(
        "checked",
        model.variables.values(),
        model.influences,
        sources=[cn.Source("memo")],
        claims=[claim],
    )
    return {
        "query": cn.query(model, "b", under=UP, given=SEEN),
        "effect": cn.effect(model, "b", under=UP, given=SEEN),
        "compare": cn.compare(model, "b", [UP], given=SEEN),
        "levers": cn.levers(model, "b", among=["a"], given=SEEN),
        "levers over draws": cn.levers(model, "b", among=["a"], given=SEEN, draws=10),
        "by_signs": cn.by_signs(model, FALLS),
        "verdict": cn.verdict(model, FALLS, draws=10),
        "verdicts": cn.verdicts(model, [FALLS], draws=10),
        "audit": cn.audit(checked, draws=10),
        "sensitivity": cn.sensitivity(judged(), FALLS, draws=10),
    }


def judged() -> cn.CausalModel:
    """The same with ranges in place of numbers."""
    return cn.CausalModel(
        "judged",
        collider().variables.values(),
        [
            cn.Influence(i.cause, i.effect, i.sign, cn.interval(0.5, 1.5))
            for i in collider().influences
        ],
    )


def test_every_verb_notes_what_is_observed_afterwards():
    for verb, answer in spoken(collider()).items():
        text = " ".join(str(answer).split())
        assert AFTER in text, verb
        assert ALONE in text, verb
    for answer in (
        cn.pairs(collider(), "b", ["a", "d"], given=SEEN),
        cn.trajectory(collider(), "b", under=UP, given=SEEN, periods=1),
        cn.levers(collider(), "b", among=["a"], given=SEEN, at=1),
    ):
        assert AFTER in " ".join(str(answer).split())


def test_no_verb_says_so_of_evidence_upstream():
    for answer in (
        cn.effect(collider(), "d", under=UP, given={"b": "hi"}),
        cn.verdict(collider(), cn.Conclusion("d", "rises", under=UP, given={"b": "hi"}), draws=10),
        cn.trajectory(collider(), "c", under=UP, given={"b": "hi"}, periods=1),
    ):
        assert "downstream" not in str(answer)


def test_evidence_below_the_other_arm_is_noted():
    found = cn.effect(collider(), "b", under=do(d="hi"), versus=UP, given=SEEN)
    assert AFTER in str(found)
    assert (found.path, ALONE in " ".join(str(found).split())) == ("by observing alone", True)


def test_what_comes_by_observing_alone_is_no_path_within_the_period():
    found = cn.effect(collider(), "b", under=UP, given=SEEN)
    assert found.path == "by observing alone"
    assert found.sentence.endswith("No influence carries it there: what is observed ties the two.")
    assert found.level < 0


def test_a_verdict_grades_it_as_what_it_is():
    found = cn.verdict(collider(), FALLS, draws=10)
    assert (found.grade, found.headline) == ("by observing alone", "by observing alone, small")
    alone = " No influence carries it there: what is observed ties the two."
    assert found.sentence.endswith(alone)
    assert (found.signs.status, found.signs.path) == ("undetermined", "by observing alone")
    assert found.signs.reason == (
        "The signs leave it open: no influence carries it to b, which is tied to what is set by observing alone."
    )
    figures = found.to_frame().set_index("what")["value"]
    assert figures["path"] == "by observing alone"
    rises = cn.verdict(collider(), cn.Conclusion("b", "rises", under=UP, given=SEEN), draws=10)
    assert rises.headline == "not earned: the other way, by observing alone"
    assert rises.sentence.endswith(f" The conclusion that it rises is not earned.{alone}")


def test_verdicts_and_an_audit_count_it():
    said = spoken(collider())
    assert said["verdicts"].sentence == "Of the one conclusion, 1 by observing alone."
    assert said["verdicts"].web_sheets()[0].rows[0][1] == "comes by observing alone"
    assert said["audit"].sentence.endswith("Of those met, 1 by observing alone.")
    (check,) = said["audit"].checks
    assert (check.word, check.path) == ("met, by observing alone", "by observing alone")


def test_a_comparison_sizes_it_and_ranks_it_last():
    both = {"a": UP, "b": do(b="hi")}
    found = cn.compare(collider(), "d", both, given=SEEN)
    assert found.sheets()[0].title.startswith(
        "Given that c is hi, the scenario “b” raises d moderately:"
    )
    assert "by observing alone" in str(found)
    frame = found.to_frame().set_index("scenario")["path"]
    assert set(frame["a"]) == {"by observing alone"}
    alone = str(cn.compare(collider(), "b", {"a": UP}, given=SEEN))
    assert alone.startswith("Given that c is hi, no scenario changes b: some are tied to it")
    assert "by observing alone: no influence carries it; what is observed ties the two." in alone


@pytest.mark.parametrize("draws", [None, 10])
def test_levers_give_it_a_number_and_no_place(draws):
    found = cn.levers(collider(), "b", among=["a", "d"], given=SEEN, draws=draws)
    assert found.sentence == (
        "Given that c is hi, no lever reaches b: some are tied to it by observing alone, some do not "
        "lead to it."
    )
    best = found.best()[0]
    assert (best.variable, best.path, best.reaches) == ("a", "by observing alone", False)
    (line,) = [row for row in str(found).splitlines() if row.startswith("–  a")]
    assert f"{best.state} " in line
    assert "by observing alone" in " ".join(str(found).split())
    assert set(found.to_frame().set_index("variable")["path"]["a"]) == {"by observing alone"}


def test_pairs_rank_it_behind_what_influences_carry():
    found = cn.pairs(collider(), "d", ["a", "b"], given=SEEN)
    assert {pair.path for pair in found} == {"within a period"}
    assert found[0].paths == ("by observing alone", "within a period")
    alone = cn.pairs(collider(), "b", ["a", "d"], given=SEEN)
    assert alone.sentence == "No two levers reach b: some are tied to it by observing alone."
    assert "a = lo d = lo +0.118 moderate, by +0.118 no path 0.000 observing alone" in " ".join(
        str(alone).split()
    )


def test_a_path_that_is_blocked_beside_a_tie_is_said_to_be():
    model = cn.CausalModel(
        "both",
        collider().variables.values(),
        [
            *collider().influences,
            cn.Influence("a", "d", "+", 1.0),
        ],
    )
    # a → d ← b, and a → c ← b: with c and d observed, a and b are tied; with d alone too.
    found = cn.effect(model, "b", under=UP, given={"c": "hi", "d": "lo"})
    assert found.path == "by observing alone"
    assert "comes from observing c and d alone." in flat(found)
    chain = cn.CausalModel(
        "chain",
        model.variables.values(),
        [
            cn.Influence("a", "d", "+", 1.0),
            cn.Influence("d", "b", "+", 1.0),
            cn.Influence("a", "c", "+", 1.0),
            cn.Influence("b", "c", "+", 1.0),
        ],
    )
    tied = cn.effect(chain, "b", under=UP, given={"c": "hi", "d": "lo"})
    assert tied.path == "by observing alone"
    assert (
        "what is observed blocks every influence of a on b. What changes there comes from observing c and d alone."
    ) in flat(tied)


def test_what_is_set_and_observed_ties_through_its_causes():
    model = cn.CausalModel(
        "hidden",
        collider().variables.values(),
        [cn.Influence("c", "a", "+", 1.0), cn.Influence("c", "b", "+", 1.0)],
    )
    found = cn.effect(model, "b", under=UP, given={"a": "hi"})
    assert found.path == "by observing alone"
    assert "What changes there comes from observing a alone." in flat(found)
    assert "downstream" not in str(found)


def test_a_course_that_comes_by_observing_alone_says_so():
    found = cn.trajectory(collider(), "b", under=UP, given=SEEN, periods=0)
    assert found.path == "by observing alone"
    assert (
        "Note: no influence leads from a to b by period 0. What changes there comes from observing c alone."
    ) in flat(found)
    assert found.sentence.endswith("No influence carries it there: what is observed ties the two.")


@pytest.mark.parametrize(("period", "noted"), [(1, False), (2, True)])
def test_what_is_found_before_a_lagged_influence_acts_is_not_downstream(period, noted):
    late = cn.CausalModel(
        "late",
        collider().variables.values(),
        [cn.Influence("a", "c", "+", 1.0, lag=2), cn.Influence("a", "b", "+", 1.0)],
    )
    found = cn.trajectory(late, "b", under=UP, given={period: {"c": "hi"}}, periods=3)
    assert (AFTER in str(found)) == noted
    after = cn.trajectory(
        collider(), "b", under=UP.since(period + 1), given={period: SEEN}, periods=3
    )
    assert "downstream" not in str(after)


def test_a_tie_that_lasts_into_a_later_period_is_said_there():
    lasting = collider().adding(cn.Influence("b", "b", "+", 1.0, lag=1))
    found = cn.effect(lasting, "b", under=UP, given=SEEN, at=1)
    assert found.path == "by observing alone"
    assert "no influence leads from a to b by period 1." in str(found)
    falls = cn.Conclusion("b", "falls", under=UP, given=SEEN, at=1)
    assert cn.verdict(lasting, falls, draws=10).grade == "by observing alone"
    assert cn.effect(collider(), "b", under=UP, given=SEEN, at=1).path == "no path"


COLLIDER = cn.CausalModel(
    "tied",
    [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in ("x", "w", "m", "q")],
    [
        cn.Influence("x", "q", "+", 1.0),
        cn.Influence("w", "q", "+", 1.0),
        cn.Influence("m", "q", "+", 1.0),
        cn.Influence("x", "w", "+", 1.0, lag=1),
    ],
)
OBSERVED = {"q": "high"}


def test_a_comparison_and_pairs_count_only_what_reaches_it_along_influences():
    still = cn.CausalModel(
        "still", COLLIDER.variables.values(), [i for i in COLLIDER.influences if not i.lag]
    )
    done = {"x": cn.do(x="high"), "nothing": cn.do(), "m": cn.do(m="high"), "w": cn.do(w="high")}
    assert str(cn.compare(still, "w", done, given=OBSERVED)).startswith(
        "Given that q is high, the scenario “w” raises w a lot: by"
    )
    acts = cn.CausalModel(
        "acts", still.variables.values(), [*still.influences, cn.Influence("m", "w", "+", 1.0)]
    )
    found = cn.compare(acts, "w", done | {"m low": cn.do(m="low")}, given=OBSERVED)
    assert str(found).startswith(
        "Given that q is high, the scenario “m low” lowers w moderately: by 12\n"
        "percentage points (64% → 52%"
    )
    pairs = cn.pairs(acts, "w", ["x", "m"], given=OBSERVED)
    assert pairs.sentence.startswith("Setting x to low and m to high raises w ")
    more = cn.CausalModel(
        "more", [*acts.variables.values(), cn.Variable("z", ["low", "high"])], acts.influences
    )
    assert cn.pairs(more, "w", ["x", "m", "z"], given=OBSERVED).sentence.startswith(
        "Setting x to low and m to high raises w moderately: by 9.4 percentage points, every strength"
    )


def test_a_course_tells_the_periods_in_which_a_change_comes_by_observing_alone():
    found = cn.trajectory(COLLIDER, "w", under=cn.do(x="high"), given=OBSERVED, periods=2)
    assert (found.path, found.alone_in) == ("within a period", [0])
    assert found.sentence.endswith("In period 0 it is lower by 2.0 percentage points.")
    assert (
        "Note: no influence leads from x to w in period 0. What changes there comes from observing q alone."
        in flat(found)
    )
    # Nothing is observed of what is done to w itself.
    plain = cn.trajectory(COLLIDER, "w", under=cn.do(x="high"), periods=2)
    assert (plain.alone_in, "alone" in str(plain)) == ([], False)


def test_a_query_by_a_later_period_tells_what_comes_by_observing_alone():
    lasting = cn.CausalModel(
        "lasting",
        COLLIDER.variables.values(),
        [*COLLIDER.influences[:3], cn.Influence("w", "w", "+", 1.0, lag=1)],
    )
    asked = {"under": cn.do(x="high"), "given": OBSERVED, "at": 1}
    note = "Note: no influence leads from x to w by period 1. What changes there comes from observing q alone."
    assert note in cn.query(lasting, "w", **asked).notes
    assert note in cn.effect(lasting, "w", **asked).notes
    assert note not in cn.query(COLLIDER, "w", **asked).notes
