"""Derivatives: how an answer moves with the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, signed
from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.compilation.parameter_derivatives import parameter_derivatives
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import QuestionError
from causalnet.inference.table_derivatives import Derivatives, table_derivatives
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import influence_name
from causalnet.model.judgements.draws import Draws
from causalnet.network.network import Network
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.question import Provenance, Question, ask, carried_out, provenance
from causalnet.questions.sentences.numbers import numbers_behind
from causalnet.questions.sentences.phrasing import Phrasing, capital
from causalnet.questions.sentences.standing import posed_lead
from causalnet.questions.voice_split import over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Slopes", "derivatives", "slopes"]

# Why nothing moves an outcome: it is set, it is observed, what bears on it acts later, or nothing bears on it.
Unmoved = Literal["", "set", "observed", "lagged only", "no path"]


@public
def derivatives(
    model: CausalModel | Network,
    outcome: str,
    *,
    under: Intervention | None = None,
    given: Given | None = None,
    draws: int | Draws | None = None,
) -> Derivatives:
    """The derivative of P(outcome | do(under), given) with respect to every table entry.

    Parameters
    ----------
    model, outcome, under, given, draws
        As for `query`.

    Returns
    -------
    Derivatives
        A mapping from a variable to an array of shape (axes of its table…, states of the outcome), with
        the axis of draws last where there are some.

    References
    ----------
    A. Darwiche (2003), "A differential approach to inference in Bayesian networks", *JACM* 50(3);
    H. Chan and A. Darwiche (2002), "When do numbers really matter?", *JAIR* 17.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> cn.derivatives(lawn, "wet").joint("rain")
    array([[0.9, 0.1],
           [0.2, 0.8]])
    """
    network = network_of(model, draws)
    question = ask(network, outcome, under, given)
    target, done = carried_out(network, question.under, model)
    return table_derivatives(target, question.outcome, question.given, done=done)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Slopes(Answer):
    """The slopes of an outcome's expected level by every elicited strength and amount.

    Attributes
    ----------
    outcome : str
        What they move.
    question : Question
        The question.
    estimates : dict from str to Estimate
        For each influence or modifier by name, the change in expected level (in states) for each unit of
        its number (log-odds per step, or amount), baselines being met all the while.
    provenance : Provenance
    unmoved : {"", "set", "observed", "lagged only", "no path"}
        Why there are none; empty where there are some.
    """

    outcome: str
    question: Question
    estimates: dict[str, Estimate]
    provenance: Provenance
    unmoved: Unmoved = ""

    @property
    def values(self) -> dict[str, float]:
        """The slope of each influence or modifier; over draws, the mean."""
        return {name: estimate.value for name, estimate in self.estimates.items()}

    @property
    def table(self) -> AnswerTable[str]:
        """A row for every influence or modifier, the steepest first."""
        values = self.values
        say = Phrasing(self.provenance.source)
        names = sorted(values, key=lambda name: -abs(round(values[name], 12)))
        columns: list[Column[str]] = [
            Column("influence", lambda name: name, tr("influence"), say.part, "<"),
            Column(
                "slope",
                lambda name: values[name],
                tr("slope"),
                lambda x: signed(values[x], 4),
            ),
        ]
        spread: Column[str] = Column(
            "spread", None, tr("90% of draws"), lambda x: _interval(self.estimates[x])
        )
        return AnswerTable(names, [*columns, spread] if self.drawn else columns)

    @property
    def drawn(self) -> bool:
        """Whether they are over draws."""
        return any(estimate.drawn for estimate in self.estimates.values())

    def to_frame(self) -> pd.DataFrame:
        """A frame: influence, slope; the steepest first."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        if self.unmoved:
            return (Sheet(self.sentence, (), ()),)
        notes = [tr("Change in expected level for each unit of strength, baselines being met.")]
        draws = self.provenance.draws
        notes += (
            [over_draws(draws, template("Slopes are means over {draws}."))]
            if self.drawn and draws
            else []
        )
        return (self.table.sheet(self.sentence, notes),)

    @property
    def sentence(self) -> str:
        """The strength that moves the outcome most, and by how much, or why none does."""
        return capital(_sentence(self))


