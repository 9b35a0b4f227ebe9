"""The verb `routes`: by which way an intervention moves an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import QuestionError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention, do
from causalnet.model.influence import influence_name
from causalnet.model.judgements.draws import Draws
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.coupling import COUPLINGS, Coupling
from causalnet.questions.effects.effect import Effect, effect
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.measure import Outcome, measure_of
from causalnet.questions.query.paths import differing, is_still
from causalnet.questions.routes.attenuation import Attenuation, attenuation, strongest
from causalnet.questions.routes.mediation import mediation
from causalnet.questions.routes.mediation_answer import Mediation
from causalnet.questions.routes.path_specific import PathSpecific, path_specific
from causalnet.questions.routes.routes_answer import Grouping, Route, Routes
from causalnet.questions.routes.shapley import shapley
from causalnet.questions.routes.ways import MOST_PATHS, Edge

__all__ = ["routes"]

Array = NDArray[np.float64]


@public
def routes(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    under: Intervention,
    versus: Intervention | None = None,
    by: Grouping = "first",
    through: str | Sequence[str] | None = None,
    randomised: bool = False,
    coupling: Coupling | Sequence[Coupling] = ("rank", "fresh"),
    bounds: bool = False,
    draws: int | Draws | None = None,
    seed: int = 0,
) -> Routes | Mediation:
    """By which way an intervention moves an outcome, and how much goes each way, within the present period.

    A way is open where the effect of an influence sees what the intervention has made of the cause, and closed where
    it sees the cause as it would be under `versus`.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        As for `effect`.
    under, versus : Intervention
        The two arms. Default of `versus`: ``do()``, the world as it is.
    by : {"first", "last", "paths"}, default "first"
        Tell ways apart by the first influence after what is set, by the last influence before the outcome, or one
        path at a time. Up to twelve steps all orders of opening count; beyond, sampled ones.
    through : str or sequence of str, optional
        One or several mediators, taken together: the natural direct effect, the indirect effects through them, and the
        controlled direct effect for each of their states. `by` is left out then.
    randomised : bool, default False
        With `through`: also the randomised (interventional) direct and indirect effects, in which the mediators are drawn
        from their distribution in either arm. They do not need a coupling.
    coupling : {"rank", "fresh", "gumbel"} or sequence of these, default ("rank", "fresh")
        How the two versions of a variable go together, where both are needed (a recanting witness). The first one is
        printed in full, the others beside it.
    bounds : bool, default False
        Also the least and the most of each change under any coupling, as far as is proved. This takes seconds where
        variables with several causes are needed twice, and is worked out without draws only.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: its central network alone.
    seed : int, default 0
        For the sampled orders.

    Returns
    -------
    Routes, or with `through` Mediation

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        If the question does not make sense: an outcome that is itself set, a mediator that is, too many paths.

    References
    ----------
    J. Pearl (2001), "Direct and indirect effects", *UAI*; I. Shpitser and E. Tchetgen Tchetgen (2016), "Causal inference
    with a graphical hierarchy of interventions", *Annals of Statistics* 44(6); T. J. VanderWeele, S. Vansteelandt and
    J. M. Robins (2014), "Effect decomposition in the presence of an exposure-induced mediator-outcome confounder",
    *Epidemiology* 25(2) (randomised analogues); L. S. Shapley (1953), "A value for n-person games".

    Examples
    --------
    >>> import causalnet as cn
    >>> training = cn.Network(
    ...     {"course": ["no", "yes"], "homework": ["no", "yes"], "passed": ["no", "yes"]},
    ...     {"homework": ["course"], "passed": ["course", "homework"]},
    ...     {
    ...         "course": [0.5, 0.5],
    ...         "homework": [[0.6, 0.4], [0.25, 0.75]],
    ...         "passed": [[[0.8, 0.2], [0.7, 0.3]], [[0.6, 0.4], [0.2, 0.8]]],
    ...     },
    ...     ordered=True,
    ... )
    >>> given, withheld = cn.do(course="yes"), cn.do(course="no")
    >>> found = cn.routes(training, "passed", under=given, versus=withheld, through="homework")
    >>> round(found.direct.value, 3), round(found.pure_indirect.value, 3)
    (0.32, 0.035)
    """
    network = network_of(model, draws)
    measure = measure_of(model, network, outcome, verb="routes")
    whole = effect(model, outcome, under=under, versus=versus, draws=draws)
    _require_ways(whole, under, versus or do())
    couplings = _couplings(coupling)
    if bounds and network.draws is not None:
        raise QuestionError("Bounds are worked out without draws. Leave draws= or bounds= out.")
    effects = path_specific(network, measure, under, versus or do())
    if through is not None:
        names = (through,) if isinstance(through, str) else tuple(through)
        if by != "first":
            raise QuestionError(f"through= takes the ways together: leave by={by!r} out.")
        return mediation(effects, whole, names, couplings, randomised=randomised, bounds=bounds)
    if randomised:
        raise QuestionError("randomised=True needs mediators: name them, through='m'.")
    if is_still(whole.path) or not effects.ways.edges:
        return Routes(whole, by, (), couplings, (), None, effects)
    source = model if isinstance(model, CausalModel) else None
    if by == "paths":
        return _by_paths(source, effects, whole, couplings, bounds=bounds)
    return _by_steps(source, effects, whole, by, couplings, seed, bounds=bounds)


def _require_ways(whole: Effect, under: Intervention, versus: Intervention) -> None:
    """Refuse what changes the outcome itself, which no way carries.

    Raises
    ------
    QuestionError
    """
    if whole.by_definition:
        raise QuestionError(
            f"{whole.outcome} is itself set, so no way leads to it. Ask about another outcome."
        )
    if whole.outcome in differing(under, versus):
        raise QuestionError(
            f"{whole.outcome} is itself changed by {under if whole.outcome in under.touched else versus}, and no way carries that. Leave it out, or ask "
            "for the whole change with cn.effect."
        )


def _couplings(coupling: Coupling | Sequence[Coupling]) -> tuple[Coupling, ...]:
    given: tuple[Coupling, ...] = (coupling,) if isinstance(coupling, str) else tuple(coupling)
    for name in given:
        if name not in COUPLINGS:
            raise unknown("coupling", name, COUPLINGS)
    if not given or len(set(given)) < len(given):
        raise QuestionError("coupling= takes one coupling or several different ones.")
    return given


def _by_steps(
    model: CausalModel | None,
    effects: PathSpecific,
    whole: Effect,
    by: Grouping,
    couplings: tuple[Coupling, ...],
    seed: int,
    *,
    bounds: bool,
) -> Routes:
    """Ways told apart by their first or last step."""
    steps = effects.ways.first if by == "first" else effects.ways.last

    def only(opened: frozenset[int]) -> frozenset[Edge]:
        return effects.ways.without(step for i, step in enumerate(steps) if i not in opened)

    def level(opened: frozenset[int], coupling: Coupling) -> Array:
        return effects.level(only(opened), coupling)

    def estimate(values: Array) -> Estimate:
        return Estimate(
            np.atleast_1d(values), drawn=whole.estimate.drawn, pooled=whole.estimate.pooled
        )

    main, *others = couplings
    parts = {c: shapley(len(steps), partial(level, coupling=c), seed) for c in couplings}
    every = frozenset(range(len(steps)))
    none, full = level(frozenset(), main), level(every, main)
    found = [
        Route(
            _step_name(step, steps, whole.outcome, by),
            (step,),
            estimate(level(frozenset({i}), main) - none),
            estimate(full - level(every - {i}, main)),
            estimate(parts[main].values[i]),
            effects.ways.standing(model, [step]) if model else None,
            {c: estimate(parts[c].values[i]) for c in others},
            effects.bounds(only(frozenset({i}))) if bounds else None,
        )
        for i, step in enumerate(steps)
    ]
    witnesses = effects.needed_twice
    ranked = _ranked(found)
    fading = _fading(effects, ranked[0].influences[0], main)
    return Routes(
        whole,
        by,
        ranked,
        couplings,
        witnesses,
        fading,
        effects,
        parts[main].error,
        parts[main].orders,
    )


def _step_name(step: Edge, steps: Sequence[Edge], outcome: str, by: Grouping) -> str:
    """The variable that a step leads to, or for last steps comes from; the influence where that is not enough."""
    place = 1 if by == "first" else 0
    alike = [other for other in steps if other[place] == step[place]]
    direct = by == "first" and step[1] == outcome
    return step[place] if len(alike) == 1 and not direct else influence_name(*step)


def _by_paths(
    model: CausalModel | None,
    effects: PathSpecific,
    whole: Effect,
    couplings: tuple[Coupling, ...],
    *,
    bounds: bool,
) -> Routes:
    """One path at a time."""
    main, *others = couplings

    def alone(path: tuple[Edge, ...], coupling: Coupling) -> Estimate:
        change = effects.change(frozenset(path), coupling)
        return Estimate(
            np.atleast_1d(change), drawn=whole.estimate.drawn, pooled=whole.estimate.pooled
        )

    found = [
        Route(
            _path_name(path, effects.ways.sources),
            path,
            alone(path, main),
            standing=effects.ways.standing(model, path) if model else None,
            others={c: alone(path, c) for c in others},
            bounds=effects.bounds(frozenset(path)) if bounds else None,
        )
        for path in effects.ways.paths()
    ]
    ranked = _ranked(found)
    fading = attenuation(effects, ranked[0].influences, main)
    return Routes(whole, "paths", ranked, couplings, effects.needed_twice, fading, effects)


def _path_name(path: Sequence[Edge], sources: Sequence[str]) -> str:
    """What lies between the ends of a path; with its beginning, where several variables are set."""
    between = [effect for _, effect in path[:-1]]
    if len(sources) > 1:
        between = [path[0][0], *between]
    return " → ".join(between) or "directly"


def _ranked(found: Sequence[Route]) -> tuple[Route, ...]:
    """The greatest first."""
    return tuple(sorted(found, key=lambda route: -abs(round(route.carried.value, 12))))


def _fading(effects: PathSpecific, step: Edge, coupling: Coupling) -> Attenuation | None:
    """The changes along the strongest path through a step; None where there are too many paths to follow."""
    if effects.ways.count() > MOST_PATHS:
        return None
    paths = [path for path in effects.ways.paths() if step in path]
    return attenuation(effects, strongest(effects, paths, coupling), coupling)
