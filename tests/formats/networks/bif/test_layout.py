"""What is written as BIF: read back without loss, and by pyAgrum and pgmpy with the same numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from pgmpy.readwrite import BIFReader

import causalnet as cn
from causalnet.formats.networks.bif.layout import bif_text
from causalnet.formats.networks.bif.names import safe_words
from causalnet.formats.networks.bif.network import network_of_bif
from tests.formats.networks.named import (
    assert_pgmpy_has,
    assert_pyagrum_reads,
    assert_same,
    every_word,
    named,
)
from tests.strategies.networks import networks

# With NumPy 2.5 pyAgrum sets shapes in a way that has been deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")


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
    assert list(model.nodes()) == list(words_of(network).values())
    assert_pgmpy_has(model, network, words_of(network), states_of(network))


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
    cn.save(network, path)
    assert_pyagrum_reads(path, network, words_of(network), states_of(network))


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
