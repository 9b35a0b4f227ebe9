"""The tests of pairs of variables on the rows of a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from math import ceil
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from causalnet.compilation.parameters.streams import stream
from causalnet.network.cases import MISSING, Cases, Codes
from causalnet.questions.confronting.trend_test import (
    FEW_ROWS,
    Trend,
    TrendTests,
    permuted,
    trends,
)

__all__ = ["CaseTests", "Tested", "ToTest"]


# A permutation test can reach the level of a family of m tests with m / alpha permutations; twice as many are drawn.
MORE_THAN_NEEDED = 2


class ToTest(NamedTuple):
    """A pair of variables, in strata of others.

    Attributes
    ----------
    x, y : str
    given : tuple of str
    side : {-1, 0, 1}
        0: any dependence speaks against the model. Else the sign that it states, and only the opposite does.
    """

    x: str
    y: str
    given: tuple[str, ...]
    side: int = 0


class Tested(NamedTuple):
    """What a test found.

    Attributes
    ----------
    trend : Trend
    against, in_favour : float
        P-values: of the model being right, and of a stated sign being no better than the opposite; the second is NaN
        for an independence.
    permutations : bool
        Whether permutations give them.
    """

    trend: Trend
    against: float
    in_favour: float
    permutations: bool


class CaseTests:
    """The rows of a frame, in an order of their own, so that p-values do not depend on that of the frame.

    Parameters
    ----------
    cases : Cases
    level : float
        P-values above it come from the normal distribution, for no permutation could make them matter.
    """

    def __init__(self, cases: Cases, level: float, seed: int) -> None:
        self.codes: Codes = cases.codes[np.lexsort(cases.codes.T)]
        self.place = {name: i for i, name in enumerate(cases.states)}
        self.level, self.seed = level, seed
        self.whole = not cases.empty_cells

    def __len__(self) -> int:
        return len(self.codes)

    def some(self, most: int) -> CaseTests:
        """The tests on no more than so many rows, drawn at random."""
        if len(self) <= most:
            return self
        part = copy(self)
        places = stream(self.seed, "rows").choice(len(self), most, replace=False)
        part.codes = self.codes[np.sort(places)]
        return part

    def tests(self, asked: Sequence[ToTest]) -> list[Tested]:
        """Each pair tested, in the order given."""
        # What speaks against the model is one family, and what bears signs out another.
        most = [
            ceil(MORE_THAN_NEEDED * max(1, number) / self.level)
            for number in (len(asked), sum(one.side != 0 for one in asked))
        ]
        found: dict[int, Tested] = {}
        for where, group in self._grouped(asked, {}):
            tests = [_tested(group[i], asked[at].side) for i, at in enumerate(where)]
            self._permute(group, tests, [asked[at] for at in where], *most)
            found.update(zip(where, tests, strict=True))
        return [found[i] for i in range(len(asked))]

    def failing(self, asked: Sequence[ToTest], renaming: Mapping[str, str], most: int) -> int:
        """How many independences fail by the normal distribution, each by itself; it stops counting past `most`."""
        bound, number = -ndtri(self.level / 2), 0
        for _, group in self._grouped(asked, renaming):
            number += int((abs(np.nan_to_num(group.z)) >= bound).sum())
            if number > most:
                break
        return number

    def _grouped(
        self, asked: Sequence[ToTest], renaming: Mapping[str, str]
    ) -> Iterator[tuple[list[int], TrendTests]]:
        """Tests of one variable in the same strata and rows, worked out together, each with its place."""
        groups: dict[tuple[str, tuple[str, ...], int], list[int]] = {}
        for i, one in enumerate(asked):
            groups.setdefault((one.y, one.given, one.side), []).append(i)
        for (y, given, _), where in groups.items():
            own = self._columns([y, *given], renaming)
            x = self._columns([asked[i].x for i in where], renaming)
            for rows, places in self._complete(own, x):
                part = own[rows]
                group = trends(x[np.ix_(rows, places)], part[:, 0], part[:, 1:])
                yield [where[i] for i in places], group

    def _columns(self, names: Sequence[str], renaming: Mapping[str, str]) -> Codes:
        return self.codes[:, [self.place[renaming.get(v, v)] for v in names]]

    def _complete(self, own: Codes, x: Codes) -> Iterator[tuple[Codes, Codes]]:
        """The rows without empty cells, and which x are tested on them: those without empty cells in them together."""
        every = np.arange(x.shape[1])
        if self.whole:
            yield np.arange(len(own)), every
            return
        known = (own != MISSING).all(axis=1)
        there = x != MISSING
        whole = there[known].all(axis=0)
        if whole.any():
            yield np.flatnonzero(known), every[whole]
        for i in every[~whole]:
            yield np.flatnonzero(known & there[:, i]), every[i : i + 1]

    def _permute(
        self,
        group: TrendTests,
        tests: list[Tested],
        asked: list[ToTest],
        most_against: int,
        most_in_favour: int,
    ) -> None:
        """Replace p-values that may matter, where few rows tell anything, by those of permutations."""
        few = [i for i, t in enumerate(tests) if 0 < t.trend.rows < FEW_ROWS]
        side, rng = asked[0].side, stream(self.seed, f"permutations of {asked[0]}")
        against = [i for i in few if tests[i].against <= self.level]
        for i, p in zip(against, permuted(group, against, -side, most_against, rng), strict=True):
            tests[i] = tests[i]._replace(against=p, permutations=True)
        in_favour = [i for i in few if tests[i].in_favour <= self.level]
        for i, p in zip(
            in_favour, permuted(group, in_favour, side, most_in_favour, rng), strict=True
        ):
            tests[i] = tests[i]._replace(in_favour=p, permutations=True)


def _tested(trend: Trend, side: int) -> Tested:
    nan = float("nan")
    if np.isnan(trend.z):
        return Tested(trend, nan, nan, False)
    if not side:
        return Tested(trend, float(2 * ndtr(-abs(trend.z))), nan, False)
    return Tested(trend, float(ndtr(side * trend.z)), float(ndtr(-side * trend.z)), False)
