"""The wording of who carries a conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from causalnet.language.translate import tr
from causalnet.notation import counted, enumerated
from causalnet.questions.maps.scaffold import UNNAMED
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series

if TYPE_CHECKING:
    from causalnet.questions.witnesses.label_cut import LabelCut
    from causalnet.questions.witnesses.testimony import Carrier, Testimony

__all__ = ["chain", "parts_told", "sentence_told", "sources_told"]

# Sets and names that are told, and the letters that sets take up together; the rest is counted.
SETS_NAMED, NAMES_TOLD, BRIEF_SETS = 3, 6, 240
METHODS = {
    "maximum flow": "Exact, by maximum flow: {}.",
    "search": (
        "Exact, by a search over sizes, since one of them speaks for several influences (a labelled cut, which is "
        "NP-hard): {}."
    ),
    "integer programme": (
        "Exact, by an integer programme, since one of them speaks for several influences (a labelled cut, which is "
        "NP-hard): {}."
    ),
    "bounds": "Bounds only, since the search for the fewest (a labelled cut, which is NP-hard) grew too long: {}.",
}


def sentence_told(found: Testimony, say: Phrasing) -> str:
    """Who carries it, in one sentence."""
    if not found.carriers:
        return capital(say.words(found.reason))
    cut = found.without_sources
    ends = {
        "starts": series([say.name(v) for v in found.starts]),
        "outcome": say.name(found.outcome),
    }
    if not found.sources:
        if len(found.carriers) == 1:
            return tr("Nobody states the one influence from {starts} to {outcome}.", **ends)
        return tr("Nobody states any of the influences from {starts} to {outcome}.", **ends)
    if found.sources == (UNNAMED,):
        return tr("No source is named for what leads from {starts} to {outcome}.", **ends)
    if cut.method == "no set":
        return tr(
            "Even without every source a path is left from {starts} to {outcome}: it leads along what nobody states.",
            **ends,
        )
    if not cut.exact:
        return tr(
            "Between {least} and {most} sources must fall before no path is left from {starts} to {outcome}.",
            least=cut.least,
            most=cut.most,
            **ends,
        )
    if cut.sets == ((UNNAMED,),):
        return tr(
            "Without what is said without a source, no path is left from {starts} to {outcome}.",
            **ends,
        )
    if cut.least == 1:
        return tr(
            "Everything that leads from {starts} to {outcome} rests on one source ({sources}): without what it alone says, no path is left.",
            sources=_any(cut),
            **ends,
        )
    return tr(
        "What leads from {starts} to {outcome} rests on {count} sources ({sources}): without what they alone say, no path is left.",
        count=cut.least,
        sources=_any(cut),
        **ends,
    )


def sources_told(found: Testimony) -> str:
    """Who carries it, and whether one tells a whole way, as sentences without names of the ends."""
    if not found.carriers:
        return ""
    if not found.sources:
        return "No source states any of the influences that carry it."
    if found.sources == (UNNAMED,):
        return "No source is named for any of the influences that carry it."
    alone, cut = [*found.threads], found.without_sources
    if len(alone) == 1 and alone[0] != UNNAMED and cut.complete and cut.sets == ((alone[0],),):
        return prose([_carried(cut), tr("No other source is needed for a whole way.")])
    return f"{_carried(cut)} {_threads(found)}"


def _carried(cut: LabelCut) -> str:
    """The sources without whom no path is left."""
    if cut.method == "no set":
        return "Without any source a path is still left, along influences that nobody states."
    if not cut.exact:
        return f"Between {cut.least} and {cut.most} sources carry every path."
    if cut.sets == ((UNNAMED,),):
        return "Without what is said without a source, no path is left."
    if cut.least == 1 and len(cut.sets) == 1 and cut.complete:
        source = cut.sets[0][0]
        return tr("One source, {source}, carries it: without it no path is left.", source=source)
    if cut.least == 1:
        return f"Each of {len(cut.sets)} sources carries it: without any one of them no path is left ({_any(cut)})."
    return f"No path is left without {cut.least} sources together: {_any(cut)}."


def _any(cut: LabelCut) -> str:
    """The least sets: the first by name, and two more as long as they are brief."""
    sets = sorted((sorted(names, key=_numbered) for names in cut.sets), key=_all_numbered)
    if cut.least == 1:
        return _some([names[0] for names in sets], "or")
    named = [_some(names) for names in sets[:SETS_NAMED]]
    while len(named) > 1 and sum(map(len, named)) > BRIEF_SETS:
        named.pop()
    more = len(cut.sets) - len(named)
    others = [counted(more, "other set")] if more > 0 else []
    return "; or ".join([*named, *others]) + ("" if cut.complete else ", among others")


def _numbered(name: str) -> list[tuple[int, str]]:
    """A key by which ``link 9`` stands before ``link 10``."""
    return [(int(p), "") if p.isdecimal() else (-1, p) for p in re.split(r"(\d+)", name)]


def _all_numbered(names: Sequence[str]) -> list[list[tuple[int, str]]]:
    return [_numbered(name) for name in names]


def _some(names: Sequence[str], word: str = "and") -> str:
    more = len(names) - NAMES_TOLD
    if more <= 0:
        return enumerated(names, word)
    return f"{', '.join(names[:NAMES_TOLD])} {word} {more} more"


def _threads(found: Testimony) -> str:
    """Whether one source tells a whole way, or which do together."""
    alone, together = [name for name in found.threads if name != UNNAMED], found.together
    if not alone and UNNAMED in found.threads:
        return "No named source tells a whole way; the mentions without a source do, whoever said them."
    if len(alone) == 1:
        return f"One source tells a whole way: {alone[0]}."
    if alone:
        return f"{len(alone)} sources each tell a whole way: {_some(alone)}."
    if together.least is None:
        steps = _some(found.unstated)
        return f"Nobody tells a whole way: no source states {steps}."
    if not together.exact:
        few = f"between {together.least} and {together.most}"
        return f"No one source tells a whole way; it takes {few} together."
    more = len(together.sets) - 1
    others = f", or {counted(more, 'other set')} of as many" if more else ""
    return (
        f"No one source tells a whole way; {together.least} do together: "
        f"{_some(together.sets[0])}{others}."
    )


def parts_told(found: Testimony) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Pairs of a label and its sentences, and the notes below."""
    each = "citations" if found.provenance is None else "claims"
    parts = [
        ("joined by", [_joined(found)]),
        ("paths", [_paths(found)]),
        ("sources", [_fewest(found.without_sources, "source")]),
        (each, [_fewest(found.without_claims, each.removesuffix("s"))]),
        ("influences", [_fewest(found.without_influences, "influence")]),
        ("threads", [_threads(found)]),
        ("best heard", [_best_heard(found)]),
    ]
    if found.unsaid:
        parts.append(("nobody says", [f"{_some([*map(_standing, found.unsaid)])}."]))
    return parts, [*_methods(found, each)]


