"""Timing side by side: two callables in turn, medians and spread."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds of ours and of the peer's, one of each in turn."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratio(self) -> float:
        return median(self.theirs) / median(self.ours)

    def row(self) -> list[str]:
        return [shown(self.theirs), shown(self.ours), f"{self.ratio:,.1f}"]


def shown(seconds: tuple[float, ...]) -> str:
    """Median in milliseconds, and half the distance between the quartiles."""
    middle = median(seconds) * 1e3
    if len(seconds) < 3:
        return f"{middle:.3g}"
    low, _, high = quantiles(seconds, n=4)
    return f"{middle:.3g} ± {(high - low) / 2 * 1e3:.1g}"


def side_by_side(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    budget: float = 2.0,
    most: int = 31,
    warm: bool = True,
) -> Pair:
    """Time both in turn until the budget of seconds is spent; three times at least."""
    if warm:
        ours()
    a, b = [], []
    start = time.perf_counter()
    while len(a) < most and (len(a) < 3 or time.perf_counter() - start < budget):
        b.append(clocked(theirs))
        a.append(clocked(ours))
    return Pair(tuple(a), tuple(b))


def clocked(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
