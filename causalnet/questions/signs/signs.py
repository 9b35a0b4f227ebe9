"""The verb `by_signs`: what the signs of influences alone prove of a conclusion."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from causalnet.boundary.checks import public
from causalnet.errors import ModelError
from causalnet.language.translate import lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import STANDINGS, Standing
from causalnet.network.network import Network
from causalnet.questions.query.paths import PathKind
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.later_paths import later_than
from causalnet.questions.signs.sign_conflicts import leaning
from causalnet.questions.signs.sign_reading import SignReading, Status, read_signs, so_by_definition
from causalnet.questions.signs.signs_answer import DECIDED, BySigns, until_later
from causalnet.questions.signs.stochastic_dominance import StochasticOrder, require_arms
from causalnet.questions.signs.structural_balance import (
    arrival,
    balanced,
    blocked_by,
    evidence_notes,
    lagged_or,
    path_of,
    unreached,
)
from causalnet.questions.signs.unrolled_graph import (
    in_periods,
    original_name,
    said_by_period,
    unrolled_model,
)
from causalnet.questions.variants import kept_variant

__all__ = ["by_signs", "path_within"]


@public
def by_signs(model: CausalModel | Network, conclusion: Conclusion) -> BySigns:
    r"""Read a conclusion off the signs of the influences alone.

    It decides only where the outcome is in order *in every case*. Let :math:`u` be everything that
    chance decides, hidden common causes included, and :math:`Y_A(u), Y_B(u)` the outcome in the two arms
    of one case. Each variable is :math:`v = F_v^{-1}(u_v \mid \mathrm{pa}_v)`, which a signed influence
    moves one way whatever its strength. So if what is set is at least as high in A as in B in every
    case, and all paths to the outcome agree, then :math:`Y_A(u) \ge Y_B(u)` for every :math:`u`, hence
    in the mean and at every threshold, whatever distribution :math:`u` has: confounded or not. What is
    observed on non-descendants of everything that is set takes the same value in both arms; it changes
    the distribution of :math:`u` and nothing else, so the order survives it.

    In order are a hard setting and a higher one; an extreme state, a shift or partial uptake of an
    extreme state against ``do()``; lotteries one of which dominates the other; and policies whose
    choices, for the states of what they read that can meet, are in such an order; and an effect that sees a cause as if
    it were in an extreme state, where only the paths that leave by that influence count. A middle state, a
    lottery or a cut against ``do()`` is in no order, and nothing is concluded from it; nor from
    signs against the arrows, which is unsound for more than two states. An influence whose sign is
    ``"?"`` decides nothing; a `Table` or `Deterministic` is read as the fact that it is.

    Parameters
    ----------
    model : CausalModel or Network
        A network has tables and no claims about signs: not applicable.
    conclusion : Conclusion
        A threshold on a level is not applicable. A change of at least `by` can be contradicted by signs
        and never follows from them: where its direction does, the status is ``"direction only"``. Nor do signs
        contradict that something holds, since they cannot tell how small a change is. A conclusion by a later period is read off the model over all
        periods until then: anchors are the same in both arms, and so the argument holds there too.

    Returns
    -------
    BySigns

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        If the conclusion does not fit the model.

    References
    ----------
    M. P. Wellman (1990), "Fundamental concepts of qualitative probabilistic networks", *Artificial
    Intelligence* 44(3); M. J. Druzdzel and M. Henrion (1993), "Efficient reasoning in qualitative
    probabilistic networks", *AAAI*; T. J. VanderWeele and J. M. Robins (2010), "Signed directed acyclic
    graphs for causal inference", *JRSS B* 72(1), theorem 4; J. S. Carter (2022), "A note on incorrect
    inferences in non-binary qualitative probabilistic networks", arXiv:2208.09344; F. Harary (1953), "On
    the notion of balance of a signed graph", *Michigan Math. J.* 2(2).

    Examples
    --------
    >>> import causalnet as cn
    >>> town = cn.CausalModel(
    ...     "town",
    ...     [cn.Variable(name, ["low", "high"]) for name in ("toll", "traffic", "jams")],
    ...     [cn.Influence("toll", "traffic", "-", cn.interval(0, 2), claims=["c1"]),
    ...      cn.Influence("traffic", "jams", "+", cn.interval(1, 2), standing="implied")],
    ...     sources=[cn.Source("memo")],
    ...     claims=[cn.Claim("c1", "A toll keeps cars out.", source="memo")],
    ... )
    >>> found = cn.by_signs(town, cn.Conclusion("jams", "falls", under=cn.do(toll="high")))
    >>> found.status, found.direction, found.strict, found.standing
    ('follows', 'does not rise', False, 'implied')
    """
    if isinstance(model, Network):
        reason = lazy("A network holds tables and no claims about signs.")
        return BySigns(conclusion, "not applicable", reason, source=model)
    return replace(_by_signs(model, conclusion), source=model)


def path_within(model: CausalModel, conclusion: Conclusion) -> PathKind:
    """The way by which the difference between the arms can reach the outcome, by the period of the conclusion."""
    if conclusion.at:
        return by_signs(model, conclusion).path
    return path_of(Arms(model, conclusion.under, conclusion.versus), conclusion)


def _by_signs(model: CausalModel, conclusion: Conclusion) -> BySigns:
    """The answer about a model, before it knows whose labels it speaks in."""
    require_arms(model, conclusion)
    arms = Arms(model, conclusion.under, conclusion.versus)
    if conclusion.at:
        own = _by_signs(unrolled_model(model, conclusion.at), in_periods(model, conclusion))
        return _by_period(model, conclusion, own)
    if conclusion.passes:
        reason = lazy("Signs say which way a change goes, not whether a level passes a threshold.")
        defined = so_by_definition(conclusion)
        reason = defined if conclusion.by_definition else reason
        notes = evidence_notes(arms, conclusion, "within a period")
        return BySigns(conclusion, "not applicable", reason, notes=notes)
    whole = read_signs(model, conclusion)
    readings = {} if conclusion.by_definition else _by_standing(model, conclusion, whole)
    found = BySigns(
        conclusion,
        whole.status,
        whole.reason,
        whole.direction,
        whole.order.strict,
        _needed(whole, readings),
        tuple((standing, reading.status) for standing, reading in readings.items()),
        tuple(i.name for i in whole.used),
        tuple(leaning(model, whole.used)),
        balanced(model, whole.used) if whole.used else None,
        whole.path,
        whole.since,
    )
    return _in_time(found, arms)


def _in_time(found: BySigns, arms: Arms) -> BySigns:
    """With what is observed too late, and with what leads elsewhere later."""
    notes = evidence_notes(arms, found.conclusion, found.path)
    blocked = found.path == "blocked by what is observed"
    seen = blocked_by(arms, found.conclusion) if blocked else ()
    c, found = found.conclusion, replace(found, notes=notes, blocking=seen)
    if found.path == "within a period" and c.by_definition:
        return found
    change = {"does not fall": 1.0, "does not rise": -1.0}.get(found.direction or "", 0.0)
    later = later_than(arms.model, c, found.path, change)
    if later is None:
        return found
    return replace(found, later=later, reason=until_later(found.reason, c, later))


def _by_period(model: CausalModel, conclusion: Conclusion, own: BySigns) -> BySigns:
    """The reading of the model over all periods, in the words of the conclusion."""
    used = tuple(dict.fromkeys(original_name(name) for name in own.used))
    standings = tuple(
        (standing, lagged_or(_up_to(model, standing, said), conclusion, said))
        for standing, said in own.standings
    )
    reason = said_by_period(own.reason, conclusion)
    leans = tuple({original_name(name): how for name, how in own.leaning}.items())
    found = replace(
        own, conclusion=conclusion, used=used, leaning=leans, reason=reason, standings=standings
    )
    arms = Arms(model, conclusion.under, conclusion.versus)
    if own.path == "within a period":
        return _in_time(found, arms)
    path = lagged_or(model, conclusion, own.path)
    reason = unreached(arms, conclusion, path)
    status = lagged_or(model, conclusion, own.status)
    since = arrival(arms, conclusion, path)
    return _in_time(replace(found, path=path, status=status, reason=reason, since=since), arms)


def _up_to(model: CausalModel, standing: Standing, said: Status) -> CausalModel:
    """The model with the influences of a standing and of those before it, where no path was found in it."""
    kept = STANDINGS[: STANDINGS.index(standing) + 1]
    return _only(model, kept) if said == "no path" else model


def _only(model: CausalModel, standings: tuple[Standing, ...]) -> CausalModel:
    """The model with the influences of some standings, made once for all conclusions."""
    make = partial(model.only, standing=standings)
    return kept_variant(model, ("standing", *standings), make)


# ── by standing ──────────────────────────────────────────────────────────────────────────────


def _by_standing(
    model: CausalModel, conclusion: Conclusion, whole: SignReading
) -> dict[Standing, SignReading]:
    """The readings of the signs with the influences of each standing and of those before it alone."""
    there = {i.standing for i in model.influences} | {m.standing for m in model.modifiers}
    readings: dict[Standing, SignReading] = {}
    # Where nothing is of some standing, nothing of that standing can settle anything.
    for standing in (word for word in STANDINGS if word in there):
        kept = STANDINGS[: STANDINGS.index(standing) + 1]
        if there <= set(kept):
            readings[standing] = whole
            break
        try:
            readings[standing] = read_signs(_only(model, kept), conclusion)
        except ModelError as error:
            why = lazy("Without the other influences there is no model: {error}", error=str(error))
            readings[standing] = SignReading(StochasticOrder("?"), "not applicable", why)
    return readings


def _needed(whole: SignReading, readings: dict[Standing, SignReading]) -> Standing | None:
    if whole.status not in DECIDED or whole.path != "within a period":
        return None
    said = (whole.status, whole.order.sign)
    return next(
        (standing for standing, r in readings.items() if (r.status, r.order.sign) == said), None
    )
