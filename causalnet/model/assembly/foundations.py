"""What sources rest on: which of them are independent, and mistakes in what they say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from causalnet.errors import Mistake, join_places
from causalnet.model.assembly.parts import Parts, named_place
from causalnet.model.claim import Citation, Source

__all__ = ["citation_mistakes", "foundations", "independent"]

CIRCLE_HINT = "Of two sources, the later one rests on the earlier one."
# Sources of a circle that a message shows.
SHOWN = 12


def foundations(name: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The sources that a source rests on, directly or through others; without itself.

    Examples
    --------
    >>> own = [Source("count"), Source("report", rests_on=["count"]), Source("memo", rests_on=["report"])]
    >>> sorted(foundations("memo", {source.name: source for source in own}))
    ['count', 'report']
    """
    below, ahead = set[str](), [*sources[name].rests_on]
    while ahead:
        source = ahead.pop()
        if source not in below:
            below.add(source)
            ahead += sources[source].rests_on
    return frozenset(below)


def independent(names: Iterable[str], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """A largest set of voices of which no two rest on one another, or on a source in common.

    Their number is the number of independent voices. Those that rest on one report count once, whether or not
    the report itself is among them. Among equally large sets it takes sources named earlier.

    Parameters
    ----------
    names : iterable of str
        The sources that speak. A repeated name is one voice.
    sources : mapping from str to Source
        Every source of the model.

    Examples
    --------
    >>> own = [Source("count"), Source("memo", rests_on=["count"]), Source("letter", rests_on=["count"]), Source("diary")]
    >>> independent(["memo", "letter", "diary"], {source.name: source for source in own})
    ('memo', 'diary')
    """
    order = tuple(dict.fromkeys(names))
    ground = {name: foundations(name, sources) | {name} for name in order}
    # A voice on top of another speaker can always be exchanged for that speaker, who rests on less.
    first = [
        name for name in order if not any(other in ground[name] for other in order if other != name)
    ]
    shared = {
        name: {other for other in first if other != name and ground[name] & ground[other]}
        for name in first
    }
    chosen = {*_largest(first, shared)}
    return tuple(name for name in order if name in chosen)


def _largest(left: Sequence[str], shared: Mapping[str, set[str]]) -> list[str]:
    """A largest set of voices of which no two share ground: a maximum independent set of a graph."""
    chosen: list[str] = []
    left = [*left]
    while left:
        own = {*left}
        ties = {name: len(shared[name] & own) for name in left}
        # Somebody who shares ground with at most one other is in some largest set.
        name = next((one for one in left if ties[one] <= 1), "")
        if not name:
            return chosen + _branched(left, shared, max(left, key=lambda one: ties[one]))
        chosen.append(name)
        left = [one for one in left if one != name and one not in shared[name]]
    return chosen


def _branched(left: Sequence[str], shared: Mapping[str, set[str]], name: str) -> list[str]:
    """The better of the two sets with and without one voice."""
    others = [one for one in left if one != name]
    with_it = [name, *_largest([one for one in others if one not in shared[name]], shared)]
    without = _largest(others, shared)
    return without if len(without) > len(with_it) else with_it


# ── mistakes ─────────────────────────────────────────────────────────────────────────────────


def citation_mistakes(parts: Parts) -> Iterator[Mistake]:
    """Sources that rest on one another in a circle, and sources and mentions that are given twice."""
    for source, place in zip(parts.sources, parts.places("sources"), strict=True):
        for name, times in Counter(source.rests_on).items():
            if times > 1:
                yield Mistake(f"{place}.rests_on", f"names {name!r} more than once.")
    yield from _circles(parts.sources)
    for kind in ("claims", "evidence"):
        for part, place in zip(getattr(parts, kind), parts.places(kind), strict=True):
            yield from _repeated(place, part.citations)


def _circles(sources: Sequence[Source]) -> Iterator[Mistake]:
    rests_on = {source.name: {*source.rests_on} for source in sources}
    try:
        TopologicalSorter({name: sorted(on) for name, on in rests_on.items()}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        if not all(b in rests_on[a] for a, b in pairwise(circle)):
            circle.reverse()
        # The last in the model closes the circle for someone who reads from above.
        last = max(circle[:-1], key=[source.name for source in sources].index)
        start = circle.index(last)
        told = [*circle[start:-1], *circle[:start], last]
        what = (
            "rests on itself."
            if len(circle) == 2
            else f"closes a circle of sources: {_told(told)}."
        )
        yield Mistake(named_place("sources", last), what, CIRCLE_HINT, key="rests_on")


def _told(circle: Sequence[str]) -> str:
    shown = circle if len(circle) <= SHOWN else [*circle[: SHOWN - 2], "…", circle[-1]]
    return " rests on ".join(shown)


def _repeated(place: str, citations: Sequence[Citation]) -> Iterator[Mistake]:
    """A mention that is given twice, and would be counted twice. Without place and quote it may be another one."""
    seen = set[tuple[str, str, str]]()
    for number, citation in enumerate(citations):
        mention = (citation.source, citation.at, citation.quote)
        if mention in seen and (citation.at or citation.quote):
            where = f" at {citation.at!r}" if citation.at else ""
            what = f"repeats the mention of {citation.source!r}{where}."
            yield Mistake(
                join_places(place, f"also {number}"), what, "Drop it, or say where else it stands."
            )
        seen.add(mention)
