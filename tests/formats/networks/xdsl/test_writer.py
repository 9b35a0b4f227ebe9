"""XDSL: read back without loss, and by peers with the same numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from pgmpy.readwrite import XDSLReader

import causalnet as cn
from causalnet.formats.networks.parts.names import is_identifier, replacement_words
from causalnet.formats.networks.xdsl.reader import read_xdsl
from causalnet.formats.networks.xdsl.writer import xdsl_text
from tests.formats.networks.named import (
    assert_pgmpy_has,
    assert_pyagrum_reads,
    assert_same,
    assert_three,
    every_word,
    named,
    pyagrum_network,
)


@settings(max_examples=20)
@given(named())
def test_any_name_comes_back(network):
    assert_same(read_xdsl(xdsl_text(network).encode(), "x.xdsl"), network)


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_peers_read_every_hostile_word(tmp_path):
    network, path = every_word(), tmp_path / "words.xdsl"
    cn.save(network, path)
    words = dict(
        zip(network, replacement_words(network.variables, "v", is_identifier), strict=True)
    )
    states = {v: replacement_words(own, "s", is_identifier) for v, own in network.states.items()}
    # pyAgrum calls a variable by its label, which is the name itself but for two blanks in a row.
    labels = {v: words[v] if "  " in v else v for v in network}

    assert_same(cn.load(path), network)
    assert_pgmpy_has(XDSLReader(path=str(path)).get_model(), network, words, states)
    # Unlike GeNIe and pgmpy it lets the first cause vary fastest (pyAgrum 3.3.1).
    assert_pyagrum_reads(path, network, labels, states, first_fastest=True)


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_what_pyagrum_writes_is_read_as_it_means_it(tmp_path):
    import pyagrum

    pyagrum.saveBN(pyagrum_network(), str(tmp_path / "three.xdsl"))

    assert_three(cn.load(tmp_path / "three.xdsl"))


def test_causes_stand_before_their_effects():
    network = cn.Network(
        {"wet": ["no", "yes"], "rain": ["no", "yes"]},
        {"wet": ["rain"]},
        {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
        name="lawn",
    )
    text = xdsl_text(network)

    assert text.index('<cpt id="rain">') < text.index('<cpt id="wet">')
    assert_same(read_xdsl(text.encode(), "x.xdsl"), network)
