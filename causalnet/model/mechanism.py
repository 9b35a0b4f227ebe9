"""Mechanism specifications: rules with few parameters for the effect of a variable's causes.

These are descriptions only. `causalnet.compilation.mechanisms` turns them into tables, with one module for each
kind.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake, ModelError
from causalnet.frozen_map import Register
from causalnet.names import is_real, listed, name_mistakes, probability_mistakes

__all__ = [
    "Deterministic",
    "Graded",
    "Mechanism",
    "NoisyMax",
    "NoisyMin",
    "Ordinal",
    "RankedNode",
    "Table",
    "Tabular",
]


class _Kind:
    """The properties of every kind of mechanism."""

    __slots__ = ()

    kind: ClassVar[str]

    @property
    def leak(self) -> Sequence[float]:
        """The distribution when every cause is neutral; empty if it is not declared."""
        return ()

    @property
    def like_ordinal(self) -> bool:
        """Whether the strengths are those of an ordinal, whose effects are matched."""
        return False

    @property
    def has_slopes(self) -> bool:
        """Whether a step of a cause has a slope, which a modifier can scale."""
        return True

    def with_ordinal_strengths(self) -> Self:
        """The mechanism for strengths that were judged for an `Ordinal`: with ``like_ordinal``, if it has that."""
        return self


class Graded(_Kind):
    """A mechanism that follows from the strengths of the influences."""

    __slots__ = ()


class Tabular(_Kind, ABC):
    """A mechanism written row by row, without strengths and never calibrated."""

    __slots__ = ()

    causes: Sequence[str]
    rows: Mapping[tuple[str, ...], str | Sequence[float]]

    @property
    def has_slopes(self) -> bool:
        """Whether a step of a cause has a slope, which a modifier can scale."""
        return False

    @abstractmethod
    def distribution(self, when: tuple[str, ...], states: Sequence[str]) -> Sequence[float]:
        """One row as probabilities of the variable's states."""


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Ordinal(Graded):
    r"""Cumulative logit: each step of a cause adds its strength to the log-odds. The default.

    For a variable with states :math:`0 < 1 < \dots < k-1`,

    .. math::

        \operatorname{logit} P(Y \ge j \mid s) = \eta(s) - \tau_j,\qquad
        \eta(s) = \sum_i \pm w_i \prod_m (1 + \gamma_{im} m)\,(s_i - \mathrm{ref}_i)

    with :math:`w_i` the strength of influence :math:`i` (log-odds per step of the cause),
    :math:`s_i` the position of the cause's state, :math:`\mathrm{ref}_i` its reference (default: the middle of the
    scale) and :math:`\gamma_{im}` the amount of each modifier at its level :math:`m \in [0, 1]`. Since all
    cumulative log-odds move together, a claimed sign is exact, in the sense of first-order stochastic dominance.

    Calibration frees the thresholds :math:`\tau_j`. Without a baseline, they make all states equally likely when
    every cause is at its reference.

    References
    ----------
    P. McCullagh (1980), "Regression models for ordinal data", *JRSS B* 42(2), eq. 2.1.
    """

    kind: ClassVar[str] = "ordinal"


@dataclass(frozen=True, slots=True)
class _Noisy(Graded):
    """The common base of noisy-MAX and its mirror image."""

    leak: Sequence[float] = ()
    like_ordinal: bool = False

    @property
    def has_slopes(self) -> bool:
        """Products do not have slopes; an ordinal whose effects are matched has them."""
        return self.like_ordinal

    def with_ordinal_strengths(self) -> Self:
        """The same with ``like_ordinal``."""
        return replace(self, like_ordinal=True)

    def __post_init__(self) -> None:
        check_fields(self, lambda: probability_mistakes("leak", self.leak) if self.leak else [])


