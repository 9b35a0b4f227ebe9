r"""Raking (iterative proportional fitting): weights under which a sample has known marginal distributions.

For each variable in turn, :math:`w \leftarrow w \cdot p_k / \hat p_k(w)` for the particles in its state k, where
:math:`\hat p_k(w)` is their share of the weight. Every step meets one margin and disturbs the others, by less each round.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

__all__ = ["raked"]

RAKING_ROUNDS = 20
# Margins this close are met: single precision has no more digits.
MARGINS_WITHIN = 1e-7


def raked(
    states: Sequence[NDArray[np.signedinteger]], marginals: Sequence[NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Weights of particles, with mean one, that give each variable its known marginal distribution.

    A state without particles does not get weight; the others share its probability.

    Parameters
    ----------
    states : sequence of ndarray, shape (particles, draws)
        One for each variable.
    marginals : sequence of ndarray, shape (states, draws)

    Returns
    -------
    ndarray, shape (particles, draws)

    References
    ----------
    W. E. Deming and F. F. Stephan (1940), "On a least squares adjustment of a sampled frequency table when
    the expected marginal totals are known", *Annals of Mathematical Statistics* 11(4).

    Examples
    --------
    >>> import numpy as np
    >>> seen = np.array([[0], [0], [0], [1]])
    >>> raked([seen], [np.array([[0.5], [0.5]])]).round(3).ravel()
    array([0.667, 0.667, 0.667, 2.   ])
    """
    sizes = tuple(map(len, marginals))
    particles, draws = states[0].shape
    places = [own.astype(np.intp) for own in states]
    cells = prod(sizes)
    if cells > particles:
        return _raked(places, np.ones((particles, draws)), marginals)
    # Particles in the same states have the same weight.
    cell = np.ravel_multi_index(places, sizes)
    counts = np.bincount((cell * draws + np.arange(draws)).ravel(), minlength=cells * draws)
    alike = [own[:, None] for own in np.unravel_index(np.arange(cells), sizes)]
    weights = _raked(alike, counts.reshape(cells, draws).astype(np.float64), marginals)
    return np.take_along_axis(weights, cell, axis=0)


def _raked(
    places: Sequence[NDArray[np.intp]],
    counts: NDArray[np.float64],
    marginals: Sequence[NDArray[np.float64]],
) -> NDArray[np.float64]:
    """The weight of a particle at each of several points, of which there are so many; places of shape (points, draws or one)."""
    weights, particles = np.ones(counts.shape), counts.sum(axis=0)
    members = [
        (own == np.arange(len(marginal))[:, None, None]).astype(np.float64)
        for own, marginal in zip(places, marginals, strict=True)
    ]
    for _ in range(RAKING_ROUNDS):
        worst = 0.0
        for inside, marginal in zip(members, marginals, strict=True):
            shares = np.einsum("kpd,pd->kd", inside, weights * counts) / particles
            wanted = np.where(shares > 0, marginal, 0.0)
            wanted = wanted / np.maximum(wanted.sum(axis=0), np.finfo(float).tiny)
            factors = wanted / np.where(shares > 0, shares, 1.0)
            weights *= np.einsum("kpd,kd->pd", inside, factors)
            worst = max(worst, float(abs(shares - wanted).max()))
        # Few particles may be unable to meet every margin at once; what is left is part of the sampling error.
        if worst < MARGINS_WITHIN:
            break
    return weights
