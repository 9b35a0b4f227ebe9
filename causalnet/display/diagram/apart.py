"""Why a card stands alone: no arrow of the picture joins it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causalnet.display.diagram.view import View
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Absence, Influence

__all__ = ["denials", "why_apart"]


def why_apart(view: View, name: str) -> str:
    """A few words on a card without an arrow."""
    model = view.model
    if not isinstance(model, CausalModel) or view.told:
        return tr("No arrow joins it.")
    own = list(_joining(model.influences, name))
    if own and all(influence.lag for influence in own):
        return tr("Its influences act in later periods only.")
    if own:
        return tr("Its influences are not in this picture.")
    if any(any(_joining(rival.influences, name)) for rival in model.rivals.values()):
        return tr("Only rivals join it, which are not drawn.")
    denied = denials(model, name)
    if any(absence.claims for absence in denied):
        return tr("No influence on anything: recorded because a source denies one.")
    if denied:
        return tr("No influence on anything: recorded because the model denies one.")
    return tr("No influence on it or of it is recorded.")


def denials(model: CausalModel, name: str) -> list[Absence]:
    """The influences of a variable or on it that the model says are not there."""
    return [absence for absence in model.absences if name in (absence.cause, absence.effect)]


def _joining(influences: Sequence[Influence], name: str) -> Iterator[Influence]:
    """Those between a variable and another one."""
    return (i for i in influences if name in (i.cause, i.effect) and i.cause != i.effect)
