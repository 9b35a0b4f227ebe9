"""Factors of a causal map under other names: merged, or zoomed out to the general part of their labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from causalnet.errors import QuestionError, unknown
from causalnet.model.coding.identifiers import identifier, same_words
from causalnet.model.coding.parts import OPPOSITE_SIGN, Factor, Link

__all__ = ["Relabelled", "matched_factors", "zoomed_factors"]


@dataclass(frozen=True, slots=True)
class Relabelled:
    """Factors and links under new names, and the number of links that would lead from a factor to itself."""

    factors: tuple[Factor, ...]
    links: tuple[Link, ...]
    within: int


def zoomed_factors(
    factors: Mapping[str, Factor], links: tuple[Link, ...], level: int
) -> Relabelled:
    """Factors by the first levels of their labels; those that share them become one."""
    news: dict[str, Factor] = {}
    names: dict[str, str] = {}
    # A label that stays keeps its name, whatever is shortened to the same words.
    kept = {same_words(f.label): name for name, f in factors.items() if len(f.levels) <= level}
    for name, factor in factors.items():
        label = "; ".join(factor.levels[:level]) if len(factor.levels) > level else factor.label
        key = same_words(label)
        if key not in news:
            own = kept.get(key) or identifier(
                label, {*kept.values(), *(f.name for f in news.values())}
            )
            news[key] = Factor(own, label)
        names[name] = news[key].name
        news[key] = _with_more(news[key], factor)
    return _moved(tuple(news.values()), links, {name: (new, False) for name, new in names.items()})


def matched_factors(
    factors: Mapping[str, Factor], links: tuple[Link, ...], matching: Mapping[str, str]
) -> Relabelled:
    """Factors under the names of others; ``~`` before a name means the opposite of that factor.

    Raises
    ------
    UnknownNameError
        If a factor does not exist.
    QuestionError
        If a factor is matched with one that is itself matched with another.
    """
    targets = {
        own: (given.lstrip("~").strip(), given.startswith("~")) for own, given in matching.items()
    }
    for own, (given, _) in targets.items():
        for name in (own, given):
            if name not in factors:
                raise unknown("factor", name, factors)
        if given in targets:
            raise QuestionError(
                f"{own!r} counts as {given!r}, which counts as {targets[given][0]!r} itself. "
                f"Match {own!r} with {targets[given][0]!r}."
            )
    news = {name: factor for name, factor in factors.items() if name not in targets}
    for own, (given, _) in targets.items():
        news[given] = _with_more(news[given], factors[own])
    names = {name: (name, False) for name in news} | targets
    return _moved(tuple(news.values()), links, names)


def _with_more(factor: Factor, other: Factor) -> Factor:
    """A factor with the tags of another, and its note if it has none itself."""
    tags = tuple(dict.fromkeys((*factor.tags, *other.tags)))
    return replace(factor, tags=tags, note=factor.note or other.note)


def _moved(
    factors: tuple[Factor, ...], links: tuple[Link, ...], names: Mapping[str, tuple[str, bool]]
) -> Relabelled:
    """The links between the new names; one that would newly lead from a factor to itself goes."""
    moved, within = [], 0
    for link in links:
        (cause, one), (effect, two) = names[link.cause], names[link.effect]
        if cause == effect and link.cause != link.effect and not link.lag:
            within += 1
            continue
        sign = OPPOSITE_SIGN[link.sign] if one != two else link.sign
        moved.append(replace(link, cause=cause, effect=effect, sign=sign))
    return Relabelled(factors, tuple(moved), within)
