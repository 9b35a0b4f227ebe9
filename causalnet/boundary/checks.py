"""Arguments at the public boundary: bound, checked, and refused in plain words.

`public` checks the arguments of a public function against its annotations, so that a wrong type or a missing
argument fails at the call and not deep inside.
"""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from inspect import Parameter
from typing import Any, ParamSpec, TypeVar

from causalnet.boundary.advice import LATER, advice, argument_hint, example, file_hint, number_hint
from causalnet.boundary.annotations import hints_of
from causalnet.boundary.kinds import KEY, Anything, Bounds, MisfitError, ValueKind, kind_of
from causalnet.cache import Cache
from causalnet.errors import ArgumentError, PositionError, shown
from causalnet.nearest import nearest

__all__ = [
    "PERIODS",
    "bound",
    "expected",
    "position",
    "public",
    "public_class",
    "selection",
    "uncombined",
]

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
Args = tuple[object, ...]

PERIODS = 10_000
"""The last period that anything can be asked of."""

BOUNDS: dict[str, Bounds] = {
    "draws": (1, 10_000_000),
    "n": (1, 10_000_000),
    "samples": (1, 1_000_000_000),
    "particles": (1, 10_000_000),
    "seed": (0, 2**128),
    "correlation": (0, 1),
    "memory_limit": (1, None),
    "steps": (0, PERIODS),
    "periods": (0, PERIODS),
    "shift.steps": (None, None),
    "relabelled": (0, 100_000),
    "survey.cases": (1, 1_000_000_000),
    "measuring": (1, None),
    "surveys": (0, 100_000),
    "at": (0, PERIODS),
    "after": (2, PERIODS),
    "sustained": (1, PERIODS),
    "n_jobs": (None, 1_024),
    "period": (0, None),
    "CausalMap.heard.at_least": (1, None),
    "draw.at_least": (1, None),
    "CausalMap.lagging.lag": (1, PERIODS),
    "CausalMap.zoom.level": (1, None),
    "CausalModel.heard.at_least": (1, None),
    "compare_voices.at_least": (1, None),
    "Network.at.draws": (None, None),
    "Intervention.at.periods": (0, PERIODS),
    "Intervention.during.first": (0, PERIODS),
    "Intervention.during.last": (0, PERIODS),
    "Intervention.since.first": (0, PERIODS),
    "Intervention.until.last": (0, PERIODS),
    "most": (1, None),
    "share": (0, 1),
    "keep": (0, 1),
    "tolerance": (0, None),
    "Conclusion.holds.tolerance": (None, None),
}
"""What numbers may be, by the name of the argument: a word means the same in every verb."""

# Their steps are influences or states, not periods.
NOT_TIME = frozenset({"draw", "shift"})
# `findings` checks the observations, because it knows their variables.
SHALLOW = frozenset({"given", "observed"})
# These functions can say more about a wrong value than its type, such as the format of a file.
LEFT = frozenset(
    "Network.__init__.parents Network.__init__.states Network.with_order.orders effect.outcome levers.outcome pairs.outcome "
    "from_networkx.graph from_pgmpy.model load.name_or_path save.model save.path to_networkx.model "
    "to_pgmpy.network".split()
)
MODELS = frozenset({"a CausalModel", "a Network"})
RIVALS = (
    "Ask about the other separately, or list the differences with cn.diff(a, b). "
    "To admit a rival of the model, write model.admitting('its name')."
)
# Ways to call a function that are known to be right.
CALLS_KEPT = 256
# Letters of a value that a hint repeats.
LETTERS_REPEATED = 40


def public(function: Callable[P, R]) -> Callable[P, R]:
    """Check the arguments of a function against its annotations; a misfit is an `ArgumentError`.

    The function receives numpy numbers as Python numbers, and an iterable in place of a sequence as a tuple.
    """
    contract = _Contract(function)
    known = contract.known.get

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        # A call whose argument types fitted before, whatever their values, costs one look-up.
        if known((*map(type, args), *kwargs, *map(type, kwargs.values()))):
            return function(*args, **kwargs)
        read, named = contract.read(args, kwargs)
        return function(*read, **named)  # type: ignore[arg-type]

    return call


def bound(function: Callable[P, R]) -> Callable[P, R]:
    """Refuse unknown and missing arguments; the function itself checks their values.

    A correct call takes next to no time.
    """
    contract = _Contract(function)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            raised = error
        contract.bind(args, kwargs)
        raise raised

    return call


def public_class(cls: type[T]) -> type[T]:
    """Decorate a class: its constructor is `bound`. Its fields report all their mistakes themselves."""
    cls.__init__ = bound(cls.__init__)  # type: ignore[method-assign]
    return cls


def expected(words: Iterable[str], value: object, hint: str = "") -> ArgumentError:
    """The error when something else was given in place of a model or a network.

    Examples
    --------
    >>> print(expected(["a CausalModel", "a Network"], "lawn"))
    Expected a CausalModel or a Network, got str.
    """
    found = shown(value) if isinstance(value, type) else type(value).__name__
    text = f"Expected {either(words)}, got {found}."
    return ArgumentError(text + (f" {hint}" if hint else ""))


