"""From the signature of a verb to the arguments and options of a command, and from their texts to values."""

from __future__ import annotations

import collections.abc as abc
import inspect
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from inspect import Parameter
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import click

from causalnet.boundary.annotations import hints_of
from causalnet.cli import completions, console, grammar
from causalnet.formats.delimited import csv_sheet
from causalnet.formats.model_file.declare import docs_of
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.nearest import nearest

__all__ = ["Argument", "arguments_of", "conclusion_arguments", "reads_a_file"]

# What is about the machine and not about the question.
UNASKED = frozenset({"progress", "memory_limit", "ensemble", "n_jobs"})
# What may be left out, and still is given by its place.
OPTIONAL = frozenset({"outcome", "direction"})
# Where the docstring speaks of several parameters at once.
SAID = {
    "under": "What is done.",
    "versus": "What is done in the other arm. Default: nothing.",
}
READ = frozenset({"CausalModel", "CausalMap", "Network"})
# Parameters that a command line fills from a CSV file.
FILES = frozenset({"frame"})
METAVARS = {int: "INTEGER", float: "NUMBER", str: "TEXT"}
OF_VARIABLES = frozenset(
    "outcome outcomes conclusion cause x y through among measured focus".split()
)
# Where the word on the command line is not that of Python.
METAVAR_OF = {"conclusion": "OUTCOME", "frame": "CSV"}
SENTENCE = re.compile(r"(.+?\.)(?:\s+[A-Z0-9]|$)")


@dataclass(frozen=True, slots=True)
class Argument:
    """One parameter of a verb, as a command takes it.

    Attributes
    ----------
    name : str
        The parameter.
    shown : click.Parameter
        The argument or option.
    value : callable of (text or texts, model)
        Returns the value for the verb.
    meaning : str
        What it means, in a sentence.
    """

    name: str
    shown: click.Parameter
    value: Callable[[Any, Any], Any]
    meaning: str = ""

    def of(self, texts: Mapping[str, Any], model: Any) -> Any:
        """The value of what is on the command line; None if it is left out."""
        held = texts.get(self.shown.name or "")
        return None if held in ((), None) else self.value(held, model)

    def named(self, name: str | None) -> Argument:
        """The same parameter under another option, if that is given."""
        if name is None:
            return self
        shown = copy(self.shown)
        shown.name, shown.opts = name, [option(name)]
        return replace(self, shown=shown)


def arguments_of(verb: Callable[..., object], skipped: Collection[str] = ()) -> list[Argument]:
    """The arguments of a verb after its model: an argument for each that it needs by place, else an option."""
    function = inspect.unwrap(verb)
    hints, docs = hints_of(function), docs_of(function)
    parameters = [*inspect.signature(function).parameters.values()][1:]
    return [
        _argument(one, _flat(hints[one.name]), brief(docs.get(one.name, ""), hints))
        for one in parameters
        if one.name not in UNASKED and one.name not in skipped
    ]


def reads_a_file(verb: Callable[..., object]) -> bool:
    """Whether a verb takes another model than the one that it is asked of: a command line gives its file."""
    function = inspect.unwrap(verb)
    hints = hints_of(function)
    others = [*inspect.signature(function).parameters][1:]
    return any(name in FILES or READ & _names(_flat(hints[name])) for name in others)


def conclusion_arguments(*, needed: bool) -> list[Argument]:
    """The fields of a conclusion; all of them are options if a verb does not need a conclusion."""
    made = inspect.unwrap(Conclusion.__init__)
    hints, docs = hints_of(made), docs_of(Conclusion)
    fields = [*inspect.signature(made).parameters.values()][1:]
    if not needed:
        fields = [one.replace(kind=Parameter.KEYWORD_ONLY, default=None) for one in fields]
    return [
        _argument(one, _flat(hints[one.name]), brief(docs.get(one.name, ""), hints))
        for one in fields
    ]


def _flat(kind: Any) -> list[Any]:
    """The members of a union, or the type itself."""
    if get_origin(kind) in (Union, UnionType):
        return [inner for part in get_args(kind) for inner in _flat(part)]
    return [kind]


