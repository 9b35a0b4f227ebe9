"""A causal map: factors and coded links, each with its source, before there are states or numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

from causalnet.boundary.checks import public, public_class
from causalnet.boundary.fields import text_mistakes
from causalnet.console import printed
from causalnet.errors import Mistake, raise_any, shown, unknown, unknown_text
from causalnet.frozen_map import Register
from causalnet.language.translate import lazy, lazy_list, template
from causalnet.model.assembly.parts import listed_parts
from causalnet.model.assembly.rejected_claims import rejected_name
from causalnet.model.claim import Source
from causalnet.model.coding.parts import Factor, Link
from causalnet.model.coding.reading import LeftOut, MapReading
from causalnet.model.coding.relabelling import Relabelled, matched_factors, zoomed_factors
from causalnet.model.coding.selection import said_by, still_cited, tagged_links
from causalnet.model.heard import ChosenGroups, voices_in
from causalnet.model.influence import influence_name
from causalnet.names import label_mistakes, name_mistakes
from causalnet.notation import counted
from causalnet.rich_form import rich_html

__all__ = ["CausalMap", "pairs_of"]

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
        # A caller without type checks may pass anything.
        read: object = MapReading() if reading is None else reading
        if not isinstance(read, MapReading):
            own.append(Mistake("reading", f"must be a MapReading, not {shown(reading)}."))
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
            "reading": read,
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
        return rich_html("CausalMap", self)

    # ── reading ──────────────────────────────────────────────────────────────────────────────

    @property
    def pairs(self) -> dict[tuple[str, str, int], tuple[Link, ...]]:
        """The links of each cause, effect and lag, in the order of their first mention."""
        return pairs_of(self.links)

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

    @public
    def heard(
        self,
        sources: str | Iterable[str] | None = None,
        groups: ChosenGroups | None = None,
        *,
        at_least: int = 1,
    ) -> Self:
        """The map of what some voices say.

        Parameters
        ----------
        sources : str or iterable of str, optional
            The names of the voices that are heard. Default: all, and links without a source.
        groups : mapping, optional
            Of these, the ones in a group, e.g. ``{"district": "north"}`` or ``{"district": ["north", "east"]}``. With
            several groupings, those in all of them.
        at_least : int, default 1
            The number of independent sources among them that must mention a pair of cause and effect.

        Returns
        -------
        CausalMap
            With the factors that are still linked.

        Raises
        ------
        UnknownNameError, QuestionError
            If a source or a group does not exist, or nobody belongs to all of the groups.

        Examples
        --------
        >>> import causalnet as cn
        >>> links = [cn.Link("rain", "harvest", source=name) for name in ("Amina", "Bento")]
        >>> farms = cn.CausalMap("farms", [*links, cn.Link("harvest", "income", source="Amina")])
        >>> farms.heard(at_least=2)
        <CausalMap 'farms': 2 factors, 1 pair in 2 links, 2 sources>
        """
        everyone = sources is None and groups is None
        voices = None if everyone else voices_in(self.sources, sources, groups)
        kept = said_by(self.pairs, self.sources, voices, at_least)
        left = [link for link in self.links if id(link) in kept]
        heard = [*self.sources.values()] if everyone else still_cited(left, self.sources)
        return self._of(left, heard)

    @public
    def tagged(self, *tags: str) -> Self:
        """The map of the links with at least one of these tags, and the factors that they link."""
        left = tagged_links(self.links, tags)
        return self._of(left, still_cited(left, self.sources))

    @public
    def zoom(self, level: int = 1) -> Self:
        """The map at a level of its hierarchical labels: ``"Health; Diet"`` becomes ``"Health"`` at level 1.

        Factors that share the label at this level become one. Links within one factor go, and the reading counts
        them.

        Parameters
        ----------
        level : int, default 1
            The number of parts of a label that stay.
        """
        return self._relabelled(
            zoomed_factors(self.factors, self.links, level),
            lazy("Zoomed to level {level}.", level=level),
        )

    @public
    def merging(self, matching: Mapping[str, str]) -> Self:
        """The map in which some factors count as others.

        Parameters
        ----------
        matching : mapping from str to str
            From a factor to the one as which it counts. With ``~`` before the latter it counts as the opposite, and the
            signs of its links are reversed.

        Examples
        --------
        >>> import causalnet as cn
        >>> farms = cn.CausalMap("farms", [cn.Link("rain", "harvest", "+"), cn.Link("drought", "harvest", "-")])
        >>> [str(link) for link in farms.merging({"drought": "~rain"}).links]
        ['rain → harvest (+)', 'rain → harvest (+)']
        """
        pairs = [lazy("{old!r} as {new!r}", old=own, new=given) for own, given in matching.items()]
        told = lazy_list(pairs) if pairs else lazy("nothing")
        return self._relabelled(
            matched_factors(self.factors, self.links, matching),
            lazy("Merged: {pairs}.", pairs=told),
        )

    @public
    def lagging(self, *names: str | tuple[str, str], lag: int = 1) -> Self:
        """The map in which some links act in a later period, so that no loop closes within one.

        Parameters
        ----------
        *names : str or (cause, effect)
            Pairs of factors: ``"a → b"``, ``"a -> b"`` or ``("a", "b")``.
        lag : int, default 1
            The number of periods until the links act.
        """
        asked = {rejected_name(name) for name in names}
        known = {influence_name(cause, effect): None for cause, effect, _ in self.pairs}
        for name in asked:
            if name not in known:
                raise unknown("pair", name, known)
        links = [
            replace(link, lag=lag) if influence_name(link.cause, link.effect) in asked else link
            for link in self.links
        ]
        return self._with(links=links)

    def _of(self, links: Sequence[Link], sources: Iterable[Source]) -> Self:
        ends = _ends(links)
        return self._with(
            links=links,
            factors=[factor for name, factor in self.factors.items() if name in ends],
            sources=sources,
        )

    def _relabelled(self, new: Relabelled, sentence: str) -> Self:
        gone = (
            [LeftOut(template("links within one factor"), sentence, new.within)]
            if new.within
            else []
        )
        reading = self.reading.noting(sentence, gone)
        return self._with(factors=new.factors, links=new.links, reading=reading)

    def _with(self, **changes: Any) -> Self:
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values |= {kind: values[kind].values() for kind in ("factors", "sources")}
        return type(self)(**(values | changes))


def pairs_of(links: Iterable[Link]) -> dict[tuple[str, str, int], tuple[Link, ...]]:
    """Links by their cause, effect and lag, in the order of their first mention."""
    found: dict[tuple[str, str, int], list[Link]] = {}
    for link in links:
        found.setdefault(link.key, []).append(link)
    return {key: tuple(own) for key, own in found.items()}


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
                what = f"must be a {PARTS[kind].__name__}, not {shown(part)}."
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
