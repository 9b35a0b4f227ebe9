"""Phrases of answers about two worlds: events, and shares of cases over the couplings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from causalnet.language.translate import template, tr
from causalnet.model.effect_size import NOTHING, Scale, precise
from causalnet.questions.counterfactuals.coupling_words import share_text
from causalnet.questions.counterfactuals.event import Event
from causalnet.questions.sentences.change import amount
from causalnet.questions.sentences.phrasing import Phrasing, series

__all__ = ["event_told", "ground_told", "level_told", "share_told"]

COUPLINGS: Mapping[str, str] = {
    "rank": template("if every case keeps its rank"),
    "fresh": template("if luck is drawn afresh"),
    "gumbel": template("with Gumbel luck"),
    "mixed": template("with the couplings given"),
    "any": template("with any coupling"),
}


def event_told(say: Phrasing, variable: str, event: Event) -> str:
    """An event as the predicate of its variable."""
    state = say.state(variable, event.state)
    match event.quantity:
        case "P(at least)":
            return tr("at least {state}", state=state)
        case "P(below)":
            return tr("below {state}", state=state)
        case "P(other)":
            return tr("not {state}", state=state)
    return state


def share_told(ends: Sequence[float], named: Mapping[str, float]) -> str:
    """A share of cases: the range over all couplings, or what the named ones give."""
    if len(ends) == 2:
        least, most = (share_text(x) for x in ends)
        return least if least == most else tr("{least} to {most}", least=least, most=most)
    shares = list(dict.fromkeys(share_text(x) for x in named.values()))
    if not shares:
        return tr("an unknown share")
    return shares[0] if len(shares) == 1 else series(shares, either=True)


def ground_told(told: Mapping[str, str], *, every: bool) -> str:
    """Under which coupling it is so, as the end of a sentence; `every`: whatever it is."""
    if not told:
        return tr(", however luck carries over") if every else ""
    if not every and len(told) == 1:
        return tr(" ({named})", named=tr(COUPLINGS[next(iter(told))]))
    named = series([tr("{amount} {how}", amount=x, how=tr(COUPLINGS[k])) for k, x in told.items()])
    if not every:
        return tr(" ({named})", named=named)
    if len(set(told.values())) > 1:
        return tr(", however luck carries over ({named})", named=named)
    return tr(", however luck carries over")


def _own(scale: Scale, change: float) -> str:
    """What one coupling gives, with its sign."""
    if scale.length == 1:
        return tr("{points} percentage points", points=f"{100 * change:+.1f}")
    return precise(change)


def level_told(
    scale: Scale, ends: Sequence[float], changes: Mapping[str, float], said: Mapping[str, str]
) -> str:
    """How a level would have differed, as a clause: over all couplings between two ends, and by each named one.

    Parameters
    ----------
    scale : Scale
    ends : sequence of float
        The least and the greatest change over all couplings; none where they are not known.
    changes : mapping from coupling to float
    said : mapping
        The action and the outcome, in words.
    """
    ground = ground_told({k: _own(scale, x) for k, x in changes.items()}, every=bool(ends))
    every = list(ends) or list(changes.values())
    if not every:
        return tr("what {action} would have done to {outcome} is not known", **said)
    if max(map(abs, every)) < NOTHING:
        return tr("{action} would have left {outcome} as it was{ground}", ground=ground, **said)
    near, far = sorted((min(every), max(every)), key=abs)
    told = amount(scale, far)
    if near * far < 0 and abs(near) > NOTHING:
        low, high = precise(min(near, far)), precise(max(near, far))
        return tr(
            "{action} would have moved {outcome} by {low} to {high} of {count:g} states{ground}",
            low=low,
            high=high,
            count=scale.length,
            ground=ground,
            **said,
        )
    if amount(scale, near) != told:
        least = precise(abs(near), sign=False) if scale.length != 1 else f"{100 * abs(near):.1f}"
        told = tr("{least} to {amount}", least=least, amount=told)
    if far > 0:
        return tr(
            "{action} would have raised {outcome} by {amount}{ground}",
            amount=told,
            ground=ground,
            **said,
        )
    return tr(
        "{action} would have lowered {outcome} by {amount}{ground}",
        amount=told,
        ground=ground,
        **said,
    )
