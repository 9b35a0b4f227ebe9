"""Influences, modifiers, absences and rivals: the arrows of the argument and of its rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast, get_args

from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake
from causalnet.model.claim import Tier
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import Panel, several_mistakes
from causalnet.model.labelled import USUAL_LABEL, labelled_mistakes
from causalnet.model.reviewable import Reviewable
from causalnet.model.variable import Variable
from causalnet.names import finite_mistakes, name_mistakes

__all__ = [
    "STANDINGS",
    "Absence",
    "Influence",
    "Modifier",
    "Rival",
    "Sign",
    "Standing",
    "derived_standing",
    "influence_name",
]

Sign = Literal["+", "-", "?"]
Standing = Literal["stated", "implied", "added", "rival"]
# The firmest first.
STANDINGS: tuple[Standing, ...] = get_args(Standing)

# Stands for an argument that was left out. A sign is never guessed: without one the constructor raises the
# library's error and not Python's TypeError. A standing is derived from the claims.
UNSIGNED = cast("Sign", None)
DERIVED = cast("Standing", None)
SIGN_HINT = "Write '+' (raises), '-' (lowers) or '?' (either)."
UNCLAIMED = "Name its claims, or leave its standing out: it is then 'added'."


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Influence(Reviewable):
    """A direct, signed influence of a cause on an effect.

    Parameters
    ----------
    cause, effect : str
        Names of variables. They may be equal if `lag` is at least 1 (inertia).
    sign : {"+", "-", "?"}
        Required. Whether a higher state of the cause raises or lowers the effect; ``"?"`` commits to
        neither (its strength may then be negative, or be left out where it only modifies another
        influence).
    strength : float, Judgement, Panel or str, optional
        Log-odds per step of the cause: a number, a judgement, the judgements of several people, or a word from the
        model's table of strengths. Not
        needed if the effect is a `Table` or `Deterministic`.
    lag : int, default 0
        The number of periods until it acts. Lagged influences do not act within a period.
    standing : {"stated", "implied", "added", "rival"}, optional
        Whether a source states it, implies it, an analyst added it, or it belongs to a rival. Default:
        ``"stated"`` with claims, ``"added"`` without. A ``"stated"`` influence must name a claim. An ``"implied"``
        one may name claims, or give its reason in `note`.
    claims : sequence of str
        The claims that it rests on.
    tier : str, optional
        The strength of its wording, as for a `Claim`.
    reference : str, optional
        The state of the cause at which the influence is zero. Default: the middle of the scale. Required if a
        modifier scales it.
    note : str
        The reason, if no claim gives one.
    drafted_by, reviewed_by : str
        Who drafted it, and who accepted the draft. A draft that nobody accepted is shown as drafted in every answer.

    Examples
    --------
    >>> rain = Influence("rain", "wet_grass", "+", 1.2, claims=["c1"])
    >>> print(rain)
    rain → wet_grass (+)
    >>> rain.standing
    'stated'
    """

    cause: str
    effect: str
    sign: Sign = field(default=UNSIGNED, metadata={"usual": "+"})
    strength: float | Judgement | Panel[Judgement] | str | None = None
    lag: int = 0
    standing: Standing = field(default=DERIVED, metadata={"usual": "stated"})
    claims: Sequence[str] = ()
    tier: Tier | None = None
    reference: str | None = None
    note: str = ""
    drafted_by: str = ""
    reviewed_by: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        mistakes = name_mistakes("cause", self.cause) + name_mistakes("effect", self.effect)
        mistakes += _sign_mistakes(self) + _standing_mistakes(self)
        if isinstance(self.lag, int) and self.lag < 0:
            mistakes.append(Mistake("lag", f"must be a whole number of periods, not {self.lag!r}."))
        mistakes += several_mistakes("strength", self.strength, Judgement)
        return mistakes + finite_mistakes("strength", self.strength)

    @property
    def name(self) -> str:
        """``cause → effect``, with the lag if there is one."""
        return influence_name(self.cause, self.effect, self.lag)

    @property
    def key(self) -> tuple[str, str, int]:
        """Cause, effect and lag, which identify an influence."""
        return self.cause, self.effect, self.lag

    def __str__(self) -> str:
        return f"{self.name} ({self.sign})"


def influence_name(cause: str, effect: str, lag: int = 0) -> str:
    """The printed name of an influence."""
    return f"{cause} → {effect}" + (f" [lag {lag}]" if lag else "")


def derived_standing(claims: Sequence[str]) -> Standing:
    """The default standing: stated with claims, added without."""
    return "stated" if claims else "added"


def _sign_mistakes(part: Influence | Modifier) -> list[Mistake]:
    if part.sign is UNSIGNED:
        return [Mistake("", f"{part.name} has no sign.", SIGN_HINT)]
    return []


def _standing_mistakes(part: Influence | Modifier) -> list[Mistake]:
    """Fill in a missing standing; a given one must fit the claims."""
    if part.standing is DERIVED:
        object.__setattr__(part, "standing", derived_standing(part.claims))
    if part.standing == "stated" and not part.claims:
        what = "is 'stated', but does not name a claim."
        return [Mistake("standing", what, UNCLAIMED)]
    return []


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Modifier(Reviewable):
    r"""A variable that scales the slope of another's influence.

    The slope :math:`w\,(s - \mathrm{ref})` becomes :math:`w\,(1 + \gamma m)\,(s - \mathrm{ref})`, where :math:`m
    \in [0, 1]` is the position of `by` on its scale (reversed for sign ``"-"``) and the reference is that of the
    influence. With :math:`\gamma \ge 0` the slope keeps its sign. The modifying variable does not have a sign.

    Parameters
    ----------
    cause, effect : str
        The influence whose slope is scaled (within a period).
    by : str
        The variable that scales it, which must be a cause of the same effect.
    amount : float, Judgement, Panel or str
        :math:`\gamma`, or a word from the model's table of strengths.
    sign : {"+", "-", "?"}
        Required. Whether a higher state of `by` steepens the slope (+), flattens it (-), or may do either (?).
        With ``"?"`` `amount` may be negative, but must be above -1.
    standing, claims, note
        As for an `Influence`.
    drafted_by, reviewed_by : str
        Who drafted it, and who accepted the draft. A draft that nobody accepted is shown as drafted in every answer.

    Examples
    --------
    >>> Modifier("seed", "harvest", by="rain", amount=0.5, sign="+").name
    'seed → harvest × rain'
    """

    cause: str
    effect: str
    by: str
    amount: float | Judgement | Panel[Judgement] | str
    sign: Sign = field(default=UNSIGNED, metadata={"usual": "+"})
    standing: Standing = field(default=DERIVED, metadata={"usual": "stated"})
    claims: Sequence[str] = ()
    note: str = ""
    drafted_by: str = ""
    reviewed_by: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        names = {"cause": self.cause, "effect": self.effect, "by": self.by}
        mistakes = [m for place, name in names.items() for m in name_mistakes(place, name)]
        mistakes += _sign_mistakes(self) + _standing_mistakes(self)
        if not mistakes and self.by in (self.cause, self.effect):
            mistakes.append(Mistake("by", f"{self.by!r} cannot scale its own influence."))
        mistakes += several_mistakes("amount", self.amount, Judgement)
        return mistakes + finite_mistakes("amount", self.amount)

    @property
    def name(self) -> str:
        """``cause → effect × by``."""
        return f"{influence_name(self.cause, self.effect)} × {self.by}"


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Absence(Reviewable):
    """A declared non-edge: the claim that there is not a direct influence.

    It does not change the model. `causalnet.audit` reports whether the model has such an influence all the same.

    Parameters
    ----------
    cause, effect : str
        Names of variables.
    claims : sequence of str
        The claims that say so.
    note : str
        The reason, if no claim gives one.
    drafted_by, reviewed_by : str
        Who drafted it, and who accepted the draft. A draft that nobody accepted is shown as drafted in every answer.

    Examples
    --------
    >>> Absence("materials_edge", "ai_products", claims=["c40"]).name
    'materials_edge ↛ ai_products'
    """

    cause: str
    effect: str
    claims: Sequence[str] = ()
    note: str = ""
    drafted_by: str = ""
    reviewed_by: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        return name_mistakes("cause", self.cause) + name_mistakes("effect", self.effect)

    @property
    def name(self) -> str:
        """``cause ↛ effect``."""
        return f"{self.cause} ↛ {self.effect}"


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Rival(Reviewable):
    """A reason why the argument could be wrong: influences that are off until admitted.

    Parameters
    ----------
    name : str
        The name of the rival, e.g. ``"protected home market"``.
    influences : sequence of Influence
        The influences that it adds to the graph; their standing becomes ``"rival"``.
    hidden : Variable, optional
        A hidden common cause.
    reason : str
        The reason for it.
    label : str
        The name that readers see. Default: `name`.
    drafted_by, reviewed_by : str
        Who drafted it, and who accepted the draft. A draft that nobody accepted is shown as drafted in every answer.
    """

    name: str
    influences: Sequence[Influence]
    hidden: Variable | None = None
    reason: str = ""
    drafted_by: str = ""
    reviewed_by: str = ""
    label: str = field(default="", metadata=USUAL_LABEL)

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)
        own = tuple(replace(influence, standing="rival") for influence in self.influences)
        object.__setattr__(self, "influences", own)

    def _mistakes(self) -> list[Mistake]:
        mistakes = labelled_mistakes(self)
        if not self.influences:
            mistakes.append(Mistake("influences", "is empty. Give it at least one influence."))
        return mistakes
