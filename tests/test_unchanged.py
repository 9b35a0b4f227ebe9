"""What holds the answers of two trees against each other sees what differs, and nothing else."""

from __future__ import annotations

import numpy as np

from benchmarks import unchanged


def test_the_models_are_the_same_every_time() -> None:
    first, second = (list(unchanged.models(3)) for _ in range(2))
    assert first == second
    assert len({seed for seed, _ in first}) == 3


def test_what_differs_is_told_and_rounding_is_not() -> None:
    old = {"a": np.array([1.0, np.nan]), "b": np.ones(2), "c": np.zeros(1)}
    new = {"a": np.array([1.0 + 1e-15, np.nan]), "b": np.array([1.0, 1.1]), "d": np.zeros(1)}
    assert unchanged.compare(old, old) == []
    assert unchanged.compare(old, new) == ["c: is not there", "b: differs by 1.0e-01"]
    grown = {"a": np.array([1.0, 2.0])}
    assert unchanged.compare({"a": old["a"]}, grown) == ["a: [1.0, nan] and [1.0, 2.0]"]
