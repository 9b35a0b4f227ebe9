"""Updating: what cases teach about the numbers of a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.compilation.parameters.posterior_draws import LearnedNumber, PosteriorDraws
from causalnet.compilation.parameters.sampling import sampled
from causalnet.compilation.parameters.streams import stream
from causalnet.errors import QuestionError
from causalnet.language.translate import lazy, lazy_counted, lazy_series, template
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.network.cases import CaseFrame, Cases, read_cases
from causalnet.questions.learning.direction_likelihood import DirectionEvidence
from causalnet.questions.learning.episode import Episode, ReadAs
from causalnet.questions.learning.learned import Learned, unmeasured_note
from causalnet.questions.learning.log_likelihood import (
    CaseEvidence,
    LogLikelihood,
    RowEvidence,
    at_every_point,
)
from causalnet.questions.learning.normal_scores import NormalScores
from causalnet.questions.learning.posterior import STAGED, Posterior, posterior
from causalnet.questions.learning.rival_weights import RivalWeight, log_mean
from causalnet.questions.learning.row_likelihood import RowLikelihood
from causalnet.questions.query.question import provenance

__all__ = ["update"]

Array = NDArray[np.float64]

PRINCIPLE = template(
    "Strengths travel, baselines do not: here the baselines are those of the {cases}, in answers those of the model."
)

READ_AS: Mapping[ReadAs, str] = {
    "case": template(
        "A direction is read as that of one case: its luck is drawn afresh before and after, and its baselines are the model's."
    ),
    "average": template(
        "A direction is read as that of the mean of many cases with the baselines of the model: less than a negligible change has held."
    ),
}


@public
def update(
    model: CausalModel,
    frame: CaseFrame | None = None,
    *,
    cases: str = "",
    episodes: Sequence[Episode] = (),
    draws: int | Draws = 1000,
    rivals: bool | None = None,
) -> Learned:
    """Learn the numbers of a model from cases; the answer is taken as ``draws=`` by every verb.

    The judgements are the prior. The likelihood is that of the rows with their own margins as baselines: other cases say
    how strongly one thing moves another, and not how common things are here. Episodes are cases of which only directions
    are told.

    Parameters
    ----------
    model : CausalModel
        Its lagged influences keep their judgements where there are only rows, which are of one time.
    frame : pandas.DataFrame, or mapping from name to sequence
        A row for each case and a column for each measured variable, with its states as they are called. Cells may be empty.
    cases : str
        What the rows are, in the plural: ``"firms"``. Required with a frame.
    episodes : sequence of Episode
        Past cases of which directions are told. Their baselines are taken to be those of the model.
    draws : int or Draws, default 1000
        The number of draws to return.
    rivals : bool, optional
        Whether to weigh every rival of the model by the cases. Default: where there are episodes and no frame, since each rival
        of a frame takes as long as the update itself.

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
    Gauss–Newton finds the mode in the normal scores of the judgements. Draws of Student's t about it, and a tenth from the
    prior, are weighted by the exact likelihood and resampled. Below an effective size of 200 stages are added, each drawn
    about the mean and covariance of tempered weights; all draws count together. Numbers that may be zero are
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
    if isinstance(how, PosteriorDraws):
        raise QuestionError(
            "These draws were learned from cases already. Give all cases to one update, and a number to draws=."
        )
    known = None if frame is None else _read(model, frame)
    asked = _Asked(known, cases, tuple(episodes))
    taught = asked.told
    if not (known or episodes):
        return _untaught(model, how, cases, taught)
    likelihood = asked.likelihood(model, how.correlation)
    likelihood.require_possible()
    numbers = likelihood.numbers
    if not len(numbers):
        raise QuestionError(
            f"No number of {model.name} that varies bears on what is known of the cases. Give the columns of variables with "
            "causes, and judgements with a range."
        )
    found = posterior(likelihood, how.n, stream(how.seed, "update"))
    values = numbers.by_name(found.resampled(how.n, stream(how.seed, "resampling")))
    weigh = known is None if rivals is None else rivals
    return _learned(
        model,
        how,
        numbers,
        values,
        cases=cases,
        learned_from=taught,
        rows=0 if known is None else len(known),
        episodes=asked.episodes,
        rivals=_weighed(model, asked, how, found) if weigh else (),
        notes=_notes(asked, found),
        ess=found.effective_size,
        proposals=found.values.shape[1],
        stages=found.stages,
        log_evidence=found.log_evidence,
    )


