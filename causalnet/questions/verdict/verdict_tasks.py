"""The tasks behind several verdicts on one model, which workers share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import is_small_in_draws, keep_in_draws
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.lockstep import grouped
from causalnet.questions.robustness.model_variants import World, alternate_worlds, rival_world
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.grounds import OverRanges, Reading
from causalnet.questions.verdict.ranges import over_ranges
from causalnet.questions.verdict.verdict import Judging
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.workers import Task

__all__ = ["JudgingTogether"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class JudgingTogether:
    """Conclusions of one model that are being judged: the tasks that find the grounds, and the verdicts that they come to.

    The tasks do not depend on each other, so they can be done among those of a larger answer.

    Attributes
    ----------
    model : CausalModel
    how : Draws
    reading : {"central", "signs", "share"}
    each : mapping from str to Judging
    """

    model: CausalModel
    how: Draws
    reading: Reading
    each: Mapping[str, Judging]

    @classmethod
    def of(
        cls, model: CausalModel, named: Mapping[str, Conclusion], how: Draws, reading: Reading
    ) -> Self:
        """The judging of some conclusions, if all of them can be judged."""
        each = {k: Judging.of(model, c, how, reading) for k, c in named.items()}
        return cls(model, how, reading, each)

    def tasks(self) -> list[Task[Any]]:
        """The searches over the ranges, which take longest and go in groups; then the other grounds.

        Of conclusions within a period the worlds and the draws are those of all of them together: a variant of the
        model, and the model in draws, are compiled in one task and not in each worker.
        """
        every = self._conclusions()
        searches = [
            partial(_ranges, self.model, [every[i] for i in group]) for group in grouped(every)
        ]
        grounds = [
            partial(_grounds, self.model, every[i], self.how, self.reading) for i in self._order()
        ]
        return [
            *searches,
            *grounds,
            *(task for part in self._parts() for task in self._shared(part)),
        ]

    def verdicts(self, found: Sequence[Any]) -> dict[str, Verdict]:
        """The verdicts from what the tasks have found."""
        left = iter(found)
        searched = {
            i: own
            for group in grouped(self._conclusions())
            for i, own in zip(group, next(left), strict=True)
        }
        ranges = [searched[i] for i in sorted(searched)]
        by_place = {i: [*next(left)] for i in self._order()}
        grounds = [by_place[i] for i in sorted(by_place)]
        for part in self._parts():
            for _ in self._shared(part):
                for place, own in zip(part, next(left), strict=True):
                    grounds[place].append(own)
        named = zip(self.each.items(), ranges, grounds, strict=True)
        return {name: j.verdict(own, rest) for (name, j), own, rest in named}

    def _conclusions(self) -> list[Conclusion]:
        return [j.contrast.conclusion for j in self.each.values()]

    def _order(self) -> list[int]:
        """The places of the conclusions, those on which the same variables bear one after another.

        The networks without each set of influences are then still at hand: they are many, and not all can be kept.
        """
        names = [j.contrast.names for j in self.each.values()]
        return sorted(range(len(names)), key=lambda i: names.index(names[i]))

    def _parts(self) -> list[list[int]]:
        """The places of the conclusions within a period whose worlds and draws go together: in a large model, one by one."""
        places = [i for i, c in enumerate(self._conclusions()) if not c.at]
        together = is_small_in_draws(self.model, self.how.n)
        return [[i] for i in places] if not together else [places] if places else []

    def _shared(self, part: Sequence[int]) -> list[Task[list[Any]]]:
        """What finds the worlds and the draws of some conclusions, in the order in which a verdict takes them."""
        every = self._conclusions()
        own = [every[i] for i in part]
        return [
            partial(_alternates, self.model, own),
            *(partial(_rivals, self.model, own, name) for name in self.model.rivals),
            *(
                partial(_drawn, self.model, own, replace(self.how, vary_baselines=b))
                for b in (False, True)
            ),
        ]


def _grounds(model: CausalModel, conclusion: Conclusion, how: Draws, reading: Reading) -> list[Any]:
    """The grounds of one of several verdicts; within a period, those that it shares little of with the others."""
    judging = Judging.of(model, conclusion, how, reading)
    return [task() for task in (judging.tasks() if conclusion.at else judging.own_tasks())]


def _alternates(model: CausalModel, conclusions: Sequence[Conclusion]) -> list[list[World]]:
    """The worlds of alternate mechanisms, of each conclusion."""
    return [alternate_worlds(contrast_of(model, conclusion)) for conclusion in conclusions]


def _rivals(model: CausalModel, conclusions: Sequence[Conclusion], rival: str) -> list[World]:
    """The world of one rival, of each conclusion."""
    return [rival_world(contrast_of(model, conclusion), rival) for conclusion in conclusions]


def _drawn(model: CausalModel, conclusions: Sequence[Conclusion], how: Draws) -> list[Array]:
    """The contrast of each conclusion in draws, in which the model is compiled once for all of them."""
    keep_in_draws(model, how)
    drawings = [contrast_of(model, conclusion).drawing(how) for conclusion in conclusions]
    return [np.concatenate([piece() for piece in pieces]) for pieces in drawings]


def _ranges(model: CausalModel, conclusions: Sequence[Conclusion]) -> list[OverRanges | Skipped]:
    """The ranges of some conclusions, searched together."""
    return over_ranges([contrast_of(model, conclusion) for conclusion in conclusions])
