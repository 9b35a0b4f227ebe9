"""Headings of charts: what is asked about, and under which intervention, as a reader says it."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.answer_tables import whole_percent
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.query.measure import Measure
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = [
    "LabelSource",
    "changed",
    "concluded",
    "duration",
    "headline",
    "measured",
    "set_to",
    "source_of",
    "spoken_percent",
]

LabelSource = CausalModel | Network | None


def source_of(answer: object) -> LabelSource:
    """The model that an answer is from, if the answer knows it."""
    source = getattr(getattr(answer, "provenance", answer), "source", None)
    return source if isinstance(source, CausalModel | Network) else None


def headline(
    source: LabelSource,
    subject: str,
    under: Intervention | Timed | None = None,
    versus: Intervention | Timed | None = None,
    given: Mapping[str, Finding] | None = None,
    at: int = 0,
) -> str:
    """What is asked about, and behind a colon the intervention, then the findings and the period.

    Examples
    --------
    >>> import causalnet as cn
    >>> headline(cn.load("lawn"), "Wet grass", cn.do(rain="yes"), given={"sprinkler": "off"})
    'Wet grass: setting rain to yes (given that sprinkler is off)'
    """
    say = Phrasing(source)
    text = subject
    if under or versus:
        action = say.action(under or Intervention(), versus or None)
        text = tr("{subject}: {action}", subject=subject, action=action)
    if given:
        text += tr(" (given that {findings})", findings=say.findings(given))
    return text + (tr(" (by period {period})", period=at) if at else "")


def measured(source: LabelSource, measure: Measure, *, within: bool = False) -> str:
    """What of an outcome is measured, by labels; as it stands within a sentence, or at its beginning."""
    words = ModelLabels(source)
    say = Phrasing(source).name if within else words.variable
    name = say(measure.outcome)
    if measure.state is None:
        return name
    return tr(
        "P({variable} = {state})", variable=name, state=words.state(measure.outcome, measure.state)
    )


def concluded(source: LabelSource, conclusion: Conclusion) -> str:
    """The outcome of a conclusion and its two arms, as a heading."""
    words, c = ModelLabels(source), conclusion
    subject = words.variable(c.outcome)
    if c.at_least is not None:
        state = words.state(c.outcome, c.at_least)
        subject = tr("P({variable} at least {state})", variable=subject, state=state)
    return headline(source, subject, c.under, c.versus, c.given, c.at)


def changed(measure: Measure, source: LabelSource = None) -> str:
    """The name of an axis on which an outcome changes."""
    if measure.state is None:
        return tr("change in expected level, in states")
    return tr(
        "change in P({state})", state=ModelLabels(source).state(measure.outcome, measure.state)
    )


def set_to(source: LabelSource, variable: str, state: str) -> str:
    """One variable that is set to a state, as the label of a row."""
    words = ModelLabels(source)
    return tr(
        "{variable} = {state}",
        variable=words.variable(variable),
        state=words.state(variable, state),
    )


def spoken_percent(share: float) -> str:
    """A share in whole percent; only nothing reads 0%, and only the whole reads 100%."""
    text = whole_percent(share)
    return {"under 1%": tr("under 1%"), "over 99%": tr("over 99%")}.get(text, text)


def duration(count: int) -> str:
    """A length of time."""
    return tr("1 period") if count == 1 else tr("{count} periods", count=count)
