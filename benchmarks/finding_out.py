"""Processor time of the questions of what to do and what to find out, on the Japan model.

``python -m benchmarks.finding_out``: the median of three rounds, each on a model that was just loaded, from the verb to the
printed answer. The figures are 300 rows that the model itself has drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import process_time

import numpy as np

import causalnet as cn

OUTCOME = "software_competitiveness"
SHALLOW = cn.do(multi_layer_outsourcing="shallow")
RISES = cn.Conclusion(OUTCOME, "rises", under=SHALLOW)
ROWS, ROUNDS = 300, 3


def simulated(model: cn.CausalModel, rows: int, seed: int = 0) -> dict[str, list[str]]:
    """Cases of a model, each variable drawn in turn from its table."""
    network, rng = cn.compile_model(model), np.random.default_rng(seed)
    codes: dict[str, np.ndarray] = {}
    for v in network.order:
        p = network.values(v)[tuple(codes[c] for c in network.parents[v])]
        below = np.broadcast_to(p, (rows, p.shape[-1])).cumsum(axis=1)[:, :-1]
        codes[v] = (rng.random((rows, 1)) > below).sum(axis=1)
    return {v: [network.states[v][k] for k in own] for v, own in codes.items()}


def levers(model: cn.CausalModel) -> dict[str, cn.Intervention]:
    """The best state of each lever."""
    named = [v for v in model.variables.values() if "lever" in v.roles]
    return {v.name: cn.do({v.name: v.states[-1]}) for v in named}


def main() -> None:
    """Print a line for each question."""
    frame = simulated(cn.load("japan_software"), ROWS)
    asked: dict[str, tuple[float, Callable[[cn.CausalModel], object]]] = {
        "portfolio of nine levers × 1,000 draws": (
            1.0,
            lambda m: cn.portfolio(m, OUTCOME, among=levers(m), budget=2, draws=1000),
        ),
        "identify, by adjustment": (
            0.5,
            lambda m: cn.identify(m, OUTCOME, under="legacy_maintenance_share"),
        ),
        "identify, with a hedge": (0.5, lambda m: cn.identify(m, OUTCOME, under=SHALLOW)),
        f"confront, {ROWS} rows": (2.0, lambda m: cn.confront(m, frame, cases="firms")),
        "survey, all pairs": (2.0, lambda m: cn.survey(m, RISES, cases=200)),
        f"update, {ROWS} rows": (5.0, lambda m: cn.update(m, frame, cases="firms")),
    }
    print(f"{'question':42}{'s':>8}{'at most':>10}")
    for name, (most, ask) in asked.items():
        times = []
        for _ in range(ROUNDS):
            model = cn.load("japan_software")
            start = process_time()
            str(ask(model))
            times.append(process_time() - start)
        print(f"{name:42}{median(times):8.2f}{most:10g}")


if __name__ == "__main__":
    main()
