"""A conclusion, given as one or in its pieces."""

from __future__ import annotations

from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion, Direction
from causalnet.model.grammar.finding import Given, findings
from causalnet.model.grammar.intervention import Intervention, do

__all__ = ["posed_conclusion"]


def posed_conclusion(
    model: CausalModel,
    conclusion: Conclusion | str,
    direction: Direction,
    under: Intervention | None,
    versus: Intervention | None,
    given: Given | None,
    *,
    cause: str | None = None,
    at: int = 0,
) -> Conclusion:
    """The conclusion that is asked about, from its pieces where it is given in pieces.

    Raises
    ------
    QuestionError
        If pieces are given beside a conclusion, or what is set is missing.
    """
    if isinstance(conclusion, Conclusion):
        if cause or under or versus or given or at:
            raise QuestionError(
                "A Conclusion says itself what is set, observed and read when. Leave the other arguments out, or give "
                "the outcome by name."
            )
        return conclusion
    if cause is not None:
        if under or versus:
            raise QuestionError("Give either cause= or under=, not both.")
        states = model.variables[cause].states
        under, versus = do({cause: states[-1]}), do({cause: states[0]})
    if not (under or versus):
        raise QuestionError(
            f"Nothing is set that could move {conclusion}. Name a cause, cause='x', or an intervention, "
            "under=cn.do(x='high')."
        )
    none = Intervention()
    return Conclusion(conclusion, direction, under or none, versus or none, findings(given), at=at)
