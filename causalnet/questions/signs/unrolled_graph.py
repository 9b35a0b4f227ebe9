"""A model over several periods as a model of one: for what is read off signs."""

from __future__ import annotations

import re
from dataclasses import replace

from causalnet.compilation.periods import acting, in_period, unrolled_intervention
from causalnet.language.translate import LazyText, NameIn, lazy
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.edge_intervention import Cut
from causalnet.model.grammar.intervention import scheduled
from causalnet.model.influence import influence_name
from causalnet.model.mechanism import Tabular

__all__ = ["in_periods", "original_name", "said_by_period", "unrolled_model"]

PLACED = re.compile(r"(.*)@(\d+) → (.*)@(\d+)")


def unrolled_model(model: CausalModel, last: int) -> CausalModel:
    """The model with a variable for every period and an influence for every time that one acts.

    Its baselines are not those of later periods: it is there for its signs, not for its numbers.
    """
    variables, influences, modifiers = [], [], []
    for t in range(last + 1):
        for name, variable in model.variables.items():
            mechanism = variable.mechanism
            if isinstance(mechanism, Tabular):
                own = [in_period(cause, t) for cause in mechanism.causes]
                mechanism = replace(mechanism, causes=own)
            variables.append(replace(variable, name=in_period(name, t), mechanism=mechanism))
            for i in acting(model, name, t):
                cause, effect = in_period(i.cause, t - i.lag), in_period(name, t)
                influences.append(replace(i, cause=cause, effect=effect, lag=0))
        for m in model.modifiers:
            cause, effect, by = (in_period(v, t) for v in (m.cause, m.effect, m.by))
            modifiers.append(replace(m, cause=cause, effect=effect, by=by))
    return CausalModel(
        model.name,
        variables,
        influences,
        strengths=model.strengths,
        modifiers=modifiers,
        sources=model.sources.values(),
        claims=[replace(c, checks=()) for c in model.claims.values()],
    )


def in_periods(model: CausalModel, conclusion: Conclusion) -> Conclusion:
    """A conclusion by a period, about the model over all periods until then."""
    last = conclusion.at

    return replace(
        conclusion,
        outcome=in_period(conclusion.outcome, last),
        under=unrolled_intervention(model, scheduled(conclusion.under), last),
        versus=unrolled_intervention(model, scheduled(conclusion.versus), last),
        given={in_period(name, 0): found for name, found in conclusion.given.items()},
        at=0,
    )


def original_name(name: str) -> str:
    """``a@1 → b@3`` as ``a → b [lag 2]``."""
    found = PLACED.fullmatch(name)
    if found is None:
        return name
    cause, before, effect, now = found.groups()
    return influence_name(cause, effect, int(now) - int(before))


def said_by_period(reason: LazyText, conclusion: Conclusion) -> LazyText:
    """A reason about the model over all periods, in names of variables and periods."""

    def named(name: NameIn) -> object:
        if name.kind == "state":
            return NameIn(str(name), "state", (name.of[0].rpartition("@")[0],))
        if name.kind == "cut":
            (cause, _), (effect, now) = map(_parted, name.of)
            return _placed(NameIn(repr(Cut(cause, effect)), "cut", (cause, effect)), now)
        if name.kind == "part":
            now = name.rpartition("@")[2]
            return _placed(NameIn(original_name(name), "part"), now)
        variable, now = _parted(name)
        if name == in_period(conclusion.outcome, conclusion.at):
            return NameIn(variable)
        return _placed(NameIn(variable), now)

    return reason.renamed(named)


def _parted(node: str) -> tuple[str, str]:
    """A variable and its period."""
    variable, _, period = node.rpartition("@")
    return variable, period


def _placed(name: NameIn, period: str) -> LazyText:
    return lazy("{outcome} in period {period}", outcome=name, period=period)
