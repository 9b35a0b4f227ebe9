"""A contrast within the present period, whatever is observed."""

import pytest

import causalnet as cn
from causalnet.compilation.compiler import keep_in_draws, network_at_hand
from causalnet.questions.contrast.contrast_of import contrast_of
from tests.toys import layered, plain


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


def test_draws_at_hand_are_the_draws_compiled_for_it_alone_to_the_last_digit():
    model = cn.load("japan_software")
    shallow = cn.do(multi_layer_outsourcing="shallow")
    contrast = contrast_of(model, cn.Conclusion("innovation_incentive", "rises", under=shallow))
    how = cn.Draws(50, seed=3)
    assert network_at_hand(model, how) is None
    alone = contrast.over_draws(how).values
    keep_in_draws(model, how)
    assert network_at_hand(model, how) is not None
    assert (contrast.over_draws(how).values == alone).all()


def test_a_large_model_is_not_kept_in_draws(monkeypatch):
    monkeypatch.setattr("causalnet.compilation.compiler.SMALL", 1000)
    model, how = cn.load("lawn"), cn.Draws(500)
    keep_in_draws(model, how)
    assert network_at_hand(model, how) is None


def test_a_large_model_is_asked_only_so_often():
    """The more cells there are, the fewer points are asked; a model of few variables is asked as often as one likes."""
    afforded = {}
    for count in (60, 320, 640):
        last = f"v{count - 1}"
        rises = cn.Conclusion(last, "rises", under=cn.do(v0="high"))
        contrast = contrast_of(layered(count), rises)
        afforded[count] = contrast.affordable
        size = len(contrast.names)
    assert afforded[60] is None
    assert afforded[640] == pytest.approx(afforded[320] / 2, rel=0.03)
    assert contrast.effort(1200) == f"it takes 1,200 compilations of {size} variables"
