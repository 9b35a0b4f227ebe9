r"""The verb `dissent`: how far several voices part, and which disagreement matters for an answer.

The answers :math:`f_v` of the voices, with weights :math:`w_v`, have the variance :math:`B = \sum_v w_v (f_v - \bar f)^2`. To
share it out, let the disagreements in a set S follow one voice and all others another, drawn independently:

.. math::

   c(S) = \operatorname{Var}_v \, \operatorname{E}_u \, f(S \text{ from } v, \text{ the rest from } u)

is what S alone would leave of it, with :math:`c(\varnothing) = 0` and :math:`c(\text{all}) = B`. The share of a disagreement is its
Shapley value in this game: where answers add up, the covariance of what it contributes with the answer. It is negative
for one that hides the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.ensemble import central
from causalnet.errors import QuestionError
from causalnet.frozen_map import Register
from causalnet.language.translate import lazy, lazy_series
from causalnet.model.accounts.matching import MatchedNames
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.notation import enumerated
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.routes.shapley import ShapleyValues, shapley
from causalnet.questions.voices.agreement import spoken_of
from causalnet.questions.voices.crux import clashing
from causalnet.questions.voices.disagreements import Disagreement, bearing_parts, disagreements
from causalnet.questions.voices.dissent_answer import NOTHING, Dispute, Dissent, in_order
from causalnet.questions.voices.experts import central_models
from causalnet.questions.voices.mixtures import Mixtures
from causalnet.questions.voices.pool import by_voice, shares_of
from causalnet.questions.voices.said import (
    SILENT,
    Judged,
    PartKey,
    in_models,
    in_panels,
    part_named,
)

__all__ = ["dissent"]

Array = NDArray[np.float64]
# A variance this small is rounding.
ROUNDING = 1e-18


@public
def dissent(
    voices: CausalModel | Mapping[str, CausalModel],
    conclusion: Conclusion | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    matching: Mapping[str, MatchedNames] | None = None,
    seed: int = 0,
) -> Dissent:
    """How far several voices part in what they said, and which disagreement matters for a conclusion.

    The table holds the judgements themselves, in the units in which they were given: it does not depend on any question. With a
    conclusion, the variance between the voices' answers at their central numbers is shared out over the
    disagreements by Shapley values: all orders are counted for up to a dozen, and sampled beyond.

    Parameters
    ----------
    voices : CausalModel or mapping from voice to CausalModel
        As for `pool`: a model some of whose numbers several people judged, or several models.
    conclusion : Conclusion, optional
        The question for which a disagreement may matter.
    weights, matching
        As for `pool`.
    seed : int, default 0
        For the orders that are sampled.

    Returns
    -------
    Dissent

    Raises
    ------
    QuestionError
        If there is nobody to compare, or a voice does not have what the conclusion speaks of.

    References
    ----------
    A. B. Owen (2014), "Sobol' indices and Shapley value", *SIAM/ASA Journal on Uncertainty Quantification* 2(1). E. Song,
    B. L. Nelson and J. Staum (2016), "Shapley effects for global sensitivity analysis", same journal 4(1).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> voices = {"owner": lawn, "sceptic": lawn.rejecting("sprinkler → wet")}
    >>> wet = cn.Conclusion("wet", "rises", under=cn.do(sprinkler="on"))
    >>> print(cn.dissent(voices, wet).sentence)
    On whether the proposal “water the lawn” raises wet grass, the voices part most on sprinkler → wet grass: that accounts for all of the variance between them.
    """
    held = by_voice(voices, matching)
    shares = shares_of(held, weights)
    by_people = isinstance(voices, CausalModel)
    if isinstance(voices, CausalModel):
        models = central_models(voices, shares)
        said = list(in_panels(voices, tuple(shares)))
    else:
        models = {n: m for n in shares if isinstance(m := held[n], CausalModel)}
        said = list(in_models(models))
    if conclusion is None:
        disputes = in_order(Dispute(j, None) for j in said if j.is_disputed)
        found = Dissent(Register(shares, "voice"), weights is not None, disputes)
    else:
        found = _shared_out(models, shares, said, conclusion, seed, is_weighted=weights is not None)
    first, *others = [voices] if isinstance(voices, CausalModel) else models.values()
    found = replace(found, source=first, others=tuple(others))
    silences = tuple(_silences(shares, said, shared_out=conclusion is not None))
    return replace(found, notes=(*found.notes, *silences)) if by_people else found


def _silences(people: Iterable[str], said: Sequence[Judged], *, shared_out: bool) -> Iterator[str]:
    """Who did not judge what, and what stands there where answers are compared."""
    for name in people:
        lacking = [judged.name for judged in said if judged.said[name].text == SILENT]
        if lacking:
            told = {"name": name, "parts": lazy_series([*map(part_named, lacking)])}
            if shared_out:
                yield lazy(
                    "{name} did not judge {parts}; for the shares the mean of the others stands there.",
                    **told,
                )
            else:
                yield lazy("{name} did not judge {parts}.", **told)


def _shared_out(
    models: Mapping[str, CausalModel],
    shares: Mapping[str, float],
    said: Sequence[Judged],
    conclusion: Conclusion,
    seed: int,
    *,
    is_weighted: bool,
) -> Dissent:
    _require_spoken_of(models, conclusion)
    heard = {name: model for name, model in models.items() if shares[name]}
    alone = {n: contrast_of(m, conclusion)(central(m)).value for n, m in heard.items()}
    game = _Game.of(heard, shares, said, conclusion, alone)
    values, game = game.settled(seed)
    between = game.value(frozenset(range(len(game.units))))
    places = {key: i for i, unit in enumerate(game.units) for key in unit}
    disputes = []
    for judged in said:
        if judged.is_disputed:
            unit = next((places[k] for k in sorted(judged.keys) if k in places), None)
            together = () if unit is None else _beside(judged, said, game.units[unit])
            share = 0.0 if unit is None else float(values.values[unit])
            disputes.append(Dispute(judged, share, together))
    named = frozenset[PartKey]().union(*(judged.keys for judged in said if judged.is_disputed))
    others = [i for i, unit in enumerate(game.units) if not unit & named]
    return Dissent(
        Register(shares, "voice"),
        is_weighted,
        in_order(disputes),
        conclusion,
        Register(alone, "voice"),
        float(between) if between > ROUNDING else 0.0,
        values.error,
        values.orders,
        tuple(_beyond(others, game, values, float(between))),
    )


def _beyond(
    others: Sequence[int], game: _Game, values: ShapleyValues, between: float
) -> Iterator[str]:
    """What matters for the answers though nobody's number differs, such as the state at which an influence is zero."""
    held = [i for i in others if abs(values.values[i]) > NOTHING * between]
    if held and between > ROUNDING:
        share = sum(float(values.values[i]) for i in held) / between
        names = [part_named(name) for i in held for _, name in sorted(game.units[i])]
        yield lazy(
            "Differences other than in a number account for {share}: {names}.",
            share=f"{share:.0%}",
            names=lazy_series(names),
        )


