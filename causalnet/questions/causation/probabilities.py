"""The probabilities of causation, by name."""

from __future__ import annotations

from typing import NamedTuple

from causalnet.language.translate import template

__all__ = ["PROBABILITIES"]


class Probability(NamedTuple):
    """One of the probabilities of causation: its abbreviation, its name and its meaning."""

    name: str
    head: str
    meaning: str


PROBABILITIES = (
    Probability(
        "PN",
        template("necessary (PN)"),
        template(
            "necessary: of the cases with the cause and the outcome, those in which the outcome would not have been."
        ),
    ),
    Probability(
        "PS",
        template("sufficient (PS)"),
        template(
            "sufficient: of the cases with the alternative and without the outcome, those in which it would have been."
        ),
    ),
    Probability(
        "PNS",
        template("both (PNS)"),
        template(
            "both: of all cases, those with the outcome under the cause and without it under the alternative."
        ),
    ),
)
