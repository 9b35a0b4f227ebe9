"""The appendix: the feedback loops by their marks, and the names and questions as a program writes them."""

from __future__ import annotations

from collections.abc import Iterator

from causalnet.display.diagram.views.loop_view import LOOPS_LISTED
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.translated_terms import POLARITY_WORDS, STANDING_WORDS
from causalnet.language.translate import tr
from causalnet.questions.loops.loops import loops
from causalnet.version import __version__

__all__ = ["APPENDIX"]


def appendix(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """What a reader needs to look up a mark, or to ask the same again."""
    version = tr(
        "Written by causalnet {version} from the model {name} ({fingerprint}).",
        version=__version__,
        name=asked.model.name,
        fingerprint=asked.model.fingerprint,
    )
    blocks = [*_loops(asked), *_conclusions(asked), _names(asked)]
    return [Chapter("appendix", tr("Appendix"), (version,), blocks)]


def _loops(asked: ReportQuestion) -> Iterator[Block]:
    """The loops of several variables, the best-founded first."""
    found = loops(asked.model).feedback
    if not found:
        return
    rows = [
        [
            loop.name,
            tr(POLARITY_WORDS[loop.polarity]),
            tr(STANDING_WORDS[loop.standing]),
            str(loop.delay),
            asked.wording.chain((*loop.variables, loop.variables[0])),
        ]
        for loop in found[:LOOPS_LISTED]
    ]
    left = len(found) - len(rows)
    notes = [
        tr(
            "The mark of a loop stands in the picture of feedback loops, where the loop closes. Its letter says what the loop "
            "does to a push: R reinforces it, B balances it, U leaves that open. The rest is computed from its influences, so "
            "the mark stays the same in every variant of the model. A loop has the standing of its weakest influence. The "
            "best-founded loops come first."
        )
    ]
    notes += [tr("And {count:,} more.", count=left)] if left else []
    header = (tr("mark"), tr("kind"), tr("standing"), tr("periods"), tr("round"))
    yield Block(
        tables=(ReportTable(tr("Feedback loops by their marks"), header, rows, notes, "<<<><"),)
    )


def _conclusions(asked: ReportQuestion) -> Iterator[Block]:
    """The conclusions in words and as code."""
    if not asked.conclusions:
        return
    words = asked.wording
    rows = [[asked.name(name), words.conclusion(c)] for name, c in asked.conclusions.items()]
    header = (tr("name"), tr("conclusion, and below it as written in code"))
    code = [str(c) for c in asked.conclusions.values()]
    caption = tr("The conclusions that were judged")
    yield Block(tables=(ReportTable(caption, header, rows, details=code),))


def _names(asked: ReportQuestion) -> Block:
    rows = [[v.label, v.name, v.means] for v in asked.model.variables.values()]
    header = (tr("variable"), tr("name in the model"), tr("what it means"))
    return Block(tables=(ReportTable(tr("Names of the variables"), header, rows),))


APPENDIX = ReportSection(appendix)
