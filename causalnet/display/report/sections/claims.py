"""The chapter of a report on who says what: claims, influences by their voices, evidence and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from causalnet.display.report.content import Block, Chapter, CitedClaim, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.wording import Wording
from causalnet.display.sayers import EVIDENCE_IS_NOT_STRENGTH, cited_at, only_source, source_words
from causalnet.display.translated_terms import STANDING_WORDS
from causalnet.drafting.passages import Passage, passages
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Evidence
from causalnet.model.influence import Influence, Modifier
from causalnet.model.mentions import mentions
from causalnet.questions.sentences.phrasing import comma_list

__all__ = ["CLAIMS"]

# The mentions of one claim that are named; the rest are counted.
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


def claims(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """The claims, who says each influence, the evidence and the sources, as far as there are any."""
    model, words = asked.model, asked.wording
    found = passages(model)
    note = _key_to_places(model)
    blocks = [Block(tr("Claims"), note, claims=_beside(words, found))] if found else []
    tables = [] if found else [_claims(words, note)]
    tables += [_sayers(asked.model, words), _evidence(model, words), _sources(words)]
    blocks += [Block(tables=(table,)) for table in tables if table.rows]
    texts = () if blocks else (tr("The model cites no claims."),)
    return [Chapter("claims", tr("Claims, sources and evidence"), texts, blocks)]


def _beside(words: Wording, found: Mapping[str, tuple[Passage, ...]]) -> tuple[CitedClaim, ...]:
    """Every claim beside its passages."""
    return tuple(
        CitedClaim(c.name, c.text, comma_list(_about(words, c)), found.get(c.name, ()))
        for c in words.model.claims.values()
    )


def _about(words: Wording, claim: Claim) -> list[str]:
    """Where it is made, its wording, its kind, and whether it is a draft."""
    return list(filter(None, (cited_at(words.model, claim), *_kinds(claim), _draft(claim))))


def _kinds(claim: Claim) -> tuple[str, str]:
    """How it is worded, and what it is about."""
    return tr(TIERS[claim.tier]), tr(KINDS[claim.kind])


def _draft(claim: Claim) -> str:
    if not claim.is_draft:
        return ""
    return tr("drafted by {drafter}, not reviewed", drafter=claim.drafted_by)


def _claims(words: Wording, note: Sequence[str]) -> ReportTable:
    """The claims of a model that quotes nothing."""
    rows = [
        [
            c.name,
            c.text,
            cited_at(words.model, c),
            comma_list([*filter(None, (*_kinds(c), _draft(c)))]),
        ]
        for c in words.model.claims.values()
    ]
    header = (tr("no."), tr("claim"), tr("where"), tr("wording and kind"))
    return ReportTable(tr("Claims"), header, rows, note, marks=[*words.model.claims])


def _key_to_places(model: CausalModel) -> tuple[str, ...]:
    """What there is to know of the one source of all claims, such as how its places are written."""
    only = only_source(model)
    return (model.sources[only].note,) if only and model.sources[only].note else ()


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
            standing = tr(STANDING_WORDS[part.standing])
            if part.is_draft:
                standing = comma_list([standing, tr("drafted")])
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
        *_marks(parts),
    )
    return ReportTable(tr("Who says each influence"), header, rows, notes, "<<<>>>>")


def _marks(parts: Sequence[Influence | Modifier]) -> Iterator[str]:
    """What the signs mean, and a modifier's cross."""
    yield tr("Sign: + raises, - lowers.")
    if any(part.sign == "?" for part in parts):
        yield tr("?: the argument leaves open whether it raises or lowers.")
    if any(isinstance(part, Modifier) for part in parts):
        yield tr(
            "A → B × C: C sets how strongly A acts on B; its sign says whether more of C makes that stronger or weaker."
        )


def _evidence(model: CausalModel, words: Wording) -> ReportTable:
    """The evidence; where it stands has a line of its own, so that what it says has the room."""
    every = sorted(model.evidence, key=lambda e: not e.contradicts)
    rows = [
        [e.text, tr(STANCES[e.stance]), tr("; ").join(map(words.named, e.bears_on))] for e in every
    ]
    header = (tr("evidence from elsewhere"), tr("stance"), tr("bears on"))
    below = [cited_at(words.model, e) for e in every]
    return ReportTable(tr("Evidence, what contradicts first"), header, rows, details=below)


def _sources(words: Wording) -> ReportTable:
    """Every source, and how often it is cited."""
    model = words.model
    said: tuple[Claim | Evidence, ...] = (*model.claims.values(), *model.evidence)
    cited = [citation.source for part in said for citation in part.citations]
    rows, details = [], []
    for name, s in model.sources.items():
        rests = [words.source(other) for other in s.rests_on]
        told = tr("rests on {sources}", sources=tr("; ").join(rests)) if rests else ""
        rows.append([words.source(name), str(cited.count(name))])
        details.append(" · ".join(filter(None, (source_words(s), told, s.url))))
    header = (tr("source"), tr("citations"))
    return ReportTable(tr("Sources"), header, rows, (), "<>", details)


CLAIMS = ReportSection(claims)
