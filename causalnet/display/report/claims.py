"""The chapter of a report on who says what: claims, influences by their voices, evidence and sources."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.answer_tables import Sheet
from causalnet.display.report.page import Block, Chapter, CitedClaim
from causalnet.display.sayers import EVIDENCE_IS_NOT_STRENGTH, cited_at, source_words
from causalnet.drafting.passages import Passage, passages
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Evidence
from causalnet.model.influence import Influence, Modifier
from causalnet.model.mentions import mentions
from causalnet.model.reviewable import told_standing

__all__ = ["claims_chapter"]


def claims_chapter(model: CausalModel) -> Chapter:
    """The claims, who says each influence, the evidence and the sources, as far as there are any."""
    found = passages(model)
    listed = () if found else (_claims(model),)
    sheets = [
        sheet
        for sheet in (*listed, _sayers(model), _evidence(model), _sources(model))
        if sheet.rows
    ]
    texts = () if sheets or found else ("The model cites no claims.",)
    blocks = [Block(sheets=(sheet,)) for sheet in sheets]
    if found:
        blocks.insert(0, Block(heading="Claims", claims=_beside(model, found)))
    return Chapter("claims", "Claims, sources and evidence", texts, blocks)


def _beside(model: CausalModel, found: Mapping[str, tuple[Passage, ...]]) -> tuple[CitedClaim, ...]:
    """Every claim beside its passages."""
    return tuple(
        CitedClaim(c.name, c.text, ", ".join(_about(c)), found.get(c.name, ()))
        for c in model.claims.values()
    )


def _about(claim: Claim) -> list[str]:
    """Where it is made, its wording, its kind, and whether it is a draft."""
    drafted = f"drafted by {claim.drafted_by}, not reviewed" if claim.is_draft else ""
    return list(filter(None, (cited_at(claim), claim.tier, claim.kind, drafted)))


def _claims(model: CausalModel) -> Sheet:
    """The claims of a model that quotes nothing."""
    rows = [
        [c.name, c.text, cited_at(c), c.tier, f"{c.kind}, drafted" if c.is_draft else c.kind]
        for c in model.claims.values()
    ]
    return Sheet("Claims", ["", "claim", "where", "worded", "kind"], rows, (), "<<<<<")


def _sayers(model: CausalModel) -> Sheet:
    """A row for each influence and modifier of which anybody says anything."""
    parts: tuple[Influence | Modifier, ...] = (*model.influences, *model.modifiers)
    rows = []
    for part in parts:
        told = mentions(model, part)
        if told.everyone:
            own = told.supporting
            counts = (len(own.citations), len(own.sources), len(own.independent))
            against = len(told.opposing.independent)
            rows.append(
                [part.name, part.sign, told_standing(part), *map(str, counts), str(against)]
            )
    header = ["", "sign", "standing", "citations", "sources", "independent", "against"]
    notes = (EVIDENCE_IS_NOT_STRENGTH, "Against: the independent sources that speak against it.")
    return Sheet("Who says each influence", header, rows, notes, "<<<>>>>")


def _evidence(model: CausalModel) -> Sheet:
    rows = [
        [", ".join(e.bears_on), e.stance, e.text, cited_at(e)]
        for e in sorted(model.evidence, key=lambda e: not e.contradicts)
    ]
    columns = ["bears on", "stance", "evidence from elsewhere", "where"]
    return Sheet("Evidence, what contradicts first", columns, rows, (), "<<<<")


def _sources(model: CausalModel) -> Sheet:
    """Every source, and how often it is cited."""
    said: tuple[Claim | Evidence, ...] = (*model.claims.values(), *model.evidence)
    cited = [citation.source for part in said for citation in part.citations]
    rows = [
        [s.name, s.title, source_words(s), ", ".join(s.rests_on), str(cited.count(name)), s.url]
        for name, s in model.sources.items()
    ]
    told = [i for i in range(6) if i not in (2, 3) or any(row[i] for row in rows)]
    header = ["", "source", "about it", "rests on", "citations", "address"]
    shown = [[row[i] for i in told] for row in rows]
    return Sheet(
        "Sources", [header[i] for i in told], shown, (), "".join("<<<<><"[i] for i in told)
    )
