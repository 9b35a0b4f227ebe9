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
        "Of 2 judgements, x → y and z → y each matter most to what setting x to hi and z to hi does to "
        "y: over the range of one, it lies between +0.122 and +0.318. That is a large difference: 20 "
        "percentage points."
    )
    apart = cn.sensitivity(two(alike, cn.interval(0, 3)), rises, draws=60).sentence
    assert (
        "Of 2 judgements, z → y matters most to what setting x to hi and z to hi does to y: over its "
        "range, it lies between +0.122 and +0.381."
    ) in apart


def test_of_judgements_that_tie_at_other_ends_the_swing_alone_is_told():
    rises = cn.Conclusion("y", "rises", under=cn.do(x="hi", z="lo"))
    alike = cn.pert(0, 0.5, 2)
    found = cn.sensitivity(two(alike, alike), rises, draws=60)
    first, second = (sorted(swing.ends) for swing in found)
    assert first != second
    assert (
        "Of 2 judgements, x → y and z → y each matter most to what setting x to hi and z to lo does to "
        "y, and equally. That is a large difference: 24 percentage points."
    ) in found.sentence
    assert "between" not in found.sentence


def test_the_only_number_that_varies_has_all_of_the_variance():
    rises = cn.Conclusion("y", "rises", under=BOTH)
    found = cn.sensitivity(two(cn.pert(0, 0.5, 2), 1.0), rises, draws=60)
    varying, fixed = found
    assert (varying.first, varying.first_error, varying.total, varying.total_error) == (1, 0, 1, 0)
    assert (fixed.first, fixed.total) == (0, 0)
    assert "x → y has all of the variance by definition: no other number varies." in flat(found)
    assert [cell for cell in row(found, "x → y") if "%" in cell] == ["100%", "100%"]
    assert "±" not in str(found)


def test_both_shares_of_variance_have_errors_and_large_ones_are_called_out():
    rises = cn.Conclusion("y", "rises", under=BOTH)
    few = cn.sensitivity(two(cn.interval(0, 2), cn.interval(0, 2)), rises, draws=60)
    for swing in few:
        shares = ((swing.first, swing.first_error), (swing.total, swing.total_error))
        assert row(few, swing.name)[-2:] == [f"{x:.0%} ± {error:.0%}" for x, error in shares]
    worst = max(x for s in few for x in (s.first_error, s.total_error))
    assert worst > 0.05
    assert f"Standard errors (±) reach {worst:.0%}: shares may be far off" in flat(few)
    many = cn.sensitivity(two(cn.interval(0, 2), cn.interval(0, 2)), rises, draws=4000)
    assert "may be far off" not in flat(many)


def flat(answer):
    return " ".join(str(answer).split())


def row(answer, name):
    """The cells of a judgement's row."""
    line = next(x for x in str(answer).splitlines() if x.startswith(name))
    return [cell.strip() for cell in line.split("  ") if cell]
