"""Every exception of the library, and the wording of their messages.

A message says what was wrong and where, which values are possible, and the nearest match:
``No state 'hihg' of 'traffic'; its states are low, high. Did you mean 'high'?``
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from causalnet.console import printed
from causalnet.nearest import missing, nearest

# The functions that word messages are for the package itself, and not public names.
__all__ = [
    "ArgumentError",
    "CalibrationError",
    "CausalnetError",
    "ColumnWarning",
    "DraftError",
    "FileError",
    "FontWarning",
    "ImpossibleEvidenceError",
    "InterventionError",
    "LossWarning",
    "MemoryLimitError",
    "Mistake",
    "ModelError",
    "NetworkError",
    "PositionError",
    "QuestionError",
    "QuoteError",
    "RenderError",
    "RoundingWarning",
    "UnknownNameError",
    "WorkerError",
]

MOST_MISTAKES = 1000
"""The number of mistakes from which on no more are looked for."""

# The lines and the names that a message shows, and the letters of a name.
LINES_SHOWN, NAMES_SHOWN, LETTERS_OF_NAME = 200, 12, 100
# The letters of a place and of a mistake that a message shows: a name may be of any length.
PLACE, WHAT = 300, 2000
BUILTIN = (str, bytes, bytearray, int, float, complex, list, tuple, dict, set, frozenset)
BRIEF = reprlib.Repr()
BRIEF.maxstring = BRIEF.maxother = BRIEF.maxlong = 60


@printed
class CausalnetError(Exception):
    """Base of every error that causalnet raises on purpose.

    It can be pickled and copied with any constructor. Type, text and attributes are kept.
    """

    def __str__(self) -> str:
        return super().__str__()

    def __repr__(self) -> str:
        return super().__repr__()

    # By default an exception calls its type with only the text.
    def __reduce__(self) -> tuple[Any, ...]:
        made_by: tuple[Any, ...] = tuple(super().__reduce__())
        return _restored, made_by


@printed
class UnknownNameError(CausalnetError, KeyError):
    """A variable, state, claim, influence, … that the model does not have.

    It is a `KeyError`, so that the library's mappings behave like other mappings.
    """

    # A KeyError shows the repr of what it was given; ours is a sentence.
    def __str__(self) -> str:
        return Exception.__str__(self)


class QuestionError(CausalnetError, ValueError):
    """A question that does not make sense."""


class ArgumentError(QuestionError, TypeError):
    """An argument of the wrong type or out of bounds, or one that is missing or unknown.

    It is a `TypeError`, like that of any Python function.
    """


class PositionError(CausalnetError, IndexError):
    """A position past the end of what an answer lists."""


class InterventionError(QuestionError):
    """An intervention that contradicts itself or does not fit the network."""


class ImpossibleEvidenceError(CausalnetError, ValueError):
    """Evidence that has probability zero under the question."""


class MemoryLimitError(CausalnetError, MemoryError):
    """A question whose exact answer would exceed the memory limit.

    Attributes
    ----------
    needed, limit : int
        Bytes.
    """

    def __init__(self, message: str, *, needed: int, limit: int) -> None:
        super().__init__(message)
        self.needed = needed
        self.limit = limit


class NetworkError(CausalnetError, ValueError):
    """Tables that do not form a Bayesian network."""


class RoundingWarning(UserWarning):
    """Rows of probabilities that were normalised because printing had rounded them; ``"error"`` refuses such rows."""


class ColumnWarning(UserWarning):
    """Columns or sheets of a spreadsheet that are not known, kept in notes or not read; ``"error"`` refuses such sheets."""


class LossWarning(UserWarning):
    """Parts of a map or a network that a file does not hold, or reading leaves out; ``"error"`` refuses such files."""


class FontWarning(UserWarning):
    """Letters that no font here has, so that a PNG or a chart shows boxes in their place; ``"error"`` refuses such pictures."""


class FileError(CausalnetError, OSError):
    """A file that cannot be read or may not be written; `line` is the place of an error of syntax."""

    line: int | None = None


class RenderError(CausalnetError, RuntimeError):
    """A diagram that no installed program can draw in the format asked for."""


class CalibrationError(CausalnetError, ValueError):
    """A declared baseline that a mechanism cannot meet.

    Attributes
    ----------
    variable : str
        The variable whose baseline was declared.
    nearest : tuple of float
        The attainable marginal that lies nearest to it.
    """

    def __init__(self, message: str, *, variable: str, nearest: tuple[float, ...]) -> None:
        super().__init__(message)
        self.variable = variable
        self.nearest = nearest


@printed
@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a model: its place, its description, and a hint.

    A `what` in lower case is the predicate of its place (``sign must be …``). Any other is a full sentence.

    Attributes
    ----------
    place, what, hint : str
        The place in the model, the mistake there, and what to do.
    line : int or None
        The line of the model file, from 1.
    key : str
        The key concerned, if neither place nor text names it.
    """

    place: str
    what: str
    hint: str = ""
    line: int | None = None
    key: str = ""

    def __str__(self) -> str:
        place = _elided(visible(self.place), PLACE)
        what = _elided("\n".join(map(visible, self.what.split("\n"))), WHAT)
        text = f"{place}{' ' if what[:1].islower() else ': '}{what}" if place else what
        line = f"line {self.line}: " if self.line else ""
        return f"{line}{text}" + (f" {visible(self.hint)}" if self.hint else "")


