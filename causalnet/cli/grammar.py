"""Interventions, findings, outcomes and numbers as they are written on a command line.

``x=low`` sets or observes a variable. What is longer is written as in a model file, in braces:
``x={ p = { low = 0.2, high = 0.8 } }``, or the whole of it: ``{ set = { x = "low" }, cut = [["x", "y"]] }``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from causalnet.errors import ModelError, QuestionError, raise_any, unknown_text
from causalnet.formats.model_file.forms import At, Form
from causalnet.formats.model_file.interventions import FINDING, INTERVENTION, SETTING
from causalnet.formats.model_file.part_reader import PartReader
from causalnet.formats.toml_text.lines import Lines
from causalnet.model.grammar.edge_intervention import as_if, cut
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention, Timed, do
from causalnet.model.grammar.setting import Setting, Written, partial, shift

__all__ = [
    "all_done",
    "assigned",
    "conditions",
    "intervention",
    "names_in",
    "outcome",
    "toml_value",
]

# ``x=low since 2``; also as an intervention prints, ``do(x="low").since(2)``.
TIMED = re.compile(r"(.+?)(?:\s+|\.)(since|until|during|at)[\s(]+(\d+(?:[\s,-]+\d+)*)\s*\)?")
CALL = re.compile(r"(\w+)\s*\((.*)\)", re.DOTALL)
HOW = "Write x=state, x=shift(+1), cut(x, y), or the name of a proposal."


def all_done(texts: Iterable[str], model: object) -> Intervention | Timed:
    """Several interventions at once.

    Examples
    --------
    >>> from causalnet.formats.load import load
    >>> all_done(["rain=yes", "sprinkler=shift(+1)"], load("lawn"))
    do(rain="yes", sprinkler=shift(1))
    """
    read = [intervention(text, model) for text in texts]
    return reduce(or_, read)


def intervention(text: str, model: object) -> Intervention | Timed:
    """An intervention: the name of a proposal, settings, or a table as in a model file; also with periods.

    Raises
    ------
    QuestionError
        If the text does not have that form. The verbs check names and states.

    Examples
    --------
    >>> from causalnet.formats.load import load
    >>> lawn = load("lawn")
    >>> intervention("water the lawn", lawn)
    do(sprinkler="on")
    >>> intervention("rain=yes since 2", lawn)
    do(rain="yes").since(2)
    """
    text = text.strip()
    proposals: Mapping[str, Intervention] = getattr(model, "interventions", {})
    if text in proposals:
        return proposals[text]
    timed = TIMED.fullmatch(text)
    if timed and not _is_state(text, model):
        what, word, periods = timed.groups()
        numbers = [int(n) for n in re.findall(r"\d+", periods)]
        method = getattr(intervention(what, model), word)
        return _called(method, numbers, text)
    call = CALL.fullmatch(text)
    if text.startswith("{"):
        read: Intervention = _of_file(text, INTERVENTION, "intervention")
        return read
    if call and call[1] in EDGES:
        return EDGES[call[1]](call[2], model, text)
    if call and call[1] == "do":
        text = call[2]
    if "=" not in text and text:
        raise QuestionError(_neither(text, model, proposals))
    return do({n: _setting(s, n, model) for n, s in _pairs(text, model)})


def _neither(text: str, model: object, proposals: Mapping[str, object]) -> str:
    """The error for a text that is neither a proposal nor a setting."""
    states: Mapping[str, Any] = getattr(model, "variables", {})
    if text in states:
        return f"{text!r} lacks a state. Write {text}={_states(model, text)[-1]}."
    return f"{unknown_text('proposal', text, proposals)} {HOW}"


def _called(method: Any, numbers: Sequence[int], text: str) -> Timed:
    try:
        timed: Timed = method(*numbers)
    except TypeError:
        raise QuestionError(
            f"{text!r}: periods are written since 2, until 3, during 2-5 or at 0,4."
        ) from None
    return timed


# ── settings ─────────────────────────────────────────────────────────────────────────────────


def _setting(text: str, name: str, model: object) -> Written:
    if text in _states(model, name):
        return text
    if text.startswith("{"):
        read: Setting = _of_file(text, SETTING, name)
        return read
    call = CALL.fullmatch(text)
    if call and call[1] == "shift":
        if not re.fullmatch(r"\s*[+-]?\d+\s*", call[2]):
            raise QuestionError(f"{name}={text}: a shift is a number of states. Write shift(+1).")
        return shift(int(call[2]))
    if call and call[1] == "partial":
        state, _, uptake = call[2].rpartition(",")
        return partial(_bare(state), _number(uptake, f"{name}={text}", "partial(low, 0.5)"))
    return _bare(text)


def _cut(inside: str, model: object, text: str) -> Intervention:
    names = [_bare(part) for part in inside.split(",")]
    if len(names) != 2:
        raise QuestionError(f"{text!r}: a cut takes a cause and an effect. Write cut(x, y).")
    return do(cut(*names))


def _as_if(inside: str, model: object, text: str) -> Intervention:
    effect, _, causes = inside.partition(",")
    if "=" not in causes:
        raise QuestionError(f"{text!r}: write as_if(y, x=low), the effect and what it sees.")
    return do(as_if(_bare(effect), {n: _bare(s) for n, s in _pairs(causes.strip(), model)}))


EDGES = {"cut": _cut, "as_if": _as_if}


def _pairs(text: str, model: object) -> list[tuple[str, str]]:
    """``x=low, y=high`` as pairs; a comma within a state or a table does not end one."""
    names = [*getattr(model, "variables", ())]
    if not text:
        return []
    start = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) or r"\w+"
    pieces = re.split(rf",\s*(?=(?:{start})\s*=)", text)
    if any(piece.count("{") != piece.count("}") for piece in pieces):
        pieces = [text]
    return [_split(piece, names) for piece in pieces]


def _split(text: str, names: Sequence[str]) -> tuple[str, str]:
    """A name and what is said of it: at the first ``=`` that follows a known name, else at the first of all."""
    places = [i for i, c in enumerate(text) if c == "="]
    if not places:
        raise QuestionError(f"{text!r} lacks a state. Write {text.strip() or 'x'}=state.")
    known = [i for i in places if text[:i].strip() in names]
    place = (known or places)[0]
    return text[:place].strip(), text[place + 1 :].strip()


def _states(model: object, name: str) -> Sequence[str]:
    part = getattr(model, "variables", {})
    held = part.get(name) if isinstance(part, Mapping) else None
    states: Any = getattr(held, "states", None) or getattr(model, "states", {})
    return (states.get(name) or ()) if isinstance(states, Mapping) else states


def _is_state(text: str, model: object) -> bool:
    if "=" not in text:
        return False
    name, state = _split(text, [*getattr(model, "variables", ())])
    return state in _states(model, name)


def _bare(text: str) -> str:
    """A text without the quotes around it."""
    text = text.strip()
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


# ── findings and outcomes ────────────────────────────────────────────────────────────────────


def conditions(texts: Iterable[str], model: object) -> Any:
    """Findings: ``x=low``, ``x=low|mid`` (one of them), ``x={ likelihood = {…} }``; ``x=low at 2`` in a period.

    Examples
    --------
    >>> from causalnet.formats.load import load
    >>> conditions(["rain=yes", "wet=no|yes"], load("lawn")) == {"rain": "yes", "wet": {"no", "yes"}}
    True
    """
    by_period: dict[int, dict[str, Finding]] = {}
    for text in texts:
        timed = re.fullmatch(r"(.+?)\s+at\s+(\d+)", text.strip())
        if timed and _is_state(text.strip(), model):
            timed = None
        what, period = (timed[1], int(timed[2])) if timed else (text.strip(), 0)
        if "=" not in what:
            raise QuestionError(f"{text!r} lacks a state. Write {what}=state for what is observed.")
        for name, state in _pairs(what, model):
            by_period.setdefault(period, {})[name] = _finding(state, name, model)
    return by_period[0] if {*by_period} == {0} else by_period


def _finding(text: str, name: str, model: object) -> Finding:
    if text in _states(model, name):
        return text
    if text.startswith("{"):
        read: Finding = _of_file(text, FINDING, name)
        return read
    several = [_bare(part) for part in text.split("|")]
    return frozenset(several) if len(several) > 1 else several[0]


def outcome(text: str, model: object) -> str | tuple[str, str]:
    """A variable, or ``x=state`` for the probability of one state.

    Examples
    --------
    >>> from causalnet.formats.load import load
    >>> outcome("wet", load("lawn")), outcome("wet=yes", load("lawn"))
    ('wet', ('wet', 'yes'))
    """
    names = [*getattr(model, "variables", ())]
    if text in names or "=" not in text:
        return text
    name, state = _split(text, names)
    return name, _bare(state)


def names_in(texts: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Names, also several with commas between them in one text.

    Examples
    --------
    >>> names_in(["a,b", "c"]), names_in(["a, b"], known=["a, b"])
    (['a', 'b', 'c'], ['a, b'])
    """
    names = {*known}
    return [
        part.strip() for text in texts for part in ([text] if text in names else text.split(","))
    ]


