"""Decisions that may look at something first: the best policies, and what looking is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import QuestionError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import Intervention, do
from causalnet.model.grammar.setting import Written, policy
from causalnet.model.judgements.draws import Draws
from causalnet.names import repeated
from causalnet.network.graph import descendants
from causalnet.network.network import Network
from causalnet.questions.decisions.decision_answer import CaseChoice, Decision, Looking
from causalnet.questions.decisions.influence_diagram import (
    InfluenceDiagram,
    PolicyTables,
    mean_joint,
)
from causalnet.questions.decisions.worths import GivenWorth, cost_tables, worth_tables
from causalnet.questions.query.question import posed, provenance

__all__ = ["decide"]

Array = NDArray[np.float64]

# The numbers of a policy, and of the joint table of all that is worth something, of which the spread is read; the questions
# that "looking" may take.
MOST_CELLS, MOST_LOOKED = 1_000_000, 60


@public
def decide(
    model: CausalModel | Network,
    outcome: str | tuple[str, ...] | None = None,
    *,
    choose: Mapping[str, Sequence[str]] | None = None,
    worth: GivenWorth | None = None,
    costs: Mapping[str, Mapping[str, float]] | None = None,
    given: Given | None = None,
    draws: int | Draws | None = None,
) -> Decision:
    """The best way to decide, where a decision may first look at other variables (an influence diagram).

    Parameters
    ----------
    model : CausalModel or Network
        Within a period; its decisions and utilities are used where `choose` and the outcome are not given. The table of a variable that is decided is not used.
    outcome : str or tuple of str, optional
        The variable whose states are worth something, or several whose combinations are. Default: the utilities of the
        model.
    choose : mapping from str to sequence of str, optional
        For each variable that is decided, those that are looked at before; none for a choice in advance. A decision that
        should remember earlier ones names them too. Default: the decisions of the model.
    worth : mapping from state (or tuple of states) to float, or utilities, optional
        The worth of the outcome; or one or several `Utility`, which add and name what they are worth themselves. Default:
        of an outcome its level, counted in states from the worse end.
    costs : mapping from str to mapping from state to float, optional
        For decisions, the cost of their choices. Choices that are not named cost nothing.
    given : mapping from variable to finding, optional
        What is known before all decisions, as in every verb. None of it may follow from a decision.
    draws : int or Draws, optional
        The number of draws from the model's judgements: policies are then best on average over them. Default: the
        central network alone.

    Returns
    -------
    Decision
        Its policies are an intervention (``under``), which every verb takes.

    Raises
    ------
    UnknownNameError
        If a variable or state does not exist.
    QuestionError
        If there is no decision, a decision looks at what comes after it, or a worth is missing.

    Notes
    -----
    If each decision sees all earlier ones and what they saw (perfect memory), the policies are exactly best. Otherwise they
    are found by single policy updating from several starts, and no change of one of them improves them; a joint change
    might. The answer says which.

    References
    ----------
    R. D. Shachter (1986), "Evaluating influence diagrams", *Operations Research* 34(6); S. L. Lauritzen and D. Nilsson
    (2001), "Representing and solving decision problems with limited information", *Management Science* 47(9).

    Examples
    --------
    >>> import causalnet as cn
    >>> shop = cn.Network(
    ...     {"rain": ["no", "yes"], "forecast": ["dry", "wet"], "stock": ["hats", "umbrellas"], "sold": ["few", "many"]},
    ...     {"forecast": ["rain"], "sold": ["rain", "stock"]},
    ...     {
    ...         "rain": [0.7, 0.3],
    ...         "forecast": [[0.8, 0.2], [0.1, 0.9]],
    ...         "stock": [0.5, 0.5],
    ...         "sold": [[[0.1, 0.9], [0.9, 0.1]], [[0.8, 0.2], [0.2, 0.8]]],
    ...     },
    ... )
    >>> found = cn.decide(shop, "sold", choose={"stock": ["forecast"]}, worth={"few": 0, "many": 10})
    >>> found.under
    do(stock=policy(given="forecast", choose={"dry": "hats", "wet": "umbrellas"}))
    >>> round(found.value, 3)
    7.4
    """
    network = network_of(model, draws)
    choose = choose if choose is not None else network.decisions
    if not choose:
        raise QuestionError(
            "choose= names no decision, and the model declares none. Write choose={'x': ['z']}: x is decided after a look "
            "at z."
        )
    for name in (*choose, *(z for seen in choose.values() for z in seen)):
        if name not in network.states:
            raise unknown("variable", name, network.states)
    for name, seen in choose.items():
        if twice := repeated(seen):
            raise QuestionError(f"{name} looks at {twice[0]} more than once.")
        if (cases := _cases(network, (*seen, name))) > MOST_CELLS:
            raise QuestionError(
                f"What {name} looks at has {cases // len(network.states[name]):,} combinations of states. Its policy may have "
                f"{MOST_CELLS:,} numbers at most: look at fewer variables."
            )
    utilities = [
        *worth_tables(model, network, outcome, worth),
        *cost_tables(network, choose, costs),
    ]
    if twice := repeated(u.name for u in utilities):
        raise QuestionError(f"Two utilities are called {twice[0]!r}. Give each a name of its own.")
    known = posed(network, (), None, given).given
    diagram = InfluenceDiagram(network, choose, utilities, known)
    best = diagram.best()
    worths = diagram.worths(best)
    return Decision(
        outcome=tuple(dict.fromkeys(v for u in utilities for v in u.variables)),
        given=diagram.given,
        under=_under(diagram, best),
        choices=tuple(c for d in diagram.decisions for c in _choices(diagram, d, best)),
        worths={u.name: float(w.mean()) for u, w in zip(utilities, worths, strict=True)},
        drawn=worths.sum(axis=0) if worths.ndim > 1 else None,
        spread=_spread(diagram, best),
        looking=_looking(diagram, float(worths.sum(axis=0).mean())),
        exact=diagram.perfect_memory,
        by_level=worth is None and outcome is not None,
        provenance=provenance(model, "exact", draws),
        latent=_latent(model, choose),
    )


def _latent(model: CausalModel | Network, choose: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What is looked at although the model calls it latent."""
    if isinstance(model, Network):
        return ()
    seen = dict.fromkeys(z for own in choose.values() for z in own)
    return tuple(z for z in seen if model.variables[z].latent)


