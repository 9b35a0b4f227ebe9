"""Advice: how to write what was meant, by what was wanted and what was found in its place.

Classes go by their names here, so that the words stand in one place below everything that uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["EXAMPLES", "advice", "intervention_hint", "periods_hint"]

# Interventions that an example lists.
SHOWN = 4

EXAMPLES = {
    "Conclusion": "Conclusion('y', 'rises', under=do(x='low'))",
    "Intervention": "do(x='low')",
    "given": "{'x': 'low'}",
}
"""How a value of a class, or of an argument, is written."""


def advice(wanted: str, value: object) -> str:
    """What to write where a value of the class `wanted` should stand in place of `value`.

    Examples
    --------
    >>> advice("Conclusion", "jams")
    "Write Conclusion('jams', 'rises', under=do(…))."
    """
    return _ADVICE.get(wanted, _nothing)(value)


def intervention_hint(value: object) -> str:
    """What may be meant by what stands in the place of an intervention."""
    if isinstance(value, str):
        return f"Write do(x='low'), or model.interventions[{value!r}] if that is a proposal."
    if _is(value, "Timed"):
        return "One with times is asked of `trajectory`; elsewhere ask for one period of it, .when(period)."
    if _is(value, "Proposal"):
        return "A proposal holds it: .intervention."
    if isinstance(value, Mapping) and any(isinstance(key, int) for key in value):
        return periods_hint(value)
    if isinstance(value, list | tuple) and any(_is(part, "Intervention") for part in value):
        return "Join several with |, as in do(x='low') | do(z='high'). `compare` holds them side by side."
    return f"Write do({value!r})." if isinstance(value, Mapping) or _is(value, "Cut") else ""


def periods_hint(value: Mapping[object, object]) -> str:
    """How interventions by period are written, by the mapping from periods that stands in their place.

    Each lasts until the next begins.

    Examples
    --------
    >>> periods_hint({0: {"x": "low"}, 2: {"x": "high"}})
    "Periods are written do(x='low').until(1) | do(x='high').since(2), for `trajectory`."
    """
    starts = sorted(key for key in value if isinstance(key, int) and key >= 0)
    spans = []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        if end is None:
            when = f"since({start})"
        elif start:
            when = f"during({start}, {end - 1})"
        else:
            when = f"until({end - 1})"
        spans.append(f"{_done(value[start])}.{when}")
    written = " | ".join(spans[:SHOWN]) + (" | …" if len(spans) > SHOWN else "")
    return f"Periods are written {written or 'do(…).since(2)'}, for `trajectory`."


def _done(value: object) -> str:
    """An intervention as it is written; where it cannot be known, what stands for one."""
    if _is(value, "Intervention"):
        return repr(value)
    if isinstance(value, Mapping) and all(isinstance(k, str) and k.isidentifier() for k in value):
        return f"do({', '.join(f'{name}={state!r}' for name, state in value.items())})"
    return "do(…)"


def _conclusion_hint(value: object) -> str:
    if isinstance(value, str):
        return f"Write Conclusion({value!r}, 'rises', under=do(…))."
    if _is(value, "Claim"):
        return "The conclusions of a claim are its .checks."
    return ""


def _model_hint(value: object) -> str:
    if isinstance(value, str) or _is(value, "Path"):
        return f"Load it: cn.load({str(value)!r})."
    if _is(value, "Network"):
        return (
            "A Network holds numbers without the judgements behind them. What takes it: query, effect, "
            "marginals, levers, pairs, compare, plan, draw and write."
        )
    return ""


def _network_hint(value: object) -> str:
    if _is(value, "CausalModel"):
        return "Compile it with cn.compile_model(model)."
    return (
        f"Read it: cn.read({str(value)!r})." if isinstance(value, str) or _is(value, "Path") else ""
    )


def _nothing(_: object) -> str:
    return ""


def _is(value: object, name: str) -> bool:
    return any(base.__name__ == name for base in type(value).__mro__)


_ADVICE: dict[str, Callable[[object], str]] = {
    "CausalModel": _model_hint,
    "Conclusion": _conclusion_hint,
    "Intervention": intervention_hint,
    "Network": _network_hint,
}
