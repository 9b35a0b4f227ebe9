"""The parts of a model, a network or a causal map as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from causalnet.answer_tables import AnswerTable, Column
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network

__all__ = ["SECTIONS", "part_tables"]

ShownCells = Mapping[str, Callable[[Any], object]]

VARIABLES: ShownCells = {
    "name": lambda v: v.name,
    "label": lambda v: v.label,
    "role": lambda v: ", ".join(v.roles),
    "states": lambda v: ", ".join(v.shown_states),
    "baseline": lambda v: _baseline(v.baseline),
}
INFLUENCES: ShownCells = {
    "cause": lambda i: i.cause,
    "effect": lambda i: i.effect,
    "sign": lambda i: i.sign,
    "strength": lambda i: "" if i.strength is None else str(i.strength),
    "lag": lambda i: i.lag,
    "standing": lambda i: i.standing,
    "claims": lambda i: ", ".join(i.claims),
}
CLAIMS: ShownCells = {
    "name": lambda c: c.name,
    "source": lambda c: c.source,
    "kind": lambda c: c.kind,
    "tier": lambda c: c.tier,
    "text": lambda c: c.text,
}
SOURCES: ShownCells = {
    "name": lambda s: s.name,
    "title": lambda s: s.title,
    "date": lambda s: str(s.date),
    "kind": lambda s: s.kind,
}
EVIDENCE: ShownCells = {
    "bears on": lambda e: ", ".join(e.bears_on),
    "stance": lambda e: e.stance,
    "source": lambda e: e.source,
    "text": lambda e: e.text,
}
PROPOSALS: ShownCells = {
    "name": lambda p: p.name,
    "intervention": lambda p: str(p.intervention),
    "claims": lambda p: ", ".join(p.claims),
}
RIVALS: ShownCells = {
    "name": lambda r: r.name,
    "influences": lambda r: "; ".join(map(str, r.influences)),
    "reason": lambda r: r.reason,
}
CHECKS: ShownCells = {"claim": lambda pair: pair[0], "check": lambda pair: str(pair[1])}
NODES: ShownCells = {
    "name": lambda pair: pair[0],
    "states": lambda pair: ", ".join(pair[1]),
    "causes": lambda pair: ", ".join(pair[2]),
}
FACTORS: ShownCells = {
    "name": lambda f: f.name,
    "label": lambda f: f.label,
    "tags": lambda f: ", ".join(f.tags),
}
LINKS: ShownCells = {
    "cause": lambda link: link.cause,
    "effect": lambda link: link.effect,
    "sign": lambda link: link.sign,
    "source": lambda link: link.source,
    "quote": lambda link: link.quote,
}
SECTIONS = (
    *("variables", "influences", "claims", "sources", "evidence", "proposals", "rivals"),
    *("checks", "factors", "links"),
)


def part_tables(held: object) -> dict[str, AnswerTable[Any]]:
    """Each kind of part that a model, network or causal map has, as a table.

    Examples
    --------
    >>> from causalnet.formats.load import load
    >>> print(part_tables(load("lawn"))["checks"].sheet("").text())
    claim  check
    >>> [*part_tables(load("asia"))]
    ['variables']
    """
    if isinstance(held, CausalModel):
        return {kind: _table(rows, cells) for kind, rows, cells in _of_model(held)}
    if isinstance(held, Network):
        nodes = [(name, held.states[name], held.parents[name]) for name in held.states]
        return {"variables": _table(nodes, NODES)}
    if isinstance(held, CausalMap):
        factors = _table(held.factors.values(), FACTORS)
        sources = _table(held.sources.values(), SOURCES)
        return {"factors": factors, "links": _table(held.links, LINKS), "sources": sources}
    return {}


def _of_model(model: CausalModel) -> Iterable[tuple[str, Iterable[object], ShownCells]]:
    yield "variables", model.variables.values(), VARIABLES
    yield "influences", model.influences, INFLUENCES
    yield "claims", model.claims.values(), CLAIMS
    yield "sources", model.sources.values(), SOURCES
    yield "evidence", model.evidence, EVIDENCE
    yield "proposals", model.proposals.values(), _labelled(model.proposals.values(), PROPOSALS)
    yield "rivals", model.rivals.values(), _labelled(model.rivals.values(), RIVALS)
    yield "checks", [(c.name, check) for c in model.claims.values() for check in c.checks], CHECKS


def _labelled(parts: Iterable[Any], cells: ShownCells) -> ShownCells:
    """The cells of parts whose labels need not be their names."""
    if all(part.label == part.name for part in parts):
        return cells
    return {"name": cells["name"], "label": lambda part: part.label, **cells}


def _table(rows: Iterable[object], cells: ShownCells) -> AnswerTable[Any]:
    columns: list[Column[Any]] = [
        Column(name, value, head=name, align="<") for name, value in cells.items()
    ]
    return AnswerTable([*rows], columns)


def _baseline(baseline: Any) -> str:
    """Today's distribution as declared; empty where it is not."""
    p = getattr(baseline, "p", None)
    if p is None:
        return "" if baseline is None else "judged by several"
    return ", ".join(f"{x:g}" for x in p)
