"""The answer of `routes` with mediators: direct and indirect effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, signed, unsigned
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.language.translate import template, tr
from causalnet.model.effect_size import NOTHING
from causalnet.questions.counterfactuals.coupling import Coupling
from causalnet.questions.counterfactuals.coupling_words import COUPLING_HEADS
from causalnet.questions.effects.effect import Effect
from causalnet.questions.estimate import Estimate
from causalnet.questions.query.paths import is_still
from causalnet.questions.routes.coupling_bounds import (
    CouplingBounds,
    bounds_columns,
    bounds_notes,
    twice_note,
)
from causalnet.questions.routes.path_specific import PathSpecific
from causalnet.questions.routes.routes_answer import (
    NO_SHARES,
    closing,
    of_the_change,
    uncertain,
)
from causalnet.questions.routes.ways import Edge
from causalnet.questions.sentences.phrasing import comma_list, series
from causalnet.questions.voice_split import over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MEDIATED", "MediatedPart", "MediatedQuantity", "Mediation"]

MediatedQuantity = Literal[
    "total",
    "natural direct",
    "pure indirect",
    "total indirect",
    "randomised direct",
    "randomised indirect",
    "controlled direct",
]
MEDIATED: Mapping[MediatedQuantity, str] = {
    "total": template("total"),
    "natural direct": template("natural direct"),
    "pure indirect": template("pure indirect"),
    "total indirect": template("total indirect"),
    "randomised direct": template("randomised direct"),
    "randomised indirect": template("randomised indirect"),
    "controlled direct": template("controlled direct"),
}
# The quantities that are parts of the whole; a controlled direct effect is not.
SHARED: tuple[MediatedQuantity, ...] = (
    "total",
    "natural direct",
    "pure indirect",
    "total indirect",
)


@printed
@dataclass(frozen=True, slots=True, eq=False)
class MediatedPart:
    """One direct or indirect effect.

    Attributes
    ----------
    quantity : str
        Its name, such as ``"natural direct"``.
    estimate : Estimate
        The change.
    states : mapping from mediator to state
        For a controlled direct effect, where the mediators are held.
    others : mapping from coupling to Estimate
        The change under the other couplings, if a variable is needed twice.
    bounds : tuple of float, Skipped or None
        The least and the most under any coupling, if they were asked for.
    """

    quantity: MediatedQuantity
    estimate: Estimate
    states: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[Coupling, Estimate] = field(default_factory=dict)
    bounds: CouplingBounds = None

    @property
    def name(self) -> str:
        """Its printed name."""
        held = ", ".join(f"{name} = {state}" for name, state in self.states.items())
        return f"{self.quantity}, {held}" if held else self.quantity


@dataclass(frozen=True, eq=False, repr=False)
class Mediation(Answer):
    """The effect of an intervention, told apart by whether it goes through some mediators.

    Attributes
    ----------
    effect : Effect
        The whole change.
    through : tuple of str
        The mediators, taken together.
    parts : tuple of MediatedPart
        Total, natural direct, pure and total indirect; controlled direct effects; randomised ones if they were asked for.
    couplings : tuple of str
        The couplings of what is needed twice; the first one is printed in full.
    witnesses : tuple of str
        The variables that are needed in both versions (recanting witnesses).
    effects : PathSpecific
        The changes along any influences of the same question.
    """

    effect: Effect
    through: tuple[str, ...]
    parts: tuple[MediatedPart, ...]
    couplings: tuple[Coupling, ...]
    witnesses: tuple[str, ...]
    effects: PathSpecific

    @property
    def outcome(self) -> str:
        """The outcome."""
        return self.effect.outcome

    @public
    def __getitem__(self, name: str) -> Estimate:
        """One effect by its printed name, such as ``"natural direct"``."""
        for part in self.parts:
            if part.name == name:
                return part.estimate
        raise unknown("effect", name, [part.name for part in self.parts])

    @property
    def direct(self) -> Estimate:
        """The natural direct effect: the change if the mediators stayed as they would be without the intervention."""
        return self["natural direct"]

    @property
    def pure_indirect(self) -> Estimate:
        """The pure indirect effect: the change if only the mediators took note of the intervention."""
        return self["pure indirect"]

    @property
    def total_indirect(self) -> Estimate:
        """The total indirect effect: what of the change is lost if the mediators take no note of the intervention."""
        return self["total indirect"]

    @property
    def controlled(self) -> tuple[MediatedPart, ...]:
        """The controlled direct effect for each state of the mediators."""
        return tuple(part for part in self.parts if part.quantity == "controlled direct")

    @cached_property
    def closing(self) -> dict[Edge, float]:
        """For every influence on the way, the change that closing it alone takes away."""
        return closing(self.effects, self.couplings[0])

    @property
    def has_shares(self) -> bool:
        """Whether parts are told as shares: not of a change that is zero or whose middle 90% of draws holds zero."""
        return not uncertain(self.effect)

    @property
    def table(self) -> AnswerTable[MediatedPart]:
        """A row for every effect."""
        whole = self.effect.estimate
        columns: list[Column[MediatedPart]] = [
            Column("effect", lambda p: p.quantity, tr("effect"), self._named, "<"),
            Column("states", lambda p: dict(p.states)),
            Column(
                "change",
                lambda p: p.estimate.value,
                tr("change"),
                lambda p: signed(p.estimate.value),
            ),
        ]
        if self.has_shares:
            columns.append(Column("share", None, tr("share"), self._share))
        if whole.drawn:
            columns += [
                Column("low", lambda p: p.estimate.interval()[0]),
                Column("high", lambda p: p.estimate.interval()[1]),
                Column("draws", None, tr("90% of draws"), _between),
            ]
        if self.witnesses:
            columns += [_other(coupling) for coupling in self.couplings[1:]]
        if any(part.bounds is not None for part in self.parts):
            columns += bounds_columns(tr("any coupling"))
        return AnswerTable(self.parts, columns)

    def _named(self, part: MediatedPart) -> str:
        """A part as it prints: its name, and where the mediators are held."""
        words = self.effect.say.labels
        held = [f"{words.shown(v)} = {words.state(v, s)}" for v, s in part.states.items()]
        return comma_list([tr(MEDIATED[part.quantity]), *held])

    def _share(self, part: MediatedPart) -> str:
        if part.quantity not in SHARED:
            return ""
        return unsigned(part.estimate.value / self.effect.level, ".0%")

    def to_frame(self) -> pd.DataFrame:
        """A frame: effect, states, change; in draws the ends of its middle 90%; other couplings; bounds."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        if is_still(self.effect.path):
            return (Sheet(self.sentence, (), ()),)
        question, say = self.effect.versus.question, self.effect.say
        before = (
            tr("under {action}", action=say.action(question.under))
            if question.under
            else tr("today")
        )
        notes = [
            *_meanings([say.name(v) for v in self.through], before),
            twice_note(say, self.witnesses, self.couplings),
            *bounds_notes(say, self.parts),
        ]
        if not question.under:
            notes.append(
                tr("The reference is the mixture of states that there is today, and not one state.")
            )
        if any(part.quantity == "randomised direct" for part in self.parts):
            notes.append(_randomised(len(self.through)))
        if not self.has_shares:
            notes.append(tr(NO_SHARES))
        if self.effect.estimate.drawn:
            told = self.effect.under.provenance.draws or self.effect.estimate.told_draws
            notes.append(over_draws(told))
        return (self.table.sheet(self.sentence, notes),)

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        e = self.effect
        if is_still(e.path) or abs(e.level) < NOTHING:
            return e.sentence
        lead, names = of_the_change(e), series([e.say.name(v) for v in self.through])
        ends = sorted([self.pure_indirect.value, self.total_indirect.value], key=abs)
        if self.has_shares:
            told = _span([unsigned(x, ".0%") for x in sorted(x / e.level for x in ends)])
            return tr(
                "{lead} Of that, {share} goes through {names}.", lead=lead, share=told, names=names
            )
        told = _span([signed(x) for x in ends])
        return tr(
            "{lead} Of that, {amount} goes through {names}.", lead=lead, amount=told, names=names
        )


