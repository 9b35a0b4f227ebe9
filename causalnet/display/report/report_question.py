"""What a report is asked: a model, its outcomes, conclusions, and how to answer and tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from causalnet.display.report.wording import Wording
from causalnet.errors import QuestionError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion, Direction
from causalnet.model.grammar.finding import TimedGiven
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws
from causalnet.questions.query.question import NO_VARIABLES
from causalnet.questions.sentences.phrasing import capital
from causalnet.questions.verdict.joint_proposals import parts_alike

__all__ = ["PictureKind", "ReportQuestion", "conclusions_of", "outcomes_of"]

PictureKind = Literal["svg", "png"]


@dataclass(frozen=True)
class ReportQuestion:
    """The question of a report, which every section reads.

    Attributes
    ----------
    model : CausalModel
    outcomes : tuple of str
        The outcomes whose levers and courses are told; the conclusions are about the first by default.
    conclusions : mapping from name to Conclusion
    observed : mapping or None
        What is observed of the case; None for what the model knows.
    how : Draws
    routes, witnesses : bool
        Whether it is told by which ways each change comes, and whose word each conclusion depends on.
    against : CausalModel or None
        Another account, from which the crux of each conclusion is told.
    budget : float or None
        What a portfolio of the proposals may cost.
    pictures : {"svg", "png"}
    """

    model: CausalModel
    outcomes: tuple[str, ...]
    conclusions: Mapping[str, Conclusion]
    observed: TimedGiven | None
    how: Draws
    routes: bool = False
    witnesses: bool = False
    against: CausalModel | None = None
    budget: float | None = None
    pictures: PictureKind = "svg"

    @cached_property
    def wording(self) -> Wording:
        """The words for what the model names."""
        return Wording(self.model, tuple(self.conclusions.values()))

    @cached_property
    def alike(self) -> dict[str, str]:
        """The conclusions whose answer one about a part of it has."""
        return parts_alike(self.model, self.conclusions)

    def name(self, key: str) -> str:
        """A conclusion by its name: what it says, where it has no name of its own."""
        if key == str(self.conclusions[key]):
            return self.wording.conclusion(self.conclusions[key])
        proposals = self.model.proposals
        if key in proposals:
            return self.wording.labels.proposal(proposals[key].intervention)
        return key

    def done(self, under: Intervention) -> str:
        """An intervention by the name of the first conclusion about it, or by what is done where that has no name."""
        key, named = next((n, c) for n, c in self.conclusions.items() if c.under == under)
        return capital(self.wording.phrasing.action(under)) if key == str(named) else self.name(key)


def outcomes_of(model: CausalModel, outcome: str | None) -> tuple[str, ...]:
    """The outcome that is named, or all variables with that role.

    Raises
    ------
    QuestionError, UnknownNameError
        If there is none.
    """
    if outcome is not None:
        if outcome not in model.variables:
            raise unknown("variable", outcome, model.variables)
        return (outcome,)
    if not model.variables:
        raise QuestionError(NO_VARIABLES)
    found = tuple(v.name for v in model.variables.values() if "outcome" in v.roles)
    if not found:
        raise QuestionError('No variable has the role "outcome": say outcome=….')
    return found


def conclusions_of(
    model: CausalModel,
    outcome: str,
    given: Mapping[str, Conclusion] | Sequence[Conclusion] | None,
) -> dict[str, Conclusion]:
    """The conclusions to judge: those given, or that each proposal of the source moves the outcome as is wished."""
    if given is not None:
        return dict(given) if isinstance(given, Mapping) else {str(c): c for c in given}
    direction: Direction = "falls" if model.variables[outcome].better == "low" else "rises"
    return {
        p.name: Conclusion(outcome, direction, under=p.intervention)
        for p in model.proposals.values()
        if p.claims and p.intervention
    }
