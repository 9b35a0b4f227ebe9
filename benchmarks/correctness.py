"""Every network in pgmpy's wheel against pyAgrum: levers, marginals and do-queries to 1e-9.

Levers are asked of the peer in two ways, on mutilated networks and with intervention nodes; draws
on the networks that are timed with them.

Run as ``python -m benchmarks.correctness [network …]``.
"""

from __future__ import annotations

import sys

import numpy as np

from benchmarks import peers
from benchmarks.networks import available, levers, network, outcome
from benchmarks.questions import drawn_tables, findings_of
from benchmarks.work import DRAWN
from causalnet import Network
from causalnet.inference.marginals import all_marginals
from causalnet.inference.posterior import joint
from causalnet.inference.sweep import all_levers

CLOSE = 1e-9
# pyAgrum's junction tree of these takes all the memory there is; elimination does not.
TOO_WIDE = ("link", "munin1")
TARGETS = 6
DRAWS = 8


def differences(model: Network) -> dict[str, float]:
    """The greatest difference from the peer for each kind of question."""
    y, causes = outcome(model), levers(model)
    few = causes[:: -(-len(causes) // TARGETS)]
    mutilated = {x: peers.without_causes(model, x) for x in few}
    expected = peers.levers_by_state(peers.engines(mutilated, y), y)
    sweep = all_levers(model, [y])
    worst = {"levers": _gap((sweep[x], expected[x]) for x in few)}
    worst["do-query"] = _gap(
        (joint(model, [y], done={x: s}), expected[x][i])
        for x in few[:3]
        for i, s in enumerate(model.states[x])
    )
    worst |= _by_nodes(model, y, few, sweep)
    if model.name in DRAWN:
        worst["draws"] = _in_draws(model, y)
    seen = findings_of(model, 3)
    bn = peers.to_pyagrum(model)
    ours = all_marginals(model, seen)
    if model.name in TOO_WIDE:
        names = model.variables[:: max(1, len(model) // TARGETS)]
        theirs = {
            v: peers.posterior(bn, v, seen, peers.ELIMINATION) for v in names if v not in seen
        }
    else:
        theirs = peers.marginals(bn, model.variables, seen)
    worst["marginals"] = _gap((ours[v], p) for v, p in theirs.items())
    return worst


def _by_nodes(model: Network, y: str, few: list[str], sweep) -> dict[str, float]:
    """The greatest difference from the peer's network with intervention nodes, if it can be held."""
    cut = peers.cut_down(model, y)
    if peers.widened_cells(cut, few) > peers.MOST_CELLS:
        return {}
    engine = peers.node_engine(peers.with_intervention_nodes(cut, few), y, few)
    if peers.cells(engine)[0] > peers.MOST_CELLS:
        return {}
    expected = peers.levers_by_node(engine, y, few)
    return {"nodes": _gap((sweep[x], expected[x]) for x in few)}


def _in_draws(model: Network, y: str) -> float:
    """The greatest difference from the peer's network with a node for the draws."""
    tables = drawn_tables(model, y, DRAWS)
    cut = peers.cut_down(model, y)
    expected = peers.in_draws(peers.with_draw_node(cut, DRAWS), cut, y, tables)
    ours = joint(model.replacing(tables, draws=DRAWS), [y])
    return float(np.abs(ours.T - expected).max())


def _gap(pairs) -> float:
    return max(float(np.abs(a - b).max()) for a, b in pairs)


def main(names: list[str]) -> int:
    failed = 0
    for name in names or available():
        worst = differences(network(name))
        failed += any(gap > CLOSE for gap in worst.values())
        print(f"{name:<12}" + "  ".join(f"{k} {gap:.1e}" for k, gap in worst.items()), flush=True)
    print("all agree to 1e-9" if not failed else f"{failed} networks differ")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
