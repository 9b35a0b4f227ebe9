"""How much of a change comes through influences that no claim states."""

from __future__ import annotations

from typing import NamedTuple

from causalnet.cache import CachePerOwner
from causalnet.compilation.compiler import network_of
from causalnet.errors import MemoryLimitError
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import do
from causalnet.questions.query.measure import measure_of
from causalnet.questions.query.paths import differing
from causalnet.questions.routes.path_specific import path_specific

__all__ = ["Unclaimed", "keep_unclaimed", "unclaimed"]

# The conclusions of which it is kept, for each model.
MOST_KNOWN = 256


class Unclaimed(NamedTuple):
    """The part of a change that is lost where influences without a claim carry nothing of it.

    Attributes
    ----------
    share : float
        Of the whole change. More than one, where what is left goes the other way; less than zero, where these influences
        lessen the change.
    influences : tuple of (cause, effect)
        Those on a way to the outcome.
    """

    share: float
    influences: tuple[tuple[str, str], ...]


# Of each model: in tuples, since a change may have no such part.
_known: CachePerOwner[CausalModel, Conclusion, tuple[Unclaimed | None]] = CachePerOwner(MOST_KNOWN)


def unclaimed(model: CausalModel, conclusion: Conclusion) -> Unclaimed | None:
    """How much of a change within the period would be lost without the influences that no claim states.

    These influences stay, so that baselines are met: only the change does not pass them, since their effects see the
    causes as they are without the intervention. What is needed in both versions keeps its rank.

    Returns
    -------
    Unclaimed or None
        None for a level, a later period, a case that is observed, or where nothing changes.
    """
    known = _known.of(model).get(conclusion)
    return known[0] if known else keep_unclaimed(model, conclusion, _unclaimed(model, conclusion))


def keep_unclaimed(
    model: CausalModel, conclusion: Conclusion, found: Unclaimed | None
) -> Unclaimed | None:
    """Keep with the model what another process has found, and give it back."""
    return _known.of(model).put(conclusion, (found,))[0]


def _unclaimed(model: CausalModel, conclusion: Conclusion) -> Unclaimed | None:
    c = conclusion
    versus = c.versus or do()
    if c.at or c.given or c.passes or c.by_definition or c.outcome in differing(c.under, versus):
        return None
    network = network_of(model, None)
    outcome = c.outcome if c.at_least is None else (c.outcome, c.at_least)
    found = path_specific(
        network, measure_of(model, network, outcome, verb="routes"), c.under, versus
    )
    bare = {(i.cause, i.effect) for i in model.influences if not (i.claims or i.lag)}
    own = tuple(edge for edge in found.ways.edges if edge in bare)
    if not found.ways.edges:
        return None
    try:
        whole = float(found.change(found.ways.every, "rank"))
        if abs(whole) < NOTHING:
            return None
        rest = float(found.change(found.ways.without(own), "rank")) if own else whole
    except MemoryLimitError:
        return None
    return Unclaimed(1 - rest / whole, own)
