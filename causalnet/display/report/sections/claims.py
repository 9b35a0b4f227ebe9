"""The chapter of a report on who says what: claims, influences by their voices, evidence and sources."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.display.report.content import Block, Chapter, CitedClaim, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import ReportSection
from causalnet.display.report.wording import Wording
from causalnet.display.sayers import EVIDENCE_IS_NOT_STRENGTH, cited_at, source_words
from causalnet.display.translated_terms import STANDING_WORDS
from causalnet.drafting.passages import Passage, passages
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Evidence
from causalnet.model.influence import Influence, Modifier
from causalnet.model.mentions import mentions
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["CLAIMS"]

TIERS = {
    "emphatic": template("emphatic"),
    "plain": template("plain"),
    "hedged": template("hedged"),
    "open": template("left open"),
    "denied": template("denied"),
    "reported": template("reported"),
}
KINDS = {
    "edge": template("a direct influence"),
    "total": template("a total effect"),
    "modifier": template("a modifier"),
    "null": template("no influence"),
    "fact": template("a fact"),
    "lever": template("a proposal"),
    "meta": template("on the argument itself"),
}
STANCES = {
    "for": template("for it"),
    "weak": template("weakly for it"),
    "mixed": template("mixed"),
    "against": template("against it"),
    "caution": template("a caution"),
    "open": template("left open"),
    "dated": template("dated"),
}


def claims(asked: ReportQuestion, judged: Verdicts | None) -> list[Chapter]:
    """The claims, who says each influence, the evidence and the sources, as far as there are any."""
    model, words = asked.model, asked.wording
    found = passages(model)
    blocks = [Block(tr("Claims"), claims=_beside(model, found))] if found else []
    tables = [] if found else [_claims(model)]
    tables += [_sayers(asked.model, words), _evidence(model, words), _sources(model)]
    blocks += [Block(tables=(table,)) for table in tables if table.rows]
    texts = () if blocks else (tr("The model cites no claims."),)
    return [Chapter("claims", tr("Claims, sources and evidence"), texts, blocks)]


def _beside(model: CausalModel, found: Mapping[str, tuple[Passage, ...]]) -> tuple[CitedClaim, ...]:
    """Every claim beside its passages."""
    return tuple(
        CitedClaim(c.name, c.text, ", ".join(_about(c)), found.get(c.name, ()))
        for c in model.claims.values()
    )


def _about(claim: Claim) -> list[str]:
    """Where it is made, its wording, its kind, and whether it is a draft."""
    return list(filter(None, (cited_at(claim), *_kinds(claim), _draft(claim))))


def _kinds(claim: Claim) -> tuple[str, str]:
    """How it is worded, and what it is about."""
    return tr(TIERS[claim.tier]), tr(KINDS[claim.kind])


def _draft(claim: Claim) -> str:
    if not claim.is_draft:
        return ""
    return tr("drafted by {drafter}, not reviewed", drafter=claim.drafted_by)


def _claims(model: CausalModel) -> ReportTable:
    """The claims of a model that quotes nothing."""
    rows = [
        [c.name, c.text, cited_at(c), ", ".join(filter(None, (*_kinds(c), _draft(c))))]
        for c in model.claims.values()
    ]
    header = (tr("no."), tr("claim"), tr("where"), tr("wording and kind"))
    return ReportTable(tr("Claims"), header, rows)


def _sayers(model: CausalModel, words: Wording) -> ReportTable:
    """A row for each influence and modifier of which anybody says anything."""
    parts: tuple[Influence | Modifier, ...] = (*model.influences, *model.modifiers)
    rows = []
    for part in parts:
        told = mentions(model, part)
        if told.everyone:
            own = told.supporting
            counts = (len(own.citations), len(own.sources), len(own.independent))
            against = len(told.opposing.independent)
            standing = tr(STANDING_WORDS[part.standing]) + (
                f", {tr('drafted')}" if part.is_draft else ""
            )
            rows.append([words.arrow(part), part.sign, standing, *map(str, (*counts, against))])
    header = (
        tr("influence"),
        tr("sign"),
        tr("standing"),
        tr("citations"),
        tr("sources"),
        tr("independent"),
        tr("against"),
    )
    notes = (
        tr(EVIDENCE_IS_NOT_STRENGTH),
        tr("Against: the independent sources that speak against it."),
    )
    return ReportTable(tr("Who says each influence"), header, rows, notes, "<<<>>>>")


def _evidence(model: CausalModel, words: Wording) -> ReportTable:
    rows = [
        [", ".join(map(words.text, e.bears_on)), tr(STANCES[e.stance]), e.text, cited_at(e)]
        for e in sorted(model.evidence, key=lambda e: not e.contradicts)
    ]
    header = (tr("bears on"), tr("stance"), tr("evidence from elsewhere"), tr("where"))
    return ReportTable(tr("Evidence, what contradicts first"), header, rows)


def _sources(model: CausalModel) -> ReportTable:
    """Every source, and how often it is cited."""
    said: tuple[Claim | Evidence, ...] = (*model.claims.values(), *model.evidence)
    cited = [citation.source for part in said for citation in part.citations]
    rows, details = [], []
    for name, s in model.sources.items():
        rests = tr("rests on {sources}", sources=", ".join(s.rests_on)) if s.rests_on else ""
        rows.append([name, s.title, str(cited.count(name))])
        details.append(" · ".join(filter(None, (source_words(s), rests, s.url))))
    header = (tr("source"), tr("title"), tr("citations"))
    return ReportTable(tr("Sources"), header, rows, (), "<<>", details)


CLAIMS = ReportSection(claims)
