"""The protocol of the sections of a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from causalnet.display.report.content import Chapter
from causalnet.display.report.report_question import ReportQuestion
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["ReportSection", "Stage"]

Stage = Literal["first", "beside", "after"]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section of a report: what it writes, and when that can be worked out.

    Attributes
    ----------
    write : callable
        The chapters about a question; none where the section has nothing to say. It can be pickled.
    stage : {"first", "beside", "after"}
        ``"first"``: before the verdicts, since it takes long or what is asked may be impossible. ``"beside"``: with them, on
        any worker. ``"after"``: from the verdicts, which are None before.
    """

    write: Callable[[ReportQuestion, Verdicts | None], list[Chapter]]
    stage: Stage = "beside"

    def chapters(self, asked: ReportQuestion, judged: Verdicts | None = None) -> list[Chapter]:
        """What it writes, in the language that is spoken; workers speak that of who asks them."""
        return self.write(asked, judged)
