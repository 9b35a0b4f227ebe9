"""Conclusions: statements that a model can confirm or contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from causalnet.boundary.checks import PERIODS, public, public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake, QuestionError
from causalnet.frozen_map import Register
from causalnet.model.effect_size import NOTHING, Scale
from causalnet.model.grammar.finding import Finding, certain_state, findings, findings_code
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.itself_set import itself_set
from causalnet.names import is_finite, name_mistakes

__all__ = ["Conclusion", "Direction", "check_sizes", "sizes_beyond", "stands_at"]

Direction = Literal["rises", "falls", "holds", "exceeds", "stays below"]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion: an outcome rises, falls or holds under an intervention, or passes a threshold there.

    It measures the outcome's expected level on the scale of its states, counted from zero; with `at_least`, the
    probability of that state or a higher one.

    Parameters
    ----------
    outcome : str
        The variable that the conclusion is about.
    direction : {"rises", "falls", "holds", "exceeds", "stays below"}
        The first three compare `under` with `versus` ("A beats B" means that the outcome rises under A rather than
        B). The last two compare `under` with a `threshold`.
    under, versus : Intervention
        The two arms; ``do()`` is the world as it is.
    given : mapping, optional
        Observations in both arms.
    by : float, default 0
        The smallest change that matters: in states, or in probability with `at_least`. In a draw, a change under
        0.001 counts as none.
    at_least : str, optional
        The state whose probability, with those of all higher ones, is measured.
    threshold : float, optional
        The level, or probability, to be reached (``"exceeds"``: at least this much) or not.
    at : int, default 0
        The period in which the outcome is read, lagged influences acting until then; the arms are held from
        period 0 on. 0: within the present period.

    Raises
    ------
    ModelError

    Examples
    --------
    >>> from causalnet.model.grammar.intervention import do
    >>> print(Conclusion("jams", "falls", under=do(toll="full")))
    jams falls under do(toll="full")
    >>> print(Conclusion("jams", "stays below", at_least="heavy", threshold=0.3))
    P(jams at least heavy) stays below 0.3 as things are
    """

    outcome: str
    direction: Direction
    under: Intervention = Intervention()
    versus: Intervention = Intervention()
    given: Mapping[str, Finding] = field(default_factory=Register)
    by: float = 0.0
    at_least: str | None = None
    threshold: float | None = None
    at: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", findings(self.given))
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        mistakes = name_mistakes("outcome", self.outcome)
        if not (is_finite(self.by) and self.by >= 0):
            mistakes.append(Mistake("by", f"must be a number of states ≥ 0, not {self.by!r}."))
        if self.at_least is not None:
            mistakes += name_mistakes("at_least", self.at_least)
        if not 0 <= self.at <= PERIODS:
            span = f"a whole number from 0 (today) {'on' if self.at < 0 else f'to {PERIODS:,}'}"
            mistakes.append(Mistake("at", f"must be a period, {span}, not {self.at!r}."))
        known = self.direction in get_args(Direction)
        return mistakes or (self._threshold_mistakes() if known else [])

    def _threshold_mistakes(self) -> list[Mistake]:
        if not self.passes:
            what = f"goes with 'exceeds' or 'stays below', not with {self.direction!r}."
            wrong = [] if self.threshold is None else [Mistake("threshold", what)]
            return wrong + self._arm_mistakes()
        if not is_finite(self.threshold):
            if self.threshold is None:
                what = f"is missing: {self.direction!r} is compared with a number."
                return [Mistake("threshold", what, "Write threshold=0.5.")]
            what = f"must be a number for {self.direction!r}, not {self.threshold!r}."
            return [Mistake("threshold", what)]
        if self.threshold is not None and self.threshold < 0:
            kind = "a probability" if self.at_least is not None else "an expected level"
            what = (
                f"must not be negative, since it is compared with {kind}; it is {self.threshold:g}."
            )
            return [Mistake("threshold", what)]
        idle = [name for name in ("versus", "by") if getattr(self, name)]
        return [Mistake(name, f"is not used with {self.direction!r}.") for name in idle]

    def _arm_mistakes(self) -> list[Mistake]:
        """A change needs two different arms: do() against do() does not have any."""
        if self.under or self.versus:
            return []
        what = f"is missing: {self.direction!r} is about a change, but nothing is set that could cause one."
        hint = "Write under=cn.do(x='high'), or 'exceeds' with a threshold for a statement about today."
        return [Mistake("under", what, hint)]

    @property
    def passes(self) -> bool:
        """Whether it is about a threshold rather than a change."""
        return self.direction in ("exceeds", "stays below")

    @property
    def by_definition(self) -> bool:
        """Whether the outcome is itself set, so that its change is so by definition."""
        return itself_set(self.outcome, self.under, self.versus, self.at)

    @property
    def as_observed(self) -> bool:
        """Whether it is about the level of an outcome that is itself observed, for certain and in its own period."""
        finding = self.given.get(self.outcome)
        certain = finding is not None and certain_state(finding) is not None
        return self.passes and not self.at and certain and not self.by_definition

    @property
    def upward(self) -> bool | None:
        """Whether a greater contrast supports it; None if it says that there is no contrast."""
        if self.direction == "holds":
            return None
        return self.direction in ("rises", "exceeds")

    @public
    def holds(self, change: float, tolerance: float = NOTHING) -> bool:
        """Whether a change (or the distance above the threshold) is as concluded."""
        return bool(stands_at(self, change, tolerance))

    @public
    def scale(self, level: Scale) -> Scale:
        """The scale of its changes, from the scale of the outcome's expected level."""
        return level if self.at_least is None else Scale(1.0, probability=True, cuts=level.cuts)

    @property
    def measured(self) -> str:
        """The quantity that is compared, in words."""
        if self.at_least is not None:
            return f"P({self.outcome} at least {self.at_least})"
        return f"the expected level of {self.outcome}" if self.passes else self.outcome

    def __str__(self) -> str:
        text = f"{self.measured} {self.direction}"
        if self.passes:
            text += f" {self.threshold:g}" + ("" if self.under else " as things are")
        bound = "to within" if self.direction == "holds" else "by at least"
        text += f" {bound} {self.by:g}" if self.by else ""
        text += f" under {self.under}" if self.under or not self.passes else ""
        text += f" rather than {self.versus}" if self.versus else ""
        text += f" by period {self.at}" if self.at else ""
        given = ", ".join(findings_code(self.given, at=self.at))
        return text + (f", given {given}" if given else "")


