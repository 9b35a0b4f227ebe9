"""Variables of an argument, with named states from low to high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from causalnet.boundary.checks import public, public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake, few_names, join_places, unknown
from causalnet.model.effect_size import SIZES, Scale, size_mistakes
from causalnet.model.judgements.panel import Panel, judged_by_several, several_mistakes
from causalnet.model.mechanism import Mechanism, Ordinal
from causalnet.model.reviewable import Reviewable
from causalnet.names import (
    is_real,
    label_mistakes,
    name_mistakes,
    probability_mistakes,
    quoted_step,
    single_state_mistakes,
    state_label_mistakes,
    state_mistakes,
)

__all__ = ["Baseline", "Basis", "Better", "Role", "Variable", "swapped"]

Role = Literal["context", "lever", "mediator", "outcome"]
Basis = Literal["evidenced", "judged"]
Better = Literal["high", "low"]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Baseline:
    """Today's distribution of a variable: a credence, its weight and its basis.

    Parameters
    ----------
    p : sequence of float
        One probability for each state, in the order of the states; they sum to one.
    weight : float, default 12
        The weight, in equivalent observations (the total count of a Dirichlet).
    basis : {"judged", "evidenced"}
        Whether somebody judged it or outside evidence supports it.
    note : str
        Its source.

    Examples
    --------
    >>> Baseline([0.5, 0.4, 0.1], weight=60, basis="evidenced").p
    (0.5, 0.4, 0.1)
    """

    p: Sequence[float]
    weight: float = 12.0
    basis: Basis = "judged"
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        mistakes = probability_mistakes("p", self.p)
        if is_real(self.weight) and not 0 < self.weight < float("inf"):
            mistakes.append(Mistake("weight", f"must be a positive number, not {self.weight!r}."))
        return mistakes


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Variable(Reviewable):
    """A variable of the argument.

    Parameters
    ----------
    name : str
        Its identifier in the model.
    states : sequence of str
        Its states, from low to high on its own scale: two or more.
    baseline : Baseline or Panel, optional
        Today's distribution, or the baselines of several people. Without one, a variable that has no causes is uniform, and one
        that has causes is not calibrated.
    label : str
        The name that readers see. Default: `name`, with spaces for underscores.
    means : str
        A definition of the variable, with its unit.
    state_labels : sequence of str
        The names of the states that readers see, in the order of the states. Default: `states`. Questions name a state
        as it is in `states`.
    meanings : sequence of str
        A definition of each state, in the order of the states.
    roles : sequence of {"context", "lever", "mediator", "outcome"}
        Its roles in the argument.
    better : {"high", "low"}
        The desirable end of an outcome's scale. Levers are ranked by it, and a report asks for it.
    latent : bool
        Whether nobody can observe it directly.
    sizes : sequence of float, default (0.01, 0.05, 0.15)
        The shares of its scale from which a change counts as small, moderate and large. Smaller changes are
        negligible. See `causalnet.model.effect_size.Scale`.
    mechanism : Mechanism
        The way in which its causes act on it. Default: `Ordinal`.
    alternate : Mechanism, optional
        A second mechanism, to compare answers.
    note : str
        A remark for readers.
    drafted_by, reviewed_by : str
        Who drafted it, and who accepted the draft. A draft that nobody accepted is shown as drafted in every answer.

    Raises
    ------
    ModelError
        With every mistake in the fields.

    Examples
    --------
    >>> rain = Variable("rain", ["no", "yes"], Baseline([0.8, 0.2]))
    >>> rain.index("yes")
    1
    """

    name: str
    states: Sequence[str]
    baseline: Baseline | Panel[Baseline] | None = None
    label: str = ""
    means: str = ""
    meanings: Sequence[str] = ()
    roles: Sequence[Role] = ("mediator",)
    better: Better = "high"
    latent: bool = False
    mechanism: Mechanism = Ordinal()
    alternate: Mechanism | None = None
    note: str = ""
    sizes: Sequence[float] = SIZES
    drafted_by: str = ""
    reviewed_by: str = ""
    state_labels: Sequence[str] = ()

    def __post_init__(self) -> None:
        if isinstance(self.label, str) and not self.label and isinstance(self.name, str):
            text = self.name.replace("_", " ")
            text = self.name if text.isspace() else text
            object.__setattr__(self, "label", text[:1].upper() + text[1:])
        check_fields(self, self._mistakes)
        # Labels that are the states themselves say nothing more, so equal variables are equal.
        if self.state_labels == self.states:
            object.__setattr__(self, "state_labels", ())

    def _mistakes(self) -> list[Mistake]:
        named = name_mistakes("name", self.name)
        mistakes = named + state_mistakes("states", self.states)
        mistakes += single_state_mistakes("states", self.states)
        # A default label follows from the name, so its mistakes are reported only once.
        if isinstance(self.label, str) and not named:
            mistakes += label_mistakes("label", self.label)
        return mistakes + size_mistakes("sizes", self.sizes) + self._length_mistakes()

    def _length_mistakes(self) -> list[Mistake]:
        count, mistakes = len(self.states), list[Mistake]()
        if not self.states or not all(isinstance(state, str) for state in self.states):
            return mistakes
        if self.meanings and len(self.meanings) != count:
            what = f"{len(self.meanings)} meanings for {count} states ({few_names(self.states)})."
            mistakes.append(Mistake("meanings", what))
        mistakes += state_label_mistakes("state_labels", self.state_labels, self.states)
        own = self.baseline
        held = own.judged if isinstance(own, Panel) else {"": own}
        for name, said in held.items():
            if isinstance(said, Baseline) and len(said.p) != count:
                what = f"{len(said.p)} probabilities for {count} states ({few_names(self.states)})."
                place = join_places("baseline", quoted_step(name)) if name else "baseline"
                mistakes.append(Mistake(f"{place}.p", what))
        return mistakes + several_mistakes("baseline", own, Baseline)

    @property
    def one_baseline(self) -> Baseline | None:
        """The baseline of a variable that one person judged; None without one.

        Raises
        ------
        QuestionError
            If several people judged it.
        """
        if isinstance(self.baseline, Panel):
            raise judged_by_several(f"The baseline of {self.name}", self.baseline)
        return self.baseline

    @public
    def scale(self, *, probability: bool = False) -> Scale:
        """The scale of a change in its expected level, or in a probability of its states."""
        return Scale.of(self.states, self.sizes, probability=probability)

    @public
    def state_label(self, state: str) -> str:
        """The name of a state that readers see.

        Examples
        --------
        >>> jams = Variable("jams", ["low", "high"], state_labels=["clear roads", "long queues"])
        >>> jams.state_label("high")
        'long queues'
        """
        return self.shown_states[self.index(state)]

    @property
    def shown_states(self) -> Sequence[str]:
        """The names of all its states that readers see, from low to high."""
        return self.state_labels or self.states

    @public
    def index(self, state: str) -> int:
        """Position of `state` on the scale, or an error that names the nearest."""
        if state not in self.states:
            raise unknown("state", state, self.states, of=self.name)
        return self.states.index(state)


def swapped(variable: Variable) -> Variable:
    """`variable` under its alternate, whose strengths are then read as those of its own ordinal."""
    alternate = variable.alternate
    if alternate is None:
        return variable
    if isinstance(variable.mechanism, Ordinal):
        alternate = alternate.with_ordinal_strengths()
    return replace(variable, mechanism=alternate, alternate=variable.mechanism)
