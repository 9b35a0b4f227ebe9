"""Words and numbers that answers about two worlds share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from causalnet.answer_tables import unsigned
from causalnet.compilation.periods import in_words
from causalnet.language.translate import template
from causalnet.questions.skipped import Skipped

__all__ = [
    "COUPLING_HEADS",
    "COUPLING_MEANINGS",
    "COUPLING_NAMES",
    "left_out",
    "share_text",
    "told_range",
    "with_periods",
]

COUPLING_HEADS: Mapping[str, str] = {
    "rank": "one rank",
    "fresh": "fresh luck",
    "gumbel": "Gumbel",
    "mixed": "as given",
    "any": "any coupling",
}
# In a sentence, after "with".
COUPLING_NAMES: Mapping[str, str] = {
    **COUPLING_HEADS,
    "gumbel": "Gumbel luck",
    "mixed": "the couplings given",
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
        return "under 0.1%"
    return "over 99.9%" if share > 1 - LEAST_SHOWN else f"{share:.1%}"


def left_out(ranges: Skipped, witnesses: Iterable[str], *, later: bool) -> str:
    """Why there is no range; of a `later` period witnesses are told with theirs.

    Examples
    --------
    >>> left_out(Skipped("the causes of x@1 have too many states"), ["x@1"], later=True)
    'The range over all couplings is left out: the causes of x in period 1 have too many states.'
    """
    reason = with_periods(ranges.reason, witnesses if later else ())
    return f"The range over all couplings is left out: {reason}."


def with_periods(text: str, names: Iterable[str]) -> str:
    """A text in which variables of an unrolled network are told with their periods.

    Examples
    --------
    >>> with_periods("x@1 and xx@10 are observed", ["x@1", "xx@1", "xx@10"])
    'x in period 1 and xx in period 10 are observed'
    """
    # The longest first, because a name may be the beginning or the end of another.
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, in_words(name))
    return text


def told_range(low: float, high: float) -> str:
    """A range of numbers, or the one number that both ends print as.

    Examples
    --------
    >>> told_range(0.0655, 0.3215), told_range(0.5, 0.5)
    ('0.066–0.322', '0.500')
    """
    ends = [unsigned(x, ".3f") for x in (low, high)]
    return "–".join(dict.fromkeys(ends))
