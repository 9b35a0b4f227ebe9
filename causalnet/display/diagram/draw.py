"""From a model and a question to a diagram."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from causalnet.boundary.checks import public
from causalnet.display.diagram.account_diagram import account_view
from causalnet.display.diagram.diagram import Diagram
from causalnet.display.diagram.dot import dot_of
from causalnet.display.diagram.loop_diagram import Chosen, loop_view
from causalnet.display.diagram.mermaid import mermaid_of
from causalnet.display.diagram.overlay import load_bearing
from causalnet.display.diagram.route_diagram import route_view
from causalnet.display.diagram.scene import Sketch, sketch_of
from causalnet.display.diagram.view import Flow, Scope, View, view_of
from causalnet.display.diagram.witness_diagram import witness_view
from causalnet.display.palette import ThemeName, theme_of
from causalnet.display.sayers import Width, sayers_of
from causalnet.errors import QuestionError
from causalnet.model.accounts.diff import ModelDiff
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Given
from causalnet.model.influence import Influence, Standing
from causalnet.model.intervention import Intervention
from causalnet.network.network import Network
from causalnet.questions.routes.mediation_answer import Mediation
from causalnet.questions.routes.routes_answer import Routes
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.witnesses.witnesses_answer import Witnesses

__all__ = ["draw"]


@public
def draw(
    model: CausalModel | Network | ModelDiff | Routes | Mediation | Witnesses,
    *,
    under: Intervention | None = None,
    given: Given | None = None,
    focus: str | Sequence[str] | None = None,
    steps: int | None = None,
    standing: Standing | Iterable[Standing] | None = None,
    rivals: bool | str | Iterable[str] = False,
    heavy: str | Influence | Iterable[str | tuple[str, str] | Influence] = (),
    verdict: Verdict | None = None,
    lagged: bool = False,
    loops: Chosen = False,
    width: Width = "strength",
    legend: bool = False,
    theme: ThemeName = "light",
) -> Diagram:
    """Draw a model or a network: a card for every variable, an arrow for every influence.

    Cards have a bar for each state and are coloured by role. Arrows are green with a point for plus, and vermilion
    with a bar across for minus. A strong influence is wide, an implied one light, an added one thin and grey, and
    a rival dotted. A ▲ marks a variable that is also a lever, and a dashed frame a latent one. Above 80 variables
    cards show only labels.

    Parameters
    ----------
    model : CausalModel, Network, ModelDiff, Routes, Mediation or Witnesses
        A network does not have roles, signs or standing, so its picture does not show them. Of the answer of
        `causalnet.routes` the ways are drawn: arrows as wide as what closing them takes away from the change. Of the
        answer of `causalnet.witnesses` the paths are drawn: arrows as wide as they have independent sources. Of
        `causalnet.diff` the arrows of both models are drawn: what both have, what only one has (that of the second is
        dashed), and where they contradict each other.
    under : Intervention, optional
        The picture shows its effects: a variable that is set has a dark frame, arrows that it makes idle are pale
        and crossed out, and every card that moves shows before (grey), after and the change in points.
    given : mapping, optional
        Observations after it, as for `causalnet.query`; those cards are marked too.
    focus : str or sequence of str, optional
        Draw only these variables and those upstream of them within a period. In a causal-loop diagram:
        only the loops through all of these.
    steps : int, optional
        Draw the variables at most this many arrows from the focus, in either direction, instead: a corner of a
        large network.
    standing : {"stated", "implied", "added", "rival"} or iterable of these, optional
        Draw only these influences, and only the variables that they join. Numbers are then those of the
        model without the others, ``model.only(standing)``.
    rivals : bool, str or iterable of str, default False
        Draw these rivals of the model, or all of them, dotted. The numbers stay those of the model without them;
        ``model.admitting(…)`` changes the numbers too.
    heavy : str, Influence or iterable of these, default ()
        Influences to be stressed, while the others are faded: names (``"a → b"``, ``"a -> b"``, ``("a", "b")``),
        influences, or claims, which stand for the influences that rest on them.
    verdict : Verdict, optional
        Draw the subject of the verdict: its intervention and findings, the influences that it rests on heavy
        (those that alone undo it, or else the least sets that do) and the rivals that undo it dotted. Other
        arguments take precedence.
    lagged : bool, default False
        Draw the influences on later periods too, dashed; one of a variable on itself is a mark on its card.
    loops : bool, str, Loop or iterable of these, default False
        Draw a causal-loop diagram: only feedback loops of several variables, without bars, with plus or minus at
        each arrowhead and ‖ on each lagged influence. Beside that are the names from `causalnet.loops` of the
        loops that close there (R reinforces, B balances). Loops given by name, ``loops="R-3fa2c1"``, are stressed
        and the others faded.
    width : {"strength", "sources", "citations"}, default "strength"
        What makes an arrow wide: its strength, the number of sources that speak for it, or the number of their
        mentions. Many sources do not make an influence strong. ``model.heard(at_least=2)`` leaves out what only one
        of them says.
    legend : bool, default False
        Explain the colours and marks that occur, above the picture.
    theme : {"light", "dark", "print"}, default "light"
        ``"print"`` does not rely on colour.

    Returns
    -------
    Diagram

    Raises
    ------
    UnknownNameError, QuestionError, ImpossibleEvidenceError
        If a requested part does not exist or does not make sense; nothing is drawn then.

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
    colours = theme_of(theme)
    if isinstance(model, ModelDiff):
        _refuse_beside(under, given, steps, standing, rivals, heavy, verdict, loops, width)
        return _drawn(sketch_of(account_view(model, focus, lagged=lagged), colours), legend=legend)
    if isinstance(model, Routes | Mediation | Witnesses):
        other = (under, given, focus, steps, standing, rivals, heavy, verdict, lagged, loops)
        given_any = any(part is not None and part is not False and part != () for part in other)
        if given_any or width != "strength":
            raise QuestionError(
                "A picture of an answer shows the question that it answers: it takes legend= and theme= alone."
            )
        of = witness_view(model) if isinstance(model, Witnesses) else route_view(model)
        return _drawn(sketch_of(of, colours), legend=legend)
    if verdict is not None:
        resting = load_bearing(verdict)
        asked = verdict.conclusion
        under = under or asked.under
        given = given or (asked.given if loops is False else None)
        heavy = heavy or resting
        rivals = rivals or [world.name for world in verdict.rests.undoing]
    scope = Scope(focus, steps, standing, rivals, heavy, lagged)
    if loops is False:
        view = view_of(model, under, given, scope)
    elif given or steps is not None:
        place = "given=" if given else "steps="
        raise QuestionError(f"A causal-loop diagram does not show numbers. Leave out {place}.")
    else:
        view = loop_view(model, under, scope, loops)
    return _drawn(sketch_of(_weighed(view, width), colours), legend=legend)


def _refuse_beside(*other: object) -> None:
    """Refuse what a picture of two accounts does not show."""
    if any(part not in (None, False, (), "strength") for part in other):
        raise QuestionError(
            "A picture of two accounts takes focus=, lagged=, legend= and theme= alone."
        )


def _weighed(view: View, width: Width) -> View:
    """The view with arrows as wide as many say so, if that sets their width."""
    sayers = sayers_of(view.model, view.influences, width)
    if sayers is None:
        return view
    flows = {i.key: Flow(sayers.share(i), "") for i in view.influences}
    return replace(view, flows=flows, flow_meaning=sayers.meaning)


def _drawn(sketch: Sketch, *, legend: bool) -> Diagram:
    return Diagram(sketch.title, dot_of(sketch, legend=legend), mermaid_of(sketch))
