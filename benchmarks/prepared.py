"""What the peer is given before the clock starts: networks for one question of every lever."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import pyagrum as gum

from benchmarks import peers
from benchmarks.networks import levers, network, outcome
from benchmarks.timing import Way, clocked
from causalnet import Network

# Where every lever would take the peer longer than this, it is asked about a part of them.
SECONDS = 1.0
# Variable elimination has no tree whose size could be looked at first: small trees only.
ELIMINATED = 100_000
# How the page names them, after a comma.
PROPAGATIONS = {"": peers.LAZY, ", Shafer–Shenoy": peers.SHAFER_SHENOY}
ELIMINATIONS = {", elimination": peers.ELIMINATION}


@dataclass(frozen=True, slots=True)
class Prepared:
    """The outcome with its ancestors, and the networks in which pyAgrum is asked about them."""

    model: Network
    y: str
    causes: tuple[str, ...]
    # The levers that the peer is asked about, and what part of all states they have.
    chosen: tuple[str, ...]
    share: float
    mutilated: dict[str, gum.BayesNet]
    # None where the network with intervention nodes is too big.
    with_nodes: gum.BayesNet | None
    eliminated: bool
    joints: bool

    def fresh(self) -> list[Way]:
        """Ways for whoever asks for the first time: new engines."""
        ways = []
        if self.joints:
            ways.append(self._part("joints", partial(peers.levers, self.mutilated, self.y)))
        for how, kind in PROPAGATIONS.items():
            ways.append(self._part(f"mutilated networks{how}", partial(self._by_state, kind)))
        if self.with_nodes is not None:
            for how, kind in (PROPAGATIONS | (ELIMINATIONS if self.eliminated else {})).items():
                ways.append(self._new_engine(f"intervention nodes{how}", kind))
        return ways

    def kept(self) -> list[Way]:
        """Ways for whoever asks again: engines that have answered before."""
        ways = []
        for how, kind in PROPAGATIONS.items():
            made = peers.engines(self.mutilated, self.y, kind)
            call = partial(peers.levers_by_state, made, self.y)
            ways.append(self._part(f"mutilated networks{how}, kept", call))
            if self.with_nodes is not None:
                call = partial(self._asked, self._engine(kind))
                ways.append(self._part(f"intervention nodes{how}, kept", call))
        for way in ways:
            way.call()
        return ways

    def _part(self, name: str, call: Callable[[], object]) -> Way:
        return Way(name, call, self.share)

    def _new_engine(self, name: str, kind: type) -> Way:
        # One engine answers for every lever: it is set up once, however many are asked about.
        fixed = min(clocked(lambda: self._engine(kind).makeInference()) for _ in range(3))
        return Way(name, lambda: self._asked(self._engine(kind)), self.share, fixed)

    def _engine(self, kind: type):
        return peers.node_engine(self.with_nodes, self.y, self.causes, kind)

    def _asked(self, engine) -> object:
        return peers.levers_by_node(engine, self.y, self.chosen)

    def _by_state(self, kind: type) -> object:
        return peers.levers_by_state(peers.engines(self.mutilated, self.y, kind), self.y)


@lru_cache(maxsize=1)
def prepared(name: str) -> Prepared:
    """Everything for one network; the last one is kept."""
    whole = network(name)
    y = outcome(whole)
    model, causes = peers.cut_down(whole, y), levers(whole)
    chosen = _answered_in_time(model, y, causes)
    mutilated = {x: peers.without_causes(model, x) for x in chosen}
    with_nodes = None if too_big(name) else peers.with_intervention_nodes(model, causes)
    return Prepared(
        model,
        y,
        tuple(causes),
        tuple(chosen),
        _states(model, chosen) / _states(model, causes),
        mutilated,
        with_nodes,
        with_nodes is not None and _total(with_nodes, y, causes) <= ELIMINATED,
        _joints_pay(mutilated, y),
    )


@cache
def too_big(name: str) -> bool:
    """Whether a network with an intervention node for every lever is too big for the peer."""
    y = outcome(network(name))
    model, causes = peers.cut_down(network(name), y), levers(network(name))
    if peers.widened_cells(model, causes) > peers.MOST_CELLS:
        return True
    bn = peers.with_intervention_nodes(model, causes)
    return peers.cells(peers.node_engine(bn, y, causes))[0] > peers.MOST_CELLS


def _total(with_nodes: gum.BayesNet, y: str, causes: list[str]) -> int:
    return peers.cells(peers.node_engine(with_nodes, y, causes))[1]


def _answered_in_time(model: Network, y: str, causes: list[str]) -> list[str]:
    """So many levers, at even distances, as the peer answers in a second; three at least."""
    few = causes[:: max(1, len(causes) // 3)][:3]
    probe = {x: peers.without_causes(model, x) for x in few}
    each = clocked(lambda: peers.levers_by_state(peers.engines(probe, y), y)) / len(few)
    count = min(len(causes), max(3, int(SECONDS / each)))
    return [causes[int(i * len(causes) / count)] for i in range(count)]


def _states(model: Network, among: Iterable[str]) -> int:
    # The peer's time goes with the number of states.
    return sum(len(model.states[x]) for x in among)


def _joints_pay(mutilated: dict[str, gum.BayesNet], y: str) -> bool:
    """Whether the joints of lever and outcome can be quicker than one state after another.

    They cannot where their trees are far bigger than what the states take together, and they
    must fit in memory.
    """
    one = by_state = 0
    for x, bn in mutilated.items():
        largest, total = peers.cells(peers.joint_engine(bn, x, y))
        if largest > peers.MOST_CELLS:
            return False
        one += total
        engine = peers.engines({x: bn}, y)[x]
        by_state += peers.cells(engine)[1] * bn.variableFromName(x).domainSize()
    return one <= 2 * by_state
