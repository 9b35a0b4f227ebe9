"""Signs that pull apart, and what is counted more than once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from causalnet.language.translate import NameIn, lazy, lazy_list
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence

__all__ = ["duplicated", "leaning", "opposed", "reread"]

OPPOSITE_SIGNS = ("+", "-")
# Influences that are named; the rest are counted.
INFLUENCES_NAMED = 3


def opposed(model: CausalModel) -> Iterator[tuple[str, str]]:
    """Influences of one variable on another whose signs differ: over lags, or between rivals."""
    signs: dict[tuple[str, str], dict[str, list[str]]] = {}
    for i in model.influences:
        name = NameIn(i.name, "part")
        signs.setdefault((i.cause, i.effect), {}).setdefault(i.sign, []).append(name)
    for rival in model.rivals.values():
        for i in rival.influences:
            named = lazy(
                "{influence} (rival: {rival})",
                influence=NameIn(i.name, "part"),
                rival=NameIn(rival.name, "rival"),
            )
            signs.setdefault((i.cause, i.effect), {}).setdefault(i.sign, []).append(named)
    for by_sign in signs.values():
        if by_sign.keys() >= set(OPPOSITE_SIGNS):
            plus, minus = (lazy_list(by_sign[s]) for s in OPPOSITE_SIGNS)
            yield plus, lazy("is positive; negative is {influences}", influences=minus)


def reread(model: CausalModel) -> Iterator[tuple[str, str]]:
    """Influences behind which claims of a direct influence are worded with opposite signs.

    The sign of a claim is that of its own words: "patience raises" and "caution lowers" say one thing. So
    this is a question to the reader, not a contradiction found.
    """
    for i in model.influences:
        direct = [model.claims[c] for c in i.claims if model.claims[c].kind == "edge"]
        own = {s: [c.name for c in direct if c.sign == s] for s in OPPOSITE_SIGNS}
        if own["+"] and own["-"]:
            plus, minus = (", ".join(own[s]) for s in OPPOSITE_SIGNS)
            yield (
                i.name,
                lazy(
                    "{plus} is worded with +, {minus} with -: of opposite poles, or at odds?",
                    plus=plus,
                    minus=minus,
                ),
            )


def leaning(model: CausalModel, influences: Iterable[Influence]) -> Iterator[tuple[str, str]]:
    """Influences written with an open sign although its range allows one direction alone, and which.

    The text has left the direction open then, and a judgement has closed it.
    """
    for i in influences:
        number = model.strength(i)
        if i.sign != "?" or number is None or number.range[0] * number.range[1] < 0:
            continue
        low, high = number.range
        if low == high == 0:
            continue
        held = lazy("its range of {low:g} to {high:g}", low=low, high=high)
        if low == high:
            held = lazy("its strength of {low:g}", low=low)
        yield (
            i.name,
            lazy(
                "has the sign '?', but {number} decides that it {way}",
                number=held,
                way=_way(low, high),
            ),
        )


def _way(low: float, high: float) -> str:
    """The direction that a range on one side of zero allows an influence."""
    if low == 0 or high == 0:
        return lazy("never lowers") if low == 0 else lazy("never raises")
    return lazy("raises") if low > 0 else lazy("lowers")


def duplicated(model: CausalModel) -> Iterator[tuple[str, str]]:
    """Evidence entered more than once, and influences with several claims of a single source.

    A source that says a thing twice is not more evidence for it.
    """
    seen: dict[tuple[str, str, str], int] = {}
    for e in model.evidence:
        key = (e.source, e.at, " ".join(e.text.lower().split()))
        seen[key] = seen.get(key, 0) + 1
    for (source, at, text), count in seen.items():
        if count > 1:
            place = f", {at}" if at else ""
            yield (
                f"{source}{place}",
                lazy("is entered {count} times: {text}", count=count, text=text),
            )
    single: dict[str, list[str]] = {}
    for i in model.influences:
        sources = {source for c in i.claims for source in model.claims[c].sources}
        if len(i.claims) > 1 and len(sources) == 1:
            single.setdefault(sources.pop(), []).append(i.name)
    for source, names in single.items():
        some = lazy_list([NameIn(name, "part") for name in names[:INFLUENCES_NAMED]])
        if len(names) > INFLUENCES_NAMED:
            some = lazy("{names}, … ({count} in all)", names=some, count=len(names))
        yield source, lazy("stands more than once behind {influences}", influences=some)