def _sentence(found: Slopes) -> str:
    say, asked = Phrasing(found.provenance.source), found.question
    lead, outcome = posed_lead(say, asked.under, asked.given), say.name(found.outcome)
    if found.unmoved:
        why = _why(found.unmoved)
        return tr("{lead}no strength moves {outcome}: {why}.", lead=lead, outcome=outcome, why=why)
    steepest = found.table.rows[0]
    estimate, values = found.estimates[steepest], found.values
    numbers = numbers_behind(found.provenance, len(estimate.points) if found.drawn else 0)
    said = {"lead": lead, "outcome": outcome, "count": len(values), "part": say.part(steepest)}
    said |= {"numbers": numbers, "amount": f"{abs(values[steepest]):.4f}"}
    if abs(values[steepest]) < NOTHING:
        return tr("{lead}none of {count} strengths moves {outcome}{numbers}.", **said)
    if values[steepest] > 0:
        return tr(
            "{lead}of {count} strengths, {part} moves {outcome} most: one more unit of it raises the level by {amount} states{numbers}.",
            **said,
        )
    return tr(
        "{lead}of {count} strengths, {part} moves {outcome} most: one more unit of it lowers the level by {amount} states{numbers}.",
        **said,
    )


def _why(unmoved: Unmoved) -> str:
    """Why nothing moves an outcome, as a clause about *it*."""
    if unmoved == "set":
        return tr("it is itself set, so what it does is so by definition")
    if unmoved == "observed":
        return tr("it is itself observed")
    if unmoved == "lagged only":
        return tr("what acts on it does so only in later periods")
    return tr("none bears on it")


def _interval(slope: Estimate) -> str:
    low, high = slope.interval()
    return f"[{signed(low, 4)}, {signed(high, 4)}]"


@public
def slopes(
    model: CausalModel,
    outcome: str,
    *,
    under: Intervention | None = None,
    given: Given | None = None,
    draws: int | Draws | None = None,
) -> Slopes:
    """The slopes of an outcome's expected level by every strength and amount, calibration included.

    Parameters
    ----------
    model : CausalModel
        At its central network, or in every draw.
    outcome, under, given, draws
        As for `query`; `under` may not cut or change influences.

    Returns
    -------
    Slopes

    Raises
    ------
    QuestionError
        If the intervention cuts or changes an influence, or a ranked node that imitates an ordinal cannot do
        just what that would.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> print(cn.slopes(lawn, "wet", under=cn.do(rain="yes")))
    After setting rain to yes, of 2 strengths, rain → wet grass moves wet grass most:
    one more unit of it raises the level by 0.1660 states, every strength at its
    most likely value.
    influence                slope
    rain → wet grass       +0.1660
    sprinkler → wet grass  -0.0135
    Change in expected level for each unit of strength, baselines being met.
    """
    network = network_of(model, draws)
    question = ask(network, outcome, under, given)
    carried_out(network, question.under, model)  # refuses what cannot be set
    if question.under.edges:
        raise QuestionError(
            f"Slopes are worked out where variables are set, not where influences are cut or changed: {question.under}."
        )
    ensemble = central(model) if draws is None else sampled(model, draws).along()
    name = question.outcome[0]
    level = np.arange(len(network.states[name]), dtype=np.float64)
    found = parameter_derivatives(
        model,
        network,
        ensemble,
        name,
        level[None],
        question.given,
        arms=[(1.0, question.under.settings)],
    )
    levels = {influence_name(*key): d[0] for key, d in found.strengths.items()}
    for (cause, effect, by), d in found.amounts.items():
        levels[f"{influence_name(cause, effect)} × {by}"] = d[0]
    estimates = {name: Estimate(x, drawn=draws is not None) for name, x in levels.items()}
    unmoved: Unmoved = "" if estimates else _unmoved(model, question)
    if name in question.given and not any(x.value for x in estimates.values()):
        unmoved = "observed"
    return Slopes(name, question, estimates, provenance(model, "exact", draws), unmoved)


def _unmoved(model: CausalModel, question: Question) -> Unmoved:
    """Why no strength or amount bears on an outcome within a period."""
    (outcome,) = question.outcome
    if outcome in question.under.settings:
        return "set"
    late = any(i.lag and i.effect == outcome for i in model.influences)
    return "lagged only" if late else "no path"
