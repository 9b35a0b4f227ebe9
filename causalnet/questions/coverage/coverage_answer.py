"""The answer of `coverage`: what of a corpus a model explains, and what it leaves over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import (
    Answer,
    AnswerTable,
    Column,
    Sheet,
    and_more,
    whole_percent,
)
from causalnet.console import printed
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, Sign
from causalnet.nearest import nearest
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.sentences.phrasing import Phrasing, prose, series

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Coverage", "CoveredLink", "How"]

How = Literal["direct", "by a path", "other sign", "no path", "not in the model"]
# Words of its tables that are said as they are.
WORDS = (
    template("links"),
    template("citations"),
    template("sources"),
    template("direct"),
    template("by a path"),
    template("other sign"),
    template("no path"),
    template("not in the model"),
)
EXPLAINED: tuple[How, ...] = ("direct", "by a path")
# Links of a kind that are printed; to_frame() has all. Factors that are named in a note.
PRINTED, NAMED = 15, 5
ONE_DIRECT = template("“{model}” explains the one link directly.")
ONE_NOT_DIRECT = template("“{model}” does not explain the one link directly.")


@printed
@dataclass(frozen=True, slots=True)
class CoveredLink:
    """A distinct signed link, and how a model explains it.

    Attributes
    ----------
    cause, effect : str
        As they are called in the corpus.
    sign : {"+", "-", "?"}
    citations : int
        How often it is cited.
    sources : tuple of str
        Who cites it.
    how : {"direct", "by a path", "other sign", "no path", "not in the model"}
        By an influence; by a directed path; the model has an influence or paths there with the other sign only; there
        is no path; or the model lacks one of the two factors.
    path : tuple of Influence
        The influence, or the shortest path, that explains it or has the other sign.
    """

    cause: str
    effect: str
    sign: Sign
    citations: int
    sources: tuple[str, ...]
    how: How
    path: tuple[Influence, ...]

    @property
    def name(self) -> str:
        """``cause → effect (sign)``."""
        return f"{self.cause} → {self.effect} ({self.sign})"

    @property
    def way(self) -> str:
        """The path as ``a → b → c``."""
        return " → ".join([i.cause for i in self.path[:1]] + [i.effect for i in self.path])


@printed
@dataclass(frozen=True, slots=True)
class Share:
    """Of links, citations or sources: how many there are, explained directly, by a path as well, and left over.

    A source is explained directly if one of its links is, and by a path if none is directly but one is by a path.
    """

    what: str
    direct: int
    by_path: int
    left: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.direct + self.by_path + self.left


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Coverage(Answer):
    """How much of a corpus of coded links a model explains.

    Attributes
    ----------
    model : CausalModel
    corpus : str
        What the corpus is called.
    links : tuple of CoveredLink
        Every distinct signed link, the most cited first.
    missing : tuple of str
        The factors that the model lacks.
    """

    model: CausalModel
    corpus: str
    links: tuple[CoveredLink, ...]
    missing: tuple[str, ...]

    @property
    def provenance(self) -> Provenance:
        """The model that was asked."""
        return provenance(self.model)

    @property
    def direct(self) -> tuple[CoveredLink, ...]:
        """The links that an influence explains."""
        return self._of("direct")

    @property
    def by_path(self) -> tuple[CoveredLink, ...]:
        """The links that only a directed path explains."""
        return self._of("by a path")

    @property
    def left_over(self) -> tuple[CoveredLink, ...]:
        """The links that the model does not explain, the most cited first."""
        return tuple(link for link in self.links if link.how not in EXPLAINED)

    def _of(self, how: How) -> tuple[CoveredLink, ...]:
        return tuple(link for link in self.links if link.how == how)

    @property
    def shares(self) -> tuple[Share, Share, Share]:
        """How many links, citations and sources are explained."""
        parts = self.direct, self.by_path, self.left_over
        voices = [{s for link in part for s in link.sources} for part in parts]
        direct, by_path = voices[0], voices[1] - voices[0]
        heard = len(direct), len(by_path), len(voices[2] - direct - by_path)
        return (
            Share("links", *map(len, parts)),
            Share("citations", *(sum(link.citations for link in part) for part in parts)),
            Share("sources", *heard),
        )

    @property
    def in_full(self) -> tuple[str, ...]:
        """The sources of which every link is explained, directly or by a path."""
        lost = {s for link in self.left_over for s in link.sources}
        every = dict.fromkeys(s for link in self.links for s in link.sources)
        return tuple(source for source in every if source not in lost)

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        links, citations, _ = self.shares
        said = {"model": ModelLabels(self.model).title, "direct": links.direct, "all": links.total}
        if links.total == 1:
            first = tr(ONE_DIRECT if links.direct else ONE_NOT_DIRECT, **said)
        elif citations.total:
            share = whole_percent(citations.direct / citations.total)
            first = tr(
                "“{model}” explains {direct} of {all} links directly, with {share} of the citations.",
                share=share,
                **said,
            )
        else:
            first = tr("“{model}” explains {direct} of {all} links directly.", **said)
        return prose([first, *_beside(links)])

    @property
    def table(self) -> AnswerTable[CoveredLink]:
        """A row for every link."""
        return _table(self.links)

    def to_frame(self) -> pd.DataFrame:
        """A frame: cause, effect, sign, citations, sources, who says so, how it is explained, and the path."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """What is explained, what is left over, and what a path alone explains."""
        shares = AnswerTable(
            self.shares,
            [
                Column("of", lambda s: s.what, "", lambda s: tr(s.what), "<"),
                Column("all", lambda s: s.total, tr("all")),
                Column("direct", None, tr("directly"), lambda s: _part(s.direct, s.total)),
                Column("path", None, tr("by a path"), lambda s: _part(s.by_path, s.total)),
                Column("left", None, tr("left over"), lambda s: _part(s.left, s.total)),
            ],
        )
        say = Phrasing(self.model)
        first = shares.sheet(self.sentence, self._notes())
        return (
            first,
            *_listed(say, tr("left over"), self.left_over),
            *_listed(say, tr("by a path"), self.by_path),
        )

    def _notes(self) -> list[str]:
        notes = [
            tr(
                "A link is a cause, an effect and a sign. A source counts as direct if one of its links is, and as by a path if none is and a path explains one."
            )
        ]
        full, total = len(self.in_full), self.shares[2].total
        if total:
            notes.append(
                tr(
                    "Sources of which every link is explained: {count} of {total}.",
                    count=full,
                    total=total,
                )
            )
        if self.missing:
            more = len(self.missing) - NAMED
            named = [
                *self.missing[:NAMED],
                *([tr("{count} more", count=more)] if more > 0 else []),
            ]
            hints = (nearest(name, self.model.variables) for name in self.missing[:NAMED])
            hint = next(filter(None, hints), "")
            told = tr(
                "Not in the model: {names}. If one of these is a variable under another name, say so with matching={{…}}.",
                names=series(named),
            )
            notes.append(prose([told, hint]))
        return notes


def _beside(links: Share) -> Iterator[str]:
    """What a path explains, and what is left over."""
    if links.by_path == 1:
        yield tr("A path explains one more.")
    elif links.by_path:
        yield tr("Paths explain {count} more.", count=links.by_path)
    if links.left == 1:
        yield tr("One link is left over.")
    elif links.left:
        yield tr("{count} links are left over.", count=links.left)
    elif links.total:
        yield tr("Nothing is left over.")


def _part(number: int, total: int) -> str:
    return f"{number} ({whole_percent(number / total)})" if total else "0"


def _table(links: Sequence[CoveredLink], say: Phrasing | None = None) -> AnswerTable[CoveredLink]:
    return AnswerTable(
        links,
        [
            Column("cause", lambda x: x.cause),
            Column("effect", lambda x: x.effect),
            Column("sign", lambda x: x.sign),
            Column("link", None, tr("link"), lambda x: _linked(say or Phrasing(), x), "<"),
            Column("citations", lambda x: x.citations, tr("citations")),
            Column("sources", lambda x: len(x.sources), tr("sources")),
            Column("said by", lambda x: "; ".join(x.sources)),
            Column("how", lambda x: x.how, tr("how"), lambda x: tr(x.how), "<"),
            Column(
                "path",
                lambda x: x.way,
                tr("the model has"),
                lambda x: (say or Phrasing()).words(x.way),
                "<",
            ),
        ],
    )


def _linked(say: Phrasing, link: CoveredLink) -> str:
    """A link in labels, with its sign."""
    return f"{say.arrow(link.cause, link.effect)} ({link.sign})"


def _listed(say: Phrasing, title: str, links: Sequence[CoveredLink]) -> Iterable[Sheet]:
    """A sheet of links of one kind, the most cited first; none where there are none."""
    if not links:
        return []
    more = len(links) - PRINTED
    notes = and_more(more)
    return [_table(links, say).sheet(title, notes, rows=links[:PRINTED], folds=True)]
