"""Loops as sentences."""

import pytest

import causalnet as cn
from causalnet.display.explorer.walked_loops import loops_of, walked

AB = ["low", "high"]


@pytest.mark.parametrize(
    ("there", "back", "lag", "sentence"),
    [
        (
            "+",
            "-",
            1,
            "Then b rises; one period later a falls. What comes back works against the rise",
        ),
        (
            "-",
            "-",
            3,
            "Then b falls; 3 periods later a rises. What comes back strengthens the rise",
        ),
        (
            "?",
            "-",
            1,
            "Then b moves; one period later a moves. The direction of what comes back is undetermined",
        ),
    ],
)
def test_it_says_what_comes_back(there, back, lag, sentence):
    influences = [cn.Influence("a", "b", there, 1.0), cn.Influence("b", "a", back, 1.0, lag=lag)]
    model = cn.CausalModel("m", [cn.Variable(v, AB) for v in "ab"], influences)
    assert sentence in walked(model, cn.loops(model)[0])
    told = loops_of(model, {i.key: at for at, i in enumerate(influences)})
    assert told["all"] == 1
    assert told["listed"][0]["influences"] == [0, 1]
    assert told["listed"][0]["path"] == "A → B → A"


def test_without_loops_there_is_nothing():
    assert loops_of(cn.load("lawn"), {}) is None
    assert loops_of(cn.load("habit"), {}) is None
