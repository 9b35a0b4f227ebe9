"""The verb `merge`: one account, with what only another claims as rivals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from causalnet.boundary.checks import public
from causalnet.errors import ModelError, few_names
from causalnet.frozen_map import Register
from causalnet.model.accounts.matching import (
    MatchedNames,
    account_names,
    in_words_of,
    shared_variables,
)
from causalnet.model.accounts.renaming import NewNames
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Evidence
from causalnet.model.influence import Absence, Influence, Rival, Sign
from causalnet.model.translations.spoken import both_texts
from causalnet.model.variable import Variable
from causalnet.notation import counted, enumerated

__all__ = ["merge"]


@public
def merge(a: CausalModel, b: CausalModel, *, matching: MatchedNames | None = None) -> CausalModel:
    """Account `a`, with what only `b` claims as rivals. Every answer stays that of `a` until a rival is admitted.

    - An influence that only `b` has becomes a rival, with the claims and sources of `b`. A variable that only `b` has
      comes with its influences, as the hidden variable of one rival.
    - Where both have an influence of one sign, the claims of `b` are added to it.
    - Where `b` contradicts a sign, or has an influence that would close a cycle with those of `a`, its claims become evidence
      against the influence of `a`, or against its effect. So does a declared absence; where `a` is silent on it, it is kept.
    - Sources, claims, evidence and rivals of `b` are kept. A source or claim that has the name of another one of `a` gets
      the name of `b` behind its own.
    - Strengths, baselines, mechanisms, modifiers, proposals and actors stay those of `a`. The checks of `b`'s claims are
      left out, since they are checks of another model.

    The description of the result says what was renamed, what became evidence and what was left out.

    Parameters
    ----------
    a, b : CausalModel
    matching : mapping, optional
        From a variable of `b` to its name in `a` (``{"wages": "pay"}``), to its states there
        (``{"pay": {"poor": "low"}}``), or to both (``{"wages": ("pay", {"poor": "low"})}``).

    Returns
    -------
    CausalModel
        It has the name of `a`.

    Raises
    ------
    UnknownNameError, QuestionError
        If names do not exist, no variable is shared, or the states of a shared one differ.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> garden = cn.CausalModel(
    ...     "garden", lawn.variables.values(), [cn.Influence("sprinkler", "wet", "+", strength=1.0)]
    ... )
    >>> list(cn.merge(garden, lawn).rivals)
    ['rain → wet (lawn)']
    """
    other = in_words_of(a, b, matching)
    clash = _renamed(a, other)
    return _merged(a, clash.of(other), clash)


def _renamed(a: CausalModel, b: CausalModel) -> NewNames:
    """New names for sources and claims of `b` that have the name of a different one of `a`."""
    # A claim may be the same in both, and its checks are left out of the comparison.
    sources = [n for n, s in b.sources.items() if n in a.sources and a.sources[n] != s]
    claims = [
        n
        for n, c in b.claims.items()
        if n in a.claims and (_bare(a.claims[n]) != _bare(c) or c.source in sources)
    ]
    _, name = account_names(a, b)
    suffix = name.removeprefix("the ")
    return NewNames(
        sources={s: _free(s, suffix, {*a.sources, *b.sources}) for s in sources},
        claims={c: _free(c, suffix, {*a.claims, *b.claims}) for c in claims},
    )


def _bare(claim: Claim) -> Claim:
    return replace(claim, checks=())


def _free(name: str, suffix: str, taken: Collection[str]) -> str:
    """A name with a suffix, and a number where that is taken too."""
    found, number = f"{name}_{suffix}", 2
    while found in taken:
        found, number = f"{name}_{suffix}_{number}", number + 1
    return found


@dataclass(frozen=True, slots=True)
class _Entry:
    """How the influences of `b` enter `a`.

    Attributes
    ----------
    shared, against, own : list of Influence
        Those that `a` has with the same sign, those that it contradicts, and those that it lacks.
    """

    shared: list[Influence]
    against: list[Influence]
    own: list[Influence]

    @classmethod
    def of(cls, a: CausalModel, b: CausalModel) -> _Entry:
        mine = {i.key: i for i in a.influences}
        graph = nx.DiGraph([(i.cause, i.effect) for i in a.influences if not i.lag])
        shared, against, own = list[Influence](), list[Influence](), list[Influence]()
        for i in b.influences:
            held = mine.get(i.key)
            if held is not None:
                (shared if held.sign == i.sign else against).append(i)
            elif not i.lag and graph.has_node(i.effect) and _leads(graph, i.effect, i.cause):
                against.append(i)
            else:
                own.append(replace(i, strength=b.strength(i)))
        return cls(shared, against, own)


def _leads(graph: nx.DiGraph[str], start: str, end: str) -> bool:
    return graph.has_node(end) and nx.has_path(graph, start, end)


def _merged(a: CausalModel, b: CausalModel, clash: NewNames) -> CausalModel:
    entry = _Entry.of(a, b)
    said = {i.key: i.claims for i in entry.shared}
    claims = {c.name: _bare(c) for c in b.claims.values()} | dict(a.claims)
    absences, unheld = _absences(a, b)
    base = a._with(
        absences=absences,
        influences=[_told(i, said.get(i.key, ())) for i in a.influences],
        rivals=[_supported(r, b) for r in a.rivals.values()],
        sources={**b.sources, **a.sources}.values(),
        claims=claims.values(),
    )
    rivals, extra, untold = _rivals(base, b, entry.own)
    known = {*claims, *a.variables, *(v.name for v in extra)}
    kept, unheard = _kept_evidence(a, b, known)
    against: list[Influence | Absence] = [*entry.against, *_denied(a, b)]
    told = _account(a, b, clash, against, [*untold, *unheard, *unheld])
    if numbers := [*_other_numbers(a, b, entry.shared)]:
        first, second = account_names(a, b)
        told += (
            f" Numbers are those of {first}, also where {second} has others: {few_names(numbers)}."
        )
    spoken = b.translations if a.language == b.language else Register[str, Any]()
    return base._with(
        translations=both_texts(a.translations, spoken),
        variables=[*a.variables.values(), *extra],
        rivals=[*base.rivals.values(), *rivals],
        evidence=[*a.evidence, *kept, *_contradicting(a, b, against)],
        description="\n\n".join(filter(None, (a.description.strip(), told))),
    )


def _told(influence: Influence, claims: Iterable[str]) -> Influence:
    """An influence with further claims that say so."""
    every = tuple(dict.fromkeys([*influence.claims, *claims]))
    return replace(influence, claims=every)


def _supported(rival: Rival, b: CausalModel) -> Rival:
    """A rival of `a` with the claims of `b` for its influences."""
    said = {(i.key, i.sign): i.claims for i in b.influences}
    own = [_told(i, said.get((i.key, i.sign), ())) for i in rival.influences]
    return replace(rival, influences=own)


def _rivals(
    a: CausalModel, b: CausalModel, own: list[Influence]
) -> tuple[list[Rival], list[Variable], list[str]]:
    """What only `b` has as rivals, variables that no single rival can hide, and what was left out."""
    first, second = account_names(a, b)
    said = {(i.key, i.sign) for i in a.influences}
    known = [_signs(rival) for rival in a.rivals.values()]
    rivals, extra = dict[str, Rival](), list[Variable]()
    # What only modifies another influence, or feeds a table, has no strength of its own to be a rival with.
    untold = [f"{i.name}, which has no strength by itself" for i in own if i.strength is None]
    own = [i for i in own if i.strength is not None]
    for rival, variables in [*_claimed(a, b, own), *_rivalled(b)]:
        # What `a` says itself, or knows as a rival, is there already.
        if said.issuperset(_signs(rival)) or _signs(rival) in known:
            continue
        known.append(_signs(rival))
        taken = rival.name in a.rivals or rival.name in rivals
        name, label = (f"{own} ({second})" if taken else own for own in (rival.name, rival.label))
        if _is_admissible(a, rival, variables):
            rivals[name] = replace(rival, name=name, label=label)
            extra += variables
        else:
            untold.append(f"{name}, which {first} cannot admit")
    scaled = {m.name for m in a.modifiers}
    untold += [f"modifier {m.name}" for m in b.modifiers if m.name not in scaled]
    return [*rivals.values()], extra, untold


def _signs(rival: Rival) -> set[tuple[tuple[str, str, int], Sign]]:
    return {(i.key, i.sign) for i in rival.influences}


def _claimed(
    a: CausalModel, b: CausalModel, own: list[Influence]
) -> Iterator[tuple[Rival, list[Variable]]]:
    """The influences that only `b` has as rivals, with the variables that these cannot hide."""
    first, second = account_names(a, b)
    reason = f"{second} claims it, and {first} does not."
    known = [(i.key, i.sign) for r in a.rivals.values() for i in r.influences]
    for group in _together(a, [i for i in own if (i.key, i.sign) not in known]):
        ends = {v for i in group for v in _ends(i)}
        alone = [v for v in b.variables if v in ends and v not in a.variables]
        about = ", ".join(alone) or group[0].name
        hidden = b.variables[alone[0]] if len(alone) == 1 else None
        extra = [b.variables[v] for v in alone] if len(alone) > 1 else []
        yield Rival(f"{about} ({second})", group, hidden, reason), extra


def _rivalled(b: CausalModel) -> Iterator[tuple[Rival, list[Variable]]]:
    """The rivals of `b` itself."""
    for rival in b.rivals.values():
        resolved = [replace(i, strength=b.strength(i)) for i in rival.influences]
        yield replace(rival, influences=resolved), []


def _is_admissible(a: CausalModel, rival: Rival, extra: Sequence[Variable]) -> bool:
    """Whether `a` with a rival admitted is a model: it may close a cycle, or act on what follows a table."""
    try:
        held = a._with(variables=[*a.variables.values(), *extra], rivals=[rival])
        held.admitting(rival.name)
    except ModelError:
        return False
    return True


def _ends(influence: Influence) -> set[str]:
    return {influence.cause, influence.effect}


def _together(a: CausalModel, own: list[Influence]) -> Iterator[list[Influence]]:
    """Influences that hang together by variables that `a` does not have; the others one by one."""
    graph: nx.Graph[Any] = nx.Graph()
    for n, i in enumerate(own):
        graph.add_node(n)
        graph.add_edges_from((n, v) for v in _ends(i) if v not in a.variables)
    for group in nx.connected_components(graph):
        yield [own[n] for n in sorted(x for x in group if isinstance(x, int))]


def _kept_evidence(
    a: CausalModel, b: CausalModel, known: Collection[str]
) -> tuple[list[Evidence], list[str]]:
    """The evidence of `b` that bears on something in the merger, and what was left out."""
    kept, unheard = list[Evidence](), list[str]()
    for item in b.evidence:
        bears = tuple(name for name in item.bears_on if name in known)
        if not bears:
            unheard.append(f"evidence on {enumerated(item.bears_on)} from {item.source}")
        elif item not in a.evidence:
            kept.append(replace(item, bears_on=bears))
    return kept, unheard


def _contradicting(
    a: CausalModel, b: CausalModel, against: Sequence[Influence | Absence]
) -> Iterator[Evidence]:
    """The claims of `b` against influences of `a`, as evidence."""
    mine = {i.key: i for i in a.influences}
    for part in against:
        key = (part.cause, part.effect, part.lag if isinstance(part, Influence) else 0)
        bears = mine[key].claims if key in mine else ()
        for c in (b.claims[name] for name in part.claims):
            told = (c.text, c.source, c.at, c.quote, c.also, c.drafted_by, c.reviewed_by)
            yield Evidence(bears or (part.effect,), "against", *told)


def _absences(a: CausalModel, b: CausalModel) -> tuple[list[Absence], list[str]]:
    """The declared absences of both, where `a` has no influence; and those of variables that `a` does not have."""
    held = {(x.cause, x.effect): x for x in a.absences}
    left = []
    for x in b.absences:
        pair = x.cause, x.effect
        if pair in held:
            every = tuple(dict.fromkeys([*held[pair].claims, *x.claims]))
            held[pair] = replace(held[pair], claims=every)
        elif not a.variables.keys() >= {*pair}:
            left.append(f"absence {x.name}")
        elif all((i.cause, i.effect) != pair for i in a.influences):
            held[pair] = x
    return [*held.values()], left


def _other_numbers(a: CausalModel, b: CausalModel, shared: Sequence[Influence]) -> Iterator[str]:
    """The shared influences and variables of which the two have other strengths or baselines."""
    mine = {i.key: i for i in a.influences}
    yield from (i.name for i in shared if a.strength(mine[i.key]) != b.strength(i))
    for name in shared_variables(a, b):
        if a.variables[name].baseline != b.variables[name].baseline:
            yield f"baseline of {name}"


def _denied(a: CausalModel, b: CausalModel) -> list[Absence]:
    keys = {(i.cause, i.effect) for i in a.influences}
    return [x for x in b.absences if (x.cause, x.effect) in keys]


def _account(
    a: CausalModel,
    b: CausalModel,
    clash: NewNames,
    against: Sequence[Influence | Absence],
    left: Sequence[str],
) -> str:
    """What the merger did, in words."""
    _, name = account_names(a, b)
    told = [f"Merged with {name}: what only {name} claims is a rival."]
    renamed = [f"{old} is now {new}" for old, new in _pairs(clash.sources, clash.claims)]
    if renamed:
        told.append(f"Names that both use for different things: of {name}, {enumerated(renamed)}.")
    claimed = [_shown(part) for part in against if part.claims]
    if claimed:
        told.append(f"Evidence against, since {name} contradicts it: {enumerated(claimed)}.")
    silent = [f"{_shown(part)}, which no claim carries" for part in against if not part.claims]
    out = [*left, *silent]
    if out:
        told.append(f"Left out: {counted(len(out), 'part')} ({'; '.join(out)}).")
    return " ".join(told)


def _shown(part: Influence | Absence) -> str:
    return str(part) if isinstance(part, Influence) else part.name


def _pairs(*mappings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for mapping in mappings:
        yield from mapping.items()
