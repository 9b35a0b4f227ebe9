"""Conclusions and levers over time: what holds by a period, lagged influences acting until then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import expected, public
from causalnet.console import printed
from causalnet.errors import ImpossibleEvidenceError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.draws import Draws, as_draws
from causalnet.model.effect_size import NOTHING, Scale
from causalnet.model.finding import Finding, TimedGiven, timed_findings
from causalnet.model.intervention import Intervention, Timed, do, scheduled
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.query.arrival import observed_later, periods_to
from causalnet.questions.query.candidates import candidates, wished
from causalnet.questions.query.downstream_evidence import after_note
from causalnet.questions.query.paths import path_notes
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.query.spread import Spread
from causalnet.questions.signs.later_paths import later_notes, later_path
from causalnet.questions.signs.stochastic_dominance import Arms
from causalnet.questions.time.course import settled, standard_error
from causalnet.questions.time.courses import courses
from causalnet.questions.time.exact_courses import is_quick
from causalnet.questions.time.inquiry import Courses, Inquiry
from causalnet.questions.time.particle_settings import weights_of
from causalnet.tables import Ranking, Sheet, signed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LeverInTime", "LeversInTime", "levers_in_time"]

Array = NDArray[np.float64]

ByHorizon = Literal["by the horizon", "lagged only", "no path"]
"""How a lever can reach an outcome by some period: so far, later, or never."""


@printed
@dataclass(frozen=True, slots=True, eq=False)
class LeverInTime:
    """One variable held in one state from period 0 on.

    Attributes
    ----------
    variable, state : str
    change : float
        Change in the outcome's expected level by the horizon.
    error : float
        Its standard error.
    drawn : ndarray or None, shape (draws,)
        The change in every draw.
    """

    variable: str
    state: str
    change: float
    error: float
    drawn: Array | None = field(default=None, repr=False)

    @property
    def intervention(self) -> Intervention:
        """The lever as a value for ``under=``."""
        return do({self.variable: self.state})

    @property
    def spread(self) -> Spread | None:
        """The change over the draws."""
        return None if self.drawn is None else Spread(self.drawn)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LeversInTime(Ranking[LeverInTime]):
    """Single interventions on one outcome by a later period, the one that raises it most first (or lowers it most).

    Attributes
    ----------
    outcome : str
    at : int
    ranked : tuple of LeverInTime
    provenance : Provenance
    scale : Scale
        What a change in the outcome's expected level is measured on.
    better : {"high", "low"}
        Which end of the outcome's scale is wished for.
    arrivals : mapping from variable to int
        The first period in which each lever can reach the outcome; those that never do are not in it.
    notes : tuple of str
        On what leads elsewhere after the period, and on what is found downstream of the levers.
    """

    outcome: str
    at: int
    ranked: tuple[LeverInTime, ...]
    provenance: Provenance
    scale: Scale
    better: Better = "high"
    arrivals: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @public
    def path(self, variable: str) -> ByHorizon:
        """How a lever can reach the outcome by the horizon."""
        first = self.arrivals.get(variable)
        if first is None:
            return "no path"
        return "by the horizon" if first <= self.at else "lagged only"

    @property
    def sentence(self) -> str:
        """Which lever does most by the horizon, and how much that is."""
        verb = "lowers" if self.better == "low" else "raises"
        acting = self.acting()
        by = f"By period {self.at}"
        if not acting:
            return f"{by}, no lever reaches {self.outcome}{self._later()}."
        first = acting[0]
        if (-first.change if self.better == "low" else first.change) <= NOTHING:
            return f"{by}, no lever {verb} the expected level of {self.outcome} by itself."
        told = f"{self.scale.told(first.change, sign=False)}, {self.scale.called(first.change)}"
        how = self.provenance.draws
        where = " at the central numbers" if how is None else f" on average over {how.n:,} draws"
        return (
            f"{by}, {first.variable} = {first.state} {verb} {self.outcome} most of all single settings, "
            f"by {told}{where}."
        )

    def acting(self) -> list[LeverInTime]:
        """The settings that can reach the outcome by the horizon, ranked."""
        return [x for x in self.ranked if self.path(x.variable) == "by the horizon"]

    def _later(self) -> str:
        """Which lever reaches the outcome after the horizon, and when."""
        late = [
            (self.arrivals[x.variable], x.variable)
            for x in self.ranked
            if x.variable in self.arrivals
        ]
        if not late:
            return " (no path)" if self.ranked else ""
        period, name = min(late)
        return f". The first to do so is {name}, from period {period} on (lagged only)"

    def to_frame(self) -> pd.DataFrame:
        """A frame: variable, state, change, size, path, error, low, high (the middle 90% of the draws)."""
        import pandas as pd

        nothing = (float("nan"), float("nan"))
        rows = [
            (
                x.variable,
                x.state,
                x.change,
                self.scale.size(x.change),
                self.path(x.variable),
                x.error,
                *(x.spread.interval() if x.spread else nothing),
            )
            for x in self.ranked
        ]
        return pd.DataFrame(
            rows, columns=["variable", "state", "change", "size", "path", "error", "low", "high"]
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        drawn = self.provenance.draws is not None
        header = ["set", "to", "change", "size", *(["middle 90%"] if drawn else []), "error"]
        rows = []
        for lever in self.ranked:
            spread, here = lever.spread, self.path(lever.variable) == "by the horizon"
            between = [] if spread is None else [f"[{', '.join(map(signed, spread.interval()))}]"]
            numbers = [*between, f"{lever.error:.4f}"]
            told = numbers if here else [""] * len(numbers)
            rows.append([lever.variable, lever.state, *self._told(lever), *told])
        notes = [f"size: {self.scale.legend()}."]
        notes += [*path_notes(self.path(lever.variable) for lever in self.ranked), *self.notes]
        align = "<<><" + ">" * (len(header) - 4)
        return (Sheet(self.sentence, header, rows, (*notes, str(self.provenance)), align),)

    def _told(self, lever: LeverInTime) -> list[str]:
        """A lever's change and its size, or how it does not reach the outcome."""
        path = self.path(lever.variable)
        if path != "by the horizon":
            since = self.arrivals.get(lever.variable)
            return [path if since is None else f"{path}, from period {since}", ""]
        return [signed(lever.change), self.scale.size(lever.change)]


