"""From a causal map to a model: states are declared, and nothing else that the map does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

import networkx as nx

from causalnet.boundary.checks import public
from causalnet.errors import QuestionError
from causalnet.model.causal_map import CausalMap, pairs_of
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation, Claim, Evidence, Source
from causalnet.model.coding.parts import Link
from causalnet.model.influence import Influence, Sign, influence_name
from causalnet.model.judgements.judgement import Judgement, fixed, interval, pert
from causalnet.model.variable import Variable
from causalnet.notation import counted, enumerated, quoted
from causalnet.questions.loops.feedback_arc_set import Arc, feedback_arc_set

__all__ = ["UNNAMED", "Feedback", "Mixed", "scaffold", "without_loops"]

Mixed = Literal["?", "majority"]
Feedback = Literal["refuse", "lag"]

# The source of links whose source the map does not name.
UNNAMED = "unnamed"
# The loops, and the links that break them, which an error shows.
LOOPS_SHOWN, LOOPS_SEARCHED = 3, 100
ARCS_SHOWN = 6
VERBS: dict[str, str] = {"+": "raises", "-": "lowers", "?": "affects"}
LAGGED = "It acts a period later, so that no loop closes within a period; the map does not say when it acts."


@public
def scaffold(
    causal_map: CausalMap,
    states: Sequence[str] = ("low", "high"),
    *,
    strength: float | Judgement = pert(0.2, 0.8, 1.6),
    word: str = "assumed",
    mixed: Mixed = "?",
    feedback: Feedback = "refuse",
) -> CausalModel:
    """Make a model of a causal map, so that signs, loops, witnesses and robustness can be asked at once.

    A map says which factor influences which, in which direction, and who says so. A model needs more. What is added is
    declared and stands out in an audit: every variable has the same states, no variable has a baseline, and every
    influence has the same strength, which goes by one word. Change them where you know better. What depends on signs and
    sources alone does not depend on the strength.

    Each pair of cause and effect becomes one influence. It rests on a claim for each sign that the links give it, and a
    claim cites every link with that sign. Links without a sign do not speak against those with one. Where a majority
    decides the sign, the others are evidence against it.

    Parameters
    ----------
    causal_map : CausalMap
        Its factors become variables, with their labels and notes.
    states : sequence of str, default ("low", "high")
        The states of every variable, from low to high.
    strength : float or Judgement, default pert(0.2, 0.8, 1.6)
        The strength of every influence in log-odds per step. An influence with the sign ``"?"`` gets the range from the
        greatest strength downwards to the greatest upwards.
    word : str, default "assumed"
        The word in the model's table of strengths.
    mixed : {"?", "majority"}, default "?"
        The sign of a pair whose links disagree: neither, or that of most sources (``"?"`` if there are as many).
    feedback : {"refuse", "lag"}, default "refuse"
        What to do with loops. Within a period a model has none. ``"lag"`` lets the fewest influences that break every
        loop act a period later: where two would do as well, the one that fewer sources mention, or else the one that is
        mentioned later. The model's description names them. Which influence waits decides what happens within a period, and so it is better to choose: see
        `CausalMap.lagging`.

    Returns
    -------
    CausalModel

    Raises
    ------
    QuestionError
        If there are loops within a period and `feedback` is ``"refuse"``; the error shows them.
    ModelError
        If the states or the strength are wrong.

    Examples
    --------
    >>> import causalnet as cn
    >>> farms = cn.CausalMap(
    ...     "farms",
    ...     [
    ...         cn.Link("rain", "harvest", "+", source="Amina"),
    ...         cn.Link("rain", "harvest", "+", source="Bento"),
    ...         cn.Link("harvest", "income", "+", source="Amina"),
    ...     ],
    ... )
    >>> model = cn.scaffold(farms)
    >>> model
    <CausalModel 'farms': 3 variables, 2 influences, 2 claims>
    >>> cn.by_signs(model, cn.Conclusion("income", "rises", under=cn.do(rain="high"))).status
    'follows'
    """
    links, late = _without_loops(causal_map, feedback)
    claims, influences, evidence = list[Claim](), list[Influence](), list[Evidence]()
    for (cause, effect, lag), own in pairs_of(links).items():
        sign = _sign(own, mixed)
        contrary = [link for link in own if {sign, link.sign} == {"+", "-"}]
        agreeing = [link for link in own if {sign, link.sign} != {"+", "-"}]
        said = _claims(causal_map, agreeing, len(claims) + 1)
        claims += said
        evidence += _against(causal_map, contrary, [c.name for c in said if c.sign == sign])
        influence = Influence(
            cause,
            effect,
            sign,
            _either_way(word) if sign == "?" else word,
            lag=lag,
            claims=[claim.name for claim in said],
            note=LAGGED if lag and (cause, effect) in late.arcs else "",
        )
        influences.append(influence)
    return CausalModel(
        causal_map.name,
        [Variable(f.name, states, label=f.label, note=f.note) for f in causal_map.factors.values()],
        influences,
        strengths=_strengths(word, strength, influences),
        sources=_sources(causal_map),
        claims=claims,
        evidence=evidence,
        title=causal_map.title,
        description=f"A scaffold of the causal map {causal_map.name!r}.{late.sentence}",
    )


# ── loops ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Late:
    """The pairs that act a period later, so that no loop closes within one."""

    arcs: tuple[Arc, ...] = ()
    least: bool = True

    @property
    def sentence(self) -> str:
        """What the description of a model says of them."""
        if not self.arcs:
            return ""
        fewest = "the fewest that break every loop" if self.least else "which break every loop"
        names = enumerated([influence_name(*arc) for arc in self.arcs])
        if len(self.arcs) == 1:
            # One is the fewest there can be where there is a loop at all.
            return f" So that no loop closes within a period, {names} acts a period later."
        return f" So that no loop closes within a period, these act a period later ({fewest}): {names}."


def without_loops(causal_map: CausalMap, feedback: Feedback) -> CausalMap:
    """The map, of which some links act a period later if the user says so; an error if loops are left."""
    links, _ = _without_loops(causal_map, feedback)
    return CausalMap(
        causal_map.name,
        links,
        factors=[*causal_map.factors.values()],
        sources=[*causal_map.sources.values()],
    )


def _without_loops(causal_map: CausalMap, feedback: Feedback) -> tuple[list[Link], _Late]:
    """The links, of which some act later if the user says so; an error if loops are left."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(causal_map.factors)
    graph.add_edges_from((link.cause, link.effect) for link in causal_map.links if not link.lag)
    if nx.is_directed_acyclic_graph(graph):
        return [*causal_map.links], _Late()
    voices: dict[Arc, set[str]] = {}
    for link in causal_map.links:
        voices.setdefault((link.cause, link.effect), set()).add(link.source)
    # Of two links that as many mention, the one mentioned later closes the loop.
    weight = {arc: len(own) - i / len(voices) for i, (arc, own) in enumerate(voices.items())}
    late = _Late(*feedback_arc_set(graph, weight))
    if feedback == "refuse":
        raise QuestionError(_loops_told(causal_map, graph, late))
    links = [
        replace(link, lag=1) if not link.lag and (link.cause, link.effect) in late.arcs else link
        for link in causal_map.links
    ]
    return links, late


