"""Updating: what cases teach about the numbers of a model."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.compilation.parameters.posterior_draws import LearnedNumber
from causalnet.compilation.parameters.sampling import sampled
from causalnet.compilation.parameters.streams import stream
from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.draws import Draws, as_draws
from causalnet.network.cases import CaseFrame, Cases, read_cases
from causalnet.questions.learning.learned import Learned, unmeasured_note
from causalnet.questions.learning.log_likelihood import LogLikelihood, RowEvidence
from causalnet.questions.learning.normal_scores import NormalScores
from causalnet.questions.learning.posterior import STAGED, Posterior, posterior
from causalnet.questions.learning.row_likelihood import RowLikelihood
from causalnet.questions.query.question import provenance

__all__ = ["update"]

Array = NDArray[np.float64]

PRINCIPLE = "Strengths travel, baselines do not: here the baselines are those of the {cases}, in answers those of the model."


@public
def update(
    model: CausalModel, frame: CaseFrame, *, cases: str, draws: int | Draws = 1000
) -> Learned:
    """Learn the numbers of a model from cases; the answer is taken as ``draws=`` by every verb.

    The judgements are the prior. The likelihood is that of the rows with their own margins as baselines: other cases say
    how strongly one thing moves another, and not how common things are here.

    Parameters
    ----------
    model : CausalModel
        Its lagged influences keep their judgements, since rows of one time say nothing about them.
    frame : pandas.DataFrame, or mapping from name to sequence
        A row for each case and a column for each measured variable, with its states as they are called. Cells may be empty.
    cases : str
        What the rows are, in the plural: ``"firms"``.
    draws : int or Draws, default 1000
        The number of draws to return.

    Returns
    -------
    Learned

    Raises
    ------
    QuestionError
        If no number can be learned, the cases are impossible in the model, or the effective size is below 50.
    UnknownNameError
        If a cell does not hold a state of its variable.

    Notes
    -----
    Gauss–Newton finds the mode in the normal scores of the judgements. Draws of Student's t about it are weighted by the exact
    likelihood and resampled. Below an effective size of 200 tempered stages are added. Numbers that may be zero are
    enumerated up to six of them, and beyond that proposed by Gibbs sampling. The margin of a variable is held at that of the
    rows. That a model fits the cases is no proof of it: another one may fit as well.

    References
    ----------
    J. Geweke (1989), "Bayesian inference in econometric models using Monte Carlo integration", *Econometrica* 57; N. Chopin
    (2002), "A sequential particle filter method for static models", *Biometrika* 89.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> days = {"rain": ["no", "yes"] * 40, "wet": ["no", "yes", "no", "yes", "yes", "yes"] * 13 + ["no", "yes"]}
    >>> learned = cn.update(lawn, days, cases="days")
    >>> learned.learned_from, learned.shifts[0].name
    ('80 days', 'rain → wet')
    >>> print(cn.query(lawn, "wet", under=cn.do(rain="yes"), draws=learned).provenance.draws.origin)
    learned from 80 days
    """
    how = as_draws(draws)
    known = read_cases(
        frame,
        {v: x.states for v, x in model.variables.items()},
        missing=True,
        partial=True,
        no_rows=True,
    )
    taught = counted_cases(len(known), cases)
    if not len(known):
        return _untaught(model, how, cases, taught)
    rows = RowLikelihood.of(model, {v: known.column(v) for v in known.states})
    numbers = NormalScores.of(model, frozenset(rows.names), how.correlation)
    if not len(numbers):
        raise QuestionError(
            f"No number of {model.name} that varies bears on these columns. Give the columns of variables with causes, "
            "and judgements with a range."
        )
    likelihood = LogLikelihood(numbers, _certain(model), [RowEvidence(rows)])
    likelihood.require_possible()
    found = posterior(likelihood, how.n, stream(how.seed, "update"))
    values = numbers.by_name(found.resampled(how.n, stream(how.seed, "resampling")))
    notes = _notes(known, cases, found)
    return _learned(
        model,
        how,
        numbers,
        values,
        cases=cases,
        learned_from=taught,
        rows=len(known),
        notes=notes,
        **_taught(found),
    )


def counted_cases(number: int, cases: str) -> str:
    """The number of cases with what they are; `cases` is in the plural already."""
    return f"{number:,} {cases}"


def _certain(model: CausalModel) -> Ensemble:
    """One point with every number that does not vary; one that is zero for certain is zero."""
    centre = central(model)
    strengths, amounts = dict(centre.strengths), dict(centre.amounts)
    for i in model.influences:
        if i.key in strengths and not _may_act(model.strength(i)):
            strengths[i.key] = np.zeros(())
    for m in model.modifiers:
        if not _may_act(model.amount(m)):
            amounts[m.cause, m.effect, m.by] = np.zeros(())
    return Ensemble(strengths, amounts)


def _may_act(judged: object) -> bool:
    return getattr(judged, "zero", 0) < 1 and getattr(judged, "inclusion", 1) > 0


def _notes(known: Cases, cases: str, found: Posterior) -> tuple[str, ...]:
    notes = [PRINCIPLE.format(cases=cases)]
    if found.effective_size < STAGED:
        notes.append("The effective sample is small: take shares of draws for rough.")
    if known.absent:
        notes.append(unmeasured_note(known.absent, cases))
    return (*notes, *known.notes)


def _untaught(model: CausalModel, how: Draws, cases: str, taught: str) -> Learned:
    """Where there are no cases: the draws from the judgements, the very same."""
    numbers = NormalScores.of(model, frozenset(model.variables), how.correlation)
    values = numbers.drawn(sampled(model, how))
    return _learned(
        model, how, numbers, values, cases=cases, learned_from=taught, rows=0, ess=float(how.n)
    )


def _learned(
    model: CausalModel,
    how: Draws,
    numbers: NormalScores,
    values: Mapping[str, Array],
    **more: Any,
) -> Learned:
    judged = {n.name: n.judged for n in numbers.numbers}
    return Learned(
        n=how.n,
        seed=how.seed,
        vary_baselines=how.vary_baselines,
        correlation=how.correlation,
        model_name=model.name,
        numbers={name: LearnedNumber(judged[name], own) for name, own in values.items()},
        digest=_digest(values),
        before=numbers.drawn(sampled(model, how)),
        provenance=provenance(model, "importance sampling", how),
        **more,
    )


def _taught(found: Posterior) -> dict[str, Any]:
    """What is told of the weighted proposals."""
    return {
        "ess": found.effective_size,
        "proposals": found.values.shape[1],
        "stages": found.stages,
        "log_evidence": found.log_evidence,
    }


def _digest(values: Mapping[str, Array]) -> str:
    told = blake2b(digest_size=16)
    for name, own in values.items():
        told.update(name.encode())
        told.update(np.ascontiguousarray(own).data)
    return told.hexdigest()
