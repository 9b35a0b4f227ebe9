"""What to draw of a value that has no chart."""

from __future__ import annotations

from collections.abc import Iterable

from causalnet.boundary.checks import expected
from causalnet.display.diagram.diagram import Diagram
from causalnet.errors import ArgumentError, QuestionError
from causalnet.model.accounts.diff import ModelDiff
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network
from causalnet.questions.effects.lever import Lever
from causalnet.questions.effects.pairs import Pair
from causalnet.questions.estimate import Estimate
from causalnet.questions.loops.loop import Loop
from causalnet.questions.routes.routes_answer import Route
from causalnet.questions.separation.separated import Separation
from causalnet.questions.signs.signs_answer import BySigns

__all__ = ["no_chart"]

# What to do with values of these types. Everything else prints as a table.
INSTEAD: tuple[tuple[tuple[type, ...], str], ...] = (
    ((CausalModel, Network, CausalMap), "Draw it with cn.draw(…)."),
    ((Diagram,), "It is a picture already: a notebook shows it, and its save(path) writes it."),
    ((ModelDiff,), "Draw the two models with cn.draw(cn.diff(…))."),
    (
        (BySigns,),
        "Draw the model with cn.draw(model, under=…), or the whole verdict: cn.plot(cn.verdict(…)).",
    ),
    ((Separation,), "Draw the graph with cn.draw(model, given=…)."),
    ((Estimate,), "Draw the answer that it is from."),
    ((Lever, Pair, Route, Loop), "It is one line of an answer: draw the whole answer."),
)
TABLE = "It prints as a table."


def no_chart(value: object, charts: Iterable[type]) -> ArgumentError | QuestionError:
    """The error where a value has no chart: what to do instead, and which answers have one."""
    kind = type(value)
    home = (kind.__module__ or "").partition(".")[0]
    if home != __name__.partition(".")[0]:
        return expected(["an answer, such as cn.query(…) gives"], value)
    fitting = (words for kinds, words in INSTEAD if isinstance(value, kinds))
    known = ", ".join(sorted(chart.__name__ for chart in charts))
    return QuestionError(
        f"There is no chart of a {kind.__name__}. {next(fitting, TABLE)} These answers have a chart: {known}."
    )
