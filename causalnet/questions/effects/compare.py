"""Comparisons: many interventions side by side, each against the world as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, signed, unsigned
from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import ArgumentError, QuestionError, shown, unknown
from causalnet.language.translate import template, tr, trn
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.judgements.draws import Draws
from causalnet.network.network import Network
from causalnet.questions.effects.effect import Effect, effect
from causalnet.questions.query.distribution import Distribution
from causalnet.questions.query.downstream_evidence import without_note
from causalnet.questions.query.measure import Outcome, measure_of
from causalnet.questions.query.paths import WITHIN_A_PERIOD, is_still, path_notes
from causalnet.questions.sentences.change import MovedOutcome, chances_from
from causalnet.questions.sentences.phrasing import Phrasing, capital, comma_list, prose, series
from causalnet.questions.sentences.still import why_unreached
from causalnet.questions.signs.later_paths import later_notes
from causalnet.questions.ties import leading
from causalnet.questions.voice_split import BETWEEN, column_between, over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Comparison", "compare"]

SAME = template("the same")


class ComparedArm(NamedTuple):
    """One world: what it is called, the outcome in it, and what it changes; None of the arm of comparison."""

    name: str
    answer: Distribution
    effect: Effect | None = None

    def told(self, text: Callable[[Effect], str]) -> str:
        """A change in words; empty for one that is zero by structure."""
        return (
            text(self.effect) if self.effect is not None and not is_still(self.effect.path) else ""
        )

    @property
    def change(self) -> str:
        """The change in what is measured, or why there is none."""
        if self.effect is None or not is_still(self.effect.path):
            return self.told(lambda e: signed(e.level))
        return tr(SAME if self.effect.same else self.effect.path)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison(Answer):
    """Scenarios against one and the same other arm, on one or several outcomes.

    Attributes
    ----------
    outcomes : tuple of str
        The measure that is compared.
    effects : mapping from scenario to mapping from outcome to Effect
        The contrasts; ``comparison["scenario", "outcome"]`` is one of them.
    """

    outcomes: tuple[str, ...]
    effects: Mapping[str, Mapping[str, Effect]]

    def __getitem__(self, key: tuple[str, str]) -> Effect:
        if not isinstance(key, tuple) or len(key) != 2:
            raise ArgumentError(
                f"Give a scenario and an outcome, [scenario, outcome], got {shown(key)}."
            )
        scenario, outcome = key
        if not isinstance(scenario, str) or scenario not in self.effects:
            raise unknown("scenario", scenario, self.effects)
        if outcome not in self.outcomes:
            raise unknown("outcome", outcome, self.outcomes)
        return self.effects[scenario][outcome]

    def to_frame(self) -> pd.DataFrame:
        """A long frame: scenario, outcome, quantity, state, under, versus, change, path."""
        import pandas as pd

        return pd.concat(
            [
                e.to_frame().assign(scenario=scenario, outcome=outcome, path=e.path)
                for scenario, row in self.effects.items()
                for outcome, e in row.items()
            ],
            ignore_index=True,
        )[["scenario", "outcome", "quantity", "state", "under", "versus", "change", "path"]]

    @property
    def sentence(self) -> str:
        """For each outcome, the scenario that changes it most, and by how much."""
        return prose([_sentence(name, self._of(name)) for name in self.outcomes])

    def _of(self, outcome: str) -> dict[str, Effect]:
        """The contrasts on one outcome, by scenario."""
        return {scenario: row[outcome] for scenario, row in self.effects.items()}

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as: one for each outcome."""
        own = [self._sheet(outcome) for outcome in self.outcomes]
        first = next(iter(self.effects.values()))
        legends = [
            tr("size: {legend}.", legend=first[name].scale.legend()) for name in self.outcomes
        ]
        if len(set(legends)) == 1:
            return (*own[:-1], own[-1].noting(legends[0]))
        return tuple([sheet.noting(told) for sheet, told in zip(own, legends, strict=True)])

    @public
    def table(self, outcome: str) -> AnswerTable[ComparedArm]:
        """A row for the other arm, and one for every scenario."""
        if outcome not in self.outcomes:
            raise unknown("outcome", outcome, self.outcomes)
        effects = self._of(outcome)
        first = next(iter(effects.values()))
        base, measure = first.versus, first.measure
        labels, top = first.say.labels, base.states[0][-1]
        level = tr("level") if measure.state is None else measure.told_quantity(labels)
        other = first.say.action(base.question.under) if base.question.under else tr("as it is")

        def number(arm: ComparedArm) -> float:
            return float(measure.weights @ arm.answer.p)

        columns: list[Column[ComparedArm]] = [
            Column("scenario", lambda x: x.name, tr("scenario"), self._named, "<"),
            Column("level", number, level, lambda x: unsigned(number(x), ".3f")),
            Column("change", None, tr("change"), lambda x: x.change),
            Column("size", None, tr("size"), lambda x: x.told(_sized), "<"),
        ]
        if measure.state is None:
            columns += [
                Column(
                    "top",
                    None,
                    tr("P({state})", state=labels.state(outcome, top)),
                    lambda x: unsigned(x.answer[top], ".3f"),
                ),
                Column(
                    "top change", None, tr("change"), lambda x: x.told(lambda e: signed(e[top]))
                ),
            ]
        if any(e.estimate.drawn for e in effects.values()):
            columns.append(
                Column(
                    "between",
                    None,
                    tr("{what}, 90% of draws", what=level),
                    lambda x: x.told(_between),
                )
            )
        if base.provenance.pooled:
            columns.append(
                column_between(lambda x: None if x.effect is None else x.effect.estimate.voices)
            )
        arms = [ComparedArm(scenario, e.under, e) for scenario, e in effects.items()]
        return AnswerTable([ComparedArm(other, base), *arms], columns)

    def _named(self, arm: ComparedArm) -> str:
        """A scenario as it prints: by its name, or by what is done."""
        if arm.effect is None or arm.name != str(arm.effect.under.question.under):
            return arm.name
        return arm.effect.say.action(arm.effect.under.question.under)

    def _sheet(self, outcome: str) -> Sheet:
        effects = self._of(outcome)
        first = next(iter(effects.values()))
        base = first.versus
        notes = path_notes(e.path for e in effects.values() if not e.same)
        if any(e.same for e in effects.values()):
            notes.append(tr("the same: what is done is the same in both arms."))
        told = first.say.name(outcome)
        notes += later_notes((name, told, e.later, e.at) for name, e in effects.items())
        notes += _evidence(first.say, {name: e.notes for name, e in effects.items()})
        estimates = [e.estimate for e in effects.values()]
        drawn = any(estimate.drawn for estimate in estimates)
        if not drawn and (error := max(estimate.error for estimate in estimates)):
            notes.append(
                tr(
                    "Standard errors of the changes in {what} up to {error:.4f}.",
                    what=first.measure.told_quantity(first.say.labels),
                    error=error,
                )
            )
        if any(e.by_definition for e in effects.values()):
            notes.append(tr("by definition: {outcome} is itself set.", outcome=told))
        if drawn:
            count = max(len(estimate.points) for estimate in estimates)
            draws = base.provenance.draws or trn(count, "1 draw", "{count:,} draws")
            notes.append(over_draws(draws))
            notes += [tr(BETWEEN)] if base.provenance.pooled else []
        return self.table(outcome).sheet(_sentence(outcome, effects), notes, folds=True)


