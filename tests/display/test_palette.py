"""Themes: everything that is read can be read, and signs keep apart for every kind of eye."""

import pytest

import causalnet as cn
from causalnet.display.palette import THEMES, mixed, receded, theme_of
from tests.display.pictures import parsed
from tests.questions.effects.test_lever import town

SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)

# Machado, Oliveira and Fernandes (2009), severity 1: linear RGB as it is seen.
SEEN = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(colour):
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(a, b):
    """As the Web Content Accessibility Guidelines define it."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    """CIE 1976 L*a*b* of linear RGB, under D65."""
    to_xyz = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ]
    white = (0.9505, 1.0, 1.089)
    xyz = [sum(m * c for m, c in zip(row, rgb, strict=True)) for row in to_xyz]
    f = [
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (max(v, 0) / w for v, w in zip(xyz, white, strict=True))
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def apart(a, b, eye):
    """The difference of two colours (CIE 1976) to an eye."""
    seen = [
        lab([sum(m * c for m, c in zip(row, linear(x), strict=True)) for row in SEEN[eye]])
        for x in (a, b)
    ]
    return sum((p - q) ** 2 for p, q in zip(*seen, strict=True)) ** 0.5


@EVERY
def test_every_word_has_the_contrast_that_reading_needs(theme):
    assert contrast(theme.ink, theme.paper) >= 7
    assert contrast(theme.muted, theme.paper) >= 4.5
    for frame in (theme.ink, theme.seen):
        assert contrast(frame, theme.paper) >= 4.5
    for shades in (theme, receded(theme)):
        for role, head in shades.roles.items():
            assert contrast(shades.titles[role], head) >= 4.5
            assert contrast(shades.accents[role], head) >= 3
            assert contrast(theme.ink, theme.tints[role]) >= 7


@EVERY
def test_bars_stand_out_from_their_track_and_what_was_from_what_is(theme):
    for bar in theme.bars.values():
        assert contrast(bar, theme.track) >= 3
        assert contrast(bar, theme.before) >= 1.5


@EVERY
def test_arrows_are_seen_and_the_better_founded_the_more(theme):
    for sign in "+-?":
        stated, implied, added = (
            contrast(theme.arrows[s][sign], theme.paper) for s in ("stated", "implied", "added")
        )
        assert stated >= 3
        assert stated > implied >= 1.9
        assert added >= 1.9


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("eye", SEEN)
def test_signs_differ_in_colour_for_every_kind_of_eye(name, eye):
    stated = theme_of(name).arrows["stated"]
    assert apart(stated["+"], stated["-"], eye) >= 20


def test_in_print_nothing_is_told_by_colour():
    for element in parsed(
        cn.draw(town(), under=cn.do(toll="high"), given={"air": "low"}, theme="print", legend=True)
    ).iter():
        for attribute in ("fill", "stroke"):
            colour = element.get(attribute, "none")
            if colour.startswith("#"):
                assert colour[1:3] == colour[3:5] == colour[5:7]


def test_a_theme_that_is_not_there_is_one_clear_error():
    with pytest.raises(cn.errors.ArgumentError, match=r"got 'drak'.*Did you mean 'dark'"):
        cn.draw(town(), theme="drak")
    with pytest.raises(
        cn.errors.ArgumentError, match="'theme' must be 'auto', 'light', 'dark' or 'print', got 3"
    ):
        cn.draw(town(), theme=3)


def test_colours_mix():
    assert mixed("#102030", "#ffffff", 0) == "#102030"
    assert mixed("#102030", "#ffffff", 1) == "#ffffff"


def test_the_dark_theme_leaves_nothing_in_the_ink_of_the_light_one():
    svg = cn.draw(town(), under=cn.do(toll="high"), theme="dark", legend=True).svg
    assert "#1f2933" not in svg
    assert 'fill="#000000"' not in svg
    assert 'stroke="black"' not in svg
