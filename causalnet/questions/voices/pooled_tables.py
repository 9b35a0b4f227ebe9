"""The tables of a pool: each voice's own in its own draws, on the union of their graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError, few_names
from causalnet.inference.memory_limits import BYTES_PER_NUMBER, in_draws, too_large
from causalnet.nearest import nearest
from causalnet.network.graph import cycle
from causalnet.network.network import Network
from causalnet.network.pooled_draws import turns
from causalnet.notation import enumerated

__all__ = ["UnionGraph", "Voice", "pooled_tables", "speakers", "union_of"]

Array = NDArray[np.float64]
Places = NDArray[np.intp]
# The variables whose states are told where two voices differ in them.
STATES_TOLD = 3


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """One voice of a pool: its graph, and the network of some of its draws.

    Attributes
    ----------
    name : str
    states, parents : mapping from variable to tuple of str
    ordered : frozenset of str
        The variables whose states run from low to high.
    compiled : callable
        From places of draws to the network in these draws.
    """

    name: str
    states: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, tuple[str, ...]]
    ordered: frozenset[str]
    compiled: Callable[[Places], Network]


@dataclass(frozen=True, slots=True, eq=False)
class UnionGraph:
    """All variables and all arrows of some voices."""

    states: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, tuple[str, ...]]
    ordered: frozenset[str]

    def cells(self, variable: str) -> int:
        """The cells of the table of a variable."""
        return prod(len(self.states[v]) for v in (*self.parents[variable], variable))


def union_of(voices: Iterable[Voice]) -> UnionGraph:
    """The union of the voices' graphs.

    Raises
    ------
    QuestionError
        If a variable has other states for another voice, or the arrows make a cycle.
    """
    held = list(voices)
    states: dict[str, tuple[str, ...]] = {}
    parents: dict[str, tuple[str, ...]] = {}
    for voice in held:
        for v, own in voice.states.items():
            states.setdefault(v, own)
            above = parents.get(v, ())
            parents[v] = (*above, *(p for p in voice.parents[v] if p not in above))
    _require_shared(held)
    _require_same_states(held, states)
    if loop := cycle(parents):
        raise QuestionError(_cycle_text(held, loop))
    ordered = frozenset().union(*(voice.ordered for voice in held))
    return UnionGraph(states, parents, ordered)


def _require_shared(voices: list[Voice]) -> None:
    """Refuse a voice that does not have a variable in common with any other."""
    for voice in voices:
        others = {v for other in voices if other is not voice for v in other.states}
        if len(voices) > 1 and not others & {*voice.states}:
            near = next((hint for v in voice.states if (hint := nearest(v, others))), "")
            raise QuestionError(
                f"{voice.name!r} does not share a variable with the other voices. {near} Where names differ, "
                "matching= says what they are in the first model.".replace("  ", " ")
            )


def _require_same_states(voices: list[Voice], states: Mapping[str, tuple[str, ...]]) -> None:
    differing = []
    for v, first in states.items():
        having = [voice for voice in voices if v in voice.states]
        if any(voice.states[v] != first for voice in having):
            each = enumerated([f"{few_names(x.states[v])} for {x.name!r}" for x in having])
            differing.append(f"{v!r} has the states {each}")
        elif len({v in voice.ordered for voice in having}) > 1:
            one = next(voice.name for voice in having if v not in voice.ordered)
            differing.append(f"the states of {v!r} are not declared ordered for {one!r}")
    if differing:
        more = len(differing) - STATES_TOLD
        told = "; ".join(differing[:STATES_TOLD]) + (f"; and {more} more" if more > 0 else "")
        raise QuestionError(
            f"The voices do not speak of the same variables: {told}. Give a variable the same states in the same order "
            "for every voice, or another name where another thing is meant."
        )


def _cycle_text(voices: list[Voice], loop: list[str]) -> str:
    """Who has which arrow of a cycle, and what to do."""
    who = []
    for cause, effect in pairwise(loop):
        names = [v.name for v in voices if cause in v.parents.get(effect, ())]
        if not names:
            return _cycle_text(voices, loop[::-1])
        verb = "has" if len(names) == 1 else "have"
        who.append(f"{enumerated(names)} {verb} {cause} → {effect}")
    return (
        f"Together the voices' arrows make a cycle, {' → '.join(loop)}: {'; '.join(who)}. A pool needs one graph without "
        "cycles. Give one of these influences a lag, reject it for one voice with model.rejecting(…), or ask each voice "
        "alone and compare the answers."
    )


def speakers(
    union: UnionGraph, voices: Mapping[str, Voice], weights: Mapping[str, float], of_draw: Places
) -> dict[str, Places]:
    """The voice whose table each variable has in each draw: the speaker, or one who knows the variable.

    A voice that does not have a variable has not denied it. In its draws the table is taken from those that have the
    variable, in proportion to their weights; the same lender for all variables that the same voices have.
    """
    names = list(weights)
    lenders: dict[tuple[int, tuple[str, ...]], Places] = {}
    found: dict[str, Places] = {}
    for v in union.states:
        having = tuple(n for n in names if n in voices and v in voices[n].states)
        source = of_draw.copy()
        for k, name in enumerate(names):
            if name not in voices or name in having:
                continue
            own = np.flatnonzero(of_draw == k)
            if (k, having) not in lenders:
                total = sum(weights[n] for n in having)
                shares = {n: weights[n] / total for n in having}
                places = np.array([names.index(n) for n in having])
                lenders[k, having] = places[turns(shares, len(own))]
            source[own] = lenders[k, having]
        found[v] = source
    return found


def pooled_tables(
    union: UnionGraph,
    voices: Mapping[str, Voice],
    weights: Mapping[str, float],
    sources: Mapping[str, Places],
    memory_limit: int,
) -> dict[str, Array]:
    """The table of each variable: along the draws, that of the voice that speaks in each.

    An arrow that the voice does not have is an axis on which its table is constant.

    Raises
    ------
    MemoryLimitError
    """
    n = len(next(iter(sources.values())))
    needed = BYTES_PER_NUMBER * n * sum(map(union.cells, union.states))
    if needed > memory_limit:
        raise too_large(f"Pooling{in_draws(n)}", needed, memory_limit, "Ask for fewer draws.")
    tables: dict[str, Array] = {}
    for k, name in enumerate(weights):
        own = [v for v, source in sources.items() if (source == k).any()]
        if not own:
            continue
        spoken = np.unique(np.concatenate([np.flatnonzero(sources[v] == k) for v in own]))
        network = voices[name].compiled(spoken)
        for v in own:
            at = np.flatnonzero(sources[v] == k)
            whole = tables.setdefault(v, np.empty((*_shape(union, v), n)))
            whole[..., at] = _along(union, network, v, np.searchsorted(spoken, at))
    return {v: _plain(table) for v, table in tables.items()}


def _shape(union: UnionGraph, variable: str) -> tuple[int, ...]:
    return tuple(len(union.states[v]) for v in (*union.parents[variable], variable))


def _along(union: UnionGraph, network: Network, variable: str, which: Places) -> Array:
    """A voice's table in some of its draws, on all axes of the union."""
    table, above = network.values(variable), network.parents[variable]
    table = table[..., which] if variable in network.varying else table[..., None]
    order = [above.index(p) for p in union.parents[variable] if p in above]
    table = table.transpose(*order, len(above), len(above) + 1)
    missing = tuple(i for i, p in enumerate(union.parents[variable]) if p not in above)
    shape = (*_shape(union, variable), len(which))
    return np.broadcast_to(np.expand_dims(table, missing), shape)


def _plain(table: Array) -> Array:
    """The table without the axis of draws, where it is the same in all."""
    same = (table == table[..., :1]).all()
    return np.ascontiguousarray(table[..., 0]) if same else table
