"""Parts of a model that a program or a person may draft, and a person then reviews."""

from __future__ import annotations

from typing import Any

__all__ = ["Reviewable", "told_standing"]


class Reviewable:
    """A part that records who drafted it, and who reviewed it.

    Attributes
    ----------
    drafted_by : str
        Who drafted it, where it was not written by the modellers themselves: a language model, a script or a person.
    reviewed_by : str
        Who read the draft against the text and accepted it.
    """

    __slots__ = ()

    drafted_by: str
    reviewed_by: str

    @property
    def is_draft(self) -> bool:
        """Whether somebody drafted it, and nobody has accepted it yet."""
        return bool(self.drafted_by.strip()) and not self.reviewed_by.strip()


def told_standing(part: Any) -> str:
    """The standing of an influence or a modifier, and whether it is a draft.

    Examples
    --------
    >>> from causalnet.model.influence import Influence
    >>> told_standing(Influence("rain", "wet", "+", 1, claims=["c1"], drafted_by="a model"))
    'stated, drafted'
    """
    return f"{part.standing}, drafted" if part.is_draft else str(part.standing)
