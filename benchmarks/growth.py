"""How time and memory grow with the number of variables: ``python -m benchmarks.growth [--sizes N …]``.

Networks of a width that does not grow, each asked for the first time, with no plan kept from another. The last
column is the exponent between the last two sizes: one where twice the variables take twice the time.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from math import log

import numpy as np

import causalnet as cn
from benchmarks.timing import without_collection
from causalnet import Network
from causalnet.cache import clear
from causalnet.errors import MemoryLimitError
from causalnet.inference.sweep import all_levers

SIZES = (36, 200, 1_000, 10_000)
DRAWS = 100
Parents = dict[str, list[str]]


def chain(n: int, rng: np.random.Generator) -> Parents:
    """Every variable is the cause of the next."""
    return {f"v{i}": [f"v{i - 1}"] if i else [] for i in range(n)}


def layers(n: int, rng: np.random.Generator) -> Parents:
    """Layers of four; each variable has two causes in the layer above."""
    return {
        f"v{i}": [f"v{i // 4 * 4 - 4 + j}" for j in sorted({i % 4, (i + 1) % 4})] if i > 3 else []
        for i in range(n)
    }


def partial_tree(n: int, rng: np.random.Generator) -> Parents:
    """A random 3-tree of which a fifth of the arrows is left out."""
    cliques, parents = [(0, 1, 2)], {f"v{i}": [f"v{j}" for j in range(i)] for i in range(3)}
    for i in range(3, n):
        clique = list(cliques[rng.integers(len(cliques))])
        parents[f"v{i}"] = [f"v{j}" for j in clique if rng.random() > 0.2]
        clique[rng.integers(3)] = i
        cliques.append(tuple(clique))
    return parents


def grid(n: int, rng: np.random.Generator) -> Parents:
    """A square lattice: its width grows, so that most are refused."""
    side = round(n**0.5)
    return {
        f"v{i}_{j}": [f"v{a}_{b}" for a, b in ((i - 1, j), (i, j - 1)) if a >= 0 and b >= 0]
        for i in range(side)
        for j in range(side)
    }


def network(parents: Parents, rng: np.random.Generator, draws: int | None = None) -> Network:
    """Random tables of two states."""
    tables = {}
    for v, above in parents.items():
        table = rng.random((2,) * (len(above) + 1)) + 0.05
        table /= table.sum(axis=-1, keepdims=True)
        tables[v] = table if draws is None else np.repeat(table[..., None], draws, axis=-1)
    return Network({v: ["a", "b"] for v in parents}, parents, tables, draws=draws)


KINDS: dict[str, Callable[[int, np.random.Generator], Parents]] = {
    "chain": chain,
    "layers of 4": layers,
    "partial 3-tree": partial_tree,
    "grid": grid,
}
Asked = Callable[[Network, str, dict[str, str]], object]


def one_query(model: Network, outcome: str, seen: dict[str, str]) -> object:
    return cn.query(model, outcome, given=seen)


def marginals(model: Network, outcome: str, seen: dict[str, str]) -> object:
    return cn.marginals(model, given=seen)


def levers(model: Network, outcome: str, seen: dict[str, str]) -> object:
    return all_levers(model, [outcome], seen)


QUESTIONS: dict[str, tuple[Asked, int | None]] = {
    "one query": (one_query, None),
    "all marginals": (marginals, None),
    "every lever": (levers, None),
    f"all marginals, {DRAWS} draws": (marginals, DRAWS),
    f"every lever, {DRAWS} draws": (levers, DRAWS),
}


def measured(ask: Callable[[], object]) -> tuple[float, float, bool]:
    """Seconds of process time, the least of three; MiB at the peak; and whether it was answered."""
    times = []
    for _ in range(3):
        clear()
        with without_collection():
            start = time.process_time()
            answered = _answered(ask)
            times.append(time.process_time() - start)
    clear()
    tracemalloc.start()
    _answered(ask)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return min(times), peak / 2**20, answered


def _answered(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except MemoryLimitError:
        return False
    return True


def line(kind: str, question: str, sizes: list[int]) -> str:
    """Milliseconds and MiB at every size, and the last exponents."""
    ask, draws = QUESTIONS[question]
    cells, found = [], []
    for n in sizes:
        rng = np.random.default_rng(n)
        model = network(KINDS[kind](n, rng), rng, draws)
        # Findings all over the network, so that every variable matters, and few enough to be probable.
        seen = dict.fromkeys(model.variables[n // 2 :: 50], "a")
        seconds, mib, answered = measured(partial(ask, model, model.variables[0], seen))
        found.append((seconds, mib))
        cells.append(f"{seconds * 1e3:>9.1f} {mib:>6.1f}{' ' if answered else 'x'}")
    growth = ""
    if len(sizes) > 1:
        ratio = log(sizes[-1] / sizes[-2])
        growth = "  ".join(f"{log(b / a) / ratio:.2f}" for a, b in zip(*found[-2:], strict=True))
    return f"{kind:<15} {question:<26}" + "".join(cells) + f"  {growth}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), metavar="N")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    asked = parser.parse_args()
    heads = "".join(f"{f'{n:,}: ms':>10} {'MiB':>5} " for n in asked.sizes)
    print(f"{'network':<15} {'question':<26}{heads}  exponents: ms, MiB (x: refused)")
    for kind in asked.kinds:
        for question in QUESTIONS:
            print(line(kind, question, asked.sizes), flush=True)


if __name__ == "__main__":
    main()