def _cases(network: Network, names: Sequence[str]) -> int:
    """The combinations of states of some variables."""
    return prod(len(network.states[v]) for v in names)


def _under(diagram: InfluenceDiagram, best: PolicyTables) -> Intervention:
    """The policies as an intervention."""
    states = diagram.network.states
    settings: dict[str, Written] = {}
    for d in diagram.decisions:
        picks, seen = best[d].argmax(axis=-1), diagram.choose[d]
        if not seen:
            settings[d] = states[d][int(picks)]
            continue
        rows = {
            tuple(states[z][i] for z, i in zip(seen, index, strict=True)): states[d][
                int(picks[index])
            ]
            for index in np.ndindex(picks.shape)
        }
        settings[d] = policy(given=list(seen), choose=rows)
    return do(settings)


def _choices(diagram: InfluenceDiagram, d: str, best: PolicyTables) -> list[CaseChoice]:
    """What is chosen in each case, and by how much it is better than the next best choice."""
    states, seen = diagram.network.states, diagram.choose[d]
    chances, gains = diagram.chances(d, best), diagram.gains(d, best)
    found = []
    for index in np.ndindex(chances.shape):
        chance, own = float(chances[index]), gains[index]
        pick = int(best[d][index].argmax())
        others = np.delete(own, pick)
        certain = chance > 0
        found.append(
            CaseChoice(
                d,
                {z: states[z][i] for z, i in zip(seen, index, strict=True)},
                states[d][pick],
                chance,
                float(own[pick] / chance) if certain else float("nan"),
                float((own[pick] - others.max()) / chance)
                if certain and others.size
                else float("nan"),
            )
        )
    return found


def _spread(diagram: InfluenceDiagram, best: PolicyTables) -> float:
    """The standard deviation of the worth over cases; NaN where that takes too large a table."""
    names = tuple(dict.fromkeys(v for u in diagram.utilities for v in u.variables))
    if np.prod(diagram.sizes(names)) * (diagram.network.draws or 1) > MOST_CELLS:
        return float("nan")
    p = mean_joint(diagram.carried_out(best), names, diagram.given)
    worth = sum((u.spread(names) for u in diagram.utilities), np.zeros(diagram.sizes(names)))
    mean = float((p * worth).sum())
    return float(np.sqrt(max((p * (worth - mean) ** 2).sum(), 0.0)))


def _looking(diagram: InfluenceDiagram, value: float) -> tuple[Looking, ...]:
    """What each look is worth, and what a look at something else would be."""
    net, choose = diagram.network, diagram.choose
    below = descendants(diagram.parents, diagram.decisions) | {*diagram.decisions}
    found: list[Looking] = []
    seen = dict.fromkeys(z for own in choose.values() for z in own if z not in choose)
    for z in seen:
        without = {d: tuple(v for v in own if v != z) for d, own in choose.items()}
        other = InfluenceDiagram(net, without, diagram.utilities, diagram.given)
        found.append(Looking(z, True, value - other.value(other.best())))
    # Only what the decisions do not act on can be looked at before all of them.
    free = [v for v in net if v not in below and v not in seen and v not in diagram.given]
    if len(free) > MOST_LOOKED:
        return tuple(found)
    for z in free:
        if any(_cases(net, (*own, z, d)) > MOST_CELLS for d, own in choose.items()):
            continue
        more = {d: (*own, z) for d, own in choose.items()}
        other = InfluenceDiagram(net, more, diagram.utilities, diagram.given)
        found.append(Looking(z, False, other.value(other.best()) - value))
    return tuple(sorted(found, key=lambda one: (not one.seen, -round(one.worth, 12))))
