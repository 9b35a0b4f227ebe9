"""A part of an answer that is left out because it would take too long, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from causalnet.console import printed
from causalnet.language.translate import spoken, tr

__all__ = ["Skipped"]


@printed
@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of an answer that was not worked out; it counts as false.

    Attributes
    ----------
    reason : str
        Why, as a clause: ``"it takes 4,000 questions of 3 periods"``.
    """

    reason: str

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return self.told()

    def told(self, name: Callable[[str], str] = str) -> str:
        """The reason as a sentence, with every name in it as `name` says it."""
        return tr("Left out: {reason}.", reason=spoken(self.reason, name))
