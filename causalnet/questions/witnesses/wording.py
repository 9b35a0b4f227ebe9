"""The wording of who carries a conclusion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from causalnet.language.translate import template, tr, trn
from causalnet.questions.maps.scaffold import UNNAMED
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series

if TYPE_CHECKING:
    from causalnet.questions.witnesses.label_cut import LabelCut
    from causalnet.questions.witnesses.testimony import Carrier, Testimony

__all__ = ["chain", "parts_told", "sentence_told", "sources_told"]

# Sets and names that are told, and the letters that sets take up together; the rest is counted.
SETS_NAMED, NAMES_TOLD, BRIEF_SETS = 3, 6, 240
METHODS: dict[str, str] = {
    "maximum flow": template("Exact, by maximum flow: {names}."),
    "search": template(
        "Exact, by a search over sizes, since one of them speaks for several influences (a labelled cut, which is NP-hard): {names}."
    ),
    "integer programme": template(
        "Exact, by an integer programme, since one of them speaks for several influences (a labelled cut, which is NP-hard): {names}."
    ),
    "bounds": template(
        "Bounds only, since the search for the fewest (a labelled cut, which is NP-hard) grew too long: {names}."
    ),
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
        return tr("No source states any of the influences that carry it.")
    if found.sources == (UNNAMED,):
        return tr("No source is named for any of the influences that carry it.")
    alone, cut = [*found.threads], found.without_sources
    if len(alone) == 1 and alone[0] != UNNAMED and cut.complete and cut.sets == ((alone[0],),):
        return prose([_carried(cut), tr("No other source is needed for a whole way.")])
    return prose([_carried(cut), _threads(found)])


def _carried(cut: LabelCut) -> str:
    """The sources without whom no path is left."""
    if cut.method == "no set":
        return tr("Without any source a path is still left, along influences that nobody states.")
    if not cut.exact:
        return tr(
            "Between {least} and {most} sources carry every path.", least=cut.least, most=cut.most
        )
    if cut.sets == ((UNNAMED,),):
        return tr("Without what is said without a source, no path is left.")
    if cut.least == 1 and len(cut.sets) == 1 and cut.complete:
        source = cut.sets[0][0]
        return tr("One source, {source}, carries it: without it no path is left.", source=source)
    if cut.least == 1:
        return tr(
            "Each of {count} sources carries it: without any one of them no path is left ({names}).",
            count=len(cut.sets),
            names=_any(cut),
        )
    return tr(
        "No path is left without {count} sources together: {names}.",
        count=cut.least,
        names=_any(cut),
    )


def _any(cut: LabelCut, told: Callable[[str], str] = str) -> str:
    """The least sets, each name as it is `told`: the first by name, and two more as long as they are brief."""
    sets = sorted((sorted(names, key=_numbered) for names in cut.sets), key=_all_numbered)
    if cut.least == 1:
        return _some([told(names[0]) for names in sets], either=True)
    named = [_some([*map(told, names)]) for names in sets[:SETS_NAMED]]
    while len(named) > 1 and sum(map(len, named)) > BRIEF_SETS:
        named.pop()
    more = len(cut.sets) - len(named)
    others = [trn(more, "1 other set", "{count:,} other sets")] if more > 0 else []
    sets_told = tr("; or ").join([*named, *others])
    return sets_told if cut.complete else tr("{sets}, among others", sets=sets_told)


def _numbered(name: str) -> list[tuple[int, str]]:
    """A key by which ``link 9`` stands before ``link 10``."""
    return [(int(p), "") if p.isdecimal() else (-1, p) for p in re.split(r"(\d+)", name)]


def _all_numbered(names: Sequence[str]) -> list[list[tuple[int, str]]]:
    return [_numbered(name) for name in names]


def _some(names: Sequence[str], *, either: bool = False) -> str:
    more = len(names) - NAMES_TOLD
    shown = [*names] if more <= 0 else [*names[:NAMES_TOLD], tr("{count} more", count=more)]
    return series(shown, either=either)


def _threads(found: Testimony) -> str:
    """Whether one source tells a whole way, or which do together."""
    alone, together = [name for name in found.threads if name != UNNAMED], found.together
    if not alone and UNNAMED in found.threads:
        return tr(
            "No named source tells a whole way; the mentions without a source do, whoever said them."
        )
    if len(alone) == 1:
        return tr("One source tells a whole way: {source}.", source=alone[0])
    if alone:
        return tr(
            "{count} sources each tell a whole way: {names}.", count=len(alone), names=_some(alone)
        )
    if together.least is None:
        steps = _some([*map(_say(found).part, found.unstated)])
        return tr("Nobody tells a whole way: no source states {influences}.", influences=steps)
    if not together.exact:
        return tr(
            "No one source tells a whole way; it takes between {least} and {most} together.",
            least=together.least,
            most=together.most,
        )
    more, said = len(together.sets) - 1, {"names": _some(together.sets[0])}
    if more:
        return trn(
            more,
            "No one source tells a whole way; {few} do together: {names}, or 1 other set of as many.",
            "No one source tells a whole way; {few} do together: {names}, or {count:,} other sets of as many.",
            few=together.least,
            **said,
        )
    return tr(
        "No one source tells a whole way; {few} do together: {names}.", few=together.least, **said
    )


def _say(found: Testimony) -> Phrasing:
    return Phrasing(None if found.provenance is None else found.provenance.source)


def parts_told(found: Testimony) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Pairs of a label and its sentences, and the notes below."""
    each: CutKind = "citations" if found.provenance is None else "claims"
    parts = [
        (tr("joined by"), [_joined(found)]),
        (tr("paths"), [_paths(found)]),
        (tr("sources"), [_fewest(found.without_sources, "sources")]),
        (tr(MENTIONED[each]), [_fewest(found.without_claims, each)]),
        (tr("influences"), [_fewest(found.without_influences, "influences", _say(found).part)]),
        (tr("threads"), [_threads(found)]),
        (tr("best heard"), [_best_heard(found)]),
    ]
    if found.unsaid:
        unsaid = _some([_standing(_say(found), carrier) for carrier in found.unsaid])
        parts.append((tr("nobody says"), [tr("{names}.", names=unsaid)]))
    return parts, [*_methods(found, each)]


