"""The answer of a sensitivity: what each judgement does to a contrast, and what settling it is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Literal, get_args

from causalnet.answer_tables import AnswerTable, Column, Ranking, Sheet, and_more, signed, unsigned
from causalnet.boundary.checks import public
from causalnet.errors import unknown
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING, Scale
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import PathKind, is_still
from causalnet.questions.sensitivity.sensitivity_notes import barred, variance_notes
from causalnet.questions.sensitivity.swing import Swing
from causalnet.questions.sensitivity.value_of_information import Worth
from causalnet.questions.sentences.change import amount
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series
from causalnet.questions.sentences.still import why_still
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.skipped import Skipped
from causalnet.questions.ties import leading
from causalnet.questions.verdict.wording import held_still

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["By", "Sensitivity"]

SWINGS_SHOWN = 12
By = Literal["swing", "variance", "knowing", "slope"]


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
        say, worth = Phrasing(self.source), tr("worth knowing") if self.everything else None
        return AnswerTable(
            self.ranked,
            [
                Column(
                    "judgement", lambda s: s.name, tr("judgement"), lambda s: say.part(s.name), "<"
                ),
                Column("central", lambda s: s.central),
                Column("low", lambda s: s.range[0]),
                Column("high", lambda s: s.range[1]),
                Column("range", None, tr("range"), lambda s: f"{s.range[0]:g}–{s.range[1]:g}"),
                Column(
                    "at low",
                    lambda s: s.ends[0],
                    tr("at low"),
                    lambda s: shown_contrast(c, s.ends[0]),
                ),
                Column(
                    "at high",
                    lambda s: s.ends[1],
                    tr("at high"),
                    lambda s: shown_contrast(c, s.ends[1]),
                ),
                Column(
                    "swing",
                    lambda s: s.swing,
                    None if slopes else tr("swing"),
                    lambda s: unsigned(s.swing, ".3f"),
                ),
                Column(
                    "slope",
                    lambda s: s.slope,
                    tr("slope") if slopes else None,
                    lambda s: signed(s.slope, 4),
                ),
                Column(
                    "first",
                    lambda s: s.first,
                    tr("variance alone") if drawn else None,
                    lambda s: _share(s.first, s.first_error),
                ),
                Column("first_error", lambda s: s.first_error),
                Column(
                    "total",
                    lambda s: s.total,
                    tr("with others") if drawn else None,
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
        """The judgements that swing it most, with as many columns as fit a page."""
        rows = self.ranked[:SWINGS_SHOWN]
        return (_sheet(self, self.table.fitting(["slope", "range", "first"], rows=rows)),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with every column."""
        return (_sheet(self),)


def _sheet(found: Sensitivity, only: list[str] | None = None) -> Sheet:
    """The judgements that swing the contrast most, and what is worth settling."""
    if not found.ranked:
        return Sheet(found.sentence, (), (), [*_centre(found), *_own(found)])
    drawn, rows = not isnan(found.variance), found.ranked[:SWINGS_SHOWN]
    say = Phrasing(found.source)
    more = len(found.ranked) - len(rows)
    notes = and_more(more)
    notes += [
        *_centre(found),
        tr("Swings: each number over its range, others central."),
        *barred(say, rows, found.left_out, found.how),
        *(variance_notes(say, found.ranked, rows, found.how) if drawn else []),
        *(skipped.told(Phrasing(found.source).kept) for skipped in found.skipped),
        *held_still(found.conclusion),
        tr("Sizes: {legend}.", legend=found.scale.legend()),
        *_worth_notes(found),
        *_own(found),
    ]
    return found.table.sheet(found.sentence, notes, rows=rows, only=only, folds=True)


def _centre(found: Sensitivity) -> list[str]:
    return [tr("At the centre: {value}.", value=shown_contrast(found.conclusion, found.central))]


def _own(found: Sensitivity) -> list[str]:
    """The notes that it keeps, in labels."""
    return [*map(Phrasing(found.source).note, found.notes)]


def _share(share: float, error: float) -> str:
    """A share of variance with its standard error; one that noise takes past either end is told at that end."""
    told = f"{min(max(share, 0.0), 1.0):.0%}"
    return f"{told} ± {error:.0%}" if error else told


def _sentence(found: Sensitivity) -> str:
    """The judgement that moves the answer most, and by how much; or the reason why none does."""
    c, say = found.conclusion, Phrasing(found.source)
    later = found.later.sentence(say.name(c.outcome)) if found.later else ""
    lead = say.lead(c.given, c.at, within=found.later is not None)
    clause = _moved(found, say) if found.ranked else _unmoved(found, say)
    return prose([capital(tr("{lead}{clause}.", lead=lead, clause=clause)), *_size(found), later])


def _states(found: Sensitivity) -> Sequence[str]:
    c = found.conclusion
    known = found.source is not None and c.outcome in found.source.variables
    return (
        found.source.variables[c.outcome].states if known and found.source else [c.at_least or ""]
    )


