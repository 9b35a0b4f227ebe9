"""Which judgements move an answer by a later period: one number at a time, over its whole range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.parameters import Parameters, central
from causalnet.console import printed
from causalnet.errors import QuestionError
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion, check_sizes
from causalnet.model.effect_size import Scale
from causalnet.model.judgement import Judgement
from causalnet.questions.query.paths import Path
from causalnet.questions.query.question import Provenance, provenance
from causalnet.questions.sensitivity.sensitivity_answer import sensitivity_sentence
from causalnet.questions.signs.signs import by_signs
from causalnet.questions.time.courses import courses_at
from causalnet.questions.time.levers_in_time import inquiry, measured
from causalnet.questions.verdict.wording import shown
from causalnet.tables import Ranking, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SensitivityInTime", "Swing", "sensitivity_in_time"]

Array = NDArray[np.float64]

# Particles at every point: all points share their random numbers.
PARTICLES = 4096


@printed
@dataclass(frozen=True, slots=True)
class Swing:
    """How far one judgement moves an answer.

    Attributes
    ----------
    name : str
        Of the influence or modifier.
    central : float
        The number at the centre.
    range : tuple of float
        Its least and greatest value.
    ends : tuple of float
        The contrast at either end, all other numbers central.
    error : float
        Standard error of the difference between the ends.
    """

    name: str
    central: float
    range: tuple[float, float]
    ends: tuple[float, float]
    error: float

    @property
    def swing(self) -> float:
        """How far the contrast moves over the range of this number alone."""
        return abs(self.ends[1] - self.ends[0])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SensitivityInTime(Ranking[Swing]):
    """Which judgements move an answer by a later period: those with the widest swing first.

    Attributes
    ----------
    conclusion : Conclusion
    central : float
        The contrast at the centre.
    ranked : tuple of Swing
    provenance : Provenance
    scale : Scale
        What the contrast is measured on.
    path : {"within a period", "blocked by what is observed", "lagged only", "no path"}
        How the difference between the arms can reach the outcome by then.
    since : int or None
        Of what is lagged only, the first period in which the outcome is reached.
    """

    conclusion: Conclusion
    central: float
    ranked: tuple[Swing, ...]
    provenance: Provenance
    scale: Scale
    path: Path
    since: int | None = None

    def to_frame(self) -> pd.DataFrame:
        """A frame: name, central, low, high, at low, at high, swing, error."""
        import pandas as pd

        rows = [(s.name, s.central, *s.range, *s.ends, s.swing, s.error) for s in self.ranked]
        columns = ["name", "central", "low", "high", "at low", "at high", "swing", "error"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def sentence(self) -> str:
        """Which judgement moves the answer most, and how far, in one sentence."""
        first, among = self.ranked[0], len(self.ranked)
        return sensitivity_sentence(
            self.conclusion, self.scale, first, among, self.path, self.since
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        c = self.conclusion
        rows = [
            [
                s.name,
                f"{s.range[0]:g} to {s.range[1]:g}",
                *(shown(c, x) for x in s.ends),
                f"{s.swing:.3f}",
            ]
            for s in self.ranked
        ]
        worst = max((s.error for s in self.ranked), default=0.0)
        notes = [f"At the centre {shown(c, self.central)}."]
        notes += [f"Standard errors of the swings up to {worst:.4f}."] if worst else []
        header = ["", "range", "at its least", "at its greatest", "swing"]
        notes.append(f"Sizes: {self.scale.legend()}.")
        return (Sheet(self.sentence, header, rows, notes),)


def sensitivity_in_time(model: CausalModel, conclusion: Conclusion) -> SensitivityInTime:
    """The contrast of a conclusion by a period, at either end of every judgement's range.

    All points live through the same random numbers, so that a swing has much less noise than the contrast.

    Parameters
    ----------
    model : CausalModel
    conclusion : Conclusion
        With a period by which it is concluded.
    """
    judged = _judged(model)
    if not judged:
        raise QuestionError("No judgement of the model has a range: there is nothing to move.")
    centre = central(model)
    numbers = _one_at_a_time(centre, judged)
    if conclusion.outcome in model.variables:
        check_sizes(conclusion, model.variables[conclusion.outcome].states)
    asked = inquiry(conclusion, particles=PARTICLES)
    found = courses_at(model, asked.arms, asked.inquiry, numbers)
    values = measured(model, conclusion, found)
    at_centre, pairs = values[0], values[1:].reshape(len(judged), 2, -1)
    swings = [
        Swing(
            name,
            judgement.central,
            judgement.range,
            (float(pair[0].mean()), float(pair[1].mean())),
            _error(pair[1] - pair[0]),
        )
        for (name, _, judgement), pair in zip(judged, pairs, strict=True)
    ]
    swings.sort(key=lambda s: -round(s.swing, 12))
    source = provenance(model, found.method)
    scale = conclusion.scale(model.variables[conclusion.outcome].scale())
    signs = by_signs(model, conclusion)
    level = float(at_centre.mean())
    return SensitivityInTime(
        conclusion, level, tuple(swings), source, scale, signs.path, signs.since
    )


def _judged(model: CausalModel) -> list[tuple[str, tuple[str, ...], Judgement]]:
    """Every number with a range: its name, its key among the parameters, the judgement."""
    found: list[tuple[str, tuple[str, ...], Judgement]] = []
    for i in model.influences:
        judgement = model.strength(i)
        if judgement is not None and judgement.range[0] < judgement.range[1]:
            found.append((i.name, (i.cause, i.effect, str(i.lag)), judgement))
    for m in model.modifiers:
        judgement = model.amount(m)
        if judgement.range[0] < judgement.range[1]:
            found.append((m.name, (m.cause, m.effect, m.by, "×"), judgement))
    return found


def _one_at_a_time(
    centre: Parameters, judged: list[tuple[str, tuple[str, ...], Judgement]]
) -> Parameters:
    """The centre, then every number at its least and at its greatest with the others central."""
    points = 1 + 2 * len(judged)
    strengths = {k: np.full(points, float(x)) for k, x in centre.strengths.items()}
    amounts = {k: np.full(points, float(x)) for k, x in centre.amounts.items()}
    for place, (_, key, judgement) in enumerate(judged):
        own = slice(1 + 2 * place, 3 + 2 * place)
        if key[-1] == "×":
            amounts[key[0], key[1], key[2]][own] = judgement.range
        else:
            strengths[key[0], key[1], int(key[2])][own] = judgement.range
    return Parameters(strengths, amounts)


def _error(values: Array) -> float:
    return float(values.std(ddof=1) / np.sqrt(values.size)) if values.size > 1 else 0.0
