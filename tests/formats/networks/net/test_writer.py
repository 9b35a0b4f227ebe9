"""Hugin NET: read back without loss, and by peers with the same numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from pgmpy.readwrite import NETReader

import causalnet as cn
from causalnet.formats.networks.net.reader import read_net
from causalnet.formats.networks.net.writer import net_text, state_words, variable_words
from tests.formats.networks.named import (
    assert_pgmpy_has,
    assert_pyagrum_reads,
    assert_same,
    every_word,
    named,
)


@settings(max_examples=12)
@given(named())
def test_any_name_comes_back(network):
    assert_same(read_net(net_text(network).encode(), "x.net"), network)


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_peers_read_every_hostile_word(tmp_path):
    network, path = every_word(), tmp_path / "words.net"
    cn.save(network, path)
    words = dict(zip(network, variable_words(network.variables, "v"), strict=True))
    states = {v: state_words(own, "s") for v, own in network.states.items()}

    assert_same(cn.load(path), network)
    assert_pyagrum_reads(path, network, words, states)


def test_pgmpy_reads_the_same_numbers():
    network = cn.Network(
        {"wet grass": ["node", "5–10%", "data"], "net": ["no", "yes"], "/* a */": ["x", "y"]},
        {"wet grass": ["net", "/* a */"]},
        {
            "net": [0.8, 0.2],
            "/* a */": [0.5, 0.5],
            "wet grass": [[[0.9, 0.06, 0.04], [0.2, 0.3, 0.5]], [[0.25, 0.5, 0.25], [0, 0, 1]]],
        },
    )
    words = dict(zip(network, variable_words(network.variables, "v"), strict=True))
    states = {v: state_words(own, "s") for v, own in network.states.items()}
    model = NETReader(string=net_text(network)).get_model()

    assert_pgmpy_has(model, network, words, states)
