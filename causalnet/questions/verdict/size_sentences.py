"""The sentences about how far the size of a change is known: over the stated ranges, and with another mechanism."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from causalnet.language.translate import template, tr
from causalnet.model.effect_size import NOTHING, Scale, precise
from causalnet.questions.query.paths import is_still
from causalnet.questions.robustness.model_variants import World
from causalnet.questions.sentences.change import amount, level
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.grounds import OverRanges
from causalnet.questions.verdict.headline import Headline

__all__ = ["KINDS", "SizeSentences", "sizes_over", "span"]

KINDS: Mapping[str, str] = {
    "ordinal": template("ordinal"),
    "noisy-max": template("noisy-max"),
    "noisy-min": template("noisy-min"),
    "ranked": template("a ranked node"),
    "deterministic": template("deterministic"),
    "table": template("a table"),
}


@dataclass(frozen=True, slots=True)
class SizeSentences:
    """What else the size could be than at the central numbers.

    Attributes
    ----------
    told : Headline
    ranges : OverRanges or Skipped
    alternates : sequence of World
        Under other mechanisms.
    """

    told: Headline
    ranges: OverRanges | Skipped
    alternates: Sequence[World]

    @property
    def doubtful(self) -> list[str]:
        """What is in doubt: that another mechanism turns it, else that the range turns it or holds several sizes."""
        told, c, scale = [*self], self.told.conclusion, self.told.scale
        if told and not c.passes and any(self._turns(w.value) for w in self.alternates if w.met):
            return told[-1:]
        if not told or not isinstance(self.ranges, OverRanges):
            return []
        least, greatest = self.ranges.inner
        if self.told.grade == "not earned":
            # Whether it is earned after all is in doubt, and not the size of something else.
            return told[:1] if c.holds(least) or c.holds(greatest) else []
        alike = c.passes or scale.size(least) == scale.size(greatest)
        return [] if alike and least * greatest >= 0 else told[:1]

    def _turns(self, value: float) -> bool:
        """Whether a change goes the other way than at the centre."""
        return abs(value) > NOTHING and value * self.told.central < 0

    def __iter__(self) -> Iterator[str]:
        c, told = self.told.conclusion, self.told
        if is_still(told.signs.path) or c.by_definition or c.as_observed:
            return
        if isinstance(self.ranges, OverRanges) and not self.ranges.exact:
            least, greatest = self.ranges.inner
            if greatest - least > NOTHING:
                yield self._levels(least, greatest) if c.passes else self._over(least, greatest)
        met = [w for w in self.alternates if w.met]
        if met:
            yield self._otherwise(met)

    def _levels(self, least: float, greatest: float) -> str:
        """The range of a level that is held against a threshold."""
        threshold, scale = self.told.conclusion.threshold or 0.0, self.told.scale
        return tr(
            "Over the ranges that we judged possible, it was found between {low} and {high}.",
            low=level(scale, least + threshold),
            high=level(scale, greatest + threshold),
        )

    def _over(self, least: float, greatest: float) -> str:
        """The range of a change."""
        scale = self.told.scale
        if least < -NOTHING and greatest > NOTHING:
            return tr(
                "Over the ranges that we judged possible, the search found everything from a fall of {fall} ({small}) to a rise of {rise} ({large}).",
                fall=_points(-least) if scale.length == 1 else precise(-least, sign=False),
                rise=_with_unit(scale, greatest),
                small=tr(scale.size(least)),
                large=tr(scale.size(greatest)),
            )
        low, high = sorted((abs(least), abs(greatest)))
        said = {"span": span(scale, low, high), "size": _sizes(scale, low, high)}
        if greatest > NOTHING:
            return tr(
                "Over the ranges that we judged possible, the search found a rise of {span}: {size}.",
                **said,
            )
        return tr(
            "Over the ranges that we judged possible, the search found a fall of {span}: {size}.",
            **said,
        )

    def _otherwise(self, worlds: Sequence[World]) -> str:
        """The contrast with other mechanisms."""
        if self.told.conclusion.passes:
            return self._other_levels(worlds)
        scale = self.told.scale
        values = [w.value if self.told.central >= 0 else -w.value for w in worlds]
        low, high = min(values), max(values)
        if high - low > NOTHING and low >= 0:
            return tr(
                "With mechanisms of other kinds it would be {span}: {size}.",
                span=span(scale, low, high),
                size=_sizes(scale, low, high),
            )
        named = self._mechanism(worlds)
        if abs(low) < NOTHING:
            return tr("{mechanism}, nothing would change.", mechanism=named)
        said = {"mechanism": named, "amount": amount(scale, low), "size": tr(scale.size(low))}
        if low < 0:
            return tr("{mechanism}, it would go the other way, by {amount}: {size}.", **said)
        return tr("{mechanism}, it would be {amount}: {size}.", **said)

    def _other_levels(self, worlds: Sequence[World]) -> str:
        threshold, scale = self.told.conclusion.threshold or 0.0, self.told.scale
        low, high = (f([w.value for w in worlds]) + threshold for f in (min, max))
        named = self._mechanism(worlds)
        if high - low < NOTHING:
            return tr("{mechanism}, it would be {level}.", mechanism=named, level=level(scale, low))
        return tr(
            "{mechanism}, it would be between {low} and {high}.",
            mechanism=named,
            low=level(scale, low),
            high=level(scale, high),
        )

    def _mechanism(self, worlds: Sequence[World]) -> str:
        """The other mechanism by its kind, where there is one."""
        own = self.told.model.variables.values()
        kinds = {v.alternate.kind for v in own if v.alternate is not None}
        if len(kinds) == 1:
            return tr("With a mechanism of another kind ({kind})", kind=tr(KINDS[kinds.pop()]))
        return tr("With a mechanism of another kind")


def _sizes(scale: Scale, low: float, high: float) -> str:
    """The words for the ends of a range."""
    least, most = scale.size(low), scale.size(high)
    if least == most:
        return tr("{size} throughout", size=tr(least))
    return tr("{smallest} to {largest}", smallest=tr(least), largest=tr(most))


def sizes_over(told: Headline, ranges: OverRanges) -> str:
    """The words for the sizes that were found over the ranges; none for a level."""
    if told.conclusion.passes:
        return ""
    scale, (least, greatest) = told.scale, ranges.inner
    if least < -NOTHING and greatest > NOTHING:
        return tr(
            "Those are from a {fall} fall to a {rise} rise.",
            fall=tr(scale.size(least)),
            rise=tr(scale.size(greatest)),
        )
    low, high = sorted((abs(least), abs(greatest)))
    return tr("In size they are {sizes}.", sizes=_sizes(scale, low, high))


def span(scale: Scale, low: float, high: float) -> str:
    """Two sizes of a change with their unit.

    Examples
    --------
    >>> span(Scale(2), 0.006, 0.412), span(Scale(1), 0.006, 0.36)
    ('0.006 to 0.412 of 2 states', '0.6 to 36 percentage points')
    """
    if scale.length == 1:
        points = tr("{low} to {high}", low=_points(low), high=_points(high))
        return tr("{points} percentage points", points=points)
    return tr(
        "{low} to {high} of {count:g} states",
        low=precise(low, sign=False),
        high=precise(high, sign=False),
        count=scale.length,
    )


def _with_unit(scale: Scale, change: float) -> str:
    """A size of a change with its unit, and without its share of the scale."""
    if scale.length == 1:
        return tr("{points} percentage points", points=_points(change))
    number = precise(change, sign=False)
    return tr("{number} of {count:g} states", number=number, count=scale.length)


def _points(change: float) -> str:
    """A change of a probability in percentage points."""
    points = 100 * change
    return f"{points:.1f}" if points < 9.95 else f"{points:.0f}"
