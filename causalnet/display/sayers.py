"""Who says so, in the words of pictures, pages and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from causalnet.errors import QuestionError
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation, Claim, Evidence, Source
from causalnet.model.influence import Absence, Influence, Modifier
from causalnet.model.mentions import mentions
from causalnet.network.network import Network
from causalnet.questions.sentences.phrasing import comma_list

__all__ = [
    "EVIDENCE_IS_NOT_STRENGTH",
    "Sayers",
    "Width",
    "cited_at",
    "counted_sayers",
    "only_source",
    "sayers_of",
    "source_words",
]

Width = Literal["strength", "sources", "citations"]
# With fewer sayers than this the widest arrow is not at full width, so that one source never looks like many.
FULL_WIDTH = 6
EVIDENCE_IS_NOT_STRENGTH = template(
    "A citation is one mention, a source one voice; sources that rest on one another count as one independent voice. These "
    "counts say how many say so. Strong evidence for a link is not evidence of a strong link."
)
ALIKE = {
    "sources": (
        template("all as wide: 1 source each"),
        template("all as wide: {count} sources each"),
    ),
    "citations": (
        template("all as wide: 1 citation each"),
        template("all as wide: {count} citations each"),
    ),
}
WIDE = {
    "sources": template("wide: many sources, {least} to {most}"),
    "citations": template("wide: many citations, {least} to {most}"),
}
# The usual kinds of sources; a kind is a word of the model's own, and others stay as they are.
KINDS = {
    "article": template("article"),
    "essay": template("essay"),
    "book": template("book"),
    "report": template("report"),
    "news report": template("news report"),
    "journal article": template("journal article"),
    "working paper": template("working paper"),
    "discussion papers": template("discussion papers"),
    "white paper": template("white paper"),
    "survey": template("survey"),
    "databook": template("databook"),
    "index": template("index"),
    "analysis": template("analysis"),
    "data insight": template("data insight"),
    "interview": template("interview"),
    "memo": template("memo"),
    "constructed text": template("constructed text"),
}
# The mentions of one claim that are named; the rest are counted.
MENTIONS_NAMED = 4


def only_source(model: CausalModel) -> str:
    """The one source of all claims; empty if there are several."""
    claims = model.claims.values()
    own = {c.source for c in claims} | {mention.source for c in claims for mention in c.also}
    return own.pop() if len(own) == 1 else ""


def cited_at(model: CausalModel, part: Claim | Evidence) -> str:
    """Where something is said: the first few mentions, and the number of the others.

    A claim of the one source that all claims have has its place alone.

    Examples
    --------
    >>> from causalnet.model.claim import Citation
    >>> sources = [Source("memo", "A memo"), Source("report")]
    >>> claims = [Claim("c", "So it is.", "memo", "p. 2", also=[Citation("report")])]
    >>> cited_at(CausalModel("m", [], sources=sources, claims=claims), claims[0])
    'A memo, p. 2; report'
    """
    only = only_source(model) if isinstance(part, Claim) else ""
    places = [_mention(model, c, only) for c in part.citations]
    named = tr("; ").join(places[:MENTIONS_NAMED])
    left = len(places) - MENTIONS_NAMED
    return tr("{places}; and {count} more", places=named, count=left) if left > 0 else named


def _mention(model: CausalModel, citation: Citation, only: str) -> str:
    """The title of a source, or its name, and the place in it."""
    source = model.sources.get(citation.source)
    if source is None:
        return comma_list([*filter(None, (citation.source, citation.at))])
    title, place = source.title or source.name, source.place(citation.at)
    return comma_list(
        [x for x in ("" if citation.source == only else title, place) if x] or [title]
    )


def counted_sayers(model: CausalModel, part: Influence | Modifier | Absence) -> str:
    """The citations and sources for and against it; empty where nobody says anything of it."""
    told = mentions(model, part)
    return str(told) if told.everyone else ""


def source_words(source: Source) -> str:
    """Kind, author, date and groups of a source, as far as they are known."""
    kind = tr(KINDS[source.kind]) if source.kind in KINDS else source.kind
    groups = [tr("{name}: {change}", name=k, change=g) for k, g in source.groups.items()]
    known = [*filter(None, (kind, source.author, source.date)), *groups]
    return comma_list(known) if known else ""


@dataclass(frozen=True, slots=True)
class Sayers:
    """The number of those who speak for each influence.

    Attributes
    ----------
    what : {"sources", "citations"}
        What is counted.
    counts : mapping from Influence to int
    """

    what: Literal["sources", "citations"]
    counts: Mapping[Influence, int]

    def share(self, influence: Influence) -> float:
        """The share of the widest arrow that an influence has."""
        return self.counts.get(influence, 0) / max(FULL_WIDTH, self.most)

    @property
    def most(self) -> int:
        """The greatest number that speaks for one influence."""
        return max(self.counts.values(), default=0)

    @property
    def meaning(self) -> str:
        """What a wide arrow means, with the numbers that occur."""
        least, most = min(self.counts.values(), default=0), self.most
        if least == most:
            return tr(ALIKE[self.what][most != 1], count=most)
        return tr(WIDE[self.what], least=least, most=most)


def sayers_of(
    model: CausalModel | Network, influences: Iterable[Influence], width: Width
) -> Sayers | None:
    """How many say so, if that sets the width of the arrows.

    Raises
    ------
    QuestionError
        If the model is a network.
    """
    if width == "strength":
        return None
    if isinstance(model, Network):
        raise QuestionError(f"A network does not have {width}. Draw an elicited model.")
    counts = {i: len(getattr(mentions(model, i).supporting, width)) for i in influences}
    return Sayers(width, counts)
