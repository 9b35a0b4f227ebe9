"""The answer of `identify`: an estimand and its check, or a hedge and what it leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, paragraph
from causalnet.line_breaks import wrapped
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.network import Network
from causalnet.notation import counted, enumerated
from causalnet.questions.identification.estimand import Estimand, notation_of, probabilities
from causalnet.questions.identification.identification_algorithm import Hedge
from causalnet.questions.identification.identification_sentence import SoughtEffect
from causalnet.questions.identification.look_alikes import LookAlikes
from causalnet.questions.identification.ways_to_identify import IdentificationMethod
from causalnet.questions.query.measure import Measure
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
            size = counted(variables, "variable") + ("" if cells is None else f", {cells:,} cells")
            rows = [("Estimand", self.written)]
            if self.needs_experiment:
                rows.append(("P°", "of the experiment in the other population"))
            rows.append(("Largest table", size))
            return rows + ([] if self.checked is None else [("Checked", self._check())])
        rows = [("A hedge", self._hedge())]
        if self.look_alikes is not None:
            rows.append(
                (
                    "Look-alikes",
                    self.look_alikes.told
                    if isinstance(self.look_alikes, LookAlikes)
                    else str(self.look_alikes),
                )
            )
        rows += [("Bounds", self._bound(b)) for b in self.bounds]
        return [*rows, ("To measure", self._wanted())]

    def _check(self) -> str:
        if isinstance(self.checked, Skipped):
            return str(self.checked)
        if self.needs_experiment:
            return (
                f"with other tables of {enumerated(self.differ)} in the other population, the estimand and do() here differ by at "
                f"most {max(self.checked or 0.0, ROUNDING):.0e}"
            )
        return (
            "on this model's own joint distribution the estimand and do() differ by at most "
            f"{max(self.checked or 0.0, ROUNDING):.0e}"
        )

    def _hedge(self) -> str:
        if self.hedge is None:
            return ""
        part = enumerated(sorted(self.hedge.part))
        rest = enumerated(sorted(self.hedge.whole - self.hedge.part))
        return (
            f"hidden causes bind {enumerated(sorted(self.hedge.whole))}. What bears on {part} "
            f"cannot be told from what bears on {rest}"
        )

    def _bound(self, bounds: EffectBounds) -> str:
        given = f", given {enumerated(bounds.given)}" if bounds.given else ""
        by = (
            "whatever the hidden causes do"
            if bounds.by == "natural"
            else f"with {bounds.by} as an instrument{given}"
        )
        what = "" if self.measure is None else f"{self.measure.subject} "
        value = "" if self.model_value is None else f" (this model: {self.model_value:.3f})"
        return f"{what}lies between {bounds.low:.3f} and {bounds.high:.3f} {by}{value}"

    def _wanted(self) -> str:
        if not self.to_measure:
            return "no set of the latent variables of this graph would do"
        sets = [enumerated(names) for names in self.to_measure[:SETS_NAMED]]
        more = len(self.to_measure) - len(sets)
        others = f", or one of {more:,} other sets of that size" if more else ""
        verb = "alone would do" if len(self.to_measure[0]) == 1 else "together would do"
        return f"{'; or '.join(sets)} {verb}{others}"

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each thing that is known of the question."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        lines = [
            "\n".join(wrapped(f"{padded(what, INDENT)}{value}", LINE, " " * INDENT))
            for what, value in self._rows()
        ]
        notes = [paragraph(note) for note in self.notes]
        return (Sheet(paragraph(self.sentence), (), (), [*lines, *notes]),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same as a table of two columns."""
        return (self.table.sheet(self.sentence, self.notes),)
