"""The page of results."""

from __future__ import annotations

import platform
import resource
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median

import numpy as np

import causalnet as cn
from benchmarks import dialogue, elicited, peers, workers
from benchmarks.networks import network, outcome
from benchmarks.prepared import too_big
from benchmarks.timing import Pair, clocked
from causalnet.inference.posterior import joint, joint_plan
from causalnet.version import __version__

WARM = "Every lever, warm"
COLD = "Every lever, cold"
AGAIN = "One do-query, asked again"
ONCE = "One do-query, cold"
MARGINALS = "All marginals, three findings"
DRAWS = "1,000 draws of every table"


@dataclass(frozen=True, slots=True)
class Aim:
    """The least ratio aimed at, for networks of some size, with exceptions by name."""

    text: str
    ratio: float
    variables: int = 0
    apart: Mapping[str, float] = field(default_factory=dict)

    def missed(self, name: str, pair: Pair) -> bool:
        aim = self.apart.get(name, self.ratio)
        return pair.ratio < aim and (name in self.apart or len(network(name)) >= self.variables)


AIMS = {
    WARM: Aim("30 on every network of 30 variables or more (mildew 5)", 30, 30, {"mildew": 5}),
    COLD: Aim("2", 2),
    AGAIN: Aim("10", 10),
    # Not an aim for each network.
    ONCE: Aim("1.5 in the median over networks", 0),
    MARGINALS: Aim("5 (munin1 1)", 5, 0, {"munin1": 1}),
    DRAWS: Aim("20 (hailfinder 8)", 20, 0, {"hailfinder": 8}),
}

# What is asked, and in which ways pyAgrum was asked it; the last column names the quickest.
ASKED = {
    WARM: """\
The distribution of the outcome is asked for under every state of every lever. Both sides have been
asked before: causalnet has its plan, and pyAgrum may keep its engines. pyAgrum was asked in these
ways:

- *intervention nodes*: one network with an intervention node for each lever. The node says either
  "as it is" or which state is set. The evidence on one node changes at a time.
- *mutilated networks*: one network for each lever, its causes cut off. One state after another is
  the evidence.
- *joints*: the same networks with the lever uniform. The joint of lever and outcome is the target.

*Kept* means that the engines had answered before. Engines for joints are always new, since a kept
one would only return what it remembers. The engines are lazy propagation unless *Shafer–Shenoy* or
*elimination* stands there. Joints were asked of lazy propagation alone. Variable elimination was
tried with intervention nodes, on networks whose junction tree has at most 100,000 numbers.
""",
    COLD: """\
The same question is asked for the first time. causalnet has no plan, and pyAgrum makes new engines.
It was asked in the same ways.
""",
    AGAIN: """\
The lever in the middle of the topological order is set to another state each time. causalnet has
its plan. pyAgrum was asked with a kept engine on the mutilated network, with a kept engine on the
network with intervention nodes, and with new engines on the mutilated network. Each engine was
tried: lazy propagation, Shafer–Shenoy and, for new engines, variable elimination.
""",
    ONCE: """\
The same query is asked for the first time. causalnet has no plan. pyAgrum makes a new engine on the
mutilated network. Lazy propagation, Shafer–Shenoy and variable elimination were tried.
""",
    MARGINALS: """\
The posterior of every variable is asked for. The findings are about the same three variables each
time, and their states change from one case to the next. causalnet has its plan. pyAgrum was asked
with new engines and with kept ones, by lazy propagation and by Shafer–Shenoy. Where a clique of its
junction tree has more than 20 million numbers, only a new engine by lazy propagation was tried.
link was left out, since pyAgrum's junction tree over all its variables does not fit in
memory.
""",
    DRAWS: """\
The distribution of the outcome is asked for in 1,000 draws of every table that matters. The draws
are made beforehand and not counted. Putting them into the network is counted on both sides. pyAgrum
was asked with one more variable, the draw, as a cause of every other. Its joint with the outcome
answers for all draws at once. This was done for all 1,000 draws and for 100 at a time, by
lazy propagation, by Shafer–Shenoy and by variable elimination. pyAgrum was also asked a query for each draw. The time of that is
the time of 100 draws, scaled.
""",
}

