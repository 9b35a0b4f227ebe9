"""Verdicts over time: how much of a conclusion by a later period the argument has earned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.unrolled_footprint import require_courses
from causalnet.console import printed
from causalnet.errors import CalibrationError
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws
from causalnet.model.effect_size import NOTHING, Scale, Size
from causalnet.model.influence import Influence, Modifier
from causalnet.model.intervention import Intervention
from causalnet.model.mechanism import Tabular
from causalnet.questions.effects.rank_shares import MOST
from causalnet.questions.headline import Grade, Headline
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.query.spread import TOLERANCE, Shares, Spread
from causalnet.questions.robustness.critical_sets import speaking_for
from causalnet.questions.signs.signs import BySigns, by_signs, follows_strictly
from causalnet.questions.time.inquiry import Method
from causalnet.questions.time.levers_in_time import contrast_in_time, inquiry
from causalnet.questions.time.particle_filter import relevant
from causalnet.questions.verdict.wording import however_little, shown
from causalnet.tables import Answer, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["VerdictInTime", "WorldInTime", "verdict_in_time"]

Array = NDArray[np.float64]

# Particles for each world without some influence: enough to see which matter.
PARTICLES = 4096


@printed
@dataclass(frozen=True, slots=True)
class WorldInTime:
    """The conclusion in the world of somebody who believes something else.

    Attributes
    ----------
    name : str
        What is rejected, or admitted, there.
    value, error : float
        The contrast at the central numbers, and its standard error.
    holds : bool
        Whether the conclusion stands there.
    """

    name: str
    value: float
    error: float
    holds: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class VerdictInTime(Answer):
    """How much of a conclusion by a later period the argument has earned.

    Of the four parts of a `Verdict` it has three: the signs, which carry to any horizon; the draws; and what it
    rests on, one influence at a time and by kind, one rival at a time, and under other mechanisms. There is no
    search over the ranges: what the draws attained is given in its place.

    Attributes
    ----------
    conclusion : Conclusion
    central, error : float
        The contrast at the central numbers, and its standard error.
    signs : BySigns
    spread : Spread
        The contrast over draws.
    share : float
        The share of draws in which it stands.
    kinds : tuple of WorldInTime
        Without every influence of a kind: lagged, inertia, not stated.
    single : tuple of WorldInTime
        Without one influence or modifier at a time, each influence at its own lag alone: all that bear on the
        conclusion by its period. The one that it hangs on most comes first.
    rivals : tuple of WorldInTime
        With one rival admitted at a time.
    alternates : tuple of WorldInTime
        Under the alternate mechanisms, all together; empty where none is declared.
    provenance : Provenance
    scale : Scale
        What is measured on: how long it is, and from where on a change is small, moderate and large.
    """

    conclusion: Conclusion
    central: float
    error: float
    signs: BySigns
    spread: Spread
    share: float
    kinds: tuple[WorldInTime, ...]
    single: tuple[WorldInTime, ...]
    rivals: tuple[WorldInTime, ...]
    alternates: tuple[WorldInTime, ...]
    provenance: Provenance
    scale: Scale

    @property
    def told(self) -> Headline:
        """What it says in short."""
        return Headline(
            self.conclusion,
            self.central,
            self.grade,
            self.signs,
            self.scale,
            self.share,
            searched=False,
        )

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
    def sizable(self) -> Shares:
        """How many draws rise and fall by more than is negligible."""
        return self.spread.shares(self.scale.negligible)

    @property
    def holds(self) -> bool:
        """Whether it stands at the central numbers."""
        return self.conclusion.holds(self.central)

    @property
    def grade(self) -> Grade:
        """The strongest ground that it stands on, as for a `Verdict`; ranges are not searched."""
        if self.conclusion.by_definition and self.holds:
            return "definition"
        if follows_strictly(self.signs):
            return self.signs.ground
        if not self.holds:
            return "not earned"
        return "most draws" if self.share >= MOST else "a guess"

    @property
    def undoing(self) -> tuple[WorldInTime, ...]:
        """The influences and modifiers each of which undoes it, if rejected alone; none if it does not stand."""
        return tuple(w for w in self.single if self.holds and not w.holds)

    @property
    def undoing_rivals(self) -> tuple[WorldInTime, ...]:
        """The rivals each of which undoes it, if admitted alone; none if it does not stand."""
        return tuple(w for w in self.rivals if self.holds and not w.holds)

    def _falls(self, world: WorldInTime) -> str:
        return ", which undoes it" if self.holds and not world.holds else ""

    def _plus_minus(self) -> str:
        return f" (standard error {self.error:.4f})" if self.error else ""

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every figure: part, what, value."""
        import pandas as pd

        low, high = self.spread.interval()
        rows: list[tuple[str, str, object]] = [
            ("conclusion", "sentence", str(self.conclusion)),
            ("conclusion", "grade", self.grade),
            ("conclusion", "size", self.size),
            ("conclusion", "grade with size", self.headline),
            ("conclusion", "numbers are", self.told.numbers),
            ("conclusion", "central", self.central),
            ("conclusion", "share of the scale", self.scale.share(self.central)),
            ("conclusion", "standard error", self.error),
            ("signs", "status", self.signs.status),
            ("signs", "standing needed", self.signs.standing),
            ("draws", "share that stands", self.share),
            ("draws", "median", self.spread.median),
            ("draws", "5%", low),
            ("draws", "95%", high),
            ("draws", "least attained", float(self.spread.drawn.min())),
            ("draws", "greatest attained", float(self.spread.drawn.max())),
        ]
        rows += [("rests on", f"without {w.name}", w.value) for w in (*self.kinds, *self.single)]
        rows += [("rests on", f"with the rival {w.name}", w.value) for w in self.rivals]
        rows += [("rests on", w.name, w.value) for w in self.alternates]
        return pd.DataFrame(rows, columns=["part", "what", "value"])

    def sheets(self) -> tuple[Sheet, ...]:
        """Half a page that needs no programming to read."""
        c, ends = self.conclusion, (self.spread.drawn.min(), self.spread.drawn.max())
        least, greatest = (shown(c, float(x)) for x in ends)
        rows = [
            ["concluded", f"{c}"],
            ["earned", self.headline],
            ["central", shown(c, self.central) + self._plus_minus()],
            ["by signs", f"{self.signs.status}: {self.signs.reason}"],
            ["by standing", ", ".join(f"{t}: {s}" for t, s in self.signs.standings)],
            ["over draws", f"stands in {self.share:.0%}; {self._spread()}"],
            ["", however_little(c, self.spread, self.share)],
            ["attained", f"{least} to {greatest} (no search was made)"],
        ]
        rows += [[f"without {w.name}", shown(c, w.value) + self._falls(w)] for w in self.kinds]
        undone = [w.name for w in self.undoing]
        none = "no single influence, if rejected" if self.holds else "nothing: it does not stand"
        rows.append(["undone by", "; ".join(undone) or none])
        if self.rivals:
            turned = [f"{w.name} ({shown(c, w.value)})" for w in self.undoing_rivals]
            none = "none by itself" if self.holds else "nothing: it does not stand"
            rows.append(["undone by a rival", "; ".join(turned) or none])
            rows += self._weakened()
        rows += [[w.name, shown(c, w.value) + self._falls(w)] for w in self.alternates]
        moving = [w for w in self.single if abs(w.value - self.central) > NOTHING][:3]
        most = [f"{w.name} (without it {shown(c, w.value)})" for w in moving]
        rows.append(["depends most on", "; ".join(most) or "no single influence"])
        kept = [row for row in rows if row[1]]
        notes = tuple(x for x in (self.signs.warning, str(self.provenance)) if x)
        return (Sheet(self.sentence, (), kept, notes, "<<"),)

    def _weakened(self) -> list[list[str]]:
        """The rivals that leave less of it without undoing it, the one that leaves least first."""
        c, upward, undoing = self.conclusion, self.conclusion.upward, self.undoing_rivals
        own = speaking_for(self.central, upward) - max(NOTHING, 2 * self.error)
        weaker = [(speaking_for(w.value, upward), w) for w in self.rivals if w not in undoing]
        least = sorted((pair for pair in weaker if pair[0] < own), key=lambda pair: pair[0])
        told = [f"{w.name} ({shown(c, w.value)}, {self.scale.size(w.value)})" for _, w in least]
        return [["weaker with a rival", "; ".join(told)]] if told else []

    def _spread(self) -> str:
        """The spread over draws, and how many of them change by more than is negligible."""
        c, spread = self.conclusion, self.spread
        low, high = (shown(c, x) for x in spread.interval())
        told = f"{shown(c, spread.median)} [{low}, {high}]"
        if c.passes:
            return told
        rise, _, fall = (f"{x:.0%}" for x in self.sizable)
        return f"{told}; by more than is negligible {rise} rise and {fall} fall"


