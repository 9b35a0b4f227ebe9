"""The rules for names, and the small checks that all values share."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from math import isfinite
from numbers import Real
from typing import TypeVar

from causalnet.errors import Mistake, ModelError, few_names
from causalnet.nearest import nearest
from causalnet.numerals import comma_pairs
from causalnet.rounding import is_rounded, rounding_hint

__all__ = [
    "SUM_TOLERANCE",
    "choice_mistakes",
    "finite_mistakes",
    "invisible_mistakes",
    "is_finite",
    "is_iterable",
    "is_real",
    "label_mistakes",
    "listed",
    "name_mistakes",
    "parted_states",
    "probability_mistakes",
    "quoted_step",
    "repeated",
    "several_of",
    "single_state_mistakes",
    "state_label_mistakes",
    "state_mistakes",
]

SUM_TOLERANCE = 1e-6
# Numbers of a list that an error shows.
NUMBERS_SHOWN = 12
DIVIDE = "Divide them by their sum."
# Letters and symbols that leave no mark on a page.
UNSEEN = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
# Signs that people write between two states, in any script; a bare hyphen may belong to a name.
SEPARATORS = re.compile(r"[|;,/\\\t\n\r¦·•，；、｜／＼│‖]+|\s[-–—→>]+\s|\s{2,}|\bor\b|\bto\b")
# Signs that people write between separate words.
AMONG = re.compile(r"[\s|;,/+&，；、｜／]+(?:and\s+|or\s+)?")
# Characters that change the direction of the text that follows.
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
T = TypeVar("T")


def listed(place: str, values: Iterable[T]) -> tuple[T, ...]:
    """`values` as a tuple; refused if they are a single text or not a collection."""
    if isinstance(values, str) or not is_iterable(values):
        raise ModelError(
            [Mistake(place, f"must be a list, not {values!r}.", f"Write [{values!r}].")]
        )
    return tuple(values)


# Marks that part the steps of a place.
STEP_SEPARATOR = re.compile(r"""[.:,"]|^\s|\s$""")


def is_iterable(value: object) -> bool:
    """Whether it can be iterated over; numpy arrays without an axis claim so and cannot."""
    try:
        iter(value)  # type: ignore[call-overload]
    except TypeError:
        return False
    return True


def repeated(names: Iterable[str]) -> list[str]:
    """The names that occur more than once.

    Examples
    --------
    >>> repeated(["x", "y", "x"])
    ['x']
    """
    return [name for name, times in Counter(names).items() if times > 1]


def is_finite(value: object) -> bool:
    """Whether it is a real number that a float can hold."""
    try:
        return is_real(value) and isfinite(value)  # type: ignore[arg-type]
    except OverflowError:
        return False


def is_real(value: object) -> bool:
    """Whether it is a real number, Python's or numpy's."""
    return isinstance(value, Real) and not isinstance(value, bool)


def finite_mistakes(place: str, value: object) -> list[Mistake]:
    """The mistake of a number that is not finite; other values are not checked."""
    if not is_real(value) or is_finite(value):
        return []
    return [Mistake(place, f"must be a finite number, not {value!r}.")]


def name_mistakes(place: str, name: object) -> list[Mistake]:
    """Mistakes of a name: it must be a printable, non-empty string without space around it."""
    if not isinstance(name, str):
        return [Mistake(place, f"must be a string, not {name!r}.")]
    if not name or name != name.strip():
        return [Mistake(place, f"{name!r} is empty or has white space around it.")]
    if not name.isprintable():
        return [Mistake(place, f"{name!r} holds a character that cannot be printed.")]
    return invisible_mistakes(place, name)


def invisible_mistakes(place: str, text: str) -> list[Mistake]:
    r"""The mistake of a text that has only invisible characters.

    Examples
    --------
    >>> print(*invisible_mistakes("label", "\u200b"))
    label: '\u200b' shows nothing. Leave it out or write something.
    """
    if text and not any(_is_visible(c) for c in text):
        return [Mistake(place, f"{text!r} shows nothing.", "Leave it out or write something.")]
    return []


