"""The answer of `compare_voices`: a conclusion by the signs as each group of voices gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, and_more
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.language.translate import template, tr, trn
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.mentions import Voices
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing, series
from causalnet.questions.signs.signs_answer import BySigns, follows_strictly

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["VoiceVerdict", "VoiceVerdicts"]

EVERYONE = "everyone"
PRINTED = 20
"""Rows that the sheet shows; the frame has all."""
FEW = 6
"""Voices with one status that a sentence names; the others are counted."""
LETTERS = 24
"""Letters of a grouping that fit above its column."""
MEANINGS = template(
    "Sources: those heard. Carried by: the independent sources, among them, that speak for an influence between what is set and the outcome. Said: the number of these influences for which one of them speaks, and the number of all."
)
SAID = {
    "follows": template("it follows for {names}"),
    "contradicted": template("it is contradicted for {names}"),
    "by definition": template("it is so by definition for {names}"),
    "false by definition": template("it is false by definition for {names}"),
    "direction only": template("its direction alone follows for {names}"),
    "undetermined": template("it is undetermined for {names}"),
    "no path": template("there is no path for {names}"),
    "lagged only": template("there is a path in later periods only for {names}"),
    "blocked by what is observed": template("what is observed blocks the path for {names}"),
    "not applicable": template("the signs cannot say for {names}"),
    "no model": template("there is no model of what is said by {names}"),
}


@printed
@dataclass(frozen=True, slots=True)
class VoiceVerdict:
    """What some voices say of a conclusion.

    Attributes
    ----------
    name : str
        The group, or the source.
    sources : tuple of str
        The sources that were heard.
    signs : BySigns or None
        The conclusion by the signs of what they say; None if that is not a model.
    said : int
        The influences between what is set and the outcome for which one of them speaks.
    carried : Voices
        Their mentions of these influences.
    reason : str
        Why, in a sentence.
    """

    name: str
    sources: tuple[str, ...]
    signs: BySigns | None
    said: int
    carried: Voices
    reason: str

    @property
    def status(self) -> str:
        """The status by the signs, in the words of `by_signs`; ``"no model"`` if a table would lose a cause."""
        return self.signs.word if self.signs else "no model"

    @property
    def path(self) -> str:
        """How what is set reaches the outcome; empty without a model."""
        return self.signs.path if self.signs else ""

    @property
    def influences(self) -> int:
        """The influences between what is set and the outcome."""
        return len(self.signs.used) if self.signs else 0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class VoiceVerdicts(Answer, Mapping[str, VoiceVerdict]):
    """A conclusion by the signs of what each group of voices says; a mapping by group.

    Attributes
    ----------
    conclusion : Conclusion
    by : str
        The grouping; ``"source"`` where each source is heard by itself, ``"account"`` for models that were given by name.
    found : mapping from str to VoiceVerdict
        Everyone first, unless accounts were given.
    ungrouped : tuple of str
        The sources without such a group, which only count among everyone.
    provenance : Provenance or None
        None for accounts of their own.
    disputed_signs : tuple of str
        The influences of a model that carry the conclusion and have no sign, since their claims disagree on it.
    """

    conclusion: Conclusion
    by: str
    found: Mapping[str, VoiceVerdict]
    ungrouped: tuple[str, ...]
    provenance: Provenance | None
    disputed_signs: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> VoiceVerdict:
        if not isinstance(name, str) or name not in self.found:
            raise unknown(self.by, name, self.found)
        return self.found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        by_status: dict[str, list[str]] = {}
        for name, verdict in self.found.items():
            everyone = tr("everyone") if name == EVERYONE else name
            by_status.setdefault(verdict.status, []).append(everyone)
        parts = [tr(SAID[status], names=_named(held)) for status, held in by_status.items()]
        return tr(
            "On whether {concluded}, by the signs of what each says: {parts}.",
            concluded=self._concluded.clause,
            parts=tr("; ").join(parts),
        )

    @property
    def _concluded(self) -> Concluded:
        """The conclusion in the labels of the model, or of the first account that has one."""
        signs = (v.signs for v in self.found.values())
        source = self.provenance.source if self.provenance else None
        say = Phrasing(source or next((own.source for own in signs if own), None))
        return Concluded(say, self.conclusion, say.states_of(self.conclusion.outcome))

    @property
    def table(self) -> AnswerTable[VoiceVerdict]:
        """A row for everyone, and one for each group."""
        return AnswerTable(
            list(self.found.values()),
            [
                Column("group", lambda v: v.name, self._head(), _group, "<"),
                Column("sources", lambda v: len(v.sources), tr("sources")),
                Column("by signs", lambda v: v.status, tr("by signs"), lambda v: tr(v.status), "<"),
                Column("path", lambda v: v.path),
                Column("direction", lambda v: v.signs and v.signs.direction),
                Column("carried by", lambda v: len(v.carried.independent), tr("carried by")),
                Column("citations", lambda v: len(v.carried.citations), tr("citations")),
                Column("said", lambda v: v.said),
                Column("influences", lambda v: v.influences),
                Column(
                    "share",
                    None,
                    tr("said"),
                    lambda v: (
                        tr("{count} of {total}", count=v.said, total=v.influences)
                        if v.influences
                        else "–"
                    ),
                ),
                Column("reason", lambda v: v.reason),
            ],
        )

    @property
    def _heading(self) -> str:
        """The grouping above its groups; in a survey it may be a whole question, and stands below then."""
        return self.by if len(self.by) <= LETTERS else "group"

    def _head(self) -> str:
        """The heading of the groups, as it prints."""
        return tr(self._heading) if self._heading in ("source", "group") else self._heading

    def to_frame(self) -> pd.DataFrame:
        """A row a group: its sources, the status, path and direction, who carries it, and why."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """A line a group, with its reason below where nothing follows."""
        return (self._sheet([*self._notes()]),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with whole paragraphs: a browser cuts lines itself."""
        return (self._sheet([*self._notes()]),)

    def _sheet(self, notes: list[str]) -> Sheet:
        rows = list(self.found.values())
        return self.table.sheet(self.sentence, notes, rows=rows[:PRINTED])

    def _notes(self) -> Iterator[str]:
        say = self._concluded.say
        if self._heading != self.by:
            yield tr("Groups by: {grouping}", grouping=self.by)
        if len(self.found) > PRINTED:
            yield from and_more(len(self.found) - PRINTED)
        yield from (
            tr("{name}: {note}", name=_group(v), note=say.note(v.reason))
            for v in self.found.values()
            if v.status == "no model"
        )
        weak = [
            name
            for name, v in self.found.items()
            if v.signs and v.signs.status == "follows" and not follows_strictly(v.signs)
        ]
        if weak:
            yield tr(
                "For {names} the signs prove that it does not go the other way, and leave open whether it changes at all.",
                names=_named([_group(self.found[name]) for name in weak]),
            )
        if self.disputed_signs:
            yield trn(
                len(self.disputed_signs),
                "{names} has no sign in the model, whoever is heard, since the voices disagree on it. Ask the causal map instead of its model, and each voice is heard with its own sign.",
                "{names} have no sign in the model, whoever is heard, since the voices disagree on it. Ask the causal map instead of its model, and each voice is heard with its own sign.",
                names=_named([say.part(name) for name in self.disputed_signs]),
            )
        yield tr(MEANINGS)
        if self.ungrouped:
            yield trn(
                len(self.ungrouped),
                "1 source has no {grouping}, and counts under everyone alone: {names}.",
                "{count:,} sources have no {grouping}, and count under everyone alone: {names}.",
                grouping=self.by,
                names=_named([*self.ungrouped]),
            )


def _named(names: list[str]) -> str:
    """Voices in the language that is spoken; of many, the first."""
    if len(names) <= FEW:
        return series(names)
    return series([*names[: FEW - 1], tr("{count} more", count=len(names) - FEW + 1)])


def _group(verdict: VoiceVerdict) -> str:
    """A group as it prints."""
    return tr("everyone") if verdict.name == EVERYONE else verdict.name