def _standing(carrier: Carrier) -> str:
    return carrier.name + (f" ({carrier.standing})" if carrier.standing else "")


def _joined(found: Testimony) -> str:
    """How many citations, sources and influences join the ends."""
    along = counted(len(found.carriers), "influence")
    voices = counted(len(found.sources), "source")
    return f"{counted(found.citations, 'citation')} of {voices} along {along}."


def _paths(found: Testimony) -> str:
    """The disjoint paths."""
    d = found.disjoint
    least = "" if d.exact else "at least "
    if d.by_influence == 1:
        shared = "any two share an influence"
        if found.without_influences.least == 1:
            shared = "there is an influence that every path uses"
        return f"{least}1 disjoint path{f': {shared}' * d.exact}."
    apart = (
        "any two share a variable"
        if d.by_variable == 1
        else f"{least}{d.by_variable} share no variable in between"
    )
    return f"{least}{d.by_influence} disjoint paths: no two share an influence, and {apart}."


def _fewest(cut: LabelCut, kind: str) -> str:
    """The fewest of a kind without which no path is left."""
    if cut.method == "no set":
        return f"Without every {kind} a path is still left."
    if not cut.exact:
        return f"At least {cut.least} {kind}s, and at most {cut.most}, leave no path if they fall."
    if cut.least == 1:
        return f"Without one {kind} no path is left: {_any(cut)}."
    return f"Without {cut.least} {kind}s no path is left: {_any(cut)}."


def _best_heard(found: Testimony) -> str:
    """The path that has most independent sources at its weakest step."""
    best = found.best_heard
    if best is None:
        return "No path."
    way = chain(found[name] for name in best.influences)
    voices = counted(best.width, "independent source") if best.width else "no source"
    return f"{way}: at its weakest step {voices}."


def chain(carriers: Iterable[Carrier]) -> str:
    """Influences that follow one another, as ``a → b → c``."""
    text = ""
    for carrier in carriers:
        lag = f" [lag {carrier.lag}]" if carrier.lag else ""
        text += f"{(text and ' → ') or f'{carrier.cause} → '}{carrier.effect}{lag}"
    return text


def _methods(found: Testimony, each: str) -> Iterator[str]:
    """How each of the fewest was found."""
    kinds = {
        "influences": found.without_influences,
        each: found.without_claims,
        "sources": found.without_sources,
    }
    if UNNAMED in found.sources:
        yield f"{UNNAMED}: the mentions that do not name a source, taken as one source."
    for method, text in METHODS.items():
        if names := [kind for kind, cut in kinds.items() if cut.method == method]:
            yield text.format(enumerated(names))
