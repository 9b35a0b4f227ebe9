"""Factors and links, each checked as it is made."""

from __future__ import annotations

import pytest

from causalnet import Factor, Link
from causalnet.errors import ModelError


def test_a_hierarchical_label_has_levels_from_the_general_to_the_particular() -> None:
    assert Factor("x", "Health; Livestock;Disease ").levels == ("Health", "Livestock", "Disease")
    assert Factor("x").levels == ("x",)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"sign": "up"}, r"sign must be '\+', '-' or '\?', not 'up'. Did you mean '\+'\?"),
        ({"lag": -1}, "lag must be a whole number of periods, not -1"),
        ({"weight": float("nan")}, "weight must be a finite number, not nan"),
        ({"source": " "}, "source: ' ' is empty or has white space around it"),
    ],
)
def test_a_link_is_checked(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Link("a", "b", **wrong)  # type: ignore[arg-type]


def test_a_link_goes_by_its_ends_and_lag() -> None:
    assert str(Link("a", "b", "-", lag=2)) == "a → b [lag 2] (-)"
    assert Link("a", "b", "-", lag=2).key == ("a", "b", 2)
    assert Link("a", "b").sign == "?"
