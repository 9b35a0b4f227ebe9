"""The audit: the checks of the source's own claims, and gaps in the model."""

from __future__ import annotations

from collections.abc import Iterator

from causalnet.answer_tables import whole_percent
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.display.report.wording import Wording
from causalnet.display.translated_terms import SIZE_WORDS, STANDING_WORDS
from causalnet.language.translate import language_spoken, tr
from causalnet.questions.audit.audit import audit
from causalnet.questions.audit.audit_answer import Audit
from causalnet.questions.audit.checks import Check
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["CHECKS"]


def checks(asked: ReportQuestion, judged: Verdicts | None) -> list[Chapter]:
    """The checks in a table, and the gaps by their kind."""
    found = audit(asked.model, draws=asked.how, n_jobs=1, progress=False)
    words = asked.wording
    texts = [tr("The checks of the source's claims about total effects, and gaps in the model.")]
    if language_spoken() == "en":
        texts.append(words.text(found.sentence))
    elif found.checks:
        met = sum(check.met for check in found.checks)
        texts.append(tr("{met} of {count} checks are met.", met=met, count=len(found.checks)))
    tables = []
    if found.checks:
        header = (
            tr("no."),
            tr("what must hold"),
            tr("change"),
            tr("size"),
            tr("in draws"),
            tr("result"),
        )
        rows = [_row(words, check) for check in found.checks]
        below = [_below(words, check) for check in found.checks]
        tables.append(ReportTable(tr("Checks"), header, rows, (), "<<><><", below))
    if gaps := [[kind, "; ".join(names)] for kind, names in _gaps(words, found) if names]:
        tables.append(ReportTable(tr("What a reader should know of the model"), (), gaps))
    return [Chapter("audit", tr("Audit"), tuple(texts), [Block(tables=tuple(tables))])]


def _row(words: Wording, check: Check) -> list[str]:
    said = words.conclusion(check.asked) if check.asked else _absence(words, check)
    change = (
        shown_contrast(check.asked, check.change)
        if check.asked and check.change is not None
        else ""
    )
    return [
        check.claim,
        tr("Must not hold: {conclusion}", conclusion=said) if check.refuting else said,
        change,
        tr(SIZE_WORDS[check.size]) if check.size else "",
        "" if check.share is None else whole_percent(check.share),
        tr("met") if check.met else tr("not met"),
    ]


def _absence(words: Wording, check: Check) -> str:
    """A declared non-edge in words."""
    for absent in words.model.absences:
        if check.conclusion.endswith(f" {absent.cause} on {absent.effect}"):
            arrow = words.chain((absent.cause, absent.effect))
            return tr("There is no direct influence {arrow}", arrow=arrow)
    return words.text(check.conclusion)


def _below(words: Wording, check: Check) -> str:
    """Why it is not met, another way to the outcome, and notes on what is observed; as far as the language is spoken."""
    if language_spoken() != "en":
        return ""
    later = (
        [check.later.said(words.phrasing.name(check.asked.outcome))]
        if check.later and check.asked
        else []
    )
    told = [check.lacking, *later, *check.notes]
    text = "; ".join(words.text(part) for part in told if part)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _gaps(words: Wording, found: Audit) -> Iterator[tuple[str, list[str]]]:
    """Each kind of gap, and what is of that kind."""

    def named(pairs: tuple[tuple[str, object], ...]) -> list[str]:
        return [words.text(item) for item, _ in pairs]

    yield tr("Influences without a claim"), [words.text(name) for name in found.without_claim]
    yield tr("Claims about total effects without a check"), list(found.unchecked)
    yield tr("Claims that nothing uses"), list(found.unused)
    yield tr("Baselines that nobody has declared"), named(found.undeclared)
    yield tr("With evidence against them"), named(found.contradicted)
    yield tr("Signs that pull apart"), named(found.opposed)
    yield tr("Open signs that a range decides"), named(found.leaning)
    yield tr("Claims to read again, worded with opposite signs"), named(found.reread)
    yield tr("Counted more than once"), named(found.duplicated)
    yield (
        tr("Influences by standing, within a period and lagged"),
        [f"{tr(STANDING_WORDS[s])} {within} + {lagged}" for s, within, lagged in found.standings],
    )
    if found.drafted:
        counts = found.drafted
        yield (
            tr("Drafted, not reviewed"),
            [
                f"{kind}: {count} / {counts.held[kind]}"
                for kind, count in counts.drafted.items()
                if count
            ],
        )


CHECKS = ReportSection(checks, "first")