def position(index: object, count: int, noun: str) -> int:
    """`index` as a position among `count` things, counted from the end where it is negative.

    Raises
    ------
    ArgumentError, PositionError
    """
    try:
        place = operator.index(index)  # type: ignore[arg-type]
    except TypeError:
        raise ArgumentError(f"A {noun} goes by a whole number, got {shown(index)}.") from None
    if not -count <= place < count:
        many = "is 1" if count == 1 else f"are {count:,}"
        raise PositionError(f"No {noun} {place}; there {many}, counted from 0.")
    return place


def uncombined(left: object, right: object) -> Any:
    """Refuse an operand of ``|`` that is not an intervention.

    The class with times handles an operand without times.

    Raises
    ------
    ArgumentError
    """
    if {type(left).__name__, type(right).__name__} == {"Intervention", "Timed"}:
        return NotImplemented
    raise ArgumentError(f"| combines two interventions, got {shown(left)} | {shown(right)}.")


def selection(index: object, count: int, noun: str) -> slice | int:
    """`index` as a slice of `count` things, or as a position among them.

    Raises
    ------
    ArgumentError, PositionError
    """
    if not isinstance(index, slice):
        return position(index, count, noun)
    try:
        index.indices(count)
    except (TypeError, ValueError):
        raise ArgumentError(f"A slice of {noun}s takes whole numbers, got {index!r}.") from None
    return index


def either(words: Iterable[str]) -> str:
    """``a, b or c``; None is not mentioned beside others."""
    every = list(words)
    named = [word for word in every if word != "None"] or every
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"


class _Contract:
    """The parameters of a function; made on its first call, since annotations are costly to resolve."""

    def __init__(self, function: Callable[..., object]) -> None:
        self.function = function
        self.known: Cache[tuple[object, ...], bool] = Cache(CALLS_KEPT)
        self.kinds: dict[str, ValueKind] = {}
        self.words: dict[str, str] = {}
        self.ready = False

    def prepare(self) -> None:
        """Read the signature and its annotations."""
        self.parameters = dict(inspect.signature(self.function).parameters)
        hints = hints_of(self.function)
        for name in self.parameters:
            own = f"{self.function.__qualname__}.{name}"
            bounds = BOUNDS.get(own, BOUNDS.get(name, (None, None)))
            kind = kind_of(hints.get(name, object), bounds, shallow=name in SHALLOW)
            self.words[name] = either(kind.words).replace(" (a str or a Path)", "")
            self.kinds[name] = Anything() if own in LEFT else kind
        self.order = [n for n, p in self.parameters.items() if p.kind is p.POSITIONAL_OR_KEYWORD]
        self.rest = self._of_kind(Parameter.VAR_POSITIONAL)
        self.spare = self._of_kind(Parameter.VAR_KEYWORD)
        needed = [n for n, p in self.parameters.items() if p.default is p.empty]
        self.needed = [n for n in needed if n not in (self.rest, self.spare)]
        self.ready = True

    def _of_kind(self, kind: object) -> str | None:
        return next((n for n, p in self.parameters.items() if p.kind is kind), None)

    def note(self, args: Args, kwargs: Mapping[str, object]) -> None:
        """Note the types of a call that fits, where those alone decide that it does."""
        named = [(name, value) for name, value in kwargs.items() if name in self.kinds]
        pairs = [*zip(self.order, args, strict=False), *named]
        plain = all(type(value) in self.kinds[name].quick for name, value in pairs)
        if plain and len(pairs) == len(args) + len(kwargs):
            self.known.put((*map(type, args), *kwargs, *map(type, kwargs.values())), True)

    def read(self, args: Args, kwargs: Mapping[str, object]) -> tuple[Args, dict[str, object]]:
        """The arguments in the form that the function expects.

        Raises
        ------
        ArgumentError
        """
        if not self.ready:
            self.prepare()
        places = [*self.order, *[self.rest] * max(0, len(args) - len(self.order))]
        try:
            values = [self._value(n, v) for n, v in zip(places, args, strict=False)]
            named = {
                name: self._value(name if name in self.kinds else self.spare, value, name)
                for name, value in kwargs.items()
            }
        except MisfitError as fault:
            raise _refused(fault, self, (*args, *kwargs.values())) from None
        self.bind(args, kwargs)
        self.note(args, kwargs)
        return tuple(values), named

    def _value(self, name: str | None, value: object, place: str = "") -> object:
        return value if name is None else self.kinds[name].read(value, place or name)

    @property
    def verb(self) -> str:
        """The name of the function, or of the class that it makes."""
        return getattr(self.function, "__qualname__", "").removesuffix(".__init__")

    def bind(self, args: Args, kwargs: Mapping[str, object]) -> None:
        """Refuse an argument that is one too many, misspelt, given twice or missing.

        Raises
        ------
        ArgumentError
        """
        if not self.ready:
            self.prepare()
        verb, first = self.verb, self.order[: len(args)]
        if len(args) > len(self.order) and self.rest is None:
            raise ArgumentError(self._too_many(verb, args, kwargs))
        for name, value in kwargs.items():
            if name in first:
                raise ArgumentError(f"{verb}() got {name!r} twice, by its place and by its name.")
            if name not in self.kinds and self.spare is None:
                known = [n for n in self.kinds if n != "self"]
                own = [n for n in known if n in LATER and verb not in NOT_TIME]
                hint = argument_hint(name, value, known, args[0] if args else None)
                if name in LATER and own:
                    hint = f"Write {own[0]}={shown(value)}."
                raise ArgumentError(f"{verb}() has no argument {name!r}. {hint}")
        missing = [name for name in self.needed if name not in first and name not in kwargs]
        if missing:
            wanted = [f"{name} ({self.words[name]})" for name in missing]
            listing = " and ".join(filter(None, (", ".join(wanted[:-1]), wanted[-1])))
            written = [(name, example(verb, name, self.kinds[name].classes)) for name in missing]
            examples = ", ".join(f"{name}={text}" for name, text in written if text)
            hint = f" Write {examples}." if examples else ""
            raise ArgumentError(f"{verb}() needs {listing}.{hint}")

    def _too_many(self, verb: str, args: Args, kwargs: Mapping[str, object]) -> str:
        names = [name for name in self.order if name != "self"]
        count = len(args) - (len(self.order) - len(names))
        text = f"{verb}() takes {len(names) or 'no'} argument{'s' * (len(names) != 1)} by place"
        text += f" ({', '.join(names)}), got {count}." if names else f", got {count}."
        extra = args[len(self.order)]
        if file_hint(extra) and "path" not in self.kinds:
            return f"{text} {file_hint(extra)}"
        for name in self.kinds:
            if name not in (*self.order, *kwargs) and extra is not None:
                try:
                    self.kinds[name].read(extra, name)
                except MisfitError:
                    continue
                return f"{text} Write {name}={shown(extra)}."
        return text


