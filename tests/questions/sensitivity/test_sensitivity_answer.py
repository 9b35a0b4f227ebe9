"""The answer of a sensitivity: what it says of judgements that tie, and of a single one."""

import causalnet as cn
from tests.toys import HALF

BOTH = cn.do(x="hi", z="hi")


def two(one, other):
    """Two causes of y, each with the strength given."""
    return cn.CausalModel(
        "k",
        [cn.Variable(v, ["lo", "hi"], HALF) for v in "xyz"],
        [cn.Influence("x", "y", "+", one), cn.Influence("z", "y", "+", other)],
    )


def test_judgements_that_tie_are_named_together():
    rises = cn.Conclusion("y", "rises", under=BOTH)
    alike = cn.interval(0, 2)
    assert cn.sensitivity(two(alike, alike), rises, draws=60).sentence == (
        'Under do(x="hi", z="hi"), x → y and z → y move the change in y most of 2 judgements, each from +0.122 to '
        "+0.318, a large swing of 0.195 of 1 state (20% of the scale)."
    )
    apart = cn.sensitivity(two(alike, cn.interval(0, 3)), rises, draws=60).sentence
    assert "z → y moves the change in y most of 2 judgements, from +0." in apart


def test_of_judgements_that_tie_at_other_ends_the_swing_alone_is_told():
    rises = cn.Conclusion("y", "rises", under=cn.do(x="hi", z="lo"))
    alike = cn.pert(0, 0.5, 2)
    found = cn.sensitivity(two(alike, alike), rises, draws=60)
    first, second = (sorted(swing.ends) for swing in found)
    assert first != second
    assert (
        "x → y and z → y move the change in y most of 2 judgements, each by a large swing of 0.2"
        in found.sentence
    )
    assert "from" not in found.sentence
