"""How often the 90% intervals of `causalnet.update` hold the strength that made the cases.

Each run draws the strengths of a small model from its judgements, draws cases from them in a population whose baselines are not
those of the model, learns, and counts the strengths that lie within the middle 90% of the draws. Run it with::

    python -m benchmarks.coverage_of_update 500
"""

from __future__ import annotations

import sys

import numpy as np

import causalnet as cn
from causalnet.compilation.parameters.sampling import sampled

LMH = ["low", "middle", "high"]
ROWS = (40, 200)


def model(baselines: np.ndarray | None = None) -> cn.CausalModel:
    """Five variables and six strengths, two of them in doubt."""
    own = baselines if baselines is not None else np.tile([0.3, 0.4, 0.3], (5, 1))
    variables = [
        cn.Variable(v, LMH, cn.Baseline(p.tolist())) for v, p in zip("abcde", own, strict=True)
    ]
    strength = cn.pert(0.1, 0.8, 1.8)
    doubtful = cn.pert(0.1, 0.8, 1.8, inclusion=0.5)
    arrows = [("a", "b", strength), ("a", "c", doubtful), ("b", "d", strength)]
    arrows += [("c", "d", strength), ("d", "e", strength), ("b", "e", doubtful)]
    return cn.CausalModel(
        "five",
        variables,
        [cn.Influence(cause, effect, "+", own) for cause, effect, own in arrows],
    )


def cases(network: cn.Network, number: int, rng: np.random.Generator) -> dict[str, list[str]]:
    """Rows from a network, causes first."""
    codes: dict[str, np.ndarray] = {}
    for v in network.order:
        table = network.values(v)
        table = table[..., 0] if table.ndim > len(network.parents[v]) + 1 else table
        rows = np.broadcast_to(
            table[tuple(codes[c] for c in network.parents[v])], (number, table.shape[-1])
        )
        ends = rows.cumsum(axis=1)[:, :-1]
        codes[v] = (rng.random((number, 1)) > ends).sum(axis=1)
    return {v: [network.states[v][k] for k in own] for v, own in codes.items()}


def run(runs: int, number: int) -> tuple[float, float, float, float]:
    """The shares of strengths and of contrasts held, and the means of the spread left and of the effective size."""
    here = model()
    held, contrasts, left, sizes = [], [], [], []
    under = cn.do(a="high")
    for i in range(runs):
        rng = np.random.default_rng(i)
        there = model(rng.dirichlet([4, 4, 4], 5))
        one = cn.Draws(1, seed=1000 + i)
        frame = cases(cn.compile_model(there, draws=one), number, rng)
        learned = cn.update(here, frame, cases="towns", draws=cn.Draws(1000, seed=i))
        truth = sampled(here, one)
        for shift in learned.shifts:
            cause, _, effect = shift.name.partition(" → ")
            value = float(np.ravel(truth.strengths[cause, effect, 0])[0])
            if value:
                values = learned.numbers[shift.name].values
                low, high = (
                    np.quantile(values[values != 0], [0.05, 0.95]) if values.any() else (0, 0)
                )
                held.append(low <= value <= high)
                left.append(shift.spread_left)
        drawn = cn.effect(here, "e", under=under, draws=learned).estimate
        exact = cn.effect(here, "e", under=under, draws=one).estimate.value
        low, high = drawn.interval()
        contrasts.append(low <= exact <= high)
        sizes.append(learned.ess)
    return (
        float(np.mean(held)),
        float(np.mean(contrasts)),
        float(np.mean(left)),
        float(np.mean(sizes)),
    )


def main(runs: int) -> None:
    """Print a line for each number of rows."""
    for number in ROWS:
        held, contrasts, left, size = run(runs, number)
        print(
            f"{runs} runs of {number} cases: 90% intervals hold {held:.1%} of the strengths and {contrasts:.1%} of the changes in e "
            f"under do(a='high'); {left:.0%} of the spread left; effective size {size:,.0f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
