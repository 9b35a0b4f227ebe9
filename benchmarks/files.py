"""Every network in pgmpy's wheel, read and written as BIF, against the readers of pgmpy and pyAgrum.

Run as ``python -m benchmarks.files [network …]``. pgmpy takes minutes for the largest.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyagrum as gum

import causalnet as cn
from benchmarks.networks import available, bif_text, folder
from causalnet.formats.networks.bif.names import safe_words

# pyAgrum reads BIF in single precision.
SINGLE = 1e-6
EXACT = 1e-13


def by_pgmpy(network: cn.Network, text: str, *, safe: bool) -> float:
    """The greatest difference from what pgmpy reads; its names are those of the file, or safe words for ours."""
    from pgmpy.readwrite import BIFReader

    model = BIFReader(string=text).get_model()
    words = _words(network) if safe else {v: v for v in network}
    worst = 0.0
    for v in network:
        cpd = model.get_cpds(words[v])
        assert cpd.variables[1:] == [words[c] for c in network.parents[v]]
        worst = max(worst, _gap(np.moveaxis(cpd.values, 0, -1), network.values(v)))
    return worst


def by_pyagrum(network: cn.Network, path: Path) -> float:
    """The greatest difference from what pyAgrum reads of a file of ours."""
    model, words = gum.loadBN(str(path)), _words(network)
    worst = 0.0
    for v in network:
        table = model.cpt(words[v])
        ours = [words[c] for c in (*network.parents[v], v)]
        axes = [ours.index(name) for name in reversed(list(table.names))]
        worst = max(
            worst, _gap(np.moveaxis(table.toarray(), range(len(axes)), axes), network.values(v))
        )
    return worst


def _words(network: cn.Network) -> dict[str, str]:
    return dict(zip(network, safe_words(network.variables, "v"), strict=True))


def _gap(theirs: np.ndarray, ours: np.ndarray) -> float:
    # Published rows are off by their last digit, and ours are normalised.
    return float(np.abs(theirs / theirs.sum(axis=-1, keepdims=True) - ours).max())


def differences(name: str, path: Path) -> dict[str, float]:
    """How far the three readers are apart, and whether a file of ours comes back as it was."""
    start = time.perf_counter()
    network = cn.load(folder() / f"{name}.bif.gz")
    seconds = time.perf_counter() - start
    cn.save(network, path, overwrite=True)
    assert cn.load(path) == network
    assert cn.load(path).variables == network.variables
    written = path.read_text(encoding="utf-8")
    start = time.perf_counter()
    found = {"pgmpy": by_pgmpy(network, bif_text(name), safe=False)}
    theirs = time.perf_counter() - start
    found["pgmpy, written"] = by_pgmpy(network, written, safe=True)
    found["pyAgrum, written"] = by_pyagrum(network, path)
    print(f"{name:<12}{seconds:6.2f} s, pgmpy {theirs:6.1f} s  ", end="")
    return found


def main(names: list[str]) -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        for name in names or available():
            found = differences(name, Path(place, "network.bif"))
            failed += any(gap > (SINGLE if "pyAgrum" in k else EXACT) for k, gap in found.items())
            print("  ".join(f"{k} {gap:.1e}" for k, gap in found.items()), flush=True)
    print("all agree" if not failed else f"{failed} networks differ")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
