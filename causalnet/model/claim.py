"""Sources, and what is cited from them: claims and evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from causalnet.boundary.checks import public, public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake
from causalnet.frozen_map import Register
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.reviewable import Reviewable
from causalnet.names import name_mistakes
from causalnet.notation import counted

__all__ = ["Citation", "Claim", "ClaimKind", "Evidence", "Source", "Stance", "Tier"]

Tier = Literal["emphatic", "plain", "hedged", "open", "denied", "reported"]
ClaimKind = Literal["edge", "total", "modifier", "null", "fact", "lever", "meta"]
Stance = Literal["for", "weak", "mixed", "against", "caution", "open", "dated"]
GROUPS_HINT = "Write a grouping and the group in it, such as {'district': 'north'}."


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Source:
    """One voice: a text, a person or a group that claims or evidence come from.

    Parameters
    ----------
    name : str
        Its identifier in the model.
    title : str
        Title, with author and year where known.
    url : str
        The address at which it was read.
    note : str
        A remark for readers.
    kind : str
        The kind of source in one word of yours, e.g. ``"article"``, ``"report"`` or ``"interview"``.
    date : str
        When it was written or spoken, e.g. ``"2023"`` or ``"2023-12-20"``.
    author : str
        The person or the body that speaks in it.
    groups : mapping from str to str
        The group that it belongs to in each grouping, e.g. ``{"district": "north", "role": "farmer"}``.
    rests_on : sequence of str
        Other sources that it cites for what it says, or got it from. It does not count as independent of them.
    text : str
        Its text, or the path of a UTF-8 file with the text, from the folder of the model file. One line that ends in
        ``.txt`` or ``.md`` is a path. `causalnet.check_quotes` reads it.
    places : sequence of str
        The marks with which places in it are written, e.g. ``["Intro", "Gap"]`` for places such as ``Gap¶2``.
    place_labels : sequence of str
        What readers see in place of each of them. Default: the marks. A translation gives them in its language.

    Examples
    --------
    >>> report = Source("report", title="Prices in the north", kind="report", date="2023")
    >>> memo = Source("memo", title="A memo on pricing", groups={"role": "manager"}, rests_on=["report"])
    >>> memo.groups["role"]
    'manager'
    """

    name: str
    title: str = ""
    url: str = ""
    note: str = ""
    kind: str = ""
    date: str = ""
    author: str = ""
    groups: Mapping[str, str] = field(default_factory=Register, metadata={"usual": {}})
    rests_on: Sequence[str] = ()
    text: str = ""
    places: Sequence[str] = ()
    place_labels: Sequence[str] = ()

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)
        object.__setattr__(self, "groups", Register(self.groups, "grouping"))

    def _mistakes(self) -> list[Mistake]:
        wrong = [
            Mistake("groups", f"must map words to words, not {kind!r} to {value!r}.", GROUPS_HINT)
            for kind, value in self.groups.items()
            if not (_is_word(kind) and _is_word(value))
        ]
        if self.place_labels and len(self.place_labels) != len(self.places):
            what = f"has {counted(len(self.place_labels), 'label')} for {counted(len(self.places), 'mark')}."
            wrong.append(Mistake("place_labels", what, "Write one for each of places."))
        return [*name_mistakes("name", self.name), *wrong]

    @property
    def shown_places(self) -> Sequence[str]:
        """What readers see in place of each mark of its places."""
        return self.place_labels or self.places

    @public
    def place(self, at: str) -> str:
        """A place in it as readers see it.

        Examples
        --------
        >>> essay = Source("essay", places=["Gap", "Gap close"], place_labels=["the gap, ", "the end of the gap"])
        >>> essay.place("Gap¶2"), essay.place("Gap close"), essay.place("Gaps")
        ('the gap, ¶2', 'the end of the gap', 'Gaps')
        """
        shown = dict(zip(self.places, self.shown_places, strict=True))
        marks = "|".join(re.escape(mark) for mark in sorted(shown, key=len, reverse=True))
        if not marks:
            return at
        return re.sub(rf"(?<!\w)(?:{marks})(?!\w)", lambda mark: shown[mark.group()], at)

    @property
    def has_text_file(self) -> bool:
        """Whether its text is the path of a file: one line that ends in ``.txt`` or ``.md``."""
        return "\n" not in self.text and self.text.casefold().endswith((".txt", ".md"))


def _is_word(part: object) -> bool:
    return isinstance(part, str) and bool(part.strip())


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Citation:
    """One mention: a place in a source that says something.

    A *source* is one voice, a *citation* is one mention. A source that says a thing three times makes three citations.

    Parameters
    ----------
    source, at : str
        The name of the source, and the place in it.
    quote : str
        The source's own words, to be checked against its text.
    note : str
        A remark on the reading.

    Examples
    --------
    >>> Citation("memo", at="p. 3", quote="Rain wets the grass.").source
    'memo'
    """

    source: str
    at: str = ""
    quote: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.source, self.at)))
        return where + (f": “{self.quote}”" if self.quote else "")


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Claim(Reviewable):
    """One thing that is said, in our own words, and by whom.

    Parameters
    ----------
    name : str
        Its identifier, e.g. ``"c18"``.
    text : str
        A paraphrase.
    source, at : str
        The name of the source, and the place in it. Further ones stand in `also`.
    tier : {"plain", "emphatic", "hedged", "open", "denied", "reported"}
        The strength of its wording: a plain causal verb; unhedged or intensified; modal or partial;
        called unresolved by the source itself; denied that there is a direct effect; attributed to
        others. A tier records rhetoric, not the size of an effect.
    kind : {"edge", "total", "modifier", "null", "fact", "lever", "meta"}
        A direct influence; a total effect (to be reproduced, not encoded); an interaction; the
        absence of a direct influence; a fact; a proposal; a remark on the argument itself.
    sign : {"+", "-", "0", "?", ""}
        Its direction; empty if it has none.
    quote : str
        The source's own words, to be checked against its text.
    checks : sequence of Conclusion
        Conclusions that the model must reach for the claim to be met; all are required.
    note : str
        A remark on the reading.
    also : sequence of Citation
        Further mentions, in other sources or elsewhere in this one.
    drafted_by, reviewed_by : str
        Who drafted it, and who accepted the draft. A draft that nobody accepted is shown as drafted in every answer.

    Examples
    --------
    >>> again = [Citation("report", at="p. 9"), Citation("memo", at="p. 7")]
    >>> claim = Claim("c1", "Rain makes the grass wet.", source="memo", at="p. 2", also=again)
    >>> claim.tier, claim.sources, len(claim.citations)
    ('plain', ('memo', 'report'), 3)
    """

    name: str
    text: str
    source: str
    at: str = ""
    tier: Tier = "plain"
    kind: ClaimKind = "edge"
    sign: Literal["+", "-", "0", "?", ""] = ""
    quote: str = ""
    checks: Sequence[Conclusion] = ()
    note: str = ""
    also: Sequence[Citation] = ()
    drafted_by: str = ""
    reviewed_by: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        mistakes = name_mistakes("name", self.name)
        if isinstance(self.text, str) and not self.text.strip():
            mistakes.append(Mistake("text", "is empty.", "State the claim in your own words."))
        return mistakes

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every mention, the first one first."""
        return Citation(self.source, self.at, self.quote), *self.also

    @property
    def sources(self) -> tuple[str, ...]:
        """The distinct sources, in the order of their first mention."""
        return tuple(dict.fromkeys(c.source for c in self.citations))


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Evidence(Reviewable):
    """Something from elsewhere that bears on claims or variables.

    Parameters
    ----------
    bears_on : sequence of str
        The claims and variables that it speaks of.
    stance : {"for", "weak", "mixed", "against", "caution", "open", "dated"}
        Supports it; supports it only weakly; cuts both ways; contradicts it; warns of a change in
        definition or scope; leaves it open; shows that the world has moved on.
    text : str
        A paraphrase.
    source, at : str
        The name of the source, and the place in it. Further ones stand in `also`.
    quote : str
        The source's own words, to be checked against its text.
    also : sequence of Citation
        Further mentions, in other sources or elsewhere in this one.
    drafted_by, reviewed_by : str
        Who drafted it, and who accepted the draft. A draft that nobody accepted is shown as drafted in every answer.

    Examples
    --------
    >>> Evidence(["c1"], "against", "Most wet grass is dew.", source="memo").contradicts
    True
    """

    bears_on: Sequence[str]
    stance: Stance
    text: str
    source: str
    at: str = ""
    quote: str = ""
    also: Sequence[Citation] = ()
    drafted_by: str = ""
    reviewed_by: str = ""

    def __post_init__(self) -> None:
        empty = Mistake("bears_on", "is empty.", "Name a claim or a variable.")
        check_fields(self, lambda: [] if self.bears_on else [empty])

    @property
    def contradicts(self) -> bool:
        """Whether it speaks against what it bears on, at least in part."""
        return self.stance in ("against", "mixed")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every mention, the first one first."""
        return Citation(self.source, self.at, self.quote), *self.also

    @property
    def sources(self) -> tuple[str, ...]:
        """The distinct sources, in the order of their first mention."""
        return tuple(dict.fromkeys(c.source for c in self.citations))
