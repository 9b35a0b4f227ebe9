"""Counting the places in which arrows cross."""

from causalnet.display.diagram.forms.crossings import crossings
from causalnet.display.diagram.forms.placement import Box, Placement

CORNERS = {"a": (0, 0), "b": (90, 0), "c": (0, 90), "d": (130, 80)}


def straight(start, end):
    """A curve that runs straight, as the layout program writes it."""
    spots = [
        f"{start[0] + share * (end[0] - start[0]):.3f},{start[1] + share * (end[1] - start[1]):.3f}"
        for share in (0, 1 / 3, 2 / 3, 1)
    ]
    return " ".join([f"e,{end[0]},{end[1]}", *spots])


def placement(*arrows):
    boxes = {name: Box(*place, 5.0, 5.0) for name, place in CORNERS.items()}
    curves = {f"e{i}": {"pos": straight(CORNERS[t], CORNERS[h])} for i, (t, h) in enumerate(arrows)}
    return Placement(boxes, curves, downwards=True)


def test_the_diagonals_of_a_square_cross_and_its_sides_do_not():
    assert crossings(placement("ad", "bc")) == 1
    assert crossings(placement("ab", "bd", "dc", "ca")) == 0
    assert crossings(placement()) == 0


def test_an_arrow_without_a_curve_runs_straight():
    assert crossings(placement("ad"), [("b", "c")]) == 1
    assert crossings(placement("ad"), [("a", "b")]) == 0


def test_two_arrows_that_cross_twice_count_twice():
    # A bow from the left lower corner over the line between the middles of the sides, and back.
    bow = "e,90,0 0,0 0,200 90,200 90,0"
    cards = placement().boxes | {"l": Box(-10, 45, 1, 1), "r": Box(100, 45, 1, 1)}
    assert crossings(Placement(cards, {"e0": {"pos": bow}}, downwards=True), [("l", "r")]) == 2
