"""Parts of a model that a program or a person may draft, and a person then reviews."""

from __future__ import annotations

__all__ = ["Reviewable"]


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
