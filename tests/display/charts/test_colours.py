from causalnet.display.charts.colours import LINES


def test_lines_differ_in_colour_and_in_dashes():
    assert len({line["color"] for line in LINES}) == len(LINES)
    assert len({str(line["ls"]) for line in LINES}) == len(LINES)
