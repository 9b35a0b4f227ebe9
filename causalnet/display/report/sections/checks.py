"""The audit: the checks of the source's own claims, and gaps in the model."""

from __future__ import annotations

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.language.translate import tr
from causalnet.questions.audit.audit import audit
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["CHECKS"]


def checks(asked: ReportQuestion, judged: Verdicts | None) -> list[Chapter]:
    """The audit as it prints, in words."""
    found = audit(asked.model, draws=asked.how, n_jobs=1, progress=False)
    first, *rest = [ReportTable.of(sheet, asked.wording.text) for sheet in found.web_sheets()]
    lead = tr("The checks of the source's claims about total effects, and gaps in the model.")
    blocks = [Block(tables=(table,)) for table in rest]
    return [Chapter("audit", tr("Audit"), (lead, first.caption), blocks)]


CHECKS = ReportSection(checks)
