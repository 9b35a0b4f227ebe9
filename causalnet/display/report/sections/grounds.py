"""What each conclusion rests on: its verdict in full."""

from __future__ import annotations

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.language.translate import tr
from causalnet.questions.query.paths import is_still
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["GROUNDS"]


def grounds(asked: ReportQuestion, judged: Verdicts | None) -> list[Chapter]:
    """A table of grounds for each conclusion."""
    if not judged:
        return []
    blocks = [
        Block(
            asked.name(name),
            # Where nothing can change, the reason is all there is to say.
            (asked.wording.text(verdict.sentence),) if is_still(verdict.signs.path) else (),
            tables=()
            if is_still(verdict.signs.path)
            else ReportTable.each_of(verdict, asked.wording.text),
        )
        for name, verdict in judged.items()
    ]
    return [Chapter("verdicts", tr("What each conclusion rests on"), (), blocks)]


GROUNDS = ReportSection(grounds, "after")
