"""Whose word it is: the sources that carry each conclusion."""

from __future__ import annotations

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Findings, ReportSection
from causalnet.errors import CausalnetError
from causalnet.language.translate import tr
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.witnesses.witnesses import witnesses

__all__ = ["WITNESSES"]


def whose_word(asked: ReportQuestion, known: Findings) -> list[Chapter]:
    """The sources without whom no path is left, for every conclusion."""
    if not asked.witnesses:
        return []
    blocks = [_block(asked, name, c) for name, c in asked.conclusions.items()]
    text = tr(
        "An influence carries a conclusion if it lies on a path from what is set to the outcome. Many say so is not the same as "
        "much follows."
    )
    return [Chapter("witnesses", tr("Whose word it is"), (text,), blocks)]


def _block(asked: ReportQuestion, name: str, c: Conclusion) -> Block:
    words = asked.wording
    try:
        found = witnesses(asked.model, c)
    except CausalnetError as error:
        return Block(asked.name(name), (words.text(str(error)),))
    tables = ReportTable.each_of(found, words.text)
    return Block(asked.name(name), tables=tables)


WITNESSES = ReportSection(whose_word)
