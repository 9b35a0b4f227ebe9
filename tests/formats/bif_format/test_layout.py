"""What is written as BIF: read back without loss, and by pyAgrum and pgmpy with the same numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from pgmpy.readwrite import BIFReader

import causalnet as cn
from causalnet.formats.bif_format.layout import bif_text
from causalnet.formats.bif_format.names import safe_words
from causalnet.formats.bif_format.network import network_of_bif
from causalnet.names import name_mistakes
from tests.strategies.networks import networks, random_table

# With NumPy 2.5 pyAgrum sets shapes in a way that has been deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")

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


@settings(max_examples=50)
@given(named())
def test_any_name_comes_back(network):
    assert_same(network_of_bif(bif_text(network), "other.bif"), network)


@settings(max_examples=30)
@given(networks())
def test_every_number_comes_back(network):
    assert_same(network_of_bif(bif_text(network), "other.bif"), network)


@pytest.mark.parametrize("p", [5e-324, 1e-300, 1e-17, 0.1 + 0.2, 1 / 3, 0.0])
def test_no_digit_is_lost(p):
    network = cn.Network({"x": ["a", "b"]}, {}, {"x": [p, 1 - p]})
    assert_same(network_of_bif(bif_text(network), "other.bif"), network)


# ── what peers make of it ────────────────────────────────────────────────────────────────────


def words_of(network: cn.Network) -> dict[str, str]:
    return dict(zip(network, safe_words(network.variables, "v"), strict=True))


def states_of(network: cn.Network) -> dict[str, list[str]]:
    return {v: safe_words(own, "s", state=True) for v, own in network.states.items()}


def assert_pgmpy_agrees(network: cn.Network) -> None:
    model = CachedReader(string=bif_text(network)).get_model()
    words, states = words_of(network), states_of(network)
    assert list(model.nodes()) == list(words.values())
    for v in network:
        cpd = model.get_cpds(words[v])
        assert cpd.state_names[words[v]] == states[v]
        assert cpd.variables[1:] == [words[c] for c in network.parents[v]]
        np.testing.assert_array_equal(np.moveaxis(cpd.values, 0, -1), network.values(v))


class CachedReader(BIFReader):
    """pgmpy's reader, which otherwise builds its grammar anew for each file, in a second."""

    get_variable_grammar = cache(BIFReader.get_variable_grammar)
    get_probability_grammar = cache(BIFReader.get_probability_grammar)

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return True


@settings(max_examples=15)
@given(named())
def test_pgmpy_reads_the_same_numbers(network):
    assert_pgmpy_agrees(network)


# The extension module of pyAgrum has types without a module, of which Python 3.12 warns, and ends the
# process where that is an error.
@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
@settings(max_examples=15)
@given(network=named(least=2))
def test_pyagrum_reads_the_same_numbers(network, tmp_path_factory):
    assert_pyagrum_agrees(network, tmp_path_factory.mktemp("bif") / "network.bif")


def assert_pyagrum_agrees(network: cn.Network, path: Path) -> None:
    import pyagrum

    cn.save(network, path)
    model = pyagrum.loadBN(str(path))
    words, states = words_of(network), states_of(network)
    assert model.names() == set(words.values())
    for v in network:
        table = model.cpt(words[v])
        assert list(model.variable(words[v]).labels()) == states[v]
        # An array of pyAgrum's has the variables of the table in reverse.
        ours = [words[c] for c in (*network.parents[v], v)]
        axes = [ours.index(name) for name in reversed(list(table.names))]
        values = np.moveaxis(table.toarray(), range(len(axes)), axes)
        # It reads BIF in single precision.
        np.testing.assert_allclose(values, network.values(v), rtol=1e-6, atol=1e-37)


def every_word() -> cn.Network:
    """All the hostile words at once, as names and as states."""
    rng = np.random.default_rng(0)
    states = {word: (word, *WORDS[:i]) for i, word in enumerate(WORDS[1:4], start=1)}
    states |= {word: (word, "x") for word in WORDS if word not in states and word != "x"}
    states["x"] = tuple(WORDS)
    parents = {word: ["x"] for word in states if word != "x"}
    tables = {
        v: random_table(rng, [len(states[a]) for a in (*parents.get(v, ()), v)]) for v in states
    }
    return cn.Network(states, parents, tables, name="probability of variable 5; {")


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_every_hostile_word_is_read_by_all_three(tmp_path):
    network = every_word()
    assert_same(network_of_bif(bif_text(network), "other.bif"), network)
    assert_pgmpy_agrees(network)
    assert_pyagrum_agrees(network, tmp_path / "words.bif")


def test_plain_names_stand_as_they_are():
    network = cn.Network(
        {"light-on": ["yes", "no"], "bowel_problem": ["0", "12", "v1.5"]},
        {},
        {"light-on": [0.5, 0.5], "bowel_problem": [0.25, 0.25, 0.5]},
        name="dog-problem",
    )
    assert bif_text(network) == (
        "network dog-problem {\n}\n"
        "variable light-on {\n  type discrete [ 2 ] { yes, no };\n}\n"
        "variable bowel_problem {\n  type discrete [ 3 ] { 0, 12, v1.5 };\n}\n"
        "probability ( light-on ) {\n  table 0.5, 0.5;\n}\n"
        "probability ( bowel_problem ) {\n  table 0.25, 0.25, 0.5;\n}\n"
    )


# ── what the documentation says of peers ─────────────────────────────────────────────────────

CAPITALS = """network t {
}
variable x {
  type discrete [ 2 ] { a, b };
}
variable X {
  type discrete [ 2 ] { a, b };
}
probability ( x ) {
  table 0.1, 0.9;
}
probability ( X ) {
  table 0.2, 0.8;
}
"""


def test_pgmpy_takes_two_names_that_differ_in_capitals_for_one():
    model = CachedReader(string=CAPITALS).get_model()
    assert [cpd.variable for cpd in model.get_cpds()] == ["X"]
    assert network_of_bif(CAPITALS, "t.bif").values("x").tolist() == [0.1, 0.9]


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_pyagrum_reads_single_precision_and_no_single_state(tmp_path):
    import pyagrum

    path = tmp_path / "t.bif"
    path.write_text(CAPITALS, encoding="utf-8")
    # The network must outlive its tables.
    model = pyagrum.loadBN(str(path))
    held = model.cpt("x").toarray()[0]
    assert held != 0.1
    assert held == np.float32(0.1)
    single = cn.Network({"a": ["only"]}, {}, {"a": [1.0]})
    cn.save(single, path, overwrite=True)
    with pytest.raises(pyagrum.FatalError, match="Not enough modalities"):
        pyagrum.loadBN(str(path))
