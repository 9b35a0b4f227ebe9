"""A check of fields against their annotations, one for every class of the model."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import MISSING, fields
from numbers import Integral
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from causalnet.boundary.advice import example, intervention_hint, number_hint, size_hint
from causalnet.cache import cached
from causalnet.errors import InterventionError, Mistake, ModelError, article
from causalnet.names import choice_mistakes, is_iterable, is_real, parted_states, several_of
from causalnet.numerals import numerals

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = [
    "check_fields",
    "check_setting",
    "check_state_names",
    "field_mistakes",
    "text_mistakes",
    "with_article",
]

LETTERS_SHOWN = 80
# The number of reported mistakes in one list: after a few, the kind of mistake is clear.
MISTAKES_LISTED = 5
EMPTY: dict[Any, object] = {str: "", int: 0, float: 0.0}
ARGUMENT_WORDS = {
    "Intervention": "an intervention such as cn.do(x='low')",
    "Mechanism": "a mechanism",
}
TYPE_WORDS = {str: "a string", bool: "True or False", int: "a whole number", float: "a number"}


def check_fields(
    value: DataclassInstance, own: Callable[[], Iterable[Mistake]] | None = None
) -> None:
    """Refuse a value with wrong fields, with every mistake at once.

    Lists become tuples, and numpy's truths and whole numbers become Python's.

    Parameters
    ----------
    value : dataclass
        A frozen value that is being made.
    own : callable, optional
        Returns further mistakes that its class finds. Those about fields of the wrong kind are left out.

    Raises
    ------
    ModelError
    """
    kinds = field_mistakes(value)
    wrong = {_field(m) for m in kinds}
    _stand_in(value, wrong)
    more = [m for m in (own() if own else ()) if _field(m) not in wrong]
    if kinds or more:
        order = {f.name: i for i, f in enumerate(fields(value))}
        found = sorted((*kinds, *more), key=lambda m: order.get(_field(m), -1))
        raise ModelError(dict.fromkeys(found), _subject(value, wrong))


def check_setting(value: DataclassInstance, what: str) -> None:
    """Refuse a part of an intervention with a field that is not of its kind.

    Raises
    ------
    InterventionError
    """
    for mistake in field_mistakes(value):
        # Numbers have separate checks with more specific messages.
        if mistake.place not in ("steps", "uptake"):
            raise InterventionError(f"{what} is wrong: {mistake}")


def check_state_names(named: Iterable[object]) -> None:
    """Refuse states that are not names.

    Raises
    ------
    InterventionError
    """
    for state in named:
        if not isinstance(state, str):
            raise InterventionError(f"States go by their names, which are strings, not {state!r}.")


def field_mistakes(value: DataclassInstance) -> list[Mistake]:
    """Mistakes for fields that do not match their annotation; the others are converted to its form."""
    found: list[Mistake] = []
    hints = _hints(type(value))
    for f in fields(value):
        held = getattr(value, f.name)
        if f.default is not MISSING and held is f.default:
            continue
        fit, mistakes = _fitted(f.name, held, hints[f.name])
        if fit is not held:
            object.__setattr__(value, f.name, fit)
        found += mistakes
    return found


def text_mistakes(texts: Mapping[str, object]) -> list[Mistake]:
    """Arguments that must be strings and are not."""
    return [m for place, text in texts.items() for m in _fitted(place, text, str)[1]]


@cached(256)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _stand_in(value: DataclassInstance, wrong: Set[str]) -> None:
    """Replace wrong fields by harmless values, so that the rest can still be checked."""
    hints = _hints(type(value))
    for name in wrong & {f.name for f in fields(value)}:
        kind = hints[name]
        if get_origin(kind) is Sequence:
            harmless: object = ()
        elif get_origin(kind) is Mapping:
            harmless = {}
        elif type(None) in get_args(kind):
            harmless = None
        else:
            harmless = EMPTY.get(kind, _Shown(None))
        object.__setattr__(value, name, harmless)


def _field(mistake: Mistake) -> str:
    """The field that a mistake is about."""
    place = mistake.place
    for mark in ".,[ ":
        place = place.partition(mark)[0]
    return place


def _subject(value: DataclassInstance, wrong: Set[str]) -> str:
    """The subject of an error about a field: the traceback of a long script does not name it."""
    hints = _hints(type(value))
    if not any(name in wrong and not _is_choice(kind) for name, kind in hints.items()):
        return ""
    name = getattr(value, "name", None)
    kind = type(value).__name__
    return f"{kind} {name!r}" if isinstance(name, str) and name.isprintable() else kind


# ── one field ────────────────────────────────────────────────────────────────────────────────


def _fitted(place: str, value: object, kind: Any) -> tuple[Any, list[Mistake]]:
    """A value in the form of its kind, and its mistakes."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(place, value, get_args(kind))
    if origin is Literal:
        return value, _choice(place, value, get_args(kind))
    if origin is Sequence:
        return _sequence(place, value, get_args(kind)[0])
    if isinstance(origin, type):
        return _collection(place, value, origin)
    if kind is int and is_real(value) and isinstance(value, Integral):
        return int(value), []
    if kind is bool and type(value).__name__ in ("bool", "bool_"):
        return bool(value), []
    if _is_a(value, kind):
        return value, []
    return value, [_wrong(place, value, _called(kind))]


def _collection(place: str, value: object, kind: type) -> tuple[Any, list[Mistake]]:
    """A mapping or a set; a plain mapping becomes one that cannot change."""
    if isinstance(value, kind):
        return value, []
    if issubclass(kind, Mapping):
        # The values in a register may have fields too; the module that defines them is the later of the two.
        from causalnet.frozen_map import Register

        if isinstance(value, Mapping):
            return Register(value), []
        return value, [_wrong(place, value, "a mapping")]
    return value, [_wrong(place, value, "a set" if issubclass(kind, Set) else _called(kind))]


