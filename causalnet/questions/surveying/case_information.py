r"""What one case tells of the elicited numbers of a model, by the variables that are measured in it.

With :math:`p_c` the probability of cell c of the joint table of what is measured, and :math:`\theta` the numbers, each
divided by the standard deviation of its judgement, the Fisher information of one case is

.. math::

   I_S = \sum_c \frac{1}{p_c} \frac{\partial p_c}{\partial \theta} \frac{\partial p_c}{\partial \theta}^\top = B B^\top,
   \qquad B_{\cdot c} = \frac{1}{\sqrt{p_c}} \frac{\partial p_c}{\partial \theta}.

Derivatives are differences over a tenth of a standard deviation to either side, baselines being met at each point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.inference.marginals import all_marginals
from causalnet.inference.posterior import joint
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.judgement import Judgement
from causalnet.network.network import Network
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.parameter_space import Coordinates

__all__ = ["CaseInformation", "mean_and_deviation"]

Array = NDArray[np.float64]

# The weight of the mode in a PERT: mean (low + 4 mode + high) / 6, variance (mean − low) (high − mean) / 7.
PERT_WEIGHT = 4.0
# Standard deviations to either side.
STEP = 0.1
# Cells that cannot occur.
IMPOSSIBLE = 1e-12


def mean_and_deviation(judged: Judgement) -> tuple[float, float]:
    """Of the distribution of a judgement, with what it has at zero.

    Examples
    --------
    >>> mean_and_deviation(Judgement(0, 12))
    (6.0, 3.4641016151377544)
    """
    span = judged.high - judged.low
    if judged.mode is None:
        mean, variance = (judged.low + judged.high) / 2, span**2 / 12
    else:
        mean = (judged.low + PERT_WEIGHT * judged.mode + judged.high) / (2 + PERT_WEIGHT)
        variance = (mean - judged.low) * (judged.high - mean) / (3 + PERT_WEIGHT)
    second = judged.presence * (variance + mean**2)
    mean *= judged.presence
    return mean, float(np.sqrt(max(0.0, second - mean**2)))


@dataclass(frozen=True, slots=True, eq=False)
class CaseInformation:
    """The network of a model at points about the means of its judgements.

    Attributes
    ----------
    network : Network
        The first point is the centre; then each number up, then each number down.
    ensemble : Ensemble
    apart : ndarray, shape (numbers,)
        The distance between up and down, in standard deviations.
    """

    network: Network
    ensemble: Ensemble
    apart: Array

    @classmethod
    def of(
        cls, model: CausalModel, coordinates: Coordinates, names: Iterable[str]
    ) -> CaseInformation:
        """About the means of the numbers, for some variables and what they depend on."""
        moments = [mean_and_deviation(n.judgement) for n in coordinates.numbers]
        mean, deviation = np.array(moments).T if moments else np.zeros((2, 0))
        low, high = coordinates.box
        up = np.minimum(mean + STEP * deviation, high)
        down = np.maximum(mean - STEP * deviation, low)
        count = len(mean)
        points = np.repeat(mean[:, None], 1 + 2 * count, axis=1)
        points[np.arange(count), 1 + np.arange(count)] = up
        points[np.arange(count), 1 + count + np.arange(count)] = down
        ensemble = coordinates.ensemble(points)
        network = compile_model(model, ensemble, names)
        return cls(network, ensemble, (up - down) / deviation)

    def gradient(self, contrast: Contrast) -> Array:
        """The derivatives of a contrast, shape (numbers,)."""
        return self._slopes(contrast(self.ensemble).points)

    def _slopes(self, values: Array) -> Array:
        """Derivatives from values at all points, shape (…, points), by the numbers, shape (…, numbers)."""
        count = len(self.apart)
        if values.shape[-1] == 1:  # the same at all points
            return np.zeros((*values.shape[:-1], count))
        up, down = values[..., 1 : 1 + count], values[..., 1 + count :]
        return np.asarray((up - down) / self.apart)

    def _factor(self, cells: Array) -> Array:
        """B from the joint table at all points, shape (numbers, cells)."""
        flat = cells.reshape(-1, cells.shape[-1])
        p, slopes = flat[:, 0], self._slopes(flat)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(p > IMPOSSIBLE, slopes.T / np.sqrt(p), 0.0)

    def joint(self, names: Sequence[str]) -> Array:
        """B of some variables that are measured together."""
        return self._factor(joint(self.network, names))

    def singles(self, names: Sequence[str]) -> dict[tuple[str, ...], Array]:
        """B of each variable alone."""
        every = all_marginals(self.network)
        return {(v,): self._factor(every[v]) for v in names}

    def pairs(self, names: Sequence[str]) -> dict[tuple[str, ...], Array]:
        """B of every two variables: from the distributions of all others, given each state of one."""
        found: dict[tuple[str, ...], Array] = {}
        margins = all_marginals(self.network)
        for i, a in enumerate(names[:-1]):
            others, rows = names[i + 1 :], []
            # The last state is what the others leave.
            for place, state in enumerate(self.network.states[a][:-1]):
                share = margins[a][place]
                possible = share.min() > IMPOSSIBLE
                given = all_marginals(self.network, {a: state}) if possible else margins
                rows.append([given[b] * (share if possible else 0.0) for b in others])
            for b, own in zip(others, zip(*rows, strict=True), strict=True):
                last = np.clip(margins[b] - sum(own), 0.0, None)
                found[a, b] = self._factor(np.stack([*own, last]))
        return found

    def complete(self) -> Array:
        """B where every variable is measured: that of each table, given its causes."""
        parts, centre = [], self.network.at(slice(0, 1))
        for v, above in self.network.parents.items():
            table = self.network.tables[v]
            if table.ndim == len(above) + 1:  # the same at all points
                continue
            weight = joint(centre, above)[..., 0] if above else np.ones(())
            flat = table.reshape(-1, table.shape[-1])
            each = np.repeat(weight.ravel(), table.shape[-2])
            parts.append(self._factor(flat) * np.sqrt(each))
        return np.concatenate(parts, axis=1) if parts else np.zeros((len(self.apart), 1))
