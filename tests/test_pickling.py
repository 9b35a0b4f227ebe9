"""What the package makes can be pickled and copied: another process gets the same value."""

from __future__ import annotations

import copy
import importlib
import pickle
from collections.abc import Callable
from dataclasses import is_dataclass
from pathlib import Path

import pytest

import causalnet as cn
from tests.boundary.kinds_of_values import values

ROOT = Path(cn.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
    for path in ROOT.rglob("*.py")
    if path.stem not in ("__init__", "__main__")
)
COPIES: dict[str, Callable[[object], object]] = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}
copied = pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES.keys())


def classes() -> list[type]:
    """Every class that a module of the package defines."""
    modules = [importlib.import_module(name) for name in MODULES]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]


def test_no_dataclass_has_a_state_of_its_own_since_early_3_11_replaces_it() -> None:
    own = [
        kind
        for kind in classes()
        if is_dataclass(kind)
        for name in ("__getstate__", "__setstate__")
        if getattr(vars(kind).get(name), "__module__", "dataclasses") != "dataclasses"
    ]

    assert own == []


@copied
def test_a_copy_of_a_model_is_that_model(copied: Callable[[object], object]) -> None:
    japan = cn.load("japan_software")
    arrived = copied(japan)

    assert isinstance(arrived, cn.CausalModel)
    assert (arrived, hash(arrived)) == (japan, hash(japan))
    assert arrived.fingerprint == japan.fingerprint
    assert str(cn.query(arrived, "lifetime_employment")) == str(
        cn.query(japan, "lifetime_employment")
    )


@copied
def test_a_copy_of_a_value_of_any_kind_prints_as_it_does(
    copied: Callable[[object], object],
) -> None:
    # Not a parameter: the values would be made as the tests are collected, by every worker.
    for kind, value in values().items():
        arrived = copied(value)

        assert type(arrived) is type(value), kind
        assert str(arrived) == str(value), kind
