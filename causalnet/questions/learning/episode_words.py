"""An episode in words."""

from __future__ import annotations

from causalnet.language.translate import template, tr
from causalnet.questions.learning.episode import Episode, Moved
from causalnet.questions.sentences.phrasing import Phrasing, series

__all__ = ["episode_told"]

MOVED: dict[Moved, str] = {
    "rose": template("{outcome} rose"),
    "fell": template("{outcome} fell"),
    "held": template("{outcome} held"),
}


def episode_told(say: Phrasing, episode: Episode) -> str:
    """What was done in an episode, which way its outcomes moved, and how surely that is told, in labels.

    Examples
    --------
    >>> import causalnet as cn
    >>> may = cn.Episode("May", cn.do(rain="yes"), {"wet": "rose"}, reliability=0.9)
    >>> episode_told(Phrasing(cn.load("lawn")), may)
    'May, setting rain to yes: wet grass rose (told right with 90%).'
    """
    outcomes = [tr(MOVED[how], outcome=say.name(name)) for name, how in episode.moved.items()]
    action = say.action(episode.under, episode.versus or None)
    if episode.given:
        findings = say.findings(episode.given)
        action = tr("{action}, given that {findings}", action=action, findings=findings)
    moved = series(outcomes)
    if episode.at:
        moved = tr("{moved} by period {period}", moved=moved, period=episode.at)
    return tr(
        "{name}, {action}: {moved} (told right with {share}).",
        name=episode.name,
        action=action,
        moved=moved,
        share=f"{episode.reliability:.0%}",
    )
