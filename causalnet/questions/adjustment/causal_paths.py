"""The parts of a graph by which some variables act on others, and the graph without them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from causalnet.network.graph import Parents, ancestors, children, descendants

__all__ = [
    "Pruned",
    "below_in",
    "causal_nodes",
    "proper_back_door_graph",
    "without_arrows_from",
    "without_arrows_into",
]

Pruned = dict[str, tuple[str, ...]]


def without_arrows_into(parents: Parents, names: Collection[str]) -> Pruned:
    """The graph in which nothing acts on the named variables."""
    return {v: () if v in names else tuple(above) for v, above in parents.items()}


def without_arrows_from(parents: Parents, names: Collection[str]) -> Pruned:
    """The graph in which the named variables act on nothing."""
    return {v: tuple(p for p in above if p not in names) for v, above in parents.items()}


def causal_nodes(parents: Parents, causes: Collection[str], outcomes: Collection[str]) -> set[str]:
    """The variables on directed paths from a cause to an outcome that meet no other cause, without the causes.

    References
    ----------
    B. van der Zander, M. Liśkiewicz and J. Textor (2019), "Separators and adjustment sets in causal graphs",
    *Artificial Intelligence* 270, equation 2 (PCP).
    """
    below = descendants(without_arrows_into(parents, causes), causes) - {*causes}
    return below & ancestors(without_arrows_from(parents, causes), outcomes)


def proper_back_door_graph(
    parents: Parents, causes: Collection[str], on_the_way: Collection[str]
) -> Pruned:
    """The graph without the first arrow of every path from a cause to an outcome."""
    return {
        v: tuple(p for p in above if not (v in on_the_way and p in causes))
        for v, above in parents.items()
    }


def below_in(parents: Mapping[str, Sequence[str]], names: Collection[str]) -> set[str]:
    """The named variables and everything downstream of them."""
    return ancestors(children(parents), names)
