"""From a model and a question to a diagram."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from causalnet.boundary.checks import public
from causalnet.display.diagram.diagram import Diagram
from causalnet.display.diagram.dot import dot_of
from causalnet.display.diagram.loop_diagram import Chosen, loop_view
from causalnet.display.diagram.mermaid import mermaid_of
from causalnet.display.diagram.overlay import load_bearing
from causalnet.display.diagram.scene import sketch_of
from causalnet.display.diagram.view import Scope, view_of
from causalnet.display.palette import ThemeName, theme_of
from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Given
from causalnet.model.influence import Influence, Standing
from causalnet.model.intervention import Intervention
from causalnet.network.network import Network
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = ["draw"]


@public
def draw(
    model: CausalModel | Network,
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
    legend: bool = False,
    theme: ThemeName = "light",
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
        Draw only these variables and what is upstream of them within a period. In a causal-loop diagram:
        only the loops through all of these.
    steps : int, optional
        Draw what is at most so many arrows from the focus, along them or against, instead: a corner of a
        large network.
    standing : {"stated", "implied", "added", "rival"} or iterable of these, optional
        Draw only these influences, and only the variables that they join. Numbers are then those of the
        model without the others, ``model.only(standing)``.
    rivals : bool, str or iterable of str, default False
        Draw these rivals of the model, or all of them, dotted; the numbers stay those of the model
        without them. (``model.admitting(…)`` has the numbers too.)
    heavy : str, Influence or iterable of these, default ()
        Influences to be stressed, while the others stand back: names (``"a → b"``, ``"a -> b"``,
        ``("a", "b")``), influences, or claims, for what rests on them.
    verdict : Verdict, optional
        Draw what it was about: under its intervention and findings, with the influences that it rests on
        heavy (those that undo it by themselves, or else the least sets that do) and the rivals that undo
        it dotted. What is given besides goes before.
    lagged : bool, default False
        Draw the influences on later periods too, dashed; a variable's on itself is a mark on its card.
    loops : bool, str, Loop or iterable of these, default False
        Draw a causal-loop diagram: only what is on feedback loops of several variables, with no bars, a
        plus or minus at each arrowhead, and ‖ on what acts in a later period, beside it the names of the
        loops that close there, as `causalnet.loops` numbers them (R reinforces, B balances). Named
        loops, ``loops="R1"``, are singled out and the others stand back.
    legend : bool, default False
        Explain the colours and marks that occur, above the picture.
    theme : {"light", "dark", "print"}, default "light"
        In print everything is told without colour.

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
    colours = theme_of(theme)
    if verdict is not None:
        resting = load_bearing(verdict)
        of = verdict.conclusion
        under = under or of.under
        given = given or (of.given if loops is False else None)
        heavy = heavy or resting
        rivals = rivals or [world.name for world in verdict.rests.undoing]
    scope = Scope(focus, steps, standing, rivals, heavy, lagged)
    if loops is False:
        view = view_of(model, under, given, scope)
    elif given or steps is not None:
        place = "given=" if given else "steps="
        raise QuestionError(
            f"A causal-loop diagram shows loops and no numbers: {place} has no place in it."
        )
    else:
        view = loop_view(model, under, scope, loops)
    sketch = sketch_of(view, colours)
    return Diagram(sketch.title, dot_of(sketch, legend=legend), mermaid_of(sketch))
