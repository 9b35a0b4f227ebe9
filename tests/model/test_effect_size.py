"""Sizes: words for a change by its share of the scale, with cut-points that a variable may move."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

import causalnet as cn
from causalnet.model.effect_size import SIZE_WORDS, Scale


@pytest.mark.parametrize(
    ("change", "word", "told"),
    [
        (0.0, "negligible", "0.000 of 2 states (0% of the scale)"),
        (0.0003, "negligible", "+0.0003 of 2 states (under 0.1% of the scale)"),
        (-0.003, "negligible", "-0.003 of 2 states (0.2% of the scale)"),
        (0.0199, "negligible", "+0.020 of 2 states (just under 1% of the scale)"),
        (0.02, "small", "+0.020 of 2 states (1.0% of the scale)"),
        (-0.0999, "small", "-0.100 of 2 states (just under 5% of the scale)"),
        (0.1, "moderate", "+0.100 of 2 states (5.0% of the scale)"),
        (-0.3, "large", "-0.300 of 2 states (15% of the scale)"),
        (2.0, "large", "+2.000 of 2 states (100% of the scale)"),
    ],
)
def test_a_change_is_named_by_its_share_of_the_scale(change, word, told):
    scale = Scale.of(["low", "middle", "high"])
    assert (scale.size(change), scale.told(change)) == (word, told)


def test_a_share_that_equals_a_cut_point_has_reached_it():
    scale = Scale(3)
    assert [scale.size(cut * 3) for cut in scale.cuts] == ["small", "moderate", "large"]
    assert [scale.size(0.999 * cut * 3) for cut in scale.cuts] == [
        "negligible",
        "small",
        "moderate",
    ]


def test_a_probability_is_measured_in_itself():
    scale = Scale.of(["low", "middle", "high"], probability=True)
    assert scale.told(0.016) == "+0.016 in probability (1.6 percentage points)"
    assert scale.percent(0.01) == "1.0 percentage point"
    assert scale.percent(0.12) == "12 percentage points"
    assert scale.percent(0.0499) == "just under 5 percentage points"
    assert scale.called(-0.3) == "a large change"
    assert scale.legend() == (
        "negligible under 1 percentage point, small under 5, moderate under 15, else large"
    )
    assert scale.size(0.016) == "small"


def test_a_single_state_leaves_nothing_to_move():
    assert Scale.of(["only"]).size(0.0) == "negligible"


@given(st.floats(-5, 5), st.floats(-5, 5), st.integers(2, 6))
def test_a_larger_change_is_never_called_smaller(a, b, states):
    scale = Scale.of(list(map(str, range(states))))
    first, second = sorted((a, b), key=abs)
    assert SIZE_WORDS.index(scale.size(first)) <= SIZE_WORDS.index(scale.size(second))
    assert scale.size(a) == scale.size(-a)


def sized(**changes: object) -> cn.CausalModel:
    return cn.CausalModel(
        "sized",
        [cn.Variable("x", ["no", "yes"]), cn.Variable("y", ["no", "yes"], **changes)],
        [cn.Influence("x", "y", "+", 0.5)],
    )


def test_an_outcome_may_have_cut_points_of_its_own(tmp_path):
    rises = cn.do(x="yes")
    assert cn.effect(sized(), "y", under=rises).size == "moderate"
    own = sized(sizes=[0.1, 0.2, 0.3])
    assert cn.effect(own, "y", under=rises).size == "negligible"
    cn.save(own, tmp_path / "own.toml")
    assert "sizes = [0.1, 0.2, 0.3]" in (tmp_path / "own.toml").read_text()
    assert cn.load(tmp_path / "own.toml") == own
    assert cn.diff(sized(), own).changes[0].field == "sizes"
    assert sized().fingerprint == sized(sizes=(0.01, 0.05, 0.15)).fingerprint != own.fingerprint


def test_cut_points_are_read_from_a_sheet(tmp_path):
    (tmp_path / "v.csv").write_text("name,states,sizes\ny,no|yes,0.1|0.2|0.3\n")
    assert cn.read_variables(tmp_path / "v.csv")[0].sizes == (0.1, 0.2, 0.3)


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ([0.1, 0.2], "sizes: must be three numbers, not (0.1, 0.2)."),
        ([0.2, 0.1, 0.3], "sizes: must rise from above 0 to at most 1, not (0.2, 0.1, 0.3)."),
        ([0, 0.1, 0.3], "sizes: must rise from above 0 to at most 1, not (0, 0.1, 0.3)."),
        ([1, 5, 15], "sizes: must rise from above 0 to at most 1, not (1, 5, 15)."),
    ],
)
def test_cut_points_that_make_no_sense_are_refused(sizes, message):
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.Variable("y", ["no", "yes"], sizes=sizes)
    assert message.split(": ")[1] in str(caught.value)
    assert "(0.01, 0.05, 0.15)" in str(caught.value)
