"""Signs over periods."""

import causalnet as cn
from tests.toys import plain


def test_signs_by_a_period_go_through_tables():
    table = cn.Table(["x"], {("l",): [0.8, 0.2], ("h",): [0.3, 0.7]})
    rule = cn.Deterministic(["t"], {("l",): "l", ("h",): "h"})
    model = cn.CausalModel(
        "m",
        [
            plain("x"),
            *(
                cn.Variable(n, ["l", "h"], mechanism=m)
                for n, m in zip("tr", (table, rule), strict=True)
            ),
        ],
        [
            cn.Influence("x", "t", "+"),
            cn.Influence("t", "r", "+"),
            cn.Influence("x", "x", "+", 1.0, lag=1),
        ],
    )
    rises = cn.Conclusion("r", "rises", under=cn.do(x="h"), at=2)
    assert cn.by_signs(model, rises).status == "follows"
    assert cn.verdict(model, rises, draws=20).holds
