"""Registers: mappings that nothing changes."""

from __future__ import annotations

import subprocess
import sys

import pytest

import causalnet as cn
from causalnet import frozen_map
from causalnet.frozen_map import Register
from causalnet.nearest import nearest


def test_order_does_not_count_but_is_kept() -> None:
    there, back = Register({"a": 1, "b": 2}), Register([("b", 2), ("a", 1)])

    assert there == back
    assert hash(there) == hash(back)
    assert [*there] == ["a", "b"]
    assert [*back] == ["b", "a"]


def test_it_equals_a_dictionary_with_the_same_items() -> None:
    assert Register({"a": 1}) == {"a": 1}
    assert Register({"a": 1}) != {"a": 2}


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    register = Register({"rain": 1, "sun": 2}, "variable")

    with pytest.raises(cn.errors.UnknownNameError) as caught:
        register["rian"]
    assert str(caught.value) == (
        "No variable 'rian'; the variables are rain, sun. Did you mean 'rain'?"
    )


def test_what_cannot_be_a_name_is_not_there() -> None:
    assert ["a"] not in Register({"a": 1})
    with pytest.raises(cn.errors.UnknownNameError, match=r"No name \['a'\]; the names are a\."):
        Register({"a": 1})[["a"]]


def test_a_missing_name_has_the_default_and_costs_no_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def searched(*_: object) -> None:
        raise AssertionError("The nearest name was searched for.")

    monkeypatch.setattr(frozen_map, "unknown", searched)
    parts = Register({"rain": 1, "wet": None}, "variable")
    assert (parts.get("rain"), parts.get("snow"), parts.get("snow", 7)) == (1, None, 7)
    assert parts.get("wet", 7) is None
    assert parts.get(["rain"], 7) == 7  # type: ignore[call-overload]


def test_nothing_changes_it() -> None:
    held = {"a": 1}
    register = Register(held)
    held["b"] = 2

    assert register == {"a": 1}
    with pytest.raises(TypeError):
        register["c"] = 3


def test_it_prints_sets_the_same_way_in_every_run() -> None:
    code = (
        "from causalnet.frozen_map import Register;"
        "print(Register({'x': frozenset(['p', 'q', 'r', 's'])}))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in "123"
    }
    assert printed == {"{'x': {'p', 'q', 'r', 's'}}\n"}


# ── what is offered for a name that is not there ─────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "options", "meant"),
    [
        ("hihg", ["low", "high"], "high"),
        ("lwo", ["low", "high"], "low"),
        ("HIGH", ["low", "high"], "high"),
        ("Traffic", ["traffic", "toll"], "traffic"),
        (
            "software_competitivness",
            ["software_competitiveness", "toll"],
            "software_competitiveness",
        ),
        ("a", ["A", "b"], "A"),
        ("verdit", ["Verdict", "verdict"], "verdict"),
    ],
)
def test_what_is_near_is_offered(written: str, options: list[str], meant: str) -> None:
    assert nearest(written, options) == f"Did you mean {meant!r}?"


@pytest.mark.parametrize(
    ("written", "options"),
    [
        ("driver", ["context", "lever", "mediator", "outcome"]),
        ("decreases", ["rises", "falls", "holds", "exceeds", "stays below"]),
        ("worsens", ["rises", "falls", "holds"]),
        ("no", ["on", "off"]),
        ("", ["x"]),
        ("x", []),
    ],
)
def test_what_is_not_near_is_not(written: str, options: list[str]) -> None:
    assert nearest(written, options) == ""
