"""A conclusion in words: what is said to happen, as a clause."""

from __future__ import annotations

from collections.abc import Sequence

from causalnet.language.translate import tr
from causalnet.model.effect_size import Scale
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.sentences.change import percents
from causalnet.questions.sentences.phrasing import Phrasing, capital

__all__ = ["Concluded"]


class Concluded:
    """A conclusion in labels.

    Parameters
    ----------
    say : Phrasing
    conclusion : Conclusion
    states : sequence of str
        The states of its outcome, from low to high.
    """

    __slots__ = ("conclusion", "say", "states")

    def __init__(self, say: Phrasing, conclusion: Conclusion, states: Sequence[str]) -> None:
        self.say, self.conclusion, self.states = say, conclusion, states

    @property
    def name(self) -> str:
        """The outcome."""
        return self.say.name(self.conclusion.outcome)

    @property
    def scale(self) -> Scale:
        """The scale of its changes."""
        return Scale.of(self.states, probability=self.conclusion.at_least is not None)

    @property
    def measured(self) -> str:
        """What is compared: a level, or a probability."""
        return self.say.measured(self.conclusion.outcome, self._measured, self.states)

    @property
    def _measured(self) -> str | None:
        """The state whose probability is measured: of two states, the expected level is that of the higher one."""
        c = self.conclusion
        return self.states[-1] if c.passes and len(self.states) == 2 else c.at_least

    @property
    def lead(self) -> str:
        """The beginning of a sentence: its period, and what is observed."""
        return self.say.lead(self.conclusion.given, self.conclusion.at)

    @property
    def action(self) -> str:
        """What is done, held against what it is compared with."""
        return self.say.action(self.conclusion.under, self.conclusion.versus)

    @property
    def threshold(self) -> str:
        """The threshold, in percent where it is one of a probability."""
        threshold = self.conclusion.threshold or 0.0
        return percents(threshold, threshold)[0] if self.scale.length == 1 else f"{threshold:g}"

    @property
    def by(self) -> str:
        """The smallest change that matters, with its unit."""
        by, scale = self.conclusion.by, self.scale
        if scale.length == 1:
            return Scale(1.0, probability=True).percent(by)
        return tr("{number} of {count:g} states", number=f"{by:g}", count=scale.length)

    @property
    def happens(self) -> str:
        """What is said of the outcome, as a clause about *it*."""
        c = self.conclusion
        match c.direction:
            case "exceeds":
                return tr("it is at least {threshold}", threshold=self.threshold)
            case "stays below":
                return tr("it stays below {threshold}", threshold=self.threshold)
            case "holds":
                return (
                    tr("it changes by at most {by}", by=self.by)
                    if c.by
                    else tr("it does not change")
                )
            case "rises":
                return tr("it rises by at least {by}", by=self.by) if c.by else tr("it rises")
        return tr("it falls by at least {by}", by=self.by) if c.by else tr("it falls")

    @property
    def sentence(self) -> str:
        """The conclusion as a sentence, without its full stop.

        Examples
        --------
        >>> import causalnet as cn
        >>> lawn = cn.load("lawn")
        >>> rises = cn.Conclusion("wet", "rises", under=cn.do(rain="yes"))
        >>> Concluded(Phrasing(lawn), rises, ["no", "yes"]).sentence
        'Setting rain to yes raises wet grass'
        """
        return capital(self.clause)

    @property
    def clause(self) -> str:
        """The conclusion as a clause within a sentence."""
        lead = self.lead
        return f"{lead[:1].lower()}{lead[1:]}{self._clause()}"

    def _clause(self) -> str:
        c, said = self.conclusion, {"action": self.action, "outcome": self.measured}
        match c.direction:
            case "exceeds" | "stays below":
                return self._passes()
            case "holds":
                if c.by:
                    return tr("{action} changes {outcome} by at most {by}", by=self.by, **said)
                return tr("{action} does not change {outcome}", **said)
            case "rises":
                if c.by:
                    return tr("{action} raises {outcome} by at least {by}", by=self.by, **said)
                return tr("{action} raises {outcome}", **said)
        if c.by:
            return tr("{action} lowers {outcome} by at least {by}", by=self.by, **said)
        return tr("{action} lowers {outcome}", **said)

    def _passes(self) -> str:
        c = self.conclusion
        said = {"outcome": self.measured, "threshold": self.threshold}
        if not c.under:
            if c.upward:
                return tr("as things are, {outcome} is at least {threshold}", **said)
            return tr("as things are, {outcome} stays below {threshold}", **said)
        if c.upward:
            return tr("{action} puts {outcome} at {threshold} or above", action=self.action, **said)
        return tr("{action} keeps {outcome} below {threshold}", action=self.action, **said)
