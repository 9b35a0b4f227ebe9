"""Labels on a command line: what readers see may be written in place of the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from causalnet.model.causal_model import CausalModel

__all__ = ["by_names"]


def by_names(text: Any, model: object) -> Any:
    """A text, or several, with names in place of the labels of variables, states and proposals, in any language of the model.

    Examples
    --------
    >>> from causalnet.formats.load import load
    >>> japan = load("japan_software")
    >>> by_names("言語の壁=低い since 2", japan), by_names("内製化を進める", japan), by_names("Corporate risk aversion", japan)
    ('language_barrier=low since 2', 'build in house', 'risk_aversion')
    """
    if isinstance(text, tuple | list):
        return type(text)(by_names(one, model) for one in text)
    if not isinstance(text, str) or not isinstance(model, CausalModel):
        return text
    for spoken in _languages(model):
        found = _named(text.strip(), spoken)
        if found is not None:
            return found
    return text


def _languages(model: CausalModel) -> Iterator[CausalModel]:
    yield model
    yield from (model.in_language(language) for language in model.languages[1:])


def _named(text: str, model: CausalModel) -> str | None:
    """The text by names, where it is a label or sets the variable of one; None where it is not."""
    known = {*model.variables, *model.proposals}
    labels = {p.label: p.name for p in model.proposals.values()} | {
        v.label: v.name for v in model.variables.values()
    }
    if text in known:
        return text
    if text in labels:
        return labels[text]
    label, equals, value = text.partition("=")
    name = labels.get(label.strip(), label.strip())
    if not equals or name not in model.variables:
        return None
    variable = model.variables[name]
    states = dict(zip(variable.shown_states, variable.states, strict=True))
    state = _state(value, states)
    return f"{name}={state}" if state != value or name != label.strip() else None


def _state(text: str, states: Mapping[str, str]) -> str:
    """A state by its name; what follows it, such as periods, stays."""
    for label in sorted(states, key=len, reverse=True):
        if text == label or text.startswith(f"{label} "):
            return states[label] + text.removeprefix(label)
    return text
