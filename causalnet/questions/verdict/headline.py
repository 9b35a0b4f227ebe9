"""Headlines: the grade of a verdict with its size, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from causalnet.language.translate import template, tr
from causalnet.model.effect_size import Scale, Size
from causalnet.questions.phrases import lacking, within
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.signs.signs_answer import BySigns

if TYPE_CHECKING:
    from causalnet.model.causal_model import CausalModel
    from causalnet.model.grammar.conclusion import Conclusion
    from causalnet.questions.signs.later_paths import LaterPath

__all__ = ["Grade", "Headline"]

Grade = Literal[
    "definition",
    "observed",
    "structure",
    "by observing alone",
    "signs",
    "baselines",
    "ranges",
    "most draws",
    "a guess",
    "not earned",
]
GRADES: Mapping[Grade, str] = {
    "definition": template("definition"),
    "observed": template("observed"),
    "by observing alone": template("by observing alone"),
    "signs": template("signs"),
    "baselines": template("baselines"),
    "ranges": template("ranges"),
    "most draws": template("most draws"),
    "a guess": template("a guess"),
}


@dataclass(frozen=True, slots=True)
class Headline:
    """A verdict in short.

    Attributes
    ----------
    model : CausalModel
    conclusion : Conclusion
    central : float
        The contrast at the central numbers: a change, or the distance above a threshold.
    grade : str
    signs : BySigns
    scale : Scale
    share : float
        Of the draws, those in which it stands.
    searched : bool
        Whether its ranges were searched.
    later : LaterPath or None
        A path that acts only after the period of the conclusion, and leads elsewhere.
    bare : float or None
        The level from the baselines alone, if they pass the threshold by themselves.
    floored : bool
        Whether the floor under changes has decided many of the draws.
    learned : str
        What taught the draws, such as ``"learned from 300 firms"``; empty for draws from judgements.
    """

    model: CausalModel
    conclusion: Conclusion
    central: float
    grade: Grade
    signs: BySigns
    scale: Scale
    share: float
    searched: bool = True
    later: LaterPath | None = None
    bare: float | None = None
    floored: bool = False
    learned: str = ""

    @property
    def by_construction(self) -> bool:
        """Whether it stands in every draw because the signs alone settle it."""
        return self.grade == "signs" and self.share == 1

    @property
    def say(self) -> Phrasing:
        """The words for the model's parts."""
        return Phrasing(self.model)

    @property
    def concluded(self) -> Concluded:
        """The conclusion in words."""
        states = self.model.variables[self.conclusion.outcome].states
        return Concluded(self.say, self.conclusion, states)

    @property
    def size(self) -> Size:
        """The size of the change, or of the distance from the threshold."""
        return self.scale.size(self.central)

    @property
    def short(self) -> str:
        """The grade with what must stand beside it, e.g. ``signs, negligible``."""
        if self.grade == "structure":
            return tr("structure, {path}", path=tr(self.signs.path))
        if self.grade != "not earned":
            alone = self.bare is not None and self.grade != "baselines"
            said = {"grade": tr(GRADES[self.grade]), "extent": self.extent}
            if alone:
                return tr("{grade}, {extent}, met by the baselines alone", **said)
            return tr("{grade}, {extent}", **said)
        why = lacking(self.conclusion, self.central, self.signs, self.scale)
        return tr("not earned: {why}", why=tr(why))

    @property
    def extent(self) -> str:
        """The size, of a threshold that of the margin."""
        size = tr(self.size)
        return tr("{size} margin", size=size) if self.conclusion.passes else size

    @property
    def figures(self) -> str:
        """The name of the values that are searched for over the ranges."""
        if self.conclusion.passes:
            return tr("probabilities") if self.scale.probability else tr("expected levels")
        return tr("changes")

    @property
    def unit(self) -> str:
        """The unit of what is looked for; probabilities by themselves have none."""
        if not self.scale.probability:
            return tr(" (in states)")
        return "" if self.conclusion.passes else tr(" (in probability)")

    @property
    def numbers(self) -> str:
        """The name of the figures in the verdict."""
        if self.conclusion.passes:
            return f"distances from the threshold of {self.conclusion.threshold:g}"
        return "changes in probability" if self.scale.probability else "changes in level, in states"

    @property
    def until(self) -> str:
        """Until when nothing changes that is reached later, e.g. `` within a period``."""
        lasting = self.later is None and self.signs.path != "lagged only"
        return "" if lasting else within(self.conclusion)
