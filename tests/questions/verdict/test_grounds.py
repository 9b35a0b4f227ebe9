"""What a verdict rests on."""

import causalnet as cn
from tests.toys import plain


def test_that_nothing_changes_follows_from_the_signs_where_no_path_leads():
    model = cn.CausalModel(
        "m", [plain("x"), plain("y"), plain("z")], [cn.Influence("x", "z", "+", cn.interval(0, 1))]
    )
    for period in (0, 2):
        holds = cn.Conclusion("y", "holds", under=cn.do(x="h"), at=period)
        found = cn.verdict(model, holds, draws=20)
        assert (found.grade, found.headline) == ("structure", "structure, no path")
