"""The formats of graphs in which a model, a network or a causal graph is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from causalnet.errors import FileError, QuestionError
from causalnet.formats.graph_text.dagitty_text import dagitty_names, dagitty_text
from causalnet.formats.graph_text.dot_text import dot_text
from causalnet.formats.graph_text.gexf_text import gexf_text
from causalnet.formats.graph_text.graphml_text import graphml_text
from causalnet.formats.graph_text.mermaid_text import mermaid_text
from causalnet.formats.graph_text.plain_graph import PlainGraph
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.model_graphs.carried_model import carried_value, carrying_graph
from causalnet.formats.model_graphs.model_graph import model_graph
from causalnet.model.causal_model import CausalModel
from causalnet.names import name_mistakes
from causalnet.network.dagitty import read_dagitty
from causalnet.network.graph_losses import warn_of_graph_losses
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.mixed_graph_of import mixed_graph_of, parts_played
from causalnet.network.network import Network

__all__ = ["GRAPH_FORMATS", "GraphFormat", "graph_format_of"]

Drawable = CausalModel | Network | MixedGraph


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """One format of graphs.

    Attributes
    ----------
    name : str
        Its usual name, as a sentence writes it.
    word : str
        The word for ``format=``.
    suffixes : tuple of str
        The suffixes of its files, in lower case.
    write : callable of (value, name of the file)
        Returns the bytes of a file, and warns of what the format does not hold.
    read : callable of MapFile
        Returns what a file holds; None if it is a graph that carries no model, which is read as a causal map.
    """

    name: str
    word: str
    suffixes: tuple[str, ...]
    write: Callable[[Drawable, str], bytes]
    read: Callable[[MapFile], Drawable | None]


def _carrying(
    name: str, word: str, suffixes: tuple[str, ...], text: Callable[[PlainGraph], str]
) -> GraphFormat:
    """A format that has room for the whole model, so that nothing is lost."""

    def write(value: Drawable, file: str) -> bytes:
        return text(carrying_graph(_with_states(value, file), file)).encode()

    return GraphFormat(name, word, suffixes, write, lambda file: carried_value(file, write))


def _with_states(value: Drawable, file: str) -> CausalModel | Network:
    if isinstance(value, MixedGraph):
        raise FileError(f"A MixedGraph is saved as dagitty text (.dagitty), not as {file!r}.")
    return value


def _mermaid(value: Drawable, file: str) -> bytes:
    value = _with_states(value, file)
    warn_of_graph_losses(value, file, holds=("signs", "lags"))
    return mermaid_text(model_graph(value)).encode()


def _not_read(file: MapFile) -> None:
    raise FileError(
        f"{file.name!r} is a Mermaid flowchart, which is written but not read. Save the model as .toml too."
    )


def _dagitty(value: Drawable, file: str) -> bytes:
    graph = mixed_graph_of(value)
    _check_names(graph, file)
    changed = sum(name != word for name, word in dagitty_names(list(graph)).items())
    warn_of_graph_losses(value, file, renamed=changed)
    return dagitty_text(graph, parts_played(value)).encode()


def _read_dagitty(file: MapFile) -> MixedGraph:
    try:
        graph = read_dagitty(file.text)
    except QuestionError as error:
        raise FileError(f"{file.name!r}: {error}") from None
    _check_names(graph, file.name)
    return graph


def _check_names(graph: MixedGraph, file: str) -> None:
    """Refuse names that a line of text does not hold."""
    found = [mistake for name in graph for mistake in name_mistakes("A variable", name)]
    if found:
        raise FileError(f"{file!r}: {found[0]}")


GRAPH_FORMATS = (
    _carrying("GraphML", "graphml", (".graphml",), graphml_text),
    _carrying("GEXF", "gexf", (".gexf",), gexf_text),
    _carrying("DOT", "dot", (".dot", ".gv"), dot_text),
    GraphFormat("Mermaid", "mermaid", (".mmd", ".mermaid"), _mermaid, _not_read),
    GraphFormat("dagitty text", "dagitty", (".dagitty",), _dagitty, _read_dagitty),
)


def graph_format_of(path: Path, word: str | None = None) -> GraphFormat | None:
    """The format of a graph with a word, or else by the suffix of a file; None if there is none."""
    if word is not None:
        return next((one for one in GRAPH_FORMATS if one.word == word), None)
    name = path.name.lower()
    return next((one for one in GRAPH_FORMATS if name.endswith(one.suffixes)), None)
