"""The sentences that a confrontation with figures leads with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from causalnet.language.translate import tr
from causalnet.questions.sentences.phrasing import prose

__all__ = ["TestCounts", "confrontation_sentence"]


@dataclass(frozen=True, slots=True)
class TestCounts:
    """How many independences or signs were tested, contradicted and borne out."""

    # pytest would take it for a class of tests.
    __test__ = False

    tested: int
    failed: int
    borne_out: int = 0


def confrontation_sentence(
    cases: str, independences: TestCounts, signs: TestCounts, alpha: float, detectable: float
) -> str:
    """What is contradicted and what is borne out, at which level, and what would not have been found.

    Examples
    --------
    >>> confrontation_sentence("60 days", TestCounts(3, 0), TestCounts(1, 0, 1), 0.05, float("nan"))
    '60 days contradict none of 3 independences that the model implies. They bear out the one sign. All tests together have a level of 5%.'
    """
    if not independences.tested and not signs.tested:
        return tr(
            "{cases} say nothing of the argument: none of what it implies could be tested.",
            cases=cases,
        )
    parts = [_independences(cases, independences)] if independences.tested else []
    parts += [_signs(tr("they") if parts else cases, signs)] if signs.tested else []
    return prose([*map(_capital, parts), *_strength(alpha, detectable)])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count(number: int) -> str:
    return f"{number:,}" if number else tr("none")


def _independences(cases: str, found: TestCounts) -> str:
    said = {"cases": cases, "tested": found.tested, "failed": _count(found.failed)}
    if found.tested > 1 and found.failed:
        return tr(
            "{cases} contradict {failed} of {tested} independences that the model implies.", **said
        )
    if found.tested > 1:
        return tr(
            "{cases} contradict none of {tested} independences that the model implies.", **said
        )
    if found.failed:
        return tr("{cases} contradict the one independence that the model implies.", **said)
    return tr("{cases} do not contradict the one independence that the model implies.", **said)


def _signs(cases: str, found: TestCounts) -> str:
    if found.tested > 1:
        return tr(
            "of {tested} signs {cases} contradict {failed} and bear out {out}.",
            cases=cases,
            tested=found.tested,
            failed=_count(found.failed),
            out=_count(found.borne_out),
        )
    if found.failed:
        return tr("{cases} contradict the one sign.", cases=cases)
    if found.borne_out:
        return tr("{cases} bear out the one sign.", cases=cases)
    return tr("{cases} neither contradict nor bear out the one sign.", cases=cases)


def _strength(alpha: float, detectable: float) -> Iterator[str]:
    yield tr("All tests together have a level of {level}.", level=f"{alpha:.0%}")
    if np.isfinite(detectable):
        yield tr("A correlation below {least} would often not be found.", least=f"{detectable:.2f}")
