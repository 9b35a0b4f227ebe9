"""The numbers that an answer stands on, as the end of a sentence."""

from __future__ import annotations

from typing import Protocol

from causalnet.compilation.parameters.posterior_draws import PosteriorDraws
from causalnet.language.translate import tr

__all__ = ["draws_told", "numbers_behind"]


class NumbersBehind(Protocol):
    """Where the numbers of an answer come from."""

    @property
    def network(self) -> str:
        """The numbers that answered: ``"central"``, ``"draws"`` or ``"given"``."""

    @property
    def draws(self) -> object:
        """The draws, if they are draws from judgements."""


def numbers_behind(provenance: NumbersBehind, drawn: int = 0) -> str:
    """The draws behind an answer, or its central numbers; empty for the tables of a network.

    Parameters
    ----------
    provenance : Provenance
    drawn : int, default 0
        The number of draws; 0 for none.
    """
    if drawn:
        return tr(", on average over {draws}", draws=draws_told(drawn, provenance.draws))
    if provenance.network != "central":
        return ""
    return tr(", every strength at its most likely value")


def draws_told(count: int, how: object) -> str:
    """A number of draws, and what taught them if they were learned."""
    if isinstance(how, PosteriorDraws):
        return tr("{count:,} draws {origin}", count=count, origin=how.origin)
    return tr("a single draw") if count == 1 else tr("{count:,} draws", count=count)
