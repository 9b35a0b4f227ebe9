"""The argument as a model: what it is about, and a picture of it and of its feedback loops."""

from __future__ import annotations

from causalnet.display.case import told_case
from causalnet.display.diagram.draw import draw
from causalnet.display.report.content import Block, Chapter
from causalnet.display.report.pictures import drawn
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.language.translate import tr
from causalnet.questions.loops.loops import loops

__all__ = ["ARGUMENT"]


def argument(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """The model in its own words, and in pictures."""
    model, kind = asked.model, asked.pictures
    texts = tuple(t for t in (*model.description.split("\n\n"), told_case(model)) if t.strip())
    lagged = any(i.lag for i in model.influences)
    caption = tr(
        "Every variable with its states today, and every influence: an arrow that ends in a point raises, one that ends in a "
        "bar lowers."
    )
    if lagged:
        caption += " " + tr(
            "Dashed arrows act in a later period; “lag” on a card is what a variable does to itself then."
        )
    if len({i.standing for i in model.influences}) > 1:
        caption += " " + tr(
            "Stated: a source says so. Implied: no source says so, but what they say needs it. Added: the modellers put it there."
        )
    blocks = [Block(pictures=(drawn(draw(model, lagged=lagged, legend=True), caption, kind),))]
    if loops(model).feedback:
        caption = tr(
            "Only the influences that come back to where they began. Plus and minus are signs; ‖ is a delay, with the marks of "
            "the loops that close there. The appendix lists the best-founded loops by their marks: R reinforces a push, B balances it."
        )
        picture = drawn(draw(model, loops=True, legend=True), caption, kind)
        blocks.append(Block(tr("Feedback loops"), pictures=(picture,)))
    return [Chapter("model", tr("The argument as a model"), texts, blocks)]


ARGUMENT = ReportSection(argument, "first")
