r"""Likelihood weighting: estimates with standard errors where an exact answer is too large.

Cases are drawn from the network, causes first, except that what is observed is held at its finding. A case counts

.. math::

   w = \prod_{v \in e} P(e_v \mid u_v),

and an answer is the weighted mean :math:`\hat p = \sum_i w_i\, 1[Y_i = y] / \sum_i w_i`, with squared standard
error :math:`\sum_i w_i^2 (1[Y_i = y] - \hat p)^2 / (\sum_i w_i)^2`. Weights are kept as logarithms, since products of many
findings underflow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.errors import ImpossibleEvidenceError, MemoryLimitError, QuestionError, unknown
from causalnet.inference.contraction import Array
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.inference.posterior import joint
from causalnet.inference.query_encoding import (
    Done,
    Findings,
    encode_query,
    finding_weights,
    impossible,
)
from causalnet.inference.sampling.ratio_estimate import least_error
from causalnet.language.translate import LazyText, lazy, spoken
from causalnet.network.graph import ancestors
from causalnet.network.network import Network

__all__ = ["METHODS", "JointEstimate", "Method", "answered", "sampled_joint"]

Method = Literal["auto", "exact", "sample"]
METHODS: tuple[Method, ...] = get_args(Method)
SAMPLES = 100_000
# Samples drawn at a time: enough to outweigh the overhead of calls, few enough to bound the memory.
SAMPLES_PER_BATCH = 20_000


@printed
@dataclass(frozen=True, slots=True, eq=False)
class JointEstimate:
    """An answer, exact or estimated, with its error.

    Attributes
    ----------
    p : ndarray, shape (states of each outcome…)
        Probabilities; of a drawn network, with the axis of draws last.
    method : {"exact", "sample"}
        The method that gave it.
    error : ndarray or None
        The standard error of each probability; None where the answer is exact.
    samples : int
        The number of samples.
    effective : float
        The effective sample size, (Σ w)² / Σ w²: the number of unweighted samples that they are worth.
    """

    p: Array
    method: Literal["exact", "sample"]
    error: Array | None = None
    samples: int = 0
    effective: float = 0.0

    @property
    def told(self) -> LazyText:
        """The method, and how far it may be off."""
        if self.error is None:
            return lazy("exact")
        return lazy(
            "{count:,} samples, worth {effective:,.0f}; standard error at most {error:.2g}",
            count=self.samples,
            effective=self.effective,
            error=float(self.error.max()),
        )

    def __str__(self) -> str:
        return spoken(self.told)


def answered(
    network: Network,
    outcome: Sequence[str],
    given: Findings | None = None,
    *,
    done: Done | None = None,
    method: Method = "exact",
    memory_limit: int = MEMORY_LIMIT,
    samples: int = SAMPLES,
    seed: int = 0,
) -> JointEstimate:
    """P(outcome | do(done), given): exactly, by sampling, or whichever fits the memory.

    Parameters
    ----------
    method : {"exact", "sample", "auto"}
        ``"auto"`` is exact where that takes no more than `memory_limit` bytes.
    samples, seed : int
        For sampling.

    Returns
    -------
    Answer

    Raises
    ------
    MemoryLimitError
        If an exact answer was asked for and is too large.
    ImpossibleEvidenceError
        If P(given) is zero, or no sample agreed with what is given.

    Examples
    --------
    >>> from causalnet import Network
    >>> lawn = Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> print(answered(lawn, ["rain"], {"wet": "yes"}, method="sample"))
    100,000 samples, worth 42,260; standard error at most 0.0018
    """
    if method not in METHODS:
        raise unknown("method", method, METHODS)
    if method != "sample":
        try:
            exact = joint(network, outcome, given, done=done, memory_limit=memory_limit)
            return JointEstimate(exact, "exact")
        except MemoryLimitError:
            if method == "exact":
                raise
    return sampled_joint(network, outcome, given, done=done, samples=samples, seed=seed)


def sampled_joint(
    network: Network,
    outcome: Sequence[str],
    given: Findings | None = None,
    *,
    done: Done | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
) -> JointEstimate:
    """An estimate by likelihood weighting; forward sampling where nothing is observed.

    References
    ----------
    R. Fung and K.-C. Chang (1990), "Weighing and integrating evidence for stochastic simulation in
    Bayesian networks", *UAI*; A. B. Owen (2013), *Monte Carlo theory, methods and examples*, section 9.2
    (self-normalised importance sampling: the standard error) and 9.3 (effective sample size).
    """
    if samples < 2:
        raise QuestionError(f"Sampling takes at least 2 samples, not {samples}.")
    if network.draws is not None:
        each = [
            sampled_joint(network.at(i), outcome, given, done=done, samples=samples, seed=seed)
            for i in range(network.draws)
        ]
        errors = [a.error for a in each if a.error is not None]
        p, error = np.stack([a.p for a in each], axis=-1), np.stack(errors, axis=-1)
        return JointEstimate(p, "sample", error, samples, min(a.effective for a in each))
    known = {**(given or {}), **(done or {})}
    # Only for its checks: states that do not exist, and settings that contradict what is found.
    encode_query(network, outcome, given, done)
    rng = np.random.default_rng(seed)
    cells, logs = [], []
    for start in range(0, samples, SAMPLES_PER_BATCH):
        count = min(SAMPLES_PER_BATCH, samples - start)
        case, log = _cases(network, [*outcome, *known], given or {}, done or {}, count, rng)
        shape = [len(network.states[y]) for y in outcome]
        cells.append(np.ravel_multi_index([case[y] for y in outcome], shape))
        logs.append(log)
    return _estimate(network, outcome, given or {}, np.concatenate(cells), np.concatenate(logs))


def _cases(
    network: Network,
    names: Sequence[str],
    given: Findings,
    done: Done,
    count: int,
    rng: np.random.Generator,
) -> tuple[dict[str, NDArray[np.intp]], Array]:
    """Cases drawn from the network with what is observed held at its finding, and their log weights."""
    above = {v: () if v in done else network.parents[v] for v in network}
    needed = ancestors(above, names)
    case: dict[str, NDArray[np.intp]] = {}
    log = np.zeros(count)
    for v in network.order:
        if v not in needed:
            continue
        if v in done:
            case[v] = np.full(count, network.index(v, done[v]))
        rows = network.values(v)[tuple([case[c] for c in above[v]])] if v not in done else None
        # A register that is asked for a name that it lacks looks for the nearest, which takes its time.
        finding = given.get(v) if v in given else None
        # One state is held and weighted by its probability. For several states, or a likelihood, the case is drawn
        # and weighted afterwards, which is right too but wastes the cases that the finding rules out.
        if rows is not None and isinstance(finding, str):
            case[v] = np.full(count, network.index(v, finding))
            log += _log(np.broadcast_to(rows, (count, rows.shape[-1]))[:, case[v][0]])
            continue
        if rows is not None:
            case[v] = _chosen(rows, count, rng)
        if finding is not None:
            log += _log(finding_weights(network, v, finding)[case[v]])
    return case, log


def _chosen(rows: Array, count: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """A state for each case, by inverting the cumulative distribution.

    `Generator.choice` draws from one distribution; here every case has its own.
    """
    cumulative = np.cumsum(rows, axis=-1)
    # Rounding may leave the last sum a hair below one, and a case then past the last state.
    cumulative[..., -1] = 1.0
    return np.asarray((rng.random((count, 1)) >= cumulative).sum(axis=-1))


def _log(weights: Array) -> Array:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(weights))


def _estimate(
    network: Network, outcome: Sequence[str], given: Findings, cells: NDArray[np.intp], logs: Array
) -> JointEstimate:
    """The weighted share of each outcome, and its standard error."""
    # The greatest weight becomes one: scale cancels in a ratio, and `exp` cannot overflow.
    top = logs.max()
    if top == -np.inf:
        raise ImpossibleEvidenceError(
            f"{impossible(given)} At least, none of {len(logs):,} samples agreed with it: "
            "more of them may help, or an exact answer."
        )
    weights = np.exp(logs - top)
    shape = [len(network.states[y]) for y in outcome]
    size = int(np.prod(shape))
    # Totals are those of the outcomes, not of the samples: added in another order these could be a hair less than
    # the part that a certain outcome has, whose spread would be the root of a negative number.
    hits, squares = np.bincount(cells, weights, size), np.bincount(cells, weights**2, size)
    total, all_squares = hits.sum(), squares.sum()
    p = hits / total
    spread = squares * (1 - p) ** 2 + (all_squares - squares) * p**2
    worth = float(total**2 / all_squares)
    # Where no sample hit an outcome, or every one did, the samples have no spread: the error is not zero for that.
    error = np.maximum(np.sqrt(spread) / total, least_error(worth))
    return JointEstimate(p.reshape(shape), "sample", error.reshape(shape), len(logs), worth)
