"""What a budget buys: the best sets of proposals."""

from __future__ import annotations

from causalnet.answer_tables import signed, unsigned
from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.content import Block, Chapter, ReportTable, unwrapped
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.wording import Wording
from causalnet.language.translate import tr
from causalnet.questions.decisions.portfolio import portfolio
from causalnet.questions.decisions.portfolio_answer import Portfolio, Portfolios

__all__ = ["PORTFOLIO"]

# The sets in the table, and those that do more or less together than by themselves.
SHOWN, TOGETHER = 10, 3


def within_budget(asked: ReportQuestion, known: Known) -> list[Chapter]:
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
        pictures = charted(found, caption, asked.pictures)
        blocks.append(Block(label, pictures=pictures, tables=(_table(words, found),)))
    text = tr("Each proposal costs 1, and the budget is {budget:g}.", budget=asked.budget)
    return [Chapter("portfolio", tr("What a budget buys"), (text,), blocks)]


def _table(words: Wording, found: Portfolios) -> ReportTable:
    """The best sets, with what may be missed by choosing each."""
    header = (
        tr("set"),
        tr("median change"),
        tr("middle 90% of draws"),
        tr("best in"),
        tr("mean regret"),
        tr("worst regret"),
    )
    best = list(found.ranked[:SHOWN])
    if found.best_regret not in best:
        best.append(found.best_regret)
    rows = [_row(words, one) for one in best]
    notes = [
        tr(
            "Best in: the share of draws in which no other set does more. Regret: what a set does less than the best one of the "
            "same draw, in states; the worst grows with the number of draws."
        ),
        tr("Least worst regret: {set}.", set=_names(words, found.best_regret)),
    ]
    if (left := len(found.ranked) - len(rows)) > 0:
        notes.append(tr("And {count:,} more.", count=left))
    if found.together:
        pairs = [
            tr("{name} ({numbers})", name=_names(words, p), numbers=signed(p.synergy))
            for p in found.together[:TOGETHER]
        ]
        notes.append(tr("Together, beyond what their parts do: {sets}.", sets=tr("; ").join(pairs)))
    return ReportTable(_sentence(words, found), header, rows, notes, "<>>>>>")


def _sentence(words: Wording, found: Portfolios) -> str:
    """The answer in one sentence, with the labels of proposals."""
    text = words.text(unwrapped(found.sentence))
    for name in words.model.proposals:
        text = text.replace(f"“{name}”", tr("“{name}”", name=_label(words, name)))
    return text


def _row(words: Wording, one: Portfolio) -> list[str]:
    low, high = map(signed, one.estimate.interval())
    return [
        _names(words, one),
        signed(one.estimate.median),
        tr("{low} to {high}", low=low, high=high),
        spoken_percent(one.best_in),
        unsigned(one.regret, ".3f"),
        unsigned(one.regret_worst, ".3f"),
    ]


def _names(words: Wording, one: Portfolio) -> str:
    """A set by the labels of what is in it."""
    return " + ".join(_label(words, name) for name in one.names) or tr("nothing is done")


def _label(words: Wording, name: str) -> str:
    own = words.model.proposals.get(name)
    return (words.labels.proposal(own.intervention) if own else "") or name


PORTFOLIO = ReportSection(within_budget, "first")
