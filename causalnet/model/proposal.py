"""Proposals and actors: what could be done, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.model.intervention import Intervention
from causalnet.names import name_mistakes

__all__ = ["Actor", "Proposal"]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Proposal:
    """A named intervention, and whose proposal it is.

    Parameters
    ----------
    name : str
        What it is called, e.g. ``"break up outsourcing"``.
    intervention : Intervention
        What it sets.
    claims : sequence of str
        The claims that propose it; none where the source proposes no such thing.
    note : str
        A remark, e.g. on what the setting idealises.
    """

    name: str
    intervention: Intervention
    claims: Sequence[str] = ()
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self, lambda: name_mistakes("name", self.name))


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in the argument, and the variables that they move or stand for.

    Parameters
    ----------
    name : str
        Who it is.
    moves : sequence of str
        Names of variables.
    note : str
        What the argument says of them.
    """

    name: str
    moves: Sequence[str] = ()
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self, lambda: name_mistakes("name", self.name))
