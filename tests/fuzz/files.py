"""Files that are nearly right: each is refused in our words, or read, written and read again to the same."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import causalnet as cn
from tests.fuzz.calls import model
from tests.fuzz.graphs import GRAPH_SEEDS, GRAPHS
from tests.fuzz.limits import TooSlowError, within
from tests.fuzz.maps import MAPS, SEEDS, book, parts, rebound
from tests.fuzz.mutation import TOKENS, mutated
from tests.fuzz.networks import NETWORK_SEEDS, NETWORKS

T = TypeVar("T")

SMALL = b"""\
name = "lawn"
[variables.rain]
states = ["no", "yes"]
baseline = { p = [0.8, 0.2], weight = 12, basis = "judged", note = "wet" }
roles = ["lever"]
[variables.wet]
states = ["no", "yes"]
[[influences]]
cause = "rain"
effect = "wet"
sign = "+"
strength = { low = 0.5, mode = 1, high = 2 }
standing = "added"
"""
BIF = b"""\
network "lawn" {
}
variable rain {
  type discrete [ 2 ] { no, yes };
}
variable wet {
  type discrete [ 3 ] { dry, damp, "very wet" };
  property author someone;
}
probability ( rain ) {
  table 0.8, 0.2;
}
probability ( wet | rain ) {
  (no) 0.9, 0.1, 0.0;
  (yes) 0.2, 0.3, 0.5;
}
"""
FLAT = b"""network n { }
variable a { type discrete [ 2 ] { t, f }; }
variable b { type discrete [ 2 ] { t, f }; }
probability ( a ) { table 0.5, 0.5; }
probability ( b | a ) { default 0.3, 0.7; (t) 0.1, 0.9; }
"""
INFLUENCES = [
    b"cause,effect,sign,strength,lag,standing,claims,tier,reference,note\nx,y,+,0.2/0.8/1.6,0,stated,c|d,plain,,\n"
    b"y,z,-,strong,1,added,,,,\n",
    b"cause;effect;sign;strength\nx;y;?;0,5\n",
    b"cause\teffect\tsign\nx\ty\t+\n",
    'cause,effect,sign,note\n雨,芝生,+,"a ""quoted"" note, long"\n'.encode(),
]
VARIABLES = [
    b"name,label,states,means,role,better,latent,p,weight,basis,mechanism,note\n"
    b"x,An x,no|yes,what,lever|context,high,no,0.8|0.2,12,judged,ordinal,\ny,,low|middle|high,,outcome,,,,,,,\n",
    b"name;states;p\nx;no|yes;0,25|0,75\n",
    b"name,states,p\nx,none|half|full,0.3333|0.3333|0.3333\n",
]


WORDS: tuple[str, list[list[object]]] = (
    "model",
    [["key", "value"], ["name", "lawn"], ["today", "2026"]],
)
RAINS: tuple[str, list[list[object]]] = (
    "variables",
    [
        ["name", "states", "p", "latent"],
        ["rain", "no|yes", "80%|20%", "no"],
        ["wet", "dry|damp|wet", None, None],
    ],
)
ARROWS: tuple[str, list[list[object]]] = (
    "influences",
    [
        ["cause", "effect", "sign", "strength", "lag"],
        ["rain", "wet", "+", "0.5/1.5", 0],
        ["wet", "rain", "-", 0.5, 1],
    ],
)
WORKBOOKS = (book(RAINS, WORDS, ARROWS), book(ARROWS, RAINS, WORDS), book(WORDS, RAINS, ARROWS))


def in_silence(function: Callable[..., T], *args: object) -> T:
    """A result without the warnings that are part of a good answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return function(*args)


@cache
def model_files() -> list[bytes]:
    """Model files with every kind of part, small ones more often."""
    path = Path("whole.toml").resolve()
    cn.save(model(), path, overwrite=True)
    whole = path.read_bytes()
    path.unlink()
    return [SMALL, SMALL, SMALL, whole]


@cache
def words(seeds: tuple[bytes, ...]) -> list[bytes]:
    """The words of a language, as far as its examples know them."""
    return sorted({m.group() for seed in seeds for m in TOKENS.finditer(seed)})


def toml(data: bytes, folder: Path) -> bool:
    """A model file: whether it was read."""
    path = folder / "input.toml"
    path.write_bytes(data)
    try:
        read = in_silence(cn.load, path)
    except cn.CausalnetError as error:
        str(error)
        return False
    again = folder / "again.toml"
    cn.save(read, again)
    assert cn.load(again) == read, "saved and loaded, the model is another"
    return True


def bif(data: bytes, folder: Path) -> bool:
    """A BIF file: whether it was read."""
    path = folder / "input.bif"
    path.write_bytes(data)
    try:
        read = in_silence(cn.load, path)
    except cn.CausalnetError as error:
        str(error)
        return False
    again = folder / "again.bif"
    cn.save(read, again)
    same = in_silence(cn.load, again)
    assert same.variables == read.variables, "written and read, the variables are others"
    assert same.states == read.states, "written and read, the states are others"
    return True


def table(data: bytes, folder: Path) -> bool:
    """A spreadsheet: whether it was read, as influences or as variables."""
    path = folder / "input.csv"
    path.write_bytes(data)
    read = False
    for reader in (cn.read_influences, cn.read_variables):
        try:
            in_silence(reader, path)
        except cn.CausalnetError as error:
            str(error)
        else:
            read = True
    return read


def model_workbook(data: bytes, folder: Path) -> bool:
    """Workbooks whose first sheet has this XML, each with the other sheets of a model: whether one was read."""
    read = 0
    for held in WORKBOOKS:
        path, again = folder / "input.xlsx", folder / "again.xlsx"
        path.write_bytes(rebound(data, held))
        try:
            found = in_silence(cn.load, path)
        except cn.CausalnetError as error:
            str(error)
            continue
        if isinstance(found, cn.CausalModel):
            cn.save(found, again, overwrite=True)
            assert cn.load(again) == found, "saved and loaded, the model is another"
        read += 1
    return read > 0


def interrupted(rng: random.Random, folder: Path) -> bool:
    """Saving is stopped at any moment: the file is the old or the new one, whole, and nothing else is left."""
    path = folder / "kept.toml"
    old, new = model(), model().rejecting("x → y")
    cn.save(old, path, overwrite=True)
    try:
        with within(rng.random() * 0.03 + 1e-5):
            cn.save(new, path, overwrite=True)
        done = True
    except TooSlowError:
        done = False
    found = cn.load(path)
    assert found in (old, new), "half-written"
    assert [p.name for p in folder.iterdir()] == ["kept.toml"], "something is left behind"
    return done


OWN_SEEDS = SEEDS | GRAPH_SEEDS | NETWORK_SEEDS


def input_for(target: str, rng: random.Random) -> bytes:
    """A file for a target."""
    if target in OWN_SEEDS:
        return mutated(rng, OWN_SEEDS[target], words(OWN_SEEDS[target]))
    seeds = {
        "toml": model_files,
        "bif": lambda: [BIF, FLAT],
        "csv": lambda: [*INFLUENCES, *VARIABLES],
        "model workbook": lambda: [*map(parts, WORKBOOKS)],
    }[target]()
    return mutated(rng, seeds, words(tuple(seeds)))


FORMATS: dict[str, Callable[[bytes, Path], bool]] = {
    "toml": toml,
    "bif": bif,
    "csv": table,
    "model workbook": model_workbook,
    **MAPS,
    **GRAPHS,
    **NETWORKS,
}
