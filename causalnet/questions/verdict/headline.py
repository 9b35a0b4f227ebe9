"""Headlines: what a verdict says in one sentence, and its grade with its size in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import unsigned, whole_percent
from causalnet.model.effect_size import FLOOR, NOTHING, Scale, Size
from causalnet.questions.phrases import as_sentence, lacking, setting, within
from causalnet.questions.query.paths import is_still, why_no_change
from causalnet.questions.signs.signs_answer import FALSE_BY_DEFINITION, BySigns

if TYPE_CHECKING:
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

GROUNDS = {
    "definition": "is so by definition, because {outcome} is itself set",
    "observed": "is so because {outcome} is itself observed",
    "structure": "follows from the structure alone",
    "by observing alone": "comes by observing alone, because no influence carries it to {outcome}",
    "signs": "follows from the signs alone",
    "baselines": "is so without any influence, since the baselines alone give {bare}",
    "ranges": "stands at every point searched within the stated ranges",
    "most draws": "stands in {share} of draws{learned} but not over the whole of the stated ranges",
    "a guess": "hangs on a guess, because it stands in only {share} of draws{learned}",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """A verdict in short.

    Attributes
    ----------
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
    def size(self) -> Size:
        """The size of the change, or of the distance from the threshold."""
        return self.scale.size(self.central)

    @property
    def short(self) -> str:
        """The grade with what must stand beside it, e.g. ``signs, negligible``."""
        if self.grade == "structure":
            return f"structure, {self.signs.path}"
        if self.grade != "not earned":
            alone = self.bare is not None and self.grade != "baselines"
            return f"{self.grade}, {self.extent}{', met by the baselines alone' if alone else ''}"
        return f"not earned: {lacking(self.conclusion, self.central, self.signs, self.scale)}"

    @property
    def extent(self) -> str:
        """The size, of a threshold that of the margin."""
        return f"{self.size} margin" if self.conclusion.passes else self.size

    @property
    def figures(self) -> str:
        """The name of the values that are searched for over the ranges."""
        if self.conclusion.passes:
            return "probabilities" if self.scale.probability else "expected levels"
        return "changes"

    @property
    def unit(self) -> str:
        """The unit of what is looked for; probabilities by themselves have none."""
        if not self.scale.probability:
            return " (in states)"
        return "" if self.conclusion.passes else " (in probability)"

    @property
    def numbers(self) -> str:
        """The name of the figures in the verdict."""
        if self.conclusion.passes:
            return f"distances from the threshold of {self.conclusion.threshold:g}"
        return "changes in probability" if self.scale.probability else "changes in level, in states"

    def _agrees(self) -> bool:
        return (self.central > 0) == bool(self.conclusion.upward)

    # ── the sentence ─────────────────────────────────────────────────────────────────────────

    @property
    def sentence(self) -> str:
        """One sentence to quote: direction, size and ground."""
        text = as_sentence(f"{setting(self.conclusion, self.later)}{self._told()}")
        return f"{text} {self.later.sentence(self.conclusion.outcome)}" if self.later else text

    @property
    def until(self) -> str:
        """Until when nothing changes that is reached later, e.g. `` within a period``."""
        lasting = self.later is None and self.signs.path != "lagged only"
        return "" if lasting else within(self.conclusion)

    def _told(self) -> str:
        c = self.conclusion
        if is_still(self.signs.path) and not c.passes:
            same, since = c.under == c.versus, self.signs.since
            why = why_no_change(
                self.signs.path, c.outcome, self.signs.blocking, same=same, since=since
            )
            verb = "holds" if self.grade == "structure" else "does not change"
            # An outcome that is reached later is still in the period that was asked about.
            today = self.signs.path == "lagged only" and not c.at
            return f"{c.measured} {verb}{' within a period' if today else ''}, because {why}"
        return self._threshold() if c.passes else f"{self._change()}{self._direction_only()}"

    def _direction_only(self) -> str:
        """The part that the signs prove of a conclusion with a size, as the end of a sentence."""
        if self.signs.status != "direction only" or self.conclusion.by_definition:
            return ""
        if not self.signs.strict:
            return f". The signs alone prove that it {self.signs.direction}"
        return f". The signs alone prove that it {self.conclusion.direction}, but not by how much"

    def _ground(self) -> str:
        ground = GROUNDS[self.grade]
        if self.grade == "ranges" and self.signs.leaning:
            ground += ", which decide the sign '?' of " + " and of ".join(
                name for name, _ in self.signs.leaning
            )
        if self.grade == "most draws" and not self.searched:
            ground = "stands in {share} of draws{learned}"
        if self.floored and self.grade in ("most draws", "a guess"):
            ground += f" (a change under {FLOOR:g} counts as none)"
        return ground.format(
            share=whole_percent(self.share),
            learned=f" {self.learned}" if self.learned else "",
            outcome=self.conclusion.outcome,
            bare=self._bare(),
        )

    def _bare(self) -> str:
        """The level that the baselines alone give."""
        alone, threshold = self.bare or 0.0, self.conclusion.threshold or 0.0
        return unsigned(alone + threshold, ".3f")

    def _change(self) -> str:
        c, scale = self.conclusion, self.scale
        what, size = c.measured, scale.called(self.central)
        if c.at_least is None and (abs(self.central) < NOTHING or c.direction == "holds"):
            # The probabilities of its states may change all the same.
            what = f"the expected level of {what}"
        moved = f"{what} {self._moved()}"
        if self.grade == "not earned":
            return f"{moved}{self._against()}"
        if c.direction == "holds":
            told = scale.told(self.central)
            return f"{what} holds, with a change of {told}, which {self._ground()}"
        if self.size == "negligible" and self.grade != "by observing alone":
            return f"{moved}, {size}, though it {self._ground()}"
        return f"{moved}, {size} that {self._ground()}"

    def _moved(self) -> str:
        """Direction, amount and share, at the central numbers."""
        if abs(self.central) >= NOTHING:
            verb = "rises" if self.central > 0 else "falls"
            return f"{verb} by {self.scale.told(self.central, sign=False)}"
        if self.grade in ("not earned", "structure") or self.conclusion.direction == "holds":
            return "does not change at the central numbers"
        return f"{self.conclusion.direction} by less than 0.000001"

    def _against(self) -> str:
        """The clause about a conclusion that the contrast does not bear out."""
        c = self.conclusion
        if abs(self.central) < NOTHING:
            text = f", where it was concluded that it {c.direction}"
            return f"{text}{self._false_by_definition()}" if c.by_definition else text
        size = self.scale.called(self.central)
        if c.direction == "holds":
            text = f", {size} where none was concluded"
            if c.by < abs(self.central) <= FLOOR:
                text += f". In a draw, a change under {FLOOR:g} counts as none, and so it holds in {whole_percent(self.share)} of draws"
        elif self._agrees():
            text = f", {size} that is smaller than the {c.by:g} concluded"
        else:
            text = f", {size} where it was concluded that it {c.direction}"
        if c.by_definition:
            return f"{text}{self._false_by_definition()}"
        if self.signs.status == "contradicted":
            return f"{text}. The signs contradict the conclusion{self.until}"
        if self.signs.path == "by observing alone":
            ground = GROUNDS["by observing alone"].format(outcome=c.outcome)
            return f"{text}. The change {ground}"
        return text

    def _false_by_definition(self) -> str:
        """The end of a sentence about a conclusion that is false by what is set."""
        outcome = self.conclusion.outcome
        return f". The conclusion is {FALSE_BY_DEFINITION}, because {outcome} is itself set"

    def _threshold(self) -> str:
        c, scale = self.conclusion, self.scale
        threshold = c.threshold or 0.0
        at = f"{c.measured} is {unsigned(self.central + threshold, '.3f')}"
        away = scale.told(self.central, sign=False)
        if abs(self.central) < NOTHING:
            at += f", just at {threshold:g}"
        else:
            at += f", {away} {'above' if self.central > 0 else 'below'} {threshold:g}"
        if self.grade == "not earned":
            text = f"{at}, where it was concluded that it {c.direction} {threshold:g}"
            text += "" if self.bare is None else f", as the baselines alone would ({self._bare()})"
            text += f". {c.outcome} is itself observed" if c.as_observed else ""
            return f"{text}{self._false_by_definition()}" if c.by_definition else text
        alone = self.bare is not None and self.grade != "baselines"
        does = "exceed" if c.upward else "stay below"
        too = f". The baselines alone {does} it too ({self._bare()})" if alone else ""
        return f"{at}. The conclusion that it {c.direction} {threshold:g} {self._ground()}{too}"
