"""Why an outcome does not change, where the structure decides it."""

from __future__ import annotations

from collections.abc import Iterable

from causalnet.language.translate import tr
from causalnet.questions.sentences.phrasing import Phrasing, comma_list, series

__all__ = ["still_told", "why_still", "why_unreached"]


def why_unreached(paths: Iterable[str]) -> str:
    """Why nothing reaches an outcome, as clauses about *it*.

    Examples
    --------
    >>> why_unreached(["lagged only", "no path", "lagged only"])
    'some of them act on it only in later periods, some do not lead to it'
    >>> why_unreached(["no path"])
    'none of them leads to it'
    """
    found = list(dict.fromkeys(paths))
    if found == ["no path"] or not found:
        return tr("none of them leads to it")
    if found == ["lagged only"]:
        return tr("they act on it only in later periods")
    words = {
        "lagged only": tr("some of them act on it only in later periods"),
        "blocked by what is observed": tr("what is observed lies on the way of some"),
        "by observing alone": tr("some are tied to it by observing alone"),
        "no path": tr("some do not lead to it"),
    }
    return comma_list([words[path] for path in words if path in found])


def why_still(
    say: Phrasing,
    path: str,
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


def still_told(action: str, outcome: str, why: str, *, late: bool) -> str:
    """The clause for an outcome that does not change; `late`: what acts on it does so in later periods."""
    said = {"action": action, "outcome": outcome, "why": why}
    if late:
        return tr("{action} does not change {outcome} within a period: {why}", **said)
    return tr("{action} does not change {outcome}: {why}", **said)
