"""Networks whose names are hostile to formats, and whether peers read the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

import causalnet as cn
from causalnet.names import name_mistakes
from tests.strategies.networks import random_table

WORDS = [
    "table", "default", "probability", "variable", "network", "property", "type", "discrete", "unknown",
    "x", "X", "x_2", "table5", "my table 5", "default.1", "tablet", "variables", "improbability",
    "variable costs", "probability of rain", "not known", "a, b", "a;b", "{a}", "}", "(a)", ")", "a|b", "|",
    '"a"', '"', "'", "//", "a // b", "/* a", "*/", "5%", "%20", "%", "a=b", "=", "[ 2 ]", "1", "0", "01", "0.5",
    "-1", "1e5", "<5", ">=7.5", "5-10%", "日本", "ё", "é", "e\u0301", "😀", "İ", "ß", "ſ", "_", "-", ".", "a.", ".a",
    "a-b", "\\", "\\n", "$x", "#", "~", "causalnet_name", "s1", "v1", "v2", "NaN", "true", "a  b",
]  # fmt: skip
# Made of what names may hold: where many texts are thrown away, Hypothesis gives up on some seeds.
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" ")
NAMES = st.one_of(
    st.sampled_from(WORDS), st.text(LETTERS, min_size=1, max_size=8).map(str.strip)
).filter(lambda name: not name_mistakes("", name))


@st.composite
def named(draw, least=1):
    """A network of a few variables, all of whose names are hostile."""
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    states = {v: draw(st.lists(NAMES, min_size=least, max_size=3, unique=True)) for v in names}
    parents = {
        v: draw(st.lists(st.sampled_from(names[:i]), unique=True, max_size=2)) if i else []
        for i, v in enumerate(names)
    }
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    tables = {v: random_table(rng, [len(states[a]) for a in (*parents[v], v)], 0.2) for v in names}
    order = draw(st.permutations(names))
    called = draw(st.one_of(st.just(""), st.text(max_size=8), NAMES))
    ordered = draw(st.sets(st.sampled_from(names)))
    return cn.Network({v: states[v] for v in order}, parents, tables, name=called, ordered=ordered)


def assert_same(again: cn.Network, network: cn.Network) -> None:
    """Equal in everything, the order of the variables included."""
    assert again == network
    assert again.variables == network.variables
    assert again.fingerprint == network.fingerprint


def every_word() -> cn.Network:
    """All the hostile words at once, as names and as states."""
    rng = np.random.default_rng(0)
    states = {word: (word, *WORDS[:i]) for i, word in enumerate(WORDS[1:4], start=1)}
    states |= {word: (word, "x") for word in WORDS if word not in states and word != "x"}
    states["x"] = tuple(WORDS)
    parents = {word: ["x"] for word in states if word != "x"}
    parents["a=b"] = ["default", "probability", "table"]
    tables = {
        v: random_table(rng, [len(states[a]) for a in (*parents.get(v, ()), v)]) for v in states
    }
    return cn.Network(states, parents, tables, name="probability of variable 5; {")


def assert_pgmpy_has(
    model: Any, network: cn.Network, words: Mapping[str, str], states: Mapping[str, Sequence[str]]
) -> None:
    """pgmpy holds the network, with a word for each name."""
    assert {*model.nodes()} == {*words.values()}
    for v in network:
        cpd = model.get_cpds(words[v])
        assert cpd.state_names[words[v]] == list(states[v])
        assert cpd.variables[1:] == [words[c] for c in network.parents[v]]
        np.testing.assert_array_equal(np.moveaxis(cpd.values, 0, -1), network.values(v))


def assert_pyagrum_reads(
    path: Path,
    network: cn.Network,
    words: Mapping[str, str],
    states: Mapping[str, Sequence[str]],
    *,
    first_fastest: bool = False,
) -> None:
    """pyAgrum reads the network from a file, with a word for each name; it keeps single precision.

    In some formats it takes the states of the first cause to vary fastest, unlike the programs that they are of.
    """
    import pyagrum

    model = pyagrum.loadBN(str(path))
    assert model.names() == {*words.values()}
    for v in network:
        table = model.cpt(words[v])
        assert list(model.variable(words[v]).labels()) == list(states[v])
        # An array of pyAgrum's has the variables of the table in reverse.
        ours = [words[c] for c in (*network.parents[v], v)]
        axes = [ours.index(name) for name in reversed(list(table.names))]
        values = np.moveaxis(table.toarray(), range(len(axes)), axes)
        expected = network.values(v)
        if first_fastest:
            *above, own = expected.shape
            flipped = expected.reshape(*reversed(above), own)
            expected = flipped.transpose(*reversed(range(len(above))), len(above))
        np.testing.assert_allclose(values, expected, rtol=1e-6, atol=1e-37)


def pyagrum_network() -> Any:
    """A network of pyAgrum's with a variable of two causes, whose P(first state) is .1 to .6."""
    import pyagrum

    model = pyagrum.BayesNet("three")
    for name, size in (("a", 2), ("b", 3), ("c", 2)):
        labels = [f"s{i}" for i in range(size)]
        model.add(pyagrum.LabelizedVariable(name, name, labels))
    model.addArc("a", "c")
    model.addArc("b", "c")
    model.cpt("a").fillWith([0.5, 0.5])
    model.cpt("b").fillWith([0.25, 0.25, 0.5])
    for i in range(2):
        for j in range(3):
            p = (1 + 3 * i + j) / 10
            model.cpt("c")[{"a": i, "b": j}] = [p, 1 - p]
    return model


def assert_three(network: cn.Network, a: str = "a", c: str = "c") -> None:
    """The network of pyAgrum's is read with its numbers, whatever the order of the causes."""
    values = network.values(c)[..., 0]
    values = values if network.parents[c][0] == a else values.T
    np.testing.assert_allclose(values, [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]], atol=1e-6)
