"""Influence diagrams: decisions that may look at something first, and what each way to decide is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError
from causalnet.inference.posterior import joint
from causalnet.model.grammar.finding import Finding
from causalnet.network.graph import cycle, descendants, topological
from causalnet.network.network import Network

__all__ = ["InfluenceDiagram", "PolicyTables", "UtilityTable", "mean_joint"]

Array = NDArray[np.float64]
# For each decision P(choice | what is looked at), an axis for each variable that is looked at, and the choice last.
PolicyTables = Mapping[str, Array]

# Rounds of single policy updating, and random starts beside the uniform one where memory is not perfect.
MOST_ROUNDS, STARTS = 100, 8
NOTHING_SEEN: Mapping[str, Finding] = MappingProxyType({})
ROUNDING = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class UtilityTable:
    """A worth of the states of some variables; several of them add.

    Attributes
    ----------
    name : str
    variables : tuple of str
    worth : ndarray
        An axis for each variable.
    """

    name: str
    variables: tuple[str, ...]
    worth: Array

    def spread(self, names: Sequence[str]) -> Array:
        """The worth with an axis for each of these names in turn, of length one where it does not depend on it."""
        order = [self.variables.index(v) for v in names if v in self.variables]
        gaps = tuple(slice(None) if v in self.variables else None for v in names)
        return np.asarray(self.worth.transpose(order)[gaps])


def mean_joint(
    network: Network, names: Sequence[str], given: Mapping[str, Finding] = NOTHING_SEEN
) -> Array:
    """The joint table of some variables given findings, on average over the draws if there are any."""
    p = joint(network, names, given)
    return np.asarray(p.mean(axis=-1) if p.ndim > len(names) else p)


class InfluenceDiagram:
    """A network in which some variables are decided.

    Parameters
    ----------
    network : Network
        Perhaps in many draws: then a policy is best on average over them.
    choose : mapping from str to sequence of str
        For each decision the variables that are looked at before it.
    utilities : sequence of UtilityTable
    given : mapping from variable to finding
        What is known before all decisions.

    Raises
    ------
    QuestionError
        If a decision would look at what comes after it, or a finding is about what may follow from one.

    References
    ----------
    R. A. Howard and J. E. Matheson (1981), "Influence diagrams"; S. L. Lauritzen and D. Nilsson (2001), "Representing
    and solving decision problems with limited information", *Management Science* 47(9).
    """

    def __init__(
        self,
        network: Network,
        choose: Mapping[str, Sequence[str]],
        utilities: Sequence[UtilityTable],
        given: Mapping[str, Finding] = NOTHING_SEEN,
    ) -> None:
        self.network, self.utilities, self.given = network, tuple(utilities), given
        self.choose = {d: tuple(seen) for d, seen in choose.items()}
        self.parents = {v: self.choose.get(v, above) for v, above in network.parents.items()}
        if around := cycle(self.parents):
            raise QuestionError(
                f"A decision cannot look at what comes after it: {' → '.join(around)}."
            )
        order = topological(self.parents)
        self.decisions = tuple(v for v in order if v in self.choose)
        below = descendants(self.parents, self.decisions) | {*self.decisions}
        if late := [v for v in given if v in below]:
            raise QuestionError(
                f"given= is known before all decisions, and {late[0]} is one or follows from one. Name it among what a "
                "decision looks at."
            )

    @property
    def perfect_memory(self) -> bool:
        """Whether each decision sees all earlier decisions, and all that they saw.

        Decisions of which neither bears on the other in the graph need not remember one another only if there is one.
        """
        known: set[str] = set()
        for d in self.decisions:
            if not known <= {*self.choose[d]}:
                return False
            known |= {d, *self.choose[d]}
        return True

    def sizes(self, names: Sequence[str]) -> tuple[int, ...]:
        """The numbers of states."""
        return tuple(len(self.network.states[v]) for v in names)

    def uniform(self) -> dict[str, Array]:
        """Every choice as likely as any other, whatever is seen."""
        shapes = {d: self.sizes((*seen, d)) for d, seen in self.choose.items()}
        return {d: np.full(shape, 1 / shape[-1]) for d, shape in shapes.items()}

    def carried_out(self, policies: PolicyTables) -> Network:
        """The network in which the decisions follow policies."""
        net = self.network
        tables = {v: policies.get(v, net.values(v)) for v in net}
        return Network.trusted(
            dict(net.states),
            self.parents,
            {v: np.asarray(t) for v, t in tables.items()},
            draws=net.draws,
            ordered=net.ordered,
        )

    def worths(self, policies: PolicyTables) -> Array:
        """The expected worth of each utility, shape (utilities,) or (utilities, draws)."""
        net = self.carried_out(policies)
        found = []
        for utility in self.utilities:
            p = joint(net, utility.variables, self.given)
            axes = tuple(range(utility.worth.ndim))
            found.append(np.tensordot(utility.worth, p, axes=(axes, axes)))
        return np.asarray(np.stack(np.broadcast_arrays(*found)))

    def value(self, policies: PolicyTables) -> float:
        """The expected worth of all utilities, on average over the draws."""
        return float(self.worths(policies).sum(axis=0).mean())

    def gains(self, decision: str, policies: PolicyTables) -> Array:
        """For each thing seen and each choice, its chance times the expected worth of the choice.

        A policy is a table, and the value is linear in it: this is the slope, from one joint table for each utility
        with every choice as likely as the other (Lauritzen and Nilsson 2001, section 3).
        """
        seen = (*self.choose[decision], decision)
        even = {**policies, decision: self.uniform()[decision]}
        net = self.carried_out(even)
        total = np.zeros(self.sizes(seen))
        for utility in self.utilities:
            names = tuple(dict.fromkeys((*seen, *utility.variables)))
            worth = mean_joint(net, names, self.given) * utility.spread(names)
            total += worth.sum(axis=tuple(range(len(seen), len(names))))
        return total * total.shape[-1]

    def chances(self, decision: str, policies: PolicyTables) -> Array:
        """The chance of each thing that is seen before a decision, on average over the draws."""
        seen = self.choose[decision]
        if not seen:
            return np.ones(())
        return mean_joint(self.carried_out(policies), seen, self.given)

    def best(self) -> dict[str, Array]:
        """The best policies: exactly with perfect memory, else where no single policy can be bettered.

        With perfect memory the last decision is best taken whatever the earlier ones were, then the one before it, and so
        on: one pass. Otherwise passes are repeated until none improves, from a uniform start and random ones.
        """
        if self.perfect_memory:
            return self._pass(self.uniform())
        rng = np.random.default_rng(0)
        starts = [self.uniform()]
        for _ in range(STARTS):
            picks = {
                d: rng.integers(t.shape[-1], size=t.shape[:-1]) for d, t in self.uniform().items()
            }
            starts.append({d: np.eye(self.sizes([d])[0])[pick] for d, pick in picks.items()})
        return max(map(self._updated, starts), key=self.value)

    def _updated(self, policies: dict[str, Array]) -> dict[str, Array]:
        """Single policy updating (Lauritzen and Nilsson 2001, section 4)."""
        level = -np.inf
        for _ in range(MOST_ROUNDS):
            policies = self._pass(policies)
            if (now := self.value(policies)) <= level + ROUNDING * max(1.0, abs(level)):
                break
            level = now
        return policies

    def _pass(self, policies: Mapping[str, Array]) -> dict[str, Array]:
        """Every decision in turn, from the last to the first, as is best with the others as they are."""
        found = dict(policies)
        for d in reversed(self.decisions):
            gains = self.gains(d, found)
            # Among equal choices the first that is listed.
            near = gains >= gains.max(axis=-1, keepdims=True) - ROUNDING * np.abs(gains).max(
                initial=1.0
            )
            found[d] = np.eye(gains.shape[-1])[near.argmax(axis=-1)]
        return found
