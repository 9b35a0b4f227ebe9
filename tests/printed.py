"""What an answer prints, without regard to where its lines end."""

from __future__ import annotations


def flat(answer: object) -> str:
    """The print of an answer in one line."""
    return " ".join(str(answer).split())
