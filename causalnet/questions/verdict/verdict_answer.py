"""Verdicts: how much of a conclusion the argument has earned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from causalnet.console import printed
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws
from causalnet.model.effect_size import Scale, Size
from causalnet.questions.bounds.search import Extreme
from causalnet.questions.effects.rank_shares import MOST
from causalnet.questions.headline import Headline
from causalnet.questions.query.question import Provenance
from causalnet.questions.query.spread import Shares, Spread
from causalnet.questions.robustness.critical_sets import LeastSets, Tipping
from causalnet.questions.robustness.model_variants import World
from causalnet.questions.signs.signs import BySigns, follows_strictly
from causalnet.questions.verdict.wording import verdict_parts, verdict_rows
from causalnet.tables import Answer, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ByDraws", "Grade", "OverRanges", "Reading", "RestsOn", "Verdict"]

Reading = Literal["central", "signs", "share"]
Grade = Literal["definition", "structure", "signs", "ranges", "most draws", "a guess", "not earned"]


@printed
@dataclass(frozen=True, slots=True)
class OverRanges:
    """The contrast over the whole of the stated ranges.

    Attributes
    ----------
    least, greatest : Extreme
        What was attained with baselines held, and the numbers that attain it.
    free : tuple of float
        What was attained where baselines move as well, each within the middle 90% of its Dirichlet.
    outer : tuple of float
        What was proved, baselines held: no strengths within their ranges bring less, or more. Infinite at an
        end where nothing was.
    reason : str
        Why the search was not proved; empty where it was.
    """

    least: Extreme
    greatest: Extreme
    free: tuple[float, float]
    outer: tuple[float, float] = (float("-inf"), float("inf"))
    reason: str = ""

    @property
    def inner(self) -> tuple[float, float]:
        """What was attained with baselines held."""
        return self.least.value, self.greatest.value


@printed
@dataclass(frozen=True, slots=True)
class ByDraws:
    """The contrast over draws from the judgements.

    Attributes
    ----------
    how : Draws
    held, moved : Spread
        With baselines where they are, and drawn too.
    share, share_moved : float
        Of the draws, those in which the conclusion stands.
    tolerance : float
        The change that counts as one.
    """

    how: Draws
    held: Spread
    moved: Spread
    share: float
    share_moved: float
    tolerance: float

    @property
    def shares(self) -> Shares:
        """How many draws rise, hold and fall, with baselines held."""
        return self.held.shares(self.tolerance)


@printed
@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a conclusion rests on.

    Attributes
    ----------
    reading : {"central", "signs", "share"}
        What it means that a conclusion stands: at the central numbers, by signs, or in most draws.
    influences, claims : LeastSets
        Least sets whose rejection undoes it.
    rivals : tuple of World
        Each admitted by itself.
    tipping : tuple of Tipping
        Every number, and where it alone would undo the conclusion (or bring it about, where it does not
        stand).
    alternates : tuple of World
        Under other mechanisms.
    baselines : World
        What the baselines alone give.
    undeclared : World or None
        With the other convention for undeclared variables; None where there are none.
    """

    reading: Reading
    influences: LeastSets
    claims: LeastSets
    rivals: tuple[World, ...]
    tipping: tuple[Tipping, ...]
    alternates: tuple[World, ...]
    baselines: World
    undeclared: World | None

    @property
    def undoing(self) -> tuple[World, ...]:
        """The rivals that undo it one at a time, at their central strengths; none if it does not stand."""
        if not self.influences.stood:
            return ()
        return tuple(r for r in self.rivals if r.reaches and not r.holds)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Verdict(Answer):
    """How much of a conclusion the argument has earned: consequences of a model, not a forecast.

    Attributes
    ----------
    conclusion : Conclusion
    central : float
        The contrast at the central numbers: a change, or the distance above a threshold.
    arms : tuple of float
        What is measured in each arm there.
    signs : BySigns
        What the signs alone settle.
    ranges : OverRanges
        Least and greatest contrast over the whole of the stated ranges.
    draws : ByDraws
        Shares of draws from the judgements.
    rests : RestsOn
        What would undo it.
    provenance : Provenance
    scale : Scale
        What is measured on: how long it is, and from where on a change is small, moderate and large.
    """

    conclusion: Conclusion
    central: float
    arms: tuple[float, ...]
    signs: BySigns
    ranges: OverRanges
    draws: ByDraws
    rests: RestsOn
    provenance: Provenance
    scale: Scale

    @property
    def size(self) -> Size:
        """How large the change is at the central numbers, or the distance from the threshold."""
        return self.scale.size(self.central)

    @property
    def headline(self) -> str:
        """The grade with its size, e.g. ``signs, negligible``; where it is not earned, why."""
        return self.told.short

    @property
    def sentence(self) -> str:
        """One sentence to quote: direction, size and ground."""
        return self.told.sentence

    @property
    def told(self) -> Headline:
        """What it says in short."""
        return Headline(
            self.conclusion, self.central, self.grade, self.signs, self.scale, self.draws.share
        )

    @property
    def sizable(self) -> Shares:
        """How many draws rise and fall by more than is negligible, with baselines held."""
        return self.draws.held.shares(self.scale.negligible)

    @property
    def holds(self) -> bool:
        """Whether it stands at the central numbers."""
        return self.conclusion.holds(self.central)

    @property
    def grade(self) -> Grade:
        """The strongest ground that it stands on.

        ``"definition"``: what is judged is itself set, so the argument has no part in it. ``"structure"``: nothing
        can change, since no path leads there. ``"signs"``: it follows from the signs alone. ``"ranges"``: it
        stands at every point searched within the stated ranges. ``"most draws"``: it stands at the centre and in
        nine draws of ten. ``"a guess"``: it stands at the centre, and falls in more draws than that.
        ``"not earned"``: not even there.
        """
        if self.conclusion.by_definition and self.holds:
            return "definition"
        if follows_strictly(self.signs):
            return self.signs.ground
        if all(self.conclusion.holds(x) for x in self.ranges.inner):
            return "ranges"
        if not self.holds:
            return "not earned"
        return "most draws" if self.draws.share >= MOST else "a guess"

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every figure: part, what, value."""
        import pandas as pd

        return pd.DataFrame(self._figures(), columns=["part", "what", "value"])

    def _figures(self) -> list[tuple[str, str, object]]:
        r, d, s = self.ranges, self.draws, self.draws.shares
        rows: list[tuple[str, str, object]] = [
            ("conclusion", "sentence", str(self.conclusion)),
            ("conclusion", "grade", self.grade),
            ("conclusion", "size", self.size),
            ("conclusion", "grade with size", self.headline),
            ("conclusion", "numbers are", self.told.numbers),
            ("conclusion", "central", self.central),
            ("conclusion", "share of the scale", self.scale.share(self.central)),
            ("signs", "status", self.signs.status),
            ("signs", "standing needed", self.signs.standing),
            ("ranges", "least", r.least.value),
            ("ranges", "greatest", r.greatest.value),
            ("ranges", "proved: no less than", r.outer[0]),
            ("ranges", "proved: no more than", r.outer[1]),
            ("ranges", "least, baselines free", r.free[0]),
            ("ranges", "greatest, baselines free", r.free[1]),
            ("draws", "share that stands", d.share),
            ("draws", "share that rises", s.rise),
            ("draws", "share that does not change", s.hold),
            ("draws", "share that falls", s.fall),
            ("draws", "share that rises by more than is negligible", self.sizable.rise),
            ("draws", "share that falls by more than is negligible", self.sizable.fall),
            ("draws", "median", d.held.median),
            ("draws", "5%", d.held.interval()[0]),
            ("draws", "95%", d.held.interval()[1]),
            ("draws", "Monte-Carlo error", d.held.error),
            ("draws", "share that stands, baselines drawn too", d.share_moved),
        ]
        for kind, sets in (("influences", self.rests.influences), ("claims", self.rests.claims)):
            rows += [("rests on", kind, " and ".join(names)) for names in sets.sets]
        for kind, sets in (("influences", self.rests.influences), ("claims", self.rests.claims)):
            if sets.left is not None:
                rows.append(("rests on", f"least left without {kind}", sets.left))
        rows += [("rests on", f"with the rival {w.name}", w.value) for w in self.rests.rivals]
        rows += [("rests on", f"{t.name} tips at", t.value) for t in self.rests.tipping]
        rows += [("rests on", w.name, w.value) for w in self.rests.alternates]
        return [*rows, ("rests on", "baselines alone", self.rests.baselines.value)]

    def sheets(self) -> tuple[Sheet, ...]:
        """Half a page that needs no programming to read."""
        return (Sheet(self.sentence, (), verdict_rows(self), (str(self.provenance),), "<<"),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with whole paragraphs: a browser cuts lines itself."""
        rows = [[label, " ".join(texts)] for label, texts in verdict_parts(self)]
        return (Sheet(self.sentence, (), rows, (str(self.provenance),), "<<"),)
