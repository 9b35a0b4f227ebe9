"""Short or broken files that would cost much more than their size are refused in little time."""

from __future__ import annotations

import time

import pytest

import causalnet as cn
from causalnet.formats.networks.dne.reader import read_dne
from causalnet.formats.networks.net.reader import read_net
from causalnet.formats.networks.uai import read_uai
from causalnet.formats.networks.xdsl.reader import read_xdsl
from causalnet.formats.networks.xmlbif import read_xmlbif

MANY = 50_000
ROOT = '<cpt id="a"><state id="x"/><state id="y"/><probabilities>1 0</probabilities></cpt>'
CAUSES = "".join(ROOT.replace('"a"', f'"a{i}"') for i in range(40))
WIDE = " ".join(f"a{i}" for i in range(40))
HOSTILE = {
    "a text left open": (read_net, 'net { a = "' + '\\"' * MANY),
    "comments left open": (read_net, "/*" * MANY),
    "a text of Netica left open": (read_dne, 'bnet a { title = "' + '\\"' * MANY),
    "comments of Netica left open": (read_dne, "/*" * MANY),
    "blocks within blocks": (read_dne, "bnet a {" + "b {" * 5_000 + "}" * 5_000 + "}"),
    "more blocks than are read": (read_dne, "bnet a {" + "b {};" * 7 * MANY),
    "many properties without an end": (read_dne, 'bnet a { comment = "' + "causalnet_a = " * MANY + '"; }'),
    "states by their number": (read_dne, "bnet a {" + "".join(f"node n{i} {{ numstates = 99999; }}" for i in range(100)) + "}"),
    "numbered rows": (read_dne, "bnet a { node n { numstates = 99999; probs = (" + "#1," * MANY + "); } }"),
    "many states": (read_uai, "BAYES 90 " + "1000000 " * 90),
    "a wide noisy-MAX": (read_xdsl, f'<smile id="x"><nodes>{CAUSES}<noisymax id="y"><state id="a"/><parents>{WIDE}</parents></noisymax></nodes></smile>'),
    "a wide function": (read_xdsl, f'<smile id="x"><nodes>{CAUSES}<deterministic id="y"><state id="a"/><parents>{WIDE}</parents></deterministic></nodes></smile>'),
    "a wide utility": (read_xdsl, f'<smile id="x"><nodes>{CAUSES}<utility id="y"><parents>{WIDE}</parents></utility></nodes></smile>'),
    "many comments": (read_xmlbif, "<BIF><NETWORK>" + "a<!---->" * MANY + "</NETWORK></BIF>"),
    "deep elements": (read_xmlbif, "<BIF>" * MANY),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_in_little_time(case: str) -> None:
    read, text = HOSTILE[case]
    begin = time.process_time()
    with pytest.raises(cn.errors.CausalnetError, match=r"x\.net"):
        read(text.encode(), "x.net")

    assert time.process_time() - begin < 5
