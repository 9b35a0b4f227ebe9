r"""Two worlds as a network, once every witness has a coupling.

The second version of a witness has the table :math:`K(x, x' \mid a, b) / P(x \mid a)`, given the causes in both
worlds and its own first version. States that are ruled out by what is set or observed are left out of every table
before couplings are made: their tables are the largest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.memory_limits import BYTES_PER_NUMBER, MEMORY_LIMIT, in_draws, too_large
from causalnet.inference.query_encoding import impossible
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.coupling import COUPLINGS, Couplings
from causalnet.questions.counterfactuals.worlds import Worlds

__all__ = [
    "Kept",
    "WitnessRows",
    "kept_states",
    "placed",
    "require_worlds_fit",
    "two_world_network",
    "witness_cells",
    "witness_rows",
]

Array = NDArray[np.float64]
# Arrays as large as the table of a witness that are alive while it is made.
ALIVE = 4
Kept = Mapping[str, NDArray[np.intp]]


def kept_states(
    worlds: Worlds, findings: Mapping[str, Finding] | None = None, asked: Iterable[str] = ()
) -> dict[str, NDArray[np.intp]]:
    """The states of every node that what is set and found leaves possible; all of those asked about.

    Parameters
    ----------
    worlds : Worlds
    findings : mapping from node to finding, optional
    asked : iterable of str
        Nodes whose states are all kept.
    """
    findings, whole = findings or {}, set(asked)
    kept = {}
    for name, node in worlds.nodes.items():
        states = worlds.network.states[node.variable]
        every = np.arange(len(states))
        finding = findings.get(name)
        if name in whole or isinstance(finding, Likelihood):
            kept[name] = every
        elif finding is not None:
            holds = {finding} if isinstance(finding, str) else finding
            kept[name] = np.array([i for i, s in enumerate(states) if s in holds])
        elif node.reads:
            kept[name] = every
        else:
            kept[name] = every[(node.table.reshape(len(states), -1) > 0).any(axis=1)]
    return kept


@dataclass(frozen=True, slots=True, eq=False)
class WitnessRows:
    """The rows of a witness in both worlds, over the causes in both.

    Attributes
    ----------
    axes : tuple of str
        The nodes that either row depends on.
    first, second : ndarray, shape (states of the axes or 1…, states, draws or 1)
    same : ndarray, shape (states of the axes or 1…, 1, 1, 1)
        One where the causes are the same in both worlds, else zero.
    """

    axes: tuple[str, ...]
    first: Array
    second: Array
    same: Array


def witness_rows(worlds: Worlds, name: str, kept: Kept) -> WitnessRows:
    """The rows of a witness, from its second version's node."""
    node = worlds.nodes[name]
    twin = worlds.nodes[worlds.pairs[name]]
    axes = worlds.above(name)[:-1]
    same = np.ones([1] * len(axes))
    for a, b in zip(twin.reads, node.reads, strict=True):
        if a != b:
            alike = (kept[a][:, None] == kept[b]).astype(np.float64)
            same = same * placed(alike, (a, b), axes)
    first, second = (
        placed(
            _sliced(own.table, own.reads, kept),
            own.reads,
            axes,
            own.table.ndim > len(own.reads) + 1,
        )
        for own in (twin, node)
    )
    return WitnessRows(axes, first, second, same[..., None, None, None])


def _sliced(table: Array, reads: Sequence[str], kept: Kept) -> Array:
    """A table with only the kept states of what it reads."""
    for axis, name in enumerate(reads):
        if len(kept[name]) < table.shape[axis]:
            table = table.take(kept[name], axis=axis)
    return table


def placed(
    table: Array, reads: Sequence[str], axes: Sequence[str], drawn: bool | None = None
) -> Array:
    """A table with its leading axes in the places of `axes`, and for rows an axis of draws, last."""
    if drawn is False:
        table = table[..., None]
    rest = table.ndim - len(reads)
    order = sorted(range(len(reads)), key=lambda i: axes.index(reads[i]))
    table = table.transpose(*order, *range(len(reads), len(reads) + rest))
    sizes = dict(zip(reads, np.argsort(order), strict=True))
    shape = [table.shape[sizes[a]] if a in sizes else 1 for a in axes]
    return table.reshape(*shape, *table.shape[len(reads) :])


def two_world_network(
    worlds: Worlds,
    coupling: Couplings,
    findings: Mapping[str, Finding] | None = None,
    asked: Iterable[str] = (),
) -> Network:
    """The network of both worlds, whose variables are the nodes.

    Parameters
    ----------
    worlds : Worlds
    coupling : str or mapping
        One for all witnesses, or one for each.
    findings : mapping from node to finding, optional
        States that they rule out are left out. They must still be given to the query.
    asked : iterable of str
        The nodes asked about, which keep all their states.

    Returns
    -------
    Network

    Raises
    ------
    ImpossibleEvidenceError
        If a state that is found has no probability, whatever its causes are.
    MemoryLimitError
        If the table of a witness would take too much memory.
    """
    kept = kept_states(worlds, findings, asked)
    tables, parents = {}, {}
    for name, node in worlds.nodes.items():
        parents[name] = worlds.above(name)
        if name not in worlds.pairs:
            table = _sliced(node.table, node.reads, kept)
            axis = len(node.reads)
            own = kept[name]
            tables[name] = table if len(own) == table.shape[axis] else table.take(own, axis=axis)
            if len(own) < table.shape[axis] and not tables[name].any():
                raise impossible({node.variable: (findings or {})[name]})
            continue
        how = coupling if isinstance(coupling, str) else coupling[node.variable]
        shape = [len(kept[a]) for a in (*parents[name], name)]
        require_worlds_fit(worlds, node.variable, prod(shape))
        rows = witness_rows(worlds, name, kept)
        twin = kept[worlds.pairs[name]]
        table = COUPLINGS[how](rows.first, rows.second, rows.same, twin)
        if len(kept[name]) < table.shape[-2]:
            table = table[..., kept[name], :]
        table = np.broadcast_to(table, (*shape, table.shape[-1]))
        tables[name] = table if table.shape[-1] > 1 else table[..., 0]
        # No case may have what is found of both versions.
        some = len(kept[name]) * len(twin) < len(worlds.network.states[node.variable]) ** 2
        if some and not tables[name].any():
            raise impossible({node.variable: (findings or {})[name]})
    states = {
        name: tuple([worlds.network.states[node.variable][i] for i in kept[name]])
        for name, node in worlds.nodes.items()
    }
    return Network.trusted(
        states,
        parents,
        tables,
        draws=worlds.network.draws,
        sampling=worlds.network.sampling,
        ordered=frozenset(),
    )


def require_worlds_fit(worlds: Worlds, variable: str, cells: int) -> None:
    """Refuse a table of a witness that does not fit into memory, before it is allocated."""
    draws = worlds.network.draws
    needed = ALIVE * BYTES_PER_NUMBER * cells * (draws or 1)
    if needed > MEMORY_LIMIT:
        raise too_large(
            f"The joint table of both versions of {variable!r}{in_draws(draws)}",
            needed,
            MEMORY_LIMIT,
            "Observe or set more of its causes" + (", or ask for fewer draws." if draws else "."),
        )


def witness_cells(
    worlds: Worlds, findings: Mapping[str, Finding] | None = None, asked: Iterable[str] = ()
) -> int:
    """The cells of the largest table of a witness, in each draw; zero if there are no witnesses."""
    kept = kept_states(worlds, findings, asked)
    return max(
        [prod([len(kept[a]) for a in (*worlds.above(name), name)]) for name in worlds.pairs],
        default=0,
    )
