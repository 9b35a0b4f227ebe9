"""The answer of `decide`: policies, what they are worth, and what looking is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import (
    Answer,
    AnswerTable,
    Column,
    Sheet,
    and_more,
    paragraph,
    whole_percent,
)
from causalnet.console import printed
from causalnet.language.translate import tr, trn
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CaseChoice", "Decision", "Looking"]

NOTHING = 1e-9
LOOKS_SHOWN, ROWS_SHOWN = 5, 30


@printed
@dataclass(frozen=True, slots=True)
class CaseChoice:
    """What is chosen in one case.

    Attributes
    ----------
    decision : str
    seen : mapping from str to str
        What was seen before.
    state : str
        The choice.
    chance : float
        The chance of the case.
    worth : float
        The expected worth in this case; NaN in one that cannot occur.
    ahead : float
        By how much the choice is better there than the next best one.
    """

    decision: str
    seen: Mapping[str, str]
    state: str
    chance: float
    worth: float
    ahead: float


@printed
@dataclass(frozen=True, slots=True)
class Looking:
    """The worth of a look at one variable.

    Attributes
    ----------
    variable : str
    seen : bool
        Whether it is looked at already: then `worth` is what the look adds (the value of sample information). Otherwise it
        is what a look before every decision would add (the value of perfect information on it).
    worth : float
    """

    variable: str
    seen: bool
    worth: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Decision(Answer):
    """The best way to decide.

    Attributes
    ----------
    outcome : tuple of str
        What is worth something.
    given : mapping from variable to finding
        What is known before all decisions.
    under : Intervention
        The policies, for every other verb.
    choices : tuple of CaseChoice
        What is chosen in each case.
    worths : mapping from str to float
        The expected worth of the outcome, and of each decision's costs (negative). They add up to `value`.
    drawn : ndarray or None, shape (draws,)
        The expected worth in every draw.
    spread : float
        The standard deviation of the worth over cases; NaN where it was not worked out.
    looking : tuple of Looking
        What each look is worth, and what a look at something else would be.
    exact : bool
        Whether the policies are proved to be best.
    by_level : bool
        Whether the worth is the outcome's level, since none was given.
    provenance : Provenance
    latent : tuple of str
        What is looked at although the model calls it latent.
    """

    outcome: tuple[str, ...]
    given: Mapping[str, Finding]
    under: Intervention
    choices: tuple[CaseChoice, ...]
    worths: Mapping[str, float]
    drawn: NDArray[np.float64] | None
    spread: float
    looking: tuple[Looking, ...]
    exact: bool
    by_level: bool
    provenance: Provenance
    latent: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """The expected worth of the outcome less all costs."""
        return sum(self.worths.values())

    @property
    def sentence(self) -> str:
        """What to choose, and what that is worth."""
        say, parts = Phrasing(self.provenance.source), []
        for name in dict.fromkeys(c.decision for c in self.choices):
            own = [c for c in self.choices if c.decision == name and c.chance > 0]
            chosen = list(dict.fromkeys(c.state for c in own))
            if len(chosen) == 1:
                state = say.state(name, chosen[0])
                parts.append(tr("{variable} to {state}", variable=say.name(name), state=state))
            else:
                seen = series([say.name(v) for v in own[0].seen])
                parts.append(
                    tr("{variable} according to {seen}", variable=say.name(name), seen=seen)
                )
        lead = (
            tr("given that {findings}, ", findings=say.findings(self.given)) if self.given else ""
        )
        told = tr("{lead}it is best to set {settings}.", lead=lead, settings=series(parts))
        return prose([capital(told), self._worth()])

    def _worth(self) -> str:
        """What the choice is worth."""
        value = f"{self.value:.4g}"
        if not self.by_level:
            told = tr("The expected worth is {value}.", value=value)
        elif value in ("1", "-1"):
            told = tr("The expected worth is {value} state.", value=value)
        else:
            told = tr("The expected worth is {value} states.", value=value)
        if self.exact:
            return told
        return prose([told, tr("It is the best that was found.")])

    @property
    def table(self) -> AnswerTable[CaseChoice]:
        """A row for each case of each decision."""
        words = ModelLabels(self.provenance.source)
        return AnswerTable(
            self.choices,
            [
                Column(
                    "decision",
                    lambda c: c.decision,
                    tr("decision"),
                    lambda c: words.shown(c.decision),
                    "<",
                ),
                Column(
                    "seen",
                    lambda c: dict(c.seen),
                    tr("seen before"),
                    lambda c: _seen(words, c),
                    "<",
                ),
                Column(
                    "choice",
                    lambda c: c.state,
                    tr("choose"),
                    lambda c: words.state(c.decision, c.state),
                    "<",
                ),
                Column(
                    "chance", lambda c: c.chance, tr("chance"), lambda c: whole_percent(c.chance)
                ),
                Column("worth", lambda c: c.worth, tr("worth"), lambda c: _number(c.worth)),
                Column("ahead", lambda c: c.ahead, tr("ahead by"), lambda c: _number(c.ahead)),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each case of each decision."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: the cases that can occur."""
        rows = [c for c in self.choices if c.chance > 0]
        left = len(rows) - ROWS_SHOWN
        notes = [*and_more(left), *self._notes()]
        return (
            self.table.sheet(paragraph(self.sentence), notes, rows=rows[:ROWS_SHOWN], folds=True),
        )

    def _notes(self) -> list[str]:
        say, found = Phrasing(self.provenance.source), list[str]()
        if len(self.worths) > 1:
            parts = [f"{say.name(name)} {worth:.4g}" for name, worth in self.worths.items()]
            found.append(tr("The worth is made up of: {parts}.", parts=tr("; ").join(parts)))
        if not np.isnan(self.spread):
            found.append(
                tr(
                    "From case to case it has a standard deviation of {spread:.4g}.",
                    spread=self.spread,
                )
            )
        if self.drawn is not None:
            low, high = np.quantile(self.drawn, (0.05, 0.95))
            draws = self.provenance.draws
            over = draws.phrase if draws else trn(len(self.drawn), "1 draw", "{count:,} draws")
            found.append(
                tr(
                    "Over {draws}: the expected worth is between {low:.4g} and {high:.4g} in 90%; the policies are best on average.",
                    draws=over,
                    low=low,
                    high=high,
                )
            )
        if self.latent:
            found.append(
                trn(
                    len(self.latent),
                    "{names} is latent in the model: a policy that looks at it has to measure it first.",
                    "{names} are latent in the model: a policy that looks at them has to measure them first.",
                    names=capital(series([say.name(v) for v in self.latent])),
                )
            )
        seen = [
            f"{say.name(one.variable)} {_number(one.worth)}" for one in self.looking if one.seen
        ]
        if seen:
            found.append(tr("A look is worth: {parts}.", parts=tr("; ").join(seen)))
        more = [one for one in self.looking if not one.seen and one.worth > NOTHING][:LOOKS_SHOWN]
        if more:
            told = tr("; ").join(f"{say.name(one.variable)} {_number(one.worth)}" for one in more)
            found.append(tr("To know before every decision would be worth: {parts}.", parts=told))
        found.append(
            tr("These policies are best: each decision sees what earlier ones saw.")
            if self.exact
            else tr(
                "No change of one policy alone improves these; a change of several at once might, since not every decision sees what earlier ones saw."
            )
        )
        return found


def _seen(words: ModelLabels, choice: CaseChoice) -> str:
    seen = (f"{words.shown(v)} = {words.state(v, s)}" for v, s in choice.seen.items())
    return tr(", ").join(seen) or tr("nothing")


def _number(value: float) -> str:
    text = f"{0.0 if abs(value) < NOTHING else value:.4g}"
    return "" if text == "nan" else text
