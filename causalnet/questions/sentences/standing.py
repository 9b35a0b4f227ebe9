"""Where outcomes stand: the chances of their states, as clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.language.translate import tr
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.questions.sentences.change import percents
from causalnet.questions.sentences.phrasing import Phrasing, series

__all__ = ["chances_told", "likeliest_told", "posed_lead"]

# States that are all listed; of more, as many as the most likely of them.
LISTED, MOST_LIKELY = 5, 3


def posed_lead(
    say: Phrasing, under: Intervention | Timed, given: Mapping[str, Finding], at: int = 0
) -> str:
    """The beginning of a sentence about one world: its period, what is observed in it, and what is done.

    Examples
    --------
    >>> import causalnet as cn
    >>> say = Phrasing(cn.load("lawn"))
    >>> posed_lead(say, cn.do(rain="yes"), {}), posed_lead(say, cn.do(), {"wet": "yes"})
    ('after setting rain to yes, ', 'given that wet grass is yes, ')
    """
    lead = say.lead(given, at)
    if under:
        return lead + tr("after {action}, ", action=say.action(under))
    return lead or tr("as things are, ")


def chances_told(
    say: Phrasing, variable: str, states: Sequence[str], p: NDArray[np.float64]
) -> str:
    """The chance of each state of a variable, as a clause; of many states, of the most likely.

    Examples
    --------
    >>> chances_told(Phrasing(), "jams", ["low", "middle", "high"], np.array([0.29, 0.51, 0.2]))
    'jams is low (29%), middle (51%) or high (20%)'
    """
    name = say.name(variable)
    there = [i for i in range(len(states)) if p[i] > NOTHING]
    if len(there) == 1:
        state = say.state(variable, states[there[0]])
        return tr("{variable} is certainly {state}", variable=name, state=state)
    shown = there
    if len(there) > LISTED:
        shown = sorted(sorted(there, key=lambda i: -p[i])[:MOST_LIKELY])
    told = [_chance(say.state(variable, states[i]), float(p[i])) for i in shown]
    if len(shown) < len(there):
        rest = float(sum(p[i] for i in there if i not in shown))
        told.append(tr("another state ({share})", share=percents(rest, rest)[0]))
    return tr("{variable} is {states}", variable=name, states=series(told, either=True))


def _chance(state: str, share: float) -> str:
    return tr("{state} ({share})", state=state, share=percents(share, share)[0])


def likeliest_told(
    say: Phrasing, variables: Sequence[str], states: Sequence[Sequence[str]], p: NDArray[np.float64]
) -> str:
    """The most likely combination of the states of several variables, as a clause."""
    place = np.unravel_index(int(np.argmax(p)), p.shape)
    found = {v: own[int(i)] for v, own, i in zip(variables, states, place, strict=True)}
    most = float(p[place])
    said = {"count": f"{p.size:,}", "share": percents(most, most)[0]}
    if int((p > most - NOTHING).sum()) > 1:
        return tr(
            "none of {count} combinations is more likely than that {findings} ({share})",
            findings=say.findings(found),
            **said,
        )
    return tr(
        "the most likely of {count} combinations ({share}) is that {findings}",
        findings=say.findings(found),
        **said,
    )
