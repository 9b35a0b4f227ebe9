"""Links of a causal map by who says them and how they are tagged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from causalnet.errors import unknown
from causalnet.model.assembly.foundations import foundations, independent
from causalnet.model.claim import Source
from causalnet.model.coding.parts import Link

__all__ = ["said_by", "still_cited", "tagged_links"]

LinkPairs = Mapping[tuple[str, str, int], tuple[Link, ...]]


def said_by(
    pairs: LinkPairs, sources: Mapping[str, Source], voices: frozenset[str] | None, at_least: int
) -> set[int]:
    """The identities of the links that some voices say (None: all), in pairs of which enough of them speak."""
    kept = set[int]()
    for links in pairs.values():
        said = [link for link in links if voices is None or link.source in voices]
        names = [link.source for link in said if link.source]
        if at_least <= 1 or len(independent(names, sources)) >= at_least:
            kept |= {*map(id, said)}
    return kept


def tagged_links(links: Iterable[Link], tags: Iterable[str]) -> list[Link]:
    """The links with at least one of some tags.

    Raises
    ------
    UnknownNameError
        If no link has one of the tags.
    """
    every = [*links]
    known = dict.fromkeys(tag for link in every for tag in link.tags)
    asked = {*tags}
    for tag in sorted(asked):
        if tag not in known:
            raise unknown("tag", tag, known)
    return [link for link in every if asked & {*link.tags}]


def still_cited(links: Iterable[Link], sources: Mapping[str, Source]) -> list[Source]:
    """The sources that are cited, and those that they rest on, in order."""
    cited = {link.source for link in links if link.source}
    needed = cited.union(*(foundations(name, sources) for name in cited))
    return [source for name, source in sources.items() if name in needed]
