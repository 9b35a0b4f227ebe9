"""The answer of a sensitivity: what each judgement does to a contrast, and what settling it is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Literal, get_args

from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws
from causalnet.model.effect_size import NOTHING, Scale
from causalnet.model.intervention import Intervention
from causalnet.questions.headline import as_sentence, setting
from causalnet.questions.query.paths import Path, is_still, why_no_change
from causalnet.questions.sensitivity.value_of_information import Worth
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.wording import shown
from causalnet.tables import Ranking, Sheet, signed, unsigned

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["By", "Sensitivity", "Settled", "sensitivity_sentence"]

SHOWN = 12
By = Literal["swing", "variance", "knowing", "slope"]


@printed
@dataclass(frozen=True, slots=True)
class Settled:
    """What one judgement does to an answer, and what settling it would be worth.

    Attributes
    ----------
    name : str
        Of the influence or modifier.
    central : float
        The number at the centre.
    range : tuple of float
        Its least and greatest value.
    ends : tuple of float
        The contrast at either end of the range, all other numbers central.
    slope : float
        Derivative of the contrast at the centre, baselines being met.
    first, first_error : float
        Share of the contrast's variance that settling this number alone would take away, on average.
    total, total_error : float
        Share that would be left if all numbers but this one were settled.
    knowing : Worth or None
        What knowing it would add to the choice of lever, in the units of the contrast; None where there is
        no choice.
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

    @property
    def swing(self) -> float:
        """How far the contrast moves over the range of this number alone."""
        return abs(self.ends[1] - self.ends[0])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sensitivity(Ranking[Settled]):
    """Which judgements move an answer: those with the widest swing first.

    Attributes
    ----------
    conclusion : Conclusion
        Whose contrast it is.
    central : float
        The contrast at the centre.
    ranked : tuple of Settled
    variance : float
        Of the contrast over the draws.
    how : Draws
    levers : tuple of Intervention
        What is chosen among.
    everything : Worth or None
        What it would be worth to know every judgement before choosing.
    noise : float
        What the most valuable of these judgements would seem to be worth, at most (in 95% of shuffles), if
        none had to do with the choice.
    scale : Scale
        What the contrast is measured on.
    path : {"within a period", "by observing alone", "blocked by what is observed", "lagged only", "no path"}
        How the difference between the arms can reach the outcome.
    since : int or None
        Of what is lagged only, the first period in which the outcome is reached.
    skipped : tuple of Skipped
        What was left out of a conclusion about a later period, since it would take minutes.
    notes : tuple of str
        On what is observed downstream of what is set.
    later : LaterPath or None
        A path that acts only after the period of the conclusion, and leads elsewhere.
    """

    conclusion: Conclusion
    central: float
    ranked: tuple[Settled, ...]
    variance: float
    how: Draws
    levers: tuple[Intervention, ...]
    everything: Worth | None
    noise: float
    scale: Scale
    path: Path
    since: int | None = None
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    later: LaterPath | None = None

    @public
    def by(self, measure: By) -> tuple[Settled, ...]:
        """Ranked by ``"swing"``, ``"variance"`` (first-order share), ``"knowing"`` or ``"slope"``."""
        keys: dict[str, Callable[[Settled], float]] = {
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
    def worth_settling(self) -> tuple[Settled, ...]:
        """The judgements whose value of knowing stands out from noise and from its error, the greatest first."""
        ranked = self.by("knowing")
        return tuple(s for s in ranked if s.knowing and s.knowing.stands_out(self.noise))

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every judgement."""
        import pandas as pd

        rows = [
            {
                "judgement": s.name,
                "central": s.central,
                "low": s.range[0],
                "high": s.range[1],
                "at low": s.ends[0],
                "at high": s.ends[1],
                "swing": s.swing,
                "slope": s.slope,
                "first": s.first,
                "first_error": s.first_error,
                "total": s.total,
                "total_error": s.total_error,
                "knowing": s.knowing.value if s.knowing else None,
                "knowing_error": s.knowing.error if s.knowing else None,
            }
            for s in self.ranked
        ]
        return pd.DataFrame(rows)

    @property
    def sentence(self) -> str:
        """Which judgement moves the answer most, and how far, in one sentence."""
        first, among = self.ranked[0], len(self.ranked)
        return sensitivity_sentence(
            self.conclusion, self.scale, first, among, self.path, self.since, self.later
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: the judgements that swing it most."""
        return (_sheet(self),)


def _sheet(found: Sensitivity) -> Sheet:
    """The judgements that swing the contrast most, and what is worth settling."""
    drawn, slopes = not isnan(found.variance), not any(isnan(s.slope) for s in found.ranked)
    header = ["judgement", "range", "at low", "at high"]
    header += ["slope"] if slopes else ["swing"]
    header += ["variance alone", "with others"] if drawn else []
    header += ["worth knowing"] if found.everything else []
    rows = [
        [
            s.name,
            f"{s.range[0]:g}–{s.range[1]:g}",
            shown(found.conclusion, s.ends[0]),
            shown(found.conclusion, s.ends[1]),
            signed(s.slope, 4) if slopes else unsigned(s.swing, ".3f"),
            *(_variance(s) if drawn else []),
            *([_worth(s.knowing, found.noise)] if found.everything else []),
        ]
        for s in found.ranked[:SHOWN]
    ]
    more = len(found.ranked) - len(rows)
    notes = [f"and {more} more; to_frame() has all of them."] if more > 0 else []
    notes += [
        f"At the centre: {shown(found.conclusion, found.central)}. Swings: each number over its range, others central.",
        *([f"Shares of variance over {found.how}."] if drawn else []),
        *map(str, found.skipped),
        f"Sizes: {found.scale.legend()}.",
        *_worth_notes(found),
        *found.notes,
    ]
    return Sheet(found.sentence, header, rows, notes)


def _variance(judgement: Settled) -> list[str]:
    first = f"{unsigned(judgement.first, '.0%')} ± {judgement.first_error:.0%}"
    return [first, unsigned(judgement.total, ".0%")]


def sensitivity_sentence(
    c: Conclusion,
    scale: Scale,
    first: Settled,
    among: int,
    path: Path,
    since: int | None,
    later: LaterPath | None = None,
) -> str:
    """Which judgement moves the answer most, and how far."""
    end = f" {later.sentence(c.outcome)}" if later else ""
    return as_sentence(f"{setting(c, later)}{_moved(c, scale, first, among, path, since)}") + end


def _moved(
    c: Conclusion, scale: Scale, first: Settled, among: int, path: Path, since: int | None
) -> str:
    """Which judgement moves the answer most, or why none does."""
    if is_still(path):
        same = c.under == c.versus
        why = why_no_change(path, c.outcome, c.given, same=same, since=since)
        return f"no judgement moves {c.outcome}, because {why}"
    what = c.measured if c.passes else f"the change in {c.measured}"
    low, high = (shown(c, x) for x in sorted(first.ends))
    swing = f"a {scale.size(first.swing)} swing of {scale.told(first.swing, sign=False)}"
    defined = f"{c.outcome} is itself set, so what it does is so by definition"
    if first.swing < NOTHING:
        return f"no judgement moves {what}{f', because {defined}' if c.by_definition else ''}"
    most = f" most of {among} judgements" if among > 1 else ""
    if c.by_definition:
        swing += f". {defined}"
    return f"{first.name} moves {what}{most}, from {low} to {high}, {swing}"


def _worth(worth: Worth | None, noise: float) -> str:
    if worth is None or not worth.stands_out(noise):
        return "–"
    return f"{worth.value:.4f} ± {worth.error:.4f}"


def _worth_notes(found: Sensitivity) -> list[str]:
    """What settling is worth, among which choices."""
    if found.everything is None:
        return []
    first = found.worth_settling[:1]
    best = f"{first[0].name} most" if first else "none that stands out from noise"
    noise = f" (noise up to {found.noise:.1g})" if found.noise else ""
    return [
        f"Worth knowing for a choice among {len(found.levers)} levers: {best}; all of them together "
        f"{found.everything.value:.4f} ± {found.everything.error:.4f}{noise}.",
    ]
