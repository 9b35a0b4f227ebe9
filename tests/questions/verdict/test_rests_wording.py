"""What a conclusion rests on, in words."""

import causalnet as cn
from causalnet import do


def test_what_it_depends_on_is_told_with_what_is_left_without_it():
    scale = ["low", "high"]
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, scale, cn.Baseline([0.5, 0.5])) for v in ("x", "y", "z")],
        [
            cn.Influence("x", "y", "+", cn.pert(1, 2, 3), lag=1),
            cn.Influence("x", "z", "+", cn.pert(1, 2, 3)),
        ],
    )
    text = str(cn.verdict(model, cn.Conclusion("y", "rises", under=do(x="high"), at=2), draws=20))

    assert "depends most on" in text
    assert "x → y [lag 1] (without it 0.000" in text
    assert "x → z" not in text
