"""The answer about a conclusion from the signs alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import Answer, Sheet, cut_into_lines
from causalnet.language.translate import LazyText, NameIn, lazy, lazy_sentence, template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import FLOOR
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import Standing
from causalnet.network.network import Network
from causalnet.questions.query.paths import PathKind, is_still
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing, comma_list, prose
from causalnet.questions.sentences.still import why_still
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.signs.sign_reading import Status, Weak

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "BY_DEFINITION",
    "DECIDED",
    "FALSE_BY_DEFINITION",
    "BySigns",
    "follows_strictly",
    "until_later",
]

SAID = {
    "follows": template("It follows from the signs alone that {concluded}."),
    "contradicted": template("The signs contradict that {concluded}."),
    "undetermined": template("The signs leave open whether {concluded}."),
    "not applicable": template("The signs cannot say whether {concluded}."),
}
SO_DEFINED = template("It is so by definition that {concluded}.")
FALSELY_DEFINED = template("It is false by definition that {concluded}.")
PROVED = {
    "rises": template("{outcome} rises"),
    "falls": template("{outcome} falls"),
    "does not fall": template("{outcome} does not fall"),
    "does not rise": template("{outcome} does not rise"),
    "unchanged": template("{outcome} does not change"),
}
STRICT = {"does not fall": "rises", "does not rise": "falls"}
# Where the signs decide the direction.
DECIDED = ("follows", "contradicted", "direction only")
# The words of every verb for a conclusion that is decided by what is set, and for one made false by it.
BY_DEFINITION = template("by definition")
FALSE_BY_DEFINITION = template("false by definition")
# The letters of a line beside its label.
TEXT_WIDTH = 66


@dataclass(frozen=True, slots=True, repr=False)
class BySigns(Answer):
    """The answer about a conclusion from the signs of influences, whatever their strengths.

    Attributes
    ----------
    conclusion : Conclusion
    status : {"follows", "contradicted", "direction only", "undetermined", "blocked by what is observed", "lagged only", "no path", "not applicable"}
        A change to which no path leads neither follows nor is contradicted: it is zero by structure. That
        something holds follows then. ``"direction only"``: the direction follows, and not the size that was asked
        for with `by`.
    reason : str
        Why, in a sentence.
    path : {"within a period", "by observing alone", "blocked by what is observed", "lagged only", "no path"}
        The way by which the difference between the arms can reach the outcome.
    direction : {"does not fall", "does not rise", "unchanged"} or None
        The proved direction of the conclusion's measure.
    strict : bool
        Whether they prove a change: some chain of influences has strengths above zero on their whole
        range, and nothing saturates. Otherwise "follows" means no more than its weak direction.
    standing : {"stated", "implied", "added", "rival"} or None
        The weakest standing of influence needed: what is stated alone proves as much, or what is implied
        has to be taken in, and so on. None where nothing is decided.
    standings : tuple of (str, str)
        The status with the influences of each standing that occurs, and of those before it, alone.
    used : tuple of str
        The influences on directed paths from what is set differently to the outcome.
    leaning : tuple of (str, str)
        Those of them whose sign is written ``"?"`` and whose range decides it all the same: the influence, and how.
    balanced : bool or None
        Whether variables can be read the other way up so that all of these are positive; then the way
        that the variables were oriented decided the direction. None where there are none.
    since : int or None
        Of what is lagged only, the first period in which the outcome is reached.
    later : LaterPath or None
        A path that acts only after the period of the conclusion, and leads elsewhere than what the signs say of it.
    blocking : tuple of str
        The findings that block the paths to the outcome, if all are blocked.
    notes : tuple of str
        On what is observed downstream of what is set.
    source : CausalModel, Network or None
        What was asked.
    """

    conclusion: Conclusion
    status: Status
    reason: LazyText
    direction: Weak | None = None
    strict: bool = False
    standing: Standing | None = None
    standings: tuple[tuple[Standing, Status], ...] = ()
    used: tuple[str, ...] = ()
    leaning: tuple[tuple[str, str], ...] = ()
    balanced: bool | None = None
    path: PathKind = "within a period"
    since: int | None = None
    later: LaterPath | None = None
    blocking: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: CausalModel | Network | None = field(default=None, compare=False)

    @property
    def word(self) -> str:
        """The status as it prints; where the outcome is itself set, whether it is so by definition."""
        if self.ground != "definition" or self.status not in ("follows", "contradicted"):
            return self.status
        return BY_DEFINITION if self.status == "follows" else FALSE_BY_DEFINITION

    @property
    def warning(self) -> str:
        """The warning if orientation alone decided, or a range decided an open sign; else empty."""
        say = Phrasing(self.source)
        texts = [
            tr("{influence} {how}.", influence=say.part(name), how=say.kept(how))
            for name, how in self.leaning
        ]
        if self.balanced and self.status in DECIDED and self.ground == "signs":
            texts.append(
                tr(
                    "All paths pull the same way, so the signs that were entered decide the direction, whatever the "
                    "strengths are."
                )
            )
        return prose(texts)

    def to_frame(self) -> pd.DataFrame:
        """A frame of one row."""
        import pandas as pd

        fields = ("status", "path", "direction", "strict", "standing", "balanced", "reason")
        row = {"conclusion": str(self.conclusion)} | {f: getattr(self, f) for f in fields}
        return pd.DataFrame([row | {"used": "; ".join(self.used)}])

    @property
    def sentence(self) -> str:
        """The answer in one sentence, and the period from which a later path leads elsewhere."""
        text = self._said()
        if self.later is None:
            return text
        if not self.conclusion.at:
            text = tr("Within a period, ") + text[0].lower() + text[1:]
        return prose([text, self.later.sentence(self._concluded.name)])

    @property
    def _concluded(self) -> Concluded:
        """The conclusion in labels."""
        say = Phrasing(self.source)
        return Concluded(say, self.conclusion, say.states_of(self.conclusion.outcome))

    def _said(self) -> str:
        said, by = {"concluded": self._concluded.clause}, self.status
        if self.word != by:
            return tr(SO_DEFINED if by == "follows" else FALSELY_DEFINED, **said)
        weak = by == "follows" and not follows_strictly(self)
        if weak or (by in ("direction only", "undetermined") and self.direction in STRICT):
            return self._weakly(said)
        if by == "follows" and self.ground == "structure":
            return tr(
                "It follows from the structure alone that {concluded}: {why}.",
                why=self._still(),
                **said,
            )
        if by in SAID:
            return tr(SAID[by], **said)
        return tr("It does not follow that {concluded}: {why}.", why=self._still(), **said)

    def _weakly(self, said: dict[str, str]) -> str:
        """Where less is proved than was concluded."""
        said = {"proved": self._proved(), **said}
        if self.ground == "definition":
            return tr("By definition, {proved}; whether {concluded} is left open.", **said)
        if self.conclusion.direction != "holds":
            return tr("The signs prove that {proved}, and leave open whether {concluded}.", **said)
        if self.conclusion.by >= FLOOR:
            return tr(
                "The signs prove that {proved}, but not by how much, so they leave open whether {concluded}.",
                **said,
            )
        return tr(
            "The signs prove that {proved}, but not by how much. In a draw a change under {floor:g} counts as none, so they leave open whether {concluded}.",
            floor=FLOOR,
            **said,
        )

    def _still(self) -> str:
        """Why nothing can change, as a clause."""
        c = self.conclusion
        return why_still(
            Phrasing(self.source),
            self.path,
            c.outcome,
            self.blocking,
            same=c.under == c.versus,
            since=self.since,
        )

    def _proved(self) -> str:
        """The proved direction of the outcome, as a clause."""
        weak, outcome = self.direction or "", self._concluded.measured
        return tr(PROVED[STRICT.get(weak, weak) if self.strict else weak], outcome=outcome)

    @property
    def ground(self) -> Literal["definition", "signs", "structure"]:
        """The ground of the status: the signs, the structure (no path), or what is set."""
        if self.conclusion.by_definition:
            return "definition"
        return "structure" if is_still(self.path) else "signs"

    @property
    def because(self) -> str:
        """The reason in labels and in the language that is spoken."""
        say, reason, c = Phrasing(self.source), self.reason, self.conclusion
        if is_still(self.path):
            why, outcome = self._still(), NameIn(c.outcome)
            clause = lazy("{outcome} does not change: {why}", outcome=outcome, why=why)
            reason = lazy_sentence(clause)
            if self.later is not None:
                reason = until_later(reason, c, self.later)
        return say.note(reason)

    def sheets(self) -> tuple[Sheet, ...]:
        """The few lines that it prints as."""
        rows = cut_into_lines(((label, [text]) for label, text in self._rows()), TEXT_WIDTH)
        return (Sheet(self.sentence, (), rows, self._notes(), "<<"),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with whole paragraphs: a browser cuts lines itself."""
        return (Sheet(self.sentence, (), [[*row] for row in self._rows()], self._notes(), "<<"),)

    def _rows(self) -> Iterator[tuple[str, str]]:
        say = Phrasing(self.source)
        yield tr("by signs"), tr(self.word)
        yield tr("because"), self.because
        if self.standings:
            told = [
                tr("{standing}: {status}", standing=tr(t), status=tr(s)) for t, s in self.standings
            ]
            yield tr("by standing"), comma_list(told)
        if self.used:
            yield tr("rests on"), tr("; ").join(map(say.part, self.used))

    def _notes(self) -> list[str]:
        silent = self.status in DECIDED and self.ground == "signs"
        size = [tr("Signs say nothing about size: a verdict does.")] if silent else []
        told = Phrasing(self.source).note
        return [*size, *map(told, filter(None, [self.warning, *self.notes]))]


def until_later(reason: LazyText, conclusion: Conclusion, later: LaterPath) -> LazyText:
    """A reason that is true of the period of a conclusion, and what a later path does after it."""
    said = {"reason": reason, "later": later.kept(conclusion.outcome)}
    if conclusion.at:
        return lazy("By period {period}: {reason} {later}", period=conclusion.at, **said)
    return lazy("Within a period: {reason} {later}", **said)


def follows_strictly(found: BySigns) -> bool:
    """Whether the signs alone carry a conclusion: a change for certain, or none where it says none."""
    holds = found.conclusion.direction == "holds"
    return found.status == "follows" and (found.strict or holds)