class ModelError(CausalnetError, ValueError):
    """A model with mistakes: all of them, each with its place and a hint.

    Attributes
    ----------
    mistakes : tuple of Mistake
        Every mistake that was found, in the order of the file or of the model.
    """

    def __init__(self, mistakes: Iterable[Mistake], subject: str = "") -> None:
        self.mistakes = tuple(mistakes)
        self.subject = subject
        super().__init__(self._text())

    def _text(self) -> str:
        of = f" in {self.subject}" if self.subject else ""
        if len(self.mistakes) == 1:
            [only] = self.mistakes
            if self.subject and (only.line or only.place.startswith(("row ", "sheet "))):
                return f"{self.subject}, {only}"
            return f"{only}" + (f" ({self.subject})" if self.subject else "")
        lines = "\n".join(f"  {mistake}" for mistake in self.mistakes[:LINES_SHOWN])
        more = len(self.mistakes) - LINES_SHOWN
        rest = f"\n  … and {more} more" if more > 0 else ""
        least = "At least " if len(self.mistakes) >= MOST_MISTAKES else ""
        return f"{least}{len(self.mistakes)} mistakes{of}:\n{lines}{rest}"


def raise_any(mistakes: Iterable[Mistake], subject: str = "") -> None:
    """Raise one `ModelError` with all `mistakes`, if there are any."""
    if distinct := dict.fromkeys(mistakes):
        raise ModelError(distinct, subject)


class QuoteError(ModelError):
    """Quotes that are not in the text of their source."""


class DraftError(ModelError):
    """No draft of a text was without mistakes: those of the last, the `rounds` that were asked, the last `reply`."""

    rounds, reply = 0, ""


class WorkerError(CausalnetError, RuntimeError):
    """A worker process that ended before its work was done."""


def _restored(
    kind: type[CausalnetError],
    args: tuple[object, ...],
    attributes: Mapping[str, object] | None = None,
) -> CausalnetError:
    """Restore an error without calling its constructor."""
    # Of several bases, the one with its memory layout creates it.
    maker: Any = kind
    while "__new__" not in vars(maker):
        maker = maker.__base__
    error: CausalnetError = maker.__new__(kind, *args)
    # An OSError subclass with a constructor gets its arguments only from there.
    error.args = error.args or args
    for name, value in (attributes or {}).items():
        setattr(error, name, value)
    return error


