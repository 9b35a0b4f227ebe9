"""The answer of a sensitivity: what each judgement does to a contrast, and what settling it is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Literal, get_args

from causalnet.answer_tables import AnswerTable, Column, Ranking, Sheet, paragraph, signed, unsigned
from causalnet.boundary.checks import public
from causalnet.compilation.parameters.posterior_draws import PosteriorDraws
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING, Scale
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws
from causalnet.notation import enumerated
from causalnet.questions.phrases import as_sentence, setting, shown_contrast
from causalnet.questions.query.paths import PathKind, is_still, why_no_change
from causalnet.questions.sensitivity.value_of_information import Worth
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.skipped import Skipped
from causalnet.questions.ties import leading
from causalnet.questions.verdict.wording import held_still

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["By", "Sensitivity", "Swing"]

SWINGS_SHOWN = 12
# Standard errors of shares of variance above this are called out.
LARGE_ERROR = 0.05
By = Literal["swing", "variance", "knowing", "slope"]


@printed
@dataclass(frozen=True, slots=True)
class Swing:
    """The effect of one judgement on an answer, and the worth of knowing it.

    Attributes
    ----------
    name : str
        Of the influence or modifier.
    central : float
        The number at the centre.
    range : tuple of float
        Its least and greatest value.
    ends : tuple of float
        The contrast at either end of the range, all other numbers central. Where a baseline cannot be met there, at the
        last value before that.
    slope : float
        Derivative of the contrast at the centre, baselines being met.
    first, first_error : float
        Share of the contrast's variance that settling this number alone would take away, on average.
    total, total_error : float
        Share that would be left if all numbers but this one were settled.
    knowing : Worth or None
        The gain from knowing it before a lever is chosen, in the units of the contrast; None where there is
        no choice.
    at : tuple of float
        The values at which `ends` is read: the ends of the range, or the last ones that meet the baselines.
    """

    name: str
    central: float
    range: tuple[float, float]
    ends: tuple[float, float]
    slope: float
    first: float
    first_error: float
    total: float
    total_error: float
    knowing: Worth | None
    at: tuple[float, float]

    @property
    def barred(self) -> tuple[float, ...]:
        """The values, short of an end of the range, beyond which a baseline cannot be met."""
        return tuple(x for x, end in zip(self.at, self.range, strict=True) if x != end)

    @property
    def swing(self) -> float:
        """The change of the contrast over the range of this number alone."""
        return abs(self.ends[1] - self.ends[0])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sensitivity(Ranking[Swing]):
    """The judgements behind an answer, those with the widest swing first.

    Attributes
    ----------
    conclusion : Conclusion
        Whose contrast it is.
    central : float
        The contrast at the centre.
    how : Draws
    scale : Scale
        The scale of the contrast.
    ranked : tuple of Swing
        Empty where no judgement bears on it.
    variance : float
        Of the contrast over the draws.
    levers : tuple of Intervention
        The choices.
    everything : Worth or None
        The worth of knowing every judgement before choosing.
    noise : float
        The apparent worth of the most valuable of these judgements, at most (in 95% of shuffles), if
        none had to do with the choice.
    path : {"within a period", "by observing alone", "blocked by what is observed", "lagged only", "no path"}
        The way by which the difference between the arms can reach the outcome.
    since : int or None
        Of what is lagged only, the first period in which the outcome is reached.
    skipped : tuple of Skipped
        The parts left out of a conclusion about a later period or a large model, since they would take minutes.
    notes : tuple of str
        On what is observed downstream of what is set.
    later : LaterPath or None
        A path that acts only after the period of the conclusion, and leads elsewhere.
    blocking : tuple of str
        The findings that block the paths to the outcome, if all are blocked.
    left_out : tuple of int
        The number of draws in which a baseline cannot be met: pairs for the shares of variance, and draws for the value
        of knowing.
    source : CausalModel or None
        The model that answered, which has the labels.
    """

    conclusion: Conclusion
    central: float
    how: Draws
    scale: Scale
    ranked: tuple[Swing, ...] = ()
    variance: float = float("nan")
    levers: tuple[Intervention, ...] = ()
    everything: Worth | None = None
    noise: float = 0.0
    path: PathKind = "within a period"
    since: int | None = None
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    later: LaterPath | None = None
    blocking: tuple[str, ...] = ()
    left_out: tuple[int, int] = (0, 0)
    source: CausalModel | None = None

    @public
    def by(self, measure: By) -> tuple[Swing, ...]:
        """Ranked by ``"swing"``, ``"variance"`` (first-order share), ``"knowing"`` or ``"slope"``."""
        keys: dict[str, Callable[[Swing], float]] = {
            "swing": lambda s: s.swing,
            "variance": lambda s: s.first,
            "knowing": lambda s: s.knowing.value if s.knowing else 0.0,
            "slope": lambda s: abs(s.slope),
        }
        if measure not in keys:
            raise unknown("measure", measure, get_args(By))
        key = keys[measure]
        return tuple(sorted(self.ranked, key=lambda s: -round(key(s), 12)))

    @property
    def worth_knowing(self) -> tuple[Swing, ...]:
        """The judgements whose value of knowing stands out from noise and from its error, the greatest first."""
        ranked = self.by("knowing")
        return tuple(s for s in ranked if s.knowing and s.knowing.stands_out(self.noise))

    @property
    def table(self) -> AnswerTable[Swing]:
        """A row for each judgement, those with the widest swing first."""
        c, drawn = self.conclusion, not isnan(self.variance)
        slopes = not any(isnan(s.slope) for s in self.ranked)
        worth = "worth knowing" if self.everything else None
        return AnswerTable(
            self.ranked,
            [
                Column("judgement", lambda s: s.name, "judgement", align="<"),
                Column("central", lambda s: s.central),
                Column("low", lambda s: s.range[0]),
                Column("high", lambda s: s.range[1]),
                Column("range", None, "range", lambda s: f"{s.range[0]:g}–{s.range[1]:g}"),
                Column(
                    "at low", lambda s: s.ends[0], "at low", lambda s: shown_contrast(c, s.ends[0])
                ),
                Column(
                    "at high",
                    lambda s: s.ends[1],
                    "at high",
                    lambda s: shown_contrast(c, s.ends[1]),
                ),
                Column(
                    "swing",
                    lambda s: s.swing,
                    None if slopes else "swing",
                    lambda s: unsigned(s.swing, ".3f"),
                ),
                Column(
                    "slope",
                    lambda s: s.slope,
                    "slope" if slopes else None,
                    lambda s: signed(s.slope, 4),
                ),
                Column(
                    "first",
                    lambda s: s.first,
                    "variance alone" if drawn else None,
                    lambda s: _share(s.first, s.first_error),
                ),
                Column("first_error", lambda s: s.first_error),
                Column(
                    "total",
                    lambda s: s.total,
                    "with others" if drawn else None,
                    lambda s: _share(s.total, s.total_error),
                ),
                Column("total_error", lambda s: s.total_error),
                Column(
                    "knowing",
                    lambda s: s.knowing.value if s.knowing else None,
                    worth,
                    lambda s: _worth(s.knowing, self.noise),
                ),
                Column("knowing_error", lambda s: s.knowing.error if s.knowing else None),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every judgement."""
        return self.table.frame()

    @property
    def sentence(self) -> str:
        """The judgement that moves the answer most, and by how much, in one sentence."""
        return _sentence(self)

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: the judgements that swing it most."""
        return (_sheet(self),)


def _sheet(found: Sensitivity) -> Sheet:
    """The judgements that swing the contrast most, and what is worth settling."""
    if not found.ranked:
        return Sheet(found.sentence, (), (), [*map(paragraph, [*_centre(found), *found.notes])])
    drawn, rows = not isnan(found.variance), found.ranked[:SWINGS_SHOWN]
    more = len(found.ranked) - len(rows)
    notes = [f"and {more} more; to_frame() has all of them."] if more > 0 else []
    notes += [
        *_centre(found),
        "Swings: each number over its range, others central.",
        *_barred(found),
        *(_variance_notes(found) if drawn else []),
        *map(str, found.skipped),
        *held_still(found.conclusion),
        f"Sizes: {found.scale.legend()}.",
        *_worth_notes(found),
        *found.notes,
    ]
    return found.table.sheet(found.sentence, [*map(paragraph, notes)], rows=rows)


def _centre(found: Sensitivity) -> list[str]:
    return [f"At the centre: {shown_contrast(found.conclusion, found.central)}."]


def _share(share: float, error: float) -> str:
    """A share of variance with its standard error; one that noise takes past either end is told at that end."""
    told = f"{min(max(share, 0.0), 1.0):.0%}"
    return f"{told} ± {error:.0%}" if error else told


def _barred(found: Sensitivity) -> list[str]:
    """Notes on values and draws that are left out because a baseline cannot be met."""
    stops = [
        f"{s.name} is moved to {unsigned(x)} only: beyond that a baseline cannot be met."
        for s in found.ranked[:SWINGS_SHOWN]
        for x in s.barred
    ]
    pairs, draws = found.left_out
    among = f"of {found.how.n:,}"
    parts = [f"{pairs:,} {among} pairs of draws from the shares of variance"] if pairs else []
    parts += [f"{draws:,} {among} draws from the value of knowing"] if draws else []
    said = f"Left out, because a baseline cannot be met: {', and '.join(parts)}."
    return [*stops, *([said] if parts else [])]


def _variance_notes(found: Sensitivity) -> list[str]:
    notes = [f"Shares of variance over {found.how.phrase}."]
    if isinstance(found.how, PosteriorDraws):
        notes.append("Each number varies by itself there: what ties it to others is left out.")
    alone = [s for s in found.ranked if s.first == 1 and not s.first_error]
    if alone:
        return [
            *notes,
            f"{alone[0].name} has all of the variance by definition: no other number varies.",
        ]
    if any(not 0 <= x <= 1 for s in found.ranked[:SWINGS_SHOWN] for x in (s.first, s.total)):
        notes.append("A share estimated below 0% or above 100% is noise, and prints as 0% or 100%.")
    errors = [x for s in found.ranked[:SWINGS_SHOWN] for x in (s.first_error, s.total_error)]
    if max(errors) > LARGE_ERROR:
        notes.append(
            f"Standard errors (±) reach {max(errors):.0%}: shares may be far off, and a share alone may even exceed the one with "
            "others. Ask with more draws=."
        )
    return notes


def _sentence(found: Sensitivity) -> str:
    """The judgement that moves the answer most, and by how much; or the reason why none does."""
    c, later = found.conclusion, found.later
    end = f" {later.sentence(c.outcome)}" if later else ""
    return as_sentence(f"{setting(c, later)}{_moved(found)}") + end


def _moved(found: Sensitivity) -> str:
    """The judgement that moves the answer most, or the reason why none does."""
    c, among = found.conclusion, len(found.ranked)
    what = c.measured if c.passes else f"the change in {c.measured}"
    defined = f"{c.outcome} is itself set, so what it does is so by definition"
    if not found.ranked:
        why = defined if c.by_definition else "no strength or amount bears on it"
        if is_still(found.path):
            same, since, what = c.under == c.versus, found.since, c.outcome
            why = why_no_change(found.path, c.outcome, found.blocking, same=same, since=since)
        return f"no judgement moves {what}, because {why}"
    first, scale = found.ranked[0], found.scale
    if first.swing < NOTHING:
        # Of what nothing is done about, only the baseline speaks.
        idle = c.passes and not (c.under or c.given)
        why = f", because nothing is set and {c.outcome} stands at its baseline" if idle else ""
        if all(s.range[0] == s.range[1] for s in found.ranked):
            why = ", because every number that bears on it is fixed"
        return f"no judgement moves {what}{why}"
    equal = leading(found.ranked, lambda s: s.swing)
    swing = f"a {scale.size(first.swing)} swing of {scale.told(first.swing, sign=False)}"
    most = f" most of {among} judgements" if among > 1 else ""
    ends = {tuple([shown_contrast(c, x) for x in sorted(s.ends)]) for s in equal}
    low, high = min(ends)
    swing = f"from {low} to {high}, {swing}" if len(ends) == 1 else f"by {swing}"
    if c.by_definition:
        swing += f". {defined}"
    names = enumerated([s.name for s in equal])
    several = len(equal) > 1
    return f"{names} move{'' if several else 's'} {what}{most}, {'each ' if several else ''}{swing}"


def _worth(worth: Worth | None, noise: float) -> str:
    if worth is None or not worth.stands_out(noise):
        return "–"
    return f"{worth.value:.4f} ± {worth.error:.4f}"


def _worth_notes(found: Sensitivity) -> list[str]:
    """The note on the worth of knowing a number: its unit, and the choice that it is about."""
    if found.everything is None:
        return []
    c, every = found.conclusion, found.everything
    verb = "lowered" if c.upward is False else "raised"
    unit = "in probability" if found.scale.probability else "in states"
    first = found.worth_knowing[:1]
    best = f"Greatest: {first[0].name}." if first else "None stands out from noise."
    noise = f" –: indistinguishable from noise (up to {found.noise:.1g})." if found.noise else ""
    text = (
        f"worth knowing: how much further {c.measured} would be {verb} on average, {unit}, if this number were known "
        f"before one of {len(found.levers)} levers is chosen. It is about that choice, not about this conclusion. "
        f"{best} All numbers together: {every.value:.4f} ± {every.error:.4f}.{noise}"
    )
    return [text]
