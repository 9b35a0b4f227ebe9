"""Effects: what one intervention changes, held against another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, signed, unsigned
from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING, Scale, Size
from causalnet.model.grammar.finding import Given, findings
from causalnet.model.grammar.intervention import Intervention, scheduled
from causalnet.model.grammar.itself_set import itself_set
from causalnet.model.judgements.draws import Draws
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.effects.later_period import later_question, of_model, outcome_by_period
from causalnet.questions.effects.query import query
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.arrival import ArmsOverTime, first_period
from causalnet.questions.query.distribution import Distribution
from causalnet.questions.query.downstream_evidence import alone_note, kept_weights, observed_after
from causalnet.questions.query.measure import Measure, Outcome, measure_of
from causalnet.questions.query.mutilate import mutilate
from causalnet.questions.query.paths import (
    PathKind,
    blocking,
    differing,
    idle_in_both,
    is_still,
    path_in,
)
from causalnet.questions.query.question import NOTHING_DONE
from causalnet.questions.sentences.change import MovedOutcome, besides, chances_from
from causalnet.questions.sentences.numbers import numbers_behind
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose
from causalnet.questions.sentences.still import still_told, why_still
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.later_paths import LaterPath, later_path
from causalnet.questions.time.inquiry import Inquiry
from causalnet.questions.voice_split import over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Effect", "effect"]


class Quantity(NamedTuple):
    """One probability, or the expected level, in either arm."""

    quantity: str
    state: str
    under: float
    versus: float

    @property
    def change(self) -> float:
        return self.under - self.versus

    def name(self, state: str) -> str:
        """Its printed name, with the label of its state."""
        if self.quantity == "P(state)":
            return state
        return tr("at least {state}", state=state) if self.state else tr("expected level")


@dataclass(frozen=True, eq=False, repr=False)
class Effect(Answer):
    """The contrast between two interventions on one outcome.

    Attributes
    ----------
    under, versus : Distribution
        The outcome in the two arms.
    path : {"within a period", "by observing alone", "blocked by what is observed", "lagged only", "no path"}
        The way by which the difference between the arms can reach the outcome; but for the first two, the contrast is zero
        by structure and it says so.
    measure : Measure
        The measure of the change: the expected level, or the probability of the state that was named.
    estimate : Estimate
        The change in what is measured: value, error, and over draws median, interval and shares.
    notes : tuple of str
        On what is observed downstream of what either arm sets, and in a later period on how it was come by.
    blocking : tuple of str
        The findings on the paths from what differs between the arms to the outcome.
    """

    under: Distribution
    versus: Distribution
    path: PathKind
    measure: Measure
    estimate: Estimate
    notes: tuple[str, ...] = ()
    blocking: tuple[str, ...] = ()

    @property
    def at(self) -> int:
        """The period in which the outcome is read."""
        return self.under.question.at

    @property
    def scale(self) -> Scale:
        """The scale of the change."""
        return self.measure.scale

    @property
    def by_definition(self) -> bool:
        """Whether the outcome is itself set, so that what it does is so by definition."""
        return itself_set(self.outcome, self.under.question.under, self.versus.question.under)

    @property
    def size(self) -> Size:
        """The size of the change in what is measured: negligible, small, moderate or large."""
        return self.scale.size(self.level)

    @property
    def is_chance(self) -> bool:
        """Whether the change, drawn or simulated, is within two standard errors of zero."""
        return not is_still(self.path) and self.estimate.is_chance

    @property
    def change(self) -> NDArray[np.float64]:
        """Change in the probability of each state, shape (states,)."""
        return np.asarray(self.under.p - self.versus.p)

    @property
    def level(self) -> float:
        """Change in expected level, in states; of a question about one state, in its probability."""
        return self.estimate.value

    @public
    def __getitem__(self, state: str) -> float:
        """Change in the probability of one state."""
        return self.under[state] - self.versus[state]

    @public
    def at_least(self, state: str) -> float:
        """Change in P(outcome ≥ state)."""
        return self.under.at_least(state) - self.versus.at_least(state)

    @property
    def outcome(self) -> str:
        """The outcome."""
        return self.under.question.outcome[0]

    @property
    def table(self) -> AnswerTable[Quantity]:
        """A row for every state, for every threshold, and for the expected level."""
        a, b = self.under, self.versus
        states, labels = a.states[0], ModelLabels(self.under.provenance.source)
        shown = partial(labels.state, self.outcome)
        rows = [Quantity("P(state)", s, a[s], b[s]) for s in states]
        if self.measure.state is None:
            at_least = (
                Quantity("P(at least)", s, a.at_least(s), b.at_least(s)) for s in states[1:]
            )
            rows += [*at_least, Quantity("expected level", "", a.level, b.level)]
        columns: list[Column[Quantity]] = [
            Column("quantity", lambda x: x.quantity, "", lambda x: x.name(shown(x.state)), "<"),
            Column("state", lambda x: x.state),
            Column("under", lambda x: x.under, tr("under"), lambda x: unsigned(x.under, ".3f")),
            Column("versus", lambda x: x.versus, tr("versus"), lambda x: unsigned(x.versus, ".3f")),
            Column("change", lambda x: x.change, tr("change"), lambda x: signed(x.change)),
        ]
        return AnswerTable(rows, columns)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: quantity, state, under, versus, change."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        table = self.table
        # At least the highest state is the highest state, which has its line already.
        twice = ("P(at least)", self.under.states[0][-1])
        rows = [x for x in table.rows if (x.quantity, x.state) != twice]
        only = ["quantity", "versus", "under", "change"]
        sheet = table.sheet(self.sentence, self._notes(), rows=rows, only=only)
        voices = self.estimate.voices
        return (sheet, voices.sheet()) if voices else (sheet,)

    def _notes(self) -> list[str]:
        """What stands below the table."""
        notes, estimate = [self.say.note(note) for note in self.notes], self.estimate
        what = self.measure.told_quantity(self.say.labels)
        if estimate.drawn:
            told = tr(
                "Change in {what}: median and middle 90% {estimate}, {error}.",
                what=what,
                estimate=estimate,
                error=estimate.told_error,
            )
            notes = [over_draws(self.under.provenance.draws or estimate.told_draws), told, *notes]
        elif estimate.error:
            told = tr(
                "Standard error of the change in {what}: {error:.4f}.",
                what=what,
                error=estimate.error,
            )
            notes = [told, *notes]
        if is_still(self.path):
            return [self._zero(), *notes]
        alone = [tr("The change comes by observing alone.")]
        seen = alone if self.path == "by observing alone" else []
        return [*self.scale.own_legend(), *seen, *notes]

    def _zero(self) -> str:
        """That the structure alone leaves no change."""
        why = tr(self.path)
        if self.path != "lagged only" and self.later is None:
            return tr("Zero by structure, not by size ({why}).", why=why)
        if self.at:
            return tr(
                "Zero by structure by period {period}, not by size ({why}).",
                period=self.at,
                why=why,
            )
        return tr("Zero by structure within a period, not by size ({why}).", why=why)

    @property
    def sentence(self) -> str:
        """The answer to quote: direction, size, the numbers behind it, and what is peculiar about it."""
        later = self.later.sentence(self.say.name(self.outcome)) if self.later else ""
        asked = self.under.question
        lead = self.say.lead(asked.given, self.at, within=self.later is not None)
        action = self.say.action(asked.under, self.versus.question.under)
        if is_still(self.path):
            still = tr("{lead}{clause}.", lead=lead, clause=self._still(action))
            return prose([capital(still), later])
        outcome = MovedOutcome.of(self.under.provenance.source, self.measure)
        arms = [chances_from(self.versus.p), chances_from(self.under.p)]
        clause = outcome.moved(action, self.level, survival=arms, error=self.estimate.error)
        told = tr("{lead}{clause}{numbers}.", lead=lead, clause=clause, numbers=self.numbers)
        # A level may stay where it is while probabilities move about it.
        moves = abs(self.level) < NOTHING <= abs(self.change).max() and not self.is_chance
        itself = self.say.name(self.outcome) if self.by_definition else ""
        more = besides(itself, moves=moves, alone=self.path == "by observing alone")
        return prose([capital(told), *more, later])

    @property
    def say(self) -> Phrasing:
        """The words for the model's parts."""
        return Phrasing(self.under.provenance.source)

    def _still(self, action: str) -> str:
        """The clause for an outcome that the structure leaves where it is."""
        why = why_still(
            self.say, self.path, self.outcome, self.blocking, same=self.same, since=self._since
        )
        late, name = self.path == "lagged only" and not self.at, self.say.name(self.outcome)
        return still_told(action, name, why, late=late)

    @cached_property
    def later(self) -> LaterPath | None:
        """A path that acts only in later periods, and leads elsewhere than the change within the period."""
        source, arms = self.under.provenance.source, (self.under.question, self.versus.question)
        if not isinstance(source, CausalModel):
            return None
        return later_path(
            source,
            Arms(source, arms[0].under, arms[1].under),
            self.outcome,
            {0: arms[0].given},
            self.path,
            at=self.at,
            change=self.measure.upward(self.level),
        )

    @property
    def same(self) -> bool:
        """Whether the two arms are the same."""
        return self.under.question.under == self.versus.question.under

    @cached_property
    def _since(self) -> int | None:
        """The first period in which an outcome is reached that lagged influences alone lead to."""
        source = self.under.provenance.source
        if self.path != "lagged only" or not isinstance(source, CausalModel):
            return None
        arms = scheduled(self.under.question.under), scheduled(self.versus.question.under)
        return first_period(source, self.outcome, arms, {0: self.under.question.given})

    @property
    def numbers(self) -> str:
        """The numbers behind the answer, as the end of a sentence; empty for those of a network."""
        drawn = self.estimate.drawn
        return numbers_behind(self.under.provenance, len(self.estimate.points) if drawn else 0)