SHORT = """\
The aims are older than some of the ways in which pyAgrum is asked here. They were set against new
engines and against a query for each draw, and they are kept as they were.

``cn.levers`` answers with the change that every setting makes. It computes the rest when it is read: the path of each lever,
its steps, and its reach, which is how far its setting lies from today. Reach takes the marginals of the whole network,
also where they do not bear on the outcome. So a frame of the whole answer takes longer than the answer: 5 ms on alarm
and 0.8 s on munin1. pyAgrum is not asked for any of this.

A question that touches a few small tables is bound by dispatch. Each pairwise
step takes half a microsecond to three microseconds, whatever it multiplies. A verb takes six or
seven microseconds more to read the intervention, to check names and to make an answer. Asia (8
variables) shows this in every table. An engine of pyAgrum's that is kept has little left to do when
one state changes.

A first query spends seven tenths of its time on planning, in pure Python: 7 to 18 microseconds a step, where running the
step takes one to three. Where the tables are small, pyAgrum needs about as long for the whole answer. If planning took no
time, as it nearly would in native code, a first query would be three times as quick. There is no native code in causalnet.

On pathfinder, the outcome has 8 ancestors. One of them has 63 states and is a cause of all others, so that every product is
63 small ones. 33 of these states differ in what they do, and some states of other variables act alike too. A sweep that is
asked for again merges such states and runs along those that are left (:doc:`explanation/engine`). That takes half the
time. What is left are 20 products of 2.3 microseconds each, half of that for the call, and 40 microseconds around them.
pyAgrum needs eight small propagations.

In draws, pyAgrum's node for the draws does what causalnet does. Both multiply long arrays, and
what a step costs besides no longer matters.
"""

FELT = """\
``python -m benchmarks.dialogue``: questions about the Japan model from the verb to the printed answer, on one core. *s* are the
seconds of the first question to a model that was just loaded, with all caches empty; *again* those of the same
question once more; *two workers* those of two processes that are running already, with empty caches too, where a question can be spread. Medians
of three rounds. A verdict has 1,000 draws and all its parts; the report has the conclusions
that it chooses itself, charts and pictures. *At most* is what was aimed at, where something was.
"""

GROWTH = """\
``python -m benchmarks.elicited``: seconds of processor time for models of 36, 200 and 1,000 variables of three states, each with
a baseline, every influence a PERT. The question is about the variable with most ancestors, and about the first of these.
*Layers of 4* have two causes each in the layer above; *partial 3-tree* is a random tree of width three of which a fifth
of the arrows is left out. Nothing is kept from another question. What would take more than a minute, if its time grew in
proportion, is not asked.

Time grows in proportion to the variables. In layers, the causes of a variable are related only through all layers above.
There the joint distributions of interfaces keep it so (:doc:`explanation/engine`). A verdict asks about every influence
by itself: each of n influences changes the tables downstream of it, so that all of them together take time with the square
of n. In a model of more than 64 variables and 2,048 cells a part of a verdict therefore computes no more than 67 million
cells, all points together. The search over ranges then follows slopes alone. Tipping values are sought at fewer points, or
left out with the reason.
"""

INTRODUCTION = """\
Benchmarks
==========

Exact inference side by side with pyAgrum {peer}: causalnet {own}, numpy {numpy}, Python {python},
{machine}, one thread on either side. Measured on {date} in one run of {minutes:.0f} min, both sides
in turn, with::

    python -m benchmarks

Times are medians in milliseconds of processor time ± half the distance between the quartiles. *Ratio* is pyAgrum's
time over causalnet's. The outcome of each network is the leaf with most ancestors. The levers are
its ancestors.

pyAgrum is asked in every way that is listed. The quickest way on each network counts, and the last
column names it. Its networks are made beforehand, and this is not counted. For questions about the
outcome, they hold only the outcome and its ancestors. causalnet is given the whole network. Where
every lever takes pyAgrum more than a second, it is asked about a part of the levers, and the time
is scaled by their states. An engine that serves all levers is set up once, and that time is not
scaled. {left_out}

Quick calls are timed several in a row. Garbage is collected before each measurement and not during
it, on either side. Other work on the machine is not counted, but it shares caches and memory with both. *Cold* means that
causalnet has no plan at hand. ``python -m
benchmarks.correctness`` compares the answers themselves, on every network in pgmpy's wheel, to 1e-9.
``python -m benchmarks --networks asia alarm`` measures only those networks.
"""


