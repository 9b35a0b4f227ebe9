"""UAI: read back without loss, by peers with the same numbers, and what is wrong with a file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from pgmpy.readwrite import UAIReader

import causalnet as cn
from causalnet.formats.networks.uai import read_uai, uai_text
from tests.formats.networks.named import (
    assert_pyagrum_reads,
    assert_same,
    assert_three,
    every_word,
    named,
    pyagrum_network,
)

LAWN = """BAYES
2
2 3
2
1 0
2 0 1

2
0.75 0.25

6
0.5 0.25 0.25
0 0.5 0.5
"""


@settings(max_examples=20)
@given(named())
def test_any_name_comes_back(network):
    assert_same(read_uai(uai_text(network).encode(), "x.uai"), network)


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_peers_read_every_variable(tmp_path):
    network, path = every_word(), tmp_path / "words.uai"
    cn.save(network, path)
    words = {v: str(i) for i, v in enumerate(network)}
    states = {v: [*map(str, range(len(own)))] for v, own in network.states.items()}

    assert_same(cn.load(path), network)
    # Unlike the standard it lets the first cause vary fastest (pyAgrum 3.3.1).
    assert_pyagrum_reads(path, network, words, states, first_fastest=True)


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_what_pyagrum_writes_is_read_as_it_means_it(tmp_path):
    import pyagrum

    pyagrum.saveBN(pyagrum_network(), str(tmp_path / "three.uai"))

    assert_three(cn.load(tmp_path / "three.uai"), "v0", "v2")


def test_pgmpy_opens_what_is_written():
    network = read_uai(LAWN.encode(), "lawn.uai")

    # It takes the states of a variable to vary slowest, unlike the standard: only its arrows agree.
    assert [*UAIReader(string=uai_text(network)).get_model().edges] == [("var_0", "var_1")]


def test_a_file_without_names_is_read():
    network = read_uai(LAWN.encode(), "lawn.uai")

    assert (network.name, network.variables) == ("lawn", ("v0", "v1"))
    assert network.states["v1"] == ("0", "1", "2")
    assert network.values("v1").tolist() == [[0.5, 0.25, 0.25], [0, 0.5, 0.5]]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("BAYES", "MARKOV", "'x.uai' is a Markov network (MARKOV)"),
        ("BAYES", "BAYS", "'x.uai' is not UAI: line 1: expected BAYES, found 'BAYS'."),
        ("2 3\n", "2 x\n", "line 3: expected the number of states of v1, a whole number from 1 to 1,000,000, found 'x'."),
        ("2 3\n2\n", "2 3\n1\n", "'x.uai' has 1 tables for 2 variables; a Bayesian network has one for each."),
        ("2 0 1", "2 0 7", "line 6: expected a variable by its number, a whole number from 0 to 1, found '7'."),
        ("2 0 1", "2 1 0", "line 6: a second table ends in variable 0; each variable has one table"),
        ("0 0.5 0.5\n", "0 0.5 0.4\n", "'x.uai', line 13: The row (1) of 'v1' sums to 0.9, not to 1."),
        ("0 0.5 0.5\n", "0 0.5\n", "'x.uai' is not UAI: line 13: expected 6 numbers of a table, the file ends."),
        ("0 0.5 0.5\n", "0 0.5 x\n", "'x.uai', line 13: The table of 'v1': 'x' is not a number."),
        ("0 0.5 0.5\n", "0 0.5 0.5 1\n", "'x.uai' is not UAI: line 13: expected the end of the file, found '1'."),
        ("\n6\n", "\n5\n", "line 13: expected the end of the file, found '0.5'."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(old, new, message):
    with pytest.raises(cn.errors.CausalnetError) as raised:
        read_uai(LAWN.replace(old, new, 1).encode(), "x.uai")
    assert message in str(raised.value)
