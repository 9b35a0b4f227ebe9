"""The kinds of work that are measured: ours and the peer's ways of doing each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import cycle

import pyagrum as gum

import causalnet as cn
from benchmarks import peers
from benchmarks.networks import levers, outcome
from benchmarks.prepared import ELIMINATIONS, PROPAGATIONS, prepared
from benchmarks.questions import cases_of, drawn_tables
from benchmarks.timing import Pair, Way, side_by_side
from causalnet import Network
from causalnet.inference.contraction import CONTRACTION_FORMS
from causalnet.inference.planning.plan import TREES

# pyAgrum's junction tree over all variables of this one takes more memory than there is.
TOO_WIDE = ("link",)
DRAWN = ("asia", "alarm", "insurance", "hailfinder")
DRAWS = 1000
# A query for each draw is the same work each time: a part of the draws tells the whole.
PART = 100


def forgetting(model: Network) -> Callable[[], None]:
    """What makes a network as it was before its first question: no plan, no part of one, and no partial result."""
    caches = model.structure.plans, model.partial_results, TREES, CONTRACTION_FORMS

    def forget() -> None:
        for cache in caches:
            cache.clear()

    return forget


def every_lever_warm(model: Network) -> Pair:
    """P(y | do(x)) for every ancestor x of y and each of its states, asked before on both sides."""
    ready = prepared(model.name)
    asked = ready.y, model.states[ready.y][-1]
    # A new engine for joints does once what a kept one would do for each state.
    ways = [*ready.kept(), *ready.fresh()]
    return side_by_side(lambda: cn.levers(model, asked), ways)


def every_lever_cold(model: Network) -> Pair:
    """The same for the first time: no plan of ours, no engine of the peer's."""
    ready = prepared(model.name)
    asked = ready.y, model.states[ready.y][-1]
    return side_by_side(lambda: cn.levers(model, asked), ready.fresh(), before=forgetting(model))


def query_again(model: Network) -> Pair:
    """P(y | do(x)) asked again with another state of x."""
    ready, x = prepared(model.name), _middle(model)
    bn = peers.without_causes(ready.model, x)
    ways = _new_engines(bn, ready.y, x, model.states[x][0])
    for how, kind in PROPAGATIONS.items():
        again = peers.asked_again(bn, ready.y, x, kind)
        ways.append(Way(f"mutilated network{how}, kept", again))
        if ready.with_nodes is not None:
            again = peers.nodes_asked_again(ready.with_nodes, ready.y, x, ready.causes, kind)
            ways.append(Way(f"intervention nodes{how}, kept", again))
    turn = cycle(model.states[x])
    return side_by_side(lambda: cn.query(model, ready.y, under=cn.do({x: next(turn)})), ways)


def query_cold(model: Network) -> Pair:
    """P(y | do(x)) asked for the first time."""
    ready, x = prepared(model.name), _middle(model)
    state = model.states[x][0]
    bn = peers.without_causes(ready.model, x)
    return side_by_side(
        lambda: cn.query(model, ready.y, under=cn.do({x: state})),
        _new_engines(bn, ready.y, x, state),
        before=forgetting(model),
    )


def _new_engines(bn: gum.BayesNet, y: str, x: str, state: str) -> list[Way]:
    return [
        Way(f"mutilated network{how}", partial(peers.posterior, bn, y, {x: state}, kind))
        for how, kind in (PROPAGATIONS | ELIMINATIONS).items()
    ]


def marginals(model: Network) -> Pair:
    """Every marginal, with three findings that change from one case to the next."""
    cases = cases_of(model, 3)
    bn, names = peers.to_pyagrum(model), list(model.variables)
    turn, other = cycle(cases), cycle(cases)
    ways = []
    for how, kind in PROPAGATIONS.items():
        new = partial(lambda kind: peers.marginals(bn, names, next(other), kind), kind)
        ways.append(Way(f"new engine{how}", new))
        engine = peers.seen_engine(bn, cases[0], kind)
        # Several engines at a time are too much where one takes gigabytes.
        if peers.cells(engine)[0] > peers.MOST_CELLS:
            break
        again = peers.marginals_asked_again(engine, names, cases)
        ways.append(Way(f"kept engine{how}", again))
    return side_by_side(lambda: cn.marginals(model, given=next(turn)), ways)


def draws(model: Network) -> Pair:
    """P(y) in 1,000 draws of every table that matters, drawn beforehand."""
    y = outcome(model)
    tables = drawn_tables(model, y, DRAWS)
    cut = peers.cut_down(model, y)
    one_by_one = partial(peers.one_by_one, peers.to_pyagrum(cut), cut, y, tables, PART)
    ways = [Way("a query for each draw", one_by_one, PART / DRAWS)]
    for size in (PART, DRAWS):
        node = peers.with_draw_node(cut, size)
        for how, kind in (PROPAGATIONS | ELIMINATIONS).items():
            call = partial(peers.in_draws, node, cut, y, tables, kind)
            ways.append(Way(f"a node for {size:,} draws{how}", call))
    return side_by_side(lambda: cn.query(model.replacing(tables, draws=DRAWS), y), ways, most=7)


def _middle(model: Network) -> str:
    """The lever in the middle of the topological order."""
    causes = levers(model)
    return causes[len(causes) // 2]
