"""Identification: whether an effect can be had from measured variables, and from which."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import (
    CalibrationError,
    InterventionError,
    MemoryLimitError,
    QuestionError,
    unknown,
)
from causalnet.inference.posterior import joint
from causalnet.language.translate import lazy
from causalnet.model.assembly.compatibility import intervention_problems
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Hard, Setting
from causalnet.network.graph import ancestors
from causalnet.network.kernel import kernel_of
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network
from causalnet.questions.adjustment.adjustment_sets import ends
from causalnet.questions.adjustment.causal_paths import causal_nodes
from causalnet.questions.adjustment.instruments import instruments
from causalnet.questions.identification.distributions import NetworkDistribution
from causalnet.questions.identification.effect_bounds import instrumental_bounds, natural_bounds
from causalnet.questions.identification.identification_algorithm import Hedge
from causalnet.questions.identification.identification_answer import EffectBounds, Identification
from causalnet.questions.identification.look_alikes import LookAlikes, look_alikes, random_network
from causalnet.questions.identification.projection import (
    districts,
    latent_projection,
    subgraph,
)
from causalnet.questions.identification.self_check import self_checked
from causalnet.questions.identification.soft_settings import way_to_soft_setting
from causalnet.questions.identification.transport import way_to_transport
from causalnet.questions.identification.ways_to_identify import (
    IdentificationMethod,
    to_measure,
    way_to_identify,
)
from causalnet.questions.query.measure import Measure, measure_of
from causalnet.questions.separation.graph_of import Graph, among, graph_of, labelled, lag_notes
from causalnet.questions.skipped import Skipped

__all__ = ["identify"]

YES = "yes"


@public
def identify(
    model: Graph,
    outcome: str | tuple[str, str],
    *,
    under: Intervention | str | Sequence[str],
    given: Mapping[str, str] | str | Sequence[str] = (),
    measured: Sequence[str] | None = None,
    differ: Sequence[str] = (),
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
        What is set: ``do(x="high")``, or names of variables for any setting of them. Of a model or a network also one lottery,
        policy, shift or partial uptake.
    given : mapping, str or sequence of str, optional
        What is seen after that. Default: nothing.
    measured : sequence of str, optional
        The measured variables. Default: all that are not latent.
    differ : sequence of str, optional
        Variables, latent ones too, whose mechanisms differ between this population and another one, in which the causes were
        set in an experiment. The estimand then uses the experiment where this population's own figures do not suffice.
        Default: there is no other population.
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
        If `under` holds a setting for which no estimand is known.
    UnknownNameError
        If a variable does not exist, or a model or network does not have a state.

    References
    ----------
    J. Tian (2002); Y. Huang and M. Valtorta (2006); I. Shpitser and J. Pearl (2006): see `Identification`.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.identify("dag { smoking -> tar -> cancer ; smoking <-> cancer }", "cancer", under="smoking")
    The effect of smoking on cancer can be had from the 3 measured variables: by
    way of tar (front door).
    Estimand        Σ_tar P(tar | smoking) Σ_smoking' P(cancer | smoking', tar)
                    P(smoking')
    Largest table   3 variables
    """
    graph = graph_of(model)
    _require_states(model, outcome, under, given)
    if measured is not None:
        kept = among(graph, measured)
        graph = MixedGraph(graph.parents, graph.bidirected, [v for v in graph if v not in kept])
    name = outcome if isinstance(outcome, str) else outcome[0]
    if differ:
        return _elsewhere(model, graph, name, under, given, among(graph, differ))
    if isinstance(under, Intervention) and (soft := _soft(under)):
        return _by_soft_setting(model, graph, name, under, soft, given)
    settings = _settings(under)
    causes, (name,) = ends(graph, [*settings], name)
    seen = _seen(graph, given, (*causes, name))
    answer = _by_graph(
        model, graph, name, causes, lambda g: way_to_identify(g, name, causes, seen), given=seen
    )
    hedge = answer.hedge
    if isinstance(model, CausalModel | Network):
        answer = replace(answer, states=_states_of(model))
        if hedge is None:
            return replace(answer, checked=_checked(answer, model))
        network = _at_hand(model)
        if isinstance(network, Skipped):
            return replace(answer, look_alikes=network)
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
        found = replace(found, at_random=True)
    return replace(answer, look_alikes=found)


def _require_states(model: Graph, outcome: object, under: object, given: object) -> None:
    """Refuse states that the variables of a model or a network do not have; a plain graph has none."""
    if not isinstance(model, CausalModel | Network):
        return
    states = _states_of(model)
    if isinstance(under, Intervention):
        for _, problem in intervention_problems(under, states):
            raise problem
    named = [*given.items()] if isinstance(given, Mapping) else []
    for name, state in [*named, *([outcome] if isinstance(outcome, tuple) else [])]:
        if name in states and state not in states[name]:
            raise unknown("state", state, states[name], of=name)