def label_mistakes(place: str, text: str) -> list[Mistake]:
    r"""Mistakes of a text that is printed in one line: invisible, or with control characters.

    Joiners and unbroken spaces are allowed, since some scripts need them.

    Examples
    --------
    >>> print(*label_mistakes("label", "Wet\tgrass"))
    label: 'Wet\tgrass' holds the control character '\t'. Write 'Wet grass'.
    """
    found = [c for c in text if _commands(c)]
    unseen = invisible_mistakes(place, text)
    if unseen or not found:
        return unseen
    plain = "".join(" " if c.isspace() else "" if _commands(c) else c for c in text)
    what = f"{text!r} holds the control character {found[0]!r}."
    return [Mistake(place, what, f"Write {' '.join(plain.split())!r}.")]


def _commands(c: str) -> bool:
    """Whether a character moves what is printed after it, in a terminal or in its direction."""
    return unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in DIRECTIONS


def _is_visible(c: str) -> bool:
    return c not in BLANK and unicodedata.category(c) not in UNSEEN


# Other words that people write for the words of a model. "Improves" is not among them: its direction depends
# on the variable.
SYNONYMS = {
    "rises": "increases increase grows grow up upwards higher more raises raise + positive",
    "falls": "decreases decrease declines drops drop down downwards lowers lower less reduces shrinks - negative",
    "holds": "stays unchanged constant steady same flat",
    "exceeds": "above passes over > >=",
    "stays below": "below under < <=",
    "+": "↑ ↗ ⊕ positive pos plus up raises rises increases",
    "-": "↓ ↘ ⊖ negative neg minus down lowers falls decreases reduces",
    "?": "± +/- -/+ unknown unsigned either both",
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
    if any(isinstance(value, type(option)) and value == option for option in options):
        return []
    words = [repr(option) for option in options]
    listing = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    known = [o for o in options if isinstance(o, str)]
    return [Mistake(place, f"must be {listing}, not {value!r}.", _choice_hint(value, known))]


def _choice_hint(value: object, options: Sequence[str]) -> str:
    """The one of `options` that may be meant: by a known synonym first, else by its letters."""
    if not isinstance(value, str):
        return ""
    if value in ("−", "–") and "-" in options:
        return "That is a typographic minus: write '-'."
    word = value.strip().lower()
    meant = [o for o in options if o == word or word in SYNONYMS.get(o, "").split()]
    return f"Did you mean {meant[0]!r}?" if meant else nearest(value, options)


def several_of(text: str, options: Iterable[str]) -> list[str]:
    """The options in one text, if there are two or more, whatever separates them; else none.

    Examples
    --------
    >>> several_of("context, lever", ["context", "lever", "outcome"])
    ['context', 'lever']
    """
    words = {option.casefold(): option for option in options}
    parts = [part for part in AMONG.split(text.casefold()) if part]
    return [words[part] for part in parts] if len(parts) > 1 and words.keys() >= {*parts} else []


def single_state_mistakes(place: str, states: Sequence[str]) -> list[Mistake]:
    """The mistake of a variable with fewer than two states.

    Examples
    --------
    >>> print(*single_state_mistakes("states", ["none;all day"]))
    states holds a single state, 'none;all day'. A variable needs at least two. Did you mean 'none' and 'all day'?
    """
    if len(states) != 1 or not isinstance(states[0], str):
        return []
    meant = parted_states(states[0])
    hint = f" Did you mean {' and '.join(map(repr, meant))}?" if len(meant) > 1 else ""
    what = f"holds a single state, {states[0]!r}."
    return [Mistake(place, what, f"A variable needs at least two.{hint}")]


def parted_states(text: str) -> list[str]:
    """The states in one text, if there are two or more; else none.

    Examples
    --------
    >>> parted_states("low | high"), parted_states("all day")
    (['low', 'high'], [])
    """
    parts = [part.strip() for part in SEPARATORS.split(text)]
    held = [part for part in parts if part]
    return held if len(held) > 1 else []


def state_mistakes(place: str, states: Sequence[str]) -> list[Mistake]:
    """Mistakes of states: they must be named, distinct, and at least one."""
    if not states:
        return [Mistake(place, "is empty.", "Name the states from low to high.")]
    mistakes = [
        mistake
        for number, state in enumerate(states, start=1)
        for mistake in name_mistakes(f"{place}, item {number}", state)
    ]
    times = Counter(s for s in states if isinstance(s, str))
    repeated = [state for state, count in times.items() if count > 1][:NUMBERS_SHOWN]
    return mistakes[:NUMBERS_SHOWN] + [
        Mistake(place, f"repeats the state {s!r}.") for s in repeated
    ]


def state_label_mistakes(place: str, labels: Sequence[str], states: Sequence[str]) -> list[Mistake]:
    """Mistakes of the labels of states: one for each state, visible, in one line and distinct.

    Examples
    --------
    >>> print(*state_label_mistakes("state_labels", ["few"], ["low", "high"]))
    state_labels: 1 label for 2 states (low, high).
    """
    if not labels:
        return []
    if len(labels) != len(states):
        word = "label" if len(labels) == 1 else "labels"
        what = f"{len(labels)} {word} for {len(states)} states ({few_names(states)})."
        return [Mistake(place, what)]
    twice = [Mistake(place, f"repeats the label {label!r}.") for label in repeated(labels)]
    empty = [
        Mistake(place, f"has no label for {state!r}.", "Write one, or leave state_labels out.")
        for label, state in zip(labels, states, strict=True)
        if not label.strip()
    ]
    return empty or [*twice, *(m for label in labels for m in label_mistakes(place, label))]


def probability_mistakes(place: str, p: Sequence[float]) -> list[Mistake]:
    """Mistakes of probabilities: they must lie in [0, 1] and sum to one."""
    numbers = [x for x in p if is_finite(x)]
    total = math.fsum(numbers)
    pairs = comma_pairs(p)
    if len(p) > 2 and abs(math.fsum(pairs) - 1) <= SUM_TOLERANCE:
        what = f"{_few(p)} are {len(p)} numbers, with commas in place of decimal points."
        return [Mistake(place, what, f"Write {_few(pairs)}.")]
    if len(p) == 1 and 0 <= total < 1:
        what = f"{_few(p)} is one number, and each state needs one."
        return [Mistake(place, what, f"Write, for example, {_few([round(1 - total, 9), total])}.")]
    if len(numbers) < len(p) or not all(0 <= x <= 1 for x in numbers):
        hint = _percent_hint(numbers) if len(numbers) == len(p) else ""
        return [Mistake(place, f"{_few(p)} are not all probabilities in [0, 1].", hint)]
    if abs(total - 1) > SUM_TOLERANCE:
        hint = DIVIDE if is_rounded(numbers) else rounding_hint(total)
        return [Mistake(place, f"{_few(p)} sum to {total:.6g}, not to 1.", hint)]
    return []


def _percent_hint(p: Sequence[float]) -> str:
    if not all(0 <= x <= 100 for x in p) or abs(math.fsum(p) - 100) > 1:
        return ""
    return f"Percentages are written as shares: {_few([float(f'{x:g}e-2') for x in p])}."


def _few(values: Sequence[object]) -> str:
    """A list as an error shows it, without the names of numpy types."""
    held = [v.item() if hasattr(v, "item") else v for v in values[:NUMBERS_SHOWN]]
    listing = ", ".join(map(repr, held)) + (", …" if len(values) > NUMBERS_SHOWN else "")
    return f"[{listing}]"


def quoted_step(name: str) -> str:
    """A name as a step of a place, in quotes where a mark in it would part it."""
    return f'"{name}"' if not name or STEP_SEPARATOR.search(name) else name