def _meanings(through: Sequence[str], before: str) -> list[str]:
    """What the direct and the indirect effects mean, where the mediators stay as they are `before`."""
    said = {"names": series(through), "before": before}
    both = tr(
        "Total = natural direct + total indirect. The pure indirect effect leaves out what the direct and the indirect way do only together."
    )
    if len(through) == 1:
        return [
            tr(
                "natural direct: {names} as {before}, all else changes. pure indirect: only {names} takes note of the change. total indirect: what is lost if it stays as {before}.",
                **said,
            ),
            both,
            tr("controlled direct: the change with the mediator held in that state in both arms."),
        ]
    return [
        tr(
            "natural direct: {names} as {before}, all else changes. pure indirect: only {names} take note of the change. total indirect: what is lost if they stay as {before}.",
            **said,
        ),
        both,
        tr("controlled direct: the change with the mediators held in those states in both arms."),
    ]


def _randomised(through: int) -> str:
    """What the randomised effects through a number of mediators mean."""
    if through == 1:
        return tr(
            "randomised: the mediator is drawn from its distribution in either arm. No coupling is needed."
        )
    return tr(
        "randomised: the mediators are drawn from their joint distribution in either arm. No coupling is needed."
    )


def _span(ends: list[str]) -> str:
    low, high = ends
    return low if low == high else tr("{low} to {high}", low=low, high=high)


def _between(part: MediatedPart) -> str:
    low, high = part.estimate.interval()
    return f"[{signed(low)}, {signed(high)}]"


def _other(coupling: Coupling) -> Column[MediatedPart]:
    def value(part: MediatedPart) -> float:
        return part.others.get(coupling, part.estimate).value

    def text(part: MediatedPart) -> str:
        return signed(value(part)) if coupling in part.others else ""

    return Column(coupling, value, tr(COUPLING_HEADS[coupling]), text)
