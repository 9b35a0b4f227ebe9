"""How much more likely cases are with each rival admitted: Bayes factors.

References
----------
R. E. Kass and A. E. Raftery (1995), "Bayes factors", *Journal of the American Statistical Association* 90.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from causalnet.console import printed
from causalnet.language.translate import template

__all__ = ["NEITHER", "RivalWeight", "log_mean"]

Array = NDArray[np.float64]

# The least factor of each word, for a rival or against it.
NEITHER = template("neither way")
# How loudly cases speak for a rival or against it, from a factor on.
WORDS = (
    (150.0, template("very strongly for it"), template("very strongly against it")),
    (20.0, template("strongly for it"), template("strongly against it")),
    (3.0, template("clearly for it"), template("clearly against it")),
    (1.2, template("slightly for it"), template("slightly against it")),
)


@printed
@dataclass(frozen=True, slots=True)
class RivalWeight:
    """What the cases say of a rival.

    Attributes
    ----------
    name : str
    factor : float
        The probability of the cases with the rival admitted, over that without it (the Bayes factor).
    error : float
        The standard error of its natural logarithm.
    """

    name: str
    factor: float
    error: float

    @property
    def log(self) -> float:
        """The natural logarithm of the factor."""
        return float(np.log(max(self.factor, np.finfo(float).tiny)))

    @property
    def from_even(self) -> float:
        """The probability of a rival that was as likely as not."""
        return self.factor / (1 + self.factor)

    @property
    def words(self) -> str:
        """Which way the cases speak, and how loudly."""
        size = max(self.factor, 1 / self.factor) if self.factor else float("inf")
        for least, in_favour, against in WORDS:
            if size >= least:
                return in_favour if self.factor > 1 else against
        return NEITHER


def log_mean(logs: Array) -> tuple[float, float]:
    """The logarithm of a mean of likelihoods over draws, and its standard error."""
    highest = float(logs.max())
    sizes = np.exp(logs - highest)
    mean = float(sizes.mean())
    return highest + float(np.log(mean)), float(sizes.std() / np.sqrt(len(sizes)) / mean)
