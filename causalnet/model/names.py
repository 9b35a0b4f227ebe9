"""What may serve as a name, and the small checks that every value shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Real
from typing import TypeVar

from causalnet.errors import Mistake, ModelError, nearest

__all__ = [
    "choice_mistakes",
    "is_number",
    "listed",
    "name_mistakes",
    "probability_mistakes",
    "state_mistakes",
]

TOLERANCE = 1e-6
T = TypeVar("T")


def listed(place: str, values: Iterable[T]) -> tuple[T, ...]:
    """`values` as a tuple, unless they are a single text or no collection at all."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ModelError(
            [Mistake(place, f"must be a list, not {values!r}.", f"Write [{values!r}].")]
        )
    return tuple(values)


def is_number(value: object) -> bool:
    """Whether it is a real number, Python's or numpy's."""
    return isinstance(value, Real) and not isinstance(value, bool)


def name_mistakes(place: str, name: object) -> list[Mistake]:
    """A name is a printable, non-empty string without space around it."""
    if not isinstance(name, str):
        return [Mistake(place, f"must be a string, not {name!r}.")]
    if not name or name != name.strip():
        return [Mistake(place, f"{name!r} is empty or has white space around it.")]
    if not name.isprintable():
        return [Mistake(place, f"{name!r} holds a character that cannot be printed.")]
    return []


# What else people write for the words of a model. "Improves" is not among them: whether that is up or
# down hangs on the variable.
SYNONYMS = {
    "rises": "increases increase grows grow up upwards higher more raises raise + positive",
    "falls": "decreases decrease declines drops drop down downwards lowers lower less reduces shrinks - negative",
    "holds": "stays unchanged constant steady same flat",
    "exceeds": "above passes over > >=",
    "stays below": "below under < <=",
    "+": "positive pos plus up raises rises increases",
    "-": "negative neg minus down lowers falls decreases reduces",
    "?": "unknown unsigned either both",
    "0": "none zero nothing",
    "high": "more higher max up",
    "low": "less lower min down",
    "lever": "policy intervention control action",
    "context": "driver cause root background exogenous input",
    "mediator": "intermediate",
    "outcome": "target result goal effect output",
}


def choice_mistakes(place: str, value: object, choices: Iterable[object]) -> list[Mistake]:
    """`value` must be one of `choices`."""
    options = list(choices)
    if value in options:
        return []
    words = [repr(option) for option in options]
    listing = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    known = [o for o in options if isinstance(o, str)]
    return [Mistake(place, f"must be {listing}, not {value!r}.", _choice_hint(value, known))]


def _choice_hint(value: object, options: Sequence[str]) -> str:
    """Which of `options` may be meant: by what it says first, by its letters else."""
    if not isinstance(value, str):
        return ""
    if value in ("−", "–") and "-" in options:
        return "That is a typographic minus: write '-'."
    word = value.strip().lower()
    meant = [o for o in options if o == word or word in SYNONYMS.get(o, "").split()]
    return f"Did you mean {meant[0]!r}?" if meant else nearest(value, options)


def state_mistakes(place: str, states: Sequence[str]) -> list[Mistake]:
    """States are named, distinct, and at least one."""
    if not states:
        return [Mistake(place, "is empty.", "Name the states from low to high.")]
    mistakes = [m for i, state in enumerate(states) for m in name_mistakes(f"{place}[{i}]", state)]
    repeated = dict.fromkeys(s for s in states if states.count(s) > 1)
    return mistakes + [Mistake(place, f"repeats the state {s!r}.") for s in repeated]


def probability_mistakes(place: str, p: Sequence[float]) -> list[Mistake]:
    """Probabilities lie in [0, 1] and sum to one."""
    numbers = [x for x in p if is_number(x)]
    if len(numbers) < len(p) or not all(0 <= x <= 1 for x in numbers):
        return [Mistake(place, f"{list(p)} are not all probabilities in [0, 1].")]
    total = sum(numbers)
    if abs(total - 1) > TOLERANCE:
        return [Mistake(place, f"{list(p)} sum to {total:g}, not to 1.")]
    return []
