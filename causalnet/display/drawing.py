"""From a model and a question to a diagram."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causalnet.causal.mutilate import mutilate
from causalnet.causal.querying import Marginals, marginals
from causalnet.display.arrow import (
    idle,
    influence_attributes,
    influence_title,
    made,
    plain_attributes,
)
from causalnet.display.card import Card, card_markup
from causalnet.display.diagram import Diagram
from causalnet.display.legend import legend_markup
from causalnet.display.palette import FONT, INK, PAPER
from causalnet.display.text import broken, dot_string
from causalnet.errors import QuestionError, unknown
from causalnet.mechanisms.compiling import network_of
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Given
from causalnet.model.influence import Standing
from causalnet.model.intervention import Intervention
from causalnet.network.graph import ancestors
from causalnet.network.network import Network

if TYPE_CHECKING:
    import pydot

__all__ = ["draw"]

# Past so many cards bars are too small to read, and labels alone still tell the structure.
MOST_BARS = 90


def draw(
    model: CausalModel | Network,
    *,
    under: Intervention | None = None,
    given: Given | None = None,
    focus: str | Sequence[str] | None = None,
    standing: Iterable[Standing] | None = None,
    lagged: bool = False,
    legend: bool = False,
) -> Diagram:
    """A picture of a model or a network: a card for every variable, an arrow for every influence.

    Cards carry a bar for each state and are coloured by role; arrows are green with a point for plus,
    vermilion with a bar for minus, wide where strong, faint where not stated, dotted where a rival. A ▲ marks a
    lever among the others, a dashed frame what nobody observes.

    Parameters
    ----------
    model : CausalModel or Network
    under : Intervention, optional
        Shown as what it changes: the variable that is set is framed, arrows that it makes idle are pale and
        crossed out, and every bar that moves shows before (pale) and after.
    given : mapping, optional
        What is observed after it; those cards are framed in another colour.
    focus : str or sequence of str, optional
        Draw only these variables and what is upstream of them.
    standing : iterable of {"stated", "implied", "added", "rival"}, optional
        Draw only these influences, and only the variables that they join.
    lagged : bool, default False
        Draw the influences on the next period too, dashed.
    legend : bool, default False
        Explain colours and marks beside the picture.

    Returns
    -------
    Diagram

    Raises
    ------
    UnknownNameError, QuestionError
        Where something asked for is not there.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ...     name="lawn",
    ... )
    >>> cn.draw(lawn, under=cn.do(rain="yes"))
    <Diagram of lawn under do(rain="yes"): 2 cards>
    """
    if standing is not None:
        if isinstance(model, Network):
            raise QuestionError("A network knows no standing: draw an elicited model.")
        model = model.only(standing)
    now = marginals(model, under=under, given=given)
    today = marginals(model) if under or given else None
    network = network_of(model)
    shown = _shown(model, network, focus, joined_only=standing is not None)
    view = _View(model, network, now, today, shown)
    title = _title(view, focus, standing)
    graph = _graph(title, legend, view)
    names: dict[str, str] = {}
    _add_cards(graph, view, names)
    _add_arrows(graph, view, names)
    if lagged and isinstance(model, CausalModel):
        _add_lagged(graph, view, model, names)
    return Diagram(title, graph, names)


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """What is drawn: the model, its numbers now and today, and the variables in the picture."""

    model: CausalModel | Network
    network: Network
    now: Marginals
    today: Marginals | None
    shown: tuple[str, ...]

    def node(self, name: str) -> str:
        """The identifier of a card: never a text of the model's."""
        return f"n{self.shown.index(name)}"


def _shown(
    model: CausalModel | Network,
    network: Network,
    focus: str | Sequence[str] | None,
    *,
    joined_only: bool,
) -> tuple[str, ...]:
    names = set(network)
    if focus is not None:
        if not isinstance(focus, str | Sequence):
            raise QuestionError(f"focus= takes names of variables, not {focus!r}.")
        wanted = (focus,) if isinstance(focus, str) else tuple(focus)
        for name in wanted:
            if name not in network:
                raise unknown("variable", name, network)
        names = ancestors(network.parents, wanted)
    if joined_only and isinstance(model, CausalModel):
        names &= {v for i in model.influences if not i.lag for v in (i.cause, i.effect)}
    return tuple(name for name in network if name in names)


