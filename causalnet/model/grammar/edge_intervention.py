"""Interventions on one influence: a cut, and an effect that behaves as if its cause were set.

Both change the effect's own table and leave the cause to act on everything else. `causalnet.questions.query.mutilate`
carries them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from causalnet.boundary.checks import public
from causalnet.boundary.fields import check_setting
from causalnet.errors import InterventionError, shown
from causalnet.frozen_map import Register
from causalnet.notation import is_argument, quoted

__all__ = ["AsIf", "Cut", "as_if", "compatible", "cut"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A severed influence: the effect reads an independent copy of the cause instead."""

    cause: str
    effect: str

    def __post_init__(self) -> None:
        check_setting(self, "A cut")

    def __repr__(self) -> str:
        return f"cut({quoted(self.cause)}, {quoted(self.effect)})"


@dataclass(frozen=True, slots=True)
class AsIf:
    """An effect that behaves as if some of its causes were set; everything else sees these as they are.

    Parameters
    ----------
    effect : str
        The effect.
    causes : mapping from variable to state
        The state in which the effect sees each of these causes.
    """

    effect: str
    causes: Register[str, str]

    def __post_init__(self) -> None:
        check_setting(self, "An as_if")
        if not self.causes:
            raise InterventionError(
                f"as_if({quoted(self.effect)}) names no cause. Write as_if({quoted(self.effect)}, cause='state')."
            )
        for cause, state in self.causes.items():
            if not isinstance(cause, str):
                raise InterventionError(
                    f"as_if({quoted(self.effect)}, …) names causes, which are strings, got {shown(cause)}."
                )
            if not isinstance(state, str):
                raise InterventionError(
                    f"as_if({quoted(self.effect)}, …) sees {quoted(cause)} in a state, which goes by its name, "
                    f"got {shown(state)}."
                )

    @property
    def severed(self) -> tuple[tuple[str, str], ...]:
        """Pairs of cause and effect between which nothing passes any more."""
        return tuple((cause, self.effect) for cause in self.causes)

    def __repr__(self) -> str:
        ordered = dict(sorted(self.causes.items()))
        odd = {n: s for n, s in ordered.items() if not is_argument(n) or n == "effect"}
        plain = [f"{n}={quoted(s)}" for n, s in ordered.items() if n not in odd]
        parts = [quoted(self.effect), *([_by_state(odd)] if odd else []), *plain]
        return f"as_if({', '.join(parts)})"


def _by_state(causes: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{quoted(n)}: {quoted(s)}" for n, s in causes.items()) + "}"


@public
def cut(cause: str, effect: str) -> Cut:
    """Sever one influence: the effect reads an independent copy of the cause.

    The copy follows the marginal of the cause in the network before any other intervention. Nothing is
    recalibrated. Several cuts into one effect give it independent copies.

    References
    ----------
    D. Janzing, D. Balduzzi, M. Grosse-Wentrup and B. Schölkopf (2013), "Quantifying causal
    influences", *Annals of Statistics* 41(5), eq. 6 and 7 (edge deletion).

    Examples
    --------
    >>> from causalnet import do
    >>> do(cut("rain", "sprinkler"))
    do(cut("rain", "sprinkler"))
    """
    return Cut(cause, effect)


@public
def as_if(effect: str, *mappings: Mapping[str, str], **causes: str) -> AsIf:
    """Let one effect behave as if some of its causes were set to a state: an edge intervention.

    Everything else sees these causes as they are, and so does the effect as far as its other causes depend on them.
    It concerns the influence at every lag. Nothing is recalibrated.

    Parameters
    ----------
    effect : str
        The effect.
    *mappings : mapping from variable to state
        Causes whose names are not Python identifiers, or ``effect``: ``as_if("pay", {"outsourcing layers": "shallow"})``.
    **causes : str
        For each cause the state in which the effect sees it.

    Returns
    -------
    AsIf
        A part of an intervention: ``do(as_if("pay", outsourcing="shallow"))``.

    Raises
    ------
    InterventionError
        If no cause is named, or one in two states. The verbs check names and states, because they know the network.

    References
    ----------
    I. Shpitser and E. Tchetgen Tchetgen (2016), "Causal inference with a graphical hierarchy of interventions",
    *Annals of Statistics* 44(6) (edge interventions).

    Examples
    --------
    >>> from causalnet import do
    >>> do(as_if("pay", outsourcing="shallow"))
    do(as_if("pay", outsourcing="shallow"))
    """
    parts = [AsIf(effect, Register(m, "cause")) for m in (*mappings, causes) if m]
    whole = _merged(parts)
    return next(iter(whole)) if whole else AsIf(effect, Register({}, "cause"))


def _merged(parts: Iterable[AsIf]) -> frozenset[AsIf]:
    """One value for each effect; an error if an effect is to see a cause in two states."""
    whole: dict[str, dict[str, str]] = {}
    for part in sorted(parts, key=repr):
        held = whole.setdefault(part.effect, {})
        for cause, state in part.causes.items():
            if held.setdefault(cause, state) != state:
                raise InterventionError(
                    f"{quoted(part.effect)} is to see {quoted(cause)} in two states: {quoted(held[cause])} and "
                    f"{quoted(state)}."
                )
    return frozenset(AsIf(e, Register(causes, "cause")) for e, causes in whole.items())


def compatible(cuts: Iterable[object], as_ifs: Iterable[object]) -> frozenset[AsIf]:
    """The parts of an intervention that concern influences, one value of `as_if` for each effect.

    Raises
    ------
    InterventionError
        If a part is of another kind, or an influence is changed in two ways.
    """
    severed = {}
    for c in cuts:
        if not isinstance(c, Cut):
            raise InterventionError(f"A cut is written cut(cause, effect), not {c!r}.")
        severed[c.cause, c.effect] = c
    parts = []
    for part in as_ifs:
        if not isinstance(part, AsIf):
            raise InterventionError(
                f"An as_if is written as_if(effect, cause='state'), not {part!r}."
            )
        parts.append(part)
        if twice := [edge for edge in part.severed if edge in severed]:
            (cause, effect), cut_ = twice[0], severed[twice[0]]
            raise InterventionError(f"{cause} → {effect} is set twice: {cut_} and {part}.")
    return _merged(parts)
