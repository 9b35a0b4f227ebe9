"""Exact inference: variable elimination on named factors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from string import ascii_letters

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import ImpossibleEvidenceError
from causalnet.model.finding import Finding, Likelihood
from causalnet.network.graph import ancestors
from causalnet.network.network import Network

__all__ = ["Factor", "eliminate", "elimination_order", "joint", "log_probability"]

Factor = tuple[tuple[str, ...], NDArray[np.float64]]


def joint(
    network: Network, outcome: Sequence[str], given: Mapping[str, Finding] | None = None
) -> NDArray[np.float64]:
    """P(outcome | given), one axis for each outcome in the order asked.

    Raises
    ------
    ImpossibleEvidenceError
        Where P(given) is zero.
    """
    return _weighed(network, tuple(outcome), given or {})[0]


def log_probability(network: Network, given: Mapping[str, Finding]) -> float:
    """The natural logarithm of P(given); a likelihood counts on its own scale.

    Raises
    ------
    ImpossibleEvidenceError
        Where P(given) is zero.
    """
    return _weighed(network, (), given)[1]


def _weighed(
    network: Network, outcome: tuple[str, ...], given: Mapping[str, Finding]
) -> tuple[NDArray[np.float64], float]:
    # What lies downstream of every outcome and finding is barren: it sums to one.
    needed = ancestors(network.parents, (*outcome, *given))
    factors: list[Factor] = [
        ((*network.parents[v], v), network.values(v)) for v in network.order if v in needed
    ]
    for v, finding in given.items():
        factors = _enter(network, v, finding, factors, keep=v in outcome)
    try:
        table, log_scale = eliminate(factors, outcome)
    except ZeroDivisionError:
        listing = ", ".join(f"{v}={finding!r}" for v, finding in given.items())
        raise ImpossibleEvidenceError(
            f"What is given has probability zero here: {listing}."
        ) from None
    total = float(table.sum())
    share: NDArray[np.float64] = table / total
    return share, log_scale + math.log(total)


def _enter(
    network: Network, variable: str, finding: Finding, factors: list[Factor], *, keep: bool
) -> list[Factor]:
    """The factors with a finding in them: sliced where it is certain, weighted where it is not."""
    states = network.states[variable]
    if isinstance(finding, str) and not keep:
        index = states.index(finding)
        return [
            (tuple(a for a in axes if a != variable), _slice(axes, values, variable, index))
            for axes, values in factors
        ]
    if isinstance(finding, Likelihood):
        weights = [finding.p[state] for state in states]
    else:
        holds = {finding} if isinstance(finding, str) else finding
        weights = [float(state in holds) for state in states]
    return [*factors, ((variable,), np.array(weights, dtype=np.float64))]


def _slice(
    axes: tuple[str, ...], values: NDArray[np.float64], variable: str, index: int
) -> NDArray[np.float64]:
    if variable not in axes:
        return values
    part: NDArray[np.float64] = np.take(values, index, axis=axes.index(variable))
    return part


def eliminate(factors: Iterable[Factor], keep: Sequence[str]) -> tuple[NDArray[np.float64], float]:
    """The product of all factors, summed over every name that is not kept.

    Returns
    -------
    values : ndarray
        One axis for each kept name, up to a factor of scale.
    log_scale : float
        The natural logarithm of that factor.

    Raises
    ------
    ZeroDivisionError
        Where the product is zero everywhere.

    References
    ----------
    D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, algorithm 9.1
    (sum-product variable elimination).
    """
    left = list(factors)
    log_scale = 0.0
    for name in elimination_order([axes for axes, _ in left], keep):
        bucket = [f for f in left if name in f[0]]
        left = [f for f in left if name not in f[0]]
        factor, log = _combine(bucket, without=(name,))
        left.append(factor)
        log_scale += log
    (_, values), log = _combine(left or [((), np.ones(()))], order=tuple(keep))
    return values, log_scale + log


def elimination_order(scopes: Iterable[Sequence[str]], keep: Iterable[str]) -> list[str]:
    """The names to sum out, at each step one that joins the fewest pairs of strangers (min-fill).

    References
    ----------
    D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, section 9.4.3.2.
    """
    friends: dict[str, set[str]] = {}
    for scope in scopes:
        for name in scope:
            friends.setdefault(name, set()).update(scope)
    kept = set(keep)
    order = []
    left = [name for name in friends if name not in kept]
    while left:
        name = min(left, key=lambda n: _fill(friends, n))
        around = friends.pop(name) - {name}
        for other in around:
            friends[other] = (friends[other] | around) - {name}
        left.remove(name)
        order.append(name)
    return order


def _fill(friends: Mapping[str, set[str]], name: str) -> tuple[int, int]:
    around = friends[name] - {name}
    strangers = sum(b not in friends[a] for a, b in combinations(around, 2))
    return strangers, len(around)


def _combine(
    bucket: Sequence[Factor], without: tuple[str, ...] = (), order: tuple[str, ...] = ()
) -> tuple[Factor, float]:
    """The product of some factors, with names summed out, scaled to a greatest entry of one."""
    names = dict.fromkeys(a for axes, _ in bucket for a in axes)
    letter = dict(zip(names, ascii_letters, strict=False))
    axes: tuple[str, ...] = ()
    values: NDArray[np.float64] = np.ones(())
    for i, (more, factor) in enumerate(bucket):
        last = i + 1 == len(bucket)
        union = tuple(dict.fromkeys((*axes, *more)))
        out = (order or tuple(a for a in union if a not in without)) if last else union
        written = ["".join(letter[a] for a in part) for part in (axes, more, out)]
        values = np.einsum(f"{written[0]},{written[1]}->{written[2]}", values, factor)
        axes = out
    peak = float(values.max())
    if not peak:
        raise ZeroDivisionError
    return (axes, values / peak), math.log(peak)
