"""Mixed graphs: what they hold, and what they refuse."""

import copy
import pickle

import pytest

from causalnet.errors import QuestionError, UnknownNameError
from causalnet.network.mixed_graph import MixedGraph

FRONT = MixedGraph({"x": [], "m": ["x"], "y": ["m"]}, bidirected=[("y", "x")], latent=["m"])


def test_equal_graphs_are_equal_whatever_the_order() -> None:
    other = MixedGraph({"y": ["m"], "m": ["x"], "x": []}, bidirected=[("x", "y")], latent=["m"])
    assert (other == FRONT, hash(FRONT) == hash(other)) == (True, True)
    assert MixedGraph({"x": [], "m": ["x"], "y": ["m"]}) != FRONT


def test_it_survives_copies() -> None:
    assert pickle.loads(pickle.dumps(FRONT)) == copy.deepcopy(FRONT) == FRONT


def test_what_is_measured_and_what_is_hidden() -> None:
    assert FRONT.measured == ("x", "y")
    assert FRONT.with_hidden_causes == {
        "x": ("x ↔ y",),
        "m": ("x",),
        "y": ("m", "x ↔ y"),
        "x ↔ y": (),
    }
    assert repr(FRONT) == "<MixedGraph: 3 variables, 2 arrows, 1 shared hidden cause, 1 latent>"


def test_mistakes_are_named() -> None:
    with pytest.raises(QuestionError, match=r"The arrows form a cycle: "):
        MixedGraph({"x": ["y"], "y": ["x"]})
    with pytest.raises(QuestionError, match=r"'x' cannot share a hidden cause with itself"):
        MixedGraph({"x": []}, bidirected=[("x", "x")])
    with pytest.raises(UnknownNameError, match=r"Did you mean 'rain'"):
        MixedGraph({"rain": [], "wet": ["rian"]})
    with pytest.raises(UnknownNameError):
        MixedGraph({"rain": []}, latent=["snow"])
