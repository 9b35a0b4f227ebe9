"""What each conclusion rests on: the grounds of its verdict, one a row; those that rest on the same stand together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.sections.ground_rows import (
    found_without_influences,
    ground_rows,
    part_without_claim,
    with_other_mechanisms,
)
from causalnet.display.report.sections.shared_grounds import SharedGrounds, resting_alike
from causalnet.display.report.wording import Wording
from causalnet.language.translate import tr
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.phrasing import prose
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = ["GROUNDS"]


def grounds(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """A table of grounds for each conclusion, or for several that share them; where there is little to say, a few words."""
    judged = known.verdicts
    if not judged:
        return []
    own = {name: v for name, v in judged.items() if name not in asked.alike}
    blocks = [_block(asked, {name: own[name] for name in names}) for names in resting_alike(own)]
    blocks += [_same(asked, whole, part) for whole, part in asked.alike.items()]
    return [Chapter("verdicts", _title(asked, judged), (*_key(judged),), blocks)]


def _title(asked: ReportQuestion, judged: Mapping[str, Verdict]) -> str:
    """The title of the chapter, with the outcome where all conclusions are about one."""
    outcomes = {v.conclusion.outcome for v in judged.values()}
    if len(outcomes) > 1:
        return tr("What each conclusion rests on")
    label = asked.wording.label(*outcomes)
    return tr("What each conclusion rests on: {outcome}", outcome=label)


def _block(asked: ReportQuestion, judged: Mapping[str, Verdict]) -> Block:
    if len(judged) > 1:
        return SharedGrounds(asked, judged).block
    ((name, verdict),) = judged.items()
    words = asked.wording
    text = words.text(verdict.sentence)
    if is_still(verdict.signs.path):
        return Block(asked.name(name), (text,))
    table = ReportTable("", (), [*ground_rows(words, verdict)], _notes(words, verdict))
    told = prose([text, part_without_claim(words, verdict)])
    return Block(asked.name(name), (told,), tables=(table,))


def _same(asked: ReportQuestion, whole: str, part: str) -> Block:
    """A conclusion whose answer one about a part of it has."""
    same = tr(
        "Within the period this is the answer, on the same grounds, of “{part}”.",
        part=asked.name(part),
    )
    return Block(asked.name(whole), (same,))


def _key(judged: Mapping[str, Verdict]) -> Iterator[str]:
    """What the rows mean, as far as there are any."""
    yield tr(
        "Over the ranges: with baselines held where they are, and with baselines free as well, what a search found over the "
        "stated ranges of the strengths."
    )
    if any(with_other_mechanisms(v) for v in judged.values()):
        yield tr(
            "With another mechanism: the change where the causes of each variable act together in another way that fits the "
            "same claims."
        )
    if any(found_without_influences(v) for v in judged.values()):
        yield tr("From the baselines alone: what is found where no influence acts at all.")


def _notes(words: Wording, verdict: Verdict) -> list[str]:
    """The notes of a verdict on what is observed."""
    return [words.text(note) for note in verdict.signs.notes]


GROUNDS = ReportSection(grounds, "after")
