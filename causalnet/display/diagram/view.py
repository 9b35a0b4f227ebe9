"""The content of a picture: its variables and influences, and their numbers now and today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from causalnet.compilation.compiler import network_of
from causalnet.display.diagram.arrow import Arrow
from causalnet.display.diagram.focus import focused, reach
from causalnet.display.diagram.overlay import hidden_causes, rival_notes, stressed, with_rivals
from causalnet.display.wanted import listed_names, standings
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.model.assembly.judging import people_in
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Influence, Standing
from causalnet.model.variable import Variable
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.effects.query import marginals, query
from causalnet.questions.loops.loop import Loop
from causalnet.questions.query.distribution import Distribution
from causalnet.questions.query.idle_influences import idle_influences
from causalnet.questions.query.mutilate import mutilate
from causalnet.questions.query.question import Question, ask
from causalnet.questions.sentences.phrasing import Phrasing, series
from causalnet.questions.voices.experts import panels_of

__all__ = ["Flow", "Scope", "View", "in_one_line", "main_role", "view_of"]

# Above this number of cards bars are too small to read, but labels alone still show the structure.
DISTRIBUTIONS_DRAWN = 80

Numbers = Mapping[str, Distribution]


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes along one influence.

    Attributes
    ----------
    share : float
        As a share of the most that goes along one; it sets the width.
    label : str
        Beside the arrow.
    """

    share: float
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A model and a question, with all results that the picture shows.

    Attributes
    ----------
    model : CausalModel or Network
    network : Network
        The network with the numbers.
    after : Network
        The same once the question's intervention has been carried out.
    question : Question
    shown : tuple of str
        The variables in the picture.
    influences : tuple of Influence
        The drawn influences between them; empty for a raw network.
    now, today : mapping from str to Distribution
        Under the question, and in the world as it is. Both are empty without bars; `today` is also empty without
        an intervention or observation.
    restrictions : tuple of str
        The parts that the picture leaves out, in words.
    idle : frozenset of Influence
        The influences that the intervention makes idle.
    heavy : frozenset of Influence
        The stressed influences; if there are any, the rest is faded.
    loops : tuple of Loop
        The loops of a causal-loop diagram; empty in other pictures.
    labels : mapping from Influence to str
        The labels beside arrows of a causal-loop diagram.
    flows : mapping from (cause, effect, lag) to Flow
        Where the width of an arrow does not show its strength, what goes along each influence.
    flow_meaning : str
        What the width of such an arrow means, for the legend.
    beside : tuple of Arrow
        In a picture of a plain graph its arrows, and of two accounts those of both; `accounts` are then their names.
    told : mapping from (cause, effect, lag) to sequence of str
        The tooltips of arrows in a picture of a causal map.
    titles : mapping from str to str
        In a picture of a plain graph, the labels of its nodes; `told_cards` are their tooltips, `latent` the dashed ones.
    notes : mapping from str to str
        Words at the foot of cards.
    backwards : frozenset of (cause, effect, lag)
        In such a picture, the arrows whose cause may stand below their effect, so that loops can be drawn.
    versus : Intervention
        In a picture of routes, what the question is held against; `today` is then the world under it.
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
    idle: frozenset[Influence] = frozenset()
    heavy: frozenset[Influence] = frozenset()
    loops: tuple[Loop, ...] = ()
    labels: Mapping[Influence, str] = field(default_factory=dict)
    flows: Mapping[tuple[str, str, int], Flow] = field(default_factory=dict)
    flow_meaning: str = ""
    told: Mapping[tuple[str, str, int], Sequence[str]] = field(default_factory=dict)
    backwards: frozenset[tuple[str, str, int]] = frozenset()
    versus: Intervention = field(default_factory=Intervention)
    beside: tuple[Arrow, ...] = ()
    accounts: tuple[str, str] = ("", "")
    titles: Mapping[str, str] = field(default_factory=dict)
    told_cards: Mapping[str, Sequence[str]] = field(default_factory=dict)
    latent: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> ModelLabels:
        """The labels of the model's variables and states."""
        return ModelLabels(self.model)

    @property
    def heading(self) -> str:
        """The name of the model."""
        model = self.model
        return (model.title if isinstance(model, CausalModel) else model.name) or tr("a network")

    @property
    def caption(self) -> str:
        """The omissions, interventions and observations in one line; empty for a whole model without them."""
        under, given, say = self.question.under, self.question.given, Phrasing(self.model)
        parts = [*self.restrictions, *([say.action(under, self.versus)] if under else [])]
        if given:
            parts.append(tr("given that {findings}", findings=say.findings(given)))
        return in_one_line(parts)

    @property
    def is_plain(self) -> bool:
        """Whether it is of a plain graph, of which nothing is known but its nodes and arrows."""
        return bool(self.titles)

    @property
    def parents(self) -> dict[str, tuple[str, ...]]:
        """The arrows within a period between the variables in the picture, before the intervention."""
        held = set(self.shown)
        # A rival's hidden cause is in the picture, but not in the numbers.
        above = {name: self.network.parents.get(name, ()) for name in self.shown}
        return {name: tuple(c for c in above[name] if c in held) for name in self.shown}

    def recedes(self, name: str) -> bool:
        """Whether something is stressed and a variable is not part of it."""
        return bool(self.heavy) and not any(name in (i.cause, i.effect) for i in self.heavy)

    def mark(self, name: str) -> str:
        """The role of a variable in the question: ``"do"`` if it is set, or ``"observed"``."""
        if name in self.question.under.settings:
            return "do"
        return "observed" if name in self.question.given else ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The requested content of a picture.

    Attributes
    ----------
    focus, standing, rivals, heavy
        As for `causalnet.draw`.
    steps : int or None
        The distance from the focus in arrows, in either direction.
    lagged, bars : bool
        Whether influences on later periods are drawn, and the bars of cards.
    only_loops : bool
        Whether only loops are drawn, so that nobody asks what none of them joins.
    """

    focus: str | Sequence[str] | None = None
    steps: int | None = None
    standing: Standing | Iterable[Standing] | None = None
    rivals: bool | str | Iterable[str] = False
    heavy: str | Influence | Iterable[str | tuple[str, str] | Influence] = ()
    lagged: bool = False
    bars: bool = True
    only_loops: bool = False


def view_of(
    model: CausalModel | Network, under: Intervention | None, given: Given | None, scope: Scope
) -> View:
    """The content of a picture; a question that does not make sense raises an error here.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    restrictions: list[str] = []
    kept = None if scope.standing is None else standings(scope.standing)
    if kept is not None:
        model = _only(model, kept, lagged=scope.lagged)
        restrictions = [
            tr("only what is {standings}", standings=series([*map(tr, kept)], either=True))
        ]
    network, unsaid = _structure(model)
    restrictions += unsaid
    full, taken = with_rivals(model, scope.rivals)
    drawn = _influences(full, lagged=scope.lagged)
    wanted = listed_names("focus", "names of variables", scope.focus)
    shown = focused(network, wanted, scope.steps, drawn)
    if kept is not None:
        joined = {v for i in drawn for v in (i.cause, i.effect)} | set(wanted)
        if not scope.only_loops:
            restrictions += _left_out(sum(name not in joined for name in shown))
        shown = tuple(name for name in shown if name in joined)
    question = ask(network, shown, under, given)
    now, today = _both(model, network, shown, question, bars=scope.bars and not unsaid)
    shown += hidden_causes(full, network, drawn, shown)
    drawn = [i for i in drawn if {i.cause, i.effect} <= set(shown)]
    return View(
        model=full,
        network=network,
        after=mutilate(network, question.under),
        question=question,
        shown=shown,
        influences=tuple(drawn),
        now=now,
        today=today,
        restrictions=(
            *restrictions,
            *reach([*map(ModelLabels(model).variable, wanted)], scope.steps),
            *rival_notes(model, taken, drawn),
        ),
        idle=_idle(full, question.under),
        heavy=stressed(full, scope.heavy),
    )


