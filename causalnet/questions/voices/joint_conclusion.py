"""A conclusion that two accounts are asked for, and how either of them answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from causalnet.answer_tables import signed, unsigned
from causalnet.console import printed
from causalnet.model.grammar.conclusion import Conclusion

__all__ = ["Grounds", "JointConclusion", "told_answer"]

Grounds = Literal["same", "partly the same", "different"]


@printed
@dataclass(frozen=True, slots=True)
class JointConclusion:
    """A conclusion about what both accounts speak of, as each of them draws it.

    Attributes
    ----------
    conclusion : Conclusion
    first, second : float
        The contrast in either account, at its central numbers.
    holds : (bool, bool)
        Whether the conclusion holds in either.
    carriers : (frozenset of str, frozenset of str)
        The influences that carry it in either: without one of them it loses a tenth of its contrast or more.
    """

    conclusion: Conclusion
    first: float
    second: float
    holds: tuple[bool, bool]
    carriers: tuple[frozenset[str], frozenset[str]]

    @property
    def drawn_by_both(self) -> bool:
        """Whether it holds in both."""
        return all(self.holds)

    @property
    def shared(self) -> frozenset[str]:
        """The influences that carry it in both."""
        return self.carriers[0] & self.carriers[1]

    @property
    def grounds(self) -> Grounds:
        """Whether the same influences carry it in both."""
        if self.carriers[0] == self.carriers[1]:
            return "same"
        return "partly the same" if self.shared else "different"


def told_answer(conclusion: Conclusion, answer: float) -> str:
    """An answer as it prints: a change with its sign, or the level that is compared with a threshold."""
    if answer != answer:
        return "–"
    threshold = conclusion.threshold
    return signed(answer) if threshold is None else unsigned(answer + threshold, ".3f")
