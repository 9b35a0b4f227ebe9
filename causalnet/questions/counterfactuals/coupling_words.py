"""Words and numbers that answers about two worlds share."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.answer_tables import unsigned
from causalnet.language.translate import template, tr
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.skipped import Skipped

__all__ = [
    "COUPLING_HEADS",
    "COUPLING_MEANINGS",
    "COUPLING_NAMES",
    "left_out",
    "share_text",
    "told_range",
]

COUPLING_HEADS: Mapping[str, str] = {
    "rank": template("one rank"),
    "fresh": template("fresh luck"),
    "gumbel": template("Gumbel"),
    "mixed": template("as given"),
    "any": template("any coupling"),
}
# In a sentence, after "with".
COUPLING_NAMES: Mapping[str, str] = {
    **COUPLING_HEADS,
    "gumbel": template("Gumbel luck"),
    "mixed": template("the couplings given"),
}
COUPLING_MEANINGS: Mapping[str, str] = {
    "rank": template("One rank: a case that was lucky stays as lucky."),
    "fresh": template("Fresh luck: a case draws again wherever its causes have changed."),
    "gumbel": template(
        "Gumbel luck: each state keeps a chance of its own; the order of states does not matter."
    ),
    "mixed": template("The couplings given: each variable has its own."),
}
# A share that prints as nothing or as the whole although it is neither.
LEAST_SHOWN = 0.0005


def share_text(share: float) -> str:
    """A share of cases in percent, which reads 0% and 100% only where it is that.

    Examples
    --------
    >>> [share_text(x) for x in (0, 0.0001, 0.0655, 0.9999, 1)]
    ['0%', 'under 0.1%', '6.6%', 'over 99.9%', '100%']
    """
    if share <= 1e-12:
        return "0%"
    if share >= 1 - 1e-12:
        return "100%"
    if share < LEAST_SHOWN:
        return tr("under {share}", share="0.1%")
    return tr("over {share}", share="99.9%") if share > 1 - LEAST_SHOWN else f"{share:.1%}"


def left_out(say: Phrasing, ranges: Skipped) -> str:
    """Why there is no range.

    Examples
    --------
    >>> from causalnet.language.translate import NameIn, lazy
    >>> why = lazy("the causes of both versions of {variable} have too many states together", variable=NameIn("x@1"))
    >>> left_out(Phrasing(), Skipped(why))
    'The range over all couplings is left out: the causes of both versions of x in period 1 have too many states together.'
    """
    reason = say.kept(ranges.reason)
    return tr("The range over all couplings is left out: {reason}.", reason=reason)


def told_range(low: float, high: float) -> str:
    """A range of numbers, or the one number that both ends print as.

    Examples
    --------
    >>> told_range(0.0655, 0.3215), told_range(0.5, 0.5)
    ('0.066–0.322', '0.500')
    """
    ends = [unsigned(x, ".3f") for x in (low, high)]
    return "–".join(dict.fromkeys(ends))