def _states_of(model: CausalModel | Network) -> Mapping[str, tuple[str, ...]]:
    if isinstance(model, Network):
        return model.states
    return {v: tuple(x.states) for v, x in model.variables.items()}


def _at_hand(model: CausalModel | Network) -> Network | Skipped:
    """The network, or why the model has none: the graph alone settles what is identified."""
    try:
        return network_of(model)
    except (QuestionError, CalibrationError, MemoryLimitError) as error:
        return Skipped(
            lazy(
                "the model has no numbers to try it on. {error}",
                error=str(error).removesuffix("."),
            )
        )


def _checked(answer: Identification, model: CausalModel | Network) -> float | Skipped:
    """The estimand against the model's own do(), if that has an answer."""
    network = _at_hand(model)
    return network if isinstance(network, Skipped) else self_checked(answer, network)


def _by_graph(
    model: Graph,
    graph: MixedGraph,
    name: str,
    causes: tuple[str, ...],
    way_in: Callable[[MixedGraph], IdentificationMethod | Hedge],
    *,
    given: tuple[str, ...] = (),
    differ: tuple[str, ...] = (),
) -> Identification:
    """What the graph alone answers: the way in which the effect can be had, or the hedge and what else to measure."""
    way = way_in(graph)
    hedge = way if isinstance(way, Hedge) else None
    return Identification(
        name,
        causes,
        given,
        graph.measured,
        None if isinstance(way, Hedge) else way,
        hedge,
        acts=bool(causal_nodes(graph.with_hidden_causes, causes, [name])),
        to_measure=to_measure(graph, way_in) if hedge else (),
        differ=differ,
        notes=lag_notes(model),
        source=labelled(model),
    )


def _elsewhere(
    model: Graph,
    graph: MixedGraph,
    name: str,
    under: Intervention | str | Sequence[str],
    given: object,
    differ: tuple[str, ...],
) -> Identification:
    """An effect here from an experiment in another population."""
    causes, (name,) = ends(graph, [*_settings(under)], name)
    if given:
        raise QuestionError(
            "With differ= the effect is that in the whole population here: leave given= out."
        )
    answer = _by_graph(
        model,
        graph,
        name,
        causes,
        lambda g: way_to_transport(g, name, causes, differ),
        differ=differ,
    )
    hedge = answer.hedge
    if not isinstance(model, CausalModel | Network):
        return answer
    answer = replace(answer, states=_states_of(model))
    if hedge:
        return answer
    return replace(answer, checked=_checked(answer, model))


def _soft(under: Intervention) -> Setting | None:
    """The one setting that is not plain; None if all are."""
    soft = [s for s in under.settings.values() if not isinstance(s, Hard)]
    if soft and (len(under.settings) > 1 or under.edges):
        raise InterventionError(
            f"identify takes one lottery, policy, shift or partial uptake by itself, not {under}."
        )
    return soft[0] if soft else None


def _by_soft_setting(
    model: Graph, graph: MixedGraph, name: str, under: Intervention, soft: Setting, given: object
) -> Identification:
    """The effect of a lottery, a policy, a shift or a partial uptake."""
    if not isinstance(model, CausalModel | Network):
        raise InterventionError(
            f"{under} speaks of states, and a graph has none: ask a model or a network, or about any setting, under='x'."
        )
    if given:
        raise QuestionError(
            f"What {under} does is asked of the whole population: leave given= out."
        )
    states = _states_of(model)
    (cause,), (name,) = ends(graph, [*under.settings], name)
    way = way_to_soft_setting(graph, name, cause, kernel_of(soft, cause, states))
    hedge = way if isinstance(way, Hedge) else None
    answer = Identification(
        name,
        (),
        (),
        graph.measured,
        None if isinstance(way, Hedge) else way,
        hedge,
        acts=bool(causal_nodes(graph.with_hidden_causes, [cause], [name])),
        to_measure=to_measure(graph, lambda g: way_to_identify(g, name, [cause], soft.reads))
        if hedge
        else (),
        states=states,
        soft=under,
        notes=lag_notes(model),
        source=labelled(model),
    )
    if hedge:
        return answer
    return replace(answer, checked=_checked(answer, model))


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
        raise InterventionError(
            "identify takes settings such as do(x='high'), at least one, and no changes of single influences: of these no estimand is known."
        )
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
        return Skipped(lazy("there is no hedge"))
    projected = latent_projection(graph, graph.measured)
    (whole,) = [d for d in districts(projected) if answer.hedge.part <= d]
    acting = subgraph(projected, ancestors(projected.parents, [answer.outcome]))
    (near,) = [d for d in districts(acting) if answer.hedge.part <= d]
    worth = {answer.outcome: measure.weights}
    hidden = {*network} - {*graph.measured}
    return look_alikes(network, hidden, whole, near, worth, settings, measure, worlds)
