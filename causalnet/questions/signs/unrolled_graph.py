"""A model over several periods as a model of one: for what is read off signs."""

from __future__ import annotations

import re
from dataclasses import replace

from causalnet.compilation.periods import acting, in_period, unrolled_intervention
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
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


def said_by_period(reason: str, model: CausalModel, conclusion: Conclusion) -> str:
    """A reason about the model over all periods, in names of variables and periods."""
    last = conclusion.at
    # The longest first: a name may be the end of another.
    names = "|".join(re.escape(v) for v in sorted(model.variables, key=len, reverse=True))
    text = re.sub(f"({names})@(\\d+) → ({names})@(\\d+)", _arrow, reason)
    text = re.sub(f'cut\\("({names})@(\\d+)", "({names})@(\\d+)"\\)', _severed, text)
    text = re.sub(f'given="({names})@\\d+"', r'given="\1"', text)
    text = re.sub(
        f'"?({names})@(\\d+)"? set to (.+) is in', r"\1 set to \3 in period \2 is in", text
    )
    text = text.replace(in_period(conclusion.outcome, last), conclusion.outcome)
    return re.sub(f'("?)({names})@(\\d+)("?)', r"\1\2\4 in period \3", text)


def _arrow(found: re.Match[str]) -> str:
    cause, before, effect, now = found.groups()
    return f"{influence_name(cause, effect, int(now) - int(before))} in period {now}"


def _severed(found: re.Match[str]) -> str:
    cause, _, effect, now = found.groups()
    return f'cut("{cause}", "{effect}") in period {now}'