def _what(found: Sensitivity, say: Phrasing) -> str:
    """What is moved: a level, or what an intervention does to an outcome."""
    c = found.conclusion
    outcome = say.measured(c.outcome, c.at_least, _states(found))
    if c.passes and not c.under:
        return outcome
    action = say.action(c.under, c.versus)
    if c.passes:
        return tr("{outcome} after {action}", outcome=outcome, action=action)
    return tr("what {action} does to {outcome}", action=action, outcome=outcome)


def _unmoved(found: Sensitivity, say: Phrasing) -> str:
    """Why no judgement bears on it."""
    c, what = found.conclusion, _what(found, say)
    if is_still(found.path):
        same = c.under == c.versus
        why = why_still(say, found.path, c.outcome, found.blocking, same=same, since=found.since)
        return tr("no judgement moves {what}: {why}", what=what, why=why)
    if c.by_definition:
        return tr("no judgement moves {what}, since it is itself set", what=what)
    return tr("no judgement moves {what}, since no strength bears on it", what=what)


def _moved(found: Sensitivity, say: Phrasing) -> str:
    """The judgements that move the answer most, and its ends."""
    c, among, what = found.conclusion, len(found.ranked), _what(found, say)
    if found.ranked[0].swing < NOTHING:
        if all(s.range[0] == s.range[1] for s in found.ranked):
            return tr(
                "no judgement moves {what}, since every number that bears on it is fixed", what=what
            )
        # Of what nothing is done about, only the baseline speaks.
        if c.passes and not (c.under or c.given):
            return tr("no judgement moves {what}, which stands at its baseline", what=what)
        return tr("no judgement moves {what}", what=what)
    equal = leading(found.ranked, lambda s: s.swing)
    ends = {tuple([shown_contrast(c, x) for x in sorted(s.ends)]) for s in equal}
    low, high = min(ends)
    said = {
        "names": series([say.part(s.name) for s in equal]),
        "what": what,
        "count": among,
        "low": low,
        "high": high,
    }
    if among == 1:
        return tr(
            "{what} depends on one judgement, {names}: it lies between {low} and {high}", **said
        )
    if len(ends) > 1:
        return tr("of {count} judgements, {names} each matter most to {what}, and equally", **said)
    if len(equal) > 1:
        return tr(
            "of {count} judgements, {names} each matter most to {what}: over the range of one, it lies between {low} and {high}",
            **said,
        )
    return tr(
        "of {count} judgements, {names} matters most to {what}: over its range, it lies between {low} and {high}",
        **said,
    )


def _size(found: Sensitivity) -> Iterator[str]:
    """How large the widest swing is."""
    if not found.ranked or found.ranked[0].swing < NOTHING:
        return
    swing, scale = found.ranked[0].swing, found.scale
    told = amount(scale, swing)
    match scale.size(swing):
        case "negligible":
            yield tr("That is next to nothing: {amount}.", amount=told)
        case "small":
            yield tr("That is a small difference: {amount}.", amount=told)
        case "moderate":
            yield tr("That is a moderate difference: {amount}.", amount=told)
        case _:
            yield tr("That is a large difference: {amount}.", amount=told)
    if found.conclusion.by_definition:
        yield tr("What it does is so by definition, because it is itself set.")


def _worth(worth: Worth | None, noise: float) -> str:
    if worth is None or not worth.stands_out(noise):
        return "–"
    return f"{worth.value:.4f} ± {worth.error:.4f}"


def _worth_notes(found: Sensitivity) -> list[str]:
    """The note on the worth of knowing a number: its unit, and the choice that it is about."""
    if found.everything is None:
        return []
    c, every = found.conclusion, found.everything
    say, first = Phrasing(found.source), found.worth_knowing[:1]
    said = {
        "what": say.measured(c.outcome, c.at_least, _states(found)),
        "unit": tr("in probability") if found.scale.probability else tr("in states"),
        "count": len(found.levers),
    }
    text = [
        tr(
            "worth knowing: how much further {what} would be lowered on average, {unit}, if this number were known before one of {count} levers is chosen. It is about that choice, not about this conclusion.",
            **said,
        )
        if c.upward is False
        else tr(
            "worth knowing: how much further {what} would be raised on average, {unit}, if this number were known before one of {count} levers is chosen. It is about that choice, not about this conclusion.",
            **said,
        ),
        tr("Greatest: {judgement}.", judgement=say.part(first[0].name))
        if first
        else tr("None stands out from noise."),
        tr(
            "All numbers together: {value:.4f} ± {error:.4f}.", value=every.value, error=every.error
        ),
    ]
    if found.noise:
        text.append(
            tr("–: indistinguishable from noise (up to {noise}).", noise=f"{found.noise:.1g}")
        )
    return [prose(text)]
