"""The JSON of Argdown: statements and arguments, and which of them speak for and against which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from causalnet.errors import Mistakes
from causalnet.formats.map_building.extra_fields import note_lines
from causalnet.formats.map_building.json_part import JsonPart, as_text, has_keys, json_object
from causalnet.formats.map_building.map_builder import MapBuilder
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.map_building.unknown_names import add_unknown
from causalnet.language.translate import lazy, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign
from causalnet.names import choice_mistakes

__all__ = ["holds_argdown", "read_argdown"]

# The kinds of relations: the sign of each, and whether it holds both ways.
RELATIONS: dict[str, tuple[Sign, bool]] = {
    "support": ("+", False),
    "entails": ("+", False),
    "attack": ("-", False),
    "undercut": ("-", False),
    "contrary": ("-", True),
    "contradictory": ("-", True),
}
# The kinds of ends, by the list in which they stand. An inference stands with its argument.
LISTS = {"equivalence-class": "statements", "argument": "arguments", "inference": "arguments"}
UNTITLED = "Untitled"
DERIVED = template(
    "It repeats statements, arguments and relations, as they are drawn or laid out in the text."
)
MEANING = template(
    "Links are relations between claims: '+' gives a reason for a claim and '-' one against it. They do not say that "
    "one thing causes another."
)
ClaimKey = tuple[str, str]


def holds_argdown(file: MapFile) -> bool:
    """Whether a JSON file has statements and arguments."""
    return has_keys(file, "statements", "arguments")


def read_argdown(file: MapFile, unsigned: Sign = "?") -> CausalMap:
    """The map of claims in a JSON export of Argdown.

    Statements and arguments are factors with the tag ``statement`` or ``argument`` and their text as the note.
    Support and entailment are links with ``+``; attacks, undercuts, contraries and contradictions are links with
    ``-``, the last two both ways. An argument supports its main conclusion, and its titled premises support it.

    Raises
    ------
    FileError
        If the file is not such JSON.
    ModelError
        With all mistakes in it, each with its path.

    References
    ----------
    C. Voigt (2024), Argdown, ``packages/argdown-core``.
    """
    top = json_object(file, ("statements", "arguments"), "the JSON of Argdown")
    debate = _Debate(MapBuilder(file.name, template("debate from Argdown"), unsigned), top.found)
    for kind in ("statements", "arguments"):
        for title, part in top[kind].members():
            debate.claim(kind, title, part)
    for kind in ("statements", "arguments"):
        for title, part in top[kind].members():
            for relation in _relations(part):
                debate.relation(relation)
            if kind == "arguments":
                debate.premises(title, part)
    for key in top.names():
        if key not in ("statements", "arguments"):
            debate.builder.leave_out(lazy("the key {name!r}", name=key), DERIVED)
    top.found.raise_any(file.name)
    debate.account()
    return debate.builder.map(file.stem)


def _relations(part: JsonPart) -> Iterator[JsonPart]:
    yield from part["relations"].objects()
    for step in part["pcs"].objects():
        yield from step["inference"]["relations"].objects()


@dataclass(slots=True)
class _Debate:
    builder: MapBuilder
    found: Mistakes
    names: dict[ClaimKey, str] = field(default_factory=dict)
    seen: set[tuple[str, ClaimKey, ClaimKey]] = field(default_factory=set)
    untitled: int = 0

    def claim(self, kind: str, title: str, part: JsonPart) -> None:
        """Add a statement or an argument as a factor; a premise without a title stays in its argument."""
        texts = [member["text"].text() for member in part["members"].objects()]
        text = next((text for text in texts if text), "")
        if kind == "statements" and title.startswith(UNTITLED) and not part["relations"].value:
            self.untitled += 1
            return
        premises = [step["text"].text() for step in part["pcs"].objects()]
        data = [f"{key}: {as_text(value.value)}" for key, value in _data(part)]
        note = note_lines(text, [f"({i}) {p}" for i, p in enumerate(premises, 1) if p] + data)
        label = text if title.startswith(UNTITLED) and text else title
        tags = (kind.removesuffix("s"), *part["tags"].texts())
        key = f"{kind} {title}"
        self.names[kind, title] = self.builder.factor(label, key=key, tags=tags, note=note)

    def relation(self, part: JsonPart) -> None:
        """Add a relation once, though both of its ends list it."""
        kind = part["relationType"].text()
        wrong = choice_mistakes(part["relationType"].path, kind, RELATIONS)
        self.found.all += wrong
        ends = [self._end(part, end) for end in ("from", "to")]
        if wrong or ends[0] is None or ends[1] is None:
            return
        sign, mutual = RELATIONS[kind]
        self._link(kind, ends[0], ends[1], sign)
        if mutual:
            self._link(kind, ends[1], ends[0], sign)

    def _end(self, part: JsonPart, end: str) -> ClaimKey | None:
        """The statement or argument at one end; None if there is a mistake."""
        title, kind = part[end].text(), part[f"{end}Type"].text()
        wrong = choice_mistakes(part[f"{end}Type"].path, kind, LISTS)
        self.found.all += wrong
        if wrong:
            return None
        key = (LISTS[kind], title)
        if key in self.names:
            return key
        titles = [t for k, t in self.names if k == LISTS[kind]]
        wanted = LISTS[kind].removesuffix("s")
        add_unknown(self.found, part[end].path, wanted, title, titles)
        return None

    def premises(self, title: str, part: JsonPart) -> None:
        """Join an argument to its titled premises and to its main conclusion."""
        argument = ("arguments", title)
        for step in part["pcs"].objects():
            statement = ("statements", step["title"].text())
            if statement not in self.names or argument not in self.names:
                continue
            role = step["role"].text()
            if role == "premise":
                self._link("premise", statement, argument, "+")
            elif role == "main-conclusion":
                self._link("conclusion", argument, statement, "+")

    def _link(self, kind: str, cause: ClaimKey, effect: ClaimKey, sign: Sign) -> None:
        if (kind, cause, effect) not in self.seen:
            self.seen.add((kind, cause, effect))
            self.builder.join(self.names[cause], self.names[effect], sign, tags=(kind,))

    def account(self) -> None:
        """Tell the builder what the links mean."""
        self.builder.understand(MEANING)
        if self.untitled:
            text = lazy(
                "Statements without a title stand in the notes of arguments ({count:,}).",
                count=self.untitled,
            )
            self.builder.understand(text)


def _data(part: JsonPart) -> Iterator[tuple[str, JsonPart]]:
    for key in part["data"].names():
        yield key, part["data"][key]
