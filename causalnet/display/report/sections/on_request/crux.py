"""Where two accounts part: the disagreements behind each difference between the model and another one."""

from __future__ import annotations

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Findings, ReportSection
from causalnet.errors import CausalnetError
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.voices.crux import crux

__all__ = ["CRUX"]


def accounts_part(asked: ReportQuestion, known: Findings) -> list[Chapter]:
    """The crux of every conclusion between the model and the account that it is held against."""
    if asked.against is None:
        return []
    blocks = [_block(asked, name, c, asked.against) for name, c in asked.conclusions.items()]
    text = tr(
        "The argument is held against another account: {title}. The difference of the two answers is shared out among the "
        "disagreements.",
        title=asked.against.title,
    )
    return [Chapter("crux", tr("Where the accounts part"), (text,), blocks)]


def _block(asked: ReportQuestion, name: str, c: Conclusion, other: CausalModel) -> Block:
    words = asked.wording
    try:
        found = crux(asked.model, other, c)
    except CausalnetError as error:
        return Block(asked.name(name), (words.text(str(error)),))
    caption = tr("{name}: what each disagreement accounts for", name=asked.name(name))
    tables = ReportTable.each_of(found, words.text)
    return Block(asked.name(name), pictures=charted(found, caption, asked.pictures), tables=tables)


CRUX = ReportSection(accounts_part, "first")
