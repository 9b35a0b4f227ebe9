"""The numbers that an answer stands on, as the end of a sentence."""

from __future__ import annotations

from typing import Protocol

from causalnet.cache import cached
from causalnet.compilation.parameters.posterior_draws import PosteriorDraws
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.judgement import Judgement

__all__ = ["central_numbers", "draws_told", "numbers_behind"]


class NumbersBehind(Protocol):
    """Where the numbers of an answer come from."""

    @property
    def network(self) -> str:
        """The numbers that answered: ``"central"``, ``"draws"`` or ``"given"``."""

    @property
    def source(self) -> object:
        """The model or network that was asked."""

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
    return central_numbers(provenance.source)


def central_numbers(source: object) -> str:
    """The central numbers of a model, as the end of a sentence."""
    if isinstance(source, CausalModel) and _in_doubt(source):
        return tr(", every influence taken to be there, at its most likely strength")
    return tr(", every strength at its most likely value")


@cached(16)
def _in_doubt(model: CausalModel) -> bool:
    """Whether an influence of the model may not be there: its central strength is that which it has if it is."""
    judged = map(model.strength, model.influences)
    return any(isinstance(j, Judgement) and j.presence < 1 for j in judged)


def draws_told(count: int, how: object) -> str:
    """A number of draws, and what taught them if they were learned."""
    if isinstance(how, PosteriorDraws):
        return tr("{count:,} draws {origin}", count=count, origin=how.origin)
    return tr("a single draw") if count == 1 else tr("{count:,} draws", count=count)
