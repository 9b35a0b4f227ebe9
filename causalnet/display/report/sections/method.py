"""The method and its caveats."""

from __future__ import annotations

from causalnet.display.report.content import Chapter
from causalnet.display.report.pictures import no_charts
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.language.translate import tr

__all__ = ["METHOD", "not_a_forecast"]


def not_a_forecast() -> str:
    """What an answer is and is not."""
    return tr(
        "Everything here is a consequence of the argument's model: of its arrows, its baselines and the strengths that "
        "were judged for it. It is not a forecast, and a share of draws is not a probability of being true."
    )


def method(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """How claims become a model and a verdict, and what to keep in mind."""
    texts = [
        tr(
            "Claims are written down as signed influences between variables with named states. A mechanism with few parameters "
            "gives each variable's distribution from its causes, and is calibrated so that today's distributions are met. An "
            "intervention replaces the causes of a variable. Answers within a period are exact."
        ),
        tr(
            "A verdict has four parts. By signs: the conclusions that follow from the directions alone. Over the ranges: the "
            "least and the greatest change that the stated ranges of the strengths allow. By draws: shares of draws from the "
            "judgements. It rests on: the influences, claims, rivals and numbers that would undo it."
        ),
        tr(
            "A verdict gives size and ground. A change is negligible, small, moderate or large as a share of the outcome's scale "
            "(by default, under 1%, under 5%, under 15%, and more). A change that follows from the signs may be negligible. If a "
            "change is impossible, the verdict says why: no path, lagged only (only through later periods), or blocked by what "
            "is observed. Contradicted means that the signs prove the opposite direction; undetermined, that they do not prove "
            "a direction. A change by observing alone does not come through influences: evidence downstream of the variable "
            "that is set ties it to the outcome."
        ),
        tr(
            "Strengths are judgements of the modellers, not of the source. A source that repeats a claim is still one source. "
            "Strong evidence for a link is not evidence of a strong link. A missing arrow between two variables is a claim too."
        ),
    ]
    if missing := no_charts():
        texts.append(
            tr(
                "This report does not have charts; its tables contain the same results. {reason}",
                reason=missing,
            )
        )
    return [Chapter("method", tr("Method and caveats"), (*texts, not_a_forecast()))]


METHOD = ReportSection(method)
