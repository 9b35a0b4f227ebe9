"""What is enclosed is enclosed rightly; the rest is refused, with the reason."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.bounds.contrast_enclosure import Enclosing
from causalnet.questions.bounds.obstacle import obstacle
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.contrast.static import StaticContrast
from tests.toys import HALF, plain


@pytest.mark.parametrize("mechanism", [cn.Ordinal(), cn.NoisyMax(), cn.RankedNode()], ids=repr)
@pytest.mark.parametrize("pinned", [True, False])
def test_a_table_that_follows_the_joint_of_its_causes_is_enclosed_or_refused(mechanism, pinned):
    """Upstream strengths move the joint of two causes, but not the distribution of a single calibrated one."""
    half = cn.Baseline([0.6, 0.4])
    variables = [cn.Variable(v, ["0", "1"], half) for v in "rab"]
    y = cn.Variable("y", ["0", "1"], cn.Baseline([0.5, 0.5]), mechanism=mechanism)
    influences = [cn.Influence("r", v, "+", cn.interval(1.0, 3.0)) for v in "ab"]
    influences += [cn.Influence(v, "y", "+", 0.8) for v in ("a" if pinned else "ab")]
    model = cn.CausalModel("joint", [*variables, y], influences)
    contrast = StaticContrast.of(model, cn.Conclusion("y", "rises", under=cn.do(a="1")))
    coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
    why = obstacle(contrast, coordinates)
    assert why == (
        "" if pinned or mechanism == cn.Ordinal() else "the mechanism of y is not ordinal"
    )
    low, high = coordinates.box
    free = np.flatnonzero(low < high)
    points = np.repeat(coordinates.central[:, None], 3, axis=1)
    points[free] += [-1e-3, 0.0, 1e-3]
    found = contrast(coordinates.ensemble(points)).points
    narrow = points[free][:, :1], points[free][:, -1:]
    _, value, _ = Enclosing(contrast, coordinates, free)(*narrow)
    inside = (value.low - 1e-12 <= found) & (found <= value.high + 1e-12)
    assert inside.all() or why


def test_an_influence_that_only_scales_another_is_searched_and_not_proved():
    model = cn.CausalModel(
        "m",
        [cn.Variable("a", ["l", "h"]), cn.Variable("b", ["l", "h"]), plain("y", baseline=HALF)],
        [
            cn.Influence("a", "y", "+", cn.interval(0.5, 1.5), reference="l"),
            cn.Influence("b", "y", "?"),
        ],
        modifiers=[cn.Modifier("a", "y", "b", 0.7, sign="+")],
    )
    found = cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do(a="h")), draws=20)
    assert "only scales other influences" in found.ranges.reason
    assert found.central == pytest.approx(cn.effect(model, "y", under=cn.do(a="h")).level, abs=1e-9)
