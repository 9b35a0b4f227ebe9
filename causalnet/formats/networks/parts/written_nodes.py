"""The nodes of a network as formats lay them out: variables, decisions and utilities, with a word for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from causalnet.formats.networks.parts.file_network import NodeKind
from causalnet.formats.networks.parts.names import (
    ORDERED,
    PLACE,
    TRUE_NAME,
    TRUE_STATES,
    encoded_name,
)
from causalnet.network.graph import topological
from causalnet.network.network import Network

__all__ = ["WrittenNode", "written_nodes"]

WordMaker = Callable[[Sequence[str], str], list[str]]


@dataclass(frozen=True, slots=True)
class WrittenNode:
    """A node as it is written.

    Attributes
    ----------
    name : str
        Its name in the network.
    word : str
        The word for it in the file.
    kind : {"chance", "decision", "utility"}
    states : sequence of str
        WordMaker for the states; none for a utility.
    causes : sequence of str
        WordMaker for the causes, or for what is seen before a decision.
    rows : list of list of float
        The table; none for a decision.
    properties : dict of str to str
        Properties of ours.
    """

    name: str
    word: str
    kind: NodeKind
    states: Sequence[str]
    causes: Sequence[str]
    rows: list[list[float]]
    properties: dict[str, str]


def written_nodes(
    network: Network,
    words: WordMaker,
    state_words: WordMaker,
    *,
    causes_first: bool = False,
    utilities: bool = True,
) -> list[WrittenNode]:
    """The nodes of a network: its variables in their order, and then its utilities.

    Parameters
    ----------
    network : Network
    words, state_words : callable of (names, stem)
        Return words that the format accepts for nodes and for states.
    causes_first : bool, default False
        Whether every node must stand after its causes. A property of ours then keeps the order.
    utilities : bool, default True
        Whether the format has decisions and utilities. Otherwise a decision is a variable with its own table.
    """
    worths = network.utilities if utilities else ()
    names = [*network, *(utility.name for utility in worths)]
    own = words(names, "v")
    word = dict(zip(network, own, strict=False))
    found = [_variable(network, v, word, state_words, decided=utilities) for v in network]
    for utility, called in zip(worths, own[len(found) :], strict=True):
        table = utility.array(network.states)
        rows = table.reshape(-1, table.shape[-1]).tolist()
        above = [word[v] for v in utility.of]
        properties = dict(_renamed(utility.name, called))
        found.append(WrittenNode(utility.name, called, "utility", (), above, rows, properties))
    return _sorted(found) if causes_first else found


def _variable(
    network: Network, v: str, word: dict[str, str], state_words: WordMaker, *, decided: bool
) -> WrittenNode:
    own, states = network.states[v], state_words(network.states[v], "s")
    decision = decided and v in network.decisions
    causes = network.decisions[v] if decision else network.parents[v]
    properties = dict(_renamed(v, word[v]))
    if states != [*own]:
        properties[TRUE_STATES] = ", ".join(map(encoded_name, own))
    if v in network.ordered:
        properties[ORDERED] = "yes"
    rows = [] if decision else network.values(v).reshape(-1, len(own)).tolist()
    kind: NodeKind = "decision" if decision else "chance"
    return WrittenNode(v, word[v], kind, states, [word[c] for c in causes], rows, properties)


def _renamed(name: str, word: str) -> Iterator[tuple[str, str]]:
    if word != name:
        yield TRUE_NAME, encoded_name(name)


def _sorted(nodes: list[WrittenNode]) -> list[WrittenNode]:
    """The nodes after their causes, each with its place unless they stand so already."""
    by_word = {node.word: node for node in nodes}
    order = [by_word[w] for w in topological({node.word: tuple(node.causes) for node in nodes})]
    if order != nodes:
        for place, node in enumerate(nodes, start=1):
            node.properties[PLACE] = str(place)
    return order
