"""The couplings that a question about two worlds asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from causalnet.errors import QuestionError, unknown
from causalnet.network.network import Network
from causalnet.questions.counterfactuals.abduction import Twofold
from causalnet.questions.counterfactuals.coupling import COUPLINGS, Coupling, Couplings
from causalnet.questions.query.measure import unordered

__all__ = ["USUAL_COUPLINGS", "AskedCouplings", "CouplingName", "asked_couplings", "require_orders"]

CouplingName = Literal["rank", "fresh", "gumbel", "any"]
AskedCouplings = CouplingName | Sequence[CouplingName] | Mapping[str, Coupling]
UNRANKED = 'Ask with coupling=("fresh", "gumbel", "any"), which need no order.'
USUAL_COUPLINGS: tuple[CouplingName, ...] = ("rank", "fresh", "any")


def asked_couplings(
    coupling: AskedCouplings, questions: Sequence[Twofold], *, drawn: bool
) -> tuple[dict[str, Couplings], bool]:
    """The couplings that answer, by the name of their column, and whether the range over all is asked for.

    Parameters
    ----------
    coupling : str, sequence of str or mapping
    questions : sequence of Twofold
        They need the same couplings; where none of them has a witness every coupling agrees.
    drawn : bool
        Whether there are draws, for which no range is worked out.

    Raises
    ------
    QuestionError, UnknownNameError
    """
    network = questions[0].worlds.network
    needed = {v for asked in questions for v in asked.worlds.witnesses}
    witnesses = [v for v in network.variables if v in needed]
    if isinstance(coupling, Mapping):
        return _mixed(coupling, network, witnesses), False
    names = [coupling] if isinstance(coupling, str) else list(dict.fromkeys(coupling))
    if not names:
        raise QuestionError("coupling= is empty. Name at least one, such as 'rank', or 'any'.")
    if names == ["any"] and drawn:
        raise QuestionError(
            'The range over all couplings is worked out without draws. Leave draws= out, or ask with coupling="rank" or '
            '"fresh".'
        )
    if not witnesses:
        return {"any": "fresh"}, False
    if "rank" in names:
        require_orders(network, witnesses)
    return {name: name for name in COUPLINGS if name in names}, "any" in names


def _mixed(
    coupling: Mapping[str, Coupling], network: Network, witnesses: Sequence[str]
) -> dict[str, Couplings]:
    """A coupling for each witness, checked to leave none out."""
    for variable in coupling:
        if variable not in network.states:
            raise unknown("variable", variable, network.states)
    missing = [v for v in witnesses if v not in coupling]
    if missing:
        raise QuestionError(
            f"coupling= leaves out {', '.join(missing)}, which both worlds need. Give each of them one of "
            f"{', '.join(map(repr, COUPLINGS))}."
        )
    require_orders(network, [v for v in witnesses if coupling[v] == "rank"])
    return {"mixed": coupling} if witnesses else {"any": "fresh"}


def require_orders(network: Network, variables: Iterable[str], instead: str = UNRANKED) -> None:
    """Refuse to rank the states of a variable whose order nobody declared; two states rank the same either way.

    Raises
    ------
    QuestionError
        With advice on what to ask `instead`.
    """
    for v in variables:
        if v not in network.ordered and len(network.states[v]) > 2:
            wanted = (
                f"One rank needs the order of the states of {v!r}, which is needed in both worlds."
            )
            raise unordered(v, network.states[v], wanted, instead)