@public_class
@printed
@dataclass(frozen=True, slots=True)
class NoisyMax(_Noisy):
    r"""Graded noisy-MAX: each cause alone may lift the effect; the highest lift wins.

    .. math::

        P(Y \le j \mid s) = L_j \prod_i (1 - q_i^{\,j+1})^{d_i},\qquad
        q_i = \tanh(w_i / 2)

    where :math:`d_i` counts the steps of cause :math:`i` from its neutral end (lowest for a positive influence,
    highest for a negative one). A step lifts :math:`Y` by a grade with probability :math:`q`, by two with
    :math:`q^2`, …; :math:`q = \tanh(w/2)` is the one for which a step turns even odds into log-odds of :math:`w`.
    The leak :math:`L` is the distribution when every cause is neutral.

    Calibration frees the leak. Not every marginal can be met: if the causes alone do more than the baseline
    allows, `CalibrationError` names the nearest marginal.

    Parameters
    ----------
    leak : sequence of float, optional
        Distribution of the variable when every cause is neutral, for a variable without a
        declared baseline. Default: the lowest state for certain.
    like_ordinal : bool
        Read the strengths as those of an `Ordinal` and translate them, so that moving one cause from end to end
        has, as far as the baseline allows, the same effect as there. Alternates use this. Modifiers then act in
        the imitated ordinal; the noisy mechanism itself does not have a slope to scale.

    References
    ----------
    F. J. Díez (1993), "Parameter adjustment in Bayes networks: the generalized noisy OR-gate",
    *UAI*; A. Zagorecki and M. J. Druzdzel (2013), "Knowledge engineering for Bayesian networks:
    how common are noisy-MAX distributions in practice?", *IEEE Trans. SMC* 43(1).
    """

    kind: ClassVar[str] = "noisy-max"


@public_class
@printed
@dataclass(frozen=True, slots=True)
class NoisyMin(_Noisy):
    r"""Graded noisy-MIN: every cause is needed; each that falls short may pull the effect down.

    The mirror image of `NoisyMax`:

    .. math::

        P(Y \ge j \mid s) = L_j \prod_i (1 - q_i^{\,k-j})^{d_i},\qquad q_i = \tanh(w_i / 2)

    with :math:`d_i` the steps by which cause :math:`i` falls short of its best end (highest for a
    positive influence, lowest for a negative one).

    Parameters
    ----------
    leak : sequence of float, optional
        Distribution of the variable when every cause is at its best, for a variable without a
        declared baseline. Default: the highest state for certain.
    like_ordinal : bool
        As in `NoisyMax`.

    References
    ----------
    F. J. Díez and M. J. Druzdzel (2006), "Canonical probabilistic models for knowledge
    engineering", technical report CISIAD-06-01, section 5.
    """

    kind: ClassVar[str] = "noisy-min"


