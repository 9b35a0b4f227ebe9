"""The parts of a model before they are checked to fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from causalnet.boundary.fields import with_article
from causalnet.errors import Mistake, QuestionError, unknown
from causalnet.model.claim import Claim, Evidence, Source
from causalnet.model.decision import Choice, Utility
from causalnet.model.grammar.finding import Finding, findings
from causalnet.model.influence import Absence, Influence, Modifier, Rival
from causalnet.model.judgements.judgement import Judgement, fixed
from causalnet.model.judgements.panel import Panel, several_mistakes
from causalnet.model.proposal import Actor, Proposal
from causalnet.model.variable import Variable
from causalnet.names import is_iterable, is_real, name_mistakes, quoted_step

__all__ = [
    "KIND_OF",
    "LISTED",
    "NAMED_PARTS",
    "SINGULAR",
    "ModelPart",
    "Parts",
    "Strength",
    "identity",
    "judged",
    "known_mistakes",
    "listed_parts",
    "listed_places",
    "named_place",
    "part_of_kind",
    "placed_parts",
    "resolve_strength",
    "strangers",
    "strength_mistakes",
]

P = TypeVar("P", Influence, Modifier)
Strength = Judgement | Panel[Judgement]
ModelPart = (
    Source
    | Variable
    | Claim
    | Evidence
    | Influence
    | Modifier
    | Absence
    | Rival
    | Proposal
    | Actor
    | Choice
    | Utility
)
NAMED_PARTS = {
    "sources": "source",
    "variables": "variable",
    "claims": "claim",
    "rivals": "rival",
    "proposals": "proposal",
    "actors": "actor",
    "decisions": "decision",
    "utilities": "utility",
}
SINGULAR = {
    "evidence": "evidence",
    "influences": "influence",
    "modifiers": "modifier",
    "absences": "absence",
}
LISTED = tuple(SINGULAR)
KIND_OF: dict[type, str] = {
    Source: "sources",
    Variable: "variables",
    Claim: "claims",
    Evidence: "evidence",
    Influence: "influences",
    Modifier: "modifiers",
    Absence: "absences",
    Rival: "rivals",
    Proposal: "proposals",
    Actor: "actors",
    Choice: "decisions",
    Utility: "utilities",
}


@dataclass(slots=True, kw_only=True)
class Parts:
    """The parts of a `CausalModel`, as plain lists that may still contain mistakes.

    Attributes
    ----------
    broken : mapping from a kind of part to names
        Parts that could not be made at all. Their mistakes are reported elsewhere, so a reference to them is not a
        further mistake.
    placed : mapping from a kind of part to places
        The place of each listed part in the file that it was read from.
    """

    variables: list[Variable] = field(default_factory=list)
    influences: list[Influence] = field(default_factory=list)
    strengths: dict[str, Strength] = field(default_factory=dict)
    known: Mapping[str, Finding] = field(default_factory=dict)
    modifiers: list[Modifier] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    rivals: list[Rival] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    decisions: list[Choice] = field(default_factory=list)
    utilities: list[Utility] = field(default_factory=list)
    broken: Mapping[str, Iterable[str]] = field(default_factory=dict)
    placed: Mapping[str, list[str]] = field(default_factory=dict)

    def names(self, kind: str) -> list[str]:
        """Every name of a kind that is taken, broken ones included."""
        own = self.strengths if kind == "strengths" else [p.name for p in getattr(self, kind)]
        return [*own, *self.broken.get(kind, ())]

    def places(self, kind: str) -> list[str]:
        """The places of the parts of a kind: ``influence a → b`` or ``variables.x``."""
        parts = getattr(self, kind)
        if kind in NAMED_PARTS:
            return [named_place(kind, part.name) for part in parts]
        if kind in self.placed:
            return self.placed[kind]
        noun = SINGULAR[kind]
        return listed_places(noun, ["" if kind == "evidence" else part.name for part in parts])


def named_place(kind: str, name: str) -> str:
    """The place of a named part: ``variables.x``."""
    return f"{kind}.{quoted_step(name)}"


def listed_places(noun: str, names: Sequence[str]) -> list[str]:
    """The places of listed parts, each by its name, or by its number from one if the name is not unique.

    Examples
    --------
    >>> listed_places("influence", ["a → b", "", "a → c", "a → c"])
    ['influence a → b', 'influence 2', 'influence 3, a → c', 'influence 4, a → c']
    """
    times = Counter(names)
    return [
        f"{noun} {name}"
        if name and times[name] == 1
        else f"{noun} {number}" + (f", {name}" if name else "")
        for number, name in enumerate(names, start=1)
    ]


def identity(part: ModelPart) -> str:
    """The identifier of a part: its name, or the names that it bears on."""
    return f"evidence on {part.bears_on}" if isinstance(part, Evidence) else part.name


def placed_parts(parts: Parts, given: Iterable[ModelPart], *, new: bool) -> dict[str, list[Any]]:
    """The lists of a model's parts with the given ones added, or in place of those with the same name.

    Raises
    ------
    UnknownNameError
    """
    changes: dict[str, list[Any]] = {}
    for part in given:
        kind = KIND_OF.get(type(part))
        if kind is None:
            raise unknown("kind of part", type(part).__name__, [t.__name__ for t in KIND_OF])
        held = changes.setdefault(kind, [*getattr(parts, kind)])
        names = [identity(p) for p in held]
        if new:
            held.append(part)
        elif identity(part) in names:
            held[names.index(identity(part))] = part
        else:
            raise unknown(NAMED_PARTS.get(kind) or SINGULAR[kind], identity(part), names)
    return changes


def part_of_kind(part: P, kind: type[P]) -> P:
    """`part`, if it is of a kind.

    Raises
    ------
    QuestionError
    """
    given: object = part
    if not isinstance(given, kind):
        what = with_article(kind.__name__)
        raise QuestionError(f"Expected {what} of the model, got {given!r}.")
    return part


def resolve_strength(
    strength: float | Strength | str | None, words: Mapping[str, Strength]
) -> Strength | None:
    """The judgement, or the panel, behind a number, a judgement or a word; None where there is none."""
    if strength is None or isinstance(strength, Judgement | Panel):
        return strength
    if isinstance(strength, str):
        return words[strength]
    return fixed(strength)


def listed_parts(held: Any) -> list[Any]:
    """Parts as a list; a value that is not a collection becomes its only, invalid item."""
    return list(held) if is_iterable(held) and not isinstance(held, str) else [held]


def strength_mistakes(given: object) -> list[Mistake]:
    """Words for strengths that are not names, and strengths that are neither judgements nor numbers."""
    if given is None:
        return []
    if not isinstance(given, Mapping):
        return [Mistake("strengths", f"must map words to judgements, not {given!r}.")]
    found = [m for word in given for m in name_mistakes("strengths", word)]
    for word, strength in given.items():
        if not (isinstance(strength, Judgement | Panel) or is_real(strength)):
            what = f"must be a Judgement, a Panel or a number, not {strength!r}."
            several = isinstance(strength, Mapping)
            hint = f"For several people write cn.Panel({strength!r})." if several else ""
            found.append(Mistake(f"strengths.{word}", what, hint))
        found += several_mistakes(f"strengths.{word}", strength, Judgement)
    return found


def known_mistakes(given: object) -> list[Mistake]:
    """Findings that are not findings, or not of a variable's name."""
    if given is None:
        return []
    if not isinstance(given, Mapping):
        return [
            Mistake(
                "known", f"must map variables to findings, such as {{'x': 'low'}}, not {given!r}."
            )
        ]
    found = []
    for name, finding in given.items():
        try:
            findings({name: finding})
        except QuestionError as error:
            place = named_place("known", name) if isinstance(name, str) else "known"
            found.append(Mistake(place, str(error)))
    return found


def judged(strengths: Mapping[str, Strength | float]) -> dict[str, Strength]:
    """The words for strengths; a bare number becomes a fixed judgement."""
    return {w: s if isinstance(s, Judgement | Panel) else fixed(s) for w, s in strengths.items()}


def strangers(lists: Mapping[str, list[Any]]) -> list[Mistake]:
    """Values that are not parts of a model, or not of the kind as which they are given."""
    found = []
    for kind, held in lists.items():
        for position, part in enumerate(held):
            if KIND_OF.get(type(part)) != kind:
                wanted = next(t.__name__ for t, k in KIND_OF.items() if k == kind)
                place = f"{SINGULAR.get(kind) or NAMED_PARTS[kind]} {position + 1}"
                found.append(Mistake(place, f"must be {with_article(wanted)}, not {part!r}."))
    return found