def _sentence(outcome: str, effects: Mapping[str, Effect]) -> str:
    """The scenario that changes an outcome most, and by how much."""
    first = next(iter(effects.values()))
    say = first.say
    reaching = {name: e for name, e in effects.items() if e.path == WITHIN_A_PERIOD}
    # A scenario that sets the outcome itself is no finding: it comes first only where there is no other.
    acting = {name: e for name, e in reaching.items() if not e.by_definition} or reaching
    equal = leading(acting, lambda name: abs(acting[name].level)) if acting else []
    later = {name: acting[name].later for name in equal}
    lead = say.lead(first.under.question.given, first.at, within=any(later.values()))
    clause = _most(outcome, effects, acting, equal)
    told = capital(tr("{lead}{clause}.", lead=lead, clause=clause))
    paths = [
        tr(
            "Of {action}: {sentence}",
            action=_named(name, acting[name]),
            sentence=path.sentence(say.name(outcome)),
        )
        for name, path in later.items()
        if path is not None
    ]
    return prose([told, *_rank(outcome, effects, acting, equal), *paths])


def _named(name: str, effect: Effect) -> str:
    """A scenario by its name, or by what is done where it has none."""
    done = effect.under.question.under
    return effect.say.action(done) if name == str(done) else tr("the scenario “{name}”", name=name)


def _most(
    outcome: str, effects: Mapping[str, Effect], acting: Mapping[str, Effect], equal: Sequence[str]
) -> str:
    """The main clause."""
    first = next(iter(effects.values()))
    name = first.say.name(outcome)
    if not acting:
        if all(e.same for e in effects.values()):
            return tr(
                "no scenario changes {outcome}: the two interventions are the same", outcome=name
            )
        why = why_unreached(e.path for e in effects.values() if not e.same)
        return tr("no scenario changes {outcome}: {why}", outcome=name, why=why)
    moved = MovedOutcome.of(first.under.provenance.source, first.measure)
    if all(e.is_chance for e in acting.values()):
        return tr("no scenario changes {outcome} by more than chance", outcome=moved.told)
    most = acting[equal[0]]
    if abs(most.level) < NOTHING:
        return tr("no scenario changes {outcome}", outcome=moved.told)
    survival = [chances_from(most.versus.p), chances_from(most.under.p)]
    return moved.moved(_named(equal[0], most), most.level, survival=survival) + most.numbers


