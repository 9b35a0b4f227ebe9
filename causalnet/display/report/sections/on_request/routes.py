"""By which way: how much of each conclusion's change goes which way."""

from __future__ import annotations

from causalnet.answer_tables import signed, unsigned
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.wording import Wording
from causalnet.display.translated_terms import STANDING_WORDS
from causalnet.errors import CausalnetError
from causalnet.language.translate import tr
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.routes.attenuation import Attenuation
from causalnet.questions.routes.routes import routes
from causalnet.questions.routes.routes_answer import Routes
from causalnet.questions.sentences.phrasing import comma_list

__all__ = ["ROUTES"]


def by_way(asked: ReportQuestion, known: Known) -> list[Chapter]:
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
            names=tr("; ").join(left),
        )
        texts.append(told)
    return [Chapter("routes", tr("By which way"), tuple(texts), blocks)]


def _block(asked: ReportQuestion, name: str, c: Conclusion) -> Block:
    words = asked.wording
    try:
        found = routes(asked.model, c.outcome, under=c.under, versus=c.versus)
    except CausalnetError as error:
        return Block(asked.name(name), (words.text(str(error)),))
    sentence = words.text(found.sentence)
    if not isinstance(found, Routes) or not found.routes:
        return Block(asked.name(name), (sentence,))
    caption = tr("{name}: the part of the change that goes each way", name=asked.name(name))
    pictures = charted(found, caption, asked.pictures)
    return Block(asked.name(name), pictures=pictures, tables=(_table(words, found, sentence),))


def _table(words: Wording, found: Routes, sentence: str) -> ReportTable:
    """A row for each first influence, with what it carries."""
    shared, whole = found.has_shares, found.effect.level
    header = [tr("first through"), tr("alone"), tr("if closed"), tr("part"), tr("standing")]
    rows = []
    for route in found.routes:
        part = 0.0 if route.part is None else route.part.value
        share = unsigned(part / whole, ".0%") if shared else signed(part)
        last = "" if route.last is None else signed(route.last.value)
        standing = tr(STANDING_WORDS[route.standing]) if route.standing else ""
        rows.append(
            [words.label(route.influences[0][1]), signed(route.alone.value), last, share, standing]
        )
    notes = [
        tr(
            "Alone: the change where only this way is open. If closed: what closing it takes away. Part: the mean over all orders "
            "of opening (Shapley), so that the parts add up."
        )
    ]
    if found.witnesses:
        names = comma_list([*map(words.label, found.witnesses)])
        notes.append(
            tr(
                "Needed both as changed and as it was, with the same rank in both: {names}.",
                names=names,
            )
        )
    if found.fading:
        notes.append(tr("The strongest way: {path}.", path=_strongest(words, found.fading)))
    return ReportTable(sentence, header, rows, notes, "<>>><")


def _strongest(words: Wording, fading: Attenuation) -> str:
    """Each variable of a path with its change."""
    changes = zip(fading.variables, fading.changes, strict=True)
    return " → ".join(
        tr("{name} ({numbers})", name=words.label(v), numbers=signed(x)) for v, x in changes
    )


ROUTES = ReportSection(by_way)
