"""The page of results."""

from __future__ import annotations

import platform
import resource
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from statistics import median

import numpy as np

import causalnet as cn
from benchmarks import peers
from benchmarks.networks import network, outcome
from benchmarks.timing import Pair, clocked
from causalnet.inference.answer import joint, plan
from causalnet.mechanisms.compiling import draws
from causalnet.version import __version__

TARGETS = {
    "every lever, warm": "30 on every network of 30+ variables (mildew 5)",
    "every lever, cold": "2",
    "every lever, warm, the peer's engines kept": "none was set",
    "one do-query, asked again": "10",
    "one do-query, asked again, the peer's engine kept": "none was set",
    "one do-query, cold": "1 (median over networks)",
    "all marginals, three findings": "5 (munin1: 1)",
    "1,000 draws of every table": "20 on asia, alarm, insurance; 8 on hailfinder",
}

# The least ratio aimed at; (networks of at least so many variables, ratio).
AIMS = {
    "every lever, warm": (30, 30.0),
    "every lever, cold": (0, 2.0),
    "one do-query, asked again": (0, 10.0),
    "all marginals, three findings": (0, 5.0),
    "1,000 draws of every table": (0, 8.0),
}

SHORT = """\
Where it falls short
--------------------

A question that touches a handful of small tables is bound by dispatch: each pairwise step takes half a microsecond to
three whatever it multiplies, and the verb itself takes six or seven more to read the intervention, to check names and
to make an answer. That is what asia (8 variables) shows wherever it is asked. Every lever on pathfinder falls short of 30: the
outcome has 8 ancestors, one of them with 63 states that every large table has as an axis. The sweep's 23 products are over
tables of a few thousand cells, about a third of its time goes into moving axes between them, and on the other side
pyAgrum needs but eight small propagations. What would still help is to choose the order of elimination by the cost of both
passes, and the order of each tensor's axes by what comes after it. Nothing of a sweep without findings is held on to from one call
to the next, though all of it could be: that would be to remember the answer. Cold, planning in pure Python takes 10 to 15
microseconds a step; where the tables are small that is as long as pyAgrum needs for everything. Against an engine of
pyAgrum's that is kept from one state to the next, and whose network was mutilated beforehand, the distance is smaller than
against a new one; both are on this page.
"""

INTRODUCTION = """\
Benchmarks
==========

Exact inference side by side with pyAgrum {peer} (causalnet {own}, numpy {numpy}, Python {python},
{machine}, one BLAS thread), measured on {date} in one run, in turn, with::

    python -m benchmarks

Times are medians in milliseconds ± half the distance between the quartiles; *ratio* is pyAgrum's
time over ours. The outcome of each network is the leaf with most ancestors; the levers are its
ancestors. pyAgrum is asked in the quickest correct way found, on mutilated networks made
beforehand, which is not counted: lazy propagation with the lever uniform and the joint of lever and
outcome as its target, or one state after another as evidence; for a single query also variable
elimination. It starts with a new engine, as it must for a lever that it has not been asked about;
where it says *kept*, its engine has already answered about the same variable and only the state
changes. Where every lever takes it more than a second, its time is that of a part of them, scaled
by their states. Quick calls are timed several in a row. *Cold* means that we have no plan at hand.
``python -m benchmarks.correctness`` compares the answers themselves, on every network in pgmpy's
wheel.
"""


def page(
    found: Mapping[str, Mapping[str, Pair]], rates: Mapping[str, Sequence[str]], japan: str
) -> str:
    """The whole page as reStructuredText."""
    head = INTRODUCTION.format(
        peer=peers.VERSION,
        own=__version__,
        numpy=np.__version__,
        python=platform.python_version(),
        machine=platform.machine(),
        date=datetime.now(UTC).date(),
    )
    parts = [head]
    for kind, pairs in found.items():
        if pairs:
            ratios = [pair.ratio for pair in pairs.values()]
            summary = f"Ratio: least {min(ratios):,.1f}, median {median(ratios):,.1f}. "
            summary += f"Aim: {TARGETS[kind]}."
            rows = [[name, *pair.row()] for name, pair in pairs.items()]
            parts += [
                _title(kind),
                summary + _below(kind, pairs),
                _table(["network", "pyAgrum", "causalnet", "ratio"], rows),
            ]
    parts += [
        _title("The engine itself"),
        "One query without anything set or observed: what it costs, and how fast it runs. Matrix "
        f"products of 1,000 × 1,000 run at {matmul_rate():.0f} billion multiply-adds a second on "
        "this machine; small steps are bound by dispatch.",
        _table(
            [
                "network",
                "multiply-adds",
                "steps",
                "billions a second",
                "µs a step",
                "peak memory, MB",
            ],
            [[name, *row] for name, row in rates.items()],
        ),
        SHORT,
        _title("The Japan model"),
        japan,
    ]
    return "\n".join(parts)


def _below(kind: str, pairs: Mapping[str, Pair]) -> str:
    """The networks that fall short of the aim, if any do."""
    least, aim = AIMS.get(kind, (0, 0.0))
    short = [
        f"{name} {pair.ratio:,.1f}"
        for name, pair in pairs.items()
        if pair.ratio < aim and len(network(name)) >= least and name != "mildew"
    ]
    return f" Below it: {', '.join(short)}." if short else ""


def engine_rates(model: cn.Network) -> list[str]:
    """Multiply-adds, steps, rate, microseconds a step and peak memory of one query."""
    y = outcome(model)
    ready = plan(model, [y])
    joint(model, [y])
    seconds = median(clocked(lambda: joint(model, [y])) for _ in range(15))
    steps = sum(len(tree.steps) for tree in ready.trees)
    return [
        f"{ready.cost:,}",
        f"{steps}",
        f"{ready.cost / seconds / 1e9:.2f}",
        f"{seconds * 1e6 / max(steps, 1):.1f}",
        f"{ready.peak / 1e6:.2f}",
    ]


def matmul_rate(size: int = 1000) -> float:
    """Billions of multiply-adds a second of one large product."""
    a = np.random.default_rng(0).random((size, size))
    return size**3 / median(clocked(lambda: a @ a) for _ in range(5)) / 1e9


def japan() -> str:
    """All levers of the model that ships, in 1,000 calibrated draws."""
    model = cn.load("japan_software")
    times = []
    for seed in range(5):
        start = time.perf_counter()
        network = draws(model, n=1000, seed=seed)
        middle = time.perf_counter()
        len(cn.levers(network, "software_competitiveness", among="all"))
        times.append((middle - start, time.perf_counter() - middle))
    make, sweep = (median(t) for t in zip(*times, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"All levers on software_competitiveness in 1,000 draws: {make:.3f} s to draw and "
        f"calibrate, {sweep:.3f} s for the sweep and the ranking. Aim: under a second. (Peak memory of the "
        f"whole run, pyAgrum's included: {memory:,.0f} MB.)\n"
    )


def _title(text: str) -> str:
    capital = text[0].upper() + text[1:]
    return f"\n{capital}\n{'-' * len(capital)}\n"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["", ".. list-table::", "   :header-rows: 1", ""]
    for row in (header, *rows):
        lines += [f"   {'* -' if i == 0 else '  -'} {cell}" for i, cell in enumerate(row)]
    return "\n".join([*lines, ""])
