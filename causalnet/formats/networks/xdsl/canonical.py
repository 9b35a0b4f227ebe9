"""Tables of GeNIe's canonical nodes: noisy-MAX, deterministic nodes and weighted utilities."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import unknown_text
from causalnet.formats.networks.parts.file_network import Tabulate
from causalnet.formats.networks.parts.number_text import NumberText
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.networks.parts.rows import certain_rows, check_rows
from causalnet.formats.xml_tree import XmlElement

__all__ = ["deterministic", "noisy_max"]

Array = NDArray[np.float64]
# How far a column of a noisy-MAX may be from certainty of the last state, where the cause is absent.
CERTAIN = 1e-9


def deterministic(node: XmlElement, states: Sequence[str]) -> Tabulate:
    """The table of a node whose state follows from those of its causes."""

    def table(shape: Sequence[int], problems: Problems) -> Array | None:
        held = next(node.children("resultingstates"), None)
        words = [] if held is None else held.text.split()
        line = node.line if held is None else held.text_line
        rows = prod(shape[:-1])
        if len(words) != rows:
            what = f"The deterministic node {node['id']!r} has {len(words)} resulting states, not {rows:,}."
            problems.add(line, what)
            return None
        places = {state: place for place, state in enumerate(states)}
        strange = next((word for word in words if word not in places), None)
        if strange is not None:
            problems.add(line, unknown_text("state", strange, states, of=node["id"]))
            return None
        return certain_rows([places[word] for word in words], shape)

    return table


def noisy_max(node: XmlElement) -> Tabulate:
    """The table of a noisy-MAX.

    Each cause alone brings about a state of the effect with probabilities that depend on the cause's state, and the
    effect is the strongest of all these and of a leak. The effect's states run from the strongest to the absent one,
    so the probability of at most some strength is the product over the causes (Díez 1993). The columns of a cause
    stand in its order of strengths, in which its absent state is the last.
    """

    def table(shape: Sequence[int], problems: Problems) -> Array | None:
        orders = _strengths(node, shape, problems)
        columns = _columns(node, shape, problems)
        if orders is None or columns is None:
            return None
        at_most = np.ones(shape)
        begin = 0
        for axis, order in enumerate(orders):
            block = columns[begin : begin + len(order)]
            begin += len(order)
            if abs(block[-1, -1] - 1) > CERTAIN:
                what = f"The noisy-MAX {node['id']!r}: the last column of each cause must be certain of the last state."
                problems.add(node.line, what)
                return None
            by_state = np.empty_like(block)
            by_state[order] = block
            spread = [1] * len(shape)
            spread[axis], spread[-1] = len(order), shape[-1]
            at_most = at_most * _tails(by_state).reshape(spread)
        at_most = at_most * _tails(columns[begin:])[0]
        later = np.concatenate([at_most[..., 1:], np.zeros((*shape[:-1], 1))], axis=-1)
        return np.asarray(np.clip(at_most - later, 0, 1))

    return table


def _tails(rows: Array) -> Array:
    """The probability of each state or a weaker one, which stands after it."""
    return np.asarray(np.cumsum(rows[:, ::-1], axis=1)[:, ::-1])


def _strengths(
    node: XmlElement, shape: Sequence[int], problems: Problems
) -> list[list[int]] | None:
    """For each cause its states by their strength."""
    held = next(node.children("strengths"), None)
    sizes = shape[:-1]
    words = [] if held is None else held.text.split()
    places = [int(word) if word.isdecimal() and len(word) < 9 else -1 for word in words]
    if held is None:
        places = [place for size in sizes for place in range(size)]
    ends = np.cumsum([0, *sizes]).tolist()
    orders = [places[a:b] for a, b in pairwise(ends)]
    if len(places) == sum(sizes) and all(sorted(o) == [*range(len(o))] for o in orders):
        return orders
    what = f"The strengths of the noisy-MAX {node['id']!r} must number the states of each of its causes: "
    example = " ".join(str(place) for size in sizes for place in range(size))
    problems.add(
        node.line if held is None else held.text_line, f"{what}{example}, or in other orders."
    )
    return None


def _columns(node: XmlElement, shape: Sequence[int], problems: Problems) -> Array | None:
    """The parameters: a column for each state of each cause, and the leak."""
    held = next(node.children("parameters"), None)
    if held is None:
        problems.add(node.line, f"The noisy-MAX {node['id']!r} has no parameters.")
        return None
    text = NumberText(held.text, held.text_line)
    numbers = text.numbers(node["id"], problems)
    if numbers is None:
        return None
    count = sum(shape[:-1]) + 1
    if len(numbers) != count * shape[-1]:
        what = (
            f"The noisy-MAX {node['id']!r} has {len(numbers)} parameters, not {count * shape[-1]}"
        )
        problems.add(held.text_line, f"{what}: {count} columns of {shape[-1]}.")
        return None
    columns, before = numbers.reshape(count, shape[-1]), len(problems)
    if ((columns < 0) | (columns > 1)).any():
        what = f"The noisy-MAX {node['id']!r} has a parameter that is not a probability."
        problems.add(held.text_line, what)
        return None
    check_rows(
        columns,
        node["id"],
        lambda row: text.line_of(row * shape[-1]),
        lambda row: f"column {row + 1} of the parameters",
        problems,
    )
    return columns if len(problems) == before else None
