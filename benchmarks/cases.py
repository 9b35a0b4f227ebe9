"""How far to trust figures against an argument: ``python -m benchmarks.cases [--frames N] [--surveys N]``.

Of `confront` on the Japan model: how often a true model is contradicted, and how often a rival that is in the figures is
found. Of `survey`: the share of the variance that designs leave by the linear approximation, and by surveys that are
simulated from beginning to end. Frames are simulated from the central network of the model.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

import numpy as np

import causalnet as cn
from causalnet.network.graph import topological
from causalnet.questions.surveying.simulated_survey import SimulatedSurvey

ROWS = (100, 300, 1_000)
CONCLUSION = cn.Conclusion(
    "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
)
DESIGNS = (
    ("new_value_investment", "software_competitiveness"),
    ("innovation_incentive", "new_value_investment"),
    ("innovation_incentive", "new_value_investment", "software_competitiveness"),
)


def simulated(network: cn.Network, rows: int, rng: np.random.Generator) -> dict[str, list[str]]:
    """Cases of a network: every variable drawn in turn."""
    codes: dict[str, np.ndarray] = {}
    for v in topological(network.parents):
        causes = tuple(codes[p] for p in network.parents[v])
        p = network.tables[v][causes] if causes else np.tile(network.tables[v], (rows, 1))
        codes[v] = (rng.random(rows)[:, None] > p.cumsum(axis=1)[:, :-1]).sum(axis=1)
    return {v: [network.states[v][i] for i in own] for v, own in codes.items()}


def confronted(
    model: cn.CausalModel, truth: cn.CausalModel, rows: int, frames: int
) -> Iterator[cn.answers.Confrontation]:
    """The model against frames of another one."""
    network, rng = cn.compile_model(truth), np.random.default_rng(rows)
    for _ in range(frames):
        columns = simulated(network, rows, rng)
        frame = {v: columns[v] for v in model.variables}
        yield cn.confront(model, frame, cases="cases", relabelled=0)


def level(model: cn.CausalModel, frames: int) -> None:
    """How often a true model is contradicted."""
    print(f"A true model, {frames} frames each, family-wise level 5%")
    print("rows   contradicted  one test alone  signs borne out  seconds each")
    for rows in ROWS:
        start, found = time.perf_counter(), [*confronted(model, model, rows, frames)]
        wrong = np.mean([not one.fits for one in found])
        alone = np.mean([i.p <= 0.05 for one in found for i in one.independences if i.rows])
        out = np.mean([s.status == "borne out" for one in found for s in one.signs])
        each = (time.perf_counter() - start) / frames
        print(
            f"{rows:>5,}  {wrong:>12.1%}  {alone:>14.1%}  {out:>15.0%}  {each:>12.2f}", flush=True
        )


def power(model: cn.CausalModel, frames: int) -> None:
    """How often a rival in the figures is found, and named."""
    print(f"A rival in the figures, {frames} frames each: found, and named among the explanations")
    print(f"{'rival':<32}" + "".join(f"{rows:>7,} rows      " for rows in ROWS[1:]))
    for name in model.rivals:
        cells = []
        for rows in ROWS[1:]:
            found = [*confronted(model, model.admitting(name), rows, frames)]
            shown = np.mean([not one.fits for one in found])
            named = np.mean(
                [any(name in f.explanation.rivals for f in one.failures) for one in found]
            )
            cells.append(f"{shown:>7.0%} {named:>7.0%}   ")
        print(f"{name:<32}{''.join(cells)}", flush=True)


def surveyed(model: cn.CausalModel, surveys: int) -> None:
    """What designs leave, linear and simulated."""
    print(f"What 200 cases leave of the variance, linear and in {surveys} simulated surveys")
    for design in DESIGNS:
        found = cn.survey(model, CONCLUSION, among=design, measuring=len(design), surveys=surveys)
        check = found.check
        told = f"{check.left:.1%} ± {check.error:.1%}" if isinstance(check, SimulatedSurvey) else ""
        print(f"{', '.join(design):<76} {found.left:.1%}  {told}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases", description=__doc__)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--surveys", type=int, default=400)
    asked = parser.parse_args()
    model = cn.load("japan_software")
    level(model, asked.frames)
    power(model, max(1, asked.frames // 5))
    surveyed(model, asked.surveys)


if __name__ == "__main__":
    main()
