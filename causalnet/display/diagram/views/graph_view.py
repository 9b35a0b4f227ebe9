"""Pictures of plain graphs of networkx: its nodes and arrows with the words that they carry, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from causalnet.display.diagram.arrow import Arrow
from causalnet.display.diagram.focus import checked_steps, reach
from causalnet.display.diagram.view import View
from causalnet.display.diagram.views.bare import bare_network, without_cycles
from causalnet.display.wanted import is_count, listed_names
from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import tr
from causalnet.questions.query.question import ask

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["graph_view"]

SIGNS = {"+": "+", "-": "-", "−": "-", "?": "?"}
LETTERS_OF_DATUM = 120


def graph_view(
    graph: nx.DiGraph[Any], focus: str | Sequence[str] | None, steps: int | None
) -> View:
    """The nodes and arrows of a directed graph, of one with parallel arrows, or of a network of pgmpy.

    Raises
    ------
    UnknownNameError, QuestionError
        If the focus does not exist, or there is nothing to draw.
    """
    names = _names(graph)
    wanted = listed_names("focus", "names of nodes", focus)
    kept = _near(graph, names, wanted, steps)
    if not kept:
        raise QuestionError("There is nothing to draw: the graph has no nodes.")
    shown = tuple(name for node, name in names.items() if node in kept)
    network = bare_network(shown, name=str(graph.graph.get("name") or "") or tr("a graph"))
    data = {names[node]: graph.nodes[node] for node in kept}
    latent = {names[node] for node in kept if node in getattr(graph, "latents", ())}
    return View(
        model=network,
        network=network,
        after=network,
        question=ask(network, shown, None, None),
        shown=shown,
        influences=(),
        now={},
        today={},
        restrictions=tuple(_restrictions(names, data, wanted, steps)),
        beside=tuple(without_cycles([*_arrows(graph, names, kept)])),
        titles={name: _words(held.get("label", name)) or name for name, held in data.items()},
        told_cards={name: tuple(_told(name, held)) for name, held in data.items()},
        latent=frozenset(name for name, held in data.items() if held.get("latent") is True)
        | latent,
    )


def _names(graph: nx.DiGraph[Any]) -> dict[Hashable, str]:
    """A name for each node: its text, or more of it where two have the same text."""
    texts = Counter(_words(node) for node in graph)
    names: dict[Hashable, str] = {}
    for place, node in enumerate(graph):
        plain = _words(node) if texts[_words(node)] == 1 else _words(repr(node))
        taken = not plain or plain in names.values()
        names[node] = f"{plain or 'node'} ({place + 1})" if taken else plain
    return names


def _near(
    graph: nx.DiGraph[Any],
    names: Mapping[Hashable, str],
    wanted: Sequence[str],
    steps: int | None,
) -> set[Hashable]:
    """The nodes in the focus with those upstream of them, or at most some arrows away from it."""
    import networkx as nx

    if steps is not None:
        checked_steps(wanted, steps)
    nodes = {name: node for node, name in names.items()}
    for name in wanted:
        if name not in nodes:
            raise unknown("node", name, nodes)
    if not wanted:
        return set(graph)
    if steps is None:
        return {nodes[name] for name in wanted}.union(
            *(nx.ancestors(graph, nodes[name]) for name in wanted)
        )
    both = graph.to_undirected(as_view=True)
    near = (nx.single_source_shortest_path_length(both, nodes[x], cutoff=steps) for x in wanted)
    return {node for held in near for node in held}


def _arrows(
    graph: nx.DiGraph[Any], names: Mapping[Hashable, str], kept: set[Hashable]
) -> Iterator[Arrow]:
    """Its arrows. A sign, a label and a lag are drawn where an arrow carries them."""
    for cause, effect, data in graph.edges(data=True):
        if {cause, effect} <= kept:
            lag = data.get("lag")
            periods = lag if isinstance(lag, int) and is_count(lag) else 0
            label = _words(data.get("label", ""))
            yield Arrow(
                names[cause],
                names[effect],
                SIGNS.get(str(data.get("sign", "")), ""),
                lag=periods,
                loose=periods > 0 or cause == effect,
                label=label or (tr("lag {periods}", periods=periods) if periods else ""),
                lines=(f"{names[cause]} → {names[effect]}", *_data(data)),
            )


def _told(name: str, data: Mapping[str, Any]) -> Iterator[str]:
    yield name
    yield from _data(data)


def _data(data: Mapping[str, Any]) -> Iterator[str]:
    """What a node or an arrow carries, one line each."""
    for key, value in data.items():
        text = " ".join(str(value).split())
        yield f"{key}: {text[:LETTERS_OF_DATUM]}{'…' if text[LETTERS_OF_DATUM:] else ''}"


def _words(value: object) -> str:
    return " ".join(str(value).split())


def _restrictions(
    names: Mapping[Hashable, str],
    data: Mapping[str, Mapping[str, Any]],
    wanted: Sequence[str],
    steps: int | None,
) -> Iterator[str]:
    """What the picture leaves out."""
    yield from reach([_words(data[name].get("label", name)) for name in wanted], steps)
    if len(data) < len(names):
        yield tr("{shown} of {total} nodes", shown=len(data), total=len(names))
