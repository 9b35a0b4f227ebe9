"""Spans: stretches of periods, both ends included."""

from __future__ import annotations

from collections.abc import Iterable

from causalnet.boundary.checks import PERIODS

__all__ = ["Span", "in_span", "is_span", "merged", "span_code"]

Span = tuple[int, int | None]
"""The first and the last period of a stretch; None if it does not end."""


def is_span(span: object) -> bool:
    """Whether something is a span of periods that are counted."""
    if not isinstance(span, tuple | list) or len(span) != 2:
        return False
    first, last = span
    if any(type(p) is not int or not 0 <= p <= PERIODS for p in span if p is not None):
        return False
    return first is not None and (last is None or first <= last)


def in_span(period: int, span: Span) -> bool:
    """Whether a period lies in a span."""
    first, last = span
    return first <= period and (last is None or period <= last)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, with touching ones joined."""
    out: list[Span] = []
    for first, last in sorted(spans, key=lambda s: (s[0], -1 if s[1] is None else s[1])):
        if out and (out[-1][1] is None or first <= out[-1][1] + 1):
            before, end = out[-1]
            out[-1] = (before, None if end is None or last is None else max(end, last))
        else:
            out.append((first, last))
    return tuple(out)


def span_code(span: Span) -> str:
    """A span as code: the method call that makes it."""
    first, last = span
    if last is None:
        return f".since({first})" if first else ""
    if first == last:
        return f".at({first})"
    return f".during({first}, {last})" if first else f".until({last})"
