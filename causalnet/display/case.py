"""The case that a model is about, and what is known of it, as a sentence for readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, Likelihood

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
    return [
        f"{model.variables[name].label} ({_told(finding, model.variables[name].states)})"
        for name, finding in found.items()
    ]


def _told(finding: Finding, states: Sequence[str]) -> str:
    """A finding in words, its states in the order of the scale."""
    if isinstance(finding, str):
        return finding
    if isinstance(finding, Likelihood):
        weights = ", ".join(f"{state} {finding.p[state]:g}" for state in states)
        return f"uncertain, with the likelihoods {weights}"
    return " or ".join(state for state in states if state in finding)
