r"""The table of a ranked node: a truncated normal, averaged over points of the causes' intervals.

.. math::

   P(Y = j \mid s) = \frac1{|Z(s)|} \sum_{z \in Z(s)} P\!\left(\tfrac{j}{k} < Y^* \le \tfrac{j + 1}{k}\right), \qquad
   Y^* \sim \mathrm{TNormal}_{[0, 1]}(\mu(z), \sigma^2(z))

State :math:`i` of a cause with :math:`m` states is the interval :math:`[i/m, (i+1)/m]`. :math:`Z(s)` are the
combinations of equidistant points of the causes' intervals, both ends included; AgenaRisk's ``sampleSizeRanked`` is
the number of points in each, 5 by default.

References
----------
N. E. Fenton, M. Neil and J. G. Caballero (2007), *IEEE TKDE* 19(10); P. Laitila and K. Virtanen (2016), "Improving
construction of conditional probability tables for ranked nodes in Bayesian networks", *IEEE TKDE* 28(7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np

from causalnet.compilation.mechanisms.ranked import equidistant_cuts, ranked_table
from causalnet.formats.networks.cmpx.expression import Array, ExpressionError, TruncatedNormal

__all__ = ["ranked_node_table"]

MOST_CELLS = 40_000_000
# Below it the mass between two cut-points has no digits.
LEAST_VARIANCE = 1e-9
# Farther from the unit interval the masses have no digits; a larger variance is uniform.
FARTHEST = 1e4


def ranked_node_table(
    law: TruncatedNormal, values: Mapping[str, Array], causes: Sequence[str], states: int
) -> Array:
    """P(Y = j | s), with an axis for each cause that the law names and a last one for the states.

    Parameters
    ----------
    law : TruncatedNormal
    values : mapping from cause to ndarray, shape (states, points)
        The points in the interval of each state.
    causes : sequence of str
        The causes in the order of the axes.
    states : int
        The number of states of the node.

    Raises
    ------
    ExpressionError
        If the law has no value at some point, or the table would take too long.

    Examples
    --------
    >>> from causalnet.formats.networks.cmpx.expression import parsed_expression
    >>> law = parsed_expression("TNormal(a, 0.1, 0, 1)", ["a"], {})
    >>> table = ranked_node_table(law, {"a": np.array([[0.0, 0.5], [0.5, 1.0]])}, ["a"], 2)
    >>> table.round(3).tolist()
    [[0.694, 0.306], [0.306, 0.694]]
    """
    named = [c for c in causes if c in law.mean.causes | law.variance.causes]
    shapes = [values[c].shape for c in named]
    if prod(s * points for s, points in shapes) * states > MOST_CELLS:
        raise ExpressionError(
            f"would be worked out at more than {MOST_CELLS:,} points. Save its table as numbers in AgenaRisk."
        )
    grid = {c: _axis(values[c].ravel(), at, len(named)) for at, c in enumerate(named)}
    whole = tuple(s * points for s, points in shapes)
    mean = np.broadcast_to(law.mean.value(grid), whole)
    variance = np.broadcast_to(law.variance.value(grid), whole)
    if (
        not (abs(mean) <= FARTHEST).all()
        or not ((variance >= LEAST_VARIANCE) & (variance <= FARTHEST)).all()
    ):
        raise ExpressionError(
            "has a mean far from [0, 1] or a variance that is not above zero, in some states of the causes."
        )
    cells = _cells(mean, np.sqrt(variance), states)
    split = [n for shape in shapes for n in shape]
    averaged = cells.reshape([*split, states]).mean(axis=tuple(range(1, 2 * len(named), 2)))
    full = [values[c].shape[0] if c in named else 1 for c in causes]
    target = [*(values[c].shape[0] for c in causes), states]
    return np.array(np.broadcast_to(averaged.reshape([*full, states]), target))


def _axis(points: Array, at: int, axes: int) -> Array:
    return points.reshape([-1 if i == at else 1 for i in range(axes)])


def _cells(mean: Array, sigma: Array, states: int) -> Array:
    """The mass between equidistant cut-points, at each point."""
    flat = mean.reshape(-1)
    # Each point is a parameter of its own, since the variance may differ.
    cuts = np.repeat(equidistant_cuts(states)[:, None], len(flat), axis=1)
    table = ranked_table(flat, sigma.reshape(-1), cuts, 0)
    return np.asarray(np.moveaxis(table, 0, -1).reshape(*mean.shape, states))
