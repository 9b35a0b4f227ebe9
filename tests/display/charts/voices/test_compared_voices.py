"""The chart of verdicts by group."""

import causalnet as cn
from tests.toys import village


def test_every_group_has_a_bar_and_its_status():
    found = cn.compare_voices(
        village(), cn.Conclusion("price", "falls", under=cn.do(rain="high")), by="role"
    )
    (axes,) = cn.plot(found).axes

    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "trader",
        "farmer",
        "everyone",
    ]
    assert [bar.get_width() for bar in axes.patches] == [2, 2, 0]
    assert [text.get_text() for text in axes.texts] == ["follows", "follows", "no path"]