class Mistakes:
    """A collector: gathers the mistakes of many steps, to be raised as one error.

    Examples
    --------
    >>> found = Mistakes()
    >>> with found.at("variables.x"):
    ...     raise ModelError([Mistake("states", "is empty.")])
    >>> str(found.all[0])
    'variables.x.states is empty.'
    """

    def __init__(self) -> None:
        self.all: list[Mistake] = []
        # The places of rows that a reader normalised: not mistakes, but reported.
        self.rounded: list[str] = []

    def add(self, place: str, what: str, hint: str = "") -> None:
        """Note one mistake."""
        self.all.append(Mistake(place, what, hint))

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """Catch the mistakes of a block and put `place` before each."""
        try:
            yield
        except ModelError as error:
            self.all += [replace(m, place=join_places(place, m.place)) for m in error.mistakes]
        except (UnknownNameError, QuestionError) as error:
            self.all.append(Mistake(place, str(error)))

    def raise_any(self, subject: str = "") -> None:
        """Raise one `ModelError` with everything found, if anything was."""
        raise_any(self.all, subject)


def join_places(outer: str, inner: str) -> str:
    """``variables.x`` and ``baseline`` make ``variables.x.baseline``; names with spaces are set apart.

    Examples
    --------
    >>> join_places("claims.c1", "check 2"), join_places("influence a → b", "sign")
    ('claims.c1, check 2', 'influence a → b: sign')
    """
    if not (outer and inner):
        return outer or inner
    if re.match(r"[a-z]+ (?:\d|\(|.*→|.*↛)", inner):
        return f"{outer}, {inner}"
    return f"{outer}: {inner}" if " " in outer.rpartition(": ")[2] else f"{outer}.{inner}"


def visible(text: str) -> str:
    r"""`text` in one line, with an escape for each character that cannot be printed.

    Examples
    --------
    >>> visible("a\x1b[2J\u202eb")
    'a\\x1b[2J\\u202eb'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _elided(text: str, length: int) -> str:
    """A text without its middle, if it is too long to read."""
    return text if len(text) <= length else f"{text[: length - 50]} … {text[-40:]}"


def shortened(text: str) -> str:
    """`text`, cut to the room that a message has."""
    return text if len(text) <= LETTERS_OF_NAME else f"{text[:LETTERS_OF_NAME]}…"


def few_names(names: Sequence[str]) -> str:
    """Names in a row, and their number if there are many."""
    listing = ", ".join(shortened(visible(str(name))) for name in names[:NAMES_SHOWN])
    return listing + (f", … ({len(names)} in all)" if len(names) > NAMES_SHOWN else "")


def unknown(kind: str, name: object, among: Iterable[str], of: str = "") -> UnknownNameError:
    """The error for an unknown name, with the possible names and the nearest one."""
    return UnknownNameError(unknown_text(kind, name, among, of))


def unknown_text(kind: str, name: object, among: Iterable[str], of: str = "") -> str:
    """The message of `unknown`."""
    names = [one if isinstance(one, str) else shown(one) for one in among]
    owner = f" of {of!r}" if of else ""
    possible = few_names(names)
    # Of a phrase such as "influence on a path" the noun that comes first is counted, of "claim or influence" both.
    several = re.sub(r"^.+?(?= (?:of|on|with|above)\b| or |$)|(?<= or ).+$", r"\g<0>s", kind)
    its = f"its {several} are" if of else f"the {several} are"
    listing = f"; {its} {possible}." if names else f"; there are no {several}."
    hint = nearest(name if isinstance(name, str) else shown(name), names)
    written = repr(shortened(name)) if isinstance(name, str) else shown(name)
    return f"No {kind} {written}{owner}{listing}" + (f" {hint}" if hint else "")


def shown(value: object) -> str:
    """A value as a message shows it: short, and without raising another error.

    Examples
    --------
    >>> shown("low"), shown([1, 2]), shown(object())
    ("'low'", '[1, 2]', 'an object')
    """
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, type):
        return f"the class {value.__name__}"
    kind = f"{article(name := type(value).__name__)} {name}"
    if not isinstance(value, BUILTIN) and not type(value).__module__.startswith("causalnet."):
        return kind
    try:
        text = BRIEF.repr(value)
    except Exception:  # noqa: BLE001 - the repr of somebody else's value may fail in any way
        return kind
    # An answer is a whole page.
    return kind if text.startswith("<") or "\n" in repr(value) else text


def article(noun: str) -> str:
    """``an`` before a vowel, else ``a``; a long u is none, as in a Utility."""
    return "an" if noun[:1] in "AEIOaeio" or noun[:2] in ("Un", "un") else "a"


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        raise missing(__name__, name, __all__)
