"""What a picture shows: which variables, which influences, and their numbers now and today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from causalnet.causal.distribution import Distribution
from causalnet.causal.mutilate import mutilate
from causalnet.causal.querying import marginals, query
from causalnet.causal.question import Question, ask
from causalnet.errors import QuestionError, unknown
from causalnet.mechanisms.compiling import network_of
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Given
from causalnet.model.influence import Influence, Standing
from causalnet.model.intervention import Intervention
from causalnet.model.variable import Variable
from causalnet.network.graph import ancestors
from causalnet.network.network import Network

__all__ = ["View", "main_role", "view_of"]

# Past so many cards bars are too small to read, and labels alone still tell the structure.
MOST_BARS = 80

Numbers = Mapping[str, Distribution]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A model and a question, with everything worked out that its picture shows.

    Attributes
    ----------
    model : CausalModel or Network
    network : Network
        Its numbers.
    after : Network
        The same once the question's intervention has been carried out.
    question : Question
    shown : tuple of str
        The variables in the picture.
    influences : tuple of Influence
        The influences between them that are drawn; none for a raw network.
    now, today : mapping from str to Distribution
        Under the question, and in the world as it is; empty where no bars are drawn, and `today`
        where nothing is done or observed.
    restrictions : tuple of str
        In words, what the picture leaves out.
    """

    model: CausalModel | Network
    network: Network
    after: Network
    question: Question
    shown: tuple[str, ...]
    influences: tuple[Influence, ...]
    now: Numbers
    today: Numbers
    restrictions: tuple[str, ...]

    @property
    def heading(self) -> str:
        """What the model is called."""
        model = self.model
        return (model.title if isinstance(model, CausalModel) else model.name) or "a network"

    @property
    def caption(self) -> str:
        """What is left out, done and observed, in a line; empty for a whole model as it is."""
        under, given = self.question.under, self.question.given
        parts = list(self.restrictions)
        parts += [f"under {under}"] if under else []
        if given:
            alone = str(replace(self.question, outcome=(), under=Intervention()))
            parts.append("given " + alone.removeprefix("P( | ").removesuffix(")"))
        return ", ".join(parts)

    @property
    def parents(self) -> dict[str, tuple[str, ...]]:
        """The arrows within a period between the variables in the picture, before anything is done."""
        held = set(self.shown)
        above = self.network.parents
        return {name: tuple(c for c in above[name] if c in held) for name in self.shown}

    def mark(self, name: str) -> str:
        """Whether a variable is set (``"do"``) or ``"observed"``."""
        if name in self.question.under.settings:
            return "do"
        return "observed" if name in self.question.given else ""


def view_of(
    model: CausalModel | Network,
    under: Intervention | None,
    given: Given | None,
    focus: str | Sequence[str] | None,
    standing: Iterable[Standing] | None,
    *,
    lagged: bool,
) -> View:
    """Everything that a picture shows; a question that makes no sense is an error here.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    network = network_of(model)
    wanted = _listed("focus", "names of variables", focus)
    restrictions: list[str] = []
    if standing is not None:
        kept = cast("tuple[Standing, ...]", _listed("standing", "words for standings", standing))
        model = _only(model, kept, lagged=lagged)
        network = network_of(model)
        restrictions = [f"only what is {' or '.join(kept)}"]
    drawn = _influences(model, lagged=lagged)
    shown = _focused(network, wanted)
    if standing is not None:
        joined = {v for i in drawn for v in (i.cause, i.effect)} | set(wanted)
        restrictions += _left_out(sum(name not in joined for name in shown))
        shown = tuple(name for name in shown if name in joined)
    if wanted:
        restrictions.append(f"up to {', '.join(_label(model, name) for name in wanted)}")
    question = ask(network, shown, under, given)
    asked = bool(question.under or question.given)
    held = set(shown)
    return View(
        model=model,
        network=network,
        after=mutilate(network, question.under),
        question=question,
        shown=shown,
        influences=tuple(i for i in drawn if {i.cause, i.effect} <= held),
        now=_numbers(model, network, shown, under, given),
        today=_numbers(model, network, shown, None, None) if asked else {},
        restrictions=tuple(restrictions),
    )


def main_role(variable: Variable) -> str:
    """What colours its card: its first role, a lever's only where it has no other."""
    return next((role for role in variable.roles if role != "lever"), "lever")


def _listed(place: str, what: str, names: str | Iterable[str] | None) -> tuple[str, ...]:
    given: object = names
    listed = (given,) if isinstance(given, str) else () if given is None else given
    held = tuple(listed) if isinstance(listed, Iterable) else (None,)
    texts = tuple(name for name in held if isinstance(name, str))
    if len(texts) < len(held):
        raise QuestionError(f"{place}= takes {what}, not {names!r}.")
    return texts


def _only(model: CausalModel | Network, kept: tuple[Standing, ...], *, lagged: bool) -> CausalModel:
    """The model with what is of some standing, or an error where nothing is."""
    if isinstance(model, Network):
        raise QuestionError("A network knows no standing: draw an elicited model.")
    left = model.only(kept)
    if not _influences(left, lagged=lagged):
        there = dict.fromkeys(i.standing for i in _influences(model, lagged=lagged))
        hint = " Rivals are admitted first: model.admitting(…)." if "rival" in kept else ""
        within = "" if lagged else " within a period"
        raise QuestionError(
            f"No influence of {model.name!r} is {' or '.join(kept) or 'of no standing'}{within}, so "
            f"there is nothing to draw; the standings there are: {', '.join(there) or 'none'}.{hint}"
        )
    return left


def _influences(model: CausalModel | Network, *, lagged: bool) -> list[Influence]:
    if isinstance(model, Network):
        return []
    return [i for i in model.influences if lagged or not i.lag]


def _focused(network: Network, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The variables asked for and what is upstream of them; all of them where none is."""
    for name in wanted:
        if name not in network:
            raise unknown("variable", name, network)
    held = ancestors(network.parents, wanted) if wanted else set(network)
    return tuple(name for name in network if name in held)


def _left_out(count: int) -> list[str]:
    if not count:
        return []
    return [f"without {count} variable{'s' if count > 1 else ''} that none of it joins"]


def _label(model: CausalModel | Network, name: str) -> str:
    return name if isinstance(model, Network) else model.variables[name].label


def _numbers(
    model: CausalModel | Network,
    network: Network,
    shown: tuple[str, ...],
    under: Intervention | None,
    given: Given | None,
) -> Numbers:
    if len(shown) > MOST_BARS:
        return {}
    if 2 * len(shown) < len(network):
        # A corner of a large network may be answered where the whole would take too long.
        return {name: query(model, name, under=under, given=given) for name in shown}
    return marginals(model, under=under, given=given)
