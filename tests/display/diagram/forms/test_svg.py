"""The SVG that is shown: fonts, direction of text, and colours on a dark page."""

import re

import pytest

import causalnet as cn
from causalnet.display import font_files
from causalnet.display.diagram.forms.svg import for_raster
from causalnet.display.fonts import fonts_for
from causalnet.display.palette import DARK, LIGHT
from tests.display.fonts import KURINTO
from tests.display.pictures import parsed, texts
from tests.questions.effects.test_lever import town


def labelled(*labels, title="m"):
    variables = [cn.Variable(f"v{i}", ["a", "b"], label=x) for i, x in enumerate(labels)]
    return cn.CausalModel("m", variables, title=title)


def rules(svg):
    """The colour that each colour has on a dark page."""
    return dict(re.findall(r'="(#[0-9a-f]{6})"\]\{(?:fill|stroke):(#[0-9a-f]{6})\}', svg))


def test_one_file_serves_a_light_and_a_dark_page():
    auto, light, dark = (cn.draw(town(), theme=theme).svg for theme in ("auto", "light", "dark"))
    assert cn.draw(town()).svg == auto
    assert auto.count("@media screen and (prefers-color-scheme: dark)") == 1
    assert "@media" not in light + dark
    # Each colour, replaced as the rules say, is that of the dark picture; the heading's letters stay white.
    replaced = rules(auto)
    colours = [
        [re.findall(r"#[0-9a-f]{6}", line) for line in svg.split("\n") if line[:2] in ("<p", "<t")]
        for svg in (auto, dark, light)
    ]
    assert [[replaced.get(x, x) for x in line] for line in colours[0]] == colours[1]
    for own, plain in zip(colours[0], colours[2], strict=True):
        near = zip(own, plain, strict=True)
        assert all(abs(int(a[1:], 16) - int(b[1:], 16)) < 16 for a, b in near)
    assert replaced[LIGHT.ink] == DARK.ink
    assert "#ffffff" not in replaced


def test_two_pictures_on_one_page_keep_their_own_rules():
    scopes = [re.search(r'class="(dark-\w+)"', cn.draw(m).svg)[1] for m in (town(), labelled("x"))]
    assert scopes[0] != scopes[1]


def test_letters_beyond_latin_get_fonts_and_the_picture_its_language():
    root = parsed(cn.draw(labelled("人材の密度", "الثقة")))
    assert root.get("lang") == "ja"
    family = root.get("font-family")
    assert "Noto Sans CJK JP" in family
    assert "Noto Sans Arabic" in family
    plain = parsed(cn.draw(labelled("Toll")))
    assert plain.get("lang") is None
    assert plain.get("font-family").startswith("Arimo, Arial")
    assert not any(part.get("font-family") for part in [*plain.iter()][1:])


def test_a_text_that_runs_to_the_left_ends_at_the_right_side_of_its_card():
    root = parsed(cn.draw(labelled("الثقة في الذكاء الاصطناعي", "Toll")))
    arabic = [t for t in root.iter() if t.text and "\u2067" in t.text]
    assert len(arabic) == 2
    assert {t.get("text-anchor") for t in arabic} == {"end"}
    assert all(t.text.startswith("\u2067") and t.text.endswith("\u2069") for t in arabic)
    assert "\u200f" not in "".join(root.itertext())
    ends = {float(t.get("x")) for t in arabic}
    assert max(ends) - min(ends) < 0.1


def test_joined_emoji_stay_joined():
    family = "👨\u200d👩\u200d👧"
    assert family in texts(cn.draw(labelled(family)))


def test_a_named_font_comes_first():
    picture = cn.draw(labelled("Toll"), font=KURINTO / "KurintoSansJP-Rg.ttf")
    assert parsed(picture).get("font-family").startswith("'Kurinto Sans', Arimo")
    with pytest.raises(cn.errors.UnknownNameError, match="No font 'Kurinto Sanz'"):
        cn.draw(labelled("Toll"), font="Kurinto Sanz").svg  # noqa: B018


def test_a_png_draws_each_run_of_a_text_in_the_family_of_its_font(monkeypatch):
    monkeypatch.setattr(font_files, "font_folders", lambda: (KURINTO,))
    fonts = fonts_for(["Lohn 働く 한국 الثقة"])
    drawn = '<text text-anchor="start" x="5" y="9" font-family="Arial" font-size="10.00">{}</text>'
    parts = re.findall(
        r'x="([^"]*)".*?>([^<]*)</text>', for_raster(drawn.format("働く 한국"), fonts)
    )
    assert [text for _, text in parts] == ["働く ", "한국"]
    assert [float(x) for x, _ in parts] == pytest.approx([5, 5 + 22.78])
    # Text in both directions is left to the program, which knows their order.
    assert for_raster(drawn.format("働く الثقة"), fonts).count("<text") == 1
