"""Identification: whether an effect can be had from measured variables, and from which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import InterventionError, MemoryLimitError, QuestionError
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.intervention import Intervention
from causalnet.model.setting import Hard
from causalnet.network.graph import ancestors
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network
from causalnet.questions.adjustment.adjustment_sets import ends
from causalnet.questions.adjustment.causal_paths import causal_nodes
from causalnet.questions.adjustment.instruments import instruments
from causalnet.questions.identification.distributions import NetworkDistribution
from causalnet.questions.identification.effect_bounds import instrumental_bounds, natural_bounds
from causalnet.questions.identification.evaluation import cells_needed, evaluate
from causalnet.questions.identification.identification_algorithm import Hedge
from causalnet.questions.identification.identification_answer import EffectBounds, Identification
from causalnet.questions.identification.look_alikes import LookAlikes, look_alikes, random_network
from causalnet.questions.identification.projection import (
    districts,
    latent_projection,
    subgraph,
)
from causalnet.questions.identification.ways_to_identify import to_measure, way_to_identify
from causalnet.questions.query.measure import Measure, measure_of
from causalnet.questions.separation.graph_of import Graph, among, graph_of, lag_notes
from causalnet.questions.skipped import Skipped

__all__ = ["identify"]

YES = "yes"
MOST_CELLS = 5_000_000
"""The largest table in evaluating an estimand for which it is checked."""


@public
def identify(
    model: Graph,
    outcome: str | tuple[str, str],
    *,
    under: Intervention | str | Sequence[str],
    given: Mapping[str, str] | str | Sequence[str] = (),
    measured: Sequence[str] | None = None,
    worlds: int | None = None,
) -> Identification:
    r"""Whether P(outcome | do(under), given) follows from the distribution of measured variables.

    The estimand that is easiest to read comes first: nothing to adjust for, a least adjustment set, a least front-door
    set, and then whatever the ID and IDC algorithms find, which are complete: where they find nothing, there is nothing.

    Parameters
    ----------
    model : CausalModel, Network, MixedGraph, networkx.DiGraph or str
        As for `separated`. Only what holds within a period is asked.
    outcome : str or (str, str)
        The outcome, or one of its states (for the bounds).
    under : Intervention, str or sequence of str
        What is set: ``do(x="high")``, or names of variables for any setting of them.
    given : mapping, str or sequence of str, optional
        What is seen after that. Default: nothing.
    measured : sequence of str, optional
        The measured variables. Default: all that are not latent.
    worlds : int, optional
        The number of look-alike worlds to find for an effect that is not identified. Default: two, where that is quick.

    Returns
    -------
    Identification
        True in a condition if the effect is identified. On a model or network the estimand is evaluated on its own
        joint distribution and compared with its ``do``; where there is none, bounds and look-alike worlds are sought.

    Raises
    ------
    QuestionError
        If causes, outcome and findings overlap or are latent.
    InterventionError
        If `under` is more than plain settings in the present period.
    UnknownNameError
        If a variable does not exist.

    References
    ----------
    J. Tian (2002); Y. Huang and M. Valtorta (2006); I. Shpitser and J. Pearl (2006): see `Identification`.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.identify("dag { smoking -> tar -> cancer ; smoking <-> cancer }", "cancer", under="smoking")
    P(cancer | do(smoking)) can be had from the 3 measured variables: by way of tar
    (front door).
    Estimand        Σ_tar P(tar | smoking) Σ_smoking' P(cancer | smoking', tar)
                    P(smoking')
    Largest table   3 variables
    """
    graph = graph_of(model)
    if measured is not None:
        kept = among(graph, measured)
        graph = MixedGraph(graph.parents, graph.bidirected, [v for v in graph if v not in kept])
    settings = _settings(under)
    name = outcome if isinstance(outcome, str) else outcome[0]
    causes, (name,) = ends(graph, [*settings], name)
    seen = _seen(graph, given, (*causes, name))
    way = way_to_identify(graph, name, causes, seen)
    hedge = way if isinstance(way, Hedge) else None
    answer = Identification(
        name,
        causes,
        seen,
        graph.measured,
        None if isinstance(way, Hedge) else way,
        hedge,
        acts=bool(causal_nodes(graph.with_hidden_causes, causes, [name])),
        to_measure=to_measure(graph, name, causes, seen) if hedge else (),
        notes=lag_notes(model),
    )
    if isinstance(model, CausalModel | Network):
        network = network_of(model)
        answer = replace(answer, states=network.states)
        if hedge is None:
            return replace(answer, checked=_checked(answer, network))
        asked = outcome if isinstance(outcome, tuple) or name in network.ordered else None
        if asked is None or seen:
            return answer
        measure = measure_of(model, network, asked, verb="identify")
        return _with_what_is_open(
            replace(answer, measure=measure), graph, network, settings, measure, worlds
        )
    if hedge is None or seen:
        return answer
    network = random_network(graph)
    measure = measure_of(network, network, (name, YES), verb="identify")
    settings = dict.fromkeys(causes, YES)
    found = _look_alikes(answer, graph, network, settings, measure, worlds)
    if isinstance(found, LookAlikes):
        found = replace(
            found,
            note="; the variables being yes or no, and the tables of this world taken at random",
        )
    return replace(answer, look_alikes=found)


def _settings(under: Intervention | str | Sequence[str]) -> dict[str, str]:
    """For each variable that is set its state; an empty one where any will do."""
    if not isinstance(under, Intervention):
        return dict.fromkeys([under] if isinstance(under, str) else under, "")
    states: dict[str, str] = {}
    for name, setting in under.settings.items():
        if not isinstance(setting, Hard):
            raise InterventionError(
                f"identify takes plain settings such as do(x='high'), not {name}={setting}."
            )
        states[name] = setting.state
    if under.edges or not states:
        raise InterventionError("identify takes plain settings such as do(x='high'), at least one.")
    return states


def _seen(
    graph: MixedGraph, given: Mapping[str, str] | str | Sequence[str], others: Sequence[str]
) -> tuple[str, ...]:
    """The variables that are seen after the intervention, which must be measured."""
    seen = among(graph, [given] if isinstance(given, str) else given)
    for name in seen:
        if name in others:
            raise QuestionError(f"{name!r} is set or asked about, so it cannot be given as well.")
        if name not in graph.measured:
            raise QuestionError(f"{name!r} is latent, so it cannot be given.")
    return seen


def _checked(answer: Identification, network: Network) -> float | Skipped:
    """The largest difference between the estimand, on a network's own joint distribution, and its do()."""
    if answer.estimand is None:
        return Skipped("there is no estimand")
    sizes = {v: len(own) for v, own in answer.states.items()}
    cells = cells_needed(answer.estimand, sizes)
    if cells > MOST_CELLS:
        return Skipped(f"the check needs a table of {cells:,} cells")
    try:
        table = evaluate(answer.estimand, NetworkDistribution(network))
    except MemoryLimitError as error:
        return Skipped(f"the check needs too much memory ({error})")
    worst = 0.0
    for states in product(*(range(sizes[v]) for v in answer.causes)):
        done = {v: network.states[v][i] for v, i in zip(answer.causes, states, strict=True)}
        truth = joint(network, [answer.outcome, *answer.given], done=done)
        below = truth.sum(axis=0)
        here = table.at(dict(zip(answer.causes, states, strict=True)))
        others = [v for v in here.names if v not in (answer.outcome, *answer.given)]
        values, undefined = here.spread((*others, answer.outcome, *answer.given))
        settled = ~undefined & (below > 0)
        expected = np.divide(truth, below, where=below > 0, out=np.zeros_like(truth))
        worst = max(worst, float(np.abs(values - expected)[settled].max(initial=0.0)))
    return worst


def _with_what_is_open(
    answer: Identification,
    graph: MixedGraph,
    network: Network,
    settings: Mapping[str, str],
    measure: Measure,
    worlds: int | None,
) -> Identification:
    """Bounds and look-alikes of an effect that figures do not settle."""
    if "" in settings.values():
        # Without a state the highest one is meant, which the answer names.
        settings = {v: state or network.states[v][-1] for v, state in settings.items()}
    value = float(joint(network, [answer.outcome], done=settings) @ measure.weights)
    found = _look_alikes(answer, graph, network, settings, measure, worlds)
    bounds = _bounds(answer, graph, network, settings, measure) if len(settings) == 1 else ()
    return replace(answer, bounds=bounds, model_value=value, look_alikes=found)


def _bounds(
    answer: Identification,
    graph: MixedGraph,
    network: Network,
    settings: Mapping[str, str],
    measure: Measure,
) -> tuple[EffectBounds, ...]:
    ((cause, name),) = settings.items()
    of, state, worth = NetworkDistribution(network), network.index(cause, name), measure.weights
    found = [EffectBounds(*natural_bounds(of, cause, state, answer.outcome, worth))]
    for one in instruments(graph, cause, answer.outcome):
        ends_of = instrumental_bounds(
            of, one.variable, one.given, cause, state, answer.outcome, worth
        )
        if ends_of is not None:
            found.append(EffectBounds(*ends_of, one.variable, one.given))
            break
    return tuple(found)


def _look_alikes(
    answer: Identification,
    graph: MixedGraph,
    network: Network,
    settings: Mapping[str, str],
    measure: Measure,
    worlds: int | None,
) -> LookAlikes | Skipped:
    """Worlds that look like this one, or why none was sought."""
    if answer.hedge is None:
        return Skipped("there is no hedge")
    projected = latent_projection(graph, graph.measured)
    (whole,) = [d for d in districts(projected) if answer.hedge.part <= d]
    acting = subgraph(projected, ancestors(projected.parents, [answer.outcome]))
    (near,) = [d for d in districts(acting) if answer.hedge.part <= d]
    set_to = ", ".join(f"{v}={s}" for v, s in settings.items())
    subject = f"{measure.subject} under do({set_to})"
    worth = {answer.outcome: measure.weights}
    hidden = {*network} - {*graph.measured}
    return look_alikes(network, hidden, whole, near, worth, settings, subject, worlds)
