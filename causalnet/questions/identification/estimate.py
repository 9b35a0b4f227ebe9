"""Estimation: the value of an estimand in figures, with its sampling error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph, whole_percent
from causalnet.boundary.checks import public
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.model.grammar.finding import findings
from causalnet.model.grammar.intervention import do
from causalnet.network.cases import CaseFrame, observed_states, read_cases
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.identification.distributions import (
    NetworkDistribution,
    RowDistribution,
    TwoPopulations,
)
from causalnet.questions.identification.estimand import probabilities
from causalnet.questions.identification.evaluation import (
    Distributed,
    cells_needed,
    evaluate,
)
from causalnet.questions.identification.identification_answer import Identification
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose
from causalnet.questions.sentences.standing import chances_told, posed_lead

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EstimatedEffect", "estimate"]

Array = NDArray[np.float64]
MOST_CELLS = 10_000_000
RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class EffectCell:
    """One state of the outcome under one setting.

    Attributes
    ----------
    done, given : mapping from str to str
        The setting, and what is seen after it.
    state : str
    probability : float
        NaN where the figures do not settle it.
    interval : (float, float) or None
        The 90% bootstrap interval; None where the figures themselves do not settle it.
    settled : float
        The share of the resamples that settle it; the interval is of those.
    """

    done: Mapping[str, str]
    given: Mapping[str, str]
    state: str
    probability: float
    interval: tuple[float, float] | None = None
    settled: float = 1.0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EstimatedEffect(Answer):
    """An effect as an estimand gives it from figures.

    Attributes
    ----------
    identification : Identification
        The estimand and how it was found.
    cells : tuple of EffectCell
        The probability of every state of the outcome under every setting of the causes.
    rows : int or None
        The number of rows of a frame; None for a network.
    resamples : int
        The number of bootstrap resamples.
    """

    identification: Identification
    cells: tuple[EffectCell, ...]
    rows: int | None = None
    resamples: int = 0

    @property
    def undefined(self) -> int:
        """The number of cells that the figures do not settle."""
        return sum(bool(np.isnan(cell.probability)) for cell in self.cells)

    @property
    def sentence(self) -> str:
        """What was estimated, from what."""
        if self.rows == 1:
            figures = tr("one row")
        else:
            figures = tr("{count:,} rows", count=self.rows) if self.rows else tr("a network")
        first, *others = self._settings
        told = tr(
            "Estimated from {figures}: {clause}.", figures=figures, clause=self._clause(first)
        )
        last = [tr("{clause}.", clause=capital(self._clause(others[-1])))] if others else []
        return prose([told, *last])

    @property
    def _settings(self) -> list[list[EffectCell]]:
        """The cells of each setting, one for every state of the outcome."""
        length = len(dict.fromkeys(cell.state for cell in self.cells))
        cells = list(self.cells)
        return [cells[i : i + length] for i in range(0, len(cells), length)]

    def _clause(self, cells: Sequence[EffectCell]) -> str:
        """The outcome under one setting."""
        found, say = self.identification, Phrasing(self.identification.source)
        done = found.soft or do(**cells[0].done)
        lead = posed_lead(say, done, findings(cells[0].given))
        p = np.array([cell.probability for cell in cells])
        if np.isnan(p).any():
            return tr(
                "{lead}the figures do not settle {outcome}",
                lead=lead,
                outcome=say.name(found.outcome),
            )
        return lead + chances_told(say, found.outcome, [cell.state for cell in cells], p)

    @property
    def table(self) -> AnswerTable[EffectCell]:
        """A row for every state under every setting."""
        words, outcome = ModelLabels(self.identification.source), self.identification.outcome
        columns: list[Column[EffectCell]] = [
            Column(
                "done",
                lambda c: dict(c.done),
                tr("set") if self.identification.causes else None,
                lambda c: _named(words, c.done),
                "<",
            ),
            Column(
                "given",
                lambda c: dict(c.given),
                tr("given") if self.identification.given else None,
                lambda c: _named(words, c.given),
                "<",
            ),
            Column(
                "state",
                lambda c: c.state,
                words.shown(outcome),
                lambda c: words.state(outcome, c.state),
                "<",
            ),
            Column("probability", lambda c: c.probability, "P", _share),
        ]
        if self.resamples:
            columns += [
                Column("low", lambda c: (c.interval or (np.nan, np.nan))[0]),
                Column("high", lambda c: (c.interval or (np.nan, np.nan))[1]),
                Column(
                    "interval",
                    None,
                    "90%",
                    lambda c: "[{:.3f}, {:.3f}]".format(*c.interval) if c.interval else "",
                ),
            ]
        return AnswerTable(self.cells, columns)

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every state under every setting."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        notes = [tr("Estimand: {formula}.", formula=self.identification.formula)]
        if self.undefined:
            notes.append(
                tr(
                    "Not settled: {count:,} of {all:,}. Some combination that they condition on does not occur in the figures.",
                    count=self.undefined,
                    all=len(self.cells),
                )
            )
        if self.resamples:
            notes.append(
                tr(
                    "Intervals from {count:,} bootstrap resamples of the rows; they say nothing of whether the graph is right.",
                    count=self.resamples,
                )
            )
        if (least := min((cell.settled for cell in self.cells), default=1.0)) < 1:
            notes.append(
                tr(
                    "In up to {share} of the resamples a combination that is conditioned on does not occur; these are left out of the interval.",
                    share=whole_percent(1 - least),
                )
            )
        return (self.table.sheet(paragraph(self.sentence), notes),)


def _named(words: ModelLabels, states: Mapping[str, str]) -> str:
    return tr(", ").join(f"{words.shown(v)} = {words.state(v, s)}" for v, s in states.items())


def _share(cell: EffectCell) -> str:
    return tr("not settled") if np.isnan(cell.probability) else f"{cell.probability:.3f}"


@public
def estimate(
    found: Identification,
    figures: Network | pd.DataFrame | Mapping[str, Sequence[object]],
    *,
    elsewhere: Network | pd.DataFrame | Mapping[str, Sequence[object]] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> EstimatedEffect:
    """Evaluate the estimand of `identify` on a network or on the rows of a frame.

    Parameters
    ----------
    found : Identification
        Of an effect that is identified.
    figures : Network, pandas.DataFrame or mapping from name to sequence
        A network whose variables have the names of the estimand; or a frame with a column for each of them, which
        holds the names of states. States are ordered as in the model that was asked, else as they sort.
    elsewhere : Network, pandas.DataFrame or mapping, optional
        For an effect that was identified with ``differ=``: the other population, as a network, or as the rows of an experiment in
        which the causes were set at random.
    resamples : int, default 1,000
        The number of bootstrap resamples of a frame; 0 for no intervals.
    seed : int, default 0
        For the resamples.

    Returns
    -------
    EstimatedEffect

    Raises
    ------
    QuestionError
        If the effect is not identified, or a column has empty or unknown cells.
    UnknownNameError
        If a variable of the estimand is missing.

    Notes
    -----
    It plugs observed shares into the estimand. That is consistent, but with few rows to a combination it is noisy: look at
    `Identification.largest_table` first. An interval speaks of the chance of sampling alone.

    References
    ----------
    B. Efron (1979), "Bootstrap methods: another look at the jackknife", *Annals of Statistics* 7(1).

    Examples
    --------
    >>> import causalnet as cn
    >>> ward = cn.load("treatment")
    >>> found = cn.identify(ward, "recovery", under="treatment")
    >>> print(cn.estimate(found, cn.compile_model(ward)))
    Estimated from a network: after setting treatment to no, recovery is no (48%)
    or yes (52%). After the proposal “treat everyone”, recovery is no (33%) or yes
    (67%).
    set              recovery      P
    treatment = no   no        0.479
    treatment = no   yes       0.521
    treatment = yes  no        0.333
    treatment = yes  yes       0.667
    Estimand: Σ_severity P(recovery | treatment, severity) P(severity).
    """
    if found.estimand is None:
        raise QuestionError(
            f"{found.question} is not identified, so there is nothing to estimate. {found.sentence}"
        )
    _require_populations(found, elsewhere)
    parts = [figures] if elsewhere is None else [figures, elsewhere]
    named = [_names(found, elsewhere=place > 0) for place in range(len(parts))]
    states = _states(found, parts, named)
    cells = cells_needed(found.estimand, {v: len(own) for v, own in states.items()})
    if cells > MOST_CELLS:
        raise QuestionError(
            f"The estimand needs a table of {cells:,} cells; the most is {MOST_CELLS:,}. Measure less, or merge states."
        )
    read = [
        None
        if isinstance(f, Network)
        else RowDistribution(read_cases(f, {v: states[v] for v in own}))
        for f, own in zip(parts, named, strict=True)
    ]
    fixed = [
        NetworkDistribution(f) if isinstance(f, Network) else r
        for f, r in zip(parts, read, strict=True)
    ]
    value, drawn = _effect(found, _together(fixed), states), None
    rows = sum(int(r.counts.sum()) for r in read if r is not None) or None
    if resamples and rows:
        rng, each = np.random.default_rng(seed), []
        for _ in range(resamples):
            again = [f if r is None else r.resampled(rng) for f, r in zip(fixed, read, strict=True)]
            each.append(_effect(found, _together(again), states))
        drawn = np.stack(each)
    return EstimatedEffect(
        found, _cells(found, states, value, drawn), rows, resamples if rows else 0
    )


def _require_populations(found: Identification, elsewhere: object) -> None:
    if found.needs_experiment and elsewhere is None:
        raise QuestionError(
            f"{found.question} needs the experiment of the other population: give its rows, or a network, as elsewhere=."
        )
    if elsewhere is not None and not found.needs_experiment:
        raise QuestionError(
            f"{found.question} is had from the figures of this population alone: leave elsewhere= out."
        )


def _names(found: Identification, *, elsewhere: bool) -> list[str]:
    """The variables that the estimand needs of one of the populations."""
    terms = [] if found.estimand is None else [*probabilities(found.estimand)]
    named = {v for p in terms if p.elsewhere == elsewhere for v in (*p.outcome, *p.given, *p.done)}
    # Where the experiment tells all, the outcome stands for what is here.
    own = named if elsewhere or found.needs_experiment else named | {*found.causes}
    return sorted(own or {found.outcome})


def _together(parts: Sequence[Distributed | None]) -> Distributed:
    """One population, or this one and another."""
    known = [p for p in parts if p is not None]
    return known[0] if len(known) == 1 else TwoPopulations(*known)


def _states(
    found: Identification,
    parts: Sequence[Network | CaseFrame],
    named: Sequence[Sequence[str]],
) -> dict[str, tuple[str, ...]]:
    """The states of the variables: those of a network or the model, else those of the frames as they sort."""
    states: dict[str, tuple[str, ...]] = {v: tuple(own) for v, own in found.states.items()}
    for figures, names in zip(parts, named, strict=True):
        if isinstance(figures, Network):
            states |= {v: figures.states[v] for v in names}
            continue
        for v, own in observed_states(figures, [v for v in names if v not in found.states]).items():
            states[v] = tuple(sorted({*own, *states.get(v, ())}))
    return states


def _effect(found: Identification, of: Distributed, states: Mapping[str, Sequence[str]]) -> Array:
    """The effect, with an axis for each cause, each given variable and the outcome; NaN where it is not settled."""
    if found.estimand is None:
        raise QuestionError(f"{found.question} is not identified.")
    table = evaluate(found.estimand, of)
    asked = (*found.causes, *found.given, found.outcome)
    others = tuple(v for v in table.names if v not in asked)
    values, undefined = table.spread((*others, *asked))
    values = np.where(undefined, np.nan, values)
    if others:
        # The estimand does not depend on these where it is settled: their mean, as they are distributed.
        weight = of.joint(others).reshape(*values.shape[: len(others)], *[1] * len(asked))
        weight = np.where(np.isnan(values), 0.0, weight)
        axes = tuple(range(len(others)))
        total = weight.sum(axis=axes)
        weighted = (np.nan_to_num(values) * weight).sum(axis=axes)
        values = np.divide(weighted, total, where=total > 0, out=np.full(total.shape, np.nan))
    return np.asarray(np.broadcast_to(values, tuple(len(states[v]) for v in asked)))


def _cells(
    found: Identification, states: Mapping[str, Sequence[str]], value: Array, drawn: Array | None
) -> tuple[EffectCell, ...]:
    """Every state of the outcome under every setting, with the middle 90% of the resamples."""
    asked = (*found.causes, *found.given, found.outcome)
    cells = []
    for index in np.ndindex(value.shape):
        own = {v: states[v][i] for v, i in zip(asked, index, strict=True)}
        interval, settled = None, 1.0
        if drawn is not None and not np.isnan(value[index]):
            here = drawn[:, *index]
            here = here[~np.isnan(here)]
            settled = here.size / len(drawn)
            interval = tuple(map(float, np.quantile(here, (0.05, 0.95)))) if here.size else None
        done, given = ({v: own[v] for v in part} for part in (found.causes, found.given))
        cells.append(
            EffectCell(
                done,
                given,
                own[found.outcome],
                float(value[index]),
                cast("tuple[float, float] | None", interval),
                settled,
            )
        )
    return tuple(cells)
