"""Points of a model's parameter space: the central one, draws from its judgements, or any others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from causalnet.cache import CachePerOwner
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, Modifier
from causalnet.model.judgements.panel import one_judgement
from causalnet.model.variable import Variable

__all__ = ["Ensemble", "central", "concatenated"]

Array = NDArray[np.float64]

NO_EFFECT = np.zeros(())
NO_EFFECT.flags.writeable = False


@dataclass(frozen=True, slots=True, eq=False)
class Ensemble:
    """Points of a model's parameter space: every strength, every amount and the baselines that differ.

    An ensemble holds one point (`central`), the draws from a model's judgements (`sampled`), or the points that
    `Coordinates.ensemble` lays out. A number that is the same at all points is plain: it has no axis of points, so
    that what depends on it alone is worked out once.

    Attributes
    ----------
    strengths : mapping from influence key (cause, effect, lag) to ndarray
        Log-odds per step, without the sign of the influence; shape () or (points,).
    amounts : mapping from (cause, effect, by) to ndarray
        The amount of each modifier; shape () or (points,).
    baselines : mapping from variable to ndarray, shape (states,) or (states, points)
        The baselines that differ from those that the model declares.
    points : int
        The number of points. Default: as many as the numbers have, and one where all are plain.
    """

    strengths: Mapping[tuple[str, str, int], Array]
    amounts: Mapping[tuple[str, str, str], Array]
    baselines: Mapping[str, Array] = field(default_factory=dict)
    points: int = 1

    def __post_init__(self) -> None:
        if (own := self.axis) is not None:
            object.__setattr__(self, "points", own)

    @property
    def axis(self) -> int | None:
        """The length of the axis of points, as a network compiled from them has it; None where all are plain."""
        shapes = {n.shape for n in (*self.strengths.values(), *self.amounts.values())}
        shapes |= {p.shape[1:] for p in self.baselines.values()}
        return max(shapes)[0] if shapes - {()} else None

    def only(
        self,
        name: str,
        strengths: Iterable[tuple[str, str, int]],
        amounts: Iterable[tuple[str, str, str]],
    ) -> Ensemble:
        """Only some numbers, and the baseline of one variable; a strength that it lacks is zero."""
        own = self.baselines.get(name)
        return Ensemble(
            {k: self.strengths.get(k, NO_EFFECT) for k in strengths},
            {k: self.amounts[k] for k in amounts},
            {} if own is None else {name: own},
            self.points,
        )

    def arrays(self) -> list[Array]:
        """All numbers: strengths, amounts, and baselines that differ from the declared ones."""
        return [*self.strengths.values(), *self.amounts.values(), *self.baselines.values()]

    def keys(self) -> tuple[Hashable, ...]:
        """The parts and variables whose numbers these are, in the order of the numbers."""
        return tuple(self.strengths), tuple(self.amounts), tuple(self.baselines)

    def digest(self) -> bytes:
        """A digest of all numbers, in their order: equal for equal numbers, and otherwise different but for a collision."""
        arrays = self.arrays()
        told = blake2b(repr([array.shape for array in arrays]).encode(), digest_size=16)
        for array in arrays:
            told.update(np.ascontiguousarray(array).data)
        return told.digest()

    def rows(self) -> list[Array]:
        """The numbers that have an axis of points, each of shape (points,)."""
        single = [x for x in (*self.strengths.values(), *self.amounts.values()) if x.ndim]
        return single + [row for p in self.baselines.values() if p.ndim > 1 for row in p]

    def at(self, which: slice | NDArray[np.intp]) -> Ensemble:
        """Only some of the points."""
        return Ensemble(
            {k: x[which] if x.ndim else x for k, x in self.strengths.items()},
            {k: x[which] if x.ndim else x for k, x in self.amounts.items()},
            {k: p[:, which] if p.ndim > 1 else p for k, p in self.baselines.items()},
            len(range(self.points)[which]) if isinstance(which, slice) else len(which),
        )

    def plain(self) -> Ensemble:
        """The same, with a number that is equal at all points made plain."""

        def own(x: Array, axes: int) -> Array:
            return x[..., 0] if x.ndim > axes and (x == x[..., :1]).all() else x

        return Ensemble(
            {k: own(x, 0) for k, x in self.strengths.items()},
            {k: own(x, 0) for k, x in self.amounts.items()},
            {k: own(p, 1) for k, p in self.baselines.items()},
            self.points,
        )

    def along(self) -> Ensemble:
        """The same with an axis of points for every number; plain numbers are repeated along it."""
        points = self.points
        return Ensemble(
            {k: np.broadcast_to(x, (points,)) for k, x in self.strengths.items()},
            {k: np.broadcast_to(x, (points,)) for k, x in self.amounts.items()},
            {
                k: np.broadcast_to(p if p.ndim > 1 else p[:, None], (len(p), points))
                for k, p in self.baselines.items()
            },
            points,
        )

    def strength(self, influence: Influence) -> Array:
        """The number for an influence; zero if it has none."""
        return self.strengths.get(influence.key, NO_EFFECT)

    def amount(self, modifier: Modifier) -> Array:
        """The number for a modifier's amount."""
        return self.amounts[modifier.cause, modifier.effect, modifier.by]

    def baseline(self, variable: Variable) -> Array | None:
        """The marginal to which a variable is calibrated today; None without one."""
        given = self.baselines.get(variable.name)
        if given is None and (declared := variable.one_baseline) is not None:
            return np.array(declared.p, dtype=np.float64)
        return given


_centres: CachePerOwner[CausalModel, str, Ensemble] = CachePerOwner(1)


def central(model: CausalModel) -> Ensemble:
    """The one point of the central network: modes, added influences in, masses at zero ignored."""
    kept = _centres.of(model)
    return kept.get("centre") or kept.put("centre", _centre(model))


def _centre(model: CausalModel) -> Ensemble:
    strengths = {}
    for influence in model.influences:
        judged = model.strength(influence)
        if judged is not None:
            strengths[influence.key] = np.array(one_judgement(influence.name, judged).central)
    amounts = {
        (m.cause, m.effect, m.by): np.array(one_judgement(m.name, model.amount(m)).central)
        for m in model.modifiers
    }
    return Ensemble(strengths, amounts)


def concatenated(model: CausalModel, ensembles: Sequence[Ensemble]) -> Ensemble:
    """The points of several ensembles of a model, one after another; what is the same at all of them stays plain."""
    first, counts = ensembles[0], [e.points for e in ensembles]

    def joined(arrays: Sequence[Array], axes: int) -> Array:
        one = arrays[0]
        if one.ndim == axes and all(x is one or np.array_equal(x, one) for x in arrays[1:]):
            return one
        whole = zip(arrays, counts, strict=True)
        return np.concatenate(
            [
                x if x.ndim > axes else np.broadcast_to(x[..., None], (*x.shape, n))
                for x, n in whole
            ],
            axis=-1,
        )

    moved = dict.fromkeys(v for e in ensembles for v in e.baselines)
    return Ensemble(
        {k: joined([e.strengths[k] for e in ensembles], 0) for k in first.strengths},
        {k: joined([e.amounts[k] for e in ensembles], 0) for k in first.amounts},
        {v: joined([_declared(e, model.variables[v]) for e in ensembles], 1) for v in moved},
        sum(counts),
    )


def _declared(ensemble: Ensemble, variable: Variable) -> Array:
    """A baseline in an ensemble where others move it: the declared one, if it does not itself."""
    found = ensemble.baseline(variable)
    if found is None:
        raise ValueError(f"{variable.name} has no baseline that could be moved.")
    return found
