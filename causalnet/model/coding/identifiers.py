"""Names for factors and sources, made from the labels that people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from keyword import iskeyword

__all__ = ["identifier", "same_words"]

LONGEST = 60
# Marks that NFKC leaves and that may not stand in an identifier.
OTHER = re.compile(r"[\W_]+")


def identifier(label: str, taken: Container[str] = (), otherwise: str = "factor") -> str:
    """A name that can be written before ``=``, from a label; none of those `taken`.

    Examples
    --------
    >>> identifier("Crop yield (per ha)"), identifier("2020"), identifier("収穫"), identifier("!")
    ('crop_yield_per_ha', 'factor_2020', '収穫', 'factor')
    >>> identifier("Crop yield!", {"crop_yield"})
    'crop_yield_2'
    """
    text = unicodedata.normalize("NFKC", label).casefold()
    plain = unicodedata.normalize("NFKC", OTHER.sub("_", text)).strip("_")
    if len(plain) > LONGEST:
        plain = plain[: LONGEST + 1].rpartition("_")[0] or plain[:LONGEST]
    if not plain.isidentifier():
        plain = (
            f"{otherwise}_{plain}" if plain and f"{otherwise}_{plain}".isidentifier() else otherwise
        )
    name = f"{plain}_" if iskeyword(plain) else plain
    if name not in taken:
        return name
    # Numbers are mostly taken one after another; doubling finds the first free one quickly among very many.
    low, high = 1, 2
    while f"{plain}_{high}" in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{plain}_{middle}" in taken else (low, middle)
    return f"{plain}_{high}"


def same_words(label: str) -> str:
    """What labels have in common that differ only in capitals, width or spaces.

    Examples
    --------
    >>> same_words(" Crop  Yield") == same_words("crop yield")
    True
    >>> same_words("Farming;Rows") == same_words("Farming; rows")
    True
    """
    words = unicodedata.normalize("NFKC", label).casefold().split()
    # Between the parts of a hierarchical label a space is a matter of typing.
    return re.sub(r" ?; ?", ";", " ".join(words))
