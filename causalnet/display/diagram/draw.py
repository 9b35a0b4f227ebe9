"""From a model and a question to a diagram."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from causalnet.boundary.checks import public
from causalnet.display.diagram.diagram import Diagram
from causalnet.display.diagram.forms.dot import dark_colours, dot_of
from causalnet.display.diagram.forms.mermaid import mermaid_of
from causalnet.display.diagram.overlay import load_bearing
from causalnet.display.diagram.scene import sketch_of
from causalnet.display.diagram.view import Flow, Scope, View, view_of
from causalnet.display.diagram.views.account_view import account_view
from causalnet.display.diagram.views.graph_view import graph_view
from causalnet.display.diagram.views.loop_view import Chosen, loop_view
from causalnet.display.diagram.views.map_view import map_view
from causalnet.display.diagram.views.route_view import route_view
from causalnet.display.diagram.views.witness_view import witness_view
from causalnet.display.palette import ThemeName, theme_of
from causalnet.display.sayers import Width, sayers_of
from causalnet.errors import QuestionError
from causalnet.language.translate import Language, language_spoken, speaking
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Given
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Influence, Standing
from causalnet.network.labels import in_spoken_language
from causalnet.network.network import Network
from causalnet.notation import counted
from causalnet.questions.differences.diff import diff
from causalnet.questions.differences.diff_answer import ModelDiff
from causalnet.questions.routes.mediation_answer import Mediation
from causalnet.questions.routes.routes_answer import Routes
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.witnesses.witnesses_answer import Witnesses

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["draw"]

TWO_ACCOUNTS = "A picture of two accounts takes focus=, lagged=, legend= and theme= alone."
CAUSAL_MAP = (
    "A picture of a causal map takes focus=, steps=, at_least=, legend= and theme=. For more, make a model of it: "
    "cn.draw(cn.scaffold(causal_map), …)."
)
PLAIN_GRAPH = "A picture of a plain graph takes focus=, steps=, legend=, theme= and font=. For more, make a model of it."
ANSWER = (
    "A picture of an answer shows the question that it answers: it takes legend= and theme= alone."
)


@public
def draw(
    model: CausalModel
    | Network
    | CausalMap
    | ModelDiff
    | Routes
    | Mediation
    | Witnesses
    | DiGraph[Any]
    # Last, since a difference may be read as a sequence too.
    | Sequence[CausalModel],
    *,
    under: Intervention | None = None,
    given: Given | None = None,
    focus: str | Sequence[str] | None = None,
    steps: int | None = None,
    standing: Standing | Iterable[Standing] | None = None,
    rivals: bool | str | Iterable[str] = False,
    heavy: str | Influence | Iterable[str | tuple[str, str] | Influence] = (),
    verdict: Verdict | None = None,
    lagged: bool = True,
    loops: Chosen = False,
    width: Width = "strength",
    at_least: int = 1,
    legend: bool = False,
    theme: ThemeName = "auto",
    font: str | Path | None = None,
    language: Language | None = None,
) -> Diagram:
    """Draw a model or a network: a card for every variable, an arrow for every influence.

    Cards have a bar for each state and are coloured by role. Arrows are green with a point for plus, and vermilion
    with a bar across for minus. A strong influence is wide, an implied one light, an added one thin and grey, and
    a rival dotted. A ▲ marks a variable that is also a lever, and a dashed frame a latent one. Above 80 variables
    cards show only labels.

    Parameters
    ----------
    model : CausalModel, Network, CausalMap, two models, ModelDiff, networkx.DiGraph, Routes, Mediation or Witnesses
        A causal map is drawn without bars, with arrows as wide as many sources mention them, beside at most 40 arrows
        with their number; a factor to which nothing leads has the colour of a context, one from which nothing leads on
        that of an outcome. A network does not have roles, signs or standing, so its picture does not show them. Of a directed graph of
        networkx, also one of pgmpy, nodes and arrows are drawn, with the ``label`` of each and the ``sign`` and ``lag`` of arrows
        where they have any. Of the answer of
        `causalnet.routes` the ways are drawn: arrows as wide as what closing them takes away from the change. Of the
        answer of `causalnet.witnesses` the paths are drawn: arrows as wide as they have independent sources. Of
        two models, ``[a, b]``, or of their `causalnet.diff`, the arrows of both are drawn: what both have, with both strengths
        where these differ, what only one has (that of the second is dashed), and where they contradict each other.
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
    lagged : bool, default True
        Draw the influences on later periods too, thin and dashed; one of a variable on itself is a mark on its card.
    loops : bool, str, Loop or iterable of these, default False
        Draw a causal-loop diagram: only feedback loops of several variables, without bars, with plus or minus at
        each arrowhead and ‖ on each lagged influence. Beside that are the names from `causalnet.loops` of the
        loops that close there (R reinforces, B balances). Loops given by name, ``loops="R-3fa2c1"``, are stressed
        and the others faded.
    width : {"strength", "sources", "citations"}, default "strength"
        What makes an arrow wide: its strength, the number of sources that speak for it, or the number of their
        mentions. Many sources do not make an influence strong. ``model.heard(at_least=2)`` leaves out what only one
        of them says.
    at_least : int, default 1
        Draw only the influences for which at least this many independent sources speak, and those without a claim; of
        a causal map, the pairs that they mention. Numbers are then those of ``model.heard(at_least=…)``.
    legend : bool, default False
        Explain the colours and marks that occur, above the picture.
    theme : {"auto", "light", "dark", "print"}, default "auto"
        ``"auto"`` is light, and as SVG dark where the reader prefers a dark page. ``"print"`` does not rely on colour.
    font : str or Path, optional
        A font file, or the name of a family that this machine has, for every text. Default: one for each script, which is looked
        for where the picture has letters beyond Latin, Greek and Cyrillic.
    language : {"en", "ja"}, optional
        The language of the library's own words, and of labels where the model has them in it. Default: English, or that of the
        report that draws.

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
    <Diagram of lawn, setting rain to yes: 2 cards>
    """
    spoken = language or language_spoken()
    style = Style(theme, font, spoken, legend)
    with speaking(spoken):
        if isinstance(model, Sequence):
            model = _two(model)
        if not isinstance(model, CausalModel | Network):
            asked = (under, given, standing, rivals, heavy, verdict, loops, width)
            part = Extent(focus, steps, at_least, lagged)
            return _drawn(_other_view(model, part, asked), style)
        model = in_spoken_language(model)
        if verdict is not None:
            resting = load_bearing(verdict)
            question = verdict.conclusion
            under = under or question.under
            given = given or (question.given if loops is False else None)
            heavy = heavy or resting
            rivals = rivals or [world.name for world in verdict.rests.undoing]
        if at_least > 1:
            model = _heard(model, at_least)
        scope = Scope(focus, steps, standing, rivals, heavy, lagged)
        view = _model_view(model, under, given, scope, loops)
        return _drawn(_weighed(view, width), style)


def _model_view(
    model: CausalModel | Network,
    under: Intervention | None,
    given: Given | None,
    scope: Scope,
    loops: Chosen,
) -> View:
    """The picture of a model or a network, or of its loops."""
    if loops is False:
        return view_of(model, under, given, scope)
    if given or scope.steps is not None:
        place = "given=" if given else "steps="
        raise QuestionError(f"A causal-loop diagram does not show numbers. Leave out {place}.")
    return loop_view(model, under, scope, loops)


@dataclass(frozen=True, slots=True)
class Extent:
    """The part that is drawn of something else than a model."""

    focus: str | Sequence[str] | None
    steps: int | None
    at_least: int
    lagged: bool


def _other_view(
    subject: CausalMap | ModelDiff | Routes | Mediation | Witnesses | DiGraph[Any],
    part: Extent,
    asked: Sequence[object],
) -> View:
    """The picture of something else than a model; `asked` is what only a model's picture shows."""
    heard = part.at_least > 1
    if isinstance(subject, ModelDiff):
        _refuse(TWO_ACCOUNTS, *asked, part.steps, heard)
        return account_view(subject, part.focus, lagged=part.lagged)
    if isinstance(subject, CausalMap):
        _refuse(CAUSAL_MAP, *asked)
        return map_view(subject, part.focus, part.steps, part.at_least)
    if isinstance(subject, Routes | Mediation | Witnesses):
        _refuse(ANSWER, *asked, part.focus, part.steps, heard)
        return witness_view(subject) if isinstance(subject, Witnesses) else route_view(subject)
    _refuse(PLAIN_GRAPH, *asked, heard)
    return graph_view(subject, part.focus, part.steps)


