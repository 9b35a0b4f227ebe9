"""Plans: what an exact answer takes, before anything runs."""

import causalnet as cn
from tests.questions.effects.test_query import sprinkler


def test_a_plan_is_a_report_and_is_kept_for_other_states():
    plan = cn.plan(sprinkler(), "rain", under=cn.do(sprinkler="on"), given={"wet": "yes"})
    assert plan is cn.plan(sprinkler(), "rain", under=cn.do(sprinkler="off"), given={"wet": "no"})
    for word in ("Plan for rain", "multiply-adds", "widest", "memory", "set", "observed"):
        assert word in str(plan)
