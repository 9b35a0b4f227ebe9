"""How an audit names what it found: by the names of the model in a frame, in labels where people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.questions.audit.checks import Check
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = ["AuditWords", "LabelledNames", "WrittenNames"]


class AuditWords(Protocol):
    """The words for the parts of a model."""

    def variable(self, name: str) -> str:
        """A variable."""

    def part(self, name: str) -> str:
        """An influence."""

    def words(self, text: str) -> str:
        """A text with names in it."""

    def note(self, text: str) -> str:
        """A note that an answer keeps."""

    def kept(self, text: str) -> str:
        """A part of a sentence that an answer keeps."""

    def concluded(self, check: Check) -> str:
        """What is checked."""


@dataclass(frozen=True, slots=True)
class WrittenNames:
    """The names as they are written in the model."""

    def variable(self, name: str) -> str:
        """The name itself."""
        return name

    part = words = note = kept = variable

    def concluded(self, check: Check) -> str:
        """The conclusion as code."""
        return check.conclusion


@dataclass(frozen=True, slots=True)
class LabelledNames:
    """The labels of a model.

    Attributes
    ----------
    source : CausalModel or None
        The model with the labels.
    """

    source: CausalModel | None

    @property
    def _say(self) -> Phrasing:
        return Phrasing(self.source)

    def variable(self, name: str) -> str:
        """A variable within a sentence."""
        return self._say.name(name)

    def part(self, name: str) -> str:
        """An influence in labels."""
        return self._say.part(name)

    def words(self, text: str) -> str:
        """A text with labels in it."""
        return self._say.words(text)

    def note(self, text: str) -> str:
        """A note in labels."""
        return self._say.note(text)

    def kept(self, text: str) -> str:
        """A part of a sentence in labels."""
        return self._say.kept(text)

    def concluded(self, check: Check) -> str:
        """The conclusion as a clause."""
        asked, say = check.asked, self._say
        if asked is None or check.lacking == "cannot be asked":
            return say.words(check.conclusion)
        clause = Concluded(say, asked, say.states_of(asked.outcome)).clause
        return tr("not: {conclusion}", conclusion=clause) if check.refuting else clause
