"""The case that a model is about, and what is known of it, as a sentence for readers."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding
from causalnet.network.labels import ModelLabels
from causalnet.questions.sentences.phrasing import comma_list, prose

__all__ = ["told_case", "told_findings"]


def told_case(model: CausalModel) -> str:
    """What today is and what is known of it, by labels; empty if the model says neither.

    Examples
    --------
    >>> import causalnet as cn
    >>> told_case(cn.load("lawn").for_case("last Monday", {"wet": "yes", "rain": {"no", "yes"}}))
    'Today: last Monday. What is known of it, apart from the baselines: Wet grass (yes), Rain (no or yes).'
    """
    today = tr("Today: {case}.", case=model.today) if model.today else ""
    if not model.known:
        return today
    found = comma_list(told_findings(model, model.known))
    if not today:
        return tr("What is known of today, apart from the baselines: {findings}.", findings=found)
    known = tr("What is known of it, apart from the baselines: {findings}.", findings=found)
    return prose([today, known])


def told_findings(model: CausalModel, found: Mapping[str, Finding]) -> list[str]:
    """Findings in words, by labels.

    Examples
    --------
    >>> import causalnet as cn
    >>> told_findings(cn.load("lawn"), {"wet": "yes"})
    ['Wet grass (yes)']
    """
    labels = ModelLabels(model)
    return [
        tr(
            "{label} ({state})",
            label=labels.variable(name),
            state=labels.finding(name, finding, model.variables[name].states),
        )
        for name, finding in found.items()
    ]