@public_class
@printed
@dataclass(frozen=True, slots=True)
class RankedNode(Graded):
    r"""Ranked node: a truncated normal around the weighted mean of the causes' ranks.

    .. math::

        Y^* \sim \mathrm{TN}_{[0,1]}(\mu(s), \sigma^2),\qquad
        \mu(s) = \tfrac12 + \sum_i \pm W_i \prod_m (1 + \gamma_{im} m)\,
        \frac{s_i - \mathrm{ref}_i}{k_i},\qquad
        W_i = \frac{k_i w_i}{\sum_j k_j w_j}

    and :math:`Y` is the interval between cut-points that :math:`Y^*` falls into. The variance is the same in every
    column, so that a claimed sign is true as first-order dominance. With a variance that depends on the causes it
    may not be.

    Calibration frees the cut-points. Without a baseline, they are equidistant.

    Parameters
    ----------
    variance : float, optional
        :math:`\sigma^2` on the unit interval. Default: the one for which, apart from the truncation, a step of
        cause :math:`i` weighs :math:`w_i` on the scale of log-odds:
        :math:`\sigma = \pi / (\sqrt 3 \sum_j k_j w_j)`.
    like_ordinal : bool
        As in `NoisyMax`. If a cause would need a greater effect than a ranked node allows, all effects are reduced
        by the same share. With a declared variance, only the proportions of the strengths are kept.

    References
    ----------
    N. E. Fenton, M. Neil and J. G. Caballero (2007), "Using ranked nodes to model qualitative
    judgments in Bayesian networks", *IEEE TKDE* 19(10); P. Laitila and K. Virtanen (2021) on its
    limits.
    """

    variance: float | None = None
    like_ordinal: bool = False

    kind: ClassVar[str] = "ranked"

    def with_ordinal_strengths(self) -> Self:
        """The same with ``like_ordinal``."""
        return replace(self, like_ordinal=True)

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        v = self.variance
        if v is None or (is_real(v) and 1e-6 <= v <= 1e6):
            return []
        return [Mistake("variance", f"must lie between 1e-6 and 1e6, not {v!r}.")]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Deterministic(Tabular):
    """A rule: each combination of the causes' states determines one state.

    Never calibrated.

    Parameters
    ----------
    causes : sequence of str
        The causes, in the order in which the rows name their states.
    rows : mapping from tuple of str to str
        For every combination of the causes' states, the state that follows.

    References
    ----------
    D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, section 5.2.

    Examples
    --------
    >>> rule = Deterministic(["a", "b"], {("no", "no"): "no", ("no", "yes"): "yes",
    ...                                   ("yes", "no"): "yes", ("yes", "yes"): "yes"})
    >>> rule.rows["no", "yes"]
    'yes'
    """

    causes: Sequence[str]
    rows: Mapping[tuple[str, ...], str]

    kind: ClassVar[str] = "deterministic"

    def distribution(self, when: tuple[str, ...], states: Sequence[str]) -> Sequence[float]:
        """One for the state that follows, zero for the others."""
        return [float(state == self.rows[when]) for state in states]

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", Register(_rows(self.rows, "a state"), "row"))
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        mistakes = [m for when, s in self.rows.items() for m in name_mistakes(row_name(when), s)]
        return mistakes + _row_mistakes(self.causes, self.rows)


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Table(Tabular):
    """A full conditional table, row by row. Never calibrated.

    Parameters
    ----------
    causes : sequence of str
        The causes, in the order in which the rows name their states.
    rows : mapping from tuple of str to sequence of float
        For every combination of the causes' states, the distribution of the variable.

    References
    ----------
    D. Koller and N. Friedman (2009), *Probabilistic Graphical Models*, section 5.1 (table-CPDs).

    Examples
    --------
    >>> wet = Table(["rain"], {("no",): [0.9, 0.1], ("yes",): [0.2, 0.8]})
    >>> wet.rows["yes",]
    (0.2, 0.8)
    """

    causes: Sequence[str]
    rows: Mapping[tuple[str, ...], Sequence[float]]

    kind: ClassVar[str] = "table"

    def distribution(self, when: tuple[str, ...], states: Sequence[str]) -> Sequence[float]:
        """The row itself."""
        return self.rows[when]

    def __post_init__(self) -> None:
        rows = {
            when: listed(row_name(when), p)
            for when, p in _rows(self.rows, "a distribution").items()
        }
        object.__setattr__(self, "rows", Register(rows, "row"))
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        rows = self.rows
        mistakes = [m for when, p in rows.items() for m in probability_mistakes(row_name(when), p)]
        return mistakes + _row_mistakes(self.causes, rows)


Mechanism = Ordinal | NoisyMax | NoisyMin | RankedNode | Deterministic | Table


def _rows(rows: object, what: str) -> dict[tuple[str, ...], Any]:
    """Rows by the states of the causes; a single state need not be a tuple."""
    if not isinstance(rows, Mapping):
        wanted = f"must map the causes' states to {what}, such as {{('no', 'yes'): …}}"
        raise ModelError([Mistake("rows", f"{wanted}; not {rows!r}.")])
    named = {(when,) if isinstance(when, str) else when: row for when, row in rows.items()}
    for when in named:
        if not (isinstance(when, tuple) and all(isinstance(s, str) for s in when)):
            raise ModelError([Mistake("rows", f"names states by {when!r}: give a tuple of them.")])
    return named


def row_name(when: Sequence[str]) -> str:
    """The name of a table row in an error."""
    return f"row ({', '.join(when)})"


def _row_mistakes(causes: Sequence[str], rows: Mapping[tuple[str, ...], object]) -> list[Mistake]:
    mistakes = [m for i, c in enumerate(causes, 1) for m in name_mistakes(f"causes, item {i}", c)]
    if mistakes:
        return mistakes
    mistakes = [Mistake("causes", f"{c!r} is repeated.") for c in causes if causes.count(c) > 1]
    idle = next(filter(None, rows), None)
    if idle and not causes:
        return [Mistake("causes", f"is empty, but {row_name(idle)} names a state of a cause.")]
    for when in rows:
        if len(when) != len(causes):
            what = f"names {len(when)} states for {len(causes)} causes ({', '.join(causes)})."
            mistakes.append(Mistake(row_name(when), what))
    return mistakes
