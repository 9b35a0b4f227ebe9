"""The check of an estimand against the do of the model that it is asked of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import MemoryLimitError
from causalnet.inference.posterior import joint
from causalnet.language.translate import lazy
from causalnet.network.network import Network
from causalnet.questions.identification.distributions import NetworkDistribution, TwoPopulations
from causalnet.questions.identification.evaluation import (
    Distributed,
    NamedTable,
    cells_needed,
    evaluate,
)
from causalnet.questions.identification.identification_answer import Identification
from causalnet.questions.query.mutilate import mutilate
from causalnet.questions.skipped import Skipped

__all__ = ["elsewhere_drawn", "self_checked"]

MOST_CELLS = 5_000_000
"""The largest table in evaluating an estimand for which it is checked."""

# Of the tables that are drawn for another population.
SEED = 0


def self_checked(answer: Identification, network: Network) -> float | Skipped:
    """The largest difference between the estimand, on a network's own joint distribution, and its do()."""
    if answer.estimand is None:
        return Skipped(lazy("there is no estimand"))
    sizes = {v: len(own) for v, own in answer.states.items()}
    cells = cells_needed(answer.estimand, sizes)
    if cells > MOST_CELLS:
        return Skipped(lazy("the check needs a table of {cells:,} cells", cells=cells))
    of: Distributed = NetworkDistribution(network)
    if answer.needs_experiment:
        of = TwoPopulations(of, NetworkDistribution(elsewhere_drawn(network, answer.differ)))
    try:
        table = evaluate(answer.estimand, of)
    except MemoryLimitError as error:
        return Skipped(lazy("the check needs too much memory ({error})", error=str(error)))
    worst = 0.0
    for truth, here in _arms(answer, network, table):
        below = truth.sum(axis=0)
        others = [v for v in here.names if v not in (answer.outcome, *answer.given)]
        values, undefined = here.spread((*others, answer.outcome, *answer.given))
        settled = ~undefined & (below > 0)
        expected = np.divide(truth, below, where=below > 0, out=np.zeros_like(truth))
        worst = max(worst, float(np.abs(values - expected)[settled].max(initial=0.0)))
    return worst


def _arms(
    answer: Identification, network: Network, table: NamedTable
) -> Iterator[tuple[NDArray[np.float64], NamedTable]]:
    """For every setting what is so, and what the estimand says."""
    asked = [answer.outcome, *answer.given]
    if answer.soft is not None:
        yield joint(mutilate(network, answer.soft), asked), table
        return
    for states in product(*(range(len(answer.states[v])) for v in answer.causes)):
        done = {v: network.states[v][i] for v, i in zip(answer.causes, states, strict=True)}
        at = dict(zip(answer.causes, states, strict=True))
        yield joint(network, asked, done=done), table.at(at)


def elsewhere_drawn(network: Network, differ: tuple[str, ...]) -> Network:
    """Another population: the tables of some variables drawn at random."""
    rng = np.random.default_rng(SEED)
    tables = {v: network.values(v) for v in network}
    for v in differ:
        shape = tables[v].shape
        tables[v] = rng.dirichlet(np.ones(shape[-1]), shape[:-1])
    return Network.trusted(network.states, network.parents, tables, name=network.name)
