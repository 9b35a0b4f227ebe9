"""The parts of a causal map: factors, and links with their source and quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake
from causalnet.model.influence import Sign, influence_name
from causalnet.model.judgements.judgement import Judgement
from causalnet.names import finite_mistakes, label_mistakes, name_mistakes

__all__ = ["OPPOSITE_SIGN", "Factor", "Link"]

OPPOSITE_SIGN: dict[Sign, Sign] = {"+": "-", "-": "+", "?": "?"}
"""The sign of a link once one of its ends is turned into its opposite."""


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of a causal map: something that can be more or less.

    Parameters
    ----------
    name : str
        Its identifier in the map.
    label : str
        The words that a coder gave it. In hierarchical labels the general part is first:
        ``"Livestock health; Disease"``. Default: `name`.
    tags : sequence of str
        Tags by which factors can be selected.
    note : str
        A remark for readers.

    Examples
    --------
    >>> Factor("livestock_disease", "Livestock health; Disease").levels
    ('Livestock health', 'Disease')
    """

    name: str
    label: str = ""
    tags: Sequence[str] = ()
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)
        if not self.label:
            object.__setattr__(self, "label", self.name)

    def _mistakes(self) -> list[Mistake]:
        return [*name_mistakes("name", self.name), *label_mistakes("label", self.label)]

    @property
    def levels(self) -> tuple[str, ...]:
        """The parts of a hierarchical label, the most general first."""
        return tuple(part.strip() for part in self.label.split(";") if part.strip())


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Link:
    """One coded mention of an influence: who says that a cause raises or lowers an effect, and where.

    Parameters
    ----------
    cause, effect : str
        Names of factors.
    sign : {"+", "-", "?"}, default "?"
        Whether more of the cause raises or lowers the effect. ``"?"``: the coder did not say, or said either.
    source : str
        The name of the source; empty where it is unknown.
    at : str
        The place in the source.
    quote : str
        The source's own words.
    tags : sequence of str
        Tags by which links can be selected.
    weight : float or Judgement, optional
        A number that a coder or an expert gave the link, as it was given. It is not a strength in log-odds.
    lag : int, default 0
        The number of periods until it acts.
    note : str
        A remark on the coding.

    Examples
    --------
    >>> print(Link("rain", "harvest", "+", source="Amina", quote="When it rains we eat."))
    rain → harvest (+)
    """

    cause: str
    effect: str
    sign: Sign = "?"
    source: str = ""
    at: str = ""
    quote: str = ""
    tags: Sequence[str] = ()
    weight: float | Judgement | None = None
    lag: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        mistakes = name_mistakes("cause", self.cause) + name_mistakes("effect", self.effect)
        if self.source:
            mistakes += name_mistakes("source", self.source)
        if isinstance(self.lag, int) and self.lag < 0:
            mistakes.append(Mistake("lag", f"must be a whole number of periods, not {self.lag!r}."))
        return mistakes + finite_mistakes("weight", self.weight)

    @property
    def name(self) -> str:
        """``cause → effect``, with the lag if there is one."""
        return influence_name(self.cause, self.effect, self.lag)

    @property
    def key(self) -> tuple[str, str, int]:
        """Cause, effect and lag, which it shares with other mentions of the same influence."""
        return self.cause, self.effect, self.lag

    def __str__(self) -> str:
        return f"{self.name} ({self.sign})"
