"""Contrasts by a later period: exact on the unrolled model where that is quick, else simulated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Self

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.sampling import sampled
from causalnet.compilation.unrolled_footprint import require_courses
from causalnet.errors import CalibrationError, unknown
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.inference.sampling.likelihood_weighting import Method
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion, check_sizes
from causalnet.model.grammar.finding import timed_findings
from causalnet.model.grammar.intervention import Timed, scheduled
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.time.courses import courses, courses_at, points_affordable
from causalnet.questions.time.exact_courses import is_quick
from causalnet.questions.time.inquiry import Courses, Inquiry
from causalnet.questions.time.particle_filter import relevant

__all__ = ["TimedContrast"]

Array = NDArray[np.float64]

# Particles for each variant of the numbers or of the model: enough to see which matter.
PARTICLES_PER_VARIANT = 4096


@dataclass(frozen=True, slots=True, eq=False)
class TimedContrast(Contrast):
    """A contrast by a later period, lagged influences acting until then.

    All points live through the same random numbers where it is simulated, so that differences between them have much
    less noise than each of them.

    Attributes
    ----------
    method : {"exact", "sample"}
    particles : int or None
        For each point; None for as many as a question by itself has.
    """

    method: Method = "exact"
    particles: int | None = None

    @classmethod
    def of(cls, model: CausalModel, conclusion: Conclusion) -> Self:
        """The contrast of a conclusion about a model.

        Raises
        ------
        UnknownNameError, QuestionError, InterventionError
            If the conclusion speaks of what is not there.
        """
        if conclusion.outcome not in model.variables:
            raise unknown("variable", conclusion.outcome, model.variables)
        own = model.variables[conclusion.outcome].states
        if conclusion.at_least is not None and conclusion.at_least not in own:
            raise unknown("state", conclusion.at_least, own, of=conclusion.outcome)
        check_sizes(conclusion, own)
        asked = _inquiry(conclusion)
        arms = [scheduled(conclusion.under), scheduled(conclusion.versus)]
        names = relevant(model, asked.outcomes, asked.given, arms)
        quick = is_quick(model, arms, asked, 1)
        order = tuple(v for v in model.variables if v in names)
        return cls(model, conclusion, order, "exact" if quick else "sample")

    @property
    def lighter(self) -> Self:
        """The same from fewer particles: for variants of the numbers or of the model."""
        return replace(self, particles=PARTICLES_PER_VARIANT) if self.particles is None else self

    def variant(self, model: CausalModel) -> Self:
        """The same conclusion about a variant of the model, solved in the same way."""
        own = type(self).of(model, self.conclusion)
        return replace(own, method=self.method, particles=self.particles)

    def require(self, draws: int) -> None:
        """Refuse a number of draws that would take too much memory."""
        size = len(self.arms), self.conclusion.at, draws
        require_courses(self.model, (self.conclusion.outcome,), *size, MEMORY_LIMIT)

    @property
    def timed_arms(self) -> list[Timed]:
        """The arms, each with the periods in which it holds."""
        return [scheduled(arm) for arm in self.arms]

    @property
    def exact(self) -> bool:
        """Whether it is read from the unrolled model."""
        return self.method == "exact"

    @property
    def affordable(self) -> int | None:
        """As many points as take seconds, not minutes."""
        return points_affordable(self.model, self.timed_arms, self._asked())

    def effort(self, points: int) -> str:
        """A number of questions about a later period."""
        return lazy(
            "it asks {count:,} times what happens by period {period}",
            count=points,
            period=self.conclusion.at,
        )

    def _asked(self, how: Draws | None = None) -> Inquiry:
        asked = _inquiry(self.conclusion)
        return replace(asked, method=self.method, particles=self.particles, draws=how)

    def measured(self, ensemble: Ensemble) -> Array:
        """The measured quantity in each arm, shape (arms, points, repetitions)."""
        return self._read(courses_at(self.model, self.timed_arms, self._asked(), ensemble))

    def survival(self, ensemble: Ensemble) -> Array:
        """The chance of each state but the lowest, with those above it, at one point, shape (arms, states - 1)."""
        found = courses_at(self.model, self.timed_arms, self._asked(), ensemble)
        return np.asarray(found.survival[:, 0, -1].mean(axis=(2, 3)))

    def drawing(self, how: Draws) -> list[Callable[[], Array]]:
        """One task: all draws share what is solved in each period."""
        return [partial(self._drawn, how)]

    @property
    def how(self) -> str:
        """Exactly, or by simulation."""
        return "unrolled over periods" if self.exact else "simulated over periods"

    def _drawn(self, how: Draws) -> Array:
        asked = replace(self._asked(how), method="auto", particles=None)
        try:
            arms = self._read(courses(self.model, self.timed_arms, asked)).mean(axis=2)
        except CalibrationError:
            # A baseline cannot be met in some draw: that draw has no contrast, and the others have theirs.
            return self.lighter(sampled(self.model, how)).points
        # Where nothing is drawn all draws are alike.
        return np.broadcast_to(self.between(arms).points, (how.n,))

    def _read(self, found: Courses) -> Array:
        """The expected level in the last period, or the probability of a state or higher."""
        last = found.survival[:, 0, -1]
        state = self.conclusion.at_least
        if state is None:
            return np.asarray(last.sum(axis=1))
        at = self.model.variables[self.conclusion.outcome].index(state)
        return np.asarray(last[:, at - 1] if at else np.ones_like(last[:, 0]))


def _inquiry(conclusion: Conclusion) -> Inquiry:
    return Inquiry(
        outcomes=(conclusion.outcome,),
        last=conclusion.at,
        given=timed_findings(conclusion.given),
    )
