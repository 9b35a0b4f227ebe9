"""Probabilities of causation as an answer: necessity, sufficiency and both, by coupling and over all couplings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, unsigned
from causalnet.compilation.periods import in_period
from causalnet.frozen_map import Register
from causalnet.language.translate import tr
from causalnet.model.grammar.finding import Finding, findings_code
from causalnet.model.grammar.intervention import Intervention
from causalnet.notation import enumerated, quoted
from causalnet.questions.causation.probabilities import PROBABILITIES
from causalnet.questions.causation.shared_findings import NOTHING_SHARED, SharedFindings
from causalnet.questions.counterfactuals.coupling_words import (
    COUPLING_HEADS,
    COUPLING_MEANINGS,
    COUPLING_NAMES,
    left_out,
    share_text,
    told_range,
)
from causalnet.questions.counterfactuals.event import Event
from causalnet.questions.counterfactuals.otherwise_phrases import (
    event_told,
    ground_told,
    share_told,
)
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.known_case import told_known
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.phrasing import Phrasing, capital, comma_list, prose, series
from causalnet.questions.skipped import Skipped
from causalnet.questions.time.inquiry import ANCHORED
from causalnet.questions.voice_split import over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PROBABILITIES", "Causation"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Causation(Answer):
    """Whether an outcome is because of one setting rather than another.

    Attributes
    ----------
    outcome : str
    event : Event
        What has come about: a state, or at least a state.
    under, versus : Intervention
        The cause, and the alternative that it is held against.
    provenance : Provenance
    p : mapping from coupling to ndarray, shape (3, points)
        The probabilities of necessity (PN), of sufficiency (PS) and of both (PNS) under each coupling; NaN where no case
        is asked about.
    witnesses : tuple of str
        The variables that are needed in both worlds.
    ranges : ndarray, shape (3, 2), Skipped or None
        The least and the most of each over all couplings, proved. None if it was not asked for.
    rates : ndarray, shape (3, 2), or None
        The same from cause and outcome together and the outcome under either intervention alone, whatever the
        mechanisms. None over draws.
    by_signs : (bool, bool, bool)
        Of which the signs prove that one rank has the least.
    at : int
        The period in which the outcome is read.
    shared : SharedFindings
        What else is observed in the cases asked about.
    """

    outcome: str
    event: Event
    under: Intervention
    versus: Intervention
    provenance: Provenance
    p: Mapping[str, Array]
    witnesses: tuple[str, ...]
    ranges: Array | Skipped | None = None
    rates: Array | None = None
    by_signs: tuple[bool, bool, bool] = (False, False, False)
    at: int = 0
    shared: SharedFindings = NOTHING_SHARED

    @property
    def agreed(self) -> bool:
        """Whether every coupling gives the same answer, because no variable is needed in both worlds."""
        return not self.witnesses

    @property
    def observed(self) -> list[str]:
        """What is observed beside the cases that a probability defines, as code."""
        return _told(self, self.shared.observed)

    @property
    def known_of(self) -> str:
        """The case of which the model knows what is observed; empty where the question says what is observed."""
        return self.shared.known_of

    @property
    def drawn(self) -> bool:
        """Whether there are draws."""
        return self.provenance.network == "draws"

    @cached_property
    def estimates(self) -> Register[str, Register[str, Estimate]]:
        """Each probability by its abbreviation, and by coupling."""
        return Register(
            {
                probability.name: Register(
                    {name: Estimate(p[i], drawn=self.drawn) for name, p in self.p.items()},
                    "coupling",
                )
                for i, probability in enumerate(PROBABILITIES)
            },
            "probability",
        )

    @cached_property
    def ends(self) -> Array:
        """The least and the most of each, shape (3, 2): proved, agreed or from rates alone; else NaN."""
        if self.agreed:
            (p,) = self.p.values()
            return np.repeat(p.mean(axis=1)[:, None], 2, axis=1)
        if isinstance(self.ranges, np.ndarray):
            return self.ranges
        return np.full((3, 2), np.nan) if self.rates is None else self.rates

    @property
    def table(self) -> AnswerTable[int]:
        """A row for each probability, by its place."""
        known = not (self.agreed or np.isnan(self.ends).all())
        columns: list[Column[int]] = [
            Column("probability", lambda i: PROBABILITIES[i].name),
            Column("name", None, "", lambda i: tr(PROBABILITIES[i].head), "<"),
        ]
        if known:
            columns.append(_number("least", tr("least"), lambda i: float(self.ends[i, 0])))
        for name in self.p:
            head = tr("any coupling") if self.agreed else tr(COUPLING_HEADS[name])
            columns.append(_number(name, head, self._mean_of(name)))
        if known:
            columns.append(_number("most", tr("most"), lambda i: float(self.ends[i, 1])))
        if self.rates is not None:
            rates = self.rates
            columns += [
                Column("rates_least", lambda i: float(rates[i, 0])),
                Column("rates_most", lambda i: float(rates[i, 1])),
                Column("rates", None, tr("rates alone"), lambda i: _range(*rates[i])),
            ]
        return AnswerTable(range(len(PROBABILITIES)), columns)

    def _mean_of(self, coupling: str) -> Callable[[int], float]:
        return lambda i: self.estimates[PROBABILITIES[i].name][coupling].value

    def to_frame(self) -> pd.DataFrame:
        """A frame: probability, least, each coupling, most, and the ends from rates alone."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        return (self.table.sheet(self.sentence, _notes(self)),)

    @property
    def sentence(self) -> str:
        """Necessity in one sentence, or else that no case has both cause and outcome."""
        return _sentence(self)


