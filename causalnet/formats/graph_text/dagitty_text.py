"""A causal graph written in dagitty's notation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from causalnet.network.graph import topological
from causalnet.network.mixed_graph import MixedGraph

__all__ = ["dagitty_names", "dagitty_text"]

# dagitty's own words for the parts that a variable plays.
PARTS = ("exposure", "outcome")
# A name in quotes ends at the next quote, and the notation has no way to write one.
QUOTE, INSTEAD = '"', "'"
# The distance between two columns, and the height of a column with one more variable, in dagitty's units.
STEP = 1.5


def dagitty_names(names: Sequence[str]) -> dict[str, str]:
    """The name of each variable in the notation: its own, or the nearest that has no quotation mark.

    Examples
    --------
    >>> dagitty_names(['a "b"', "a 'b'"])
    {'a "b"': "a 'b'_2", "a 'b'": "a 'b'"}
    """
    taken = {name for name in names if QUOTE not in name}
    held: dict[str, str] = {}
    for name in names:
        word = base = name.replace(QUOTE, INSTEAD)
        number = 1
        while word != name and word in taken:
            number += 1
            word = f"{base}_{number}"
        taken.add(word)
        held[name] = word
    return held


def dagitty_text(graph: MixedGraph, parts: Mapping[str, str] | None = None) -> str:
    """The graph in dagitty's notation, with latent variables and a place for each variable.

    Causes stand to the left of their effects.

    Parameters
    ----------
    graph : MixedGraph
    parts : mapping from variable to {"exposure", "outcome"}, optional
        The parts that variables play in the question.

    References
    ----------
    J. Textor et al. (2016), "Robust causal inference using directed acyclic graphs: the R package dagitty",
    *International Journal of Epidemiology* 45(6).

    Examples
    --------
    >>> print(dagitty_text(MixedGraph({"x": [], "y": ["x"]}, [("x", "y")]), {"x": "exposure"}))
    dag {
      "x" [exposure, pos="0.000,0.000"]
      "y" [pos="1.500,0.000"]
      "x" -> "y"
      "x" <-> "y"
    }
    <BLANKLINE>
    """
    names = {name: f'"{word}"' for name, word in dagitty_names(list(graph)).items()}
    latent, places = frozenset(graph.latent), _places(graph)
    lines = ["dag {"]
    for name, word in names.items():
        x, y = places[name]
        own = [(parts or {}).get(name, ""), "latent" if name in latent else ""]
        words = [*filter(None, own), f'pos="{x:.3f},{y:.3f}"']
        lines.append(f"  {word} [{', '.join(words)}]")
    for effect, causes in graph.parents.items():
        lines += [f"  {names[cause]} -> {names[effect]}" for cause in causes]
    lines += [f"  {names[a]} <-> {names[b]}" for a, b in graph.bidirected]
    return "\n".join([*lines, "}", ""])


def _places(graph: MixedGraph) -> dict[str, tuple[float, float]]:
    """A column for each length of the longest path from a root; in each, the order of the graph."""
    column: dict[str, int] = {}
    for name in topological(graph.parents):
        column[name] = max((column[p] + 1 for p in graph.parents[name]), default=0)
    members: dict[int, list[str]] = {}
    for name in graph:
        members.setdefault(column[name], []).append(name)
    return {
        name: (STEP * at, STEP * (row - (len(held) - 1) / 2))
        for at, held in members.items()
        for row, name in enumerate(held)
    }
