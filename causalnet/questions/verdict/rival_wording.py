"""The wording of what rivals do to a conclusion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from causalnet.language.translate import template, tr
from causalnet.model.effect_size import NOTHING
from causalnet.network.labels import ModelLabels
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.robustness.critical_sets import speaking_for
from causalnet.questions.sentences.phrasing import comma_list, series

if TYPE_CHECKING:
    from causalnet.questions.robustness.model_variants import World
    from causalnet.questions.verdict.grounds import RestsOn
    from causalnet.questions.verdict.headline import Headline

__all__ = ["RivalRows", "left_of"]

# Rivals that are named; to_frame() has all of them.
NAMED = 3
# What other causes are said to be, one or several of them.
OTHER_CAUSES = {
    "common cause": (
        template(
            "One names a common cause ({rivals}): that may be why things on the way go together, but what is done does not act through it."
        ),
        template(
            "{count} name a common cause ({rivals}): that may be why things on the way go together, but what is done does not act through it."
        ),
    ),
    "another cause": (
        template("One names another cause of what is on the way ({rivals})."),
        template("{count} name other causes of what is on the way ({rivals})."),
    ),
}


@dataclass(frozen=True, slots=True)
class RivalRows:
    """Sentences about each rival alone: those that undo the conclusion, those that weaken it, and other causes.

    Attributes
    ----------
    told : Headline
    rests : RestsOn
    """

    told: Headline
    rests: RestsOn

    def __iter__(self) -> Iterator[str]:
        if not self.rests.rivals:
            if self._stood:
                yield tr("No rival explanation is written down that could undo it.")
            return
        turning = self._turning
        yield self._turned(turning) if turning else self._none_turns()
        yield from self._weakened(turning)
        if barred := [w for w in self.rests.rivals if not w.met]:
            yield tr(
                "A baseline cannot be met with a rival admitted: {rivals}.",
                rivals=self._named(barred),
            )
        yield from self._at_the_strongest()
        yield from self._other_causes(turning)

    @property
    def _stood(self) -> bool:
        return self.rests.influences.stood

    @property
    def _turning(self) -> tuple[World, ...]:
        """Those that undo it, or bring it about where it does not stand."""
        if self._stood:
            return self.rests.undoing
        return tuple(w for w in self.rests.rivals if w.reaches and w.holds)

    def _turned(self, turning: Sequence[World]) -> str:
        c = self.told.conclusion
        named = [self._valued(w, f"{shown_contrast(c, w.value)}{_off(w.error)}") for w in turning]
        rivals = tr("; ").join(named)
        if self._stood:
            return tr("Undone by a single rival: {rivals}.", rivals=rivals)
        return tr("A single rival would bring it about: {rivals}.", rivals=rivals)

    def _none_turns(self) -> str:
        contesting, count = self.rests.contesting, len(self.rests.rivals)
        if not self._stood:
            if count > 1:
                return tr(
                    "None of the {count} rivals brings it about at its central strength.",
                    count=count,
                )
            return tr("The one rival does not bring it about at its central strength.")
        if not contesting:
            return tr("No rival contests what is done: none adds a way from it to the outcome.")
        if count == 1:
            return tr("The one rival does not undo it at its central strength.")
        said = {"count": count, "contesting": len(contesting), "rival": self._named(contesting)}
        if len(contesting) == count:
            return tr("None of the {count} rivals undoes it alone at its central strength.", **said)
        if len(contesting) == 1:
            return tr(
                "Of {count} rivals one contests what is done ({rival}), and does not undo it at its central strength.",
                **said,
            )
        return tr(
            "Of {count} rivals {contesting} contest what is done; none undoes it alone at its central strength.",
            **said,
        )

    def _weakened(self, turning: Sequence[World]) -> Iterator[str]:
        """Those that contest it and leave less of it."""
        kept = [w for w in self.rests.contesting if w.met and w not in turning]
        weaker = [
            w for w in kept if self._speaks(w.value) < self._speaks(self.told.central) - NOTHING
        ]
        weaker.sort(key=lambda w: self._speaks(w.value))
        if weaker:
            named = tr("; ").join(
                self._valued(w, left_of(self.told, w.value)) for w in weaker[:NAMED]
            )
            more = len(weaker) - NAMED
            if more > 0:
                named += tr(" (and {count} more)", count=more)
            yield tr("It is weaker with a rival admitted: {rivals}.", rivals=named)

    def _at_the_strongest(self) -> Iterator[str]:
        if strong := self.rests.at_strongest(self.told.conclusion):
            yield tr(
                "At its strongest, a rival would undo it: {rivals}.", rivals=self._named(strong)
            )

    def _other_causes(self, turning: Sequence[World]) -> Iterator[str]:
        """Those that only name other causes, and how much they change."""
        others = [w for w in self.rests.rivals if w.reaches and not w.contests and w not in turning]
        for role, (one, many) in OTHER_CAUSES.items():
            if own := [w for w in others if w.role == role]:
                yield tr(many if len(own) > 1 else one, count=len(own), rivals=self._named(own))
        if self._stood and (values := [w.value for w in others if w.met]):
            yield self._other_sizes(values)
            yield from map(self._instead, [w for w in others if w.instead and w.instead.met])

    def _other_sizes(self, values: Sequence[float]) -> str:
        """What it comes to with one of the rivals that only name other causes."""
        low, high = (shown_contrast(self.told.conclusion, f(values)) for f in (min, max))
        span = low if low == high else tr("{low} to {high}", low=low, high=high)
        if self.told.grade == "signs":
            return tr(
                "With such a rival admitted it is {span}: other causes change the size, but cannot turn the direction.",
                span=span,
            )
        return tr("With such a rival admitted it is {span}.", span=span)

    def _instead(self, world: World) -> str:
        """What is left if a common cause is the reason for what the argument puts down to influences."""
        assert world.instead is not None
        said = {
            "rival": self._label(world),
            "parts": series([self.told.say.part(name) for name in world.explains]),
            "left": left_of(self.told, world.instead.value),
        }
        if world.instead.undoes:
            return tr(
                "If “{rival}” is the reason and not {parts}, it does not stand ({left}).", **said
            )
        return tr("If “{rival}” is the reason and not {parts}, it is {left}.", **said)

    def _speaks(self, value: float) -> float:
        return speaking_for(value, self.told.conclusion.upward)

    def _named(self, worlds: Sequence[World]) -> str:
        """The names of rivals that readers see."""
        return tr("; ").join(map(self._label, worlds))

    def _label(self, world: World) -> str:
        return ModelLabels(self.told.model).rival(world.name)

    def _valued(self, world: World, value: str) -> str:
        """A rival with what it leaves."""
        return tr("{rival} ({value})", rival=self._label(world), value=value)


def left_of(told: Headline, value: float) -> str:
    """A contrast that is left, with its size."""
    c, scale = told.conclusion, told.scale
    if c.threshold is None:
        return comma_list([scale.amount(value), scale.percent(value), tr(scale.size(value))])
    said = {
        "level": shown_contrast(c, value),
        "away": scale.told(value, sign=False),
        "threshold": f"{c.threshold:g}",
    }
    if value > 0:
        return tr("{level}, {away} above {threshold}", **said)
    return tr("{level}, {away} below {threshold}", **said)


def _off(error: float) -> str:
    """The standard error of a value, where it has one."""
    return f" ± {error:.4f}" if error else ""
