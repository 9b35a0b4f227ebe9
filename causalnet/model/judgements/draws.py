"""Draws: their number, their seed, and the judgements that vary in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import overload

from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import field_mistakes
from causalnet.console import printed
from causalnet.errors import QuestionError
from causalnet.language.translate import template, tr, trn
from causalnet.names import is_real

__all__ = ["Draws", "as_draws"]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Draws:
    """A way to draw the numbers of a model from its judgements.

    Parameters
    ----------
    n : int, default 1000
        The number of draws.
    seed : int, default 0
    vary_baselines : bool, default False
        Whether baselines are drawn too, each from a Dirichlet distribution with its weight. By default they are
        held.
    correlation : float, default 0
        Correlation between any two strengths that use the same word of the model, in [0, 1).
        All strong claims of one essay may be stronger, or all weaker, than the word was taken to mean.

    Raises
    ------
    QuestionError

    Examples
    --------
    >>> print(Draws(500, seed=1, vary_baselines=True))
    500 draws (seed 1), baselines drawn too
    """

    n: int = 1000
    seed: int = 0
    vary_baselines: bool = False
    correlation: float = 0.0

    def __post_init__(self) -> None:
        # Numbers and truth values of numpy become Python's; what does not fit is refused below, in words of its own.
        field_mistakes(self)
        if not isinstance(self.n, int) or isinstance(self.n, bool) or self.n < 1:
            raise QuestionError(
                f"The number of draws must be a whole number of at least 1, not {self.n!r}."
            )
        if not isinstance(self.seed, int) or isinstance(self.seed, bool) or self.seed < 0:
            raise QuestionError(
                f"A seed is a whole number that is not negative, not {self.seed!r}."
            )
        if not isinstance(self.vary_baselines, bool):
            raise QuestionError(
                f"vary_baselines must be True or False, not {self.vary_baselines!r}."
            )
        if not (is_real(self.correlation) and 0 <= self.correlation < 1):
            raise QuestionError(
                f"The correlation within a tier is a number in [0, 1), not {self.correlation!r}."
            )

    def independent(self, seed: int) -> Draws:
        """As many draws of another seed, each number by itself."""
        return replace(self, seed=seed)

    @property
    def origin(self) -> str:
        """What they are drawn from, after the word *draws*."""
        return template("from our judgements")

    @property
    def told(self) -> str:
        """How many they are; where they were learned, from what."""
        return trn(self.n, "1 draw", "{count:,} draws")

    @property
    def phrase(self) -> str:
        """How many they are and how they are drawn, for a sentence of an answer."""
        return trn(self.n, "1 draw {details}", "{count:,} draws {details}", details=self.details)

    @property
    def details(self) -> str:
        """How they are drawn, after their number."""
        text = tr("(seed {seed}), baselines held", seed=self.seed)
        if self.vary_baselines:
            text = tr("(seed {seed}), baselines drawn too", seed=self.seed)
        if self.correlation:
            text = tr(
                "{text}, correlation {number:g} within a tier", text=text, number=self.correlation
            )
        return text

    def __str__(self) -> str:
        return self.phrase


@overload
def as_draws(draws: int | Draws) -> Draws: ...
@overload
def as_draws(draws: int | Draws | None) -> Draws | None: ...
def as_draws(draws: int | Draws | None) -> Draws | None:
    """The value of ``draws=`` as `Draws`; a number means seed 0 with baselines held, and None stays None."""
    return draws if draws is None or isinstance(draws, Draws) else Draws(draws)
