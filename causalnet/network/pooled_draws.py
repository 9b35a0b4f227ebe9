r"""The draws of a pool: each voice gives its share of them, and each draw is one voice's own.

A linear opinion pool is the mixture :math:`P = \sum_v w_v P_v`. In draws it is a partition: draw *i* of the pool is draw *i* of
one voice, and a voice of weight :math:`w` has the share :math:`w` of the draws.

References
----------
M. Stone (1961), "The opinion pool", *Annals of Mathematical Statistics* 32(4). C. Genest and J. V. Zidek (1986), "Combining
probability distributions: a critique and an annotated bibliography", *Statistical Science* 1(1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.frozen_map import Register
from causalnet.language.translate import tr, trn
from causalnet.model.judgements.draws import Draws

__all__ = ["PooledDraws", "turns"]


@printed
@dataclass(frozen=True, slots=True, eq=False)
class PooledDraws:
    """The draws of a pooled network: how they were drawn, and whose each is.

    Attributes
    ----------
    weights : mapping from voice to float
        The weights, which sum to one.
    of_draw : ndarray, shape (draws,)
        The place of the voice whose draw it is, in the order of `weights`.
    how : Draws or None
        The way in which the draws of each model were drawn; None where every voice is a network.
    is_weighted : bool
        Whether the weights were given. Otherwise they are equal.
    notes : tuple of str
        What a voice did not say, and whose word stands for it.
    """

    weights: Register[str, float]
    of_draw: NDArray[np.intp]
    how: Draws | None = None
    is_weighted: bool = True
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.of_draw.setflags(write=False)

    @property
    def n(self) -> int:
        """The number of draws."""
        return len(self.of_draw)

    @public
    def draws_of(self, voice: str) -> NDArray[np.bool_]:
        """Whether each draw is that of a voice, shape (draws,)."""
        self.weights[voice]
        return np.asarray(self.of_draw == list(self.weights).index(voice))

    @public
    def at(self, which: slice) -> Self:
        """Only some of the draws."""
        return replace(self, of_draw=self.of_draw[which])

    @property
    def phrase(self) -> str:
        """How many they are, how they are drawn and whose they are, for a sentence of an answer."""
        counts = np.bincount(self.of_draw, minlength=len(self.weights))
        shares = tr(", ").join(
            tr("{voice} {weight:.3g} ({count:,})", voice=voice, weight=weight, count=count)
            for (voice, weight), count in zip(self.weights.items(), counts, strict=True)
        )
        how = trn(self.n, "1 draw of a pool", "{count:,} draws of a pool")
        if self.how is not None:
            how = tr("{draws} {details}", draws=how, details=self.how.details)
        if self.is_weighted:
            return tr("{draws}; weights (draws): {shares}", draws=how, shares=shares)
        return tr(
            "{draws}; weights (draws), equal because none were given: {shares}",
            draws=how,
            shares=shares,
        )

    @property
    def sentence(self) -> str:
        """Whose the draws of the pool are, in one sentence."""
        counts = np.bincount(self.of_draw, minlength=len(self.weights))
        shares = [
            tr("{voice} {share} ({count:,})", voice=voice, share=f"{weight:.0%}", count=count)
            for (voice, weight), count in zip(self.weights.items(), counts, strict=True)
        ]
        said = {
            "draws": trn(self.n, "1 draw", "{count:,} draws"),
            "shares": tr(", ").join(shares),
        }
        if self.is_weighted:
            return tr("The pool has {draws}, shared out by weight: {shares}.", **said)
        return tr(
            "The pool has {draws}, shared out equally, because no weights were given: {shares}.",
            **said,
        )

    def __str__(self) -> str:
        return self.phrase


def turns(weights: Mapping[str, float], n: int) -> NDArray[np.intp]:
    """The voice of each of `n` draws: whoever is furthest behind its weight speaks next.

    Any first draws hold the voices in about their shares, so that a part of the draws is a pool too.

    Parameters
    ----------
    weights : mapping from voice to float
        Not negative; they sum to one.
    n : int

    Returns
    -------
    ndarray, shape (n,)
        The place of the voice in the order of `weights`.

    Examples
    --------
    >>> turns({"anna": 0.75, "ben": 0.25}, 8).tolist()
    [0, 0, 1, 0, 0, 0, 1, 0]
    """
    shares = np.array(list(weights.values()))
    spoken, order = np.zeros(len(shares)), np.empty(n, dtype=np.intp)
    for i in range(n):
        # Rounding must not decide between voices that are equally far behind.
        behind = np.round(shares * (i + 1) - spoken, 9)
        order[i] = behind.argmax()
        spoken[order[i]] += 1
    return order
