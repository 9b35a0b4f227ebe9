"""What some voices say: the parts of a model that rest on their mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from causalnet.errors import QuestionError, unknown
from causalnet.model.assembly.foundations import foundations
from causalnet.model.assembly.judging import panels_in, people_in
from causalnet.model.assembly.parts import Parts
from causalnet.model.assembly.rejected_claims import disclaimed, held_together
from causalnet.model.claim import Claim, Evidence, Source
from causalnet.model.influence import Absence, Influence, Modifier
from causalnet.model.mentions import denies, mentions

__all__ = ["ChosenGroups", "group_members", "heard_parts", "voices_in"]

ChosenGroups = Mapping[str, str | Iterable[str]]
P = TypeVar("P", Influence, Modifier, Absence)
A = TypeVar("A", Influence, Modifier)
Q = TypeVar("Q", Claim, Evidence)


# ── whose voices ─────────────────────────────────────────────────────────────────────────────


def voices_in(
    sources: Mapping[str, Source], names: str | Iterable[str] | None, groups: ChosenGroups | None
) -> frozenset[str]:
    """The sources with one of these names that belong to one of the groups of each grouping.

    Raises
    ------
    UnknownNameError
        If a source, a grouping or a group does not exist.
    QuestionError
        If nobody belongs to them.
    """
    chosen = {sources[name].name for name in (sources if names is None else _listed(names))}
    asked = {kind: _listed(values) for kind, values in (groups or {}).items()}
    for kind, values in asked.items():
        members = group_members(sources, kind)
        for value in values:
            if value not in members:
                raise unknown("group", value, members, of=kind)
        chosen &= {name for value in values for name in members[value]}
    if asked and not chosen:
        told = " and ".join(
            f"{kind} {' or '.join(map(repr, held))}" for kind, held in asked.items()
        )
        raise QuestionError(
            f"{'No source' if names is None else 'None of these sources'} belongs to {told}."
        )
    return frozenset(chosen)


def _listed(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def group_members(sources: Mapping[str, Source], grouping: str) -> dict[str, list[str]]:
    """The sources of each group of a grouping, both in the order of the sources.

    Raises
    ------
    UnknownNameError

    Examples
    --------
    >>> own = [Source("a", groups={"district": "north"}), Source("b"), Source("c", groups={"district": "south"})]
    >>> group_members({source.name: source for source in own}, "district")
    {'north': ['a'], 'south': ['c']}
    """
    groupings = dict.fromkeys(kind for source in sources.values() for kind in source.groups)
    if grouping not in groupings:
        raise unknown("grouping", grouping, groupings)
    members: dict[str, list[str]] = {}
    for name, source in sources.items():
        if grouping in source.groups:
            members.setdefault(source.groups[grouping], []).append(name)
    return members


# ── what they say ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Said:
    """What is still said once only some voices are heard."""

    claims: Mapping[str, Claim]
    evidence: Sequence[Evidence]
    sources: Mapping[str, Source]


def heard_parts(
    parts: Parts, voices: frozenset[str], *, at_least: int, unclaimed: bool
) -> dict[str, list[Any]]:
    """The parts of a model of which only some voices are heard."""
    before = {claim.name: claim for claim in parts.claims}
    cited = (_still_cited(claim, voices) for claim in parts.claims)
    claims = {claim.name: claim for claim in cited if claim}
    gone = before.keys() - claims.keys()
    borne = (_still_bearing(item, voices, gone) for item in parts.evidence)
    evidence = [item for item in borne if item]
    said = _Said(claims, evidence, {source.name: source for source in parts.sources})

    def kept(own: Iterable[P], stays: Callable[[P], bool]) -> list[P]:
        return [disclaimed(part, gone) for part in own if stays(part)]

    def acts(part: A) -> bool:
        if not part.claims:
            return unclaimed
        if not _still_said(part, before, claims):
            return False
        # If anybody says so at all, one voice does.
        voices = mentions(said, disclaimed(part, gone)).supporting if at_least > 1 else None
        return voices is None or len(voices.independent) >= at_least

    def told(part: Influence | Absence) -> bool:
        return not part.claims or _still_said(part, before, claims)

    rivals = [
        replace(r, influences=left) for r in parts.rivals if (left := kept(r.influences, told))
    ]
    variables = {variable.name: variable for variable in parts.variables}
    arrows = held_together(variables, kept(parts.influences, acts), kept(parts.modifiers, acts))
    judging: dict[str, Any] = {
        **arrows,
        "rivals": {rival.name: rival for rival in rivals},
        "strengths": parts.strengths,
        "variables": variables,
    }
    return arrows | {
        "absences": kept(parts.absences, told),
        "rivals": rivals,
        "claims": [*claims.values()],
        "evidence": evidence,
        "proposals": [disclaimed(proposal, gone) for proposal in parts.proposals],
        "sources": _still_needed(said, voices, people_in(panels_in(judging))),
    }


def _still_cited(part: Q, voices: frozenset[str]) -> Q | None:
    """A claim or evidence with the mentions of some voices alone; None if they do not mention it."""
    every = part.citations
    left = [citation for citation in every if citation.source in voices]
    if len(left) == len(every):
        return part
    if not left:
        return None
    first, *also = left
    return replace(part, source=first.source, at=first.at, quote=first.quote, also=also)


def _still_bearing(item: Evidence, voices: frozenset[str], gone: Iterable[str]) -> Evidence | None:
    """Evidence that some voices give, without the claims that are gone; None if nothing is left of it."""
    left = _still_cited(item, voices)
    bears_on = [name for name in item.bears_on if name not in gone]
    return replace(left, bears_on=bears_on) if left and bears_on else None


def _still_said(
    part: Influence | Modifier | Absence, before: Mapping[str, Claim], claims: Mapping[str, Claim]
) -> bool:
    """Whether a claim is left that says so; a claim that denies an influence does not."""
    left = [claims[name] for name in part.claims if name in claims]
    denied = isinstance(part, Absence) or all(denies(before[name]) for name in part.claims)
    return bool(left) if denied else not all(map(denies, left))


def _still_needed(said: _Said, voices: frozenset[str], judges: Iterable[str]) -> list[Source]:
    """The sources that are still cited or judged a number, and those that they rest on; all if all are heard."""
    if voices.issuperset(said.sources):
        return [*said.sources.values()]
    saying: tuple[Claim | Evidence, ...] = (*said.claims.values(), *said.evidence)
    speaking = {*judges, *(name for part in saying for name in part.sources)}
    needed = speaking.union(*(foundations(name, said.sources) for name in speaking))
    return [source for name, source in said.sources.items() if name in needed]
