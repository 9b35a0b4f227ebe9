"""Confronting: a model's independences and signs against the rows of a frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.streams import stream
from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.network.cases import Cases, read_cases
from causalnet.notation import counted
from causalnet.questions.confronting.case_tests import CaseTests, Tested, ToTest
from causalnet.questions.confronting.confrontation import (
    Confrontation,
    TestedClaim,
    TestedStatus,
)
from causalnet.questions.confronting.explanations import Claimed, explained
from causalnet.questions.confronting.family_wise_error import holm
from causalnet.questions.confronting.implied_tests import SignToTest, graph_within, signs_to_test
from causalnet.questions.confronting.relabelled_graphs import Orientation, orientation
from causalnet.questions.query.question import provenance
from causalnet.questions.separation.graph_of import lag_notes
from causalnet.questions.separation.independences import Independence, implied

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["confront"]

RELABELLED = 100
# Relabelled graphs are held against no more rows than this: it takes hundreds of times as many tests as the graph itself.
MOST_ROWS = 2_000
# The share of frames in which a detectable correlation is found.
POWER = 0.8


@public
def confront(
    model: CausalModel,
    frame: pd.DataFrame | Mapping[str, Sequence[object]],
    *,
    cases: str,
    alpha: float = 0.05,
    relabelled: int = RELABELLED,
    seed: int = 0,
) -> Confrontation:
    """Hold a model against the figures of comparable cases: its independences and the signs of its influences.

    The rows are *other* cases than the one that the model is about. Arrows and signs are claims about such cases
    too; baselines are not, and nothing is said of them.

    Every pair of variables that the graph implies to be independent, given others, is tested by Mantel's test for
    trend within strata of those others. Every influence is tested given what blocks all other paths from its cause to
    its effect (usually the other causes). Where fewer than 200 rows tell anything, p-values come from permutations
    within strata. One family-wise level covers everything that speaks against the model: the chance that a true model is
    contradicted anywhere is at most `alpha`. It covers the signs that are said to be borne out in the same way.

    Parameters
    ----------
    model : CausalModel
    frame : pandas.DataFrame, or mapping from name to sequence
        A column for each variable that was measured, with its states as they are called; a row for each case. Variables
        without a column are treated as latent. A pair is tested on the rows that have no empty cell in what the test needs.
    cases : str
        What the rows are, in the plural, such as ``"firms"``.
    alpha : float, default 0.05
        The family-wise level.
    relabelled : int, default 100
        The number of graphs with the variables exchanged, against which the arrows are held; 0 for none.
    seed : int, default 0
        For permutations and relabelled graphs.

    Returns
    -------
    Confrontation

    Raises
    ------
    QuestionError, UnknownNameError
        If no column is a variable, or a cell does not hold a state.

    Notes
    -----
    It tests the graph within a period: lagged influences are not in it. If they would tie two variables that are tested
    as independent, a failure says so.

    A test for trend finds dependences that go one way. It does not find one that goes up and down again.

    References
    ----------
    N. Mantel (1963), "Chi-square tests with one degree of freedom", *JASA* 58(303); S. Holm (1979), "A simple sequentially
    rejective multiple test procedure", *Scandinavian Journal of Statistics* 6(2); J. Pearl (2009), *Causality*, sections
    1.2.3 and 5.3.1; E. Eulig et al. (2023), "Toward falsifying causal graphs using a permutation-based test",
    arXiv:2305.09565.

    Examples
    --------
    >>> import causalnet as cn
    >>> chain = cn.CausalModel(
    ...     "chain",
    ...     [cn.Variable(name, ["low", "high"]) for name in ("toll", "traffic", "jams")],
    ...     [cn.Influence("toll", "traffic", "-", 1.0, standing="added"),
    ...      cn.Influence("traffic", "jams", "+", 1.0, standing="added")],
    ... )
    >>> toll = ["low", "high"] * 30
    >>> traffic = ["high" if (t == "low") != (i % 5 == 0) else "low" for i, t in enumerate(toll)]
    >>> jams = ["high" if (t == "high") != (i % 7 == 0) else "low" for i, t in enumerate(traffic)]
    >>> found = cn.confront(chain, {"toll": toll, "traffic": traffic, "jams": jams}, cases="towns")
    >>> [(sign.x, sign.y, sign.status) for sign in found.signs], found.fits
    ([('toll', 'traffic', 'borne out'), ('traffic', 'jams', 'borne out')], True)
    """
    if not cases.strip():
        raise QuestionError("cases is empty. Say what the rows are, such as cases='firms'.")
    if not 0 < alpha < 1:
        raise QuestionError(f"alpha is a level between 0 and 1, not {alpha:g}.")
    read = read_cases(
        frame, {v.name: v.states for v in model.variables.values()}, missing=True, partial=True
    )
    graph = graph_within(model, read.absent)
    basis, signs = implied(graph), [*signs_to_test(model, graph)]
    tests = CaseTests(read, alpha, seed)
    found = _tested(basis.ranked, signs, tests, alpha)
    claims = _with_explanations(model, found)
    pairs = [ToTest(i.x, i.y, i.given) for i in basis]
    oriented = _orientation(graph.parents, read, pairs, tests, relabelled, seed)
    number = len(basis)
    return Confrontation(
        cases.strip(),
        len(read),
        tuple(read.states),
        read.absent,
        alpha,
        tuple(claims[:number]),
        tuple(claims[number:]),
        len(basis.inseparable),
        _detectable(found, alpha),
        oriented,
        {v.name: v.label for v in model.variables.values()},
        _notes(model, read, signs),
        provenance(model, "Mantel's test for trend within strata; Holm"),
    )


def _tested(
    basis: Sequence[Independence], signs: Sequence[SignToTest], tests: CaseTests, alpha: float
) -> list[tuple[TestedClaim, float]]:
    """Every independence, then every sign, with what the test could have found (see `Trend.root`)."""
    asked = [ToTest(i.x, i.y, i.given) for i in basis]
    known = [s for s in signs if s.given is not None]
    asked += [
        ToTest(
            s.influence.cause,
            s.influence.effect,
            s.given or (),
            1 if s.influence.sign == "+" else -1,
        )
        for s in known
    ]
    results = tests.tests(asked)
    against = _adjusted([t.against for t in results])
    supporting = _adjusted([t.in_favour for t in results])
    found = [
        (_claim(one, t, a, f, alpha), t.trend.root)
        for one, t, a, f in zip(asked, results, against, supporting, strict=True)
    ]
    number = len(basis)
    # Influences in the order of the model, those that no measured variables isolate among them.
    rest = iter(found[number:])
    return found[:number] + [_untested(s) if s.given is None else next(rest) for s in signs]


def _adjusted(p: Sequence[float]) -> list[float]:
    """Holm's p-values of the tests that could be made; NaN for the others."""
    values = np.asarray(p, dtype=np.float64)
    made = ~np.isnan(values)
    values[made] = holm(values[made].tolist())
    return [float(v) for v in values]