def _read(model: CausalModel, frame: CaseFrame) -> Cases:
    states = {v: x.states for v, x in model.variables.items()}
    return read_cases(frame, states, missing=True, partial=True, no_rows=True)


@dataclass(frozen=True, eq=False)
class _Asked:
    """The cases."""

    rows: Cases | None
    cases: str
    episodes: tuple[Episode, ...]

    def __post_init__(self) -> None:
        if self.rows is None and not self.episodes:
            raise QuestionError("There is nothing to learn from: give a frame, episodes=, or both.")
        if self.rows is not None and not self.cases.strip():
            raise QuestionError(
                "Say what the rows are, in the plural: cases='firms'. It is printed wherever these draws are used."
            )

    @property
    def told(self) -> str:
        """The number of cases with what they are."""
        parts: list[str] = []
        if self.rows is not None:
            parts.append(lazy("{count:,} {cases}", count=len(self.rows), cases=self.cases))
        if self.episodes:
            count = len(self.episodes)
            parts.append(lazy_counted(count, "{count} episode", "{count:,} episodes"))
        return lazy_series(parts)

    def evidence(self, model: CausalModel) -> tuple[list[CaseEvidence], frozenset[str]]:
        """What they say of a model, and the variables whose influences bear on it."""
        found: list[CaseEvidence] = []
        effects: frozenset[str] = frozenset()
        if self.rows is not None and len(self.rows):
            rows = RowLikelihood.of(model, {v: self.rows.column(v) for v in self.rows.states})
            found, effects = [RowEvidence(rows)], frozenset(rows.names)
        if self.episodes:
            directions = DirectionEvidence(model, self.episodes)
            found, effects = [*found, directions], effects | directions.effects
        return found, effects

    def likelihood(self, model: CausalModel, correlation: float) -> LogLikelihood:
        """The likelihood of a model's numbers."""
        evidence, effects = self.evidence(model)
        lagged = any(e.at for e in self.episodes)
        numbers = NormalScores.of(model, effects, correlation, lagged=lagged)
        return LogLikelihood(numbers, _certain(model), evidence)


def _weighed(
    model: CausalModel, asked: _Asked, how: Draws, found: Posterior
) -> tuple[RivalWeight, ...]:
    """The Bayes factor of each rival: over the posterior where there are rows, else over draws from the judgements."""

    def plausibility(variant: CausalModel) -> tuple[float, float]:
        if asked.rows is None:
            evidence, _ = asked.evidence(variant)
            return log_mean(at_every_point(evidence, sampled(variant, how).along()))
        own = posterior(
            asked.likelihood(variant, how.correlation), how.n, stream(how.seed, "update")
        )
        return own.log_evidence, own.log_error

    if not model.rivals:
        return ()
    base = (found.log_evidence, found.log_error) if asked.rows else plausibility(model)
    weights = []
    for name in model.rivals:
        log, error = plausibility(model.admitting(name))
        factor = float(np.exp(np.clip(log - base[0], -700, 700)))
        weights.append(RivalWeight(name, factor, float(np.hypot(error, base[1]))))
    return tuple(weights)


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


def _notes(asked: _Asked, found: Posterior) -> tuple[str, ...]:
    notes: list[str] = []
    if found.effective_size < STAGED:
        notes.append(lazy("The effective sample is small: take shares of draws for rough."))
    if asked.rows is not None:
        notes.append(lazy(PRINCIPLE, cases=asked.cases))
        if asked.rows.absent:
            notes.append(unmeasured_note(asked.rows.absent, asked.cases))
        notes += asked.rows.notes
    notes += [lazy(READ_AS[how]) for how in dict.fromkeys(e.read_as for e in asked.episodes)]
    return tuple(notes)


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


def _digest(values: Mapping[str, Array]) -> str:
    told = blake2b(digest_size=16)
    for name, own in values.items():
        told.update(name.encode())
        told.update(np.ascontiguousarray(own).data)
    return told.hexdigest()
