"""Expressions of AgenaRisk for a table: read by a small grammar, never run as code."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import unknown_text

__all__ = ["Array", "Expression", "ExpressionError", "TruncatedNormal", "parsed_expression"]

Array = NDArray[np.float64]

TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d]\w*)|(?P<mark>[-+*/(),]))"
)
MOST_LETTERS, MOST_DEPTH = 20_000, 40


class ExpressionError(ValueError):
    """An expression that is not understood, in words for the reader of the file."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A number that depends on the values of causes.

    Attributes
    ----------
    causes : frozenset of str
        The causes that it names.
    value : callable of a mapping from cause to ndarray
        Its value at points of the causes, whose arrays broadcast against each other.
    """

    causes: frozenset[str]
    value: Callable[[Mapping[str, Array]], Array]


@dataclass(frozen=True, slots=True)
class TruncatedNormal:
    """``TNormal(mean, variance, 0, 1)``: the law of a ranked node on the unit interval."""

    mean: Expression
    variance: Expression


def parsed_expression(
    text: str, causes: Sequence[str], constants: Mapping[str, float]
) -> TruncatedNormal:
    """The truncated normal that an expression describes.

    The mean may be made of numbers, constants of the node, causes, ``+ - * /``, ``min``, ``max``, and the weighted
    functions of ranked nodes: ``wmean``, ``wmin`` and ``wmax`` of pairs (weight, cause), and ``mixminmax`` of two
    weights and causes.

    Raises
    ------
    ExpressionError
        If it is anything else.

    References
    ----------
    N. E. Fenton, M. Neil and J. G. Caballero (2007), "Using ranked nodes to model qualitative judgments in Bayesian
    networks", *IEEE TKDE* 19(10).

    Examples
    --------
    >>> law = parsed_expression("TNormal(wmean(2.0, a, 1.0, b), 0.01, 0, 1)", ["a", "b"], {})
    >>> round(float(law.mean.value({"a": np.array(0.9), "b": np.array(0.3)})), 12)
    0.7
    """
    if len(text) > MOST_LETTERS:
        raise ExpressionError(f"has {len(text):,} letters; at most {MOST_LETTERS:,} are read.")
    return _Parser(text, causes, constants).law()


class _Parser:
    def __init__(self, text: str, causes: Sequence[str], constants: Mapping[str, float]) -> None:
        self.text, self.causes, self.constants = text, causes, constants
        self.tokens = [*_tokens(text), ("end", "")]
        self.at = 0
        self.depth = 0

    def law(self) -> TruncatedNormal:
        name = self._take()[1]
        if name.lower() != "tnormal":
            raise ExpressionError(
                f"begins with {name!r}. Of expressions only TNormal(mean, variance, 0, 1) is read; save the "
                "table as numbers in AgenaRisk (NPT editing mode: manual)."
            )
        parts = self._arguments(name)
        if self._ahead() != "end":
            raise ExpressionError(f"goes on with {self._take()[1]!r} after its end.")
        if len(parts) != 4:
            raise ExpressionError(
                f"gives TNormal {len(parts)} parts; it takes a mean, a variance, 0 and 1."
            )
        mean, variance, *ends = parts
        if [float(end.value({})) if not end.causes else None for end in ends] != [0.0, 1.0]:
            raise ExpressionError("has bounds other than 0 and 1, as only a numeric node has.")
        return TruncatedNormal(mean, variance)

    def _ahead(self) -> str:
        kind, word = self.tokens[self.at]
        return word if kind == "mark" else kind

    def _take(self) -> tuple[str, str]:
        token = self.tokens[self.at]
        if token[0] == "end":
            raise ExpressionError("ends too early.")
        self.at += 1
        return token

    def _expect(self, mark: str) -> None:
        found = self._take()[1]
        if found != mark:
            raise ExpressionError(f"has {found!r} where {mark!r} was expected.")

    def _arguments(self, name: str) -> list[Expression]:
        """The parts of a function in brackets."""
        if self._ahead() != "(":
            raise ExpressionError(f"has {name!r} without brackets.")
        self._take()
        parts = [self._sum()]
        while self._ahead() == ",":
            self._take()
            parts.append(self._sum())
        self._expect(")")
        return parts

    def _sum(self) -> Expression:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise ExpressionError("has too many brackets in one another.")
        found = self._chain(self._product, ("+", "-"))
        self.depth -= 1
        return found

    def _product(self) -> Expression:
        return self._chain(self._single, ("*", "/"))

    def _chain(self, part: Callable[[], Expression], marks: tuple[str, str]) -> Expression:
        """Parts with marks between them, as one expression: a long chain does not nest."""
        parts, between = [part()], list[str]()
        while self._ahead() in marks:
            between.append(self._take()[1])
            parts.append(part())
        if not between:
            return parts[0]

        def worked_out(values: list[Array]) -> Array:
            held = values[0]
            for mark, value in zip(between, values[1:], strict=True):
                held = ARITHMETIC[mark](held, value)
            return held

        return _joined(worked_out, parts)

    def _single(self) -> Expression:
        kind, word = self._take()
        if word == "-":
            negative = 1
            while self._ahead() == "-":
                self._take()
                negative += 1
            held = self._single()
            return _joined(lambda x: -x[0], [held]) if negative % 2 else held
        if word == "(":
            held = self._sum()
            self._expect(")")
            return held
        if kind == "number":
            return _constant(float(word))
        if kind != "name":
            raise ExpressionError(f"has {word!r} where a number or a name was expected.")
        if self._ahead() == "(":
            return self._function(word)
        if word in self.causes:
            return Expression(frozenset([word]), lambda points: points[word])
        if word in self.constants:
            return _constant(self.constants[word])
        raise ExpressionError(f"names {word!r}. {unknown_text('cause', word, self.causes)}")

    def _function(self, word: str) -> Expression:
        function = FUNCTIONS.get(word.lower())
        if function is None:
            raise ExpressionError(
                f"uses {word!r}; the functions that are read are {', '.join(FUNCTIONS)}."
            )
        parts = self._arguments(word)
        _check_parts(word.lower(), parts)
        return _joined(function, parts)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = TOKEN.match(text, at)
        if match is None:
            raise ExpressionError(f"has {text[at:].strip()[:10]!r}, which is not understood.")
        yield str(match.lastgroup), str(match[str(match.lastgroup)])
        at = match.end()


def _constant(number: float) -> Expression:
    return Expression(frozenset(), lambda _: np.asarray(number))


def _joined(function: Callable[[list[Array]], Array], parts: Sequence[Expression]) -> Expression:
    causes = frozenset[str]().union(*(part.causes for part in parts))
    return Expression(causes, lambda points: function([part.value(points) for part in parts]))


# ── functions ────────────────────────────────────────────────────────────────────────────────


def _check_parts(word: str, parts: Sequence[Expression]) -> None:
    """Refuse a weighted function without pairs, or whose weights depend on a cause or are not positive."""
    if word in ("min", "max"):
        return
    if word == "mixminmax":
        fits, weights = len(parts) > 2, parts[:2]
    else:
        fits, weights = len(parts) % 2 == 0, parts[::2]
    if not fits:
        raise ExpressionError(f"gives {word} {len(parts)} parts; {FORMS[word]}.")
    if any(weight.causes for weight in weights):
        raise ExpressionError(f"has a weight in {word} that depends on a cause; {FORMS[word]}.")
    if not all(0 <= float(weight.value({})) < np.inf for weight in weights):
        raise ExpressionError(f"has a weight in {word} that is negative or without end.")
    if not sum(float(weight.value({})) for weight in weights):
        raise ExpressionError(f"has no weight in {word} above zero.")


FORMS = {
    "wmean": "it takes pairs of a weight and a cause",
    "wmin": "it takes pairs of a weight and a cause",
    "wmax": "it takes pairs of a weight and a cause",
    "mixminmax": "it takes the weight of the least, that of the greatest, and causes",
}


def _weighted_mean(parts: list[Array]) -> Array:
    weights, values = parts[::2], parts[1::2]
    total = sum(map(float, weights))
    return np.asarray(sum(w * x for w, x in zip(weights, values, strict=True)) / total)


def _each_weighed(parts: list[Array]) -> list[Array]:
    """(w_i X_i + Σ_{j≠i} X_j) / (w_i + n − 1) for each i: equation 5 of Fenton et al."""
    weights, values = parts[::2], parts[1::2]
    whole, count = sum(values), len(values)
    return [
        np.asarray((w * x + whole - x) / max(float(w) + count - 1, 1e-300))
        for w, x in zip(weights, values, strict=True)
    ]


def _mixed(parts: list[Array]) -> Array:
    least, greatest = map(float, parts[:2])
    values = parts[2:]
    low, high = reduce(np.minimum, values), reduce(np.maximum, values)
    return np.asarray((least * low + greatest * high) / (least + greatest))


def _divided(above: Array, below: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.asarray(np.divide(above, below))


ARITHMETIC: dict[str, Callable[[Array, Array], Array]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divided,
}
FUNCTIONS: dict[str, Callable[[list[Array]], Array]] = {
    "wmean": _weighted_mean,
    "wmin": lambda x: reduce(np.minimum, _each_weighed(x)),
    "wmax": lambda x: reduce(np.maximum, _each_weighed(x)),
    "mixminmax": _mixed,
    "min": lambda x: reduce(np.minimum, x),
    "max": lambda x: reduce(np.maximum, x),
}