def _loops_told(causal_map: CausalMap, graph: nx.DiGraph[str], late: _Late) -> str:
    loops = _short_loops(graph)
    shown = "; ".join(" → ".join((*loop, loop[0])) for loop in loops)
    arcs = [quoted(influence_name(*arc)) for arc in late.arcs]
    few = ", ".join(arcs[:ARCS_SHOWN]) + (", …" if len(arcs) > ARCS_SHOWN else "")
    count = counted(len(arcs), "pair")
    fewest = "the fewest that break" if late.least else "which break"
    return (
        f"The map {causal_map.name!r} has loops within a period, such as {shown}. In a model a loop acts from one period "
        f"to the next. Say which links act a period later: causal_map.lagging({few}) for {count}, {fewest} every loop; or "
        'write feedback="lag", which takes these.'
    )


def _short_loops(graph: nx.DiGraph[str]) -> list[list[str]]:
    """A few of the shortest loops, each from its first factor on."""
    order = {name: i for i, name in enumerate(graph)}
    found: list[list[str]] = []
    for length in range(1, len(graph) + 1):
        found = [*islice(nx.simple_cycles(graph, length_bound=length), LOOPS_SEARCHED)]
        if len(found) >= LOOPS_SHOWN:
            break
    starts = [min(range(len(loop)), key=lambda i: order[loop[i]]) for loop in found]
    turned = [loop[i:] + loop[:i] for loop, i in zip(found, starts, strict=True)]
    return sorted(turned, key=lambda loop: (len(loop), [order[n] for n in loop]))[:LOOPS_SHOWN]


