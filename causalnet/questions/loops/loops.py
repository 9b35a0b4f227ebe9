"""Feedback loops: polarity, delay, standing, and what breaks them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

import networkx as nx

from causalnet.boundary.checks import public
from causalnet.errors import unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import STANDINGS, Influence, Standing
from causalnet.model.judgements.panel import one_judgement
from causalnet.model.mechanism import Ordinal
from causalnet.questions.effects.query import marginals
from causalnet.questions.loops.feedback_vertex_set import feedback_vertex_set
from causalnet.questions.loops.loop import Loop
from causalnet.questions.loops.loops_answer import Loops
from causalnet.questions.loops.remainder import remainder
from causalnet.questions.query.distribution import Distribution
from causalnet.questions.query.idle_influences import idle_influences

__all__ = ["loops"]

# So many loops are listed at most; beyond them only those up to some length.
MOST_LOOPS = 10_000
# Hexadecimal digits of a mark: two of a hundred loops share them once in 3,000 models.
MARK_DIGITS = 6


@public
def loops(
    model: CausalModel,
    *,
    standing: Standing | Iterable[Standing] | None = None,
    under: Intervention | None = None,
) -> Loops:
    r"""The feedback loops of a model: polarity, delay, standing, and what breaks them.

    Within a period influences form no loop, so every loop holds at least one that acts in a later
    period. All loops are listed where there are at most 10,000, otherwise all up to a length, and the
    answer says which. A loop has a mark (``"R-3fa2c1"``) that is made from its own influences: it is the same in
    every listing, picture and variant of a model in which the loop is there. A loop's polarity is the product of
    its signs. That is sound here: a model whose modifier or table could turn a sign round is refused unless the
    sign is ``"?"``.

    Parameters
    ----------
    model : CausalModel
        Rivals count once they are admitted.
    standing : {"stated", "implied", "added", "rival"} or iterable of these, optional
        Only the loops of some standing, which is that of their weakest influence.
    under : Intervention, optional
        The intervention. A variable that is set without regard to its causes breaks every loop through it,
        a cut influence every loop that it is on, at whatever lag; a shift and a partial uptake leave
        them. What a policy goes by counts as an influence of no sign.

    Returns
    -------
    Loops

    Raises
    ------
    UnknownNameError
        If the standing or what is set is not there.
    QuestionError
        If the model is a network, since tables know nothing of later periods, or what is done is timed.

    Notes
    -----
    The *gain* of a loop is the product over its influences of

    .. math:: \pm w_{xy}\,\sum_k F_k\,(1 - F_k),

    central strength times the spread of the effect, where :math:`F_k` is today's probability that the effect is at
    most in state :math:`k`. The spread is the change of the effect's expected level, in states, for one unit of
    log-odds if every case stands where the whole does. So the gain ranks loops by how strongly they pass a push on.
    It is not the share of a push that comes back after one round. The cases differ, probabilities saturate and
    modifiers act; the gain ignores all three. For small strengths the two agree. For large ones they do not: a gain
    above one does not mean that a push grows. `persistence` computes what is left of a deviation. Strengths
    are judgements: read the order and the magnitude, not the digits.

    References
    ----------
    J. D. Sterman (2000), *Business Dynamics*, chapter 5 (causal-loop diagrams and polarity).
    D. B. Johnson (1975), "Finding all the elementary circuits of a directed graph", *SIAM Journal on
    Computing* 4(1).
    R. M. Karp (1972), "Reducibility among combinatorial problems": the least feedback vertex set.

    Examples
    --------
    >>> import causalnet as cn
    >>> scale = ["low", "high"]
    >>> debt = cn.CausalModel(
    ...     "debt",
    ...     [cn.Variable("upkeep", scale), cn.Variable("features", scale)],
    ...     [
    ...         cn.Influence("upkeep", "features", "-", 1.0),
    ...         cn.Influence("features", "upkeep", "-", 1.0, lag=1, standing="implied"),
    ...     ],
    ... )
    >>> found = cn.loops(debt)
    >>> found[0]
    <R-fcd678, reinforcing, 1 period, added: upkeep → features → upkeep>
    >>> found.breaking
    ('upkeep',)
    """
    words = (
        (standing,)
        if isinstance(standing, str)
        else standing
        if standing is None
        else tuple(standing)
    )
    kept = model if words is None else model.only(_as_firm(words))
    under = under or Intervention()
    idle = _idle(kept, under)
    made = _made(under)
    every = [*model.influences, *made]
    left = [*(i for i in kept.influences if i not in idle), *made]
    paths, longest = _closed(model, every)
    marks = _marks(paths)
    if len(left) < len(every):
        paths, longest = _closed(model, left)
    today = marginals(model) if paths else {}
    steps = {i: _step(model, i, today) for i in {i for path in paths for i in path}}
    broken, least = feedback_vertex_set(_graph(model, left))
    listed = _listed(paths, _marks(paths) | marks, steps, model, today)
    if words is not None:
        listed = tuple(loop for loop in listed if loop.standing in words)
    return Loops(kept.name, under, listed, longest, broken, least, words, model)


def _as_firm(words: Iterable[Standing]) -> tuple[Standing, ...]:
    """The standings that an influence on a loop of one of these can have: a loop is as firm as its weakest."""
    if unknown_words := [word for word in words if word not in STANDINGS]:
        raise unknown("standing", unknown_words[0], STANDINGS)
    last = max((STANDINGS.index(word) for word in words), default=-1)
    return STANDINGS[: last + 1]


def _idle(model: CausalModel, under: Intervention) -> frozenset[Influence]:
    """The influences that an intervention makes idle; an error if it names something unknown."""
    for name in under.settings:
        if name not in model.variables:
            raise unknown("variable", name, model.variables)
    pairs = {(i.cause, i.effect) for i in model.influences}
    for cause, effect in sorted(under.severed):
        if (cause, effect) not in pairs:
            among = [i.name for i in model.influences]
            raise unknown("influence", f"{cause} → {effect}", among)
    return idle_influences(model, under)


def _made(under: Intervention) -> list[Influence]:
    """The influences that policies make."""
    return [
        Influence(read, name, "?", standing="added", note="made by the intervention")
        for name, setting in under.settings.items()
        for read in setting.reads
    ]


def _graph(model: CausalModel, influences: Iterable[Influence]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(model.variables)
    graph.add_edges_from((i.cause, i.effect) for i in influences)
    return graph


def _closed(
    model: CausalModel, influences: Sequence[Influence]
) -> tuple[list[tuple[Influence, ...]], int | None]:
    """Every loop as its influences in turn, and the length that the listing was cut at."""
    arcs: dict[tuple[str, str], list[Influence]] = {}
    for influence in influences:
        arcs.setdefault((influence.cause, influence.effect), []).append(influence)
    cycles, longest = _cycles(_graph(model, influences))
    return [p for c in cycles for p in product(*(arcs[arc] for arc in _arcs(c)))], longest


def _cycles(graph: nx.DiGraph[str]) -> tuple[list[list[str]], int | None]:
    """Every cycle, each from its first variable on; or all up to a length, and that length."""
    found = list(islice(nx.simple_cycles(graph), MOST_LOOPS + 1))
    longest = None
    if len(found) > MOST_LOOPS:
        found, longest = _shortest(graph)
    order = {name: i for i, name in enumerate(graph)}
    return [_turned(cycle, order) for cycle in found], longest


def _shortest(graph: nx.DiGraph[str]) -> tuple[list[list[str]], int]:
    """All cycles up to the greatest length of which there are not too many."""
    kept: list[list[str]] = []
    for length in range(1, len(graph) + 1):
        found = list(islice(nx.simple_cycles(graph, length_bound=length), MOST_LOOPS + 1))
        if len(found) > MOST_LOOPS:
            return kept, length - 1
        kept = found
    return kept, len(graph)


def _turned(cycle: list[str], order: Mapping[str, int]) -> list[str]:
    start = min(range(len(cycle)), key=lambda i: order[cycle[i]])
    return cycle[start:] + cycle[:start]


def _arcs(cycle: list[str]) -> Iterator[tuple[str, str]]:
    return zip(cycle, cycle[1:] + cycle[:1], strict=True)


def _pull(model: CausalModel, influence: Influence) -> float | None:
    """The central strength of an influence, in log-odds and with its sign; None of a mechanism without log-odds."""
    judged = model.strength(influence)
    if judged is None or not isinstance(model.variables[influence.effect].mechanism, Ordinal):
        return None
    central = one_judgement(influence.name, judged).central
    return -central if influence.sign == "-" else central


def _step(
    model: CausalModel, influence: Influence, today: Mapping[str, Distribution]
) -> float | None:
    """The pull of an influence times the spread of its effect: see the notes of `loops`."""
    pull = _pull(model, influence)
    below = today[influence.effect].p.cumsum()[:-1]
    return None if pull is None else pull * float((below * (1 - below)).sum())


def _marks(paths: Iterable[tuple[Influence, ...]]) -> dict[tuple[Influence, ...], str]:
    """The mark of each loop, from its own content, so that no other loop and no variant moves it."""
    short = {path: _mark(path, MARK_DIGITS) for path in paths}
    # Two of many thousand loops may share the first digits: these get more of them.
    taken = Counter(short.values())
    return {
        path: mark if taken[mark] == 1 else _mark(path, 2 * MARK_DIGITS)
        for path, mark in short.items()
    }


def _mark(path: tuple[Influence, ...], digits: int) -> str:
    """``R-3fa2c1``: the letter of the polarity, and a digest of the influences, wherever the loop is entered."""
    start = min(range(len(path)), key=lambda k: path[k].cause)
    around = path[start:] + path[:start]
    content = repr([(i.cause, i.effect, i.lag) for i in around])
    digest = hashlib.sha256(content.encode()).hexdigest()[:digits]
    return f"{Loop('', path).polarity[0].upper()}-{digest}"


def _listed(
    paths: Iterable[tuple[Influence, ...]],
    marks: Mapping[tuple[Influence, ...], str],
    steps: Mapping[Influence, float | None],
    model: CausalModel,
    today: Mapping[str, Distribution],
) -> tuple[Loop, ...]:
    """The loops in order, with their marks and gains."""
    order = {name: i for i, name in enumerate(model.variables)}
    ordered = sorted((Loop("", p) for p in paths), key=lambda loop: _place(loop, order))
    return tuple(
        Loop(
            marks[loop.influences],
            loop.influences,
            _product([steps[i] for i in loop.influences]),
            _left(model, loop.influences[0], today) if loop.inertia else None,
        )
        for loop in ordered
    )


def _product(factors: Iterable[float | None]) -> float | None:
    gain = 1.0
    for factor in factors:
        if factor is None:
            return None
        gain *= factor
    return gain


def _left(
    model: CausalModel, influence: Influence, today: Mapping[str, Distribution]
) -> float | None:
    """What is left of a move where a variable acts on itself; None of a mechanism without log-odds."""
    pull, p = _pull(model, influence), today[influence.effect].p
    if pull is None or len(p) == 1 or not p.all():
        return None
    return remainder(p, pull)


def _place(loop: Loop, order: Mapping[str, int]) -> tuple[object, ...]:
    """Feedback before inertia, the best-founded first, then the shortest."""
    names = [order[name] for name in loop.variables]
    lags = [i.lag for i in loop.influences]
    return loop.inertia, STANDINGS.index(loop.standing), len(names), loop.delay, names, lags
