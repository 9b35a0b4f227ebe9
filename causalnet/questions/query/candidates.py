"""The variables that are tried as levers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from causalnet.errors import QuestionError, unknown
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.setting import Hard
from causalnet.model.proposal import Proposal
from causalnet.model.variable import Better
from causalnet.network.network import Network
from causalnet.questions.query.measure import Measure

__all__ = ["candidates", "proposed", "proposed_softly", "wished"]


def wished(model: CausalModel | Network, outcome: str | Measure, better: Better | None) -> Better:
    """The wished end of an outcome's scale: as asked, or as declared in the model.

    Of one state it is the high end, that is, a greater probability.

    Raises
    ------
    QuestionError
        If neither end is named.
    """
    if better is None:
        if isinstance(outcome, Measure):
            if outcome.state is not None:
                return "high"
            outcome = outcome.outcome
        named = model.variables.get(outcome) if isinstance(model, CausalModel) else None
        return named.better if named is not None else "high"
    if better not in get_args(Better):
        raise unknown("end of a scale", better, get_args(Better))
    return better


def proposed(model: CausalModel | Network, name: str, state: str) -> tuple[str, ...]:
    """The proposals of a model that set a variable to a state, with claims of the source behind them."""
    if isinstance(model, Network):
        return ()
    return tuple(
        p.name
        for p in model.proposals.values()
        if p.claims and p.intervention.settings.get(name) == Hard(state)
    )


def proposed_softly(model: CausalModel, names: Iterable[str]) -> tuple[Proposal, ...]:
    """The proposals that move one of these variables alone, and set it to no state."""
    known = {*names}
    return tuple(
        p
        for p in model.proposals.values()
        if len(p.intervention.touched) == 1
        and any(v in known and not isinstance(s, Hard) for v, s in p.intervention.settings.items())
    )


def candidates(
    model: CausalModel | Network,
    names: Iterable[str],
    outcome: str,
    among: str | Sequence[str] | None,
) -> list[str]:
    """The variables that are tried as levers on an outcome.

    Raises
    ------
    UnknownNameError, QuestionError
        If one is not there, or is the outcome itself, or where none is named.
    """
    every = list(names)
    every.remove(outcome)
    if among == "all" or (among is None and isinstance(model, Network)):
        return every
    if among is None:
        variables = model.variables if isinstance(model, CausalModel) else {}
        named = [name for name in every if "lever" in variables[name].roles]
        if not named:
            raise QuestionError('No variable has the role "lever": say among="all", or name some.')
        return named
    chosen = [among] if isinstance(among, str) else list(among)
    if not chosen:
        raise QuestionError(
            'among= names no variable to try. Name some, write among="all", or leave it out for those with the '
            'role "lever".'
        )
    known = {*every}
    for name in chosen:
        if name == outcome:
            raise QuestionError(f"{outcome!r} is the outcome: setting it is no lever on it.")
        if name not in known:
            raise unknown("variable", name, every)
    return list(dict.fromkeys(chosen))