def _number(name: str, head: str, value: Callable[[int], float]) -> Column[int]:
    return Column(name, value, head, lambda i: _digits(value(i)))


def _digits(number: float) -> str:
    return "–" if np.isnan(number) else unsigned(number, ".3f")


def _range(low: float, high: float) -> str:
    return "–" if np.isnan(low) else told_range(low, high)


def _cause(done: Intervention) -> str:
    """What is set, as findings are written."""
    return enumerated([f"{name}={setting!r}" for name, setting in done.settings.items()])


def _sentence(found: Causation) -> str:
    """Necessity: in how many cases the outcome would not have come about without the cause."""
    say = Phrasing(found.provenance.source)
    named = {k: found.estimates["PN"][k].value for k in found.p}
    low, high = found.ends[0]
    said = {"cases": _cases(found, say)}
    if not named and isinstance(found.ranges, Skipped) and np.isnan(low):
        return tr(
            "Of the cases in which {cases}, it is not known how many would not have come about otherwise.",
            **said,
        )
    if any(np.isnan(x) for x in named.values()) or (not named and np.isnan(low)):
        return tr("Necessity is not defined: no case is one in which {cases}.", **said)
    every = found.agreed or not np.isnan(low)
    share = share_told([low, high] if every else [], named)
    ground = ground_told(
        {k: share_text(x) for k, x in named.items()} if not found.agreed else {}, every=every
    )
    numbers = ""
    if found.drawn and not every:
        count = len(found.p[next(iter(found.p))][0])
        numbers = tr(", on average over {draws}", draws=found.provenance.told_draws(count))
    return tr(
        "Of the cases in which {cases}, {action} would have prevented {share}{ground}{numbers}.",
        share=share,
        action=say.action(found.versus),
        ground=ground,
        numbers=numbers,
        **said,
    )


def _cases(found: Causation, say: Phrasing) -> str:
    """The cases that necessity is asked of, as a clause."""
    own = found.shared.counted(0).items()
    beside = {v: x for v, x in own if not _defines(found, v)}
    parts = [say.setting_found(v, s) for v, s in found.under.settings.items()]
    if found.known_of and beside:
        parts.append(tr("all else is as it is known of {case}", case=found.known_of))
    else:
        parts += [_seen(found, say, v, x) for v, x in beside.items()]
    name = say.name(found.outcome)
    event = tr(
        "{variable} is {state}", variable=name, state=event_told(say, found.outcome, found.event)
    )
    if found.at:
        event = tr("{finding} in period {period}", finding=event, period=found.at)
    return series([*parts, event])


def _seen(found: Causation, say: Phrasing, node: str, finding: Finding) -> str:
    """What is observed beside, with its period where a later one is asked about."""
    if not found.at:
        return say.finding(node, finding)
    variable, _, period = node.rpartition("@")
    return tr("{finding} in period {period}", finding=say.finding(variable, finding), period=period)


def _defines(found: Causation, node: str) -> bool:
    """Whether the cases are defined by what is found of a variable: the cause, or the state that came about."""
    variable = node.rpartition("@")[0] if found.at else node
    if variable in found.under.settings:
        return True
    outcome = in_period(found.outcome, found.at) if found.at else found.outcome
    return node == outcome and found.event.quantity == "P(state)"


