"""What a budget buys: the best sets of proposals."""

from __future__ import annotations

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Findings, ReportSection
from causalnet.language.translate import tr
from causalnet.questions.decisions.portfolio import portfolio

__all__ = ["PORTFOLIO"]


def within_budget(asked: ReportQuestion, known: Findings) -> list[Chapter]:
    """The sets of proposals within the budget, for every outcome.

    Raises
    ------
    QuestionError
        If there is nothing to choose from.
    """
    if asked.budget is None:
        return []
    words, blocks = asked.wording, []
    for outcome in asked.outcomes:
        label = words.label(outcome)
        found = portfolio(asked.model, outcome, budget=asked.budget, draws=asked.how)
        caption = tr("The best sets for {outcome}", outcome=label)
        tables = ReportTable.each_of(found, words.text)
        blocks.append(Block(label, pictures=charted(found, caption, asked.pictures), tables=tables))
    text = tr("Each proposal costs 1, and the budget is {budget:g}.", budget=asked.budget)
    return [Chapter("portfolio", tr("What a budget buys"), (text,), blocks)]


PORTFOLIO = ReportSection(within_budget, "first")