def _one_of(value: list[object] | tuple[object, ...]) -> str:
    """A hint for several names that were given in place of one."""
    if not value or not all(isinstance(part, str) for part in value):
        return ""
    return f"Write {value[0]!r}." if len(value) == 1 else "It takes one: ask about each separately."


def _as_tuple(fault: MisfitError) -> str:
    """A hint for a list that was given in place of a tuple or a pair."""
    value, words = fault.value, fault.kind.words
    if not (isinstance(value, list) and value and all(isinstance(part, str) for part in value)):
        return ""
    wanted = any(word.startswith("a tuple of str") for word in words)
    wanted |= any(word.startswith("a pair of str") for word in words) and len(value) == 2
    return f"Write {fault.place}={tuple(value)!r}." if wanted else ""


def _refused(fault: MisfitError, contract: _Contract, given: Args) -> ArgumentError:
    """The error for a value that does not fit, from the function and its other arguments."""
    kind, value = fault.kind, fault.value
    hint = _hint(fault, contract, [one for one in given if one is not value])
    if MODELS.issuperset(kind.words):
        return expected(kind.words, value, hint)
    key, _, rest = fault.place.rpartition(KEY)
    place = f"A key of {rest!r}" if key or fault.place.startswith(KEY) else repr(fault.place)
    what = f"{place} must be {either(kind.words)}, got {shown(value)}."
    return ArgumentError(what + (f" {hint}" if hint else ""))


def _hint(fault: MisfitError, contract: _Contract, others: Sequence[object]) -> str:
    """A hint on what to write in place of a value that does not fit."""
    kind, value, verb = fault.kind, fault.value, contract.verb
    if kind.choices and isinstance(value, str):
        return nearest(value, kind.choices)
    is_map = type(value).__name__ == "CausalMap"
    if any(map(_is_model, others)) and contract.order[:1] == [fault.place] and not is_map:
        return f"The model comes first: {verb}(model, …)."
    given = next(filter(None, (advice(cls.__name__, value) for cls in kind.classes)), "")
    if not given and _is_model(value) and any(map(_is_model, others)):
        return f"{verb}() takes one model. {RIVALS}"
    if isinstance(value, str) and any(word.startswith("a sequence of str") for word in kind.words):
        return f"Write [{value!r}]."
    if f"a sequence of {type(value).__name__}" in kind.words:
        brief = shown(value) if len(shown(value)) < LETTERS_REPEATED else "…"
        return f"Write {fault.place}=[{brief}]."
    if given or (any("number" in word for word in kind.words) and number_hint(value)):
        return given or number_hint(value)
    name = getattr(value, "name", None)
    if str in kind.classes and isinstance(name, str):
        return f"Write {name!r}."
    if as_tuple := _as_tuple(fault):
        return as_tuple
    if kind.classes == (str,) and isinstance(value, list | tuple) and _one_of(value):
        return _one_of(value)
    written = example(verb, fault.place, kind.classes)
    argument = f"{fault.place}=" if fault.place.isidentifier() else ""
    return f"Write {argument}{written}." if written else ""


def _is_model(value: object) -> bool:
    return type(value).__name__ in ("CausalModel", "Network")
