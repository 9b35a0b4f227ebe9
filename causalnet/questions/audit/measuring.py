"""What checks are judged by: the contrast of each conclusion at the centre, over draws and over the stated ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model, is_small_in_draws, network_at_hand
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import CalibrationError, ImpossibleEvidenceError, QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.judgements.draws import Draws
from causalnet.questions.bounds.local_search import cornered, searching
from causalnet.questions.contrast.contrast import POINTS_PER_TASK
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.lockstep import Search, grouped, in_lockstep
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.contrast.static import StaticContrast, bearing_on_any
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.paths import PathKind, is_still
from causalnet.questions.robustness.model_variants import bare_world
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.later_paths import LaterPath, later_than
from causalnet.questions.signs.signs import path_within
from causalnet.questions.signs.structural_balance import evidence_notes
from causalnet.workers import Task

__all__ = ["Ends", "MeasuredConclusion", "Measuring", "Unasked"]

Array = NDArray[np.float64]
# The least and the greatest contrast that were found over the stated ranges.
Ends: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredConclusion:
    """A measured conclusion.

    Attributes
    ----------
    change : float
        The contrast at the centre.
    path : PathKind
        The way by which what is set can reach the outcome.
    estimate : Estimate
        The contrast over draws; at the centre where nothing is drawn, or nothing can move.
    bare : bool
        Whether it is so with no influence at all.
    later : LaterPath or None
        A path that acts only after the period of the check.
    notes : tuple of str
        On what is observed downstream of what is set.
    ends : Ends or None
        Over the stated ranges, where they are searched.
    """

    change: float
    path: PathKind
    estimate: Estimate
    bare: bool = False
    later: LaterPath | None = None
    notes: tuple[str, ...] = ()
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class Unasked:
    """Why a conclusion cannot be asked."""

    error: str


@dataclass(frozen=True, slots=True, eq=False)
class Measuring:
    """Conclusions of one model that are being measured: the tasks, which do not depend on each other, and what they find.

    Of conclusions within a period the draws go together: a piece of them is drawn and compiled once, in one task.

    Attributes
    ----------
    model : CausalModel
    conclusions : sequence of Conclusion
        Each once.
    draws : Draws or None
    ranges : bool
        Whether the stated ranges are searched too.
    """

    model: CausalModel
    conclusions: Sequence[Conclusion]
    draws: Draws | None
    ranges: bool

    def tasks(self) -> list[Task[Any]]:
        """Searches take longest, and begin first, so that no worker is left alone with one at the end."""
        return [
            *(partial(_ends_of, self.model, self._named(group)) for group in self._groups()),
            *(partial(_drawn, self.model, self._together(), *piece) for piece in self._pieces()),
            *(partial(_measured, self.model, c, self._alone(c)) for c in self.conclusions),
        ]

    def measured(self, found: Sequence[Any]) -> dict[Conclusion, MeasuredConclusion | Unasked]:
        """Each conclusion, from what the tasks have found."""
        left = iter(found)
        ends = {
            c: e for g in self._groups() for c, e in zip(self._named(g), next(left), strict=True)
        }
        pieces: list[list[Array | None]] = [next(left) for _ in self._pieces()]
        drawn = dict(zip(self._together(), zip(*pieces, strict=True), strict=False))
        each: dict[Conclusion, MeasuredConclusion | Unasked] = {}
        for conclusion in self.conclusions:
            own: MeasuredConclusion | Unasked = next(left)
            if isinstance(own, MeasuredConclusion):
                own = replace(own, ends=ends.get(conclusion))
                if conclusion in drawn and not is_still(own.path):
                    own = self._over_draws(conclusion, own, drawn[conclusion])
            each[conclusion] = own
        return each

    def _over_draws(
        self, conclusion: Conclusion, own: MeasuredConclusion, pieces: Sequence[Array | None]
    ) -> MeasuredConclusion | Unasked:
        parts = [piece for piece in pieces if piece is not None]
        if len(parts) == len(pieces):
            return replace(own, estimate=Estimate(np.concatenate(parts), drawn=True))
        # Asked by itself, so that the error speaks of all draws.
        return _measured(self.model, conclusion, self.draws)

    def _groups(self) -> list[list[int]]:
        return grouped(self.conclusions) if self.ranges else []

    def _named(self, group: Sequence[int]) -> list[Conclusion]:
        return [self.conclusions[i] for i in group]

    def _together(self) -> list[Conclusion]:
        """The conclusions whose draws go together: in a large model, none."""
        how = self.draws
        if how is None or not is_small_in_draws(self.model, how.n):
            return []
        return [conclusion for conclusion in self.conclusions if not conclusion.at]

    def _pieces(self) -> Iterator[tuple[Draws, slice]]:
        """The draws in pieces of nearly the same length, the same for any number of workers."""
        if self.draws is not None and self._together():
            n = self.draws.n
            each = -(-n // -(-n // POINTS_PER_TASK))
            yield from ((self.draws, slice(i, min(i + each, n))) for i in range(0, n, each))

    def _alone(self, conclusion: Conclusion) -> Draws | None:
        """The draws of a conclusion that is measured in them by itself."""
        return None if conclusion in self._together() else self.draws


def _measured(
    model: CausalModel, conclusion: Conclusion, draws: Draws | None
) -> MeasuredConclusion | Unasked:
    """At the centre, and over draws if there are any."""
    try:
        contrast = contrast_of(model, conclusion)
        centre = contrast.between(contrast.measured(central(model)))
        path = path_within(model, conclusion)
        coordinates = Coordinates(model, elicited_numbers(contrast))
        drawn = draws is not None and not is_still(path)
        return MeasuredConclusion(
            centre.value,
            path,
            contrast.over_draws(draws) if draws is not None and drawn else centre,
            bare_world(contrast, coordinates).holds,
            later_than(model, conclusion, path, centre.value),
            evidence_notes(Arms(model, conclusion.under, conclusion.versus), conclusion, path),
        )
    except (QuestionError, ImpossibleEvidenceError) as error:
        return Unasked(str(error))


def _drawn(
    model: CausalModel, conclusions: Sequence[Conclusion], how: Draws, piece: slice
) -> list[Array | None]:
    """The contrast of each conclusion in a piece of the draws; None where nothing can move, or it cannot be asked."""
    contrasts = [_moving(model, conclusion) for conclusion in conclusions]
    ensemble, network = sampled(model, how).at(piece), network_at_hand(model, how)
    if network is not None:
        network = network.at(piece)
    else:
        # Where a baseline cannot be met in some draw, each contrast seeks out the draws in which it can.
        with suppress(CalibrationError):
            network = compile_model(model, ensemble, bearing_on_any(model, filter(None, contrasts)))
    found: list[Array | None] = [None] * len(contrasts)
    for i, contrast in enumerate(contrasts):
        # What is observed may be impossible in some draw.
        with suppress(ImpossibleEvidenceError):
            if contrast is not None:
                own = (
                    contrast(ensemble).points
                    if network is None
                    else contrast.read_from(network, ensemble)
                )
                found[i] = np.broadcast_to(np.atleast_1d(own), (piece.stop - piece.start,))
    return found


def _moving(model: CausalModel, conclusion: Conclusion) -> StaticContrast | None:
    """The contrast of a conclusion within a period; None where nothing can move, or it cannot be asked."""
    try:
        contrast = StaticContrast.of(model, conclusion)
        return None if is_still(path_within(model, conclusion)) else contrast
    except (QuestionError, ImpossibleEvidenceError):
        return None


def _ends_of(model: CausalModel, conclusions: Sequence[Conclusion]) -> list[Ends | None]:
    """The least and the greatest contrast of each conclusion, searched in lockstep and without polish.

    None where nothing can move, where that would take minutes, and where a conclusion cannot be asked.
    """
    return in_lockstep([_ends(model, conclusion) for conclusion in conclusions])


def _ends(model: CausalModel, conclusion: Conclusion) -> Search[Ends | None]:
    try:
        light = contrast_of(model, conclusion).lighter
        if is_still(path_within(model, conclusion)):
            return None
    except (QuestionError, ImpossibleEvidenceError):
        return None
    coordinates = Coordinates(model, elicited_numbers(light))
    needed = 2 * len(coordinates.central) + 3
    if light.affordable is None:
        least, greatest = yield from searching(light, coordinates, random=0, polish=False)
    elif needed <= light.affordable:
        least, greatest = cornered(light, coordinates)
    else:
        return None
    return least.value, greatest.value
