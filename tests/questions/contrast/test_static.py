"""A contrast within the present period, whatever is observed."""

import pytest

import causalnet as cn
from tests.toys import plain


@pytest.mark.parametrize("finding", [{"l", "h"}, cn.likelihood({"l": 0.3, "h": 0.9})])
def test_verdicts_and_sensitivities_take_findings_in_part(finding):
    model = cn.CausalModel(
        "m",
        [plain("z"), plain("x"), plain("y")],
        [cn.Influence("x", "y", "+", cn.interval(0.5, 1.5)), cn.Influence("z", "y", "+", 1.0)],
    )
    rises = cn.Conclusion("y", "rises", under=cn.do(x="h"), given={"z": finding})
    effect = cn.effect(model, "y", under=cn.do(x="h"), given={"z": finding})
    assert cn.verdict(model, rises, draws=20).central == pytest.approx(effect.level, abs=1e-9)
    assert cn.sensitivity(model, rises, draws=20).central == pytest.approx(effect.level, abs=1e-9)
