"""Periods of an unrolled model: the names of their variables, their influences and their interventions."""

from __future__ import annotations

from collections.abc import Container
from functools import partial

from causalnet.cache import CachePerOwner
from causalnet.errors import QuestionError
from causalnet.frozen_map import Register
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.edge_intervention import AsIf, Cut
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.model.grammar.setting import Setting
from causalnet.model.influence import Influence
from causalnet.model.mechanism import Tabular

__all__ = ["acting", "in_period", "in_words", "unrolled_intervention"]


_by_effect: CachePerOwner[CausalModel, str, dict[str, list[Influence]]] = CachePerOwner(1)


def in_period(variable: str, period: int) -> str:
    """The name of a variable of one period in an unrolled network: ``x@3``."""
    return f"{variable}@{period}"


def in_words(name: str) -> str:
    """``x in period 3`` for ``x@3``.

    Examples
    --------
    >>> in_words("x@3")
    'x in period 3'
    """
    variable, _, period = name.rpartition("@")
    return f"{variable} in period {period}"


def acting(model: CausalModel, variable: str, period: int) -> tuple[Influence, ...]:
    """The influences on a variable in one period: those without a lag, then those whose lag has passed."""
    lagged = [i for i in _lagged(model).get(variable, ()) if i.lag <= period]
    mechanism = model.variables[variable].mechanism
    if lagged and isinstance(mechanism, Tabular):
        raise QuestionError(
            f"{lagged[0].name} cannot act: {variable!r} is given by a {mechanism.kind}, row by row, which says "
            "nothing of earlier periods. Give it a mechanism with strengths, or reject the influence."
        )
    return (*model.causes(variable), *lagged)


def _lagged(model: CausalModel) -> dict[str, list[Influence]]:
    """The influences with a lag, by their effects."""
    kept = _by_effect.of(model)
    known = kept.get("lagged")
    if known is None:
        known = {}
        for i in model.influences:
            if i.lag:
                known.setdefault(i.effect, []).append(i)
        kept.put("lagged", known)
    return known


def unrolled_intervention(
    model: CausalModel, arm: Timed, last: int, only: Container[str] | None = None
) -> Intervention:
    """A timed intervention as a plain one on the unrolled network, or on some of its variables."""
    settings: dict[str, Setting] = {}
    cuts, as_ifs = set[Cut](), set[AsIf]()
    for t in range(last + 1):
        done = arm.when(t)
        for name, setting in done.settings.items():
            if only is None or name in only:
                settings[in_period(name, t)] = setting.renamed(partial(in_period, period=t))
        for effect in {edge.effect for edge in done.edges if only is None or edge.effect in only}:
            placed = [(i.cause, in_period(i.cause, t - i.lag)) for i in acting(model, effect, t)]
            severed = {c.cause for c in done.cuts if c.effect == effect}
            seen = done.sees(effect)
            now = in_period(effect, t)
            cuts |= {Cut(there, now) for cause, there in placed if cause in severed}
            states = {there: seen[cause] for cause, there in placed if cause in seen}
            as_ifs |= {AsIf(now, Register(states, "cause"))} if states else set()
    return Intervention(Register(settings, "setting"), frozenset(cuts), frozenset(as_ifs))
