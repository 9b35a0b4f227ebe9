r"""Path-specific effects: an outcome in a world that differs along some influences only.

Of two interventions, the effect along a set of *active* influences is the change where the second version of a cause
acts along these, and everywhere else its first version,

.. math::

   E[Y(\text{second along active}, \text{first elsewhere})] - E[Y(\text{first})].

Where both versions of a variable are needed, a *recanting witness*, tables alone do not say how they go together.

References
----------
J. Pearl (2001), "Direct and indirect effects", *UAI*; C. Avin, I. Shpitser and J. Pearl (2005), "Identifiability of
path-specific effects", *IJCAI*; I. Shpitser and E. Tchetgen Tchetgen (2016), "Causal inference with a graphical hierarchy
of interventions", *Annals of Statistics* 44(6).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.posterior import joint
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.abduction import (
    Case,
    Twofold,
    predicted,
    twofold,
)
from causalnet.questions.counterfactuals.asked_couplings import require_orders
from causalnet.questions.counterfactuals.coupling import Coupling
from causalnet.questions.counterfactuals.coupling_range import USUAL_WORK, proved_ranges
from causalnet.questions.counterfactuals.event import Event
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.question import carried_out
from causalnet.questions.routes.ways import Edge, Ways, ways
from causalnet.questions.skipped import Skipped

__all__ = ["PathSpecific", "path_specific"]

Array = NDArray[np.float64]
# The active influences, and the coupling where it makes a difference.
LevelKey = tuple[frozenset[Edge] | None, Coupling | None]


@dataclass(frozen=True, slots=True, eq=False)
class PathSpecific:
    """An outcome where only some influences carry the difference between two interventions.

    Attributes
    ----------
    network : Network
    measure : Measure
        What is measured of the outcome.
    under, versus : Intervention
    ways : Ways
    """

    network: Network
    measure: Measure
    under: Intervention
    versus: Intervention
    ways: Ways
    _levels: dict[LevelKey, Array] = field(default_factory=dict, repr=False)
    _witnesses: dict[frozenset[Edge] | None, tuple[str, ...]] = field(
        default_factory=dict, repr=False
    )

    def level(self, active: frozenset[Edge] | None, coupling: Coupling) -> Array:
        """What is measured of the outcome; shape () or (draws,).

        Parameters
        ----------
        active : frozenset of (cause, effect) or None
            The influences along which the second world acts; None for the first world.
        coupling : {"rank", "fresh", "gumbel"}
            The coupling of what is needed twice.
        """
        # Where nothing is needed twice, one number serves every coupling.
        alike = self._witnesses.get(active) == ()
        key = active, None if alike else coupling
        if key not in self._levels:
            p, witnesses = self._distribution(self.measure.outcome, active, coupling)
            self._witnesses[active] = witnesses
            key = active, coupling if witnesses else None
            self._levels[key] = np.asarray(self.measure.weights @ p)
        return self._levels[key]

    def bounds(self, active: frozenset[Edge]) -> tuple[float, float] | Skipped:
        """The least and the most of the change along some influences under any coupling, as far as is proved."""
        event = Event(self.measure.quantity, "", self.measure.weights, "")
        ranges = proved_ranges(self._twofold(self.measure.outcome, active), [event], USUAL_WORK)
        if isinstance(ranges, Skipped):
            return ranges
        low, high = (ranges[0] - float(self.level(None, "fresh"))).tolist()
        return low, high

    def change(self, active: frozenset[Edge], coupling: Coupling) -> Array:
        """The change along some influences."""
        return np.asarray(self.level(active, coupling) - self.level(None, coupling))

    @property
    def needed_twice(self) -> tuple[str, ...]:
        """The variables that are needed in both versions by some change computed so far."""
        found = {name for names in self._witnesses.values() for name in names}
        return tuple(name for name in self.network.variables if name in found)

    def witnesses(self, active: frozenset[Edge]) -> tuple[str, ...]:
        """The variables that a change along some influences, once computed, needs in both versions."""
        return self._witnesses[active]

    def moved(self, variable: str, active: frozenset[Edge], coupling: Coupling) -> float:
        """The mean change in the expected level of any variable along some influences, in its states."""
        second, first = (
            self._distribution(variable, edges, coupling)[0] for edges in (active, None)
        )
        return float(np.mean(np.arange(len(second)) @ (second.T - first.T).T))

    def _distribution(
        self, variable: str, active: frozenset[Edge] | None, coupling: Coupling
    ) -> tuple[Array, tuple[str, ...]]:
        if active is None:
            target, done = carried_out(self.network, self.versus)
            return joint(target, (variable,), done=done), ()
        asked = self._twofold(variable, active)
        witnesses = asked.worlds.witnesses
        if not witnesses:
            return asked.outcome(coupling), ()
        if coupling == "rank":
            require_orders(self.network, witnesses, 'Ask with coupling=("fresh", "gumbel").')
        return predicted(self.network, variable, self._case(active), coupling), witnesses

    def _twofold(self, variable: str, active: frozenset[Edge]) -> Twofold:
        return twofold(self.network, variable, self._case(active))

    def _case(self, active: frozenset[Edge]) -> Case:
        return Case(self.under, self.versus, active=active)


def path_specific(
    network: Network, measure: Measure, under: Intervention, versus: Intervention
) -> PathSpecific:
    """An outcome along the ways from what differs between two interventions."""
    return PathSpecific(
        network, measure, under, versus, ways(network, measure.outcome, under, versus)
    )
