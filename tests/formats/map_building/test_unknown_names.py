"""Mistakes about names that a file does not declare."""

from __future__ import annotations

from causalnet.errors import MOST_MISTAKES, Mistakes
from causalnet.formats.map_building.unknown_names import MOST_HINTS, add_unknown

NAMES = [f"n{number}" for number in range(3_000)]


def test_very_many_mistakes_are_noted_without_a_search_and_then_no_more() -> None:
    found = Mistakes()

    for number in range(2 * MOST_MISTAKES):
        add_unknown(found, f"line {number}", "node", f"m{number}", NAMES)

    assert len(found.all) == MOST_MISTAKES
    assert "the nodes are n0" in found.all[0].what
    assert found.all[MOST_HINTS].what == f"No node 'm{MOST_HINTS}'."


def test_the_nearest_name_is_offered() -> None:
    found = Mistakes()

    add_unknown(found, "edge", "node", "rian", ["rain"], "Write it anew.")

    assert str(found.all[0]) == (
        "edge: No node 'rian'; the nodes are rain. Did you mean 'rain'? Write it anew."
    )
