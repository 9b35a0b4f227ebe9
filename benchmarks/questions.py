"""What is asked of each network."""

from __future__ import annotations

import numpy as np

from causalnet import Network
from causalnet.inference.posterior import joint_plan


def findings_of(model: Network, count: int, seed: int = 0) -> dict[str, str]:
    """A few findings that can be: some of a case drawn from the network itself."""
    rng = np.random.default_rng(seed)
    case = _case(model, rng)
    chosen = rng.choice(len(model), count, replace=False)
    return {model.variables[i]: case[model.variables[i]] for i in chosen}


def cases_of(model: Network, count: int, seed: int = 0) -> list[dict[str, str]]:
    """Findings about the same few variables in eight cases, so that they change in between."""
    first = findings_of(model, count, seed)
    rng = np.random.default_rng(seed + 1)
    more = [_case(model, rng) for _ in range(7)]
    return [first, *({v: case[v] for v in first} for case in more)]


def _case(model: Network, rng: np.random.Generator) -> dict[str, str]:
    case: dict[str, int] = {}
    for v in model.order:
        p = model.values(v)[tuple(case[c] for c in model.parents[v])]
        case[v] = int(rng.choice(len(p), p=p))
    return {v: model.states[v][i] for v, i in case.items()}


def drawn_tables(
    model: Network, y: str, n: int, seed: int = 0, weight: float = 50.0
) -> dict[str, np.ndarray]:
    """Draws of every table that matters for y, each row from a Dirichlet around it."""
    rng = np.random.default_rng(seed)
    found = {}
    for v in joint_plan(model, [y]).tables:
        table = model.values(v)
        gamma = rng.standard_gamma(np.repeat((weight * table)[..., None], n, axis=-1))
        # A gamma with a tiny shape may come out as zero; one entry of each row must not.
        total = gamma.sum(axis=-2, keepdims=True)
        found[v] = np.where(total > 0, gamma / np.where(total > 0, total, 1.0), table[..., None])
    return found
