"""The sentences about what a conclusion rests on, and what would undo it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from causalnet.language.translate import tr
from causalnet.network.labels import in_spoken_language
from causalnet.questions.query.paths import is_still
from causalnet.questions.robustness.model_variants import World
from causalnet.questions.sentences.phrasing import Phrasing, series
from causalnet.questions.sentences.quotation import claim_quoted, is_question, quotation
from causalnet.questions.verdict.grounds import RestsOn
from causalnet.questions.verdict.headline import Headline

__all__ = ["UndoingSentences"]

# The parts that are named; the rows below name more.
NAMED = 2


@dataclass(frozen=True, slots=True)
class UndoingSentences:
    """What a conclusion rests on: influences and claims without which it falls, and rivals that undo it.

    Attributes
    ----------
    told : Headline
    rests : RestsOn
    """

    told: Headline
    rests: RestsOn

    @property
    def say(self) -> Phrasing:
        """The words for the model's parts."""
        return self.told.say

    @property
    def _argued(self) -> bool:
        """Whether the argument has a part in it that could be undone."""
        apart = ("definition", "observed", "structure", "by observing alone", "baselines")
        return self.told.grade not in apart and not self.told.conclusion.by_definition

    def influences(self) -> Iterator[str]:
        """The influences without any one of which it falls."""
        if self._argued and self.rests.influences.stood and self.rests.influences.alone:
            yield self._on_each(self.rests.influences.alone)

    def _on_each(self, names: Sequence[str]) -> str:
        parts = series([self.say.part(name) for name in names[:NAMED]])
        if len(names) == 1:
            return tr(
                "It rests on one influence, without which it does not stand: {parts}.", parts=parts
            )
        if len(names) <= NAMED:
            return tr(
                "It rests on each of {count} influences, and does not stand without any one of them: {parts}.",
                count=len(names),
                parts=parts,
            )
        return tr(
            "It rests on each of {count} influences, and does not stand without any one of them; among them are {parts}.",
            count=len(names),
            parts=parts,
        )

    def claims(self) -> Iterator[str]:
        """The claims without any one of which it falls, in their own words."""
        if self._argued and self.rests.claims.stood and self.rests.claims.alone:
            yield self._on_claims(self.rests.claims.alone)

    def _on_claims(self, names: Sequence[str]) -> str:
        claims = self._quoted(names[:NAMED])
        if len(names) == 1 and is_question(self.told.model, names[0]):
            text = quotation(in_spoken_language(self.told.model).claims[names[0]].text)
            return tr(
                "It does not stand if the answer to an open question is no: {claim}.", claim=text
            )
        if len(names) == 1:
            return tr("It does not stand if one claim is rejected: {claims}.", claims=claims)
        if len(names) <= NAMED:
            return tr(
                "It does not stand if any one of {count} claims is rejected: {claims}.",
                count=len(names),
                claims=claims,
            )
        return tr(
            "It does not stand if any one of {count} claims is rejected, among them {claims}.",
            count=len(names),
            claims=claims,
        )

    def _quoted(self, names: Sequence[str]) -> str:
        """Claims in their own words."""
        return series([claim_quoted(self.told.model, name) for name in names])

    @property
    def _tried(self) -> bool:
        """Whether rivals have something to undo, or to bring about."""
        return self._argued and not is_still(self.told.signs.path)

    def rivals(self) -> Iterator[str]:
        """The rivals that undo it, or bring it about where it does not stand."""
        if not self._tried:
            return
        if not self.rests.influences.stood:
            turning = [w for w in self.rests.rivals if w.reaches and w.holds]
            if turning:
                yield self._rivals_named(turning, undo=False)
        elif self.rests.undoing:
            yield self._rivals_named(self.rests.undoing, undo=True)
        elif self.rests.at_strongest(self.told.conclusion):
            yield tr(
                "No rival undoes it at its central strength; at its strongest one would: {rivals}.",
                rivals=self._names(self.rests.at_strongest(self.told.conclusion)),
            )
        elif self.rests.undoing_instead:
            yield self._instead(self.rests.undoing_instead[0])

    def _instead(self, world: World) -> str:
        """That a common cause would undo it, if it is the reason for what the argument puts down to influences."""
        return tr(
            "It does not stand if “{rival}” is the reason, and not {parts}.",
            rival=self.say.labels.rival(world.name),
            parts=series([self.say.part(name) for name in world.explains]),
        )

    def no_rival(self) -> Iterator[str]:
        """That no rival undoes it, and how many contest it."""
        if self._tried and self.rests.influences.stood and not [*self.rivals()]:
            yield self._none_undoes(len(self.rests.rivals), self.rests.contesting)

    def _none_undoes(self, count: int, contesting: Sequence[World]) -> str:
        if not count:
            return tr("No rival explanation is written down that could undo it.")
        if not any(w.reaches for w in self.rests.rivals):
            return tr("The model's rival explanations do not bear on it.")
        if not contesting:
            return tr("No rival explanation contests it; they name other causes.")
        if count == 1:
            return tr("The one rival explanation does not undo it at its central strength.")
        said = {"count": count, "contesting": len(contesting), "rival": self._names(contesting)}
        if len(contesting) == count:
            return tr(
                "None of the {count} rival explanations undoes it alone at its central strength.",
                **said,
            )
        if len(contesting) == 1:
            return tr(
                "Of {count} rival explanations one contests it ({rival}), and does not undo it at its central strength.",
                **said,
            )
        return tr(
            "Of {count} rival explanations {contesting} contest it; none undoes it alone at its central strength.",
            **said,
        )

    def _rivals_named(self, turning: Sequence[World], *, undo: bool) -> str:
        said = {"rivals": self._names(turning), "count": len(turning)}
        if len(turning) == 1:
            reason = in_spoken_language(self.told.model).rivals[turning[0].name].reason.strip()
            told = said["rivals"]
            if reason:
                told = tr("{rivals} ({reason})", reason=quotation(reason), **said)
            if undo:
                return tr("One rival would undo it: {rival}.", rival=told)
            return tr("One rival would bring it about: {rival}.", rival=told)
        if undo:
            return tr("Each of {count} rivals would undo it: {rivals}.", **said)
        return tr("Each of {count} rivals would bring it about: {rivals}.", **said)

    def _names(self, worlds: Sequence[World]) -> str:
        return series([self.say.labels.rival(w.name) for w in worlds])
