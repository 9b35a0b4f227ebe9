"""Draws of a model's numbers after something was learned of them, in place of draws from the judgements alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.streams import stream
from causalnet.console import printed
from causalnet.errors import QuestionError
from causalnet.language.translate import spoken, tr, trn
from causalnet.model.judgements.draws import Draws
from causalnet.model.judgements.judgement import Judgement

__all__ = ["LearnedNumber", "PosteriorDraws"]

Array = NDArray[np.float64]


@printed
@dataclass(frozen=True, slots=True, eq=False)
class LearnedNumber:
    """A strength or an amount, as it was judged and as it was learned.

    Attributes
    ----------
    judged : Judgement
        The judgement from which the learning started.
    values : ndarray, shape (draws,)
        The draws after it.
    """

    judged: Judgement
    values: Array

    def __post_init__(self) -> None:
        self.values.setflags(write=False)


@dataclass(frozen=True, kw_only=True)
class PosteriorDraws(Draws):
    """Draws that were learned from cases: each number has its values, tied to those of the others.

    Attributes
    ----------
    learned_from : str
        What taught them, such as ``"300 firms"``.
    model_name : str
        The name of the model whose numbers they are.
    numbers : mapping from the name of an influence or a modifier to LearnedNumber
    digest : str
        A digest of all values, by which such draws are equal.
    """

    learned_from: str
    model_name: str
    numbers: Mapping[str, LearnedNumber] = field(compare=False, repr=False)
    digest: str = field(repr=False)

    def independent(self, seed: int) -> Self:
        """As many draws, each number by itself: in an order of its own, so that what ties it to others is lost."""
        shuffled = {
            name: LearnedNumber(own.judged, stream(seed, name).permutation(own.values))
            for name, own in self.numbers.items()
        }
        return replace(self, seed=seed, numbers=shuffled, digest=f"{self.digest}, apart {seed}")

    @property
    def origin(self) -> str:
        """What they are drawn from, after the word *draws*."""
        return tr("learned from {cases}", cases=spoken(self.learned_from))

    @property
    def told(self) -> str:
        """How many they are, and from what they were learned."""
        return trn(self.n, "1 draw {origin}", "{count:,} draws {origin}", origin=self.origin)

    @property
    def details(self) -> str:
        """What taught them, after their number."""
        return tr("{origin} {details}", origin=self.origin, details=super().details)

    def of(self, name: str, judged: Judgement) -> Array | None:
        """The values of a number in as many draws as these are; None where nothing was learned of it.

        Raises
        ------
        QuestionError
            If the learning started from another judgement than this one.
        """
        known = self.numbers.get(name)
        if known is None:
            return None
        if known.judged != judged:
            raise QuestionError(
                f"What was learned of {name} started from {known.judged}, and here it is judged {judged}. "
                "Learn anew with this model: cn.update(model, …)."
            )
        # They are in random order: any first part of them is a sample too.
        return np.resize(known.values, self.n)

    def require_some(self, names: frozenset[str], model: str) -> None:
        """Refuse a model of which nothing was learned.

        Raises
        ------
        QuestionError
        """
        if self.numbers and not names & self.numbers.keys():
            raise QuestionError(
                f"These draws hold what was learned of the numbers of {self.model_name!r}, and {model!r} has "
                "none of these. Learn with the model that you ask: cn.update(model, …)."
            )
