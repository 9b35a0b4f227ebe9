"""How much of a move is left where a variable acts on itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.mechanisms.ordinal import logistic
from causalnet.compilation.mechanisms.root_finding import logistic_roots

__all__ = ["remainder"]


def remainder(p: NDArray[np.float64], strength: float) -> float:
    r"""The share of a move from the lowest state to the highest that an ordinal variable keeps, if nothing else acts.

    With :math:`c` its mean today, :math:`P(X' \ge k \mid X = s) = \sigma(a_k + w(s - c))`, where the thresholds
    :math:`a_k` leave today's distribution as it is.

    Parameters
    ----------
    p : array
        Today's distribution, without a zero.
    strength : float
        In log-odds per state.

    Examples
    --------
    >>> import numpy as np
    >>> round(remainder(np.array([0.5, 0.5]), 2.0), 3)
    0.462
    """
    states = np.arange(len(p), dtype=np.float64)
    pull = strength * (states - p @ states)
    below = p.cumsum()[:-1]
    thresholds = logistic_roots(pull, p, np.stack([1.0 - below, below]))
    highest, lowest = (logistic(thresholds + pull[end])[0] for end in (-1, 0))
    return float((highest - lowest).mean())
