"""The disagreements of two accounts: the differences that bear on a conclusion, those that belong together as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import networkx as nx

from causalnet.console import printed
from causalnet.language.translate import NameIn, lazy, lazy_list
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import Influence, Modifier
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import Panel, one_judgement
from causalnet.model.mechanism import Tabular
from causalnet.model.variable import Variable
from causalnet.network.graph import ancestors
from causalnet.questions.voices.said import (
    NOT_THERE,
    baseline_of,
    mechanism_of,
    mechanism_told,
    part_named,
)

__all__ = ["Disagreement", "Point", "as_one", "bearing_parts", "differing_numbers", "disagreements"]

PointKind = Literal["influence", "modifier", "mechanism", "baseline"]
DisagreementKind = Literal[
    "influence",
    "sign",
    "strength",
    "modifier",
    "mechanism",
    "baseline",
    "direction",
    "rival",
    "several",
]
DifferingPart = Influence | Modifier | Variable | None


@printed
@dataclass(frozen=True, slots=True)
class Point:
    """One difference between two accounts that can change a number.

    Attributes
    ----------
    kind : {"influence", "modifier", "mechanism", "baseline"}
    name : str
        The influence, the modifier or the variable.
    effect : str
        The variable whose table it changes.
    first, second : Influence, Modifier, Variable or None
        The part as either account has it; None where it has none.
    """

    kind: PointKind
    name: str
    effect: str
    first: DifferingPart
    second: DifferingPart

    @property
    def ends(self) -> frozenset[str]:
        """The variables that it joins."""
        part = self.first or self.second
        if isinstance(part, Influence):
            return frozenset({part.cause, part.effect})
        if isinstance(part, Modifier):
            return frozenset({part.cause, part.effect, part.by})
        return frozenset({self.effect})


@printed
@dataclass(frozen=True, slots=True)
class Disagreement:
    """Differences between two accounts on which one of them gives way as a whole.

    Attributes
    ----------
    name : str
        The influence, the variable or the rival that it is about.
    kind : str
        The kind of difference, e.g. ``"sign"``; ``"several"`` where they belong together and differ in kind.
    says : (str, str)
        What either account says.
    points : tuple of Point
        The differences.
    """

    name: str
    kind: DisagreementKind
    says: tuple[str, str]
    points: tuple[Point, ...]


def bearing_parts(
    a: CausalModel, b: CausalModel, conclusion: Conclusion
) -> tuple[CausalModel, CausalModel]:
    """Both accounts without what cannot bear on a conclusion in any mixture of them, and with every word a number."""
    parents: dict[str, set[str]] = {name: set() for model in (a, b) for name in model.variables}
    for model in (a, b):
        for i in model.influences:
            if not i.lag or conclusion.at:
                parents[i.effect].add(i.cause)
    named = {conclusion.outcome, *conclusion.given}
    for arm in (conclusion.under, conclusion.versus):
        named |= {*arm.touched, *(cause for cause, _ in arm.severed)}
        named |= {v for setting in arm.settings.values() for v in setting.reads}
    held = ancestors({name: [*causes] for name, causes in parents.items()}, named)
    return _kept(a, held, lagged=conclusion.at > 0), _kept(b, held, lagged=conclusion.at > 0)


def _kept(model: CausalModel, held: set[str], *, lagged: bool) -> CausalModel:
    """Some variables of a model with the influences between them, without sources, claims and rivals."""
    influences = [
        replace(i, strength=_one(i.name, model.strength(i)), standing="added", claims=())
        for i in model.influences
        if {i.cause, i.effect} <= held and (lagged or not i.lag)
    ]
    modifiers = [
        replace(m, amount=one_judgement(m.name, model.amount(m)), standing="added", claims=())
        for m in model.modifiers
        if {m.cause, m.effect, m.by} <= held
    ]
    own = [replace(v, alternate=None) for v in model.variables.values() if v.name in held]
    return CausalModel(model.name, own, influences, modifiers=modifiers)


def _one(what: str, judged: Judgement | Panel[Judgement] | None) -> Judgement | None:
    return None if judged is None else one_judgement(what, judged)


def disagreements(
    a: CausalModel, b: CausalModel, whole: tuple[CausalModel, CausalModel]
) -> tuple[Disagreement, ...]:
    """What two accounts disagree on.

    Differences belong together, and are one disagreement, if one is no use without the other: an influence and the
    modifier or the table that needs it, everything about a variable that only one account has, the parts of a
    rival, a change of mechanism and of what is fed to it, and influences that together would close a cycle.

    Parameters
    ----------
    a, b : CausalModel
        The two accounts as `bearing_parts` leaves them.
    whole : (CausalModel, CausalModel)
        The same as they were, for their words and their rivals.
    """
    points = [*_points(a, b)]
    groups = _grouped(points, _bonds(a, b, points, whole))
    return tuple(_described(group, a, b, whole) for group in groups)


def differing_numbers(a: CausalModel, b: CausalModel) -> int:
    """The number of differences between two accounts that can change a number of some answer."""
    every = {*a.variables, *b.variables}
    return len([*_points(_kept(a, every, lagged=True), _kept(b, every, lagged=True))])


def as_one(together: Sequence[Disagreement]) -> Disagreement:
    """Several disagreements as one."""
    names = [d.name for d in together]
    says = [tuple(dict.fromkeys(d.says[side] for d in together)) for side in (0, 1)]
    points = tuple(point for d in together for point in d.points)
    return Disagreement(_with(names), "several", (_row(says[0]), _row(says[1])), points)


def _with(names: Sequence[str]) -> str:
    """Names of what stands or falls together, each said when it is read."""
    text, *others = map(part_named, names)
    for name in others:
        text = lazy("{first} with {second}", first=text, second=name)
    return text


def _points(a: CausalModel, b: CausalModel) -> Iterator[Point]:
    for name, mine in a.variables.items():
        theirs = b.variables.get(name)
        if theirs is None:
            continue
        if mine.mechanism != theirs.mechanism:
            yield Point("mechanism", name, name, mine, theirs)
        if _marginal(mine) != _marginal(theirs):
            yield Point("baseline", name, name, mine, theirs)
    own, other = ({i.key: i for i in model.influences} for model in (a, b))
    for key in dict.fromkeys([*own, *other]):
        one, two = own.get(key), other.get(key)
        if _numbers(one, a) != _numbers(two, b):
            some = one or two
            yield Point("influence", _name(some), key[1], one, two)
    scaled, rescaled = ({m.name: m for m in model.modifiers} for model in (a, b))
    for name in dict.fromkeys([*scaled, *rescaled]):
        x, y = scaled.get(name), rescaled.get(name)
        if _numbers(x, a) != _numbers(y, b):
            yield Point("modifier", name, (x or y).effect, x, y)  # type: ignore[union-attr]


def _marginal(variable: Variable) -> Sequence[float] | None:
    own = variable.one_baseline
    return None if own is None else own.p


def _name(part: DifferingPart) -> str:
    return "" if part is None else part.name


def _numbers(part: Influence | Modifier | None, model: CausalModel) -> object:
    """What of an influence or modifier the central answer depends on."""
    if part is None:
        return None
    if isinstance(part, Influence):
        return part.sign, _central(part.strength), _zero(part, model.variables[part.cause])
    return part.sign, _central(part.amount)


def _zero(influence: Influence, cause: Variable) -> float:
    """The place on the scale of its cause at which an influence is zero: the middle if it names no state."""
    if influence.reference is None:
        return (len(cause.states) - 1) / 2
    return float(cause.index(influence.reference))


def _central(number: object) -> object:
    return getattr(number, "central", number)


Bond = Callable[[Point, Point], bool]


def _bonds(
    a: CausalModel, b: CausalModel, points: Sequence[Point], whole: tuple[CausalModel, CausalModel]
) -> list[list[Point]]:
    """Differences that belong together, in lists that may overlap."""
    both = {**b.variables, **a.variables}
    alone = [v for v in both if v not in a.variables or v not in b.variables]
    bonds = [[p for p in points if v in p.ends] for v in alone]
    for v in both:
        own = [p for p in points if p.effect == v]
        tables = [m.variables[v].mechanism for m in (a, b) if v in m.variables]
        if any(p.kind == "mechanism" for p in own) or any(isinstance(t, Tabular) for t in tables):
            bonds.append(own)
    bonds += [[p for p in points if _needs(m, p)] for m in points if m.kind == "modifier"]
    for cycle in _cycles(a, b):
        bonds.append(
            [p for p in points if p.kind == "influence" and p.ends <= cycle and not _lag(p)]
        )
    for names in _rivals(whole).values():
        own = [p for p in points if p.name in names]
        bonds += [own] if {p.name for p in own} == names else []
    return bonds


def _lag(point: Point) -> int:
    part = point.first or point.second
    return part.lag if isinstance(part, Influence) else 0


def _needs(modifier: Point, other: Point) -> bool:
    """Whether a modifier that differs needs an influence that differs, in being there or in its reference."""
    if other == modifier:
        return True
    part = modifier.first or modifier.second
    if not isinstance(part, Modifier) or other.kind != "influence" or _lag(other):
        return False
    if other.effect != part.effect or not {part.cause, part.by} & other.ends:
        return False
    one, two = other.first, other.second
    if not (isinstance(one, Influence) and isinstance(two, Influence)):
        return True
    return one.reference != two.reference or None in (one.strength, two.strength)


def _cycles(a: CausalModel, b: CausalModel) -> list[set[str]]:
    """The variables that influence one another within a period once both accounts are put together."""
    graph = nx.DiGraph([(i.cause, i.effect) for m in (a, b) for i in m.influences if not i.lag])
    return [found for found in nx.strongly_connected_components(graph) if len(found) > 1]


def _rivals(whole: tuple[CausalModel, CausalModel]) -> dict[str, set[str]]:
    """The rivals that either account knows, with the names of their influences."""
    return {
        r.name: {i.name for i in r.influences} for m in reversed(whole) for r in m.rivals.values()
    }


def _grouped(points: Sequence[Point], bonds: Iterable[Sequence[Point]]) -> list[list[Point]]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(points)))
    for together in bonds:
        places = [points.index(point) for point in together]
        nx.add_path(graph, places)
    return [[points[i] for i in sorted(group)] for group in nx.connected_components(graph)]


def _described(
    points: Sequence[Point], a: CausalModel, b: CausalModel, whole: tuple[CausalModel, CausalModel]
) -> Disagreement:
    said = [_said(point, whole) for point in points]
    told = _row(x[0] for x in said), _row(x[1] for x in said)
    kind, name = _kind_and_name(points, a, b, whole)
    return Disagreement(name, kind, told, tuple(points))


def _row(texts: Iterable[str]) -> str:
    text, *others = dict.fromkeys(texts)
    for other in others:
        text = lazy("{first}; {second}", first=text, second=other)
    return text


def _kind_and_name(
    points: Sequence[Point], a: CausalModel, b: CausalModel, whole: tuple[CausalModel, CausalModel]
) -> tuple[DisagreementKind, str]:
    for rival, own in _rivals(whole).items():
        if own == {p.name for p in points if p.kind == "influence"}:
            return "rival", NameIn(rival, "rival")
    ends = {v for p in points for v in p.ends}
    alone = [v for v in ends if (v in a.variables) != (v in b.variables)]
    if alone:
        names = lazy_list([NameIn(name) for name in sorted(alone)])
        return "several", lazy("by way of {variables}", variables=names)
    if any(p.kind == "mechanism" for p in points):
        return "mechanism", mechanism_of(points[0].effect)
    if len(points) == 1:
        name = points[0].name
        return _kind(points[0]), baseline_of(name) if points[0].kind == "baseline" else name
    parts = list(dict.fromkeys(p.name for p in points))
    if any(ends <= cycle for cycle in _cycles(a, b)):
        return "direction", _either(parts)
    return "several", _with(parts)


def _either(names: Sequence[str]) -> str:
    """Names of which one can be there, each said when it is read."""
    text, *others = map(part_named, names)
    for name in others:
        text = lazy("{first} or {last}", first=text, last=name)
    return text


def _kind(point: Point) -> DisagreementKind:
    one, two = point.first, point.second
    if isinstance(one, Influence) and isinstance(two, Influence):
        return "sign" if one.sign != two.sign else "strength"
    return point.kind


def _said(point: Point, whole: tuple[CausalModel, CausalModel]) -> tuple[str, str]:
    """What either account says about one difference: in its own words, and in numbers where these are the same."""
    sides = list(zip((point.first, point.second), whole, strict=True))
    one, two = (_words(point, part, model) for part, model in sides)
    if one != two:
        return one, two
    one, two = (_words(point, part, None) for part, _ in sides)
    return (
        (one, two) if one != two else (_with_zero(one, sides[0][0]), _with_zero(two, sides[1][0]))
    )


def _with_zero(words: str, part: DifferingPart) -> str:
    """What is said of an influence, with the state of the cause at which it is zero."""
    if not isinstance(part, Influence):
        return words
    middle = lazy("the middle of the scale")
    zero = NameIn(part.reference, "state", (part.cause,)) if part.reference else middle
    return lazy("{number}, zero at {state}", number=words, state=zero)


def _words(point: Point, part: DifferingPart, model: CausalModel | None) -> str:
    if part is None:
        return NOT_THERE
    if isinstance(part, Variable):
        if point.kind == "mechanism":
            return mechanism_told(part)
        p = _marginal(part)
        return lazy("undeclared") if p is None else ", ".join(f"{x:g}" for x in p)
    number = _central(part.strength if isinstance(part, Influence) else part.amount)
    word = "" if model is None else _word(part, model)
    sign = part.sign.replace("-", "−")
    return sign if number is None else f"{sign} {word or f'{number:g}'}"


def _word(part: Influence | Modifier, model: CausalModel) -> str:
    """The word that an account has for a strength; empty where it is a number."""
    parts: list[Influence | Modifier] = [*model.influences, *model.modifiers]
    own = next((x for x in parts if x.name == part.name), None)
    given = None if own is None else own.strength if isinstance(own, Influence) else own.amount
    return given if isinstance(given, str) else ""
