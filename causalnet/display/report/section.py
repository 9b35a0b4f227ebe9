"""The protocol of the sections of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from causalnet.display.report.content import Chapter
from causalnet.display.report.report_question import ReportQuestion
from causalnet.model.effect_size import Scale
from causalnet.questions.audit.audit_answer import Audit
from causalnet.questions.query.paths import PathKind
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["Known", "Later", "OtherEffect", "ReportSection", "Stage", "WrittenSection"]

Stage = Literal["first", "beside", "after"]


@dataclass(frozen=True, slots=True)
class Later:
    """What comes of each conclusion's outcome in a later period.

    Attributes
    ----------
    period : int
    changes : mapping from str to float
        The change at the central numbers, by conclusion.
    faint : frozenset of (str, str)
        Conclusions, each with an outcome that its intervention changes by what rounds to zero in every period that is told.
    """

    period: int
    changes: Mapping[str, float]
    faint: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class OtherEffect:
    """What an intervention does to an outcome that no conclusion is about.

    Attributes
    ----------
    path : str
        The way by which it can reach the outcome.
    change : float
        The change at the central numbers.
    scale : Scale
    ground : {"signs", "definition", "structure", "most draws", "a guess", "nothing"}
    share : float or None
        The share of draws that go this way; None where none had to be asked.
    """

    path: PathKind
    change: float
    scale: Scale
    ground: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a section is written: nothing at first, in the end everything that several sections tell.

    Attributes
    ----------
    verdicts : Verdicts or None
    audit : Audit or None
    later : Later or None
    others : mapping from outcome to mapping from conclusion to OtherEffect
        What is done in each conclusion, to the outcomes that none is about.
    """

    verdicts: Verdicts | None = None
    audit: Audit | None = None
    later: Later | None = None
    others: Mapping[str, Mapping[str, OtherEffect]] = field(default_factory=dict)

    def with_those_of(self, written: Sequence[WrittenSection]) -> Known:
        """These, and what sections have found out while they were written."""
        found = self
        for own in written:
            found = replace(
                found,
                audit=own.audit or found.audit,
                later=own.later or found.later,
                others=own.others or found.others,
            )
        return found


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """What a section has written, and what others may tell of it.

    Attributes
    ----------
    chapters : list of Chapter
    audit : Audit or None
    later : Later or None
    others : mapping from outcome to mapping from conclusion to OtherEffect
    """

    chapters: list[Chapter] = field(default_factory=list)
    audit: Audit | None = None
    later: Later | None = None
    others: Mapping[str, Mapping[str, OtherEffect]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section of a report: what it writes, and when that can be worked out.

    Attributes
    ----------
    write : callable
        The chapters about a question; none where the section has nothing to say. It can be pickled.
    stage : {"first", "beside", "after"}
        ``"first"``: before the verdicts, since it takes long or what is asked may be impossible. ``"beside"``: with them, on
        any worker. ``"after"``: from what all others have found.
    """

    write: Callable[[ReportQuestion, Known], list[Chapter] | WrittenSection]
    stage: Stage = "beside"

    def written(self, asked: ReportQuestion, found: Known | None = None) -> WrittenSection:
        """What it writes, in the language that is spoken; workers speak that of who asks them."""
        own = self.write(asked, found or Known())
        return own if isinstance(own, WrittenSection) else WrittenSection(own)

    def chapters(self, asked: ReportQuestion, found: Known | None = None) -> list[Chapter]:
        """The chapters alone."""
        return self.written(asked, found).chapters
