"""From a model and a question to a diagram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from causalnet.display.arrow import (
    idle,
    influence_attributes,
    influence_lines,
    made,
    plain_attributes,
)
from causalnet.display.card import Card, card_markup, percent
from causalnet.display.diagram import Diagram
from causalnet.display.layout import Layout, layout_of
from causalnet.display.legend import words
from causalnet.display.palette import FONT, INK, PAPER
from causalnet.display.text import dot_lines, dot_string
from causalnet.display.view import View, main_role, view_of
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Given
from causalnet.model.influence import Influence, Standing
from causalnet.model.intervention import Intervention
from causalnet.network.network import Network

if TYPE_CHECKING:
    import pydot

__all__ = ["draw"]

Look = Mapping[str, str]


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
    vermilion with a bar across for minus, wide where strong, light where only implied, thin and grey where
    added, dotted where a rival. A ▲ marks what is a lever besides; what nobody observes has a dashed frame.
    Past 80 variables cards carry their labels only.

    Parameters
    ----------
    model : CausalModel or Network
        A network knows no roles, signs or standing: its picture has none.
    under : Intervention, optional
        Shown as what it changes: a variable that is set has a dark frame, arrows that it makes idle are pale
        and crossed out, and every card that moves shows before (grey), after and the change in points.
    given : mapping, optional
        What is observed after it, as for `causalnet.query`; those cards are marked too.
    focus : str or sequence of str, optional
        Draw only these variables and what is upstream of them within a period.
    standing : iterable of {"stated", "implied", "added", "rival"}, optional
        Draw only these influences, and only the variables that they join. Numbers are then those of the
        model without the others, ``model.only(standing)``.
    lagged : bool, default False
        Draw the influences on later periods too, dashed; a variable's on itself is a mark on its card.
    legend : bool, default False
        Explain the colours and marks that occur, above the picture.

    Returns
    -------
    Diagram

    Raises
    ------
    UnknownNameError, QuestionError, ImpossibleEvidenceError
        Where something asked for is not there or makes no sense: nothing is drawn then.

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
    <Diagram of lawn, under do(rain="yes"): 2 cards>
    """
    view = view_of(model, under, given, focus, standing, lagged=lagged)
    layout = layout_of(view.parents, bars=bool(view.now))
    graph = _graph(words(view, layout.width, legend=legend), layout, bars=bool(view.now))
    ids = {name: f"n{i}" for i, name in enumerate(view.shown)}
    _add_cards(graph, view, ids)
    for i, (cause, effect, look, lines) in enumerate(_arrows(view)):
        _add(graph, (ids[cause], ids[effect]), {**look, "id": f"e{i}"}, lines)
    return Diagram(", ".join(part for part in (view.heading, view.caption) if part), graph)


def _graph(heading: str, layout: Layout, *, bars: bool) -> pydot.Dot:
    import pydot

    downwards = layout.direction == "TB"
    graph = pydot.Dot("causalnet", graph_type="digraph")
    graph.set_graph_defaults(
        rankdir=layout.direction,
        nodesep="0.2" if downwards else "0.16",
        ranksep="0.42" if downwards or not bars else "0.55",
        fontname=dot_string(FONT),
        fontcolor=dot_string(INK),
        bgcolor=dot_string(PAPER),
        label=heading,
        labelloc="t",
        labeljust="l",
        splines="true",
        pad="0.2",
    )
    graph.set_node_defaults(
        shape="none",
        # Arrows stop a little before a card, or its frame would swallow a bar across.
        margin="0.03",
        width="0",
        height="0",
        fontname=dot_string(FONT),
        fontsize="10",
        fontcolor=dot_string(INK),
    )
    graph.set_edge_defaults(fontname=dot_string(FONT))
    return graph


def _add_cards(graph: pydot.Dot, view: View, ids: Mapping[str, str]) -> None:
    import pydot

    for name, node in ids.items():
        card = _card(view, name)
        lines = dot_lines(_card_lines(view, name))
        graph.add_node(pydot.Node(node, id=node, label=card_markup(card), tooltip=lines))


def _card(view: View, name: str) -> Card:
    now = view.now.get(name)
    numbers: dict[str, Any] = {}
    if now is not None:
        numbers = {"states": now.states[0], "p": tuple(now.p)}
        numbers["before"] = tuple(view.today[name].p) if view.today else None
    if isinstance(view.model, Network):
        return Card(name, mark=view.mark(name), **numbers)
    variable = view.model.variables[name]
    role = main_role(variable)
    return Card(
        variable.label,
        role=role,
        lever="lever" in variable.roles and role != "lever",
        latent=variable.latent,
        mark=view.mark(name),
        lags=[_lag(i) for i in view.influences if i.cause == i.effect == name],
        **numbers,
    )


def _lag(influence: Influence) -> str:
    periods = "" if influence.lag == 1 else f" {influence.lag}"
    return f"lag{periods} {influence.sign.replace('-', '−')}"


def _card_lines(view: View, name: str) -> Iterator[str]:
    """What a card says when it is pointed at."""
    yield name
    meanings: Sequence[str] = ()
    if isinstance(view.model, CausalModel):
        variable = view.model.variables[name]
        meanings = variable.meanings
        kind = " and ".join(variable.roles) + (", latent" if variable.latent else "")
        yield f"{variable.label} ({kind})"
        if variable.means:
            yield variable.means
    if name in view.now:
        now = view.now[name]
        for i, state in enumerate(now.states[0]):
            means = f": {meanings[i]}" if meanings else ""
            before = f", before {view.today[name].p[i]:.1%}" if view.today else ""
            yield f"{percent(now.p[i])}{before} {state}{means}"
    for influence in view.influences:
        if influence.cause == influence.effect == name and isinstance(view.model, CausalModel):
            yield from influence_lines(view.model, influence)


def _arrows(view: View) -> Iterator[tuple[str, str, Look, Iterable[str]]]:
    """Cause, effect, look and words of every arrow."""
    after, held = view.after.parents, set(view.shown)
    for effect, causes in view.parents.items():
        for cause in causes:
            look, lines = _arrow(view, cause, effect)
            if cause in after[effect]:
                yield cause, effect, look, lines
            else:
                yield cause, effect, idle(look), ["Idle under what is done", *lines]
        for cause in after[effect]:
            if cause not in causes and cause in held:
                yield cause, effect, made(), [f"{cause} → {effect}", "Made by the intervention"]
    for influence in view.influences:
        if influence.lag and influence.cause != influence.effect:
            yield influence.cause, influence.effect, *_signed(view, influence)


def _arrow(view: View, cause: str, effect: str) -> tuple[Look, list[str]]:
    if isinstance(view.model, Network):
        return plain_attributes(), [f"{cause} → {effect}"]
    return _signed(view, view.model.influence(cause, effect))


def _signed(view: View, influence: Influence) -> tuple[Look, list[str]]:
    model = view.model
    if isinstance(model, Network):
        return plain_attributes(), [influence.name]
    return influence_attributes(model, influence), list(influence_lines(model, influence))


def _add(graph: pydot.Dot, ends: tuple[str, str], look: Look, lines: Iterable[str]) -> None:
    import pydot

    attributes: dict[str, Any] = dict(look)
    graph.add_edge(pydot.Edge(*ends, **attributes, edgetooltip=dot_lines(lines)))