@public
def effect(
    model: CausalModel | Network,
    outcome: Outcome,
    *,
    under: Intervention | None,
    versus: Intervention | None = None,
    given: Given | None = None,
    at: int = 0,
    draws: int | Draws | None = None,
) -> Effect:
    """The change in an outcome under `under` compared with `versus`, in the present period or by a later one.

    The contrast is on every state. Where the states are ordered, as those of elicited models are, it is also
    on P(at least s) for every s, and on the expected level. Otherwise ask about one state, as every verb
    that measures a change does: the probabilities of all states are printed beside it.

    Parameters
    ----------
    model : CausalModel or Network
    outcome : str or (str, str)
        A single variable, or a variable and the state that the change is measured by. A network whose states are
        not declared ordered needs the state.
    under, versus : Intervention
        The two arms. Default of `versus`: ``do()``, the world as it is.
    given : mapping, optional
        Findings in both arms, after the intervention, in the present period.
    at : int, default 0
        The period in which the outcome is read. The arms are held from period 0 on, and lagged influences act until
        then. 0: within the present period.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: its central network alone.
        Both arms share every draw.

    Returns
    -------
    Effect

    References
    ----------
    J. Pearl (2009), *Causality*, definition 3.2.1 (causal effect).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> print(cn.effect(lawn, ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no")))
    Setting rain to yes rather than to no raises the probability that wet is yes a
    lot: by 70 percentage points (10% → 80%).
         versus  under  change
    no    0.900  0.200  -0.700
    yes   0.100  0.800  +0.700
    """
    network = network_of(model, None if at else draws)
    measure = measure_of(model, network, outcome, verb="effect")
    name = measure.outcome
    if at:
        asked = later_question(findings(given), name, at, draws)
        return _later(
            of_model(model), measure, (under or NOTHING_DONE, versus or NOTHING_DONE), asked
        )
    a = query(model, name, under=under, given=given, draws=draws)
    b = query(model, name, under=versus, given=given, draws=draws)
    arms, found = (a.question.under, b.question.under), a.question.given
    graphs = [mutilate(network, arm).parents for arm in arms]
    changed = differing(*arms)
    path = path_in(model, graphs, (name,), changed, found, idle_in_both(model, arms))
    notes = observed_after(graphs, (*arms[0].touched, *arms[1].touched), changed, name, found)
    notes = (*notes, *kept_weights(network, found))
    change = measure.weights @ (_in_draws(a) - _in_draws(b))
    drawn = a.drawn is not None or b.drawn is not None
    estimate = Estimate(change, drawn=drawn, pooled=a.provenance.pooled if drawn else None)
    seen = blocking(graphs, changed, (name,), found) if found else ()
    return Effect(a, b, path, measure, estimate, notes, tuple(seen))


def _in_draws(answer: Distribution) -> NDArray[np.float64]:
    """The probabilities in every draw, shape (states, draws); without draws there is one column."""
    return answer.p[:, None] if answer.drawn is None else answer.drawn


def _later(
    model: CausalModel, measure: Measure, arms: tuple[Intervention, Intervention], asked: Inquiry
) -> Effect:
    """The effect by a later period, both arms in the same random numbers."""
    found = outcome_by_period(model, asked, arms)
    under, versus = found.answers
    # Of the difference, repetition by repetition: most of the noise of either arm is not in it.
    change = np.tensordot(measure.weights, found.p[0] - found.p[1], axes=1)
    estimate = Estimate(change, drawn=asked.drawn(len(change)), unseen=found.unseen)
    timed = scheduled(arms[0]), scheduled(arms[1])
    read = ArmsOverTime(model, measure.outcome, timed, asked.last, asked.given, course=False)
    path, seen = read.path(), read.blocking()
    notes = found.notes
    if path == "by observing alone":
        seen_today = [*asked.given.get(0, ())]
        notes = (*notes, alone_note(differing(*arms), measure.outcome, seen_today, at=asked.last))
    return Effect(under, versus, path, measure, estimate, notes, tuple(seen))
