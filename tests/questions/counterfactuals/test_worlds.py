"""Nested worlds: which variables have two versions, and which are needed in both."""

import pytest

import causalnet as cn
from causalnet.questions.counterfactuals.worlds import nested


def _chain():
    """x → m → y and x → y, z → y."""
    half = [0.5, 0.5]
    return cn.Network(
        {v: ["lo", "hi"] for v in "zxmy"},
        {"m": ["x"], "y": ["x", "m", "z"]},
        {
            "z": half,
            "x": half,
            "m": [[0.8, 0.2], [0.3, 0.7]],
            "y": [[[half] * 2] * 2, [[[0.2, 0.8]] * 2] * 2],
        },
        ordered=True,
    )


def test_only_what_a_setting_reaches_has_a_second_version():
    worlds = nested(_chain(), cn.do(m="hi"), cn.do(), second=["y"], first=["y", "z"])
    assert worlds.second == {"z": "z", "x": "x", "m": "m′", "y": "y′"}
    assert worlds.first == {v: v for v in "zxmy"}
    assert worlds.witnesses == ("y",)
    # It is set in the second world, so that its luck counts in the first alone.
    assert worlds.above("m′") == ()
    assert worlds.above("y′") == ("x", "m", "z", "m′", "y")


def test_a_variable_needed_in_one_world_is_not_a_witness():
    worlds = nested(_chain(), cn.do(x="hi"), cn.do(), second=["y"], first=["x", "z"])
    assert worlds.witnesses == ()
    assert set(worlds.nodes) == {"x", "z", "x′", "m′", "y′"}
    both = nested(_chain(), cn.do(x="hi"), cn.do(), second=["y"], first=["m"])
    assert both.witnesses == ("m",)


def test_active_influences_choose_the_world_that_an_effect_reads():
    # The natural direct effect: y sees the new x, and m as it was.
    direct = nested(_chain(), cn.do(x="hi"), cn.do(x="lo"), second=["y"], active={("x", "y")})
    assert direct.nodes["y′"].reads == ("x′", "m", "z")
    assert direct.witnesses == ()
    # The natural indirect effect: y sees x as it was, and the new m.
    active = {("x", "m"), ("m", "y")}
    indirect = nested(_chain(), cn.do(x="hi"), cn.do(x="lo"), second=["y"], active=active)
    assert indirect.nodes["y′"].reads == ("x", "m′", "z")
    assert indirect.witnesses == ()


def test_a_recanting_witness_is_found():
    chain = cn.Network(
        {v: ["lo", "hi"] for v in "xwmy"},
        {"w": ["x"], "m": ["w"], "y": ["w", "m"]},
        {
            "x": [0.5, 0.5],
            "w": [[0.8, 0.2], [0.3, 0.7]],
            "m": [[0.8, 0.2], [0.3, 0.7]],
            "y": [[[0.5, 0.5], [0.4, 0.6]], [[0.2, 0.8], [0.1, 0.9]]],
        },
    )
    through = {("x", "w"), ("w", "m"), ("m", "y")}
    worlds = nested(chain, cn.do(x="hi"), cn.do(x="lo"), second=["y"], active=through)
    assert worlds.nodes["y′"].reads == ("w", "m′")
    assert worlds.witnesses == ("w",)


def test_what_both_worlds_set_acts_once():
    lottery = cn.do(x={"lo": 0.5, "hi": 0.5})
    worlds = nested(_chain(), lottery | cn.do(m="hi"), lottery, second=["x", "y"], first=["x"])
    assert worlds.second["x"] == worlds.first["x"] == "x"


def test_a_soft_setting_reads_what_would_have_been():
    worlds = nested(_chain(), cn.do(m=cn.shift(1)), cn.do(), second=["y"], first=["m"])
    # The causes of m have not changed, so the shift moves the very case.
    assert worlds.nodes["m′"].reads == ("m",)
    assert worlds.witnesses == ()
    moved = nested(_chain(), cn.do(x="hi", m=cn.shift(1)), cn.do(), second=["y"], first=["m"])
    assert moved.nodes["m′"].reads == ("m′ unset",)
    assert moved.pairs == {"m′ unset": "m"}


def test_a_cut_puts_an_independent_copy_in_place_of_the_cause():
    worlds = nested(_chain(), cn.do(cn.cut("x", "y")), cn.do(), second=["y"], first=["y"])
    assert worlds.nodes["y′"].reads == ("x cut from y", "m", "z")
    assert worlds.witnesses == ("y",)


def test_an_effect_that_sees_its_cause_as_set_reads_that_state():
    worlds = nested(_chain(), cn.do(cn.as_if("y", x="hi")), cn.do(), second=["y"], first=["y"])
    assert worlds.nodes["y′"].reads == ("x seen by y as hi", "m", "z")
    assert worlds.nodes["x seen by y as hi"].table.tolist() == [0, 1]
    assert worlds.second["m"] == "m"
    both = cn.do(cn.as_if("y", x="hi"))
    alike = nested(_chain(), both, both, second=["y"], first=["y"])
    assert alike.second["y"] == "y"


def test_names_of_versions_do_not_collide_with_variables():
    network = cn.Network(
        {"x": ["lo", "hi"], "x′": ["lo", "hi"], "y": ["lo", "hi"]},
        {"y": ["x", "x′"]},
        {"x": [0.5, 0.5], "x′": [0.5, 0.5], "y": [[[0.5, 0.5], [0.4, 0.6]]] * 2},
    )
    worlds = nested(network, cn.do(x="hi"), cn.do(), second=["y"], first=["x"])
    assert worlds.first["x′"] == worlds.second["x′"] == "x′"
    assert worlds.second["x"] == "x′′"


def test_it_refuses_what_an_intervention_refuses():
    with pytest.raises(cn.errors.UnknownNameError, match="'w'"):
        nested(_chain(), cn.do(w="lo"), cn.do(), second=["y"])
