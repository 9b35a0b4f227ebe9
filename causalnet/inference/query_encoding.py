"""Questions encoded in numbers: their shape, which a plan depends on, and the states that fill it.

A variable that is observed in one state loses its axis; a finding on several states, or a likelihood, becomes a vector
of weights on its axis (virtual evidence: Pearl 1988, *Probabilistic Reasoning in Intelligent Systems*, chapter 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

import numpy as np

from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.contraction import Array
from causalnet.inference.planning.prune import Shape
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.network.network import Network

__all__ = ["Asked", "encode_query", "finding_weights", "impossible", "raise_where_zero"]

# Roughly the bytes of each name in a cached question.
NAME_BYTES = 100

Findings = Mapping[str, Finding]
Done = Mapping[str, str]


class Asked(NamedTuple):
    """One question.

    Attributes
    ----------
    shape : Shape
        The part that each variable plays.
    states : tuple of int
        The states of `Shape.fixed`.
    weights : dict from variable to ndarray
        The weights on what is `weighted`.
    log : float
        The log-likelihood of findings on variables that are set, which no table enters.
    """

    shape: Shape
    states: tuple[int, ...]
    weights: dict[int, Array]
    log: float = 0.0


def encode_query(
    network: Network,
    outcome: Sequence[str],
    given: Findings | None = None,
    done: Done | None = None,
    *,
    opened: Sequence[str] = (),
    every: bool = False,
    whole: bool = False,
) -> Asked:
    """The question in numbers.

    A finding on an outcome, or on a variable set to every state in turn, becomes weights: its axis must stay.

    Raises
    ------
    ImpossibleEvidenceError
        If a variable is set to one state and found in another.
    """
    given, done = given or {}, done or {}
    structure = network.structure
    names = tuple(outcome), tuple(done), tuple(given), tuple(opened), every, whole
    # Where every finding is a single state, a question with the same names differs in its states only.
    known = structure.plans.get(names)
    if known is not None and (not given or set(map(type, given.values())) == {str}):
        shape, order = cast("_Form", known)
        state = dict(given.items()) | dict(done) if given else done
        return Asked(shape, tuple([network.index(v, state[v]) for v in order]), {})  # type: ignore[arg-type]
    asked = _worked_out(network, outcome, given, done, opened, every=every, whole=whole)
    if not asked.weights and not done.keys() & given.keys():
        order = tuple([structure.names[x] for x in asked.shape.fixed])
        structure.keep(names, (asked.shape, order), NAME_BYTES * (8 + len(order)))
    return asked


# The shape of a question in which every finding is one state, and the order that states go in.
_Form = tuple[Shape, tuple[str, ...]]


def _worked_out(
    network: Network,
    outcome: Sequence[str],
    given: Findings,
    done: Done,
    opened: Sequence[str],
    *,
    every: bool,
    whole: bool,
) -> Asked:
    """The question in numbers, encoded part by part."""
    structure = network.structure
    index = structure.index
    y = structure.numbers(outcome)
    set_to = sorted([(index[name], network.index(name, state)) for name, state in done.items()])
    observed, weights, log = [], {}, 0.0
    for name, finding in given.items():
        x = index[name]
        if isinstance(finding, str) and x not in y and name not in done and name not in opened:
            observed.append((x, network.index(name, finding)))
            continue
        weight = finding_weights(network, name, finding)
        if name in done:
            share = float(weight[network.index(name, done[name])])
            if not share:
                raise impossible(given)
            log += float(np.log(share))
        else:
            # Only ratios of weights matter to a posterior. Scaled to one, tiny or huge ones cost no digits.
            top = float(weight.max())
            weights[x] = weight / top
            log += float(np.log(top))
    # Sorted, so that the order in which findings are given makes no other plan.
    observed.sort()
    shape = Shape(
        y,
        tuple([x for x, _ in set_to]),
        tuple([x for x, _ in observed]),
        tuple(sorted(weights)),
        structure.numbers(opened),
        every,
        whole,
    )
    return Asked(shape, tuple([s for _, s in (*set_to, *observed)]), weights, log)


def finding_weights(network: Network, name: str, finding: Finding) -> Array:
    """The likelihood of a finding in each state."""
    states = network.states[name]
    if isinstance(finding, Likelihood):
        return np.array([finding.p[state] for state in states], dtype=np.float64)
    holds = {finding} if isinstance(finding, str) else finding
    return np.array([state in holds for state in states], dtype=np.float64)


def impossible(given: Findings, draws: int = 0) -> ImpossibleEvidenceError:
    """The error for evidence of probability zero."""
    listing = ", ".join(f"{name}={finding!r}" for name, finding in given.items())
    where = f" in {draws} of the draws" if draws else ""
    return ImpossibleEvidenceError(f"What is given has probability zero here{where}: {listing}.")


def raise_where_zero(total: Array, given: Findings) -> None:
    """Raise where evidence has probability zero: in any draw, if there are several."""
    if total.ndim == 0 and total > 0:
        return
    zero = np.asarray(~(total > 0))
    if zero.any():
        raise impossible(given, int(zero.sum()) if zero.ndim else 0)
