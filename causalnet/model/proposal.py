"""Proposals and actors: possible interventions, and who could carry them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.labelled import USUAL_LABEL, labelled_mistakes
from causalnet.model.reviewable import Reviewable

__all__ = ["Actor", "Proposal"]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Proposal(Reviewable):
    """A named intervention, and the claims that propose it.

    Parameters
    ----------
    name : str
        The name of the proposal, e.g. ``"break up outsourcing"``.
    intervention : Intervention
        The settings, and the influences that it changes.
    claims : sequence of str
        The claims that propose it; empty if the source does not propose it.
    note : str
        A remark, e.g. on how the setting is idealised.
    label : str
        The name that readers see. Default: `name`.
    drafted_by, reviewed_by : str
        Who drafted it, and who accepted the draft. A draft that nobody accepted is shown as drafted in every answer.
    """

    name: str
    intervention: Intervention
    claims: Sequence[str] = ()
    note: str = ""
    drafted_by: str = ""
    reviewed_by: str = ""
    label: str = field(default="", metadata=USUAL_LABEL)

    def __post_init__(self) -> None:
        check_fields(self, lambda: labelled_mistakes(self))


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Actor:
    """An actor in the argument, and the variables that they move or represent.

    Parameters
    ----------
    name : str
        The name of the actor.
    moves : sequence of str
        Names of variables.
    note : str
        A remark on the actor from the argument.
    label : str
        The name that readers see. Default: `name`.
    """

    name: str
    moves: Sequence[str] = ()
    note: str = ""
    label: str = field(default="", metadata=USUAL_LABEL)

    def __post_init__(self) -> None:
        check_fields(self, lambda: labelled_mistakes(self))