def _told(found: Causation, own: Mapping[str, Finding]) -> list[str]:
    """Findings as code, with their period where a later one is asked about."""
    if not found.at:
        return findings_code(own)
    parted = [(*node.rpartition("@")[::2], x) for node, x in own.items()]
    return [f"{findings_code({v: x})[0]} in period {period}" for v, period, x in parted]


def _came(event: Event) -> str:
    """What came about, as a predicate."""
    return f"is {quoted(event.state)}" if event.quantity == "P(state)" else f"is {event.words}"


def _notes(found: Causation) -> list[str]:
    """What the probabilities mean and what they stand on."""
    say = Phrasing(found.provenance.source)
    notes = [*_observed(found), *(tr(probability.meaning) for probability in PROBABILITIES)]
    if _undefined(found):
        notes.append(tr("–: not defined, because there are no such cases."))
    if found.agreed:
        return [*notes, tr("No variable is needed in both worlds: every coupling agrees.")]
    signs = [p.name for p, proved in zip(PROBABILITIES, found.by_signs, strict=True) if proved]
    if signs:
        notes.append(
            tr(
                "The least of {names} follows from the signs: every path agrees, and one rank has the least. It is the answer itself if no single case goes against a sign.",
                names=series(signs),
            )
        )
    if isinstance(found.ranges, Skipped):
        text = left_out(say, found.ranges)
        alone = [tr("Least and most are those of rates alone.")] if found.rates is not None else []
        notes.append(prose([text, *alone]))
    elif found.ranges is not None:
        notes.append(tr("least, most: proved, whatever the way in which luck carries over."))
    if found.rates is not None:
        notes.append(
            tr(
                "rates alone: what P(cause, outcome) and both interventions allow, whatever the mechanisms and hidden causes."
            )
        )
    notes += [tr(COUPLING_MEANINGS[name]) for name in found.p if name in COUPLING_MEANINGS]
    if found.drawn:
        notes += _by_draws(found)
    if found.witnesses:
        notes.append(
            tr(
                "Needed in both worlds: {names}.",
                names=comma_list([say.node(v) for v in found.witnesses]),
            )
        )
    if found.at:
        notes.append(tr(ANCHORED["hold"], how=capital(tr("exact"))))
    return notes


def _undefined(found: Causation) -> bool:
    """Whether one of the probabilities is a share of no cases."""
    shares = [p.mean(axis=1) for p in found.p.values()]
    if not shares and isinstance(found.ranges, np.ndarray):
        shares = [found.ranges]
    return any(bool(np.isnan(own).any()) for own in shares)


def _observed(found: Causation) -> list[str]:
    """What is observed without being said, and in which probabilities only a part of it counts."""
    shared, notes = found.shared, []
    if found.known_of:
        notes = [told_known(found.known_of, _clause(found, shared.observed))]
    partial = [p.name for p, whole in zip(PROBABILITIES, shared.whole, strict=True) if not whole]
    if not partial:
        return notes
    names, several = series(partial), len(partial) > 1
    if not shared.context:
        text = tr(
            "{names} does not use what is observed: none of it lies beyond the cause's reach.",
            names=names,
        )
        if several:
            text = tr(
                "{names} do not use what is observed: none of it lies beyond the cause's reach.",
                names=names,
            )
        return [*notes, text]
    said = {"names": names, "findings": _clause(found, shared.context)}
    text = tr(
        "Of what is observed, {names} uses only what the cause does not reach: {findings}.", **said
    )
    if several:
        text = tr(
            "Of what is observed, {names} use only what the cause does not reach: {findings}.",
            **said,
        )
    return [*notes, text]


def _clause(found: Causation, own: Mapping[str, Finding]) -> str:
    """Findings as a clause, with their periods where a later one is asked about."""
    say = Phrasing(found.provenance.source)
    return series([_seen(found, say, node, finding) for node, finding in own.items()])


def _by_draws(found: Causation) -> list[str]:
    notes = [over_draws(found.provenance.draws)] if found.provenance.draws else []
    for name, by_coupling in found.estimates.items():
        for coupling, own in by_coupling.items():
            low, high = (_digits(x) for x in own.interval())
            notes.append(
                tr(
                    "{what}: median and middle 90% {median} [{low}, {high}].",
                    what=comma_list([name, tr(COUPLING_NAMES[coupling])]),
                    median=_digits(own.median),
                    low=low,
                    high=high,
                )
            )
    return notes
