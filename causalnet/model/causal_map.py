"""A causal map: factors and coded links, each with its source, before there are states or numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from causalnet.answer_tables import Sheet
from causalnet.boundary.checks import public, public_class
from causalnet.boundary.fields import text_mistakes
from causalnet.console import printed
from causalnet.errors import Mistake, raise_any, unknown_text
from causalnet.frozen_map import Register
from causalnet.model.assembly.parts import listed_parts
from causalnet.model.claim import Source
from causalnet.model.coding.parts import Factor, Link
from causalnet.model.coding.reading import MapReading
from causalnet.names import label_mistakes, name_mistakes
from causalnet.notation import counted

__all__ = ["CausalMap"]

PARTS: dict[str, type] = {"factors": Factor, "links": Link, "sources": Source}
# The mistakes of one kind that an error lists.
MOST_LISTED = 20


@public_class
@printed
@dataclass(frozen=True, init=False, repr=False, slots=True, weakref_slot=True)
class CausalMap:
    """A coded causal map: factors, signed links and who says so, without states or baselines.

    Each link is one citation. Two links with the same cause and effect are two mentions of one influence.
    `causalnet.scaffold` makes a model of a map.

    Parameters
    ----------
    name : str
        The name of the map.
    links : iterable of Link
        The links, in the order of the file or text.
    factors : iterable of Factor, optional
        The factors. Default: those that the links name.
    sources : iterable of Source, optional
        The sources. Default: those that the links name.
    title : str, optional
        For readers. Default: `name`.
    reading : MapReading, optional
        What was understood of the file that the map comes from. It does not count when maps are compared.

    Raises
    ------
    ModelError
        With all mistakes at once.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.CausalMap(
    ...     "farms",
    ...     [
    ...         cn.Link("rain", "harvest", "+", source="Amina"),
    ...         cn.Link("rain", "harvest", "+", source="Bento"),
    ...         cn.Link("harvest", "income", "+", source="Amina"),
    ...     ],
    ... )
    <CausalMap 'farms': 3 factors, 2 pairs in 3 links, 2 sources>
    """

    name: str
    title: str
    factors: Register[str, Factor]
    links: tuple[Link, ...]
    sources: Register[str, Source]
    reading: MapReading = field(compare=False)

    def __init__(
        self,
        name: str,
        links: Iterable[Link] = (),
        *,
        factors: Iterable[Factor] | None = None,
        sources: Iterable[Source] | None = None,
        title: str = "",
        reading: MapReading | None = None,
    ) -> None:
        own = [*name_mistakes("name", name), *text_mistakes({"title": title})]
        own = own or label_mistakes("title", title)
        held = {"factors": factors, "links": links, "sources": sources}
        lists = {k: None if v is None else listed_parts(v) for k, v in held.items()}
        own += _strangers(lists)
        raise_any(own, f"map {name!r}")
        coded: tuple[Link, ...] = tuple(lists["links"] or ())
        known = _named(lists["factors"], (Factor(n) for n in _ends(coded)))
        voices = _named(lists["sources"], (Source(n) for n in _voices(coded)))
        raise_any(
            [
                *_repeated("factors", lists["factors"]),
                *_repeated("sources", lists["sources"]),
                *_unknown_ends(coded, known, voices),
            ],
            f"map {name!r}",
        )
        values = {
            "name": name,
            "title": title or name,
            "factors": Register(known, "factor"),
            "links": coded,
            "sources": Register(voices, "source"),
            "reading": reading or MapReading(),
        }
        for key, value in values.items():
            object.__setattr__(self, key, value)

    def __repr__(self) -> str:
        pairs, links = len(self.pairs), len(self.links)
        within = f"{counted(pairs, 'pair')} in " if pairs < links else ""
        return (
            f"<CausalMap {self.name!r}: {counted(len(self.factors), 'factor')}, {within}"
            f"{counted(links, 'link')}, {counted(len(self.sources), 'source')}>"
        )

    def _repr_html_(self) -> str:
        kinds = ("factors", "pairs", "links", "sources")
        rows = [["map", self.name], *([kind, str(len(getattr(self, kind)))] for kind in kinds)]
        return Sheet(self.title, (), rows, (), "<<").html()

    # ── reading ──────────────────────────────────────────────────────────────────────────────

    @property
    def pairs(self) -> dict[tuple[str, str, int], tuple[Link, ...]]:
        """The links of each cause, effect and lag, in the order of their first mention."""
        found: dict[tuple[str, str, int], list[Link]] = {}
        for link in self.links:
            found.setdefault(link.key, []).append(link)
        return {key: tuple(links) for key, links in found.items()}

    @public
    def between(self, cause: str, effect: str) -> tuple[Link, ...]:
        """The links from one factor to another, at any lag, in order."""
        ends = self.factors[cause].name, self.factors[effect].name
        return tuple(link for link in self.links if (link.cause, link.effect) == ends)

    # ── variants: new maps, this one stays as it is ──────────────────────────────────────────

    @public
    def replacing(self, *parts: Factor | Source) -> Self:
        """The map with each of `parts` in place of the factor or source with the same name."""
        held: dict[str, dict[str, Any]] = {
            k: dict(getattr(self, k)) for k in ("factors", "sources")
        }
        for part in parts:
            kind = "factors" if isinstance(part, Factor) else "sources"
            held[kind][getattr(self, kind)[part.name].name] = part
        return self._with(**{kind: named.values() for kind, named in held.items()})

    def _with(self, **changes: Any) -> Self:
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values |= {kind: values[kind].values() for kind in ("factors", "sources")}
        return type(self)(**(values | changes))


def _named(given: Iterable[Any] | None, otherwise: Iterable[Any]) -> dict[str, Any]:
    return {part.name: part for part in (otherwise if given is None else given)}


def _ends(links: Iterable[Link]) -> dict[str, None]:
    return dict.fromkeys(end for link in links for end in (link.cause, link.effect))


def _voices(links: Iterable[Link]) -> dict[str, None]:
    return dict.fromkeys(link.source for link in links if link.source)


def _strangers(lists: Mapping[str, Iterable[object] | None]) -> list[Mistake]:
    """Parts of the wrong class."""
    found = []
    for kind, held in lists.items():
        for number, part in enumerate(held or (), start=1):
            if not isinstance(part, PARTS[kind]):
                what = f"must be a {PARTS[kind].__name__}, not {part!r}."
                found.append(Mistake(f"{kind}, item {number}", what))
    return found[:MOST_LISTED]


def _repeated(kind: str, parts: Iterable[Any] | None) -> list[Mistake]:
    seen, twice = set[str](), dict[str, None]()
    for part in parts or ():
        if part.name in seen:
            twice[part.name] = None
        seen.add(part.name)
    return [Mistake(kind, f"repeats the name {name!r}.") for name in twice][:MOST_LISTED]


def _unknown_ends(
    links: Iterable[Link], factors: Mapping[str, Factor], sources: Mapping[str, Source]
) -> list[Mistake]:
    found = []
    for link in links:
        ends = [end for end in (link.cause, link.effect) if end not in factors]
        found += [Mistake(f"link {link.name}", unknown_text("factor", e, factors)) for e in ends]
        if link.source and link.source not in sources:
            what = unknown_text("source", link.source, sources)
            found.append(Mistake(f"link {link.name}", what))
        if len(found) >= MOST_LISTED:
            break
    return found
