"""The published networks that ship with pgmpy, and the questions put to them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from causalnet import Network
from causalnet.network.graph import ancestors, children

NAMES = (
    "asia", "alarm", "insurance", "hailfinder", "win95pts", "pathfinder", "water", "pigs",
    "andes", "barley", "mildew", "munin1", "munin", "link", "diabetes",
)  # fmt: skip


def folder() -> Path:
    """Where pgmpy keeps them, found without importing it."""
    spec = find_spec("pgmpy")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "utils" / "example_models"


def available() -> tuple[str, ...]:
    """Every network in the wheel."""
    return tuple(sorted(path.name.removesuffix(".bif.gz") for path in folder().glob("*.bif.gz")))


def bif_text(name: str) -> str:
    return gzip.decompress((folder() / f"{name}.bif.gz").read_bytes()).decode()


@lru_cache(maxsize=4)
def network(name: str) -> Network:
    """A network of the set, its rows normalised."""
    return read_bif(bif_text(name), name)


def read_bif(text: str, name: str = "") -> Network:
    """A reader for the plain BIF of these files: seconds where general ones take minutes."""
    states, parents, tables = {}, {}, {}
    for found in re.finditer(r"variable\s+(\S+)\s*\{[^{}]*\{([^}]*)\}", text):
        states[found[1]] = [s.strip() for s in found[2].split(",")]
    for found in re.finditer(r"probability\s*\(([^)]*)\)\s*\{([^}]*)\}", text):
        head, body = found[1], found[2]
        child, _, above = head.partition("|")
        child = child.strip()
        parents[child] = [p.strip() for p in above.split(",") if p.strip()]
        tables[child] = _table(child, parents[child], states, body)
    return Network(states, parents, tables, name=name)


def _table(child: str, above: Sequence[str], states: dict[str, list[str]], body: str) -> np.ndarray:
    shape = [len(states[v]) for v in (*above, child)]
    plain = re.search(r"table\s+([^;]*);", body)
    if plain:
        return _rows(np.fromstring(plain[1], sep=",").reshape(shape))
    table = np.full(shape, np.nan)
    places = [{s: i for i, s in enumerate(states[p])} for p in above]
    for found in re.finditer(r"\(([^)]*)\)\s*([^;]*);", body):
        when = [s.strip() for s in found[1].split(",")]
        cell = tuple(place[s] for place, s in zip(places, when, strict=True))
        table[cell] = np.fromstring(found[2], sep=",")
    return _rows(table)


def _rows(table: np.ndarray) -> np.ndarray:
    return table / table.sum(axis=-1, keepdims=True)


def outcome(model: Network) -> str:
    """The leaf with most ancestors."""
    below = children(model.parents)
    leaves = [v for v in model if not below[v]]
    return max(leaves, key=lambda v: (len(ancestors(model.parents, [v])), v))


def levers(model: Network) -> list[str]:
    """The ancestors of the outcome."""
    y = outcome(model)
    above = ancestors(model.parents, [y])
    return [v for v in model.order if v in above and v != y]
