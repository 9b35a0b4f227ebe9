from causalnet.display.charts.colours import LINE_STYLES


def test_lines_differ_in_colour_and_in_dashes():
    assert len({line["color"] for line in LINE_STYLES}) == len(LINE_STYLES)
    assert len({str(line["ls"]) for line in LINE_STYLES}) == len(LINE_STYLES)
