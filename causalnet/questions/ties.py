"""Ties: what does equally much shares its place in a ranking and its part in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

__all__ = ["TIE", "leading", "places"]

T = TypeVar("T")

# Amounts that differ by less tie: rounding alone makes such a difference.
TIE = 1e-9


def leading(items: Iterable[T], amount: Callable[[T], float]) -> list[T]:
    """Those of some items that have the greatest amount, in the order in which they are given.

    Examples
    --------
    >>> leading(["rain", "wind", "fog"], len)
    ['rain', 'wind']
    """
    known = [(item, amount(item)) for item in items]
    most = max((own for _, own in known), default=0.0)
    return [item for item, own in known if own >= most - TIE]


def places(amounts: Mapping[str, float]) -> dict[str, int]:
    """The place of each amount, the greatest first; those that tie share the best of their places.

    Examples
    --------
    >>> places({"rain": 0.3, "wind": 0.5, "fog": 0.3, "hail": 0.1})
    {'rain': 2, 'wind': 1, 'fog': 2, 'hail': 4}
    """
    return {name: 1 + sum(x > own + TIE for x in amounts.values()) for name, own in amounts.items()}
