"""Notes below the judgements that move an answer: on what is left out, and on the shares of variance."""

from __future__ import annotations

from collections.abc import Sequence

from causalnet.answer_tables import unsigned
from causalnet.compilation.parameters.posterior_draws import PosteriorDraws
from causalnet.language.translate import tr
from causalnet.model.judgements.draws import Draws
from causalnet.questions.sensitivity.swing import Swing
from causalnet.questions.sentences.phrasing import Phrasing, series

__all__ = ["barred", "variance_notes"]

# A standard error from which shares of variance are said to be uncertain.
LARGE_ERROR = 0.05


def barred(
    say: Phrasing, shown: Sequence[Swing], left_out: tuple[int, int], how: Draws
) -> list[str]:
    """Notes on values and draws that are left out because a baseline cannot be met."""
    stops = [
        tr(
            "{judgement} is moved to {value} only: beyond that a baseline cannot be met.",
            judgement=say.part(s.name),
            value=unsigned(x),
        )
        for s in shown
        for x in s.barred
    ]
    pairs, draws = left_out
    parts = []
    if pairs:
        parts.append(
            tr(
                "{count:,} of {total:,} pairs of draws from the shares of variance",
                count=pairs,
                total=how.n,
            )
        )
    if draws:
        parts.append(
            tr(
                "{count:,} of {total:,} draws from the value of knowing",
                count=draws,
                total=how.n,
            )
        )
    if not parts:
        return stops
    return [*stops, tr("Left out, because a baseline cannot be met: {parts}.", parts=series(parts))]


def variance_notes(
    say: Phrasing, every: Sequence[Swing], shown: Sequence[Swing], how: Draws
) -> list[str]:
    """Notes on the shares of variance."""
    notes = [tr("Shares of variance over {draws}.", draws=how.phrase)]
    if isinstance(how, PosteriorDraws):
        notes.append(tr("Each number varies by itself there: what ties it to others is left out."))
    alone = [s for s in every if s.first == 1 and not s.first_error]
    if alone:
        return [
            *notes,
            tr(
                "{judgement} has all of the variance by definition: no other number varies.",
                judgement=say.part(alone[0].name),
            ),
        ]
    if any(not 0 <= x <= 1 for s in shown for x in (s.first, s.total)):
        notes.append(
            tr("A share estimated below 0% or above 100% is noise, and prints as 0% or 100%.")
        )
    errors = [x for s in shown for x in (s.first_error, s.total_error)]
    if max(errors) > LARGE_ERROR:
        notes.append(
            tr(
                "Standard errors (±) reach {error}: shares may be far off, and a share alone may even exceed the one with others. Ask with more draws=.",
                error=f"{max(errors):.0%}",
            )
        )
    return notes
