"""Conclusions about several things done together that come to no more than one about some of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.query.paths import is_still
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = ["parts_alike"]

# Rounding, in states or in probability.
CLOSE = 1e-9


def parts_alike(verdicts: Mapping[str, Verdict]) -> dict[str, str]:
    """For each conclusion whose answer another one has, which does only a part of it: the one that does least.

    They answer alike at the central numbers and in every draw.
    """
    found = {}
    for whole, own in verdicts.items():
        parts = [
            name
            for name, part in verdicts.items()
            if _is_part(part.conclusion, own.conclusion) and _alike(part, own)
        ]
        if parts and not is_still(own.signs.path):
            found[whole] = min(parts, key=lambda name: _done(verdicts[name].conclusion))
    return found


def _done(c: Conclusion) -> int:
    return len(c.under.settings) + len(c.under.edges)


def _is_part(part: Conclusion, whole: Conclusion) -> bool:
    """Whether one conclusion is about the same as another, and about some of what that one does."""
    same = replace(part, under=whole.under) == whole
    settings = part.under.settings.items() <= whole.under.settings.items()
    edges = {*part.under.edges} <= {*whole.under.edges}
    return same and settings and edges and 0 < _done(part) < _done(whole)


def _alike(one: Verdict, other: Verdict) -> bool:
    held = one.draws.held.points, other.draws.held.points
    close = abs(one.central - other.central) <= CLOSE
    return close and np.allclose(*held, rtol=0, atol=CLOSE, equal_nan=True)