def _standing(say: Phrasing, carrier: Carrier) -> str:
    name = say.arrow(carrier.cause, carrier.effect, carrier.lag or 0)
    if not carrier.standing:
        return name
    return tr("{influence} ({standing})", influence=name, standing=tr(carrier.standing))


def _joined(found: Testimony) -> str:
    """How many citations, sources and influences join the ends."""
    return tr(
        "{citations} of {sources} along {influences}.",
        citations=trn(found.citations, "1 citation", "{count:,} citations"),
        sources=trn(len(found.sources), "1 source", "{count:,} sources"),
        influences=trn(len(found.carriers), "1 influence", "{count:,} influences"),
    )


def _paths(found: Testimony) -> str:
    """The disjoint paths."""
    d = found.disjoint
    if d.by_influence == 1:
        if not d.exact:
            return tr("at least 1 disjoint path.")
        if found.without_influences.least == 1:
            return tr("1 disjoint path: there is an influence that every path uses.")
        return tr("1 disjoint path: any two share an influence.")
    number, apart = f"{d.by_influence:,}", f"{d.by_variable:,}"
    if not d.exact:
        number, apart = tr("at least {state}", state=number), tr("at least {state}", state=apart)
    if d.by_variable == 1:
        return tr(
            "{count} disjoint paths: no two share an influence, and any two share a variable.",
            count=number,
        )
    return tr(
        "{count} disjoint paths: no two share an influence, and {apart} share no variable in between.",
        count=number,
        apart=apart,
    )


CutKind = Literal["sources", "claims", "citations", "influences"]
MENTIONED: Mapping[CutKind, str] = {
    "claims": template("claims"),
    "citations": template("citations"),
}
# Without all of a kind, without a number between two ends, without one, without several.
FEWEST: Mapping[CutKind, tuple[str, str, str, str]] = {
    "sources": (
        template("Without every source a path is still left."),
        template("At least {least} sources, and at most {most}, leave no path if they fall."),
        template("Without one source no path is left: {names}."),
        template("Without {least} sources no path is left: {names}."),
    ),
    "claims": (
        template("Without every claim a path is still left."),
        template("At least {least} claims, and at most {most}, leave no path if they fall."),
        template("Without one claim no path is left: {names}."),
        template("Without {least} claims no path is left: {names}."),
    ),
    "citations": (
        template("Without every citation a path is still left."),
        template("At least {least} citations, and at most {most}, leave no path if they fall."),
        template("Without one citation no path is left: {names}."),
        template("Without {least} citations no path is left: {names}."),
    ),
    "influences": (
        template("Without every influence a path is still left."),
        template("At least {least} influences, and at most {most}, leave no path if they fall."),
        template("Without one influence no path is left: {names}."),
        template("Without {least} influences no path is left: {names}."),
    ),
}


def _fewest(cut: LabelCut, kind: CutKind, told: Callable[[str], str] = str) -> str:
    """The fewest of a kind without which no path is left."""
    none, between, one, several = FEWEST[kind]
    if cut.method == "no set":
        return tr(none)
    if not cut.exact:
        return tr(between, least=cut.least, most=cut.most)
    return tr(one if cut.least == 1 else several, least=cut.least, names=_any(cut, told))


def _best_heard(found: Testimony) -> str:
    """The path that has most independent sources at its weakest step."""
    best = found.best_heard
    if best is None:
        return tr("No path.")
    say = _say(found)
    way = say.words(chain(found[name] for name in best.influences))
    if not best.width:
        return tr("{way}: at its weakest step no source.", way=way)
    return trn(
        best.width,
        "{way}: at its weakest step 1 independent source.",
        "{way}: at its weakest step {count:,} independent sources.",
        way=way,
    )


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
        yield tr(
            "{unnamed}: the mentions that do not name a source, taken as one source.",
            unnamed=UNNAMED,
        )
    for method, text in METHODS.items():
        if names := [kind for kind, cut in kinds.items() if cut.method == method]:
            yield tr(text, names=series([*map(tr, names)]))
