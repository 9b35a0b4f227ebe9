"""What a question about the past observes where it does not say so: what the model knows of its case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from causalnet.frozen_map import Register
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, findings
from causalnet.network.network import Network

__all__ = ["known_advice", "observed_or_known", "told_known"]


T = TypeVar("T", bound=Mapping[Any, Any])


def observed_or_known(
    model: CausalModel | Network, observed: T | None
) -> tuple[T | Register[str, Finding], str]:
    """What is observed, and the case that it is known of; empty if the question itself says what is observed.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn").for_case("last Monday", {"wet": "yes"})
    >>> observed_or_known(lawn, None)
    ({'wet': 'yes'}, 'last Monday')
    >>> observed_or_known(lawn, {})
    ({}, '')
    """
    if observed is not None:
        return observed, ""
    if not isinstance(model, CausalModel) or not model.known:
        return findings(None), ""
    return model.known, model.today or "today"


def known_advice(known_of: str) -> str:
    """What to do about what is observed and cannot be, if it is the model that knows it; else empty."""
    if not known_of:
        return ""
    return (
        f" This is what the model knows of {known_of}. Say what is observed instead with observed=, or observed={{}} for "
        "nothing."
    )


def told_known(known_of: str, observed: str) -> str:
    """The note on what is observed, as a clause, because the model knows it."""
    return tr("Observed, as is known of {case}: {findings}.", case=known_of, findings=observed)
