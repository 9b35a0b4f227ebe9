"""Annotations of functions, resolved without the heavy libraries that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.boundary.annotations import hints_of

if TYPE_CHECKING:
    from pandas import DataFrame


def takes(frame: DataFrame | None, number: int = 0) -> str:
    """A function with a name for type checkers only."""
    return f"{frame}{number}"


def test_names_that_are_known_are_resolved():
    hints = hints_of(takes)
    assert (hints["number"], hints["return"]) == (int, str)


def test_a_class_of_a_library_that_is_not_loaded_goes_by_its_name():
    frame, nothing = hints_of(takes)["frame"].__args__

    class DataFrame:
        pass

    assert isinstance(DataFrame(), frame)
    assert not isinstance("text", frame)
    assert nothing is type(None)
