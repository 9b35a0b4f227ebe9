"""Figures of a verdict as several sections show them."""

from __future__ import annotations

from math import isnan

from causalnet.display.charts.headline import spoken_percent
from causalnet.language.translate import template, tr
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = ["GROUNDS", "found_contrast", "standing_in_draws", "stands_in_every_draw"]

# The grounds, from the strongest to none.
GROUNDS = {
    "signs": template("the signs alone"),
    "structure": template("the structure alone"),
    "ranges": template("its stated ranges"),
    "most draws": template("most draws"),
    "baselines": template("the baselines alone"),
    "definition": template("true by definition"),
    "observed": template("itself observed"),
    "by observing alone": template("observing alone"),
    "a guess": template("a guess"),
    "not earned": template("not earned"),
}


def found_contrast(conclusion: Conclusion, contrast: float) -> str:
    """A change with its sign; of a threshold, the level or the probability that is held against it, and named so."""
    text = shown_contrast(conclusion, contrast)
    if isnan(contrast):
        return tr("a baseline cannot be met")
    if not conclusion.passes:
        return text
    if conclusion.at_least is not None:
        return tr("probability {number}", number=text)
    return tr("level {number}", number=text)


def stands_in_every_draw(v: Verdict) -> bool:
    """Whether every draw of the strengths, and of the baselines too, has the change that the signs settle."""
    return v.told.by_construction and v.draws.share_moved == 1


def standing_in_draws(v: Verdict) -> str:
    """The share of draws in which a conclusion stands; none where nothing can change."""
    if is_still(v.signs.path):
        return ""
    return tr("by construction") if stands_in_every_draw(v) else spoken_percent(v.draws.share)
