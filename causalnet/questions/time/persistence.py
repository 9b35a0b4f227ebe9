"""Persistence: what is left of a gain once the intervention that brought it has ended."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.unroll import Anchor
from causalnet.errors import QuestionError
from causalnet.inference.sampling.likelihood_weighting import Method
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention, Timed, scheduled
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.network.graph import ancestors, descendants
from causalnet.questions.query.arrival import first_period
from causalnet.questions.query.question import provenance
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.structural_balance import path_of
from causalnet.questions.time.course import after_end, opposite, peak
from causalnet.questions.time.courses import courses
from causalnet.questions.time.inquiry import Inquiry
from causalnet.questions.time.long_run import causes_at_any_lag, long_run
from causalnet.questions.time.persistence_answer import Persistence

__all__ = ["persistence"]

Array = NDArray[np.float64]


@public
def persistence(
    model: CausalModel,
    outcome: str,
    *,
    under: Intervention,
    versus: Intervention | None = None,
    sustained: Sequence[int] = (1, 2, 4, 8),
    after: int = 8,
    keep: float = 0.5,
    draws: int | Draws | None = None,
    anchor: Anchor = "hold",
    method: Method = "auto",
    particles: int | None = None,
    seed: int = 0,
) -> Persistence:
    """The time for which an intervention must be held before its gain survives its end.

    The intervention is held from period 0 for each of several times and then ends: from then on the world goes
    its own way again, from where it has been brought. The cycle counts as *broken* where enough of what holding
    on would have given is still there some periods later, as *interrupted* where it is not. Where no feedback loop
    could carry the gain on, it is the gain that is *kept* or *lost*. A change the other way than the peak, such as
    a fall before a gain, is told beside it.

    Parameters
    ----------
    model : CausalModel
    outcome : str
    under, versus : Intervention
        The intervention that is held for a while, and the one instead of it and after it.
    sustained : sequence of int
        For how many periods it is held: each is tried.
    after : int
        The number of periods after its end that are looked at. A lagged intervention is felt later, and as much later does
        the outcome feel its end: they are counted from then on.
    keep : float
        The share of what holding on until then would have given that must be left for the cycle to count as broken.
    draws, anchor, method, particles, seed
        As for `trajectory`.

    Returns
    -------
    Persistence

    Notes
    -----
    Where every state can be reached from every other, as with every strength in log-odds, the law that is frozen
    after the last period has one stationary distribution and every gain fades in the end: what is asked is
    how fast. The rate at which the slowest memory of a gain fades is the modulus of an eigenvalue of that law: the
    greatest of those modes that the intervention can excite and that lead to the outcome. In a chain of one variable
    it is the second eigenvalue.

    References
    ----------
    J. R. Norris (1997), *Markov Chains*, theorems 1.7.7 and 1.8.3 (invariant distribution, convergence); D. A. Levin
    and Y. Peres (2017), *Markov Chains and Mixing Times*, 2nd ed., chapter 12 (eigenvalues and the rate).

    Examples
    --------
    >>> import causalnet as cn
    >>> habit = cn.load("habit")
    >>> held = {"sustained": [1, 3], "after": 2, "keep": 0.25}
    >>> found = persistence(habit, "smoking", under=cn.do(smoking="no"), **held)
    >>> found.kept[:, -1].round(2), found.needed, round(found.rate, 2)
    (array([0.3, 0.3]), 1, 0.55)
    """
    instead = versus or Intervention()
    if not under:
        raise QuestionError("under= takes what is held for a while, such as cn.do(x='low').")
    held = _periods(sustained)
    if not keep:
        raise QuestionError("keep= takes a share above 0, not 0.")
    how = as_draws(draws)
    forever = (scheduled(instead), scheduled(under))
    delay = _delay(model, outcome, forever)
    asked = Inquiry(
        outcomes=(outcome,),
        last=held[-1] - 1 + delay + after,
        draws=how,
        anchor=anchor,
        method=method,
        particles=particles,
        seed=seed,
    )
    arms = [*forever, *(under.until(d - 1) | instead.since(d) for d in held)]
    found = courses(model, arms, asked)
    levels = found.survival[:, 0].sum(axis=2)
    gains, holding = after_end(levels, held, delay, after)
    peaks = [peak(levels[2 + i] - levels[0], d + delay + after) for i, d in enumerate(held)]
    others = [
        opposite(levels[2 + i, : d + delay + after] - levels[0, : d + delay + after], change)
        for i, (d, (_, change)) in enumerate(zip(held, peaks, strict=True))
    ]
    far = long_run(model, outcome, forever, asked)
    source = provenance(model, found.method, how)
    asks = Conclusion(outcome, "rises", under=under, versus=instead)
    return Persistence(
        outcome,
        under,
        instead,
        held,
        gains,
        holding,
        float(keep),
        far,
        source,
        how,
        anchor,
        model.variables[outcome].scale(),
        path_of(Arms(model, under, instead), asks),
        delay,
        np.array([change for _, change in peaks]),
        tuple([period for period, _ in peaks]),
        np.array([change for _, change in others]),
        tuple([period for period, _ in others]),
        _feeds_back(model, outcome, forever),
        _persistent(model, outcome, forever),
    )


def _feeds_back(model: CausalModel, outcome: str, arms: tuple[Timed, Timed]) -> bool:
    """Whether a feedback loop, at whatever lag, lies on a way from what is set to the outcome."""
    above = causes_at_any_lag(model, arms[0])
    touched = {v for arm in arms for v in arm.touched}
    between = ancestors(above, [outcome]) & descendants(above, touched)
    return any(name in ancestors(above, above[name]) for name in between)


def _persistent(model: CausalModel, outcome: str, arms: tuple[Timed, Timed]) -> tuple[str, ...]:
    """The variables on a way from what is set to the outcome, both ends included, that influence themselves."""
    above = causes_at_any_lag(model, arms[0])
    touched = {v for arm in arms for v in arm.touched}
    between = ancestors(above, [outcome]) & (touched | descendants(above, touched))
    return tuple(v for v in model.variables if v in between and v in above[v])


def _delay(model: CausalModel, outcome: str, arms: tuple[Timed, Timed]) -> int:
    """After how many periods what is done is felt; none where there is no path or no such outcome."""
    if outcome not in model.variables:
        return 0
    known = [v for arm in arms for v in arm.touched if v not in model.variables]
    return 0 if known else first_period(model, outcome, arms) or 0


def _periods(sustained: Sequence[int]) -> tuple[int, ...]:
    if not sustained:
        raise QuestionError("sustained= takes numbers of periods, such as [1, 2, 4], not none.")
    return tuple(sorted(set(sustained)))
