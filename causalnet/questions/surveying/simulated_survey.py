"""Surveys simulated from beginning to end, to check what the linear approximation says of one design."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.sampling import sampled
from causalnet.console import printed
from causalnet.errors import CalibrationError
from causalnet.inference.posterior import joint
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.skipped import Skipped

__all__ = ["SimulatedSurvey", "simulated_survey"]

Array = NDArray[np.float64]


@printed
class SimulatedSurvey(NamedTuple):
    """The mean share of the variance that simulated surveys leave.

    Attributes
    ----------
    left, error : float
        The mean over surveys and its standard error; of one survey the error is NaN.
    surveys : int
        The number of surveys.
    """

    left: float
    error: float
    surveys: int


def simulated_survey(
    contrast: Contrast,
    names: Sequence[str],
    through: Sequence[str],
    cases: int,
    surveys: int,
    how: Draws,
) -> SimulatedSurvey | Skipped:
    """Draw the truth from the judgements, cases from the truth, and weigh all other draws by what the cases say.

    Parameters
    ----------
    contrast : Contrast
    names : sequence of str
        What is measured.
    through : sequence of str
        That and all that it depends on.
    cases, surveys : int
    how : Draws
        With more draws, weights are spread over more of them.
    """
    ensemble = sampled(contrast.model, how)
    try:
        network = compile_model(contrast.model, ensemble, through)
    except CalibrationError:
        return Skipped("In some draws a baseline cannot be met.")
    values = contrast(ensemble).points
    if np.isnan(values).any():
        return Skipped("In some draws a baseline cannot be met.")
    table = joint(network, names)
    cells = np.broadcast_to(table.reshape(-1, table.shape[-1]), (table[..., 0].size, len(values)))
    left = _left(values, cells, cases, surveys, np.random.default_rng(how.seed))
    error = float(left.std(ddof=1) / np.sqrt(surveys)) if surveys > 1 else float("nan")
    return SimulatedSurvey(float(left.mean()), error, surveys)


def _left(values: Array, cells: Array, cases: int, surveys: int, rng: np.random.Generator) -> Array:
    """The share of the variance that each survey leaves, shape (surveys,)."""
    with np.errstate(divide="ignore"):
        logarithms = np.log(cells)
    found = []
    for truth in rng.choice(len(values), surveys):
        counts = rng.multinomial(cases, cells[:, truth] / cells[:, truth].sum())
        there = counts > 0
        likelihood = counts[there] @ logarithms[there]
        # The truth itself is not among what one may still believe.
        likelihood[truth] = -np.inf
        weights = np.exp(likelihood - likelihood.max())
        weights /= weights.sum()
        mean = weights @ values
        found.append(weights @ (values - mean) ** 2)
    return np.asarray(found, dtype=np.float64) / float(values.var())
