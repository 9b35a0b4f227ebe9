"""The ways from levers to an outcome: by the signs, only later, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion, Direction
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.network import Network
from causalnet.questions.effects.lever import Lever
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.paths import path_notes
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.signs.arms import Arms
from causalnet.questions.signs.later_paths import LaterPath, later_notes, later_path
from causalnet.questions.signs.signs import by_signs
from causalnet.questions.signs.signs_answer import BySigns

__all__ = ["later_of", "said_of_paths", "signs_of"]

TimedFindings = Mapping[int, Mapping[str, Finding]]


def signs_of(
    model: CausalModel, measure: Measure, lever: Lever, given: Mapping[str, Finding], at: int
) -> BySigns | None:
    """The effect of a lever by the signs alone; None for a state that is not the highest."""
    if measure.state not in (None, measure.states[-1]):
        return None
    direction: Direction = "rises" if lever.level >= 0 else "falls"
    under = lever.intervention
    asked = Conclusion(
        measure.outcome, direction, under, given=given, at_least=measure.state, at=at
    )
    return by_signs(model, asked)


def later_of(
    levers: Iterable[Lever],
    model: CausalModel | Network,
    measure: Measure,
    given: TimedFindings,
    at: int,
) -> dict[Lever, LaterPath]:
    """The paths that act only after the period asked about, and lead elsewhere than the changes of some levers."""
    if not isinstance(model, CausalModel):
        return {}
    found = {}
    for lever in levers:
        arms = Arms(model, lever.intervention, Intervention())
        change = measure.upward(lever.level)
        path = later_path(model, arms, measure.outcome, given, lever.path, at=at, change=change)
        if path is not None:
            found[lever] = path
    return found


def said_of_paths(
    say: Phrasing,
    levers: Iterable[Lever],
    later: Mapping[Lever, LaterPath],
    measure: Measure,
    at: int,
) -> list[str]:
    """Notes on how levers reach the outcome otherwise than by the period asked about, and on what they do later."""
    named = (
        (
            f"{say.labels.shown(v.variable)} = {say.state(v.variable, v.state)}",
            say.name(measure.outcome),
            path,
            at,
        )
        for v, path in later.items()
    )
    return [*path_notes(lever.path for lever in levers), *later_notes(named)]
