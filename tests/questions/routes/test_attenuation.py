"""Attenuation: the change at every arrow of a path, and where it fades most."""

import pytest

import causalnet as cn
from causalnet.questions.routes.attenuation import Attenuation
from causalnet.questions.sentences.phrasing import Phrasing
from tests.questions.routes.cases import linear, witness


def test_along_a_chain_every_arrow_multiplies():
    found = cn.routes(linear(0.1, 0.5, 0.8), "y", under=cn.do(x="yes"), versus=cn.do(x="no")).fading
    assert found.variables == ("x", "m", "y")
    assert found.changes == pytest.approx((1, 0.5, 0.4))
    assert found.passed == pytest.approx((0.5, 0.8))
    assert found.weakest == 0
    assert found.sentences(Phrasing()) == (
        "Along the strongest path, in states: x +1.000 → m +0.500 → y +0.400. It fades most at x → m, where 50% of it "
        "is left (changes as shares of their scales)."
    )


def test_scales_of_different_lengths_are_compared_as_shares():
    found = Attenuation(("x", "m", "y"), (2.0, 0.5, 0.5), (1.0, 0.5, 0.25))
    assert found.weakest == 0
    assert found.passed == (0.5, 0.5)
    grows = Attenuation(("x", "y"), (0.5, 1.0), (0.25, 0.5))
    assert grows.weakest is None
    assert (
        grows.sentences(Phrasing()) == "Along the strongest path, in states: x +0.500 → y +1.000."
    )
    gone = Attenuation(("x", "m", "y"), (1.0, 0.001, 0.0), (1.0, 0.001, 0.0))
    assert "where under 1% of it is left" in gone.sentences(Phrasing())
    nothing = Attenuation(("x", "m", "y"), (1.0, 0.0, 0.0), (1.0, 0.0, 0.0))
    assert nothing.weakest == 0


def test_states_without_an_order_have_no_change_to_tell():
    raw = cn.Network(witness().states, witness().parents, {v: witness().values(v) for v in "xwmy"})
    found = cn.routes(raw, ("y", "yes"), under=cn.do(x="yes"), coupling="fresh")
    assert found.fading is None
    assert "strongest path" not in str(found)


def test_a_path_by_itself_takes_nothing_from_beside_it():
    """m hears of x along the path only, even where x moves y by itself too."""
    found = cn.routes(linear(0.05, 0.5, 0.8), "y", under=cn.do(x="yes"), versus=cn.do(x="no"))
    assert found.fading.changes[-1] == pytest.approx(0.4)
    assert found.effect.level == pytest.approx(0.45)
