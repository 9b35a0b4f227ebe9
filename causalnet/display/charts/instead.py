"""What to draw of an answer that has no chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from causalnet.answer_tables import Answer
from causalnet.errors import QuestionError
from causalnet.questions.separation.separated import Separation
from causalnet.questions.signs.signs_answer import BySigns

__all__ = ["no_chart"]

# Everything else prints as a table.
INSTEAD: Mapping[type, str] = {
    BySigns: "Draw the model with cn.draw(model, under=…), or the whole verdict: cn.plot(cn.verdict(…)).",
    Separation: "Draw the graph with cn.draw(model, given=…).",
}
TABLE = "It prints as a table."


def no_chart(answer: Answer, charts: Iterable[type]) -> QuestionError:
    """The error where an answer has no chart: what to do instead, and which answers have one."""
    kind = type(answer)
    known = ", ".join(sorted(chart.__name__ for chart in charts))
    return QuestionError(
        f"There is no chart of a {kind.__name__}. {INSTEAD.get(kind, TABLE)} These answers have a chart: {known}."
    )
