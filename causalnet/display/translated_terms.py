"""The fixed words of a model for sizes, standings and polarities, as pictures, pages and reports translate them."""

from __future__ import annotations

from collections.abc import Mapping

from causalnet.language.translate import template
from causalnet.model.effect_size import Size
from causalnet.model.influence import Standing
from causalnet.questions.loops.loop import Polarity

__all__ = ["POLARITY_WORDS", "SIZE_WORDS", "STANDING_WORDS"]

SIZE_WORDS: Mapping[Size, str] = {
    "negligible": template("negligible"),
    "small": template("small"),
    "moderate": template("moderate"),
    "large": template("large"),
}
STANDING_WORDS: Mapping[Standing, str] = {
    "stated": template("stated"),
    "implied": template("implied"),
    "added": template("added"),
    "rival": template("rival"),
}
POLARITY_WORDS: Mapping[Polarity, str] = {
    "reinforcing": template("reinforcing"),
    "balancing": template("balancing"),
    "undetermined": template("undetermined"),
}
