"""Why an outcome does not change, where the structure decides it."""

from __future__ import annotations

from collections.abc import Iterable

from causalnet.language.translate import tr
from causalnet.questions.query.paths import PathKind
from causalnet.questions.sentences.phrasing import Phrasing, series

__all__ = ["why_still"]


def why_still(
    say: Phrasing,
    path: PathKind,
    outcome: str,
    given: Iterable[str] = (),
    *,
    same: bool = False,
    since: int | None = None,
    start: int = 0,
) -> str:
    """Why an outcome does not change where no path reaches it, as a clause about *it*.

    Parameters
    ----------
    say : Phrasing
    path : Path
        One along which nothing changes (`is_still`).
    outcome : str
    given : iterable of str
        The findings that block the paths.
    same : bool
        Whether the two arms are the same.
    since : int, optional
        The first period in which the outcome is reached, where that is later.
    start : int, default 0
        The first period in which the arms differ.

    Examples
    --------
    >>> why_still(Phrasing(), "lagged only", "jams")
    'what is set acts on it only in later periods'
    >>> why_still(Phrasing(), "lagged only", "jams", since=3)
    'what is set acts on it only from period 3 on'
    >>> why_still(Phrasing(), "lagged only", "jams", since=5, start=5)
    'nothing differs until period 4'
    """
    seen = list(given)
    if same:
        return tr("the two interventions are the same")
    if path == "blocked by what is observed":
        if outcome in seen or not seen:
            return tr("it is itself observed")
        return tr(
            "every path to it passes what is observed ({found})",
            found=series([say.name(v) for v in seen]),
        )
    # A difference that arrives as soon as the arms differ is late because it starts late: nothing lags.
    if start and since == start:
        return tr("nothing differs until period {period}", period=start - 1)
    if path == "lagged only" and since is not None:
        return tr("what is set acts on it only from period {period} on", period=since)
    if path == "lagged only":
        return tr("what is set acts on it only in later periods")
    return tr("nothing that is set leads to it")