def stands_at(conclusion: Conclusion, change: Any, tolerance: float = NOTHING) -> Any:
    """As `Conclusion.holds`, of a number or of each in an array; what is not a number never is as concluded."""
    if conclusion.passes:
        return change >= -NOTHING if conclusion.direction == "exceeds" else change < -NOTHING
    least = max(conclusion.by, tolerance)
    if conclusion.direction == "holds":
        return abs(change) <= least
    return change >= least if conclusion.direction == "rises" else change <= -least


def sizes_beyond(conclusion: Conclusion, states: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sizes out of reach: beyond the scale of the outcome's `states`, or beyond certainty."""
    top = 1 if conclusion.at_least is not None else len(states) - 1
    what = "a probability" if conclusion.at_least is not None else "its level"
    for key, size in (("by", conclusion.by), ("threshold", conclusion.threshold)):
        if size is not None and size > top:
            yield (
                key,
                f"The {key!r} of the conclusion is {size:g}, but {what} is at most {top}.",
            )


def check_sizes(conclusion: Conclusion, states: Sequence[str]) -> None:
    """Refuse sizes that are out of reach on the scale of the outcome's `states`.

    Raises
    ------
    QuestionError
    """
    for _, problem in sizes_beyond(conclusion, states):
        raise QuestionError(problem)