def _rank(
    outcome: str, effects: Mapping[str, Effect], acting: Mapping[str, Effect], equal: Sequence[str]
) -> Iterator[str]:
    """Among how many scenarios it is the first."""
    if not acting or abs(acting[equal[0]].level) < NOTHING:
        return
    first, count = acting[equal[0]], len(effects)
    name = first.say.name(outcome)
    if len(equal) > 1:
        others = series([_named(name, acting[name]) for name in equal[1:]])
        yield tr("It changes as much, up or down, with {others}.", others=others)
    if count > 1 and len(acting) == count:
        yield tr("Of {count} scenarios none changes it more.", count=count)
    elif len(acting) > 1:
        yield tr(
            "Of the {count} scenarios that reach it along influences, without setting it, none changes it more.",
            count=len(acting),
        )
    if first.by_definition:
        yield tr("That is so by definition, because {outcome} is itself set.", outcome=name)


def _sized(effect: Effect) -> str:
    """The size of a change, and a note if it comes by definition or by observing alone."""
    if effect.by_definition:
        return comma_list([tr(effect.size), tr("by definition")])
    alone = effect.path == "by observing alone"
    return comma_list([tr(effect.size), *([tr(effect.path)] if alone else [])])


def _evidence(say: Phrasing, notes: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Notes on evidence downstream: once where they are the same of every scenario, else each of its own."""
    if len(set(notes.values())) == 1:
        return [say.note(note) for note in next(iter(notes.values()))]
    return [
        tr("{name}: {note}", name=name, note=without_note(say.note(note)))
        for name, own in notes.items()
        for note in own
    ]


def _between(effect: Effect) -> str:
    """The middle 90% of the draws of a change in level."""
    low, high = effect.estimate.interval()
    return f"[{signed(low)}, {signed(high)}]"


@public
def compare(
    model: CausalModel | Network,
    outcomes: Outcome | Sequence[Outcome],
    scenarios: Mapping[str, Intervention] | Sequence[Intervention],
    *,
    versus: Intervention | None = None,
    given: Given | None = None,
    at: int = 0,
    draws: int | Draws | None = None,
) -> Comparison:
    """Several interventions side by side, within the present period or by a later one.

    Parameters
    ----------
    model : CausalModel or Network
    outcomes : str, (str, str), or sequence of these
        The things to compare: variables, or a variable and the state whose probability is compared, as for
        `effect`. Of a raw network whose states are not declared ordered, a state must be named.
    scenarios : mapping from name to Intervention, or sequence of Intervention
        The possible interventions, e.g. ``model.interventions``.
    versus : Intervention, optional
        The other arm of every contrast. Default: the world as it is.
    given : mapping, optional
        Findings in all arms, in the present period.
    at : int, default 0
        The period in which the outcomes are read, as for `effect`.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: its central network alone.

    Returns
    -------
    Comparison

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> weather = {"drought": cn.do(rain="no"), "flood": cn.do(rain="yes")}
    >>> print(cn.compare(lawn, ("wet", "yes"), weather))
    The scenario “flood” raises the probability that wet is yes a lot: by 56
    percentage points (24% → 80%). Of 2 scenarios none changes it more.
    scenario  P(yes)  change  size
    as it is   0.240
    drought    0.100  -0.140  moderate
    flood      0.800  +0.560  large
    size: negligible under 1 percentage point, small under 5, moderate under 15,
    else large.
    """
    named = dict(scenarios) if isinstance(scenarios, Mapping) else {str(s): s for s in scenarios}
    network = network_of(model, None if at else draws)
    asked = [measure_of(model, network, one, verb="compare") for one in _each(network, outcomes)]
    if not named or not asked:
        raise QuestionError(
            "A comparison needs at least one outcome and one scenario, such as cn.do(x='high')."
        )
    if len({m.outcome for m in asked}) < len(asked):
        raise QuestionError(f"The outcomes {outcomes!r} must be distinct.")
    effects = {
        name: {
            m.outcome: effect(
                model,
                m.outcome if m.state is None else (m.outcome, m.state),
                under=scenario,
                versus=versus,
                given=given,
                at=at,
                draws=draws,
            )
            for m in asked
        }
        for name, scenario in named.items()
    }
    return Comparison(tuple(m.outcome for m in asked), effects)


def _each(network: Network, outcomes: Outcome | Sequence[Outcome]) -> list[object]:
    """The outcomes one by one: two names are two outcomes, unless the second is a state of the first."""
    if isinstance(outcomes, str):
        return [outcomes]
    told: list[object] = list(outcomes)
    if isinstance(outcomes, tuple) and len(told) == 2 and told[0] in network.states:
        name, state = told
        if isinstance(name, str) and state not in network.states and state in network.states[name]:
            return [outcomes]
    return told
