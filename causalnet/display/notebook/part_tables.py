"""Tables of the parts of a model: its variables, influences, claims and sources, a row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from causalnet.answer_tables import NO_FORMULAS, AnswerTable, Column, Sheet
from causalnet.frozen_map import Register
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Source
from causalnet.model.coding.parts import Factor
from causalnet.model.influence import Influence, Rival
from causalnet.model.proposal import Actor, Proposal
from causalnet.model.variable import Variable

__all__ = ["influences_sheet", "register_form", "register_sheet"]

T = TypeVar("T")


def register_form(register: Register[Any, Any]) -> str:
    """What a notebook shows of a list of named parts."""
    return f'<div class="{NO_FORMULAS}" style="overflow-x:auto">{register_sheet(register).html()}</div>'


def register_sheet(register: Register[Any, Any]) -> Sheet:
    """A row for each of some named parts; of parts without a table of their own, name and value."""
    items = list(register.values())
    kinds = {type(item) for item in items}
    if len(kinds) == 1 and (columns := COLUMNS.get(kinds.pop())):
        return AnswerTable(items, [c for c in columns if any(map(c.cell, items))]).sheet("")
    rows = [[str(name), str(value)] for name, value in register.items()]
    return Sheet("", ["name", "value"] if rows else (), rows, () if rows else ["Empty."], "<<")


def _column(head: str, text: Callable[[Any], str]) -> Column[Any]:
    return Column(head, None, head, text, "<")


def _states(variable: Variable) -> str:
    """The states with today's distribution, as far as one is declared."""
    own = variable.one_baseline
    if own is None:
        return ", ".join(variable.shown_states)
    shares = zip(variable.shown_states, own.p, strict=True)
    return ", ".join(f"{state} {share:.0%}" for state, share in shares)


def _labelled(part: Any) -> str:
    """The label of a part; its name where that says something else."""
    plain = part.name.replace("_", " ").casefold()
    return "" if part.label.casefold() == plain else part.label


def _joined(names: Any) -> str:
    return ", ".join(names)


NAME = _column("name", lambda part: part.name)
LABEL = _column("label", _labelled)
NOTE = _column("note", lambda part: part.note)
COLUMNS: Mapping[type, list[Column[Any]]] = {
    Variable: [
        NAME,
        LABEL,
        _column("states today", _states),
        _column("roles", lambda v: _joined(v.roles)),
        _column("meaning", lambda v: v.means),
    ],
    Claim: [
        NAME,
        _column("claim", lambda c: c.text),
        _column("source", lambda c: ", ".join(filter(None, (c.source, c.at)))),
        _column("quote", lambda c: c.quote),
    ],
    Source: [
        NAME,
        _column("title", lambda s: s.title),
        _column("kind", lambda s: s.kind),
        _column("date", lambda s: s.date),
        NOTE,
    ],
    Proposal: [
        NAME,
        LABEL,
        _column("sets", lambda p: str(p.intervention)),
        _column("claims", lambda p: _joined(p.claims)),
        NOTE,
    ],
    Rival: [
        NAME,
        LABEL,
        _column("influences", lambda r: ", ".join(i.name for i in r.influences)),
        _column("reason", lambda r: r.reason),
    ],
    Actor: [NAME, LABEL, _column("moves", lambda a: _joined(a.moves)), NOTE],
    Factor: [NAME, LABEL, NOTE],
}


@dataclass(frozen=True, slots=True)
class _Row:
    """An influence, and its ends as a reader knows them."""

    influence: Influence
    cause: str
    effect: str


def influences_sheet(model: CausalModel) -> Sheet:
    """A row for each influence of a model, by the labels of its ends."""
    labels = {v.name: v.label for v in model.variables.values()}
    rows = [_Row(i, labels[i.cause], labels[i.effect]) for i in model.influences]
    columns: list[Column[_Row]] = [
        _column("cause", lambda x: x.cause),
        _column("effect", lambda x: x.effect),
        _column("sign", lambda x: x.influence.sign),
        _column(
            "strength", lambda x: "" if x.influence.strength is None else str(x.influence.strength)
        ),
        _column("lag", lambda x: str(x.influence.lag or "")),
        _column("standing", lambda x: x.influence.standing),
        _column("claims", lambda x: _joined(x.influence.claims)),
    ]
    return AnswerTable(rows, [c for c in columns if any(map(c.cell, rows))]).sheet("")
