"""Conclusions: statements about a model that can be held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from causalnet.errors import Mistake, raise_any
from causalnet.model.finding import Finding, findings
from causalnet.model.intervention import Intervention
from causalnet.model.names import choice_mistakes, name_mistakes
from causalnet.model.register import Register

__all__ = ["Conclusion", "Direction"]

Direction = Literal["rises", "falls", "holds"]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """That an outcome rises, falls or holds under one intervention, held against another.

    Parameters
    ----------
    outcome : str
        The variable that the conclusion is about; its expected level on the scale of its states
        is compared.
    direction : {"rises", "falls", "holds"}
        What is concluded.
    under, versus : Intervention
        The two arms; ``do()`` is the world as it is.
    given : mapping, optional
        What is observed in both arms.
    by : float, default 0
        The smallest change in expected level (in states) that matters.

    Examples
    --------
    >>> from causalnet.model.intervention import do
    >>> print(Conclusion("jams", "falls", under=do(toll="full")))
    jams falls under do(toll="full")
    """

    outcome: str
    direction: Direction
    under: Intervention = Intervention()
    versus: Intervention = Intervention()
    given: Mapping[str, Finding] = field(default_factory=Register)
    by: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", findings(self.given))
        mistakes = name_mistakes("outcome", self.outcome)
        mistakes += choice_mistakes("direction", self.direction, get_args(Direction))
        if not (isinstance(self.by, int | float) and self.by >= 0):
            mistakes.append(Mistake("by", f"must be a number of states ≥ 0, not {self.by!r}."))
        raise_any(mistakes)

    def holds(self, change: float, tolerance: float = 1e-9) -> bool:
        """Whether a change in expected level (in states) is the one concluded."""
        least = max(self.by, tolerance)
        if self.direction == "holds":
            return abs(change) <= least
        return change >= least if self.direction == "rises" else change <= -least

    def __str__(self) -> str:
        text = f"{self.outcome} {self.direction}"
        text += f" by at least {self.by:g}" if self.by else ""
        text += f" under {self.under}"
        text += f" rather than {self.versus}" if self.versus else ""
        given = ", ".join(f"{n}={f!r}" for n, f in self.given.items())
        return text + (f", given {given}" if given else "")
