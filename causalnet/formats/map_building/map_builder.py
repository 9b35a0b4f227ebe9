"""A causal map, built link by link from a file, with an account of what was understood and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from causalnet.errors import FileError, few_names, shortened
from causalnet.formats.map_building.sign_words import is_zero, sign_of
from causalnet.language.translate import LazyText, lazy, lazy_counted, template
from causalnet.model.causal_map import CausalMap
from causalnet.model.claim import Source
from causalnet.model.coding.identifiers import identifier, same_words
from causalnet.model.coding.parts import OPPOSITE_SIGN, Factor, Link
from causalnet.model.coding.reading import LeftOut, MapReading
from causalnet.model.influence import Sign
from causalnet.model.judgements.judgement import Judgement
from causalnet.names import name_mistakes
from causalnet.nearest import nearest
from causalnet.text_width import tame

__all__ = ["MapBuilder"]

WAYS_SHOWN = 5
# Words for signs that a misspelt one may stand for.
SIGN_NAMES = ("positive", "negative", "increases", "decreases", "raises", "lowers", "unknown")


class MapBuilder:
    """Collects factors, links and sources by their labels, and makes a `CausalMap` of them.

    Parameters
    ----------
    file : str
        The name of the file.
    form : str
        The name of its format.
    unsigned : {"?", "+", "-"}
        The sign of links to which the file gives none.
    """

    def __init__(self, file: str, form: str, unsigned: Sign = "?") -> None:
        self.file, self.form, self.unsigned = file, form, unsigned
        self._factors: dict[str, Factor] = {}
        self._sources: dict[str, Source] = {}
        self._links: list[Link] = []
        self._names = set[str]()
        self._ways: dict[str, dict[str, None]] = {}
        self._understood: list[str] = []
        self._left_out: list[LeftOut] = []
        self._unsigned = 0
        self._strange: Counter[str] = Counter()
        self._denied = 0
        self._misread: Counter[tuple[str, str]] = Counter()

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    def factor(
        self,
        label: str,
        *,
        key: str | None = None,
        name: str = "",
        tags: Iterable[str] = (),
        note: str = "",
    ) -> str:
        """The name of the factor with a label, or with a key; a new factor if there is none.

        Labels that differ only in capitals, width or spaces are one factor, and the reading says so. A file that
        identifies its factors otherwise gives each a `key`, and perhaps the `name` to be used.
        """
        label = " ".join(tame(label).split())
        key = same_words(label) if key is None else f"\n{key}"
        if key not in self._factors:
            free = bool(name) and name not in self._names and not name_mistakes("", name)
            name = name if free else identifier(label, self._names)
            self._names.add(name)
            self._factors[key] = Factor(name, label)
        self._ways.setdefault(key, {})[label] = None
        known = self._factors[key]
        if tags or note:
            every = tuple(dict.fromkeys((*known.tags, *tags)))
            self._factors[key] = replace(known, tags=every, note=_further(known.note, note))
        return known.name

    def source(
        self,
        key: str,
        *,
        groups: Mapping[str, str] | None = None,
        note: str = "",
        text: str = "",
    ) -> str:
        """The name of the source that a file calls `key`; empty for an empty key.

        Groups, notes and texts that are given later are added to what is known of it.
        """
        key = " ".join(tame(key).split())
        if not key:
            return ""
        known = self._sources.get(key) or Source(key)
        if key not in self._sources or groups or note or text:
            every = {**known.groups, **(groups or {})}
            texts = "\n\n".join(filter(None, (known.text, text)))
            said = _further(known.note, note)
            self._sources[key] = replace(known, groups=every, note=said, text=texts)
        return key

    def link(
        self,
        cause: str,
        effect: str,
        sign: Sign | None = None,
        *,
        source: str = "",
        at: str = "",
        quote: str = "",
        tags: Iterable[str] = (),
        weight: float | Judgement | None = None,
        lag: int = 0,
        note: str = "",
        opposite: bool = False,
    ) -> None:
        """Add a link between two labels; a sign of None is one that the file does not give.

        With `opposite` the file gives the sign for the opposite of one end, and the link gets the reverse.
        """
        self.join(
            self.factor(cause),
            self.factor(effect),
            sign,
            source=source,
            at=at,
            quote=quote,
            tags=tags,
            weight=weight,
            lag=lag,
            note=note,
            opposite=opposite,
        )

    def join(
        self,
        cause: str,
        effect: str,
        sign: Sign | None = None,
        *,
        source: str = "",
        opposite: bool = False,
        **fields: Any,
    ) -> None:
        """Add a link between two factors by their names; else as `link`."""
        self._unsigned += sign is None
        given = self.unsigned if sign is None else sign
        sign = OPPOSITE_SIGN[given] if opposite else given
        tags = tuple(fields.pop("tags", ()))
        link = Link(cause, effect, sign, source=self.source(source), tags=tags, **fields)
        self._links.append(link)

    def sign(self, text: str) -> Sign | None:
        """The sign that a text stands for, in a field that holds nothing else.

        None for an empty text. One that is not a word for a sign gives ``"?"``, and the reading says so.
        """
        sign = sign_of(text)
        if sign is None:
            self._strange[" ".join(tame(text).split())] += 1
            return "?"
        return sign or None

    def denied(self, text: str) -> bool:
        """Whether the text of a sign says that there is no influence; the reading counts such links."""
        zero = is_zero(text)
        self._denied += zero
        return zero

    def misread(self, what: str, text: str, why: str) -> None:
        """Note a text that does not say what its field is for, and what became of it; `what` is a template of its name."""
        told = shortened(" ".join(tame(text).split()))
        self._misread[lazy(what, name=told), why] += 1

    # ── the account ──────────────────────────────────────────────────────────────────────────

    def understand(self, sentence: str) -> None:
        """Note what was read as what."""
        self._understood.append(sentence)

    def leave_out(self, what: str, why: str, count: int = 1) -> None:
        """Note what does not become part of the map, and why."""
        if count:
            what, why = (text if isinstance(text, LazyText) else tame(text) for text in (what, why))
            self._left_out.append(LeftOut(what, why, count))

    def map(self, name: str, title: str = "") -> CausalMap:
        """The map of everything that was added.

        Raises
        ------
        FileError
            If there is not a single factor.
        """
        if not self._factors:
            raise FileError(f"{self.file!r} holds no links: there is nothing to make a map of.")
        for (what, why), count in self._misread.items():
            self._left_out.insert(0, LeftOut(what, why, count))
        for text, count in self._strange.items():
            near = nearest(text.casefold(), SIGN_NAMES)
            why = lazy("It is not a word for a sign; the link has '?'.")
            if near:
                why = lazy("{sentence} {next}", sentence=why, next=near)
            what = lazy("sign {name!r}", name=shortened(text))
            self._left_out.insert(0, LeftOut(what, why, count))
        what = template("links with the sign 0")
        self.leave_out(what, template("They say that there is no influence."), self._denied)
        understood = (*self._understood, *self._counts(), *self._spellings())
        return CausalMap(
            " ".join(tame(name).split()) or "map",
            self._links,
            factors=self._factors.values(),
            sources=self._sources.values(),
            title=" ".join(tame(title).split()),
            reading=MapReading(self.file, self.form, understood, tuple(self._left_out)),
        )

    def _counts(self) -> Iterable[str]:
        yield lazy(
            "The map has {factors}, {links} and {sources}.",
            factors=lazy_counted(len(self._factors), "{count} factor", "{count:,} factors"),
            links=lazy_counted(len(self._links), "{count} link", "{count:,} links"),
            sources=lazy_counted(len(self._sources), "{count} source", "{count:,} sources"),
        )
        nameless = sum(not link.source for link in self._links)
        if self._sources and nameless:
            yield lazy_counted(
                nameless, "{count} link names no source.", "{count:,} links name no source."
            )
        if self._unsigned:
            text = lazy_counted(
                self._unsigned,
                "{count} link has no sign in the file and is read as {sign!r}.",
                "{count:,} links have no sign in the file and are read as {sign!r}.",
                sign=self.unsigned,
            )
            hint = lazy("If a link without a sign means 'raises', write unsigned='+'.")
            if self.unsigned == "?":
                text = lazy("{sentence} {next}", sentence=text, next=hint)
            yield text

    def _spellings(self) -> Iterable[str]:
        several = [[*ways] for ways in self._ways.values() if len(ways) > 1]
        for ways in several[:WAYS_SHOWN]:
            names = few_names([repr(way) for way in ways])
            yield lazy("These labels are one factor: {names}.", names=names)
        if len(several) > WAYS_SHOWN:
            yield lazy(
                "{count} more factors are written in several ways.",
                count=len(several) - WAYS_SHOWN,
            )


def _further(known: str, note: str) -> str:
    """A note with what another adds to it."""
    again = f"\n{note}\n" in f"\n{known}\n"
    return known if again else "\n".join(filter(None, (known, note)))
