"""The verb `crux`: where two accounts part on a conclusion."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.ensemble import central
from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import lazy
from causalnet.model.accounts.matching import (
    MatchedNames,
    account_names,
    in_words_of,
    near_names,
)
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.nearest import nearest
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.robustness.model_variants import stands
from causalnet.questions.routes.shapley import MOST_EXACT, SUBSETS_SAMPLED, ShapleyValues, shapley
from causalnet.questions.voices.agreement import spoken_of
from causalnet.questions.voices.crux_answer import Crux, Parting, WaysOut
from causalnet.questions.voices.disagreements import (
    Disagreement,
    as_one,
    bearing_parts,
    differing_numbers,
    disagreements,
)
from causalnet.questions.voices.mixtures import Mixtures

__all__ = ["clashing", "crux"]

# The size of the sets that are tried where there are too many disagreements to try all.
LARGEST_SET = 3
# The mixtures that are asked at most; fewer where each takes long, as by a later period.
MIXTURES = SUBSETS_SAMPLED


@public
def crux(
    a: CausalModel,
    b: CausalModel,
    conclusion: Conclusion,
    *,
    matching: MatchedNames | None = None,
    seed: int = 0,
) -> Crux:
    """Where two accounts part on a conclusion, and how much of the difference each disagreement accounts for.

    A disagreement is an influence that only one has, a sign, a strength, a baseline, a mechanism, a modifier, or a rival that
    only one admits. Differences that are no use alone are one disagreement, such as an influence and the table that needs
    it. The difference of the two answers, at central numbers, is shared out by Shapley values: what a disagreement adds,
    on average over the orders in which `a` could give way on all of them. All orders are counted for up to a dozen
    disagreements, and sampled beyond.

    Parameters
    ----------
    a, b : CausalModel
        The two accounts. Rivals are off; ``b.admitting(…)`` is an account that admits one.
    conclusion : Conclusion
        What they are asked, in the names of `a`.
    matching : mapping, optional
        Names and states of `b` in `a`, as for `agreement`.
    seed : int, default 0
        For the orders that are sampled where there are more than a dozen disagreements.

    Returns
    -------
    Crux

    Raises
    ------
    UnknownNameError, QuestionError
        If names do not exist, the states of a shared variable differ, or `b` does not have what the conclusion speaks of.
    CalibrationError
        If a baseline of one of the accounts cannot be met.

    Notes
    -----
    In a mixture `b` is right on some disagreements and `a` on the others. Two influences that would close a cycle in some
    mixture are one disagreement. If a mixture cannot be calibrated, the disagreements that clash in it are put
    together, and a note says so.

    References
    ----------
    L. S. Shapley (1953), "A value for n-person games", *Contributions to the Theory of Games* II.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> dry = lawn.rejecting("rain → wet")
    >>> found = cn.crux(lawn, dry, cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    >>> found.crux.name, round(found.crux.part, 3) == round(found.difference, 3)
    ('rain → wet', True)
    """
    other = in_words_of(a, b, matching)
    _require_spoken_of(a, other, conclusion)
    for model in (a, other):
        # Each must answer for itself: what it cannot be asked, or meet, is told of it and not of a mixture.
        contrast_of(model, conclusion).measured(central(model))
    one, two = bearing_parts(a, other, conclusion)
    parts = disagreements(one, two, (a, other))
    most = _affordable(one, two, conclusion)
    mixtures, shares, notes = _shared_out(Mixtures(one, two, parts, conclusion), seed, most)
    count = len(mixtures.parts)
    every = frozenset(range(count))
    ends = mixtures.found(frozenset()), mixtures.found(every)
    ways = tuple(_ways_out(mixtures, most, second=second) for second in (False, True))
    partings = [
        Parting(
            part,
            float(shares.values[i]),
            mixtures.found(frozenset({i}))[0],
            mixtures.found(every - {i})[0],
            ((part.name,) in ways[0].sets, (part.name,) in ways[1].sets),
        )
        for i, part in enumerate(mixtures.parts)
    ]
    return Crux(
        *account_names(a, b),
        conclusion,
        (ends[0][0], ends[1][0]),
        (_stands(mixtures, frozenset()), _stands(mixtures, every)),
        tuple(sorted(partings, key=lambda p: -abs(p.part))),
        (ways[0], ways[1]),
        differing_numbers(a, other) - sum(len(part.points) for part in parts),
        shares.error,
        shares.orders,
        (*notes, *near_names(a, other)),
        a,
        other,
    )


def _require_spoken_of(a: CausalModel, b: CausalModel, conclusion: Conclusion) -> None:
    """Refuse a conclusion about what one of the accounts does not have."""
    first, second = account_names(a, b)
    for name in sorted(spoken_of(conclusion)):
        if name not in a.variables:
            raise unknown("variable", name, a.variables, first)
        if name in a.variables and name not in b.variables:
            hint = nearest(name, b.variables)
            raise QuestionError(
                f"The conclusion speaks of {name!r}, which is not a variable of {second}. {hint} Say what it is called "
                f"there: matching={{'name in {second}': {name!r}}}.".replace("  ", " ")
            )


def _affordable(a: CausalModel, b: CausalModel, conclusion: Conclusion) -> int:
    """The number of mixtures that take seconds, not minutes."""
    afforded = [contrast_of(model, conclusion).lighter.affordable for model in (a, b)]
    return min([MIXTURES, *(n for n in afforded if n is not None)])


def _shared_out(
    mixtures: Mixtures, seed: int, most: int
) -> tuple[Mixtures, ShapleyValues, list[str]]:
    """The Shapley values, once disagreements that clash in a mixture have been put together."""
    notes: list[str] = []
    while True:
        parts = mixtures.parts
        shares = shapley(len(parts), mixtures.value, seed, mixtures.prepare, most)
        failures = mixtures.failures()
        if not failures:
            return mixtures, shares, notes
        clash = clashing(parts, failures[0])
        whole = as_one([parts[i] for i in sorted(clash)])
        notes.append(
            lazy(
                "Put together, because a mixture in which they are apart cannot be made or calibrated: {names}.",
                names=whole.name,
            )
        )
        left = [p for i, p in enumerate(parts) if i not in clash]
        mixtures = Mixtures(mixtures.a, mixtures.b, (*left, whole), mixtures.conclusion)


def clashing(parts: Sequence[Disagreement], failure: frozenset[int]) -> frozenset[int]:
    """The disagreements of which some are in a mixture that fails and others not, and that change one table."""
    given, kept = failure, frozenset(range(len(parts))) - failure
    effects = [{point.effect for point in part.points} for part in parts]
    clash = {i for x in given for y in kept if effects[x] & effects[y] for i in (x, y)}
    return frozenset(clash or range(len(parts)))


def _stands(mixtures: Mixtures, given: frozenset[int]) -> bool:
    return stands(mixtures.conclusion, *mixtures.found(given))


def _largest(count: int, most: int) -> int:
    """The greatest size up to which all sets may be tried: at least one."""
    if count <= MOST_EXACT and 2**count <= most:
        return count
    tried = [sum(comb(count, k) for k in range(1, size + 1)) for size in range(1, LARGEST_SET + 1)]
    return max(1, sum(n <= most for n in tried))


def _ways_out(mixtures: Mixtures, most: int, *, second: bool) -> WaysOut:
    """The minimal sets on which an account must give way for its verdict to turn."""
    count = len(mixtures.parts)
    every = frozenset(range(count))
    largest = _largest(count, most)

    def mixture(ceded: frozenset[int]) -> frozenset[int]:
        return every - ceded if second else ceded

    before = _stands(mixtures, mixture(frozenset()))
    sets: list[frozenset[int]] = []
    for size in range(1, largest + 1):
        tried = [frozenset(c) for c in combinations(range(count), size)]
        tried = [c for c in tried if not any(s <= c for s in sets)]
        mixtures.prepare([mixture(c) for c in tried])
        # A mixture that is not a model turns nothing.
        met = [c for c in tried if mixtures.found(mixture(c))[0] == mixtures.found(mixture(c))[0]]
        sets += [c for c in met if _stands(mixtures, mixture(c)) != before]
    named = tuple(tuple(mixtures.parts[i].name for i in sorted(s)) for s in sets)
    return WaysOut(named, largest, largest == count)
