"""Phrases about a conclusion that several answers share: its contrast, its time, and why it does not stand."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from causalnet.answer_tables import unsigned
from causalnet.language.translate import template
from causalnet.model.effect_size import FLOOR, NOTHING, UNDER_FLOOR, Scale, precise
from causalnet.questions.query.paths import is_still
from causalnet.questions.signs.signs_answer import FALSE_BY_DEFINITION, BySigns

if TYPE_CHECKING:
    from causalnet.model.grammar.conclusion import Conclusion

__all__ = ["lacking", "shown_contrast", "within"]


def lacking(conclusion: Conclusion, central: float, signs: BySigns, scale: Scale) -> str:
    """Why a conclusion does not stand, in a few words: the same ones in a verdict and in an audit."""
    if conclusion.by_definition:
        return FALSE_BY_DEFINITION
    if is_still(signs.path):
        equal = conclusion.under == conclusion.versus
        return template("the arms are equal") if equal else signs.path
    if signs.status == "contradicted":
        return f"contradicted{within(conclusion) if signs.later else ''}"
    if conclusion.passes:
        return (
            template("below the threshold")
            if conclusion.upward
            else template("above the threshold")
        )
    alone = ", by observing alone" if signs.path == "by observing alone" else ""
    if conclusion.direction == "holds":
        floored = conclusion.by < abs(central) <= FLOOR
        size = f"a change {UNDER_FLOOR}" if floored else f"a {scale.size(central)} change"
        return f"{size}{alone}"
    if abs(central) < NOTHING:
        return template("no change")
    short = (central > 0) == bool(conclusion.upward)
    way = template("too small") if short else template("the other way")
    return f"{way}{alone}"


def shown_contrast(conclusion: Conclusion, contrast: float) -> str:
    """A contrast as it prints: a change with its sign, or the level that is held against a threshold.

    Where a baseline cannot be met there is none.
    """
    if isnan(contrast):
        return "a baseline cannot be met"
    if conclusion.threshold is None:
        return precise(contrast)
    return unsigned(contrast + conclusion.threshold, ".3f")


def within(conclusion: Conclusion) -> str:
    """Of what time a conclusion speaks, as the end of a clause."""
    return f" by period {conclusion.at}" if conclusion.at else " within a period"
