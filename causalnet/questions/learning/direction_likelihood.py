r"""The likelihood of directions that are told of past cases.

With the distributions p before and q after, a case whose luck is drawn afresh rises with :math:`\sum_{i < j} p_i q_j`. Where a
direction is told as it was with probability r, and otherwise as one of the other two alike, direction d is told with
:math:`r P(d) + (1 - r)(1 - P(d)) / 2`. Baselines are those of the model, since nothing is known of others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.errors import unknown
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.graph import ancestors
from causalnet.network.network import Network
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.learning.episode import Episode, Moved
from causalnet.questions.learning.log_likelihood import CaseEvidence
from causalnet.questions.query.question import ask, carried_out, require_within

__all__ = ["DirectionEvidence"]

Array = NDArray[np.float64]

SIGNS: dict[Moved, int] = {"rose": 1, "held": 0, "fell": -1}


@dataclass(frozen=True, eq=False)
class DirectionEvidence(CaseEvidence):
    """What episodes tell of a model.

    Attributes
    ----------
    model : CausalModel
    episodes : tuple of Episode
    """

    remedy = "leave it out, or lower its reliability"
    model: CausalModel
    episodes: tuple[Episode, ...]

    def __post_init__(self) -> None:
        for e in self.episodes:
            for name in (*e.moved, *e.given):
                if name not in self.model.variables:
                    raise unknown("variable", name, self.model.variables)
            for arm in (e.under, e.versus) if not e.at else ():
                require_within(self.model, arm)

    @property
    def effects(self) -> frozenset[str]:
        """The variables whose influences may bear on what the episodes tell."""
        if any(e.at for e in self.episodes):
            return frozenset(self.model.variables)
        return frozenset(self._names)

    @property
    def _names(self) -> list[str]:
        """What bears on the episodes of the present period, through calibration too."""
        parents = {v: tuple(i.cause for i in self.model.causes(v)) for v in self.model.variables}
        wanted = set()
        for e in self.episodes:
            if not e.at:
                wanted |= {*e.moved, *e.given}
                for arm in (e.under, e.versus):
                    wanted |= {*arm.touched, *(v for edge in arm.severed for v in edge)}
                    wanted |= {v for s in arm.settings.values() for v in s.reads}
        closed = ancestors(parents, wanted & parents.keys())
        return [v for v in self.model.variables if v in closed]

    def at(self, ensemble: Ensemble) -> Array:
        """The log-likelihood of all episodes."""
        return np.asarray(sum(self.each(ensemble), start=np.zeros(ensemble.points)))

    def each(self, ensemble: Ensemble) -> list[Array]:
        """The log-likelihood of each episode, shape (points,)."""
        names = self._names
        network = compile_model(self.model, ensemble, names) if names else None
        found = []
        for e in self.episodes:
            if e.at or network is None:
                told = _told(e, self.model, *self._later(e, ensemble))
            else:
                told = _told(e, self.model, *(_of_arm(network, e, a) for a in (e.versus, e.under)))
            with np.errstate(divide="ignore"):
                found.append(np.broadcast_to(np.log(told), (ensemble.points,)))
        return found

    def _later(self, e: Episode, ensemble: Ensemble) -> tuple[Array, Array]:
        """The outcome's distribution in both arms in a later period, from the chance of each state or a higher one."""
        (outcome,) = e.moved
        states = self.model.variables[outcome].states
        above = []
        for state in states[1:]:
            asked = Conclusion(
                outcome,
                "rises",
                under=e.under,
                versus=e.versus,
                given=e.given,
                at_least=state,
                at=e.at,
            )
            above.append(contrast_of(self.model, asked).measured(ensemble).mean(axis=2))
        ends = np.stack([np.ones_like(above[0]), *above, np.zeros_like(above[0])])
        under, versus = np.moveaxis(-np.diff(ends, axis=0), 1, 0)
        return versus, under

    def scores(self, ensemble: Ensemble, steps: Array) -> tuple[Array, Array]:
        """Gradient and observed information of the episodes."""
        number = len(steps)
        gradient, information = np.zeros(number), np.zeros((number, number))
        for logs in self.each(ensemble):
            # Beside the point the episode may be impossible on both sides.
            with np.errstate(invalid="ignore"):
                s = (logs[1 + number :] - logs[1 : 1 + number]) / steps
            s = np.where(np.isfinite(s), s, 0.0)
            gradient, information = gradient + s, information + np.outer(s, s)
        return gradient, information

    def impossible(self, ensemble: Ensemble) -> str:
        """The first episode that cannot be."""
        for e, logs in zip(self.episodes, self.each(ensemble), strict=True):
            if np.isneginf(logs).all():
                return f"The model rules out the episode {e.name!r}, which is told as certain"
        return ""


def _of_arm(network: Network, e: Episode, arm: Intervention) -> Array:
    """The joint distribution of the outcomes in one arm, shape (states of each…, points)."""
    question = ask(network, [*e.moved], arm, e.given)
    target, done = carried_out(network, question.under)
    p = joint(target, question.outcome, question.given, done=done)
    return p if p.ndim > len(e.moved) else p[..., None]


def _told(e: Episode, model: CausalModel, before: Array, after: Array) -> Array:
    """The probability that the directions are told, shape (points,)."""
    if e.read_as == "average":
        return _told_of_means(e, model, before, after)
    whole = after
    for axis, (outcome, how) in enumerate(e.moved.items()):
        places = np.arange(len(model.variables[outcome].states))
        # Rows: the state before; columns: the state after.
        signs = np.sign(places[None, :] - places[:, None])
        whole = np.moveaxis(np.tensordot(_chance(e, signs, how), whole, axes=(1, axis)), 0, axis)
    return np.asarray((before * whole).sum(axis=tuple(range(len(e.moved)))))


def _told_of_means(e: Episode, model: CausalModel, before: Array, after: Array) -> Array:
    told = np.ones(np.broadcast_shapes(before.shape[-1:], after.shape[-1:]))
    for axis, (outcome, how) in enumerate(e.moved.items()):
        variable = model.variables[outcome]
        others = tuple(k for k in range(len(e.moved)) if k != axis)
        places = np.arange(len(variable.states))
        change = places @ after.sum(axis=others) - places @ before.sum(axis=others)
        small = np.abs(change) < variable.scale().negligible
        told = told * _chance(e, np.where(small, 0, np.sign(change)), how)
    return told


def _chance(e: Episode, signs: Array, how: Moved) -> Array:
    """The probability that a direction is told where it was another one, or the same."""
    return np.where(signs == SIGNS[how], e.reliability, (1 - e.reliability) / 2)