def page(
    found: Mapping[str, Mapping[str, Pair]],
    rates: Mapping[str, Sequence[str]],
    whole: bool,
    seconds: float,
) -> str:
    """The whole page as reStructuredText."""
    head = INTRODUCTION.format(
        peer=peers.VERSION,
        own=__version__,
        numpy=np.__version__,
        python=platform.python_version(),
        machine=platform.machine(),
        date=datetime.now(UTC).date(),
        minutes=max(1, seconds / 60),
        left_out=_left_out(rates),
    )
    measured = {kind: pairs for kind, pairs in found.items() if pairs}
    parts = [head]
    for kind, pairs in measured.items():
        rows = [[name, *pair.row()] for name, pair in pairs.items()]
        parts += [
            _title(kind),
            ASKED[kind],
            _summary(kind, pairs),
            _table(["network", "pyAgrum", "causalnet", "ratio", "pyAgrum's quickest way"], rows),
        ]
    parts += [
        _title("The engine itself"),
        "One query without anything set or observed: what it costs, and how fast it runs. Matrix "
        f"products of 1,000 × 1,000 run at {matmul_rate():.0f} billion multiply-adds a second on "
        "this machine. Small steps are bound by dispatch.",
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
        _title("Where it falls short"),
        *[line for kind, pairs in measured.items() for line in _shortfall(kind, pairs)],
        "",
        SHORT,
    ]
    if whole:
        parts += [
            _title("What a user waits for"),
            FELT,
            _table(
                ["question", "s", "again, s", "two workers, s", "at most, s"],
                dialogue.rows(rounds=3),
            ),
            _title("Elicited models of many variables"),
            GROWTH,
            _table(["graph", "question", *(f"{n:,}" for n in elicited.SIZES)], [*elicited.rows()]),
            _title("Two processes"),
            "``python -m benchmarks.workers``: " + " ".join(workers.lines()),
            f"\nThe peak memory of the whole run, pyAgrum's included, is {_peak():,.0f} MB.",
            "",
        ]
    return "\n".join(parts)


def _left_out(names: Iterable[str]) -> str:
    """The networks that pyAgrum was not given with intervention nodes."""
    left_out = [name for name in names if too_big(name)]
    if not left_out:
        return "With intervention nodes, every network was small enough to be tried."
    return (
        f"With intervention nodes, {', '.join(left_out)} had more than "
        f"{peers.MOST_CELLS / 1e6:.0f} million numbers in the tables or in a clique, and that way "
        "was not tried."
    )


def _summary(kind: str, pairs: Mapping[str, Pair]) -> str:
    ratios = [pair.ratio for pair in pairs.values()]
    text = f"Ratio: least {min(ratios):,.1f}, median {median(ratios):,.1f}. Aim: {AIMS[kind].text}."
    missed = _named(pairs, AIMS[kind].missed)
    return text + (f" Below it: {missed}." if missed else "")


def _shortfall(kind: str, pairs: Mapping[str, Pair]) -> list[str]:
    """A point of the list for a kind of work in which an aim is missed or pyAgrum is quicker."""
    missed = sum(AIMS[kind].missed(name, pair) for name, pair in pairs.items())
    slower = _named(pairs, lambda _, pair: pair.ratio < 1)
    text = f" Below the aim on {missed} of {len(pairs)} networks." if missed else ""
    text += f" pyAgrum is quicker on {slower}." if slower else ""
    return [f"- *{kind}*.{text}"] if text else []


def _named(pairs: Mapping[str, Pair], chosen: Callable[[str, Pair], bool]) -> str:
    return ", ".join(f"{n} ({pair.ratio:,.1f})" for n, pair in pairs.items() if chosen(n, pair))


def engine_rates(model: cn.Network) -> list[str]:
    """Multiply-adds, steps, rate, microseconds a step and peak memory of one query."""
    y = outcome(model)
    ready = joint_plan(model, [y])
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


def _peak() -> float:
    """Peak memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _title(text: str) -> str:
    return f"\n{text}\n{'-' * len(text)}\n"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["", ".. list-table::", "   :header-rows: 1", ""]
    for row in (header, *rows):
        lines += [f"   {'* -' if i == 0 else '  -'} {cell}" for i, cell in enumerate(row)]
    return "\n".join([*lines, ""])
