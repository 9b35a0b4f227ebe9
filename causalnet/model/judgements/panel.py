"""Panels: one number, or one baseline, as each of several people judged it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from causalnet.boundary.checks import public, public_class
from causalnet.boundary.fields import check_fields, with_article
from causalnet.console import printed
from causalnet.errors import Mistake, QuestionError, unknown
from causalnet.frozen_map import Register
from causalnet.model.judgements.judgement import Judgement, fixed
from causalnet.names import is_real, name_mistakes
from causalnet.notation import enumerated

__all__ = ["Panel", "judged_by_several", "one_judgement", "several_mistakes"]

J = TypeVar("J")


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Panel(Generic[J]):
    """One number, or one baseline, as each of several people judged it.

    A panel has no central value: nobody has said whose word counts for how much. `causalnet.pool` takes the weights,
    and ``model.judged_by("anna")`` is the model of one person.

    Parameters
    ----------
    judged : mapping from source to Judgement or Baseline
        What each person said. In a model the people are sources. A bare number is a fixed judgement.

    Examples
    --------
    >>> from causalnet import interval, pert
    >>> said = Panel({"anna": pert(0.2, 0.8, 1.6), "ben": interval(0, 0.5)})
    >>> print(said)
    anna 0.2/0.8/1.6; ben 0/0.5
    >>> said.range
    (0, 1.6)
    >>> said["ben"].central
    0.25
    """

    judged: Mapping[str, J]

    def __post_init__(self) -> None:
        if isinstance(self.judged, Mapping):
            held = {k: _as_judged(x) for k, x in self.judged.items()}
            object.__setattr__(self, "judged", Register(held, "judge"))
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        found = [m for name in self.judged for m in name_mistakes("judged", name)]
        kinds = sorted({type(said).__name__ for said in self.judged.values()})
        if not self.judged:
            found.append(Mistake("judged", "is empty. Name at least one person."))
        elif kinds not in (["Baseline"], ["Judgement"]):
            what = f"must be judgements, or all of them baselines, not {enumerated(kinds)}."
            found.append(Mistake("judged", what))
        return found

    @property
    def people(self) -> tuple[str, ...]:
        """The people who judged it."""
        return tuple(self.judged)

    @public
    def __getitem__(self, name: str) -> J:
        """What one person said, or an error that names the nearest."""
        if name not in self.judged:
            raise unknown("judge", name, self.judged)
        return self.judged[name]

    @property
    def range(self: Panel[Judgement]) -> tuple[float, float]:
        """The least and the greatest value that anybody thought possible: the hull of all ranges."""
        lows, highs = zip(*(said.range for said in self.judged.values()), strict=True)
        return min(lows), max(highs)

    @property
    def low(self: Panel[Judgement]) -> float:
        """The least value in any range."""
        return min(said.low for said in self.judged.values())

    @property
    def high(self: Panel[Judgement]) -> float:
        """The greatest value in any range."""
        return max(said.high for said in self.judged.values())

    def __str__(self) -> str:
        return "; ".join(f"{name} {_said(said)}" for name, said in self.judged.items())


def _as_judged(said: object) -> object:
    """A bare number as a fixed judgement."""
    return fixed(said) if isinstance(said, int | float) and is_real(said) else said


def _said(said: object) -> str:
    p = getattr(said, "p", None)
    return str(said) if p is None else "/".join(f"{x:g}" for x in p)


def several_mistakes(place: str, value: object, kind: type) -> list[Mistake]:
    """The mistake that a panel does not hold what is needed at its place."""
    if not isinstance(value, Panel) or all(isinstance(x, kind) for x in value.judged.values()):
        return []
    return [Mistake(place, f"must be a panel in which each is {with_article(kind.__name__)}.")]


def one_judgement(what: str, judged: Judgement | Panel[Judgement]) -> Judgement:
    """The judgement behind a number.

    Raises
    ------
    QuestionError
        If several people judged it.
    """
    if isinstance(judged, Panel):
        raise judged_by_several(what, judged)
    return judged


def judged_by_several(what: str, panel: Panel[J]) -> QuestionError:
    """The error for a question that needs one number where several people have judged it."""
    people = panel.people
    weights = ", ".join(f"{name!r}: …" for name in people)
    return QuestionError(
        f"{what} is judged by {enumerated(people)}, so that there is not one number to answer from. Pool them with "
        f"cn.pool(model, weights={{{weights}}}), or ask the model of one: model.judged_by({people[0]!r})."
    )
