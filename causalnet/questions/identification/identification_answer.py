"""The answer of `identify`: an estimand and its check, or a hedge and what it leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph
from causalnet.language.translate import tr, trn
from causalnet.line_breaks import wrapped
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.network import Network
from causalnet.questions.identification.estimand import Estimand, notation_of, probabilities
from causalnet.questions.identification.identification_algorithm import Hedge
from causalnet.questions.identification.identification_sentence import SoughtEffect
from causalnet.questions.identification.look_alikes import LookAlikes
from causalnet.questions.identification.ways_to_identify import IdentificationMethod
from causalnet.questions.query.measure import Measure
from causalnet.questions.sentences.effect_sought import names_of
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.skipped import Skipped
from causalnet.text_width import padded

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EffectBounds", "Identification"]

# A smaller difference is rounding, whose digits say nothing.
ROUNDING = 1e-12

LINE, INDENT = 79, 16
SETS_NAMED = 3


@dataclass(frozen=True, slots=True)
class EffectBounds:
    """The least and the most that figures allow for an outcome under one setting.

    Attributes
    ----------
    low, high : float
        Of the outcome's expected level in states, or of a state's probability.
    by : str
        ``"natural"``, or the instrument that gives them.
    given : tuple of str
        Variables given which it is an instrument.
    """

    low: float
    high: float
    by: str = "natural"
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Identification(Answer):
    """Whether an effect can be had from measured variables; as a truth value, `identified`.

    Attributes
    ----------
    outcome : str
    causes, given : tuple of str
        What is set, and what is seen after it.
    measured : tuple of str
        The measured variables.
    way : IdentificationMethod or None
        The estimand and how it was found; None if there is none.
    hedge : Hedge or None
        Why there is none.
    acts : bool
        Whether there is a directed path from a cause to the outcome.
    to_measure : tuple of tuple of str
        The least sets of latent variables with which the effect could be had.
    states : mapping from str to sequence of str
        The states of each variable; empty for a graph.
    checked : float, Skipped or None
        The largest difference between the estimand, on the model's own joint distribution, and its ``do``; None
        for a graph.
    bounds : tuple of EffectBounds
        For one cause in one state: what figures allow where they do not settle it.
    model_value : float or None
        What the model itself says there.
    look_alikes : LookAlikes, Skipped or None
        Worlds with the same measured distribution and other effects.
    measure : Measure or None
        The measure of the outcome in bounds and look-alikes.
    differ : tuple of str
        The variables whose mechanisms differ from those of the population of the experiment; empty if there is no other one.
    soft : Intervention or None
        The lottery, policy, shift or partial uptake that is asked about; it stands in the place of causes.
    notes : tuple of str
    source : CausalModel, Network or None
        What was asked, where it has labels.
    """

    outcome: str
    causes: tuple[str, ...]
    given: tuple[str, ...]
    measured: tuple[str, ...]
    way: IdentificationMethod | None
    hedge: Hedge | None
    acts: bool
    to_measure: tuple[tuple[str, ...], ...]
    states: Mapping[str, Sequence[str]] = field(default_factory=dict)
    checked: float | Skipped | None = None
    bounds: tuple[EffectBounds, ...] = ()
    model_value: float | None = None
    look_alikes: LookAlikes | Skipped | None = None
    measure: Measure | None = None
    differ: tuple[str, ...] = ()
    soft: Intervention | None = None
    notes: tuple[str, ...] = ()
    source: CausalModel | Network | None = field(default=None, compare=False)

    @property
    def identified(self) -> bool:
        """Whether measured variables settle the effect."""
        return self.way is not None

    def __bool__(self) -> bool:
        return self.identified

    @property
    def estimand(self) -> Estimand | None:
        """The expression in the distribution of measured variables."""
        return None if self.way is None else self.way.estimand

    @property
    def question(self) -> str:
        """The effect that is asked for, e.g. ``"P(y | do(x), z)"``."""
        if self.soft is not None:
            return f"P({self.outcome} | {self.soft})"
        behind = [f"do({', '.join(self.causes)})", *self.given]
        return f"P({self.outcome} | {', '.join(behind)})"

    @property
    def written(self) -> str:
        """The estimand as the field writes it; empty if there is none."""
        if self.way is None:
            return ""
        return notation_of(self.way.estimand, (self.outcome, *self.causes, *self.given))

    @property
    def largest_table(self) -> tuple[int, int | None]:
        """The variables in the largest probability of the estimand, and its cells (None for a graph)."""
        if self.way is None:
            return 0, None
        tables = [{*p.outcome, *p.given, *p.done} for p in probabilities(self.way.estimand)]
        if not self.states:
            return max(map(len, tables), default=0), None
        return max(((len(t), self._cells(t)) for t in tables), key=lambda pair: pair[1] or 0)

    def _cells(self, names: set[str]) -> int:
        cells = 1
        for name in names:
            cells *= len(self.states[name])
        return cells

    @property
    def sentence(self) -> str:
        """Whether the effect can be had from figures, and how."""
        sought, measured = self.sought, len(self.measured)
        if self.way is None:
            return sought.lost(measured, self.differ)
        if not self.acts and not self.given:
            return sought.nothing()
        return sought.had(self.way, measured, self.differ if self.needs_experiment else ())

    @property
    def sought(self) -> SoughtEffect:
        """The effect in labels."""
        own = Phrasing(self.source), self.outcome, self.causes, self.given, self.soft
        return SoughtEffect(*own)

    @property
    def needs_experiment(self) -> bool:
        """Whether the estimand uses the experiment in the other population."""
        return self.way is not None and any(p.elsewhere for p in probabilities(self.way.estimand))

    @property
    def table(self) -> AnswerTable[tuple[str, str]]:
        """A row for each thing that is known of the question."""
        return AnswerTable(
            tuple(self._rows()),
            [
                Column("what", lambda r: r[0], "", align="<"),
                Column("value", lambda r: r[1], "", align="<"),
            ],
        )

    def _rows(self) -> list[tuple[str, str]]:
        if self.way is not None:
            variables, cells = self.largest_table
            size = trn(variables, "1 variable", "{count:,} variables")
            if cells is not None:
                size = tr("{variables}, {cells:,} cells", variables=size, cells=cells)
            rows = [(tr("Estimand"), self.formula)]
            if self.needs_experiment:
                rows.append(("P°", tr("of the experiment in the other population")))
            rows.append((tr("Largest table"), size))
            return rows + ([] if self.checked is None else [(tr("Checked"), self._check())])
        rows = [(tr("A hedge"), self._hedge())]
        if self.look_alikes is not None:
            alike, say = self.look_alikes, self._say
            told = alike.told(say.name) if isinstance(alike, Skipped) else alike.told(say)
            rows.append((tr("Look-alikes"), told))
        rows += [(tr("Bounds"), self._bound(b)) for b in self.bounds]
        return [*rows, (tr("To measure"), self._wanted())]

    @property
    def _say(self) -> Phrasing:
        return Phrasing(self.source)

    @property
    def formula(self) -> str:
        """The estimand in labels."""
        if self.way is None:
            return ""
        taken = (self.outcome, *self.causes, *self.given)
        return notation_of(self.way.estimand, taken, self._say.labels.shown)

    def _check(self) -> str:
        if isinstance(self.checked, Skipped):
            return self.checked.told(self._say.name)
        apart = f"{max(self.checked or 0.0, ROUNDING):.0e}"
        if self.needs_experiment:
            return tr(
                "with other tables of {names} in the other population, the estimand and do() here differ by at most {apart}",
                names=names_of(self._say, self.differ),
                apart=apart,
            )
        return tr(
            "on this model's own joint distribution the estimand and do() differ by at most {apart}",
            apart=apart,
        )

    def _hedge(self) -> str:
        if self.hedge is None:
            return ""
        whole, part = self.hedge.whole, self.hedge.part
        return tr(
            "hidden causes bind {whole}. What bears on {part} cannot be told from what bears on {rest}",
            whole=names_of(self._say, sorted(whole)),
            part=names_of(self._say, sorted(part)),
            rest=names_of(self._say, sorted(whole - part)),
        )

    def _bound(self, bounds: EffectBounds) -> str:
        say = self._say
        by = tr("whatever the hidden causes do")
        if bounds.by != "natural":
            named = say.name(bounds.by)
            by = tr("with {instrument} as an instrument", instrument=named)
            if bounds.given:
                given = names_of(say, bounds.given)
                by = tr(
                    "with {instrument} as an instrument, given {given}",
                    instrument=named,
                    given=given,
                )
        what = (
            tr("it")
            if self.measure is None
            else say.measured_state(self.measure.outcome, self.measure.state)
        )
        said = {"what": what, "by": by, "low": f"{bounds.low:.3f}", "high": f"{bounds.high:.3f}"}
        if self.model_value is None:
            return tr("{what} lies between {low} and {high} {by}", **said)
        return tr(
            "{what} lies between {low} and {high} {by} (this model: {value:.3f})",
            value=self.model_value,
            **said,
        )

    def _wanted(self) -> str:
        if not self.to_measure:
            return tr("no set of the latent variables of this graph would do")
        sets = tr("; or ").join(
            names_of(self._say, names) for names in self.to_measure[:SETS_NAMED]
        )
        more = len(self.to_measure) - SETS_NAMED
        if len(self.to_measure[0]) == 1:
            told = tr("{sets} alone would do", sets=sets)
        else:
            told = tr("{sets} together would do", sets=sets)
        if more <= 0:
            return told
        return tr("{sets}, or one of {count:,} other sets of that size", sets=told, count=more)

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each thing that is known of the question."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        lines = [
            "\n".join(wrapped(f"{padded(what, INDENT)}{value}", LINE, " " * INDENT))
            for what, value in self._rows()
        ]
        return (Sheet(paragraph(self.sentence), (), (), [*lines, *self.notes]),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same as a table of two columns."""
        return (self.table.sheet(self.sentence, self.notes),)