def _is_a(value: object, kind: type) -> bool:
    if kind is float:
        return is_real(value)
    if kind in (int, bool):
        return type(value) is kind
    return isinstance(value, kind)


def _one_of(place: str, value: object, kinds: tuple[Any, ...]) -> tuple[Any, list[Mistake]]:
    """A value of one of several kinds; a single kind beside None is checked directly."""
    if value is None and type(None) in kinds:
        return value, []
    own = [kind for kind in kinds if kind is not type(None)]
    tried = [_fitted(place, value, kind) for kind in own]
    sound = [fit for fit, mistakes in tried if not mistakes]
    if sound:
        return sound[0], []
    if len(own) == 1:
        return tried[0]
    if all(getattr(kind, "kind", None) for kind in own):
        return value, [_wrong(place, value, ARGUMENT_WORDS["Mechanism"])]
    return value, [_wrong(place, value, _listing([_called(kind) for kind in own]))]


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal or any(map(_is_choice, get_args(kind)))


def _choice(place: str, value: object, choices: tuple[object, ...]) -> list[Mistake]:
    texts = [choice for choice in choices if isinstance(choice, str)]
    several = several_of(value, texts) if isinstance(value, str) and ", item" in place else []
    if several:
        what = f"{value!r} holds several words in one text."
        return [Mistake(place, what, f"Write {', '.join(map(repr, several))}.")]
    return choice_mistakes(place, value if isinstance(value, str) else _Shown(value), choices)


def _sequence(place: str, value: Any, kind: Any) -> tuple[Any, list[Mistake]]:
    """A list as a tuple. A text is not a list of its letters, and a set does not have an order."""
    if isinstance(value, Set) and not isinstance(value, Mapping):
        return (), [Mistake(place, f"must be a list, not {_shown(value)}.", "A set has no order.")]
    if isinstance(value, str | bytes | Mapping) or not is_iterable(value):
        whole = _fitted(place, value, kind)[1] == []
        hint = _list_hint(place, value, kind, whole=whole)
        return (), [Mistake(place, f"must be a list, not {_shown(value)}.", hint)]
    fitted = [_fitted(f"{place}, item {i}", x, kind) for i, x in enumerate(value, start=1)]
    wrong = [m for _, mistakes in fitted for m in mistakes]
    return tuple(fit for fit, _ in fitted), wrong[:MISTAKES_LISTED]


# ── words ────────────────────────────────────────────────────────────────────────────────────


class _Shown:
    """Replaces a value that is not a text wherever it is compared or shown; never long, never dangerous."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return _shown(self.value)


def _wrong(place: str, value: object, form: str) -> Mistake:
    return Mistake(place, f"must be {form}, not {_shown(value)}.", _hint(place, form, value))


def _hint(place: str, form: str, value: object) -> str:
    """A hint on how to write a value that is nearly right."""
    if place == "at_least":
        return size_hint(value)
    if place == "by" and isinstance(value, str) and "%" in value:
        return "It is in states of the outcome, not in percent."
    if form == ARGUMENT_WORDS["Intervention"]:
        number = size_hint(value) and f"A threshold goes by its name: threshold={value}."
        return number or intervention_hint(value)
    if form.startswith("a Baseline") and isinstance(value, list | tuple):
        return f"Write cn.Baseline({_shown(value)})."
    if "a Judgement" in form and isinstance(value, list | tuple) and len(value) in (2, 3):
        kind = "interval" if len(value) == 2 else "pert"
        return f"Write cn.{kind}({', '.join(map(_shown, value))})."
    if "a Panel" in form and isinstance(value, Mapping):
        return f"For several people write cn.Panel({_shown(value)})."
    if form in (TYPE_WORDS[int], TYPE_WORDS[float]):
        return number_hint(value)
    if form == ARGUMENT_WORDS["Mechanism"]:
        return "Write cn.Ordinal(), cn.NoisyMin(), …"
    first = form.partition(" or ")[0].partition(",")[0]
    written = example("", first.removeprefix("a ").removeprefix("an "))
    return f"Write {written}." if written and not place.startswith("states") else ""


def _list_hint(place: str, value: object, kind: Any, *, whole: bool) -> str:
    """The list that may be meant by a value of another kind."""
    if kind is float and isinstance(value, str | Mapping):
        held = value.values() if isinstance(value, Mapping) else [n.value for n in numerals(value)]
        numbers = [x for x in held if is_real(x)]
        order = ", in the order of the states" if isinstance(value, Mapping) else ""
        fits = numbers and len(numbers) == len(held)
        return f"Write [{', '.join(f'{x:g}' for x in numbers)}]{order}." if fits else ""
    if kind is float and is_real(value):
        return f"Write [{_shown(value)}, …], one number for each state." if place == "p" else ""
    parts = parted_states(value) if place == "states" and isinstance(value, str) else []
    return f"Write {parts or [_Shown(value)]}." if whole else ""


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LETTERS_SHOWN else f"{text[:LETTERS_SHOWN]}…"


def _called(kind: Any) -> str:
    """The name of a kind in a sentence."""
    if kind in TYPE_WORDS:
        return TYPE_WORDS[kind]
    if get_origin(kind) is Sequence:
        return "a list"
    name = getattr(kind, "__name__", str(kind))
    return ARGUMENT_WORDS.get(name) or with_article(name)


def with_article(name: str) -> str:
    """The name of a class with its article.

    Examples
    --------
    >>> with_article("Influence"), with_article("Network"), with_article("Utility")
    ('an Influence', 'a Network', 'a Utility')
    """
    return f"{article(name)} {name}"


def _listing(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