def _argument(one: Parameter, kinds: Sequence[Any], doc: str) -> Argument:
    value, click_type, multiple = _reader(one.name, kinds)
    required = one.default is Parameter.empty
    if one.kind is Parameter.POSITIONAL_OR_KEYWORD and (required or one.name in OPTIONAL):
        # Where one name will do, several are written with commas.
        several = multiple and str not in kinds
        shown: click.Parameter = click.Argument(
            [one.name],
            type=click_type,
            required=required,
            nargs=-1 if several else 1,
            shell_complete=_completion(one.name, kinds),
            metavar=METAVAR_OF.get(one.name, one.name.upper()) + "..." * several,
        )
        return Argument(one.name, shown, value, doc)
    flag = bool in kinds
    name = option(one.name)
    # A default, even None, would stand in for an option that is required.
    absent: dict[str, Any] = {} if required else {"default": None}
    shown = click.Option(
        [f"{name}/--no-{name[2:]}" if one.default is True else name],
        type=click.BOOL if flag else click_type,
        is_flag=flag,
        multiple=multiple,
        required=required,
        shell_complete=_completion(one.name, kinds),
        **absent,
        metavar=None if flag or isinstance(click_type, click.Choice) else _metavar(one.name, kinds),
        help=SAID.get(one.name) or doc,
    )
    return Argument(one.name, shown, value, SAID.get(one.name) or doc)


def _completion(name: str, kinds: Sequence[Any]) -> Any:
    """What a shell offers for a parameter; None for what click knows itself."""
    if "Intervention" in _names(kinds) or name in ("given", "observed"):
        return completions.complete_settings
    return completions.complete_variables if name in OF_VARIABLES else None


def _metavar(name: str, kinds: Sequence[Any]) -> str:
    if name in METAVAR_OF:
        return METAVAR_OF[name]
    if "Intervention" in _names(kinds):
        return "INTERVENTION"
    if name in ("given", "observed"):
        return "X=STATE"
    if any(_is(kind, abc.Mapping) for kind in kinds):
        return "NAME=VALUE"
    numbers = [kind for kind in kinds if kind in METAVARS]
    return METAVARS[numbers[0]] if numbers else "TEXT"


def brief(doc: str, parameters: Collection[str] = ()) -> str:
    """The first sentence of a docstring's entry, without mark-up; parameters are named as options.

    Examples
    --------
    >>> brief("The period of ``do(x)``, as for `effect`, with `at_least`. 0: today.", ["at_least"])
    'The period of do(x), as for effect, with --at-least.'
    """
    text = " ".join(doc.replace("``", "").split())
    text = re.sub(r"`([a-z_]+)`", lambda x: option(x[1]) if x[1] in parameters else x[1], text)
    match = SENTENCE.match(text)
    return (match[1] if match else text).replace("`", "")


def option(name: str) -> str:
    """The option of a parameter.

    Examples
    --------
    >>> option("at_least")
    '--at-least'
    """
    return f"--{name.replace('_', '-')}"


class OneOf(click.Choice[str]):
    """One of several words; spaces in them are written as dashes too."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or an error with the nearest one."""
        known = [str(word) for word in self.choices]
        word = str(value).replace(" ", "-")
        if word not in known:
            hint = nearest(word, known)
            self.fail(
                f"It is one of {', '.join(known)}, not {value!r}. {hint}".rstrip(), param, ctx
            )
        return word


def _reader(
    name: str, kinds: Sequence[Any]
) -> tuple[Callable[[Any, Any], Any], click.ParamType[Any] | None, bool]:
    """How the texts of a parameter are read, the type that click checks, and whether it may be repeated."""
    if name in FILES:
        return _figures, None, False
    names, many = _names(kinds), any(_is(kind, abc.Sequence) for kind in kinds)
    mapping = any(_is(kind, abc.Mapping) for kind in kinds)
    choices = _choices(kinds)
    if "Intervention" in names:
        return _interventions(name, many or mapping, str in kinds), None, True
    if READ & names:
        return (lambda text, _: console.loaded(text)), None, False
    if name in ("given", "observed") and mapping:
        return _conditions(str in kinds), None, True
    if name in ("outcome", "outcomes"):
        return _outcomes(many), None, False
    if choices:
        return _chosen(choices, many), OneOf([w.replace(" ", "-") for w in choices]), many
    if mapping:
        return _assigned(name, kinds), None, True
    if many:
        return _many(kinds), None, True
    return (lambda value, _: value), _plain_type(kinds), False


def _plain_type(kinds: Sequence[Any]) -> click.ParamType[Any] | None:
    if int in kinds:
        return click.INT
    return click.FLOAT if float in kinds else None


