"""The checks of the source's own claims in a few sentences: those that are not met, and those that are met at the centre only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.report_question import ReportQuestion
from causalnet.language.translate import tr, trn
from causalnet.questions.audit.audit_answer import Audit
from causalnet.questions.audit.checks import Check
from causalnet.questions.audit.reasons import reason_told
from causalnet.questions.sentences.phrasing import prose

__all__ = ["checks_told", "why_not_met"]


def why_not_met(check: Check) -> str:
    """Why a check is not met, as a clause."""
    if check.hangs:
        return tr(
            "met at the most likely strengths, but in only {share} of draws",
            share=spoken_percent(check.share or 0.0),
        )
    return reason_told(check.lacking)


def checks_told(asked: ReportQuestion, audit: Audit | None) -> str:
    """The checks that are not met and those that hang on the numbers, with their claims in words."""
    if audit is None or not audit.checks:
        return ""
    return prose([_met_or_not(asked, audit.checks), *_by_absence(audit.checks)])


def _met_or_not(asked: ReportQuestion, checks: Sequence[Check]) -> str:
    count = len(checks)
    hanging = [check for check in checks if check.hangs]
    unmet = [check for check in checks if not (check.met or check.hangs)]
    if not unmet and not hanging:
        if count == 1:
            return tr("The one check of the source's own claims is met.")
        return tr("All {count} checks of the source's own claims are met.", count=count)
    if count == 1:
        return _only(asked, *unmet, *hanging)
    return prose([*_unmet(asked, unmet, count), *_hanging(asked, hanging, count, more=bool(unmet))])


def _by_absence(checks: Sequence[Check]) -> Iterator[str]:
    """How many are met only because an influence that a claim denies is not drawn."""
    if absent := sum(check.met and check.change is None for check in checks):
        yield trn(
            absent,
            "Of those met, one is met because the influence that its claim denies is not drawn.",
            "Of those met, {count} are met because the influence that their claim denies is not drawn.",
        )


def _only(asked: ReportQuestion, check: Check) -> str:
    claims = _claims(asked, [check])
    if check.hangs:
        return tr(
            "Whether the one check of the source's own claims is met hangs on the numbers: {claims}.",
            claims=claims,
        )
    return tr("The one check of the source's own claims is not met: {claims}.", claims=claims)


def _unmet(asked: ReportQuestion, unmet: Sequence[Check], count: int) -> Iterator[str]:
    said = {"count": count, "claims": _claims(asked, unmet)}
    if len(unmet) == 1:
        yield tr("Of {count} checks of the source's own claims, one is not met: {claims}.", **said)
    elif unmet:
        yield tr(
            "Of {count} checks of the source's own claims, {unmet} are not met: {claims}.",
            unmet=len(unmet),
            **said,
        )


def _hanging(
    asked: ReportQuestion, hanging: Sequence[Check], count: int, *, more: bool
) -> Iterator[str]:
    said = {"count": count, "hanging": len(hanging), "claims": _claims(asked, hanging)}
    if more and len(hanging) == 1:
        yield tr("One more hangs on the numbers: {claims}.", **said)
    elif more and hanging:
        yield tr("{hanging} more hang on the numbers: {claims}.", **said)
    elif len(hanging) == 1:
        yield tr(
            "Of {count} checks of the source's own claims, one hangs on the numbers: {claims}.",
            **said,
        )
    elif hanging:
        yield tr(
            "Of {count} checks of the source's own claims, {hanging} hang on the numbers: {claims}.",
            **said,
        )


def _claims(asked: ReportQuestion, checks: Sequence[Check]) -> str:
    told = []
    for check in checks:
        claim, why = asked.wording.claim(check.claim), why_not_met(check)
        told.append(tr("{claim} ({reason})", claim=claim, reason=why) if why else claim)
    return tr("; ").join(told)