def _claim(
    asked: ToTest, tested: Tested, adjusted: float, in_favour: float, alpha: float
) -> TestedClaim:
    status: TestedStatus
    if np.isnan(tested.against):
        status = "not tested"
    elif not asked.side:
        status = "falls" if adjusted <= alpha else "stands"
    elif adjusted <= alpha:
        status = "contradicted"
    else:
        status = "borne out" if in_favour <= alpha else "open"
    trend = tested.trend
    return TestedClaim(
        "sign" if asked.side else "independence",
        asked.x,
        asked.y,
        asked.given,
        {1: "+", -1: "-", 0: ""}[asked.side],
        status,
        trend.r,
        trend.z,
        trend.rows,
        tested.against,
        adjusted,
        in_favour,
        tested.permutations,
    )


def _untested(one: SignToTest) -> tuple[TestedClaim, float]:
    """A sign whose influence no measured variables isolate."""
    i, nan = one.influence, float("nan")
    claim = TestedClaim(
        "sign", i.cause, i.effect, (), i.sign, "not tested", nan, nan, 0, nan, nan, nan, False
    )
    return claim, nan


def _with_explanations(
    model: CausalModel, found: Sequence[tuple[TestedClaim, float]]
) -> list[TestedClaim]:
    claims = [claim for claim, _ in found]
    failed = [i for i, c in enumerate(claims) if c.status in ("falls", "contradicted")]
    why = explained(
        model,
        [Claimed(c.x, c.y, c.given, c.kind == "sign") for c in map(claims.__getitem__, failed)],
    )
    for i, explanation in zip(failed, why, strict=True):
        claims[i] = replace(claims[i], explanation=explanation)
    return claims


def _orientation(
    parents: Mapping[str, Sequence[str]],
    cases: Cases,
    pairs: Sequence[ToTest],
    tests: CaseTests,
    relabelled: int,
    seed: int,
) -> Orientation | None:
    if not (pairs and relabelled):
        return None
    some = tests.some(MOST_ROWS)
    return orientation(
        parents,
        tuple(v for v in parents if v in cases.states),
        lambda renaming, most: some.failing(pairs, renaming, most),
        len(pairs),
        len(some),
        relabelled,
        stream(seed, "relabelled graphs"),
    )


def _detectable(found: Sequence[tuple[TestedClaim, float]], alpha: float) -> float:
    """The correlation that half of the independences' tests would find, each in 4 of 5 frames, at Holm's strictest level."""
    roots = [root for claim, root in found if claim.kind == "independence" and not np.isnan(root)]
    made = sum(claim.status != "not tested" for claim, _ in found)
    if not roots:
        return float("nan")
    needed = -ndtri(alpha / (2 * made)) + ndtri(POWER)
    return float(min(1.0, needed / np.median(roots)))


def _notes(model: CausalModel, cases: Cases, signs: Sequence[SignToTest]) -> tuple[str, ...]:
    notes = []
    if cases.absent:
        noun = counted(len(cases.absent), "variable")
        has = "has no column and is" if len(cases.absent) == 1 else "have no column and are"
        notes.append(f"{noun} {has} treated as latent.")
    alone = sum(s.given is None for s in signs)
    if alone:
        notes.append(
            f"{counted(alone, 'sign')} cannot be tested: without further columns cause and effect are tied by other paths."
        )
    with_column = [v.name for v in model.variables.values() if v.latent and v.name in cases.states]
    if with_column:
        noun = counted(len(with_column), "variable")
        has = "has" if len(with_column) == 1 else "have"
        notes.append(
            f"{noun} that the model calls latent {has} a column: the tests take it as a measurement."
        )
    return (*notes, *cases.notes, *lag_notes(model))
