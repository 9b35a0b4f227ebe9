"""Verdicts: how much of a conclusion the argument has earned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from causalnet.answer_tables import PAGE_WIDTH, Answer, Sheet, cut_into_lines, paragraph
from causalnet.compilation.parameters.posterior_draws import PosteriorDraws
from causalnet.model.causal_model import CausalModel
from causalnet.model.drafted_parts import drafted_parts
from causalnet.model.effect_size import Scale, Size
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.effects.rank_shares import RELIABLE_SHARE
from causalnet.questions.estimate import Shares
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.phrasing import prose
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.signs.signs_answer import BySigns, follows_strictly
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.grounds import ByDraws, OverRanges, RestsOn
from causalnet.questions.verdict.headline import Grade, Headline
from causalnet.questions.verdict.joint_proposals import AsMuchAlone, as_much_told
from causalnet.questions.verdict.leading_sentences import LeadingSentences
from causalnet.questions.verdict.wording import however_little, verdict_parts

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Verdict"]

# The letters of a line beside its label.
WORDING_WIDTH = PAGE_WIDTH - len("Over the ranges  ")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Verdict(Answer):
    """The part of a conclusion that the argument has earned: consequences of a model, not a forecast.

    Attributes
    ----------
    conclusion : Conclusion
    central : float
        The contrast at the central numbers: a change, or the distance above a threshold.
    arms : tuple of float
        The measured quantity in each arm there.
    signs : BySigns
        The answer from the signs alone.
    ranges : OverRanges or Skipped
        Least and greatest contrast over the whole of the stated ranges.
    draws : ByDraws
        Shares of draws from the judgements.
    rests : RestsOn
        The parts whose rejection would undo it.
    provenance : Provenance
    scale : Scale
        The scale: its length, and the shares from which a change is small, moderate and large.
    error : float
        Standard error of `central`; zero of what is exact.
    later : LaterPath or None
        A path that acts only after the period of the conclusion, and leads elsewhere.
    survival : tuple of tuple of float
        The chance of each state of the outcome but the lowest, with those above it, at the central numbers: without
        what is done and with it; of a threshold, with it only.
    as_much : tuple of AsMuchAlone
        The proposals within what is done that do as much alone, because what is added does not reach the outcome.
    """

    conclusion: Conclusion
    central: float
    arms: tuple[float, ...]
    signs: BySigns
    ranges: OverRanges | Skipped
    draws: ByDraws
    rests: RestsOn
    provenance: Provenance
    scale: Scale
    error: float = 0.0
    later: LaterPath | None = None
    survival: tuple[tuple[float, ...], ...] = ()
    as_much: tuple[AsMuchAlone, ...] = ()

    @property
    def size(self) -> Size:
        """The size of the change at the central numbers, or of the distance from the threshold."""
        return self.scale.size(self.central)

    @property
    def headline(self) -> str:
        """The grade with its size, e.g. ``signs, negligible``; where it is not earned, why."""
        return self.told.short

    @property
    def sentence(self) -> str:
        """What to quote, in labels and at most four sentences: direction and size, ground, what would undo it, what is most in doubt.

        A further one says how much of the model is a draft that nobody has reviewed.
        """
        return prose(self.sentences)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to quote, sentence by sentence."""
        own = self.told, self.rests, self.survival, self.error, self.ranges, self._as_much
        return (*LeadingSentences(*own), *filter(None, [self.drafted]))

    @property
    def _as_much(self) -> list[str]:
        """The sentences on the proposals within what is done that do as much alone."""
        return [*as_much_told(self.model, self.conclusion, self.as_much)]

    @property
    def drafted(self) -> str:
        """Who drafted how much of the model, as far as nobody has reviewed it; else empty."""
        return drafted_parts(self.model).sentence

    @property
    def model(self) -> CausalModel:
        """The model that was asked."""
        assert isinstance(self.provenance.source, CausalModel)
        return self.provenance.source

    @property
    def told(self) -> Headline:
        """The verdict in short."""
        return Headline(
            self.model,
            self.conclusion,
            self.central,
            self.grade,
            self.signs,
            self.scale,
            self.draws.share,
            searched=bool(self.ranges),
            later=self.later,
            bare=self.bare,
            floored=bool(however_little(self.conclusion, self.draws.held, self.draws.share)),
            learned=self.draws.how.origin if isinstance(self.draws.how, PosteriorDraws) else "",
        )

    @property
    def bare(self) -> float | None:
        """The level from the baselines alone, if they pass the threshold; else None."""
        own = self.rests.bare
        c = self.conclusion
        passed = c.passes and own.holds and not (c.by_definition or c.as_observed)
        return own.value if passed else None

    @property
    def sizable(self) -> Shares:
        """The shares of draws that rise and fall by more than a negligible change, with baselines held."""
        return self.draws.held.shares(self.scale.negligible)

    @property
    def attained(self) -> tuple[float, float] | None:
        """The least and the greatest contrast attained over the ranges; None where they were left out."""
        return self.ranges.inner if isinstance(self.ranges, OverRanges) else None

    @property
    def holds(self) -> bool:
        """Whether it stands at the central numbers."""
        return self.conclusion.holds(self.central)

    @property
    def grade(self) -> Grade:
        """The strongest ground that it stands on.

        ``"definition"``: what is judged is itself set, so the argument has no part in it. ``"structure"``: nothing
        can change, since no path leads there. ``"observed"``: the outcome is itself observed, and its level is what was
        observed. ``"by observing alone"``: no influence carries it, but what is
        observed downstream of what is set. ``"signs"``: it follows from the signs alone. ``"baselines"``: the
        baselines alone pass the threshold, and no point searched within the stated ranges undoes that. ``"ranges"``: it
        stands at every point searched within the stated ranges. ``"most draws"``: it stands at the centre and in
        nine draws of ten. ``"a guess"``: it stands at the centre, and falls in more draws than that.
        ``"not earned"``: not even there.
        """
        if self.conclusion.by_definition and self.holds:
            return "definition"
        if self.conclusion.as_observed:
            return "observed" if self.holds else "not earned"
        if self.signs.path == "by observing alone":
            return "by observing alone" if self.holds else "not earned"
        if follows_strictly(self.signs):
            return self.signs.ground
        if self.attained and all(self.conclusion.holds(x) for x in self.attained):
            return "ranges" if self.bare is None else "baselines"
        if not self.holds:
            return "not earned"
        return "most draws" if self.draws.share >= RELIABLE_SHARE else "a guess"

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every figure: part, what, value."""
        import pandas as pd

        return pd.DataFrame(self._figures(), columns=["part", "what", "value"])

    def _figures(self) -> list[tuple[str, str, object]]:
        d, s = self.draws, self.draws.shares
        rows: list[tuple[str, str, object]] = [
            ("conclusion", "sentence", str(self.conclusion)),
            ("conclusion", "grade", self.grade),
            ("conclusion", "size", self.size),
            ("conclusion", "grade with size", self.headline),
            ("conclusion", "numbers are", self.told.numbers),
            *([("conclusion", "drafted", self.drafted)] if self.drafted else []),
            ("conclusion", "central", self.central),
            ("conclusion", "share of the scale", self.scale.share(self.central)),
            ("conclusion", "standard error", self.error),
            ("signs", "status", self.signs.status),
            ("signs", "standing needed", self.signs.standing),
            ("signs", "path", self.signs.path),
            *(
                [("signs", "later path", self.later.said(self.conclusion.outcome))]
                if self.later
                else []
            ),
            *(("evidence", "note", note) for note in self.signs.notes),
            *self._over_ranges(),
            ("draws", "share that stands", d.share),
            *self._unmet(),
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
        rows += self._voices()
        rows += [("rests on", f"with the rival {w.name}", w.value) for w in self.rests.rivals]
        reaching = [w for w in self.rests.rivals if w.reaches]
        rows += [("rests on", f"how the rival {w.name} bears on it", w.role) for w in reaching]
        rows += [
            ("rests on", f"with the rival {w.name} in place of {' and '.join(w.explains)}", x.value)
            for w in reaching
            if (x := w.instead) is not None
        ]
        tipping = self.rests.tipping
        if isinstance(tipping, Skipped):
            rows.append(("rests on", "tipping values left out", tipping.reason))
        else:
            rows += [("rests on", f"{t.name} tips at", t.value) for t in tipping]
        rows += [("rests on", w.name, w.value) for w in (*self.rests.alternates, *self.rests.kinds)]
        if self.conclusion.at:
            rows += [("rests on", f"without {w.name}", w.value) for w in self.rests.single]
        return [*rows, ("rests on", "baselines alone", self.rests.bare.value)]

    def _voices(self) -> list[tuple[str, str, object]]:
        """The sources without whom no path is left, and those that tell a whole way."""
        w = self.rests.witnesses
        if w is None or not w.carriers:
            return []
        sets = w.without_sources.sets
        return [
            *(("rests on", "sources", " and ".join(names)) for names in sets),
            *(("rests on", "tells a whole way", source) for source in w.threads),
        ]

    def _unmet(self) -> list[tuple[str, str, object]]:
        """The number of draws that are left out because a baseline cannot be met."""
        what, d = "in which a baseline cannot be met", self.draws
        if not (d.unmet or d.unmet_moved):
            return []
        return [
            ("draws", f"draws {what}", d.unmet),
            ("draws", f"draws {what}, baselines drawn too", d.unmet_moved),
        ]

    def _over_ranges(self) -> list[tuple[str, str, object]]:
        r = self.ranges
        if isinstance(r, Skipped):
            return [("ranges", "left out", r.reason)]
        free = r.free or (float("nan"), float("nan"))
        return [
            ("ranges", "least", r.least.value),
            ("ranges", "greatest", r.greatest.value),
            ("ranges", "proved: no less than", r.outer[0]),
            ("ranges", "proved: no more than", r.outer[1]),
            ("ranges", "least, baselines free", free[0]),
            ("ranges", "greatest, baselines free", free[1]),
        ]

    def _parts(self) -> list[tuple[str, list[str]]]:
        own = self.ranges, self.draws, self.rests, self.error, self._as_much
        return verdict_parts(self.told, self.arms, *own)

    def _notes(self) -> tuple[str, ...]:
        return (*self.signs.notes, str(self.provenance))

    def sheets(self) -> tuple[Sheet, ...]:
        """Half a page that needs no programming to read."""
        rows = cut_into_lines(self._parts(), WORDING_WIDTH)
        notes = [*map(paragraph, self._notes())]
        return (Sheet(paragraph(self.sentence), (), rows, notes, "<<"),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with whole paragraphs: a browser cuts lines itself."""
        rows = [[label, " ".join(texts)] for label, texts in self._parts()]
        return (Sheet(self.sentence, (), rows, self._notes(), "<<"),)
