"""The verb `agreement`: on which influences and conclusions two accounts agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

import numpy as np

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.ensemble import central
from causalnet.language.translate import lazy
from causalnet.model.accounts.matching import (
    MatchedNames,
    account_names,
    in_words_of,
    near_names,
    shared_variables,
)
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import Influence
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.robustness.critical_sets import speaking_for
from causalnet.questions.robustness.model_variants import stands
from causalnet.questions.robustness.rejected_parts import rejectable_parts, without_parts
from causalnet.questions.voices.agreement_answer import (
    Agreement,
    PairReading,
    SharedPair,
)
from causalnet.questions.voices.joint_conclusion import JointConclusion
from causalnet.questions.voices.kappa import kappa_of

__all__ = ["agreement"]

CATEGORIES: dict[PairReading, str] = {
    "-": lazy("minus"),
    "0": lazy("no influence"),
    "+": lazy("plus"),
    "?": lazy("an open sign"),
}
# The share of a contrast that an influence must carry to count as a ground.
CARRIES = 0.1


@public
def agreement(
    a: CausalModel,
    b: CausalModel,
    conclusions: Conclusion | Sequence[Conclusion] | None = None,
    *,
    matching: MatchedNames | None = None,
) -> Agreement:
    """Compare two accounts: the influences and the conclusions on which they agree.

    Every ordered pair of variables of both is a case, and either account judges it: ``+`` or ``-`` for the sign of its
    influence at any lag, ``0`` where it has none, ``?`` where the sign is open or differs between lags. Cohen's kappa is
    the agreement on all pairs beyond that of chance, with its large-sample 95% interval. It treats pairs as independent
    cases, which the influences of one account need not be.

    Parameters
    ----------
    a, b : CausalModel
        The two accounts. Swapping them swaps the columns and nothing else.
    conclusions : Conclusion or sequence of Conclusion, optional
        In the names of `a`. Default: the checks of the claims of both that speak of shared variables only.
    matching : mapping, optional
        From a variable of `b` to its name in `a` (``{"wages": "pay"}``), to its states there
        (``{"pay": {"poor": "low"}}``), or to both (``{"wages": ("pay", {"poor": "low"})}``).

    Returns
    -------
    Agreement

    Raises
    ------
    UnknownNameError, QuestionError
        If names do not exist, no variable is shared, or the states of a shared one differ.

    References
    ----------
    J. Cohen (1960), "A coefficient of agreement for nominal scales", *Educational and Psychological Measurement* 20(1);
    J. L. Fleiss, J. Cohen and B. S. Everitt (1969), "Large sample standard errors of kappa and weighted kappa",
    *Psychological Bulletin* 72(5).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> agreed = cn.agreement(lawn, lawn.rejecting("rain → wet"))
    >>> agreed.count("agreed"), agreed.count("only first"), str(agreed.kappa)
    (1, 1, '0.57 [-0.12, 1.00]')
    """
    other = in_words_of(a, b, matching)
    names = shared_variables(a, other)
    readings = [_readings(model) for model in (a, other)]
    pairs = tuple(
        SharedPair(x, y, readings[0].get((x, y), "0"), readings[1].get((x, y), "0"))
        for x, y in permutations(names, 2)
    )
    codes = [*CATEGORIES]
    table = np.zeros((len(codes), len(codes)))
    for pair in pairs:
        table[codes.index(pair.first), codes.index(pair.second)] += 1
    if conclusions is None:
        asked = [*dict.fromkeys(_checks(a, names)), *_checks(other, names)]
    else:
        asked = [conclusions] if isinstance(conclusions, Conclusion) else [*conclusions]
    drawn = [_joint(a, other, c) for c in dict.fromkeys(asked)]
    return Agreement(
        *account_names(a, b),
        names,
        pairs,
        kappa_of(table, [*CATEGORIES.values()]),
        tuple(drawn),
        tuple(near_names(a, other)),
        a,
    )


def _readings(model: CausalModel) -> dict[tuple[str, str], PairReading]:
    """The sign of every pair that has an influence; an open one where lags differ."""
    found: dict[tuple[str, str], PairReading] = {}
    for i in model.influences:
        pair = i.cause, i.effect
        found[pair] = i.sign if found.get(pair, i.sign) == i.sign else "?"
    return found


def _checks(model: CausalModel, names: Iterable[str]) -> Iterator[Conclusion]:
    """The checks of a model's claims that speak of some variables only."""
    held = set(names)
    for claim in model.claims.values():
        yield from (check for check in claim.checks if spoken_of(check) <= held)


def spoken_of(conclusion: Conclusion) -> set[str]:
    """The variables that a conclusion names."""
    arms = (conclusion.under, conclusion.versus)
    read = {v for arm in arms for s in arm.settings.values() for v in s.reads}
    edges = {v for arm in arms for cause, effect in arm.severed for v in (cause, effect)}
    return (
        {conclusion.outcome, *conclusion.given, *(v for x in arms for v in x.touched)}
        | read
        | edges
    )


def _joint(a: CausalModel, b: CausalModel, conclusion: Conclusion) -> JointConclusion:
    contrasts = [contrast_of(model, conclusion) for model in (a, b)]
    found = [contrast(central(contrast.model)) for contrast in contrasts]
    values = [estimate.value for estimate in found]
    holds = [stands(conclusion, e.value, e.error) for e in found]
    carriers = [_carriers(c, x) for c, x in zip(contrasts, values, strict=True)]
    return JointConclusion(
        conclusion, values[0], values[1], (holds[0], holds[1]), (carriers[0], carriers[1])
    )


def _carriers(contrast: Contrast, whole: float) -> frozenset[str]:
    """The influences without which the contrast loses a share that counts."""
    light = contrast.lighter
    coordinates = Coordinates(light.model, elicited_numbers(light))
    names = [p.name for p in rejectable_parts(light) if isinstance(p, Influence)]
    sets = [frozenset({name}) for name in names]
    if not sets:
        return frozenset()
    left = without_parts(light, coordinates, coordinates.central[:, None])(sets)[:, 0]
    least, upward = max(CARRIES * abs(whole), NOTHING), contrast.conclusion.upward
    support = speaking_for(whole, upward)
    return frozenset(
        name
        for name, value in zip(names, left.tolist(), strict=True)
        if support - speaking_for(value, upward) >= least
    )
