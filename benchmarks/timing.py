"""Timing side by side: two callables in turn, medians and spread."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles

# Seconds that calls in a row should take, for the clock and the caches to settle.
BLOCK = 0.005
# Seconds of one call from which it is not repeated for its spread.
SLOW = 2.0


@dataclass(frozen=True, slots=True)
class Way:
    """One way of putting a question to the peer."""

    name: str
    call: Callable[[], object]
    # The part of the work that the call does, and the seconds of it that the rest would not add to.
    share: float = 1.0
    fixed: float = 0.0

    def whole(self, seconds: float) -> float:
        """What all of the work would have taken."""
        fixed = min(self.fixed, seconds)
        return fixed + (seconds - fixed) / self.share


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds of ours and of the peer's, one of each in turn, and how the peer was asked."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    way: str

    @property
    def ratio(self) -> float:
        return median(self.theirs) / median(self.ours)

    def row(self) -> list[str]:
        return [shown(self.theirs), shown(self.ours), f"{self.ratio:,.1f}", self.way]


def shown(seconds: tuple[float, ...]) -> str:
    """Median in milliseconds, and half the distance between the quartiles."""
    middle = median(seconds) * 1e3
    if len(seconds) < 3:
        return f"{middle:.3g}"
    low, _, high = quantiles(seconds, n=4)
    return f"{middle:.3g} ± {(high - low) / 2 * 1e3:.1g}"


def side_by_side(
    ours: Callable[[], object],
    ways: Sequence[Way],
    *,
    before: Callable[[], object] | None = None,
    budget: float = 1.0,
    most: int = 25,
) -> Pair:
    """Time ours and the peer's quickest way in turn until the budget of seconds is spent.

    At least three times, or once more where the peer needs seconds. What is quick is called
    several times in a row, and the time of one call taken from that. What comes `before` each of our calls
    is not counted.
    """
    with without_collection():
        ours()
        first, best = _quickest(ways)
        # What a second question prepares for the third is not what it takes from then on.
        own = min(clocked(ours, before=before) for _ in range(3))
        calls = [max(1, min(500, int(BLOCK / seconds))) for seconds in (own, first)]
        a, b = [], []
        start = time.perf_counter()
        least = 3 if first < SLOW else 1
        while len(a) < most and (len(a) < least or time.perf_counter() - start < budget):
            b.append(best.whole(clocked(best.call, calls[1])))
            a.append(clocked(ours, calls[0], before))
    return Pair(tuple(a), tuple(b), best.name)


def _quickest(ways: Sequence[Way]) -> tuple[float, Way]:
    """The quickest way and the seconds of its call: the least of a few, fewer where slow."""
    first, best = math.inf, ways[0]
    for way in ways:
        times = [clocked(way.call)]
        # One that was twice as slow is not tried again, unless it is over in no time.
        hopeless = way.whole(times[0]) > 2 * best.whole(first)
        while sum(times) < (1 if len(times) < 3 and not hopeless else 0.03):
            times.append(clocked(way.call))
        if way.whole(min(times)) < best.whole(first):
            first, best = min(times), way
    return first, best


@contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection meanwhile: what it costs depends on all else that is in memory."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def clocked(
    call: Callable[[], object], times: int = 1, before: Callable[[], object] | None = None
) -> float:
    """Seconds of processor time of one call, averaged over so many in a row.

    Both sides have one thread, so that this is what they take by the clock where nothing else runs.
    """
    if before is not None:
        return sum([_after(before, call) for _ in range(times)]) / times
    if times > 1:
        # What the other side has left behind in memory is not to be paid for here.
        call()
    start = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - start) / times


def _after(before: Callable[[], object], call: Callable[[], object]) -> float:
    before()
    start = time.process_time()
    call()
    return time.process_time() - start
