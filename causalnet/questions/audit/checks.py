"""Checks: what a claim says that the model must show, at the centre, over draws and over ranges."""

from __future__ import annotations

from dataclasses import dataclass, replace

from causalnet.console import printed
from causalnet.errors import CausalnetError
from causalnet.language.translate import lazy, template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import FLOOR, UNDER_FLOOR, Scale, Size
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.audit.measuring import MeasuredConclusion, Unasked
from causalnet.questions.effects.rank_shares import RELIABLE_SHARE
from causalnet.questions.phrases import lacking, shown_contrast
from causalnet.questions.query.paths import PathKind
from causalnet.questions.sentences.phrasing import comma_list
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.signs.signs import by_signs

__all__ = ["HANGS", "Check", "checked", "refuted"]

# What a check does that is met at the centre, and not in nine draws of ten.
HANGS = template("hangs on the numbers")


@printed
@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a claim says the model must show, held against the model.

    Attributes
    ----------
    claim : str
        Whose check it is.
    conclusion : str
        The conclusion that must hold, as a sentence.
    met : bool
        Whether it is: in nine draws of ten, or at the centre where nothing was drawn.
    change : float or None
        The contrast at the central network (None for a declared non-edge).
    path : str
        Whether the outcome can be reached within a period at all.
    share : float or None
        Of the draws, those in which it is so.
    range : tuple of float or None
        The least and the greatest contrast found over the stated ranges: searched, not proved.
    bare : bool
        Whether it is so with no influence at all; then the argument has no part in it.
    scale : Scale
        The scale of the contrast.
    asked : Conclusion or None
        The conclusion that must hold, or for a discriminant must not.
    refuting : bool
        Whether it is a discriminant.
    lacking : str
        Why it is not met, in the words of a verdict that is not earned: ``"contradicted"`` by the signs, ``"false by
        definition"``, ``"the other way"`` at the centre, ``"no change"``, ``"too small"``, beyond a threshold, or
        without a path. Or it is so at the centre, but ``"under the floor of 0.001"``; or it ``"hangs on the numbers"``:
        so at the centre, and not in nine draws of ten. Empty where it is met.
    any_size : float or None
        Of the draws, those in which it is so by however little, where a change under 0.001 counts as none.
    later : LaterPath or None
        A path that acts only after the period of the check, and leads elsewhere.
    notes : tuple of str
        On what is observed downstream of what is set.
    """

    claim: str
    conclusion: str
    met: bool
    change: float | None = None
    path: PathKind = "within a period"
    share: float | None = None
    range: tuple[float, float] | None = None
    bare: bool = False
    scale: Scale = Scale(1)
    asked: Conclusion | None = None
    refuting: bool = False
    lacking: str = ""
    any_size: float | None = None
    later: LaterPath | None = None
    notes: tuple[str, ...] = ()
    unmet: int = 0

    @property
    def size(self) -> Size | None:
        """The size of the change in the central network, or of the distance from a threshold."""
        return None if self.change is None else self.scale.size(self.change)

    @property
    def weakly(self) -> bool:
        """Whether it is met by a change that is negligible or small, where it asks for no size of its own."""
        unsized = self.asked is not None and not (self.asked.by or self.asked.passes)
        moving = unsized and self.asked is not None and self.asked.direction != "holds"
        moving = moving and not self.by_definition and self.path != "by observing alone"
        return self.met and moving and not self.refuting and self.size in ("negligible", "small")

    @property
    def by_baseline(self) -> bool:
        """Whether the baselines alone pass a threshold that is asked for, and no influence undoes that."""
        passes = self.asked is not None and self.asked.passes
        passes = passes and not (self.by_definition or self.as_observed)
        return self.met and passes and self.bare and not self.refuting

    @property
    def by_definition(self) -> bool:
        """Whether the outcome is itself set, so that what it does is so by definition."""
        return self.asked is not None and self.asked.by_definition

    @property
    def as_observed(self) -> bool:
        """Whether the outcome is itself observed, so that its level is as observed."""
        return self.asked is not None and self.asked.as_observed

    @property
    def word(self) -> str:
        """``met``, ``met, but small``, ``met, by definition`` (or ``by observing alone``), ``hangs on the numbers``, or ``NOT MET`` with why, as a verdict says it."""
        if self.hangs:
            return HANGS
        if not self.met:
            return f"NOT MET: {self.lacking}"
        if self.by_definition:
            return template("met, by definition")
        if self.path == "by observing alone" and not self.refuting:
            return template("met, by observing alone")
        if self.as_observed:
            return template("met, as observed")
        if self.by_baseline:
            return template("met, by the baselines alone")
        if not self.weakly:
            return template("met")
        return (
            template("met, but small") if self.size == "small" else template("met, but negligible")
        )

    @property
    def told(self) -> str:
        """The contrast with its unit and its share of the scale; of a threshold, the level."""
        if self.change is None:
            return ""
        if self.asked is None or self.asked.threshold is None:
            return comma_list([self.scale.amount(self.change), self.scale.percent(self.change)])
        said = {
            "level": shown_contrast(self.asked, self.change),
            "away": self.scale.told(self.change, sign=False),
            "threshold": f"{self.asked.threshold:g}",
        }
        if self.change > 0:
            return tr("{level}, {away} above {threshold}", **said)
        return tr("{level}, {away} below {threshold}", **said)

    @property
    def hangs(self) -> bool:
        """Whether it hangs on the numbers: it is met at the centre, and not in nine draws of ten."""
        return self.lacking == HANGS

    @property
    def whole(self) -> bool | None:
        """Whether the contrast keeps its sign wherever in the ranges was looked."""
        return None if self.range is None else self.range[0] * self.range[1] > 0


def checked(
    model: CausalModel, claim: str, conclusion: Conclusion, found: MeasuredConclusion | Unasked
) -> Check:
    """A conclusion that must stand, once it is measured."""
    if isinstance(found, Unasked):
        text = lazy(
            "{conclusion} cannot be asked: {error}", conclusion=str(conclusion), error=found.error
        )
        return Check(claim, text, met=False, lacking="cannot be asked")
    # Whatever moves less than the tolerance has not moved, in a draw.
    tolerance = max(conclusion.by, FLOOR)
    share, any_size, met, unmet = None, None, conclusion.holds(found.change), 0
    if found.estimate.drawn:
        share = found.estimate.share(conclusion, tolerance)
        any_size = found.estimate.share(conclusion) if conclusion.by < FLOOR else None
        unmet = found.estimate.unmet
        met = share >= RELIABLE_SHARE
    scale = conclusion.scale(model.variables[conclusion.outcome].scale())
    return Check(
        claim,
        str(conclusion),
        met,
        found.change,
        found.path,
        share,
        found.ends,
        bare=found.bare,
        scale=scale,
        asked=conclusion,
        lacking="" if met else _lacking(model, conclusion, found.change, scale, any_size),
        any_size=any_size,
        later=found.later,
        notes=found.notes,
        unmet=unmet,
    )


def _lacking(
    model: CausalModel, conclusion: Conclusion, change: float, scale: Scale, any_size: float | None
) -> str:
    """Why a check is not met."""
    if conclusion.by < FLOOR and conclusion.holds(change):
        if any_size is not None and any_size >= RELIABLE_SHARE:
            return UNDER_FLOOR
        return HANGS
    if conclusion.holds(change, max(conclusion.by, FLOOR)):
        return HANGS
    return lacking(conclusion, change, by_signs(model, conclusion), scale)


def refuted(
    model: CausalModel, name: str, conclusion: Conclusion, measured: MeasuredConclusion | Unasked
) -> Check:
    """A conclusion that must not stand: the model would explain too much.

    Raises
    ------
    CausalnetError
        If it cannot be asked: a case that says nothing discriminates nothing.
    """
    found = checked(model, name, conclusion, measured)
    if found.change is None:
        raise CausalnetError(f"The discriminant {name!r}: {found.conclusion}")
    stands = found.met if found.share is None else found.share >= 1 - RELIABLE_SHARE
    share = None if found.share is None else 1 - found.share
    said = f"not: {found.conclusion}"
    why = "it stands" if conclusion.holds(found.change) else "it stands in too many draws"
    if conclusion.by_definition:
        why = "it stands by definition"
    elif conclusion.as_observed:
        why = "it stands as observed"
    elif conclusion.passes and found.bare:
        why = "it stands by the baselines alone"
    return replace(
        found,
        conclusion=said,
        met=not stands,
        share=share,
        refuting=True,
        lacking=why if stands else "",
    )
