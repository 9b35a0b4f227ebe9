"""What would explain that figures contradict a model: one of its rivals, or influences from earlier periods."""

from __future__ import annotations

from typing import NamedTuple

from causalnet.errors import ModelError
from causalnet.model.causal_model import CausalModel
from causalnet.network.graph import Parents
from causalnet.questions.confronting.implied_tests import graph_within
from causalnet.questions.separation.open_path import open_path

__all__ = ["Claimed", "Explanation", "explained"]


# Periods before the one of the figures, in units of the longest lag.
PERIODS = 3


class Claimed(NamedTuple):
    """Two variables that should be independent, given others and, if it joins them, without an influence."""

    x: str
    y: str
    given: tuple[str, ...]
    joined: bool = False


class Explanation(NamedTuple):
    """What would explain a failure.

    Attributes
    ----------
    rivals : tuple of str
        Those that, admitted alone, no longer imply what failed.
    lagged : bool
        Whether influences of earlier periods would do so.
    """

    rivals: tuple[str, ...] = ()
    lagged: bool = False


def explained(model: CausalModel, failures: list[Claimed]) -> list[Explanation]:
    """For each failure what would explain it."""
    graphs = _admitted(model) if failures else {}
    unrolled, last = _unrolled(model) if failures else ({}, 0)
    found = []
    for claimed in failures:
        rivals = tuple(name for name, parents in graphs.items() if _opened(parents, claimed))
        x, y, *given = (f"{v} {last}" for v in (claimed.x, claimed.y, *claimed.given))
        then = Claimed(x, y, tuple(given), claimed.joined)
        found.append(Explanation(rivals, bool(last) and _opened(unrolled, then)))
    return found


def _admitted(model: CausalModel) -> dict[str, Parents]:
    """The graph with each rival admitted alone."""
    found: dict[str, Parents] = {}
    for name in model.rivals:
        try:
            found[name] = graph_within(model.admitting(name), ()).parents
        except ModelError:
            # It cannot be admitted to this model, for it would close a cycle.
            continue
    return found


def _unrolled(model: CausalModel) -> tuple[Parents, int]:
    """The graph over several periods, and the last of them, of which the figures are; 0 without lags."""
    longest = max((i.lag for i in model.influences), default=0)
    last = PERIODS * longest
    parents = {
        f"{v} {t}": tuple(
            f"{i.cause} {t - i.lag}" for i in model.influences if i.effect == v and i.lag <= t
        )
        for t in range(last + 1)
        for v in model.variables
    }
    return parents, last


def _opened(parents: Parents, claimed: Claimed) -> bool:
    """Whether a path between the two is open, other than the influence that joins them."""
    if claimed.joined:
        parents = {
            v: tuple(p for p in above if (p, v) != (claimed.x, claimed.y))
            for v, above in parents.items()
        }
    return bool(open_path(parents, (claimed.x,), (claimed.y,), claimed.given))