def _title(
    view: _View, focus: str | Sequence[str] | None, standing: Iterable[Standing] | None
) -> str:
    model = view.model
    text = (model.title if isinstance(model, CausalModel) else model.name) or "a network"
    if standing is not None:
        text += (
            f", only what is {' or '.join((standing,) if isinstance(standing, str) else standing)}"
        )
    if focus is not None:
        text += f", up to {focus if isinstance(focus, str) else ', '.join(focus)}"
    question = view.now.question
    if question.under:
        text += f" under {question.under}"
    if question.given:
        text += " given " + ", ".join(f"{n}={f!r}" for n, f in question.given.items())
    return text


def _graph(title: str, legend: bool, view: _View) -> pydot.Dot:
    import pydot

    graph = pydot.Dot("causalnet", graph_type="digraph")
    heading = f'<<FONT POINT-SIZE="15"><B>{broken(title, 110, 3, left=True)}</B></FONT>>'
    if legend:
        heading = legend_markup(title, signs=isinstance(view.model, CausalModel))
    graph.set_graph_defaults(
        rankdir="LR",
        nodesep="0.16",
        ranksep="0.55",
        fontname=dot_string(FONT),
        fontcolor=dot_string(INK),
        bgcolor=dot_string(PAPER),
        label=heading,
        labelloc="t",
        labeljust="l",
        splines="true",
        pad="0.25",
    )
    graph.set_node_defaults(
        shape="plain",
        fontname=dot_string(FONT),
        fontsize="11",
        fontcolor=dot_string(INK),
    )
    graph.set_edge_defaults(fontname=dot_string(FONT))
    return graph


def _add_cards(graph: pydot.Dot, view: _View, names: dict[str, str]) -> None:
    import pydot

    for name in view.shown:
        card = _card(view, name)
        node = view.node(name)
        graph.add_node(pydot.Node(node, label=card_markup(card)))
        names[node] = _card_title(view, name, card)


def _card(view: _View, name: str) -> Card:
    model, question = view.model, view.now.question
    mark = "do" if name in question.under.settings else "seen" if name in question.given else ""
    answer = view.now[name]
    before = None if view.today is None else tuple(view.today[name].p)
    bars = len(view.shown) <= MOST_BARS
    if isinstance(model, Network):
        return Card(
            name, "", False, False, answer.states[0], tuple(answer.p), before, mark, bars=bars
        )
    variable = model.variables[name]
    first = next((r for r in variable.roles if r != "lever"), "lever")
    return Card(
        variable.label,
        first,
        "lever" in variable.roles and first != "lever",
        variable.latent,
        answer.states[0],
        tuple(answer.p),
        before,
        mark,
        bars=bars,
    )


def _card_title(view: _View, name: str, card: Card) -> str:
    parts = [card.label]
    if isinstance(view.model, CausalModel):
        variable = view.model.variables[name]
        parts += [variable.means] if variable.means else []
    parts += [f"{state} {p:.1%}" for state, p in zip(card.states, card.p, strict=True)]
    return " · ".join(parts)


def _add_arrows(graph: pydot.Dot, view: _View, names: dict[str, str]) -> None:
    after = mutilate(view.network, view.now.question.under).parents
    for effect in view.shown:
        for cause in view.network.parents[effect]:
            if cause in view.shown:
                look, title = _arrow(view, cause, effect)
                gone = cause not in after[effect]
                _add(graph, view, names, (cause, effect), idle(look) if gone else look, title)
        for cause in after[effect]:
            if cause not in view.network.parents[effect] and cause in view.shown:
                title = f"{cause} → {effect}: made by the intervention"
                _add(graph, view, names, (cause, effect), made(), title)


def _arrow(view: _View, cause: str, effect: str) -> tuple[dict[str, str], str]:
    if isinstance(view.model, Network):
        return plain_attributes(), f"{cause} → {effect}"
    influence = view.model.influence(cause, effect)
    return influence_attributes(view.model, influence), influence_title(view.model, influence)


def _add_lagged(graph: pydot.Dot, view: _View, model: CausalModel, names: dict[str, str]) -> None:
    for influence in model.influences:
        if influence.lag and {influence.cause, influence.effect} <= set(view.shown):
            look = influence_attributes(model, influence)
            title = influence_title(model, influence)
            _add(graph, view, names, (influence.cause, influence.effect), look, title)


def _add(
    graph: pydot.Dot,
    view: _View,
    names: dict[str, str],
    ends: tuple[str, str],
    look: Mapping[str, str],
    title: str,
) -> None:
    import pydot

    tail, head = view.node(ends[0]), view.node(ends[1])
    attributes: dict[str, Any] = dict(look)
    graph.add_edge(pydot.Edge(tail, head, **attributes))
    key = f"{tail}->{head}"
    names[key] = f"{names[key]} · {title}" if key in names else title
