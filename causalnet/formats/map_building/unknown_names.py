"""Mistakes about names that a file does not declare, without a long search where there are very many."""

from __future__ import annotations

from collections.abc import Collection

from causalnet.errors import MOST_MISTAKES, Mistakes, shortened, unknown_text, visible

__all__ = ["add_unknown"]

# The mistakes for which the nearest name is looked for.
MOST_HINTS = 50


def add_unknown(
    found: Mistakes, place: str, kind: str, name: str, among: Collection[str], hint: str = ""
) -> None:
    """Note that `name` is none of the names `among`, with the nearest of them.

    After many mistakes the nearest is not looked for, and after `MOST_MISTAKES` no more are noted.

    Examples
    --------
    >>> found = Mistakes()
    >>> add_unknown(found, "line 2", "node", "rian", ["rain", "harvest"])
    >>> print(*found.all)
    line 2: No node 'rian'; the nodes are rain, harvest. Did you mean 'rain'?
    """
    if len(found.all) >= MOST_MISTAKES:
        return
    brief = len(found.all) >= MOST_HINTS
    text = f"No {kind} {visible(shortened(name))!r}." if brief else unknown_text(kind, name, among)
    found.add(place, text, hint)
