"""From a conclusion to what solves its contrast."""

from __future__ import annotations

from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.over_time import TimedContrast
from causalnet.questions.contrast.static import StaticContrast

__all__ = ["contrast_of"]


def contrast_of(model: CausalModel, conclusion: Conclusion) -> Contrast:
    """The contrast of a conclusion, whatever the period in which it is read.

    Raises
    ------
    UnknownNameError, QuestionError, InterventionError
        If the conclusion speaks of what is not there.
    """
    kind = TimedContrast if conclusion.at else StaticContrast
    return kind.of(model, conclusion)
