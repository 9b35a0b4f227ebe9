"""Colours of charts."""

import pytest

import causalnet as cn
from causalnet.display.charts.colours import INKS, inks, themed
from tests.display.test_palette import contrast


@pytest.mark.parametrize("name", INKS)
def test_lines_differ_in_colour_and_in_dashes(name: str) -> None:
    lines = INKS[name].lines
    assert len({line["color"] for line in lines}) == len(lines)
    assert len({str(line["ls"]) for line in lines}) == len(lines)
    assert inks().line(len(lines)) == inks().line(0)


@pytest.mark.parametrize("name", INKS)
def test_texts_and_marks_stand_out_from_the_paper(name: str) -> None:
    own = INKS[name]
    assert contrast(own.ink, own.paper) >= 7
    # WCAG 2.2, 1.4.11: what is not text.
    assert min(contrast(colour, own.paper) for colour in (own.grey, own.arm)) >= 3


def test_a_theme_holds_within_its_block_only() -> None:
    with themed("dark"):
        assert inks() is INKS["dark"]
    assert inks() is INKS["light"]
    with pytest.raises(cn.errors.UnknownNameError, match="dark"), themed("drak"):  # type: ignore[arg-type]
        pass
