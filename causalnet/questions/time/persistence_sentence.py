"""The sentences that an answer about persistence leads with."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from causalnet.answer_tables import unsigned, whole_percent
from causalnet.compilation.parameters.posterior_draws import PosteriorDraws
from causalnet.language.translate import tr
from causalnet.questions.sentences.change import amount
from causalnet.questions.sentences.numbers import numbers_behind
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series
from causalnet.questions.sentences.still import why_still
from causalnet.questions.time.gains import Gains

__all__ = ["persistence_sentence", "spelt"]

# Persistent variables that are named.
NAMED = 2


def persistence_sentence(found: Gains) -> str:
    """The gain and the share of it that is left, what that rests on, and what of it is so by definition."""
    return prose(map(capital, _Sentences(found)))


def spelt(periods: int) -> str:
    """A number of periods in words."""
    return tr("one period") if periods == 1 else tr("{count} periods", count=periods)


class _Sentences:
    """What is said of a persistence, in labels."""

    def __init__(self, found: Gains) -> None:
        self.found, self.say = found, Phrasing(found.provenance.source)
        self.outcome = self.say.name(found.outcome)
        self.action = self.say.action(found.under, found.versus)
        drawn = found.draws.n if found.draws else 0
        self.numbers = numbers_behind(found.provenance, drawn)

    def __iter__(self) -> Iterator[str]:
        found = self.found
        if found.path == "no path":
            yield self._still()
            return
        judged = np.flatnonzero(~np.isnan(found.broken))
        if judged.size:
            # Of holdings none of which is enough, the longest whose end is known.
            needed = found.needed
            place = int(judged[-1]) if needed is None else found.sustained.index(needed)
            gain = float(found.holding[place, -1].mean())
            negligible = np.isnan(found.kept[place, -1])
            yield self._in_some_draws(place) if negligible else self._left(place)
            yield from self._rests_on()
        elif found.unfinished.any():
            gain = float(found.peak[-1])
            yield self._grows(gain)
        else:
            gains = [*found.holding.mean(axis=(2, 3)).ravel(), *found.peak]
            gain = float(gains[int(np.argmax(np.abs(gains)))])
            yield self._too_small(gain)
        yield from self._besides(gain)

    def _still(self) -> str:
        found = self.found
        why = why_still(self.say, found.path, found.outcome, same=found.under == found.versus)
        return tr(
            "{action} does not change {outcome} in any period: {why}.",
            action=self.action,
            outcome=self.outcome,
            why=why,
        )

    def _too_small(self, gain: float) -> str:
        return tr(
            "{action} changes {outcome} by at most {amount}{numbers}, too little to speak of persistence.",
            **self._said(gain),
        )

    def _grows(self, gain: float) -> str:
        if gain > 0:
            return tr(
                "the rise in {outcome} that {action} brings grows until the last period looked at, to {amount}{numbers}, so it is not known how much of it will be left.",
                **self._said(gain),
            )
        return tr(
            "the fall in {outcome} that {action} brings grows until the last period looked at, to {amount}{numbers}, so it is not known how much of it will be left.",
            **self._said(gain),
        )

    def _said(self, gain: float) -> dict[str, object]:
        return {
            "action": self.action,
            "outcome": self.outcome,
            "amount": amount(self.found.scale, gain),
            "numbers": self.numbers,
        }

    def _held(self, place: int) -> dict[str, str]:
        """For how long it is held, and when one looks at what is left."""
        found = self.found
        span = spelt(found.after)
        late = tr("{span} after its end is felt", span=span)
        later = late if found.delay else tr("{span} after its end", span=span)
        return {"held": spelt(found.sustained[place]), "later": later}

    def _left(self, place: int) -> str:
        found = self.found
        gain = float(found.holding[place, -1].mean())
        share = unsigned(float(found.kept[place, -1]), ".0%")
        said = {**self._said(gain), **self._held(place), "share": share}
        lasts, rises = found.needed is not None, gain > 0
        if lasts and rises:
            return tr(
                "what {action} brings in {held} lasts: {later}, {share} is left of the rise in {outcome} ({amount}) that holding on would give{numbers}.",
                **said,
            )
        if lasts:
            return tr(
                "what {action} brings in {held} lasts: {later}, {share} is left of the fall in {outcome} ({amount}) that holding on would give{numbers}.",
                **said,
            )
        if rises:
            return tr(
                "what {action} brings in {held} does not last: {later}, {share} is left of the rise in {outcome} ({amount}) that holding on would give{numbers}.",
                **said,
            )
        return tr(
            "what {action} brings in {held} does not last: {later}, {share} is left of the fall in {outcome} ({amount}) that holding on would give{numbers}.",
            **said,
        )

    def _in_some_draws(self, place: int) -> str:
        """The share of the draws with a gain that counts in which it lasts, where the average gain is negligible."""
        found = self.found
        each = found.kept_each[place, -1]
        known = int((~np.isnan(each)).sum())
        return tr(
            "what {action} brings in {held} lasts in {share} of the {known} draws, of {all}, in which holding on would change {outcome} more than negligibly: {later}, at least {keep} is left of that change. On average it would be {amount}.",
            **self._said(float(found.holding[place, -1].mean())),
            **self._held(place),
            share=whole_percent(float(found.broken[place])),
            known=f"{known:,}",
            all=f"{each.size:,}",
            keep=f"{found.keep:.0%}",
        )

    def _rests_on(self) -> Iterator[str]:
        """On which judgements the share rests."""
        found = self.found
        if not found.feedback or isinstance(found.draws, PosteriorDraws):
            return
        if not found.persistent:
            yield tr("What is left rests on the strengths of a feedback loop, which we judged.")
            return
        names = [self.say.name(v) for v in found.persistent]
        named = series(names[:NAMED])
        if len(names) > NAMED:
            named = tr("{count} variables, among them {names}", count=len(names), names=named)
        if found.anchor == "hold":
            yield tr(
                "What is left rests on the persistence of {names}, which we judged and anchored to where things stand today.",
                names=named,
            )
            if found.needed is None:
                yield tr(
                    "An anchored model returns there in the end, whatever was done for a time: it tells how slowly, not whether a circle can be broken."
                )
        else:
            yield tr(
                "What is left rests on the persistence of {names}, which we judged.", names=named
            )

    def _besides(self, gain: float) -> Iterator[str]:
        """From when on it is felt, a change the other way, and what is so by definition."""
        found = self.found
        if found.delay:
            yield tr(
                "It reaches {outcome} from period {period} on.",
                outcome=self.outcome,
                period=found.delay,
            )
        yield from self._turn(gain)
        if found.by_definition:
            yield tr(
                "While it is held, {outcome} is itself set: its change until then is so by definition.",
                outcome=self.outcome,
            )

    def _turn(self, gain: float) -> Iterator[str]:
        """The greatest change the other way than what is gained, but of one that is negligible."""
        found = self.found
        every = [*zip(found.peak, found.peak_period, strict=True)]
        every += zip(found.opposite, found.opposite_period, strict=True)
        most, period = max(every, key=lambda x: round(-np.sign(gain) * x[0], 9))
        if most * gain >= 0 or found.scale.is_negligible(float(most)):
            return
        said = {"period": period, "amount": amount(found.scale, float(most))}
        if most > 0:
            yield tr("In period {period} it is higher by {amount}.", **said)
        else:
            yield tr("In period {period} it is lower by {amount}.", **said)
