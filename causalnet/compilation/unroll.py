r"""Unrolling: a model with lagged influences as one network over several periods, anchored against drift.

In period t an ordinal variable has the predictor

.. math::

   \eta_t(s) = \sum_{\text{lag } 0} w_i (s_{i,t} - r_i) + \sum_{L \ge 1} w_i (s_{i,t-L} - r_i),

with the reference state :math:`r_i` of each cause. Anchoring chooses thresholds :math:`\tau_{j,t}` that solve
:math:`\sum_s P_t(s)\, \sigma(\eta_t(s) - \tau_{j,t}) = P_0(Y \ge j)` under the joint :math:`P_t(s)` of the causes where
nothing is done: the marginal of period 0 is kept. The other mechanisms solve for their leak or cut-points likewise.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.compilation.compiler import compile_model
from causalnet.compilation.joints import Joints
from causalnet.compilation.mechanisms.calibration_target import CalibrationTarget
from causalnet.compilation.mechanisms.conditional_table import carried_table, conditional_table
from causalnet.compilation.mechanisms.contributions import Slope, slope_of, slopes_of
from causalnet.compilation.mechanisms.protocol import ParametricCPT
from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.compilation.periods import acting, in_period
from causalnet.compilation.recipes import Origin, Recipes
from causalnet.compilation.unrolled_footprint import require_unrolling, unrolled_recipes
from causalnet.errors import CalibrationError, unknown
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.model.variable import Variable
from causalnet.network.network import Network

__all__ = ["Anchor", "checked_anchor", "slopes_in", "unroll", "unrolled"]

Array = NDArray[np.float64]

Anchor = Literal["hold", "once", "free"]


def slopes_in(
    model: CausalModel, variable: Variable, ensemble: Ensemble, period: int
) -> list[Slope]:
    """The slopes of all influences on a variable in one period, in the order of `acting`."""
    lagged = [i for i in acting(model, variable.name, period) if i.lag]
    return [*slopes_of(model, variable, ensemble), *(slope_of(model, i, ensemble) for i in lagged)]


def checked_anchor(anchor: str) -> None:
    """Refuse an anchor that is not in `Anchor`."""
    if anchor not in get_args(Anchor):
        raise unknown("anchor", anchor, get_args(Anchor))


@public
def unroll(
    model: CausalModel,
    periods: int,
    *,
    draws: int | Draws | None = None,
    anchor: Anchor = "hold",
) -> Network:
    r"""The network of a model over several periods, with variables ``x@0``, ``x@1``, ….

    Period 0 is today: lagged influences do not act in it, and every declared baseline is met. From
    period :math:`L` on an influence of lag :math:`L` acts and adds a term to the variable's mechanism. That
    term is zero at the cause's reference state, in which the cause seldom is. Without a correction every
    variable would therefore drift, although nothing has been done. So the numbers that calibration frees
    (thresholds, cut-points, a leak) are solved again.

    Parameters
    ----------
    model : CausalModel
    periods : int
        The last period.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: the central numbers.
    anchor : {"hold", "once", "free"}
        ``"hold"``: solved in every period, so that while nothing is done every variable keeps the
        distribution that it has today. ``"once"``: solved in the first period in which all
        influences on a variable act, and kept from then on. ``"free"``: the numbers of today are kept, and the
        lagged terms make variables drift. Default: ``"hold"``.

    Returns
    -------
    Network

    Raises
    ------
    CalibrationError
        If a variable cannot keep its distribution in a later period.
    MemoryLimitError
        If a variable has too many influences to tabulate, or the joint distribution of the causes of an
        anchored one would be too large. Nothing has been allocated then.

    References
    ----------
    T. Dean and K. Kanazawa (1989), "A model for reasoning about persistence and causation",
    *Computational Intelligence* 5(2); K. P. Murphy (2002), *Dynamic Bayesian Networks*, section 2.2.

    Examples
    --------
    >>> import causalnet as cn
    >>> habit = cn.load("habit")
    >>> network = unroll(habit, 2)
    >>> network.variables
    ('price@0', 'smoking@0', 'price@1', 'smoking@1', 'price@2', 'smoking@2')
    >>> print(network.table("smoking@2"))
    P(smoking@2 | price@2, smoking@1)
    price@2 smoking@1    no   yes
    low     no        0.870 0.130
    low     yes       0.250 0.750
    high    no        0.948 0.052
    high    yes       0.476 0.524
    """
    checked_anchor(anchor)
    how = as_draws(draws)
    count = None if how is None else how.n
    require_unrolling(model, periods, count, anchored=anchor != "free", limit=MEMORY_LIMIT)
    ensemble = central(model) if how is None else sampled(model, how)
    return unrolled(model, periods, ensemble, anchor, how)


def unrolled(
    model: CausalModel,
    last: int,
    ensemble: Ensemble,
    anchor: Anchor = "hold",
    how: Draws | None = None,
    frozen: int | None = None,
    only: Container[str] | None = None,
) -> Network:
    """As `unroll`, at all points of an ensemble; after period `frozen` nothing is solved again.

    With `only` it holds those variables alone; they must include the causes of each at any lag.
    """
    checked_anchor(anchor)
    today = compile_model(model, ensemble)
    keep = model.variables if only is None else only
    builder = _Unrolling(model, ensemble, today, anchor, unrolled_recipes(model, keep, last))
    for name in builder.recipes.order:
        variable, _, period = name.rpartition("@")
        again = frozen is None or int(period) <= frozen
        builder.tables[name] = builder.solved(variable, int(period), again=again)
    return builder.network(how)


class _Unrolling(Joints):
    """The network in the making: each table is anchored in the joint of what comes before it."""

    def __init__(
        self,
        model: CausalModel,
        ensemble: Ensemble,
        today: Network,
        anchor: Anchor,
        recipes: Recipes,
    ) -> None:
        super().__init__(recipes, ensemble.axis)
        self.model, self.ensemble, self.today, self.anchor = model, ensemble, today, anchor
        self.tables: dict[str, Array] = {}
        self.marginals: dict[str, Array] = {}
        self._weights: dict[Origin, Array] = {}

    def table(self, name: str) -> Array:
        """The table of a variable in its period."""
        return self.tables[name]

    def weights(self, origin: Origin) -> Array:
        """The joint distribution of its causes while nothing is done, or that of an interface."""
        for each in self.missing(origin, self._weights):
            self._weights[each] = self.of(each) if self.recipes.members(each) else np.ones(())
        return self._weights[origin]

    def baseline(self, name: str) -> None:
        """None: an anchor need not hold in every period."""

    def network(self, how: Draws | None) -> Network:
        """The network: periods in order, within each the variables in the order of the model."""
        kept = [v for v in self.model.variables if in_period(v, 0) in self.tables]
        periods = len(self.tables) // max(1, len(kept))
        names = {in_period(v, t): v for t in range(periods) for v in kept}
        return Network.trusted(
            {n: self.today.states[v] for n, v in names.items()},
            {n: self.recipes.parents[n] for n in names},
            self.tables,
            name=self.model.name,
            draws=self.ensemble.axis,
            sampling=how,
        )

    def solved(self, name: str, period: int, *, again: bool) -> Array:
        """The table of a variable in one period; where it must not be solved `again`, the one before."""
        variable, own = self.model.variables[name], in_period(name, period)
        cpt, above = cpt_of(variable.mechanism), self.recipes.parents[own]
        if not period or not above or isinstance(cpt, TabularCPT):
            return self.today.values(name)
        # Where no further lag has begun to act and nothing is solved again, the table is the one before.
        new = len(above) > len(acting(self.model, name, period - 1))
        before = self.tables[in_period(name, period - 1)]
        if not new and (self.anchor != "hold" or not again):
            return before
        if self.anchor == "free":
            return self._carried(name, period, cpt)
        marginal, weights = self._marginal(name), self.weights(own)
        target = CalibrationTarget(name, len(variable.states), marginal, weights)
        try:
            return conditional_table(
                cpt, slopes_in(self.model, variable, self.ensemble, period), target
            )
        except CalibrationError as error:
            raise drifting(error, period) from None

    def _carried(self, name: str, period: int, cpt: ParametricCPT) -> Array:
        """The table under all slopes, with the numbers that calibration gave to those of today."""
        variable = self.model.variables[name]
        slopes = slopes_in(self.model, variable, self.ensemble, period)
        within = len(self.model.causes(name))
        baseline = self.ensemble.baseline(variable)
        if baseline is None and not within:
            baseline = cpt.root(len(variable.states))
        target = CalibrationTarget(
            name, len(variable.states), baseline, self.weights(in_period(name, 0))
        )
        return carried_table(cpt, slopes[:within], slopes[within:], target)

    def _marginal(self, name: str) -> Array:
        """Today's distribution of a variable, which it must keep."""
        if name not in self.marginals:
            declared = self.ensemble.baseline(self.model.variables[name])
            own = joint(self.today, (name,)) if declared is None else declared
            require_no_zero(name, own)
            self.marginals[name] = own
        return self.marginals[name]


def require_no_zero(name: str, marginal: Array) -> None:
    """Refuse to hold a variable some of whose states cannot occur: their thresholds would be infinite."""
    if (marginal <= 0).any():
        shown: Mapping[str, object] = {
            "baseline": marginal.mean(axis=tuple(range(1, marginal.ndim)))
        }
        nearest = tuple(float(x) for x in np.asarray(shown["baseline"]))
        raise CalibrationError(
            f"{name!r} cannot be held at today's distribution, in which a state has no probability, while "
            "lagged influences act on it. Give every state some probability, or reject them.",
            variable=name,
            nearest=nearest,
        )


def drifting(error: CalibrationError, period: int) -> CalibrationError:
    """The error of a variable that cannot keep its distribution in a later period."""
    return CalibrationError(
        f"In period {period}, with its lagged influences: {error} Or let it drift: anchor='free'.",
        variable=error.variable,
        nearest=error.nearest,
    )
