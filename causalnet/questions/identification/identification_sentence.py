"""The sentence that an identification leads with: whether an effect can be had from figures, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from causalnet.language.translate import template, tr
from causalnet.model.grammar.intervention import Intervention
from causalnet.questions.identification.ways_to_identify import IdentificationMethod
from causalnet.questions.sentences.effect_sought import effect_of, names_of, no_effect
from causalnet.questions.sentences.phrasing import Phrasing, capital

__all__ = ["SoughtEffect"]

HOW: Mapping[str, str] = {
    "nothing": template("{effect} can be had from {figures}: nothing need be adjusted for."),
    "adjustment": template("{effect} can be had from {figures}: adjust for {by}."),
    "front door": template("{effect} can be had from {figures}: by way of {by} (front door)."),
    "formula": template("{effect} can be had from {figures}: by the formula below."),
    "policy": template(
        "{effect} can be had from {figures}: average the effects of the states, as the setting chooses them."
    ),
    "from where it is": template(
        "{effect} can be had from {figures}: adjust for {by}, and move the cause from where it is."
    ),
    "as it is": template("{effect} can be had from {figures}: the experiment tells it as it is."),
    "weighed anew": template(
        "{effect} can be had from {figures}: weigh the experiment by {by}, as it is distributed here."
    ),
    "by parts": template(
        "{effect} can be had from {figures}: some parts from the experiment, the others from here."
    ),
}
MOVED = template("{effect} can be had from {figures}: move the cause from where it is.")


@dataclass(frozen=True, slots=True)
class SoughtEffect:
    """An effect that is sought in figures, in labels.

    Attributes
    ----------
    say : Phrasing
    outcome : str
    causes, given : sequence of str
        What is set, and what is seen after it.
    soft : Intervention or None
        The lottery, policy, shift or partial uptake that is asked about instead.
    """

    say: Phrasing
    outcome: str
    causes: Sequence[str]
    given: Sequence[str]
    soft: Intervention | None

    @property
    def effect(self) -> str:
        """The effect, within a sentence."""
        if self.soft is None:
            return effect_of(self.say, self.causes, [self.outcome], self.given)
        action, outcome = self.say.action(self.soft), self.say.name(self.outcome)
        return tr("the effect of {action} on {outcome}", action=action, outcome=outcome)

    def nothing(self) -> str:
        """The sentence that there is no effect."""
        return no_effect(
            self.say, [*self.soft.settings] if self.soft else self.causes, [self.outcome]
        )

    def lost(self, measured: int, differ: Sequence[str]) -> str:
        """The sentence that it cannot be had."""
        return capital(
            tr(
                "{effect} cannot be had from {figures}, whatever the number of cases.",
                effect=self.effect,
                figures=self._figures(measured, differ),
            )
        )

    def had(self, way: IdentificationMethod, measured: int, differ: Sequence[str]) -> str:
        """The sentence that it can be had, and how."""
        bare = way.method == "from where it is" and not way.by
        return capital(
            tr(
                MOVED if bare else HOW[way.method],
                effect=self.effect,
                figures=self._figures(measured, differ),
                by=names_of(self.say, way.by) if way.by else tr("nothing"),
            )
        )

    def _figures(self, measured: int, differ: Sequence[str]) -> str:
        """What is measured, and the experiment elsewhere where there is one."""
        if measured == 1:
            own = tr("the one measured variable")
        else:
            own = tr("the {count} measured variables", count=measured)
        if not differ:
            return own
        return tr(
            "{figures} and an experiment in a population that differs in {differ}",
            figures=own,
            differ=names_of(self.say, differ),
        )
