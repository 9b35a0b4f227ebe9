"""The sentences about what cases taught of a model's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causalnet.language.translate import spoken, template, tr
from causalnet.questions.learning.learned_shift import LearnedShift
from causalnet.questions.learning.rival_weights import NEITHER, RivalWeight
from causalnet.questions.sentences.change import percents
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = ["LearnedSentence"]

SPEAK = {
    "very strongly for it": template(
        "The cases speak very strongly for the rival “{rival}” (Bayes factor {factor})."
    ),
    "strongly for it": template(
        "The cases speak strongly for the rival “{rival}” (Bayes factor {factor})."
    ),
    "clearly for it": template(
        "The cases speak clearly for the rival “{rival}” (Bayes factor {factor})."
    ),
    "slightly for it": template(
        "The cases speak slightly for the rival “{rival}” (Bayes factor {factor})."
    ),
    "very strongly against it": template(
        "The cases speak very strongly against the rival “{rival}” (Bayes factor {factor})."
    ),
    "strongly against it": template(
        "The cases speak strongly against the rival “{rival}” (Bayes factor {factor})."
    ),
    "clearly against it": template(
        "The cases speak clearly against the rival “{rival}” (Bayes factor {factor})."
    ),
    "slightly against it": template(
        "The cases speak slightly against the rival “{rival}” (Bayes factor {factor})."
    ),
    NEITHER: template("The cases speak neither for nor against any rival."),
}


@dataclass(frozen=True, slots=True)
class LearnedSentence:
    """What is said first of the numbers of a model after some cases.

    Attributes
    ----------
    say : Phrasing
    cases : str
        What taught them, such as ``"300 firms"``.
    """

    say: Phrasing
    cases: str

    @property
    def _said(self) -> dict[str, str]:
        return {"cases": spoken(self.cases), "model": self.say.labels.title}

    @property
    def nothing(self) -> str:
        """Where there were no cases."""
        return tr(
            "From {cases} nothing is learned: the draws are those from the judgements of “{model}”.",
            **self._said,
        )

    def narrowed(self, every: int, some: int) -> str:
        """How many of all numbers are known better than they were judged."""
        said = {"every": f"{every:,}", "some": f"{some:,}", **self._said}
        if every == 1 and some:
            return tr(
                "From {cases}, the one number of “{model}” is known better than judged by more than a tenth.",
                **said,
            )
        if every == 1:
            return tr(
                "From {cases}, the one number of “{model}” is not known better than judged by more than a tenth.",
                **said,
            )
        if not some:
            return tr(
                "From {cases}, none of the {every} numbers of “{model}” is known better than judged by more than a tenth.",
                **said,
            )
        if some == 1:
            return tr(
                "From {cases}, one of the {every} numbers of “{model}” is known better than judged by more than a tenth.",
                **said,
            )
        return tr(
            "From {cases}, {some} of the {every} numbers of “{model}” are known better than judged by more than a tenth.",
            **said,
        )

    def moved(self, shift: LearnedShift) -> str:
        """How far the number moves that moves most."""
        return tr(
            "The strength of {part} moves most: its middle 90% was judged {before} and is {after} now.",
            part=self.say.part(shift.name),
            before=_ends(shift.before),
            after=_ends(shift.after),
        )

    def doubted(self, shift: LearnedShift) -> str:
        """The probability that an influence is there at all."""
        before, after = percents(shift.there_before, shift.there_after)
        said = {"part": self.say.part(shift.name), "before": before, "after": after}
        if shift.there_after > shift.there_before:
            return tr(
                "The probability that {part} is there at all rises from {before} to {after}.",
                **said,
            )
        return tr(
            "The probability that {part} is there at all falls from {before} to {after}.", **said
        )

    def rivals(self, rivals: Sequence[RivalWeight]) -> str:
        """The rival of which the cases say most; empty without rivals."""
        if not rivals:
            return ""
        first = max(rivals, key=lambda r: abs(r.log))
        label = self.say.labels.rival(first.name)
        return tr(SPEAK[first.words], rival=label, factor=f"{first.factor:.3g}")


def _ends(ends: tuple[float, float]) -> str:
    return tr("{low} to {high}", low=f"{ends[0]:.2f}", high=f"{ends[1]:.2f}")
