"""Plans: what an exact answer takes, before anything runs."""

import causalnet as cn
from tests.questions.effects.test_query import sprinkler


def test_a_plan_is_a_report_and_is_kept_for_other_states():
    plan = cn.plan(sprinkler(), "rain", under=cn.do(sprinkler="on"), given={"wet": "yes"})
    assert plan is cn.plan(sprinkler(), "rain", under=cn.do(sprinkler="off"), given={"wet": "no"})
    assert plan.sentence == (
        "The answer needs 2 of 3 tables: 2 multiply-adds in one step, with at most 16 bytes at a time."
    )
    assert " ".join(str(plan).split()).startswith(plan.sentence)
    for words in ("asked rain", "set sprinkler", "observed wet", "widest 2 cells"):
        assert words in " ".join(str(plan).split())
