"""Where two accounts part: the disagreements behind each difference between the model and another one."""

from __future__ import annotations

from causalnet.answer_tables import signed
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.pictures import charted
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.errors import CausalnetError
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.voices.crux import crux
from causalnet.questions.voices.crux_answer import Crux

__all__ = ["CRUX"]

MATTERS = {
    "both ways": template("either conclusion turns"),
    "first": template("the argument's conclusion turns"),
    "second": template("the other account's conclusion turns"),
    "part": template("neither turns"),
}


def accounts_part(asked: ReportQuestion, known: Known) -> list[Chapter]:
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
    pictures = charted(found, caption, asked.pictures)
    first, second = map(found.told, found.answers)
    texts = [
        tr("The argument finds {first}, the other account {second}.", first=first, second=second)
    ]
    if found.crux:
        crux_name = found.say.dispute(found.crux.name)
        texts.append(
            tr(
                "The crux is “{name}”: whoever gives way on it loses the conclusion.",
                name=crux_name,
            )
        )
    if not any(found.matters(p) != "no matter" for p in found.partings):
        texts.append(tr("No disagreement bears on this conclusion."))
        return Block(asked.name(name), tuple(texts))
    return Block(asked.name(name), tuple(texts), pictures=pictures, tables=(_table(found),))


def _table(found: Crux) -> ReportTable:
    """A row for each disagreement that bears on the conclusion."""
    header = (
        tr("disagreement"),
        tr("accounts for"),
        tr("if the argument gives way"),
        tr("if the other one does"),
        tr("then"),
    )
    rows = [
        [
            found.say.dispute(parting.name),
            signed(parting.part),
            found.told(parting.first_gives_way),
            found.told(parting.second_gives_way),
            tr(MATTERS[found.matters(parting)]),
        ]
        for parting in found.partings
        if found.matters(parting) != "no matter"
    ]
    notes = (
        tr(
            "Accounts for: its share of the difference of {difference} (Shapley), so that all shares sum to it. The next two "
            "columns: what either account finds if it gives way on this alone.",
            difference=signed(found.difference),
        ),
    )
    return ReportTable("", header, rows, notes, "<>>><")


CRUX = ReportSection(accounts_part, "first")
