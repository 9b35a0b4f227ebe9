"""Netica's DNE: read back without loss."""

from __future__ import annotations

from hypothesis import given, settings

import causalnet as cn
from causalnet.formats.networks.dne.reader import read_dne
from causalnet.formats.networks.dne.writer import dne_text
from tests.formats.networks.named import assert_same, every_word, named


@settings(max_examples=12)
@given(named())
def test_any_name_comes_back(network):
    assert_same(read_dne(dne_text(network).encode(), "x.dne"), network)


def test_every_hostile_word_comes_back(tmp_path):
    network, path = every_word(), tmp_path / "words.dne"
    cn.save(network, path)

    assert_same(cn.load(path), network)


def test_names_are_what_netica_allows():
    name = "a very long name with more than thirty letters"
    text = dne_text(cn.Network({name: ["雨", "晴"]}, {}, {name: [0.75, 0.25]}, name="梅雨"))

    assert "node v1 {" in text
    assert "states = (s1, s2);" in text
    assert f'title = "{name}";' in text
    assert text.isascii()
