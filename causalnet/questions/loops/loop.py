"""Loops as values: influences that come back to where they began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from causalnet.console import printed
from causalnet.model.influence import STANDINGS, Influence, Sign, Standing

__all__ = ["Loop", "Polarity"]

Polarity = Literal["reinforcing", "balancing", "undetermined"]

POLARITIES: Mapping[Sign, Polarity] = {
    "+": "reinforcing",
    "-": "balancing",
    "?": "undetermined",
}


@printed
@dataclass(frozen=True, slots=True, repr=False)
class Loop:
    """One feedback loop: influences, each on the cause of the next, and the last on that of the first.

    Attributes
    ----------
    name : str
        Its mark, such as ``"R-3fa2c1"``: R where it reinforces, B where it balances, U where its signs leave
        that open, and a digest of its influences. It is the same in a model and in every variant of it.
    influences : tuple of Influence
        In turn.
    gain : float or None
        The product over its influences of central strength and of the effect's spread today: a number without a
        unit, by which loops are ranked. It is linear in log-odds, and not the share of a push that comes back.
        None where an influence has no strength in log-odds. See `loops`.
    left : float or None
        Of a variable that acts on itself, the share of a move from its lowest state to its highest that is left after
        the lag, if nothing else acts. None of other loops, where it has no strength in log-odds, or a state that is
        impossible today.
    """

    name: str
    influences: tuple[Influence, ...]
    gain: float | None = None
    left: float | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables on it, in turn."""
        return tuple(i.cause for i in self.influences)

    @property
    def polarity(self) -> Polarity:
        """Its effect on a push: ``"reinforcing"``, ``"balancing"``, or ``"undetermined"``.

        An even number of minuses reinforces, an odd number balances; with a sign ``"?"`` in it, it may
        do either.
        """
        signs = [i.sign for i in self.influences]
        if "?" in signs:
            return POLARITIES["?"]
        return POLARITIES["-" if signs.count("-") % 2 else "+"]

    @property
    def delay(self) -> int:
        """Periods that once round it takes: the sum of the lags."""
        return sum(i.lag for i in self.influences)

    @property
    def standing(self) -> Standing:
        """The weakest standing among its influences: stated, then implied, added, rival."""
        return max((i.standing for i in self.influences), key=STANDINGS.index)

    @property
    def weakest(self) -> tuple[Influence, ...]:
        """The influences that have that standing."""
        return tuple(i for i in self.influences if i.standing == self.standing)

    @property
    def inertia(self) -> bool:
        """Whether it is a single variable's influence on itself."""
        return len(self.influences) == 1

    def __str__(self) -> str:
        return " → ".join([*self.variables, self.variables[0]])

    def __repr__(self) -> str:
        periods = f"{self.delay} period{'s' if self.delay > 1 else ''}"
        return f"<{self.name}, {self.polarity}, {periods}, {self.standing}: {self}>"