# ── claims ───────────────────────────────────────────────────────────────────────────────────


def _claims(causal_map: CausalMap, links: Sequence[Link], first: int) -> list[Claim]:
    """A claim for each sign that the links of a pair give it, with a citation for each link."""
    by_sign: dict[Sign, list[Link]] = {}
    for link in links:
        by_sign.setdefault(link.sign, []).append(link)
    cause, effect = (causal_map.factors[end].label for end in (links[0].cause, links[0].effect))
    claims = []
    for number, (sign, own) in enumerate(by_sign.items(), start=first):
        one, *also = _citations(own)
        text = f"{cause} {VERBS[sign]} {effect}."
        claims.append(
            Claim(
                f"c{number}",
                text,
                one.source,
                one.at,
                sign=sign,
                quote=one.quote,
                note=one.note,
                also=also,
            )
        )
    return claims


def _against(
    causal_map: CausalMap, links: Sequence[Link], bears_on: Sequence[str]
) -> list[Evidence]:
    """Links that give a pair the opposite sign of the one that was decided, as evidence against its claim."""
    return [
        Evidence(bears_on, "against", claim.text, claim.source, claim.at, claim.quote, claim.also)
        for claim in (_claims(causal_map, links, 1) if links else ())
    ]


def _citations(links: Sequence[Link]) -> list[Citation]:
    """A citation for each link; those that stand at one place are told apart by their number."""
    times = Counter[tuple[str, str, str]]()
    found = []
    for link in links:
        mention = (link.source, link.at, link.quote)
        times[mention] += 1
        again = f"mention {times[mention]}" if times[mention] > 1 and any(mention[1:]) else ""
        at = ", ".join(filter(None, (link.at, again)))
        found.append(Citation(link.source or UNNAMED, at, link.quote, _remark(link)))
    return found


def _remark(link: Link) -> str:
    """A link's note and tags."""
    return "; ".join(filter(None, (link.note, *(f"#{tag}" for tag in link.tags))))


def _sources(causal_map: CausalMap) -> list[Source]:
    sources = [*causal_map.sources.values()]
    if UNNAMED not in causal_map.sources and any(not link.source for link in causal_map.links):
        sources.append(Source(UNNAMED, title="Links without a named source", kind="map"))
    return sources


def _sign(links: Sequence[Link], mixed: Mixed) -> Sign:
    """The sign of a pair: that of its links, if those with a sign agree."""
    voices: dict[Sign, set[str]] = {"+": set(), "-": set()}
    for link in links:
        if link.sign != "?":
            voices[link.sign].add(link.source or UNNAMED)
    up, down = len(voices["+"]), len(voices["-"])
    if (up and down and mixed == "?") or up == down:
        return "?"
    return "+" if up > down else "-"


# ── strengths ────────────────────────────────────────────────────────────────────────────────


def _either_way(word: str) -> str:
    return f"{word}, either way"


def _strengths(
    word: str, strength: float | Judgement, influences: Sequence[Influence]
) -> dict[str, Judgement]:
    """The declared word, and the one for influences that may act either way if there are any."""
    judged = strength if isinstance(strength, Judgement) else fixed(strength)
    words = {word: judged}
    if any(influence.sign == "?" for influence in influences):
        most = max(map(abs, judged.range))
        words[_either_way(word)] = interval(-most, most)
    return words
