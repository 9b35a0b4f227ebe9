"""Clauses about a change: which way an outcome moves, by how much, and from which chance to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING, Scale, Size, is_chance, precise
from causalnet.network.network import Network
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = ["Chances", "MovedOutcome", "amount", "besides", "chances_from", "level", "percents"]

# The digits after the point that show a change of percentages, at most.
MOST_DIGITS = 3

RAISES: Mapping[Size, str] = {
    "negligible": template("{action} hardly raises {outcome}: by {amount}"),
    "small": template("{action} raises {outcome} a little: by {amount}"),
    "moderate": template("{action} raises {outcome} moderately: by {amount}"),
    "large": template("{action} raises {outcome} a lot: by {amount}"),
}
LOWERS: Mapping[Size, str] = {
    "negligible": template("{action} hardly lowers {outcome}: by {amount}"),
    "small": template("{action} lowers {outcome} a little: by {amount}"),
    "moderate": template("{action} lowers {outcome} moderately: by {amount}"),
    "large": template("{action} lowers {outcome} a lot: by {amount}"),
}


class Measured(Protocol):
    """What is compared between two arms: a variable's level, or the probability of a state."""

    @property
    def outcome(self) -> str:
        """The variable."""

    @property
    def states(self) -> Sequence[str]:
        """Its states, from low to high."""

    @property
    def state(self) -> str | None:
        """The state whose own probability is measured; None for the level."""

    @property
    def scale(self) -> Scale:
        """The scale of its changes."""


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of some states of an outcome, without and with what is done.

    Attributes
    ----------
    states : str
        The states, as a reader names them; empty where the sentence has named them.
    before, after : float
    """

    states: str
    before: float
    after: float

    def __str__(self) -> str:
        before, after = percents(self.before, self.after)
        if not self.states:
            return tr("{before} → {after}", before=before, after=after)
        return tr("{before} → {after} {states}", states=self.states, before=before, after=after)


@dataclass(frozen=True, slots=True)
class MovedOutcome:
    """An outcome whose change is told: its variable, its scale, and whether a probability is measured.

    Attributes
    ----------
    say : Phrasing
    variable : str
    states : sequence of str
        Its states, from low to high.
    scale : Scale
    at_least : str or None
        The state whose probability, with those above it, is measured; None for its level.
    state : str or None
        The state whose own probability is measured; None for its level.
    """

    say: Phrasing
    variable: str
    states: Sequence[str]
    scale: Scale
    at_least: str | None = None
    state: str | None = None

    @classmethod
    def of(cls, source: CausalModel | Network, measure: Measured) -> Self:
        """The outcome of a question, as a measure has it."""
        own = measure.outcome, measure.states, measure.scale
        return cls(Phrasing(source), *own, state=measure.state)

    @property
    def told(self) -> str:
        """The quantity within a sentence."""
        if self.state is not None:
            return tr(
                "the probability that {variable} is {state}",
                variable=self.say.name(self.variable),
                state=self.say.state(self.variable, self.state),
            )
        return self.say.measured(self.variable, self.at_least, self.states)

    def moved(
        self,
        action: str,
        change: float,
        *,
        survival: Sequence[Sequence[float]] = (),
        error: float = 0.0,
    ) -> str:
        """The main clause: what is done, which way the outcome moves, by how much, and from which chance to which.

        Parameters
        ----------
        action : str
            The subject.
        change : float
        survival : two sequences of float
            The chance of each state but the lowest, with those above it: without what is done, and with it.
        error : float
            The standard error of the change.
        """
        if is_chance(change, error):
            return tr(
                "{action} does not change {outcome} by more than chance: {change:+.4f}, with a standard error of {error:.4f}",
                action=action,
                outcome=self.told,
                # A zero has no minus.
                change=round(change, 4) + 0.0,
                error=error,
            )
        if abs(change) < NOTHING:
            return tr("{action} does not change {outcome}", action=action, outcome=self.told)
        words = (RAISES if change > 0 else LOWERS)[self.scale.size(change)]
        return tr(words, action=action, outcome=self.told, amount=self.amount(change, survival))

    def amount(self, change: float, survival: Sequence[Sequence[float]] = ()) -> str:
        """A change without its sign, with its unit and its share of the scale, and the chances behind it."""
        told = amount(self.scale, change)
        chances = self.chances(survival)
        return tr("{amount} ({chances})", amount=told, chances=chances) if chances else told

    def chances(self, survival: Sequence[Sequence[float]]) -> Chances | None:
        """The chance that moves most: of what is measured, or of the states from one on."""
        if not survival or not len(survival[0]):
            return None
        before, after = survival
        if self.state is not None:
            p = [_own_chance(own, list(self.states).index(self.state)) for own in survival]
            return Chances("", *p)
        if self.at_least is None:
            moves = [abs(b - a) for a, b in zip(before, after, strict=True)]
            place = moves.index(max(moves)) + 1
        else:
            place = list(self.states).index(self.at_least)
        if not place:
            return None
        told = self.say.at_least(self.variable, self.states[place], self.states)
        return Chances("" if self.at_least else told, before[place - 1], after[place - 1])


def _own_chance(survival: Sequence[float], place: int) -> float:
    """The chance of one state, from that of each with those above it."""
    whole = [1.0, *survival, 0.0]
    return whole[place] - whole[place + 1]


def chances_from(p: Iterable[float]) -> tuple[float, ...]:
    """The chance of each state but the lowest, with those above it."""
    every = [float(x) for x in p]
    return tuple(sum(every[i:]) for i in range(1, len(every)))


def amount(scale: Scale, change: float) -> str:
    """A change without its sign: as a share of its scale, or in percentage points where there are two states.

    Examples
    --------
    >>> amount(Scale(2), -0.058), amount(Scale(1), 0.355)
    ('0.058 of 2 states, 2.9% of the scale', '36 percentage points')
    """
    if scale.length == 1:
        return Scale(1.0, probability=True, cuts=scale.cuts).percent(change)
    return tr(
        "{number} of {count:g} states, {share}",
        number=precise(change, sign=False) if change >= 0 else precise(-change, sign=False),
        count=scale.length,
        share=scale.percent(change),
    )


def level(scale: Scale, number: float) -> str:
    """A level on a scale: in percent where there are two states."""
    if scale.length == 1:
        return percents(number, number)[0]
    return tr("{number:.3f} on a scale from 0 to {top:g}", number=number, top=scale.length)


def percents(before: float, after: float) -> tuple[str, str]:
    """Two chances in percent, with as many digits as tell them apart.

    Examples
    --------
    >>> percents(0.25, 0.299), percents(0.25, 0.2504), percents(0.5, 0.5)
    (('25%', '30%'), ('25.00%', '25.04%'), ('50%', '50%'))
    """
    digits = 0
    while (
        digits < MOST_DIGITS
        and before != after
        and _percent(before, digits) == _percent(after, digits)
    ):
        digits += 1
    if digits == MOST_DIGITS and _percent(before, digits) == _percent(after, digits):
        digits = 0
    return _percent(before, digits), _percent(after, digits)


def _percent(share: float, digits: int) -> str:
    text = f"{100 * max(share, 0.0):.{digits}f}%"
    # Only the whole reads 100%, and only nothing reads 0%.
    if float(text[:-1]) == 100 and share < 1 - NOTHING:
        return tr("over 99%") if not digits else text
    return tr("under 1%") if float(text[:-1]) == 0 and share > NOTHING and not digits else text


def besides(itself: str, *, moves: bool, alone: bool) -> Iterator[str]:
    """What must be said of a change beside its size.

    Parameters
    ----------
    itself : str
        The outcome, where it is itself set; else empty.
    moves : bool
        Whether only the probabilities of its states change, not its level.
    alone : bool
        Whether it comes by observing alone.
    """
    if moves:
        yield tr("The probabilities of its states change all the same.")
    if itself:
        yield tr("That is so by definition, because {outcome} is itself set.", outcome=itself)
    if alone:
        yield tr("No influence carries it there: what is observed ties the two.")