def verdict_in_time(model: CausalModel, conclusion: Conclusion, draws: Draws) -> VerdictInTime:
    """How much of a conclusion by a later period the argument has earned.

    Parameters
    ----------
    model : CausalModel
    conclusion : Conclusion
        With a period by which it is concluded.
    draws : Draws

    Raises
    ------
    UnknownNameError, QuestionError, InterventionError
        Where the conclusion speaks of what is not there.
    """
    arms, asked = inquiry(conclusion, draws)
    if conclusion.outcome in model.variables:
        # What comes first takes long where there are many periods: better refused before it.
        size = len(arms), asked.steps, draws.n
        require_courses(model, asked.outcomes, *size, MEMORY_LIMIT)
    signs = by_signs(model, conclusion)
    centre = contrast_in_time(model, conclusion)
    central, error = _mean(centre)
    # What was simulated here will be without an influence too: no need to plan each such world.
    method: Method = "auto" if centre.shape[-1] == 1 else "sample"
    drawn = contrast_in_time(model, conclusion, draws).mean(axis=1)
    tolerance = max(conclusion.by, TOLERANCE)
    share = float(np.mean([conclusion.holds(float(x), tolerance) for x in drawn]))
    lagged = [i for i in model.influences if i.lag]
    parts: list[Influence | Modifier] = [*model.influences, *model.modifiers]
    unstated = [part for part in parts if part.standing != "stated"]
    kinds: tuple[tuple[str, Sequence[Influence | Modifier]], ...] = (
        ("every lagged influence", lagged),
        ("inertia", [i for i in lagged if i.cause == i.effect]),
        ("all that is not stated", unstated),
    )
    worlds = _Worlds(conclusion, method)
    single = [worlds.at(part.name, _without(model, [part])) for part in _acting(model, conclusion)]
    upward = conclusion.upward
    others = model.alternating()
    return VerdictInTime(
        conclusion,
        central,
        error,
        signs,
        Spread(drawn),
        share,
        tuple(worlds.at(kind, _without(model, own)) for kind, own in kinds if own),
        tuple(sorted(single, key=lambda w: (w.holds, speaking_for(w.value, upward)))),
        tuple(worlds.at(name, model.admitting(name)) for name in model.rivals),
        (worlds.at("alternate mechanisms", others),) if others != model else (),
        provenance(model, "simulated or unrolled over periods", draws),
        conclusion.scale(model.variables[conclusion.outcome].scale()),
    )


