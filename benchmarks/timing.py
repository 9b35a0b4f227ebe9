"""Timing side by side: two callables in turn, medians and spread."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

# Seconds that calls in a row should take, for the clock and the caches to settle.
BLOCK = 0.005


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds of ours and of the peer's, one of each in turn."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratio(self) -> float:
        return median(self.theirs) / median(self.ours)

    def scaled(self, share: float) -> Pair:
        """The pair when the peer was given only a share of the work."""
        return Pair(self.ours, tuple(t / share for t in self.theirs))

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
    budget: float = 1.5,
    most: int = 25,
) -> Pair:
    """Time both in turn until the budget of seconds is spent; three times at least.

    What is quick is called several times in a row, and the time of one call taken from that.
    """
    ours()
    calls = [max(1, min(500, int(BLOCK / clocked(call)))) for call in (ours, theirs)]
    a, b = [], []
    start = time.perf_counter()
    while len(a) < most and (len(a) < 3 or time.perf_counter() - start < budget):
        b.append(clocked(theirs, calls[1]))
        a.append(clocked(ours, calls[0]))
    return Pair(tuple(a), tuple(b))


def clocked(call: Callable[[], object], times: int = 1) -> float:
    """Seconds of one call, averaged over so many in a row."""
    if times > 1:
        # What the other side has left behind in memory is not to be paid for here.
        call()
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times
