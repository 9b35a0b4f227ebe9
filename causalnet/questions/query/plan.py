"""Plans: how a question will be answered, before anything runs."""

from __future__ import annotations

from collections.abc import Sequence

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.inference.planning.plan import Plan
from causalnet.inference.posterior import joint_plan
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.network import Network
from causalnet.questions.query.question import ask, carried_out

__all__ = ["plan"]


@public
def plan(
    model: CausalModel | Network,
    outcome: str | Sequence[str],
    *,
    under: Intervention | None = None,
    given: Given | None = None,
) -> Plan:
    """The plan of `query`: cost, widest table, memory and steps, before anything is computed.

    The plan depends on which variables are asked about, set and observed, not on their states; it is kept
    and used again for every question of the same shape.

    Parameters
    ----------
    model, outcome, under, given
        As for `query`.

    Returns
    -------
    Plan
        It prints as a report.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> cn.plan(lawn, "wet").cost
    4
    """
    network = network_of(model)
    question = ask(network, outcome, under, given)
    target, done = carried_out(network, question.under, model)
    return joint_plan(target, question.outcome, question.given, done=done)
