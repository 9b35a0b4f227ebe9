"""Look-alikes: other worlds with the same distribution of what is measured, and another effect."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import unsigned
from causalnet.inference.posterior import joint
from causalnet.language.translate import lazy, tr, trn
from causalnet.network.graph import ancestors
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network
from causalnet.questions.identification.latent_district import LatentDistrict
from causalnet.questions.query.measure import Measure
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.skipped import Skipped

__all__ = ["LookAlike", "LookAlikes", "look_alikes", "random_network"]

Array = NDArray[np.float64]

STARTS = 9
# The cells of a district with its hidden causes up to which worlds are sought unasked, and asked.
QUICK_CELLS, MOST_CELLS, QUICK_WORLDS = 3_000, 1_000_000, 2
# Worlds this far apart (Kullback–Leibler divergence, nats per case) are the same, and look the same.
SAME, ALIKE = 1e-12, 1e-4


@dataclass(frozen=True, slots=True)
class LookAlike:
    """One world that looks like the model.

    Attributes
    ----------
    value : float
        The outcome's expected level (or a state's probability) under the intervention, in this world.
    divergence : float
        The Kullback–Leibler divergence of the measured variables from it, in nats per case; 0 where they agree exactly.
    states : int
        The number of states of its largest hidden cause.
    """

    value: float
    divergence: float
    states: int

    @property
    def cases(self) -> float:
        """About how many cases it takes to tell it from the model."""
        return inf if self.divergence <= SAME else 1 / self.divergence


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Worlds that look like the model.

    Attributes
    ----------
    model : float
        The value in the model itself.
    worlds : tuple of LookAlike
        The others, the one with the least value first.
    measure : Measure
        What the value is of.
    done : mapping from str to str
        Under which setting.
    acting : bool
        Whether only what acts on the outcome is distributed as in the model, and not everything measured.
    at_random : bool
        Whether the graph had no numbers, so that the model's own tables are taken at random.
    """

    model: float
    worlds: tuple[LookAlike, ...]
    measure: Measure
    done: Mapping[str, str]
    acting: bool = False
    at_random: bool = False

    @property
    def cases(self) -> float:
        """The fewest cases by which one of them could be told from the model."""
        return min((world.cases for world in self.worlds), default=inf)

    def told(self, say: Phrasing) -> str:
        """The range of the values, in words."""
        if not self.worlds:
            return tr(
                "none was found: with hidden causes of few states figures may all but settle it"
            )
        values = [self.model, *(world.value for world in self.worlds)]
        least, most = min(values), max(values)
        told = tr(
            "{alike}, and {what} after {action} is from {least:.3f} to {most:.3f} ({here:.3f} here, a difference of up to {apart})",
            alike=self._alike(say),
            what=say.measured_state(self.measure.outcome, self.measure.state),
            action=say.setting(self.done),
            least=least,
            most=most,
            here=self.model,
            apart=unsigned(most - least, ".3f"),
        )
        if not self.at_random:
            return told
        return tr(
            "{told}; the variables being yes or no, and the tables of this world taken at random",
            told=told,
        )

    def _alike(self, say: Phrasing) -> str:
        """In what the worlds are alike."""
        what = tr("everything measured")
        if self.acting:
            name = say.name(self.measure.outcome)
            what = tr("everything measured that acts on {outcome}", outcome=name)
        number = trn(len(self.worlds), "1 other world", "{count:,} other worlds")
        if self.cases == inf:
            return tr("in {worlds} {what} is distributed as here", worlds=number, what=what)
        return tr(
            "by {what}, some {few:,.0f} cases could not tell {worlds} from this one",
            what=what,
            few=float(f"{self.cases:.1g}"),
            worlds=number,
        )


def look_alikes(
    network: Network,
    hidden: Collection[str],
    whole: Collection[str],
    near: Collection[str],
    worth: Mapping[str, Array],
    done: Mapping[str, str],
    measure: Measure,
    number: int | None,
) -> LookAlikes | Skipped:
    """Worlds with the same distribution of the measured variables, found from random starts.

    Only the district that holds the hedge changes: its variables and their hidden causes get other tables, and the
    hidden causes as many states again in later starts. Each world is fitted by EM, and made exact by
    Levenberg–Marquardt where it is small.

    Parameters
    ----------
    network : Network
        With its hidden variables.
    hidden : collection of str
        The variables that are not measured.
    whole, near : collection of str
        The measured variables of the district that holds the hedge, in the whole graph, and among the ancestors of the
        outcome. The second is used where the first is too large: then only what acts on the outcome looks the same.
    worth : mapping from str to ndarray
        The outcome and the worth of its states.
    done : mapping from str to str
        The setting.
    measure : Measure
        What is valued.
    number : int or None
        The number of worlds that are wanted. None: two, unless a step of the search takes long.

    References
    ----------
    M. Zaffalon, A. Antonucci and R. Cabañas (2021), "Causal expectation-maximisation" (EM from random starts for what
    is not identified); J. Nocedal and S. Wright (2006), *Numerical Optimization*, section 10.3.
    """
    wanted = QUICK_WORLDS if number is None else number
    most = QUICK_CELLS if number is None else MOST_CELLS
    district, acting = whole, False
    if LatentDistrict(network, hidden, whole, 1).cells_of_joint > most:
        ((outcome, _),) = worth.items()
        kept = ancestors(network.parents, [outcome])
        network = _restricted(network, kept)
        district, acting = [v for v in near if v in kept], True
    least = LatentDistrict(network, hidden, district, 1)
    if least.cells_of_joint > most:
        why = lazy("a step of the search has {cells:,} cells", cells=least.cells_of_joint)
        if least.cells_of_joint <= MOST_CELLS:
            why = lazy("{why}. Ask for them with worlds={count}", why=why, count=QUICK_WORLDS)
        return Skipped(why)
    found: list[LookAlike] = []
    spare: list[LookAlike] = []
    rng = np.random.default_rng(0)
    here = _value(network, worth, done)
    for start in range(STARTS):
        local = LatentDistrict(network, hidden, district, 1 + start % 3)
        if len(found) == wanted:
            break
        if least.exact and not local.exact:
            continue
        tables, divergence = local.fitted(rng)
        if divergence <= ALIKE:
            value = _value(local.world(tables), worth, done)
            same = divergence <= SAME
            world = LookAlike(value, 0.0 if same else divergence, local.most_states)
            (found if same or not least.exact else spare).append(world)
    spare.sort(key=lambda world: world.divergence)
    found += spare[: wanted - len(found)]
    found.sort(key=lambda world: world.value)
    return LookAlikes(here, tuple(found), measure, done, acting)


def _restricted(network: Network, kept: Collection[str]) -> Network:
    """The network of some variables and all that acts on them."""
    names = [v for v in network if v in kept]
    parents = {v: network.parents[v] for v in names}
    return Network(
        {v: network.states[v] for v in names}, parents, {v: network.values(v) for v in names}
    )


def random_network(graph: MixedGraph) -> Network:
    """A network of a graph, with yes or no for every variable and every hidden cause, and tables at random."""
    parents = graph.with_hidden_causes
    rng = np.random.default_rng(0)
    states = {v: ["no", "yes"] for v in parents}
    tables = {v: rng.dirichlet([1, 1], (2,) * len(above)) for v, above in parents.items()}
    return Network(states, parents, tables)


def _value(network: Network, worth: Mapping[str, Array], done: Mapping[str, str]) -> float:
    ((outcome, weights),) = worth.items()
    return float(joint(network, [outcome], done=done) @ weights)