def _refuse(instead: str, *given: object) -> None:
    """Refuse what a picture of something else than a model does not show, with what it takes."""
    if any(
        part is not None and part is not False and part not in ((), "strength") for part in given
    ):
        raise QuestionError(instead)


def _two(models: Sequence[CausalModel]) -> ModelDiff:
    """The difference of two models."""
    if len(models) != 2:
        raise QuestionError(
            f"One picture shows one model, or two beside each other: cn.draw([a, b]). Got {counted(len(models), 'model')}."
        )
    return diff(*models)


def _heard(model: CausalModel | Network, at_least: int) -> CausalModel:
    """The model with the influences for which enough sources speak."""
    if isinstance(model, Network):
        raise QuestionError("A network does not have sources. Draw an elicited model.")
    return model.heard(at_least=at_least)


def _weighed(view: View, width: Width) -> View:
    """The view with arrows as wide as many say so, if that sets their width."""
    sayers = sayers_of(view.model, view.influences, width)
    if sayers is None:
        return view
    flows = {i.key: Flow(sayers.share(i), "") for i in view.influences}
    return replace(view, flows=flows, flow_meaning=sayers.meaning)


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture looks, whatever it shows."""

    theme: ThemeName
    font: str | Path | None
    language: Language
    legend: bool


def _drawn(view: View, style: Style) -> Diagram:
    sketch = sketch_of(view, theme_of(style.theme))
    graph = dot_of(sketch, legend=style.legend)
    dark: dict[str, str] = {}
    if style.theme == "auto":
        other = dot_of(replace(sketch, theme=theme_of("dark")), legend=style.legend)
        dark = dark_colours(graph, other)
    return Diagram(sketch.title, graph, mermaid_of(sketch), dark, style.font, style.language)
