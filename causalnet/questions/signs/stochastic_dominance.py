r"""First-order stochastic dominance between two arms, propagated along the signs of influences.

X dominates Y, :math:`Y \le_{st} X`, if :math:`P(Y \ge j) \le P(X \ge j)` for every j. Equivalently there is a coupling
in which :math:`Y \le X` in every case. Here a *case* is a uniform number u_v for every variable, shared by both arms, and
v is the quantile at u_v of its table's row for the states of its causes,

.. math::

   v(u) = \max \{ j : P(v \ge j \mid \mathrm{causes}) > u_v \}.

An influence with a sign moves that row by dominance for all strengths in its range. So if its cause is at least as
high in every case, the effect is too. Signs multiply along a path, and contributions to one variable add only where
they agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import InterventionError, unknown
from causalnet.language.translate import NameIn, lazy, lazy_list
from causalnet.model.assembly.compatibility import (
    edge_problems,
    evidence_problems,
    intervention_problems,
)
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.edge_intervention import Cut
from causalnet.model.grammar.setting import Hard
from causalnet.model.influence import Influence
from causalnet.network.graph import cycle, topological
from causalnet.network.kernel import Kernel, kernel_of
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.monotonicity import (
    ROUNDING,
    answering,
    certain_change,
    possible_states,
)

__all__ = ["StochasticOrder", "orders", "require_arms", "seen_order"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StochasticOrder:
    """One variable in the first arm compared with the second.

    Attributes
    ----------
    sign : {"0", "+", "-", "?"}
        The same in every case; at least as high in every case; at most as high; or undecided.
    strict : bool
        Whether it differs in some cases, whatever the strengths.
    why : str
        For ``"?"``, the reason.
    """

    sign: Literal["0", "+", "-", "?"] = "0"
    strict: bool = False
    why: str = ""

    def through(self, sign: str, strict: bool, name: str) -> StochasticOrder:
        """The contribution to an effect through one influence: the product of the signs."""
        if self.sign in "0?":
            return self
        if sign == "?":
            return StochasticOrder(
                "?", why=lazy("{influence} has no settled sign", influence=NameIn(name, "part"))
            )
        if sign == "0":
            return StochasticOrder()
        return StochasticOrder("+" if sign == self.sign else "-", self.strict and strict)


def orders(arms: Arms, outcome: str, at_least: str | None = None) -> dict[str, StochasticOrder]:
    """Every variable in the first arm compared with the second.

    Parameters
    ----------
    arms : Arms
    outcome : str
    at_least : str, optional
        The state of the outcome whose probability must differ for the outcome's order to be strict.
        Default: any.

    References
    ----------
    M. P. Wellman (1990), "Fundamental concepts of qualitative probabilistic networks", *Artificial
    Intelligence* 44(3) (product and sum of signs); M. Shaked and J. G. Shanthikumar (2007), *Stochastic
    Orders*, theorem 1.A.1 (dominance is order in every case of a coupling).
    """
    try:
        order = topological(arms.graph())
    except CycleError:
        why = lazy("the two arms turn an arrow round, so no order of evaluation serves both")
        return dict.fromkeys(arms.model.variables, StochasticOrder("?", why=why))
    found: dict[str, StochasticOrder] = {}
    for name in order:
        states = arms.model.variables[name].states
        at = None if name != outcome or at_least is None else states.index(at_least)
        found[name] = _order(arms, name, found, at)
    return found


def _order(
    arms: Arms, name: str, found: Mapping[str, StochasticOrder], at: int | None
) -> StochasticOrder:
    own = _unset(arms, name, found, at)
    settings = arms.settings(name)
    if settings == (None, None):
        return own
    states = {v.name: v.states for v in arms.model.variables.values()}
    first, second = (kernel_of(setting, name, states) for setting in settings)
    inputs = {k.sources for k in (first, second)} - {()}
    if not inputs:
        given = StochasticOrder()
    elif len(inputs) == 1:
        (sources,) = inputs
        given = own if sources == (name,) else _together(sources, found)
    else:
        # Of the two different inputs nothing is known jointly: any pair of their states may meet.
        given = StochasticOrder("?")
    possible = possible_states(arms.model, name)
    whole = possible if inputs <= {(name,)} else np.zeros_like(possible)
    order = _compared(first, second, given, whole, at)
    if order.sign != "?":
        return order
    return replace(order, why=given.why or _unordered(name, arms))


def _together(sources: tuple[str, ...], found: Mapping[str, StochasticOrder]) -> StochasticOrder:
    """The order of what a policy reads: of several variables it is known only where none of them changes."""
    if len(sources) == 1:
        return found[sources[0]]
    changed = [found[v] for v in sources if found[v].sign != "0"]
    return StochasticOrder("?", why=changed[0].why) if changed else StochasticOrder()


def _unset(
    arms: Arms, name: str, found: Mapping[str, StochasticOrder], at: int | None
) -> StochasticOrder:
    """The order of a variable before any setting acts on it, from the orders of its causes."""
    first, second = arms.cuts(name)
    # A cut gives the effect an independent copy of the cause, which no coupling orders against the cause itself.
    if first != second:
        severed = [NameIn(repr(Cut(c, name)), "cut", (c, name)) for c in sorted(first ^ second)]
        return StochasticOrder(
            "?",
            why=lazy(
                "{cut} in one arm only puts chance in place of a cause",
                cut=lazy_list(severed),
            ),
        )
    pushes = {}
    for i in arms.seen(name):
        own = seen_order(arms, i, found)
        if own.sign != "0":
            answer = answering(arms.model, i)
            pushes[i.name] = own.through(answer, certain_change(arms.model, i, at), i.name)
    return _joined(name, pushes)


def seen_order(
    arms: Arms, influence: Influence, found: Mapping[str, StochasticOrder]
) -> StochasticOrder:
    """The order of a cause as its effect sees it: as it is, or in the state that `as_if` names."""
    name, model = influence.cause, arms.model
    if not (arms.under.as_ifs or arms.versus.as_ifs):
        return found[name]
    seen = [arm.sees(influence.effect).get(name) for arm in (arms.under, arms.versus)]
    if seen == [None, None]:
        return found[name]
    states = {v.name: v.states for v in model.variables.values()}
    kernels, whole = [], np.zeros(len(states[name]), dtype=bool)
    for state, own in zip(seen, arms.settings(name), strict=True):
        # What is itself set whatever happens is seen as it is set; all else is seen as it turns out.
        kernel = kernel_of(own if state is None else Hard(state), name, states)
        kernels.append(kernel if not kernel.sources else kernel_of(None, name, states))
        if state is None and own is None:
            whole = possible_states(model, name)
    first, second = kernels
    # Where the other arm sets the effect nothing may read the cause, which then need not come before it.
    given = found.get(name, StochasticOrder("?"))
    order = _compared(first, second, given, whole, None)
    if order.sign != "?":
        return order
    first_seen, second_seen = (
        lazy("as it is") if s is None else lazy('"{state}"', state=NameIn(s, "state", (name,)))
        for s in seen
    )
    why = lazy(
        "{effect} sees {variable} {first} against {second}, neither of which is the higher in every case",
        effect=NameIn(influence.effect),
        variable=NameIn(name),
        first=first_seen,
        second=second_seen,
    )
    return replace(order, why=why)


def _joined(name: str, pushes: Mapping[str, StochasticOrder]) -> StochasticOrder:
    """The sum of contributions: undecided unless all that are not zero agree."""
    open_ones = [p for p in pushes.values() if p.sign == "?"]
    if open_ones:
        return open_ones[0]
    moving = {source: p for source, p in pushes.items() if p.sign != "0"}
    signs = {p.sign for p in moving.values()}
    if len(signs) > 1:
        up, down = (next(n for n, p in moving.items() if p.sign == s) for s in "+-")
        return StochasticOrder(
            "?",
            why=lazy(
                "{variable} is raised through {up} and lowered through {down}",
                variable=NameIn(name),
                up=NameIn(up, "part"),
                down=NameIn(down, "part"),
            ),
        )
    strict = any(p.strict for p in moving.values())
    return StochasticOrder(signs.pop(), strict) if signs else StochasticOrder()


# ── one setting against another ──────────────────────────────────────────────────────────────


def _compared(
    first: Kernel,
    second: Kernel,
    given: StochasticOrder,
    possible: NDArray[np.bool_],
    at: int | None,
) -> StochasticOrder:
    """The order of two settings from that of their inputs, `given`.

    Parameters
    ----------
    possible : ndarray of bool, shape (states,)
        The states of the input that have a positive probability, whatever its causes are.
    at : int, optional
        The one threshold at which a difference counts. Default: any.
    """
    a, b = (k.survival for k in (first, second))
    size = max(len(a), len(b))
    if () in (first.sources, second.sources) or first.sources == second.sources:
        a, b = (np.broadcast_to(x, (size, x.shape[1])) for x in (a, b))
    gap = a[:, None] - b[None]
    met = _related(given.sign, *gap.shape[:2])
    sign = _direction(gap[met])
    if sign in "0?":
        return StochasticOrder("0" if sign == "0" else "?")
    apart = (
        abs(gap if at is None else gap[..., max(at - 1, 0) : at]).max(-1, initial=0.0) > ROUNDING
    )
    # Strict if the arms differ for every pair of inputs; or for one state of the input, which has a positive
    # probability; or for all pairs of unequal inputs, where these are known to be unequal in some case.
    unequal = met & (np.subtract.outer(np.arange(len(a)), np.arange(len(b))) != 0)
    strict = bool(
        apart[met].all()
        or (len(a) == len(b) == len(possible) and (apart.diagonal() & possible).any())
        or (given.strict and apart[unequal].all())
    )
    return StochasticOrder("+" if sign == "+" else "-", strict)


def _related(sign: str, rows: int, columns: int) -> NDArray[np.bool_]:
    """The pairs of inputs, in the first arm and in the second, that can occur in one case."""
    if sign == "?" or rows != columns:
        return np.ones((rows, columns), dtype=bool)
    step = np.subtract.outer(np.arange(rows), np.arange(columns))
    return np.asarray(step == 0 if sign == "0" else step >= 0 if sign == "+" else step <= 0)


def _direction(gap: Array) -> Literal["0", "+", "-", "?"]:
    """The sign that all gaps share."""
    up, down = bool((gap >= -ROUNDING).all()), bool((gap <= ROUNDING).all())
    if up and down:
        return "0"
    return "+" if up else "-" if down else "?"


def _unordered(name: str, arms: Arms) -> str:
    """The reason why two settings of one variable have no order."""
    first, second = arms.settings(name)
    if first is None or second is None:
        setting = second if first is None else first
        if not isinstance(setting, Hard):
            return lazy(
                "{variable} as it is set is in some cases above and in others below where it would be",
                variable=NameIn(name),
            )
        return lazy(
            '{variable} set to "{state}" is in some cases above and in others below where it would be',
            variable=NameIn(name),
            state=NameIn(setting.state, "state", (name,)),
        )
    return lazy(
        "neither of the two settings of {variable} is the higher in every case",
        variable=NameIn(name),
    )


def require_arms(model: CausalModel, conclusion: Conclusion) -> None:
    """Refuse a conclusion that the verbs that answer with numbers would refuse.

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
    """
    states = {v.name: tuple(v.states) for v in model.variables.values()}
    if conclusion.outcome not in states:
        raise unknown("variable", conclusion.outcome, states)
    if conclusion.at_least is not None:
        model.variables[conclusion.outcome].index(conclusion.at_least)
    acting = [i for i in model.influences if conclusion.at or not i.lag]
    causes = {v: [i.cause for i in acting if i.effect == v] for v in states}
    for arm in (conclusion.under, conclusion.versus):
        for _, problem in intervention_problems(arm, states):
            raise problem
        for _, problem in edge_problems(arm, causes):
            raise problem
        loop = cycle(Arms(model, arm, arm).graph())
        if loop:
            text = f"{arm} cannot be carried out. It makes a loop: {' → '.join(loop)}."
            raise InterventionError(text)
    for _, problem in evidence_problems(conclusion.given, states):
        raise problem
