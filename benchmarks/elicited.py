"""How questions about elicited models grow with their variables: ``python -m benchmarks.elicited [--sizes N …]``.

Every variable has three states and a baseline, every influence a PERT; nothing is kept from another question. Seconds of
process time, once. A question is not asked where it would take longer than `LONGEST` if its time grew in proportion.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

import causalnet as cn
from benchmarks.growth import KINDS, Parents
from benchmarks.timing import without_collection
from causalnet.cache import clear
from causalnet.network.graph import ancestors

SIZES = (36, 200, 1_000)
LONGEST = 60.0
GRAPHS = ("chain", "layers of 4", "partial 3-tree")

Asked = Callable[[cn.CausalModel, cn.Conclusion], object]


def model(parents: Parents) -> cn.CausalModel:
    """A model with these influences."""
    states, baseline, strength = (
        ["low", "middle", "high"],
        cn.Baseline([0.3, 0.4, 0.3]),
        cn.pert(0.3, 0.8, 1.3),
    )
    return cn.CausalModel(
        "elicited",
        [cn.Variable(v, states, baseline) for v in parents],
        [cn.Influence(c, v, "+", strength) for v, own in parents.items() for c in own],
    )


def conclusion(parents: Parents) -> cn.Conclusion:
    """The variable with most ancestors rises with the first of them."""
    above = {v: ancestors(parents, [v]) for v in parents}
    outcome = max(parents, key=lambda v: len(above[v]))
    first = next(v for v in parents if v in above[outcome])
    return cn.Conclusion(outcome, "rises", under=cn.do({first: "high"}))


def _report(asked: cn.CausalModel, about: cn.Conclusion) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        return cn.report(asked, path, outcome=about.outcome, conclusions=[about])


QUESTIONS: dict[str, Asked] = {
    "compile": lambda m, c: cn.compile_model(m),
    "compile in 1,000 draws": lambda m, c: cn.compile_model(m, draws=1000),
    "query": lambda m, c: cn.query(m, c.outcome),
    "marginals": lambda m, c: cn.marginals(m),
    "every lever": lambda m, c: cn.levers(m, c.outcome, among="all"),
    "every lever, 1,000 draws": lambda m, c: cn.levers(m, c.outcome, among="all", draws=1000),
    "signs": cn.by_signs,
    "verdict": lambda m, c: cn.verdict(m, c, n_jobs=1),
    "trajectory, 2 periods": lambda m, c: cn.trajectory(m, c.outcome, under=c.under, periods=2),
    "drawing about the outcome": lambda m, c: cn.draw(m, focus=c.outcome),
    "report": _report,
}


def rows(sizes: Sequence[int] = SIZES) -> Iterator[list[str]]:
    """A row for each graph and question: seconds at each size."""
    for graph in GRAPHS:
        made = [KINDS[graph](n, np.random.default_rng(0)) for n in sizes]
        for name, ask in QUESTIONS.items():
            cells, last, before = list[str](), 0.0, len(made[0])
            for parents in made:
                if last * len(parents) / before > LONGEST:
                    cells.append("not asked")
                    continue
                before = len(parents)
                clear()
                asked, about = model(parents), conclusion(parents)
                with without_collection():
                    start = time.process_time()
                    ask(asked, about)
                    last = time.process_time() - start
                cells.append(f"{last:.2f}")
            yield [graph, name, *cells]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.elicited", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="N")
    for row in rows(parser.parse_args().sizes):
        print(f"{row[0]:<15} {row[1]:<26}" + "".join(f"{x:>12}" for x in row[2:]), flush=True)


if __name__ == "__main__":
    main()
