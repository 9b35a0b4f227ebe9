"""The question of a report, for tests of its sections."""

from __future__ import annotations

from typing import Any

import causalnet as cn
from causalnet.display.report.report_question import ReportQuestion
from causalnet.model.judgements.draws import as_draws


def asking(
    model: cn.CausalModel,
    conclusions: dict[str, cn.Conclusion] | None = None,
    *,
    draws: int = 20,
    **more: Any,
) -> ReportQuestion:
    """What a report on a model and some conclusions is asked."""
    outcomes = tuple(v.name for v in model.variables.values() if "outcome" in v.roles)
    own = {"observed": None} | more
    return ReportQuestion(model, outcomes, conclusions or {}, how=as_draws(draws), **own)