def _beside(judged: Judged, said: Sequence[Judged], unit: frozenset[PartKey]) -> tuple[str, ...]:
    """The other judgements that stand or fall with one, since neither is of use without the other."""
    return tuple(j.name for j in said if j is not judged and j.is_disputed and j.keys & unit)


def _require_spoken_of(models: Mapping[str, CausalModel], conclusion: Conclusion) -> None:
    for name, model in models.items():
        lacking = sorted(spoken_of(conclusion) - {*model.variables})
        if lacking:
            raise QuestionError(
                f"The conclusion speaks of {enumerated(lacking)}, which {name!r} does not have: give it the weight 0 in a "
                "pool, or match the names with matching=."
            )


@dataclass(frozen=True, slots=True, eq=False)
class _Game:
    """The variance between voices that is left where only some disagreements follow a voice.

    Attributes
    ----------
    units : tuple of frozenset of (kind of part, name)
        What stands or falls as one disagreement.
    pairs : mapping from two voices to their mixtures
        In a mixture the second voice is right.
    """

    units: tuple[frozenset[PartKey], ...]
    pairs: Mapping[tuple[str, str], Mixtures]
    shares: Mapping[str, float]
    alone: Mapping[str, float]

    @classmethod
    def of(
        cls,
        models: Mapping[str, CausalModel],
        shares: Mapping[str, float],
        said: Iterable[Judged],
        conclusion: Conclusion,
        alone: Mapping[str, float],
    ) -> _Game:
        pairs = {}
        for u, v in combinations(models, 2):
            one, two = bearing_parts(models[u], models[v], conclusion)
            parts = disagreements(one, two, (models[u], models[v]))
            pairs[u, v] = Mixtures(one, two, parts, conclusion)
        bonds = [_keys(part) for mixtures in pairs.values() for part in mixtures.parts]
        bearing = frozenset[PartKey]().union(*bonds)
        bonds += [judged.keys & bearing for judged in said]
        return cls(_joined(bonds), pairs, shares, alone)

    def settled(self, seed: int) -> tuple[ShapleyValues, _Game]:
        """The Shapley values, once disagreements that clash in a mixture have been put together."""
        game = self
        while True:
            values = shapley(len(game.units), game.value, seed, game.prepare)
            clash = game.clash()
            if not clash:
                return values, game
            game = _Game(_joined([*game.units, clash]), game.pairs, game.shares, game.alone)

    def clash(self) -> frozenset[PartKey]:
        """The disagreements that cannot be apart in some mixture; empty where all can."""
        for mixtures in self.pairs.values():
            for failure in mixtures.failures():
                parts = [mixtures.parts[i] for i in clashing(mixtures.parts, failure)]
                keys = frozenset[PartKey]().union(*map(_keys, parts))
                if not any(keys <= unit for unit in self.units):
                    return keys
        return frozenset()

    def prepare(self, sets: Sequence[frozenset[int]]) -> None:
        """Work out every mixture that these sets of disagreements need."""
        for pair, mixtures in self.pairs.items():
            second = [self._ceded(pair, own) for own in sets]
            every = frozenset(range(len(mixtures.parts)))
            mixtures.prepare(list(dict.fromkeys([*second, *(every - own for own in second)])))

    def value(self, there: frozenset[int]) -> Array:
        """The variance over voices of the mean answer in which these disagreements follow the voice."""
        means = dict.fromkeys(self.alone, 0.0)
        for name in means:
            means[name] += self.shares[name] * self.alone[name]
        for (u, v), mixtures in self.pairs.items():
            own = self._ceded((u, v), there)
            every = frozenset(range(len(mixtures.parts)))
            means[v] += self.shares[u] * float(mixtures.value(own))
            means[u] += self.shares[v] * float(mixtures.value(every - own))
        weights = np.array([self.shares[name] for name in means])
        each = np.array(list(means.values()))
        return np.asarray(weights @ (each - weights @ each) ** 2)

    def _ceded(self, pair: tuple[str, str], there: frozenset[int]) -> frozenset[int]:
        """The disagreements of two voices that belong to some units."""
        keys = frozenset[PartKey]().union(*(self.units[i] for i in there))
        return frozenset(i for i, part in enumerate(self.pairs[pair].parts) if _keys(part) & keys)


def _keys(part: Disagreement) -> frozenset[PartKey]:
    return frozenset((point.kind, point.name) for point in part.points)


def _joined(bonds: Iterable[Iterable[PartKey]]) -> tuple[frozenset[PartKey], ...]:
    """The sets of keys that hang together, in a fixed order."""
    graph: nx.Graph[PartKey] = nx.Graph()
    for bond in bonds:
        own = sorted(bond)
        graph.add_nodes_from(own)
        nx.add_path(graph, own)
    found = (frozenset(c) for c in nx.connected_components(graph))
    return tuple(sorted(found, key=sorted))
