r"""The variance that cases would leave, before there are any.

For numbers that are nearly normal and a contrast that is nearly linear in them, with gradient g (both in standard
deviations), n cases with information :math:`I = B B^\top` each leave the share

.. math::

   \frac{g^\top (1 + n I)^{-1} g}{g^\top g}
   = 1 - \frac{1}{g^\top g} \sum_i (u_i^\top g)^2 \frac{\lambda_i}{\lambda_i + 1/n}

of the variance, whatever the cases turn out to say, where :math:`\lambda_i, u_i` are the eigenvalues and eigenvectors of
I. As n grows it falls to the share of g that the cases cannot see.

References
----------
K. Chaloner and I. Verdinelli (1995), "Bayesian experimental design: a review", *Statistical Science* 10(3), section 2.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["VarianceLeft"]

Array = NDArray[np.float64]

# Singular values of B below this share of the greatest, and below this number, are rounding.
SEEN, ROUNDING = 1e-7, 1e-8


class VarianceLeft:
    """The share of the variance that is left, by the number of cases.

    Parameters
    ----------
    gradient : ndarray, shape (numbers,)
    factor : ndarray, shape (numbers, cells)
        B.

    Examples
    --------
    >>> left = VarianceLeft(np.array([1.0, 1.0]), np.array([[1.0], [0.0]]))
    >>> left(1), left(3), left(float("inf"))
    (0.75, 0.625, 0.5)
    """

    def __init__(self, gradient: Array, factor: Array) -> None:
        # Singular values of B are the roots of those eigenvalues, more precisely than by way of a product.
        if factor.shape[1] > factor.shape[0]:
            factor = np.asarray(np.linalg.qr(factor.T, mode="r")).T
        directions, roots, _ = np.linalg.svd(factor, full_matrices=False)
        seen = roots > max(SEEN * roots.max(initial=0.0), ROUNDING)
        self._values = roots[seen] ** 2
        self._shares = (directions[:, seen].T @ gradient) ** 2 / (gradient @ gradient)

    def __call__(self, cases: float) -> float:
        """After so many cases; infinitely many leave what none can settle."""
        settled = self._shares * self._values / (self._values + 1 / cases)
        return float(np.clip(1 - settled.sum(), 0.0, 1.0))
