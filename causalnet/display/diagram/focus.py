"""A part of a picture: what lies upstream of a focus, or near it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from causalnet.display.wanted import is_count
from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import tr
from causalnet.model.influence import Influence
from causalnet.network.graph import ancestors
from causalnet.network.network import Network

__all__ = ["checked_steps", "focused", "reach"]


def focused(
    network: Network, wanted: tuple[str, ...], steps: int | None, drawn: Iterable[Influence]
) -> tuple[str, ...]:
    """The requested variables with those upstream or near; all variables if none is requested."""
    for name in wanted:
        if name not in network:
            raise unknown("variable", name, network)
    if steps is None:
        held = ancestors(network.parents, wanted) if wanted else set(network)
        return tuple(name for name in network if name in held)
    held = _near(network, wanted, checked_steps(wanted, steps), drawn)
    return tuple(name for name in network if name in held)


def checked_steps(wanted: Sequence[str], steps: int) -> int:
    """A number of arrows from a focus.

    Raises
    ------
    QuestionError
        If there is no focus, or it is not a number.
    """
    if not wanted:
        raise QuestionError("steps= counts arrows from a focus: name one, focus=…")
    if not is_count(steps):
        raise QuestionError(f"steps= takes a number of arrows, 0 or more, not {steps!r}.")
    return steps


def _near(
    network: Network, wanted: Iterable[str], steps: int, drawn: Iterable[Influence]
) -> set[str]:
    """The variables at most `steps` arrows away, in either direction."""
    pairs = [(cause, effect) for effect, causes in network.parents.items() for cause in causes]
    pairs += [(i.cause, i.effect) for i in drawn]
    beside: dict[str, set[str]] = {}
    for cause, effect in pairs:
        beside.setdefault(cause, set()).add(effect)
        beside.setdefault(effect, set()).add(cause)
    held = set(wanted)
    for _ in range(steps):
        wider = held.union(*(beside.get(name, set()) for name in held))
        if wider == held:
            break
        held = wider
    return held


def reach(labels: Sequence[str], steps: int | None) -> Iterator[str]:
    """How far a picture reaches from its focus, in words; nothing for a whole one."""
    names = ", ".join(labels)
    if names and steps is None:
        yield tr("up to {names}", names=names)
    elif names and steps == 1:
        yield tr("within 1 arrow of {names}", names=names)
    elif names:
        yield tr("within {count} arrows of {names}", count=steps, names=names)
