"""Sets of interventions by a later period: each is held from period 0 on, and all share their random numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.questions.decisions.decision_network import ItemSet, together
from causalnet.questions.effects.later_period import outcome_by_period
from causalnet.questions.query.measure import Measure
from causalnet.questions.time.inquiry import Inquiry

__all__ = ["MOST_LATER_SETS", "later_values"]

Array = NDArray[np.float64]
# Every set is simulated.
MOST_LATER_SETS = 300


def later_values(
    model: CausalModel,
    measure: Measure,
    items: Mapping[str, Intervention],
    plans: Sequence[ItemSet],
    asked: Inquiry,
) -> tuple[Array, tuple[str, ...]]:
    """The mean worth of the outcome under each set, shape (plans, draws, repetitions), and how it was found.

    Raises
    ------
    QuestionError
        If there are too many sets.
    """
    if len(plans) > MOST_LATER_SETS:
        raise QuestionError(
            f"By a later period every set is simulated, and there are more than {MOST_LATER_SETS}. Give a smaller budget, or "
            "fewer interventions with among=."
        )
    every = [*items.values()]
    arms = [together(every[i] for i in plan) for plan in plans]
    found = outcome_by_period(model, asked, arms)
    return np.stack([np.tensordot(measure.weights, p, axes=1) for p in found.p]), found.notes
