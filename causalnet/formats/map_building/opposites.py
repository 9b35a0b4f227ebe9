"""Labels that begin with ``~``: the opposite of the label without it, as coders of causal maps write it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from causalnet.language.translate import lazy, lazy_counted

__all__ = ["Opposites", "unfolded"]

# Before a number the mark means "about".
MARK = re.compile(r"[~～]\s*(?=[^\s\d])")


class Opposites:
    """Folds ``~X → Y`` into ``X → Y`` with the sign reversed, and counts the links that it folds."""

    def __init__(self) -> None:
        self.folded: Counter[str] = Counter()

    def fold(self, cause: str, effect: str) -> tuple[str, str, bool]:
        """The plain labels of a link, and whether its sign is reversed: with a mark at both ends it is not."""
        (plain_cause, one), (plain_effect, two) = unfolded(cause), unfolded(effect)
        if one or two:
            self.folded["both ends" if one and two else "one end"] += 1
        return plain_cause, plain_effect, one != two

    def sentences(self) -> Iterator[str]:
        """What was folded, if anything was."""
        one, both = self.folded["one end"], self.folded["both ends"]
        if one or both:
            yield lazy(
                "'~' marks an opposite: {one} with it at one end became a link of the plain label "
                "with the sign reversed, and {both} with it at both ends kept the sign.",
                one=lazy_counted(one, "{count} link", "{count:,} links"),
                both=lazy_counted(both, "{count} link", "{count:,} links"),
            )


def unfolded(label: str) -> tuple[str, bool]:
    """A label without the marks of opposites, and whether it is one.

    Examples
    --------
    >>> unfolded("~Health; ~Diet"), unfolded("Health; Diet"), unfolded("~5% growth")
    (('Health; Diet', True), ('Health; Diet', False), ('~5% growth', False))
    """
    if not MARK.match(label):
        return label, False
    parts: Sequence[str] = [MARK.sub("", part.strip(), count=1) for part in label.split(";")]
    return "; ".join(parts), True