def levers_in_time(
    model: CausalModel | Network,
    outcome: str,
    at: int,
    among: str | Sequence[str] | None = None,
    given: TimedGiven | None = None,
    better: Better | None = None,
    draws: int | Draws | None = None,
    particles: int | None = None,
    seed: int = 0,
) -> LeversInTime:
    """Every single hard intervention held from period 0 on, ranked by what it does by a later period.

    All arms live through the same random numbers, and share with the world in which nothing is done whatever
    they do not touch.

    Parameters
    ----------
    model : CausalModel
    outcome : str
        What is to be raised, or lowered.
    at : int
        By which period.
    among : sequence of str or "all", optional
        The variables to try. Default: those with the role *lever*.
    given : mapping, optional
        What is found, by period, as for `trajectory`. Settings that contradict it are left out.
    better : {"high", "low"}, optional
        Which end of the outcome's scale is wished for. Default: as its variable says.
    draws, particles, seed
        As for `trajectory`.

    Returns
    -------
    LeversInTime

    Examples
    --------
    >>> import causalnet as cn
    >>> habit = cn.load("habit")
    >>> [round(lever.change, 3) for lever in levers_in_time(habit, "smoking", 4, among=["price"])]
    [-0.1, 0.132]
    """
    if isinstance(model, Network):
        raise expected(["a CausalModel"], model, "A later period needs lagged influences.")
    if outcome not in model.variables:
        raise unknown("variable", outcome, model.variables)
    names = candidates(model, model.variables, outcome, among)
    how = None if draws is None else as_draws(draws)
    asked = Inquiry(
        outcomes=(outcome,),
        steps=at,
        given=timed_findings(given),
        draws=how,
        particles=particles,
        seed=seed,
    )
    settings = [(v, state) for v in names for state in model.variables[v].states]
    settings, found = _lived(model, [s for s in settings if not _contradicted(asked, *s)], asked)
    levels = found.survival[:, 0, -1:].sum(axis=2)
    ranked = []
    for arm, ((v, state), own) in enumerate(zip(settings, levels[1:], strict=True), start=1):
        change = own - levels[0]
        drawn = None if how is None else settled(change)[0]
        error = float(max(standard_error(change)[0], found.unseen_change(arm, 0)[-1]))
        ranked.append(LeverInTime(v, state, float(change.mean()), error, drawn))
    better = wished(model, outcome, better)
    sign = -1.0 if better == "low" else 1.0
    arrivals = {v: first for v, first in periods_to(model, outcome).items() if v in names}
    # What cannot reach the outcome by then has no rank: it stands behind all that does.
    never = at + 1
    ranked.sort(
        key=lambda lever: (
            arrivals.get(lever.variable, never) > at,
            -round(sign * lever.change, 12),
        )
    )
    source, scale = provenance(model, found.method, how), model.variables[outcome].scale()
    notes = _notes(model, outcome, asked, ranked)
    return LeversInTime(outcome, at, tuple(ranked), source, scale, better, arrivals, notes)


def _notes(
    model: CausalModel, outcome: str, asked: Inquiry, ranked: Sequence[LeverInTime]
) -> tuple[str, ...]:
    """What leads elsewhere after the period, for each variable's best setting, and what is found downstream."""
    best: dict[str, LeverInTime] = {}
    for lever in ranked:
        best.setdefault(lever.variable, lever)
    given: Mapping[str, Finding] = asked.given.get(0, {})
    at = asked.steps
    named = (
        (
            f"{x.variable} = {x.state}",
            outcome,
            later_path(
                model,
                Arms(model, x.intervention, Intervention()),
                outcome,
                given,
                "within a period",
                at=at,
                change=x.change,
            ),
            at,
        )
        for x in best.values()
    )
    late = observed_later(model, [scheduled(x.intervention) for x in best.values()], asked.given)
    return (*later_notes(named), *([after_note(late)] if late else []))


def _lived(
    model: CausalModel, settings: list[tuple[str, str]], asked: Inquiry
) -> tuple[list[tuple[str, str]], Courses]:
    """The settings that can be, with what is found, and what comes of nothing and of each of them."""
    arms = [Timed(()), *(scheduled(do({v: state})) for v, state in settings)]
    try:
        return settings, courses(model, arms, asked)
    except ImpossibleEvidenceError:
        # Only where nothing was sampled is it known which of them cannot be.
        if not is_quick(model, arms, asked, asked.draws.n if asked.draws else 1):
            raise
    kept = []
    for setting, arm in zip(settings, arms[1:], strict=True):
        with suppress(ImpossibleEvidenceError):
            courses(model, [arm], asked)
            kept.append(setting)
    arms = [Timed(()), *(scheduled(do({v: state})) for v, state in kept)]
    return kept, courses(model, arms, asked)


def _contradicted(asked: Inquiry, variable: str, state: str) -> bool:
    """Whether a variable that is held in a state is found in others."""
    findings = [found[variable] for found in asked.given.values() if variable in found]
    return not all(weights_of(finding, (state,)).any() for finding in findings)
