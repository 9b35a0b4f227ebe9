r"""Signs read case by case: where they prove the least share of cases that would have crossed a threshold.

If every path from what is set to the outcome agrees, there is a coupling under which no case goes against the signs,
and the same rank is one. Under it only cases that cross the threshold make the difference between both worlds, so that

.. math::

   P(Y < s, Y' \ge s) = P(Y' \ge s) - P(Y \ge s)

which is the least under any coupling. It is the answer itself, if no single case goes against a sign. This holds where
only the outcome at the threshold, and what the setting does not reach, is observed.

References
----------
V. Strassen (1965), "The existence of probability measures with given marginals", *Annals of Mathematical Statistics*
36(2); J. Tian and J. Pearl (2000), "Probabilities of causation: bounds and identification", *Annals of Mathematics and
Artificial Intelligence* 28 (monotonicity).
"""

from __future__ import annotations

import numpy as np

from causalnet.language.translate import NameIn, lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import certain_state
from causalnet.model.grammar.intervention import do
from causalnet.model.grammar.setting import Hard, Shift
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.abduction import Case, Twofold
from causalnet.questions.counterfactuals.event import Event, threshold
from causalnet.questions.query.paths import differing
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.stochastic_dominance import orders

__all__ = ["why_not_by_signs"]


def why_not_by_signs(
    model: CausalModel | Network, outcome: str, event: Event, case: Case, asked: Twofold
) -> str:
    """Why the signs do not prove the least of an event; empty if they do, so that one rank has it.

    Examples
    --------
    >>> import causalnet as cn
    >>> from causalnet.model.grammar.finding import findings
    >>> from causalnet.questions.counterfactuals.abduction import twofold
    >>> lawn = cn.load("lawn")
    >>> case = Case(cn.do(rain="no"), observed=findings({"wet": "yes"}))
    >>> asked = twofold(cn.compile_model(lawn), "wet", case)
    >>> dry = Event("P(state)", "no", np.array([1.0, 0.0]), '"no"')
    >>> why_not_by_signs(lawn, "wet", dry, case, asked)
    ''
    """
    if not isinstance(model, CausalModel):
        return lazy("a network has no signs")
    if case.given:
        return lazy("something is found in the new world")
    worlds = asked.worlds
    side = threshold(dict(case.observed.items()).get(outcome), worlds.network.states[outcome])
    if side is None:
        return lazy(
            "{variable} is not observed on one side of a threshold", variable=NameIn(outcome)
        )
    below = np.arange(len(event.weights)) < side[0]
    if not np.array_equal(event.weights, ~below if side[1] else below):
        return lazy(
            "{variable} is observed on one side of another threshold", variable=NameIn(outcome)
        )
    fixed = _fixed(case)
    reached = [
        v
        for v in case.observed
        if v != outcome and v not in fixed and worlds.first[v] != worlds.second[v]
    ]
    if reached:
        seen = reached[0]
        if seen in case.under.settings or seen in case.versus.settings:
            return lazy(
                "{variable} is observed, and what is done to it does not set it to a state",
                variable=NameIn(seen),
            )
        return lazy("what is set reaches {variable}, which is observed", variable=NameIn(seen))
    # The lotteries of two different settings are independent, so that single cases may go either way.
    chance = [
        v
        for v in differing(case.under, case.versus)
        if case.under.cuts ^ case.versus.cuts or not _is_certain(case, v)
    ]
    if chance:
        return lazy("what is done to {variable} is left to chance", variable=NameIn(chance[0]))
    # Of the cases in which a variable was seen in a state, setting it to that state changes none.
    known = {v: state for v, state in fixed.items() if v not in case.versus.settings}
    versus = case.versus | do(known)
    order = orders(Arms(model, case.under, versus), outcome)[outcome]
    return order.why or lazy("the signs leave it open") if order.sign == "?" else ""


def _is_certain(case: Case, variable: str) -> bool:
    """Whether a variable is only set to states and shifted, if at all."""
    own = (dict(arm.settings.items()).get(variable) for arm in (case.under, case.versus))
    return all(setting is None or isinstance(setting, Hard | Shift) for setting in own)


def _fixed(case: Case) -> dict[str, str]:
    """The variables that are set to a state in the new world, and the one in which they were seen."""
    hard = {v for v, setting in case.under.settings.items() if isinstance(setting, Hard)}
    seen = {v: certain_state(case.observed[v]) for v in case.observed if v in hard}
    return {v: state for v, state in seen.items() if state is not None}
