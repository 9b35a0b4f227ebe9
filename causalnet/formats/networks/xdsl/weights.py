"""Utilities that GeNIe joins by an additive node, whose weights multiply them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.formats.networks.parts.file_network import Tabulate
from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.xml_tree import XmlElement
from causalnet.network.graph import cycle, topological

__all__ = ["utility_weights", "weighted"]


def weighted(text: NumberText, name: str, weight: float) -> Tabulate:
    """The worths of a utility times its weight."""

    def table(shape: Sequence[int], problems: Problems) -> NDArray[np.float64] | None:
        numbers = text.numbers(name, problems)
        if numbers is None:
            return None
        if len(numbers) != np.prod(shape):
            what = f"The utility {name!r} has {len(numbers)} numbers, not {np.prod(shape):,}."
            problems.add(text.line, what)
            return None
        return weight * numbers.reshape(shape)

    return table


def utility_weights(nodes: Sequence[XmlElement], problems: Problems) -> dict[str, float]:
    """The weight of every utility that the nodes join, over all joins between it and the whole.

    Parameters
    ----------
    nodes : sequence of XmlElement
        The elements ``mau``.
    """
    known = {node["id"]: _weights(node, problems) for node in nodes}
    loop = cycle(
        {name: tuple(part for part in parts if part in known) for name, parts in known.items()}
    )
    if loop:
        problems.add(nodes[0].line, f"The joined utilities make a cycle: {' → '.join(loop)}.")
        return {}
    whole = dict.fromkeys(known, 0.0)
    order = topological(
        {name: tuple(p for p in parts if p in known) for name, parts in known.items()}
    )
    joined = {part for parts in known.values() for part in parts}
    found: dict[str, float] = {}
    # A node stands after those that it joins, so its own weight is complete before theirs.
    for name in reversed(order):
        whole[name] += name not in joined
        for part, weight in known[name].items():
            held = whole if part in known else found
            held[part] = held.get(part, 0.0) + whole[name] * weight
    return found


def _weights(node: XmlElement, problems: Problems) -> dict[str, float]:
    """The weights of the utilities that a node joins."""
    name = node["id"]
    above = next(node.children("parents"), None)
    held = next(node.children("weights"), None)
    causes = [] if above is None else above.text.split()
    if held is None:
        what = (
            f"The node {name!r} joins utilities by an expression; only additive weights are read."
        )
        problems.add(node.line, what)
        return {}
    numbers = NumberText(held.text, held.text_line).numbers(name, problems)
    if numbers is None:
        return {}
    if len(numbers) != len(causes) or len({*causes}) < len(causes):
        what = f"The node {name!r} joins {len(causes)} utilities by {len(numbers)} weights."
        problems.add(held.text_line, what)
        return {}
    return dict(zip(causes, numbers.tolist(), strict=True))