def _names(kinds: Sequence[Any]) -> set[str]:
    """The names of classes in a union, also within its sequences and mappings."""
    inner = [kind for kind in kinds if get_origin(kind) is not Literal]
    inside = [part for kind in inner for part in get_args(kind)]
    own = {getattr(kind, "__name__", "") for kind in inner}
    return own | (_names([k for part in inside for k in _flat(part)]) if inside else set())


def _choices(kinds: Sequence[Any]) -> list[str]:
    inside = [*kinds, *(k for kind in kinds if _is(kind, abc.Iterable) for k in get_args(kind))]
    words = [w for kind in inside if get_origin(kind) is Literal for w in get_args(kind)]
    return [*dict.fromkeys(w for w in words if isinstance(w, str))]


def _is(kind: Any, of: type) -> bool:
    origin = get_origin(kind)
    return isinstance(origin, type) and origin is not str and issubclass(origin, of)


# ── values ───────────────────────────────────────────────────────────────────────────────────


def _interventions(name: str, several: bool, names: bool) -> Callable[[Any, Any], Any]:
    """One intervention, of which each text is a part; or several, each with its name."""

    def value(texts: Sequence[str], model: Any) -> Any:
        if names and all(
            "=" not in t and "(" not in t and t not in proposals(model) for t in texts
        ):
            return grammar.names_in(texts)
        if not several or names:
            return grammar.all_done(texts, model)
        return {_named(t, model)[0]: _named(t, model)[1] for t in texts}

    return value


def proposals(model: Any) -> Mapping[str, Any]:
    """The interventions of a model by name."""
    held: Mapping[str, Any] = getattr(model, "interventions", {})
    return held


def _named(text: str, model: Any) -> tuple[str, Any]:
    """``a name: x=low``, or an intervention that is its own name."""
    name, colon, what = text.partition(": ")
    if colon and "=" not in name and text not in proposals(model):
        return name.strip(), grammar.intervention(what, model)
    return text, grammar.intervention(text, model)


def _conditions(names: bool) -> Callable[[Any, Any], Any]:
    def value(texts: Sequence[str], model: Any) -> Any:
        if names and not any("=" in text for text in texts):
            return grammar.names_in(texts, getattr(model, "variables", ()))
        return grammar.conditions(texts, model)

    return value


def _outcomes(many: bool) -> Callable[[Any, Any], Any]:
    def value(text: str, model: Any) -> Any:
        named = grammar.names_in([text], getattr(model, "variables", ())) if many else [text]
        return named if len(named) > 1 else grammar.outcome(text, model)

    return value


def _assigned(name: str, kinds: Sequence[Any]) -> Callable[[Any, Any], Any]:
    """Values by name; those that are sequences may be written without brackets."""
    mappings = [kind for kind in kinds if _is(kind, abc.Mapping)]
    many = all(_is(get_args(kind)[1], abc.Sequence) for kind in mappings)

    def value(texts: Sequence[str], _: Any) -> Any:
        held = grammar.assigned(texts, option(name))
        if not many:
            return held
        return {n: x if isinstance(x, list) else [x] if x != "" else [] for n, x in held.items()}

    return value


def _figures(text: str, model: Any) -> dict[str, list[str | None]]:
    """The columns of a CSV file, a row a case; an empty cell is not known."""
    grid = csv_sheet(Path(text), [*getattr(model, "variables", ())])
    columns: dict[str, list[str | None]] = {name: [] for name in grid.header}
    for _, row in grid.rows:
        for i, name in enumerate(grid.header):
            columns[name].append((str(row[i]).strip() or None) if i < len(row) else None)
    return columns


def _chosen(choices: Sequence[str], many: bool) -> Callable[[Any, Any], Any]:
    own = {word.replace(" ", "-"): word for word in choices}

    def value(words: Any, _: Any) -> Any:
        if isinstance(words, str):
            return own[words]
        return [own[w] for w in words] if len(words) > 1 else own[words[0]]

    return value


def _many(kinds: Sequence[Any]) -> Callable[[Any, Any], Any]:
    whole = any(_is(kind, abc.Sequence) and int in get_args(kind) for kind in kinds)

    def value(texts: Any, model: Any) -> Any:
        held = [texts] if isinstance(texts, str) else texts
        names = grammar.names_in(held, getattr(model, "variables", ()))
        return [int(n) if n.isdigit() else n for n in names] if whole else names

    return value
