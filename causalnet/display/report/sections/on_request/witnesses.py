"""Whose word it is: the sources that carry each conclusion."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.wording import Wording
from causalnet.display.sayers import EVIDENCE_IS_NOT_STRENGTH
from causalnet.display.translated_terms import STANDING_WORDS
from causalnet.errors import CausalnetError
from causalnet.language.translate import tr
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.sentences.phrasing import series
from causalnet.questions.witnesses.label_cut import LabelCut
from causalnet.questions.witnesses.witnesses import witnesses
from causalnet.questions.witnesses.witnesses_answer import Witnesses

__all__ = ["WITNESSES"]

# The least sets that are named.
SETS_NAMED = 3


def whose_word(asked: ReportQuestion, known: Known) -> list[Chapter]:
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
    if not found.carriers:
        return Block(asked.name(name), (words.text(found.sentence),))
    facts = ReportTable("", (), [*_facts(words, found)])
    return Block(asked.name(name), tables=(facts, _carriers(words, found)))


def _facts(words: Wording, found: Witnesses) -> Iterator[list[str]]:
    """What joins what is set to the outcome, and the fewest without which nothing does."""
    joined = tr(
        "{citations} citations of {sources} sources along {influences} influences",
        citations=found.citations,
        sources=len(found.sources),
        influences=len(found.carriers),
    )
    yield [tr("joined by"), joined]
    count = found.disjoint.by_influence
    yield [
        tr("ways"),
        tr("one way only: any two share an influence")
        if count == 1
        else tr("{count} ways that share no influence", count=count),
    ]
    yield [tr("Sources"), _fewest(found.without_sources, words.named)]
    yield [tr("Claims"), _fewest(found.without_claims, words.claim)]
    yield [tr("Influences"), _fewest(found.without_influences, words.phrasing.part)]
    alone = [words.named(name) for name in found.threads if name in words.model.sources]
    if alone:
        yield [tr("tells a whole way alone"), tr("; ").join(alone)]


def _fewest(cut: LabelCut, told: Callable[[str], str]) -> str:
    """The fewest without which no way is left."""
    if cut.method == "no set":
        return tr("A way is left even without all of them.")
    if not cut.exact:
        return tr(
            "Between {least} and {most} must fall before no way is left.",
            least=cut.least,
            most=cut.most,
        )
    sets = [series([*map(told, sorted(names))]) for names in sorted(map(sorted, cut.sets))]
    text = tr("; or ").join(sets[:SETS_NAMED])
    if len(sets) > SETS_NAMED:
        text += tr("; and {count} more", count=len(sets) - SETS_NAMED)
    return tr("No way is left without {count} of them: {sets}.", count=cut.least, sets=text)


def _carriers(words: Wording, found: Witnesses) -> ReportTable:
    """The influences between, with those who speak for and against each."""
    header = (
        tr("influence"),
        tr("standing"),
        tr("citations"),
        tr("sources"),
        tr("independent"),
        tr("against"),
    )
    rows = [
        [
            words.phrasing.part(carrier.name),
            tr(STANDING_WORDS[carrier.standing]) if carrier.standing else "",
            *map(
                str, (carrier.citations, len(carrier.sources), carrier.independent, carrier.against)
            ),
        ]
        for carrier in found.carriers
    ]
    return ReportTable("", header, rows, (tr(EVIDENCE_IS_NOT_STRENGTH),), "<<>>>>")


WITNESSES = ReportSection(whose_word)
