"""By which way: how much of each conclusion's change goes which way."""

from __future__ import annotations

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Findings, ReportSection
from causalnet.errors import CausalnetError
from causalnet.language.translate import tr
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.routes.routes import routes

__all__ = ["ROUTES"]


def by_way(asked: ReportQuestion, known: Findings) -> list[Chapter]:
    """The ways of every conclusion about a change within the present period."""
    if not asked.routes:
        return []
    asking = {n: c for n, c in asked.conclusions.items() if not (c.passes or c.at or c.given)}
    blocks = [_block(asked, name, c) for name, c in asking.items()]
    left = [asked.name(n) for n in asked.conclusions if n not in asking]
    texts = [
        tr(
            "A way is open where the effect of an influence sees what the intervention has made of the cause."
        )
    ]
    if left:
        told = tr(
            "Left out, since they are about a level, a later period or what is observed: {names}.",
            names="; ".join(left),
        )
        texts.append(told)
    return [Chapter("routes", tr("By which way"), tuple(texts), blocks)]


def _block(asked: ReportQuestion, name: str, c: Conclusion) -> Block:
    words = asked.wording
    try:
        found = routes(asked.model, c.outcome, under=c.under, versus=c.versus)
    except CausalnetError as error:
        return Block(asked.name(name), (words.text(str(error)),))
    caption = tr("{name}: the part of the change that goes each way", name=asked.name(name))
    tables = ReportTable.each_of(found, words.text)
    return Block(asked.name(name), pictures=charted(found, caption, asked.pictures), tables=tables)


ROUTES = ReportSection(by_way)
