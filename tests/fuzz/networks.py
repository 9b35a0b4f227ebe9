"""Network files that are nearly right: each is refused in our words, or read, written and read again to the same."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import causalnet as cn
from causalnet.formats.registry import format_named

__all__ = ["NETWORKS", "NETWORK_SEEDS"]

WORDS = ("xmlbif", "xdsl", "net", "dne", "uai")
LAWN = cn.Network(
    {"wet grass": ["no", "<5%", "雨"], "rain": ["no", "yes"], "hose": ["off", "on"]},
    {"wet grass": ["rain", "hose"]},
    {
        "rain": [0.75, 0.25],
        "hose": [0.5, 0.5],
        "wet grass": [
            [[0.875, 0.125, 0], [0.25, 0.25, 0.5]],
            [[0.125, 0.375, 0.5], [0, 0, 1]],
        ],
    },
    name="the lawn",
    ordered=["rain"],
)
CHOICE = cn.Network(
    dict(LAWN.states),
    dict(LAWN.parents),
    dict(LAWN.tables),
    name="choice",
    decisions={"hose": ["rain"]},
    utilities=[cn.Utility("worth", ["wet grass"], {"no": -1, "<5%": 2.5, "雨": 3})],
)
NOISY = b"""<smile id="x"><nodes>
<cpt id="a"><state id="y"/><state id="n"/><probabilities>0.25 0.75</probabilities></cpt>
<noisymax id="b"><state id="y"/><state id="n"/><parents>a</parents><strengths>0 1</strengths>
<parameters>0.5 0.5 0 1 0.25 0.75</parameters></noisymax>
<deterministic id="c"><state id="y"/><state id="n"/><parents>b</parents><resultingstates>n y</resultingstates></deterministic>
<utility id="u"><parents>c</parents><utilities>1 2</utilities></utility>
<mau id="m"><parents>u</parents><weights>3</weights></mau>
</nodes></smile>"""
LEVELS = b"""bnet a { node b { discrete = FALSE; levels = (0, 1, 2); probs = (0.5, 0.5); };
node c { numstates = 2; parents = (b); chance = DETERMIN; functable = (#0, #1); title = "C"; }; };"""


def _seeds(word: str) -> tuple[bytes, ...]:
    form = format_named(word)
    if form is None:
        raise LookupError(word)
    own = [LAWN] if word == "uai" else [LAWN, CHOICE]
    more = {"xdsl": (NOISY,), "dne": (LEVELS,)}
    return (*(form.encode(one, "x") for one in own), *more.get(word, ()))


def network_file(word: str, data: bytes, folder: Path) -> bool:
    """A file of a format: whether it was read."""
    path, again = folder / "input", folder / "again"
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        try:
            found = cn.load(path, format=word)
        except cn.CausalnetError as error:
            str(error)
            return False
        cn.save(found, again, format=word, overwrite=True)
        same = cn.load(again, format=word)
    assert same.variables == found.variables, "written and read, the variables are others"
    assert word == "uai" or same == found, "written and read, the network is another"
    return True


NETWORK_SEEDS = {word: _seeds(word) for word in WORDS}
NETWORKS: dict[str, Callable[[bytes, Path], bool]] = {
    word: partial(network_file, word) for word in WORDS
}
