"""The sentences about what a conclusion rests on, and what would undo it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from causalnet.language.translate import tr
from causalnet.network.labels import in_spoken_language
from causalnet.questions.query.paths import is_still
from causalnet.questions.robustness.model_variants import World
from causalnet.questions.sentences.phrasing import Phrasing, series
from causalnet.questions.sentences.quotation import quotation
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

    def __iter__(self) -> Iterator[str]:
        yield from self._rests_on()
        yield from self._claims()
        yield from self._undone_by()

    @property
    def say(self) -> Phrasing:
        """The words for the model's parts."""
        return self.told.say

    @property
    def _argued(self) -> bool:
        """Whether the argument has a part in it that could be undone."""
        apart = ("definition", "observed", "structure", "by observing alone", "baselines")
        return self.told.grade not in apart and not self.told.conclusion.by_definition

    def _rests_on(self) -> Iterator[str]:
        found = self.rests.influences
        if not self._argued or not found.stood or not found.among:
            return
        if found.alone:
            yield self._on_each(found.alone)
        elif found.sets:
            yield self._on_several(found.sets)
        elif found.tried == found.among:
            yield tr("It stands without any of its influences.")
        elif found.tried == 1:
            yield tr("It stands without any one of its {among} influences.", among=found.among)
        elif found.tried:
            yield tr(
                "It stands without any {count} of its {among} influences.",
                count=found.tried,
                among=found.among,
            )

    def _on_several(self, sets: Sequence[Sequence[str]]) -> str:
        """The fewest influences that must be absent together."""
        least = [own for own in sets if len(own) == len(sets[0])]
        said = {"count": len(least[0]), "parts": series([self.say.part(name) for name in least[0]])}
        if len(least) == 1:
            return tr(
                "To undo it, at least {count} influences must be absent together: {parts}.", **said
            )
        return tr(
            "To undo it, at least {count} influences must be absent together, such as {parts}.",
            **said,
        )

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

    def _claims(self) -> Iterator[str]:
        """The claims without which it falls, in their own words."""
        found = self.rests.claims
        if not self._argued or not found.stood or not found.sets:
            return
        if found.alone:
            yield self._on_claims(found.alone)
            return
        least = [own for own in found.sets if len(own) == len(found.sets[0])]
        said = {"count": len(least[0]), "claims": self._quoted(least[0])}
        if len(least) == 1:
            yield tr("It does not stand if {count} claims are rejected together: {claims}.", **said)
        else:
            yield tr(
                "It does not stand if {count} claims are rejected together, such as {claims}.",
                **said,
            )

    def _on_claims(self, names: Sequence[str]) -> str:
        claims = self._quoted(names[:NAMED])
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
        """Claims in their own words, shortened."""
        claims = in_spoken_language(self.told.model).claims
        return series([quotation(claims[name].text) for name in names])

    def _undone_by(self) -> Iterator[str]:
        rivals = self.rests.rivals
        if not self._argued or is_still(self.told.signs.path):
            return
        if not self.rests.influences.stood:
            turning = [w for w in rivals if w.reaches and w.holds]
            if turning:
                yield self._rivals_named(turning, undo=False)
            return
        if not rivals:
            yield tr("No rival explanation is written down that could undo it.")
            return
        if self.rests.undoing:
            yield self._rivals_named(self.rests.undoing, undo=True)
            return
        yield self._none_undoes(len(rivals), self.rests.contesting)

    def _none_undoes(self, count: int, contesting: Sequence[World]) -> str:
        c = self.told.conclusion
        strong = [w for w in self.rests.rivals if w.reaches and w.holds and w.strongest is not None]
        strong = [w for w in strong if not c.holds(w.strongest or 0.0)]
        if strong:
            return tr(
                "No rival undoes it at its central strength; at its strongest one would: {rivals}.",
                rivals=self._names(strong),
            )
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
