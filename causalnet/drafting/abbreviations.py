"""Full stops that do not end a sentence: abbreviations, initials and numbers."""

from __future__ import annotations

import re

__all__ = ["ends_sentence"]

NEVER = frozenset(
    "mr mrs ms messrs dr prof st mt ft gen col capt lt sgt sen rep gov pres rev hon vs cf e.g i.e eg ie viz "
    "approx ca esp incl resp bzw z.b usw d.h".split()
)
"""Abbreviations that something always follows."""
BEFORE_NUMBERS = frozenset(
    "no nos nr fig figs vol p pp ch chap sec sect eq eqs art para tab ex app jan feb mar apr jun jul aug sep sept oct "
    "nov dec".split()
)
"""Abbreviations before a number; elsewhere they are words that may end a sentence."""
AT_ENDS = frozenset(
    "etc inc ltd co corp llc plc jr sr al bros dept est univ assn ave blvd rd ph.d m.d b.a m.a".split()
)
"""Abbreviations that may stand at the end of a sentence or within it."""
STARTERS = frozenset(
    "a an the this that these those it its he she they we you i his her their our my there here in on at by for from "
    "with without to as of if when while where why how what who which because since although though however but and or "
    "so yet then thus hence therefore moreover furthermore nevertheless meanwhile instead still also even only after "
    "before until once most many some few all each every no not one two another other such today".split()
)
"""Words that begin a sentence behind an abbreviation, where they have a capital."""
LAST_WORD = re.compile(r"[^\s(\[\"'“‘«—–/]+$")
FIRST_WORD = re.compile(r"[\"'“‘«(\[]*([^\W\d_]+(?:[’'][^\W\d_]+)?)")
LETTERS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def ends_sentence(before: str, following: str, *, closed: bool = False) -> bool:
    """Whether a sentence ends between two stretches of a text, of which the first ends with a mark.

    Parameters
    ----------
    before : str
        The text up to the mark, with it.
    following : str
        The text behind it, without white space at its start.
    closed : bool
        Whether a quotation mark or a bracket closes behind the mark.

    Examples
    --------
    >>> ends_sentence("Rain fell on Mr.", "Ito."), ends_sentence("It rained.", "The grass got wet.")
    (False, True)
    """
    word = FIRST_WORD.match(following)
    if word and word[1][0].islower() and not _is_brand(word[1]):
        return False
    if not before.endswith(".") or before.endswith("..") or closed:
        return True
    last = LAST_WORD.search(before[-80:-1])
    own = last[0].casefold() if last else ""
    if own in NEVER:
        return False
    if own in BEFORE_NUMBERS:
        return not following[0].isdigit()
    if own in AT_ENDS or LETTERS.fullmatch(own):
        return word is not None and word[1].casefold() in STARTERS
    return True


def _is_brand(word: str) -> bool:
    """Whether a capital follows a small first letter, as in eBay."""
    return len(word) > 1 and word[1].isupper()
