"""The reasons why a check is not met, in words."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.language.translate import template, tr
from causalnet.model.effect_size import UNDER_FLOOR

__all__ = ["reason_told"]

# By the word for it in a table, which is that of a verdict.
REASONS: Mapping[str, str] = {
    "contradicted": template("the signs say the opposite"),
    "contradicted within a period": template("the signs say the opposite within a period"),
    "the other way": template("it goes the other way"),
    "no change": template("nothing changes"),
    "too small": template("the change is too small"),
    UNDER_FLOOR: template("the change is under the floor of 0.001"),
    "above the threshold": template("the level found is above the threshold"),
    "below the threshold": template("the level found is below the threshold"),
    "no path": template("no path leads there"),
    "lagged only": template("the outcome is reached only in later periods"),
    "blocked by what is observed": template("what is observed blocks every path there"),
    "false by definition": template("it is false by definition"),
    "the arms are equal": template("what it compares is the same"),
    "cannot be asked": template("it cannot be asked"),
    "not refuted": template("what it denies stands"),
    "denied but there": template("what it denies is there"),
}


def reason_told(lacking: str) -> str:
    """Why a check is not met, as a clause in the language that is spoken; a reason that has none stays as it is.

    Examples
    --------
    >>> reason_told("too small"), reason_told("a small change")
    ('the change is too small', 'a small change')
    """
    return tr(REASONS[lacking]) if lacking in REASONS else lacking
