"""The case that a model is about, and what is known of it, as a sentence for readers."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding
from causalnet.network.labels import ModelLabels

__all__ = ["told_case", "told_findings"]


def told_case(model: CausalModel) -> str:
    """What today is and what is known of it, by labels; empty if the model says neither.

    Examples
    --------
    >>> import causalnet as cn
    >>> told_case(cn.load("lawn").for_case("last Monday", {"wet": "yes", "rain": {"no", "yes"}}))
    'Today: last Monday. What is known of it, apart from the baselines: Wet grass (yes), Rain (no or yes).'
    """
    today = f"Today: {model.today}." if model.today else ""
    if not model.known:
        return today
    known = f"What is known of it, apart from the baselines: {', '.join(told_findings(model, model.known))}."
    return f"{today} {known}" if today else known.replace(" of it", " of today")


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
        f"{labels.variable(name)} ({labels.finding(name, finding, model.variables[name].states)})"
        for name, finding in found.items()
    ]
