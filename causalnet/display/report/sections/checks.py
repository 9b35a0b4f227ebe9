"""The audit: the checks of the source's own claims, and gaps in the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection, WrittenSection
from causalnet.display.report.sections.checks_in_short import why_not_met
from causalnet.display.report.sections.figures import found_contrast
from causalnet.display.report.wording import Wording
from causalnet.display.translated_terms import SIZE_WORDS, STANDING_WORDS
from causalnet.language.translate import language_spoken, tr
from causalnet.questions.audit.audit import audit
from causalnet.questions.audit.audit_answer import Audit
from causalnet.questions.audit.audit_words import LabelledNames
from causalnet.questions.audit.checks import Check

__all__ = ["CHECKS"]


def checks(asked: ReportQuestion, known: Known) -> WrittenSection:
    """The checks in a table, and the gaps by their kind."""
    found = audit(asked.model, draws=asked.how, n_jobs=1, progress=False)
    words = asked.wording
    texts = [tr("The checks of the source's claims about total effects, and gaps in the model.")]
    texts.append(words.text(found.sentence))
    tables = []
    if found.checks:
        header = (
            tr("what must hold"),
            tr("found"),
            tr("size"),
            tr("in draws"),
            tr("result"),
        )
        rows = [_row(words, check) for check in found.checks]
        below = [_below(words, check) for check in found.checks]
        tables.append(ReportTable(tr("Checks"), header, rows, (_key(),), "<><><", below))
    if gaps := [[kind, tr("; ").join(names)] for kind, names in _gaps(words, found) if names]:
        tables.append(ReportTable(tr("What a reader should know of the model"), (), gaps))
    chapter = Chapter("audit", tr("Audit"), tuple(texts), [Block(tables=tuple(tables))])
    # The model itself is not sent back by a worker.
    return WrittenSection([chapter], audit=replace(found, source=None))


def _row(words: Wording, check: Check) -> list[str]:
    said = words.conclusion(check.asked) if check.asked else _absence(words, check)
    change = (
        found_contrast(check.asked, check.change)
        if check.asked and check.change is not None
        else ""
    )
    return [
        tr("Must not hold: {conclusion}", conclusion=said) if check.refuting else said,
        change,
        tr(SIZE_WORDS[check.size]) if check.size else "",
        "" if check.share is None else spoken_percent(check.share),
        _result(check),
    ]


def _result(check: Check) -> str:
    if check.hangs:
        return tr(check.word)
    return tr("met") if check.met else tr("not met")


def _absence(words: Wording, check: Check) -> str:
    """A declared non-edge in words."""
    for absent in words.model.absences:
        if check.conclusion.endswith(f" {absent.cause} on {absent.effect}"):
            arrow = words.chain((absent.cause, absent.effect))
            return tr("There is no direct influence {arrow}", arrow=arrow)
    return words.text(check.conclusion)


def _key() -> str:
    return tr(
        "Found: the change with every strength at its most likely value, in states or in probability; of a threshold, the level "
        "or the probability itself. A check compares what its claim compares, often two extremes, where a conclusion of this "
        "report compares with things as they are."
    )


def _below(words: Wording, check: Check) -> str:
    """The claim that says so, why it is not met, another way to the outcome, and notes on what is observed."""
    claim = words.claim(check.claim)
    missed = why_not_met(check)
    if language_spoken() != "en":
        return tr("{claim} ({reason})", claim=claim, reason=missed) if missed else claim
    later = (
        [check.later.said(words.phrasing.name(check.asked.outcome))]
        if check.later and check.asked
        else []
    )
    told = [missed, *later, *check.notes]
    texts = [f"{text[:1].upper()}{text[1:]}." for text in map(words.text, filter(None, told))]
    return " ".join([claim, *texts])


def _gaps(words: Wording, found: Audit) -> Iterator[tuple[str, list[str]]]:
    """Each kind of gap, and what is of that kind."""

    def named(pairs: tuple[tuple[str, object], ...]) -> list[str]:
        return [words.named(item) for item, _ in pairs]

    said = LabelledNames(words.model)
    yield tr("Influences without a claim"), [*map(words.phrasing.part, found.without_claim)]
    yield tr("Claims about total effects without a check"), [*map(words.claim, found.unchecked)]
    yield tr("Claims that nothing uses"), [*map(words.claim, found.unused)]
    yield tr("Baselines that nobody has declared"), named(found.undeclared)
    yield tr("With evidence against them"), named(found.contradicted)
    yield tr("Signs that pull apart"), named(found.opposed)
    yield tr("Open signs that a range decides"), named(found.leaning)
    yield tr("Claims to read again, worded with opposite signs"), named(found.reread)
    yield (
        tr("Counted more than once"),
        [
            tr("{claim} ({reason})", claim=words.named(item), reason=said.kept(reason))
            for item, reason in found.duplicated
        ],
    )
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
