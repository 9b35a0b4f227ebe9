"""Arrows: every distinction is made twice, and the words behind an influence are there."""

from dataclasses import replace

import causalnet as cn
from causalnet.display.diagram.arrow import arrow_of, look as looks
from causalnet.display.palette import LIGHT

LEVELS = ["low", "high"]


def model(*influences, **parts):
    return cn.CausalModel(
        "m",
        [cn.Variable(name, LEVELS) for name in ("x", "y", "z")],
        influences,
        sources=[cn.Source("memo")],
        claims=[cn.Claim("k", "More x, more y.", "memo", at="p. 2")],
        **parts,
    )


def look(influence):
    return looks(arrow_of(model(influence), influence), LIGHT)


def test_signs_can_be_told_without_colour():
    heads = {sign: look(cn.Influence("x", "y", sign, 1.0))["arrowhead"] for sign in "+-?"}
    assert heads == {"+": "normal", "-": "tee", "?": "odot"}


def test_stronger_is_wider_and_added_is_thinner():
    def width(strength, standing="stated"):
        arrow = cn.Influence("x", "y", "+", strength, standing=standing, claims=["k"])
        return float(look(arrow)["penwidth"])

    assert width(0.3) < width(0.8) < width(2.0)
    assert width(2.5) == width(9.0)
    assert width(0.8, "added") < width(0.8, "implied") == width(0.8)


def test_standing_and_lag_have_a_colour_or_a_line_of_their_own():
    drawn = [
        look(cn.Influence("x", "y", "+", 1.0, standing=standing, lag=lag, claims=["k"]))
        for standing in LIGHT.arrows
        for lag in (0, 1)
    ]
    assert len({(a["color"], a["penwidth"], a.get("style")) for a in drawn}) == 7
    assert [a.get("constraint") for a in drawn] == [None, "false"] * 4


def test_an_idle_arrow_is_crossed_out_whatever_it_was():
    influence = cn.Influence("x", "y", "-", 2.0)
    crossed = looks(replace(arrow_of(model(influence), influence), state="idle"), LIGHT)
    assert crossed["headlabel"] == '"×"'
    assert crossed["arrowhead"] == "none"