def _structure(model: CausalModel | Network) -> tuple[Network, list[str]]:
    """The network of a model; where several people judged its numbers, one that is not asked for any, with a note."""
    people = () if isinstance(model, Network) else people_in(panels_of(model))
    if isinstance(model, Network) or not people:
        return network_of(model), []
    note = tr("no distributions, since {people} judged the numbers", people=series([*people]))
    return network_of(model.judged_by(*people)), [note]


def _idle(model: CausalModel | Network, under: Intervention) -> frozenset[Influence]:
    return frozenset() if isinstance(model, Network) else idle_influences(model, under)


def in_one_line(parts: Sequence[str]) -> str:
    """Parts of a caption, one after the other."""
    return (
        reduce(lambda first, second: tr("{first}, {second}", first=first, second=second), parts)
        if parts
        else ""
    )


def main_role(variable: Variable) -> str:
    """The role that colours its card: the first one; "lever" only if it is the only one."""
    return next((role for role in variable.roles if role != "lever"), "lever")


def _only(model: CausalModel | Network, kept: tuple[Standing, ...], *, lagged: bool) -> CausalModel:
    """The model with the influences of some standing, or an error if there are none."""
    if isinstance(model, Network):
        raise QuestionError("A network does not have standings. Draw an elicited model.")
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


def _left_out(count: int) -> list[str]:
    if not count:
        return []
    if count == 1:
        return [tr("without 1 variable that none of it joins")]
    return [tr("without {count} variables that none of it joins", count=count)]


def _both(
    model: CausalModel | Network,
    network: Network,
    shown: tuple[str, ...],
    question: Question,
    *,
    bars: bool,
) -> tuple[Numbers, Numbers]:
    """The numbers under a question, and in the world as it is if that differs."""
    if len(shown) > DISTRIBUTIONS_DRAWN or not bars:
        return {}, {}
    now = _numbers(model, network, shown, question.under, question.given)
    if not (question.under or question.given):
        return now, {}
    return now, _numbers(model, network, shown, None, None)


def _numbers(
    model: CausalModel | Network,
    network: Network,
    shown: tuple[str, ...],
    under: Intervention | None,
    given: Given | None,
) -> Numbers:
    if 2 * len(shown) < len(network):
        # A corner of a large network may be computed even if the whole would take too long.
        return {name: query(model, name, under=under, given=given) for name in shown}
    return marginals(model, under=under, given=given)