def _acting(model: CausalModel, conclusion: Conclusion) -> list[Influence | Modifier]:
    """What bears on a conclusion by its period and may be rejected, on the way to its outcome or not.

    What a variable is calibrated to, what is observed and what a policy reads bear on it as well.
    """
    asked = inquiry(conclusion)
    bearing = relevant(model, asked.inquiry.outcomes, asked.inquiry.given, asked.arms)
    graded = bearing - _tabled(model)
    own: list[Influence | Modifier] = [
        i for i in model.influences if i.effect in graded and i.lag <= asked.inquiry.steps
    ]
    return own + [m for m in model.modifiers if m.effect in graded]


def _without(model: CausalModel, parts: Iterable[Influence | Modifier]) -> CausalModel:
    """The model with some of its parts rejected, each influence at its own lag alone."""
    tabled = _tabled(model)
    fallen = [part for part in parts if part.effect not in tabled]
    less = model.rejecting(*(part.name for part in fallen))
    # The name of an influence within a period stands for every lag.
    left = {i.key for i in less.influences} | {p.key for p in fallen if isinstance(p, Influence)}
    pairs = {(p.cause, p.effect) for p in fallen if isinstance(p, Influence) and not p.lag}
    return less.adding(
        *(
            i
            for i in model.influences
            if i.lag and (i.cause, i.effect) in pairs and i.key not in left
        )
    )


def _tabled(model: CausalModel) -> set[str]:
    """The variables that a table or a rule gives: no influence on them falls alone."""
    return {name for name, v in model.variables.items() if isinstance(v.mechanism, Tabular)}


def _mean(values: Array) -> tuple[float, float]:
    """Of what has been repeated, with its standard error."""
    flat = values.ravel()
    error = flat.std(ddof=1) / np.sqrt(flat.size) if flat.size > 1 else 0.0
    return float(flat.mean()), float(error)


class _Worlds(NamedTuple):
    """A conclusion, to be held against variants of its model."""

    conclusion: Conclusion
    method: Method

    def at(self, name: str, model: CausalModel) -> WorldInTime:
        """The conclusion in one of them; it does not stand where that cannot be calibrated."""
        asked = replace(
            self.conclusion,
            under=_possible(model, self.conclusion.under),
            versus=_possible(model, self.conclusion.versus),
        )
        try:
            values = contrast_in_time(model, asked, particles=PARTICLES, method=self.method)
        except CalibrationError:
            return WorldInTime(name, float("nan"), float("nan"), holds=False)
        value, error = _mean(values)
        # A change within two standard errors of zero may be chance, so it does not count as one.
        holds = self.conclusion.holds(value, 2 * error) if error else self.conclusion.holds(value)
        return WorldInTime(name, value, error, holds)


def _possible(model: CausalModel, arm: Intervention) -> Intervention:
    """An arm without the cuts of what is no longer there."""
    there = {(i.cause, i.effect) for i in model.influences}
    return replace(arm, cuts=frozenset(c for c in arm.cuts if (c.cause, c.effect) in there))