# ── numbers and tables ───────────────────────────────────────────────────────────────────────


def assigned(texts: Iterable[str], option: str) -> dict[str, Any]:
    """``name=value`` several times, or one table in braces; a value is a number, a text or a table.

    Examples
    --------
    >>> assigned(["toll=2", "ferry={ low = 1 }"], "--costs"), assigned(["{ a = [1, 2] }"], "--costs")
    ({'toll': 2, 'ferry': {'low': 1}}, {'a': [1, 2]})
    """
    held: dict[str, Any] = {}
    for text in texts:
        if text.strip().startswith("{"):
            held |= toml_value(text, option)
        elif "=" in text:
            name, _, value = text.partition("=")
            held[name.strip()] = _value(value.strip())
        else:
            raise QuestionError(f"{option} takes name=value, not {text!r}.")
    return held


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except ValueError:
        parts = [part.strip() for part in text.split(",")]
        return parts if len(parts) > 1 else text


def toml_value(text: str, of: str) -> Any:
    """A table in braces, as a model file writes it.

    Raises
    ------
    QuestionError
    """
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError) as error:
        what = str(error).partition(" (at ")[0]
        raise QuestionError(f"{of}: {text!r} is not a table as in a model file: {what}.") from None


def _of_file(text: str, form: Form, of: str) -> Any:
    """A value in the grammar of model files, with every mistake in it."""
    reading = PartReader(Lines())
    value, _ = reading.read(form, toml_value(text, of), At(of), key=of)
    try:
        raise_any(reading.found.all)
    except ModelError as error:
        raise QuestionError(str(error)) from None
    return value


def _number(text: str, where: str, like: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise QuestionError(f"{where}: {text.strip()!r} is not a number. Write {like}.") from None
