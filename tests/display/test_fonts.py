"""Fonts for texts: found, or missing with a word of what to install."""

import importlib.util
import re
import tomllib
import warnings
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.display import font_files, fonts
from causalnet.display.diagram.forms.svg import for_raster
from causalnet.display.font_files import bold_of
from causalnet.display.fonts import beyond, fonts_for
from causalnet.language.translate import speaking
from tests.display.fonts import KURINTO, font_of

ROOT = Path(cn.__file__).parent.parent


@pytest.fixture
def packaged(monkeypatch):
    """A machine with the fonts of the extra alone."""
    monkeypatch.setattr(font_files, "font_folders", lambda: (KURINTO,))


@pytest.fixture
def bare(monkeypatch):
    """A machine without a font."""
    monkeypatch.setattr(font_files, "font_folders", lambda: ())


def names(found):
    return [face.name for face in found.faces]


@pytest.mark.usefixtures("packaged")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("日本語のラベル", "Kurinto Sans JP"),
        ("质量和价格", "Kurinto Sans SC"),
        ("價格與質量", "Kurinto Sans TC"),
        ("한국어", "Kurinto Sans KR"),
        ("العربية", "Kurinto Sans"),
        ("हिन्दी", "Kurinto Sans"),
        ("ไทย", "Kurinto Sans"),
    ],
)
def test_the_extra_has_fonts_for_most_scripts(text, name):
    found = fonts_for([text, "Toll 12%"])
    assert found.missing == ""
    face = found.face_for(text)
    assert (face.name, face.family) == (name, "Kurinto Sans")
    assert {face.file, bold_of(face.file)} <= set(found.files)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found.warn("the chart")


@pytest.mark.usefixtures("packaged")
def test_kanji_take_japanese_shapes_where_japanese_is_spoken():
    with speaking("ja"):
        assert names(fonts_for(["品位"])) == ["Kurinto Sans JP"]
    assert names(fonts_for(["品位"])) == ["Kurinto Sans SC"]


@pytest.mark.usefixtures("bare")
def test_a_machine_without_fonts_says_so_once_and_what_to_install():
    found = fonts_for(["需要が増える", "Toll"], own=range(0x250))
    assert found.families == found.files == ()
    assert found.missing == "需要が増える"
    assert found.face_for("需要") is None
    with pytest.warns(cn.errors.FontWarning) as caught:
        found.warn("the PNG")
    (one,) = caught
    assert str(one.message) == (
        "No font here has the Chinese and Japanese letters 需要が増える of the PNG, so it shows boxes in their place. "
        "Install the fonts: pip install 'causalnet[fonts]'. Or name a font file that has them: font=…."
    )
    assert one.filename == __file__


@pytest.mark.usefixtures("packaged")
def test_an_emoji_that_no_font_shows_is_told_of():
    found = fonts_for(["Traffic 🚗"])
    assert found.missing == "🚗"
    with pytest.warns(cn.errors.FontWarning, match=r"emoji letters 🚗 .* 'causalnet\[emoji\]'"):
        found.warn("the PNG")


def test_a_font_of_emoji_alone_is_taken_for_them(tmp_path, monkeypatch):
    file = font_of("🚗🌱", tmp_path / "NotoEmoji[wght].ttf", "Noto Emoji")
    monkeypatch.setattr(font_files, "font_folders", lambda: (KURINTO, tmp_path))
    found = fonts_for(["Traffic 🚗 渋滞"])
    assert found.missing == ""
    assert [(face and face.name, text) for face, text in found.runs("渋滞 🚗")] == [
        ("Kurinto Sans JP", "渋滞 "),
        ("Noto Emoji", "🚗"),
    ]
    assert file in found.files

    diagram = cn.draw(cn.CausalModel("m", [cn.Variable("x", ["a", "b"], label="Traffic 🚗")]))
    assert re.search(r"Noto Emoji[^>]*>\s*🚗", for_raster(diagram.svg, found))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert diagram.png.startswith(b"\x89PNG")


def test_fonts_are_looked_for_in_the_packages_of_the_extra():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = {re.match(r"[\w-]+", x)[0] for extra in ("fonts", "emoji") for x in extras[extra]}

    assert {name.replace("-", "_") for name in named if "fonts" in name} <= {*font_files.PACKAGES}
    assert {"manimgx-fonts", "weblate-fonts"} <= named


def test_without_the_reader_of_fonts_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(
        fonts,
        "find_spec",
        lambda name: None if name == "fontTools" else importlib.util.find_spec(name),
    )
    found = fonts_for(["Toll と"], own=range(0x250))
    assert found.missing == "と"
    with pytest.warns(cn.errors.FontWarning, match=r"^Nothing here reads .* 'causalnet\[fonts\]'"):
        found.warn("the PNG")


@pytest.mark.usefixtures("packaged")
def test_a_font_may_be_named_by_file_or_family():
    by_file = fonts_for(["日本"], font=KURINTO / "KurintoSansTC-Rg.ttf")
    assert names(by_file) == ["Kurinto Sans TC"]
    assert fonts_for(["日本"], font=str(KURINTO / "KurintoSansTC-Rg.ttf")) == by_file
    assert fonts_for(["日本"], font="kurinto sans tc") == by_file
    # Another font is taken for what the named one lacks.
    assert names(fonts_for(["日本の"], font="Kurinto Sans TC")) == [
        "Kurinto Sans TC",
        "Kurinto Sans JP",
    ]
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'Kurinto Sans JP'"):
        fonts_for(["x"], font="Kurinto Sans JQ")
    with pytest.raises(cn.errors.FileError, match="^'no.ttf' cannot be read"):
        fonts_for(["x"], font="no.ttf")


@pytest.mark.usefixtures("bare")
def test_an_unreadable_font_in_a_folder_is_passed_over(monkeypatch, tmp_path):
    (tmp_path / "NotoSansJP-Regular.ttf").write_bytes(b"damaged")
    monkeypatch.setattr(font_files, "font_folders", lambda: (tmp_path, KURINTO))
    assert names(fonts_for(["日本の"])) == ["Kurinto Sans JP"]


def test_nothing_is_looked_for_where_the_program_draws_every_letter(monkeypatch):
    monkeypatch.setattr(font_files, "font_folders", lambda: pytest.fail("no font is needed"))
    assert fonts_for(["Toll", " \u200d"], own=range(0x250)) == fonts.Fonts()
    assert beyond(["aあa", "いあ"], range(0x250)) == "あい"


@pytest.mark.usefixtures("packaged")
def test_a_text_is_parted_where_another_face_draws_it():
    text = "価格 (فائدة)\u200d가"
    found = fonts_for([text])
    runs = list(found.runs(text))
    assert "".join(run for _, run in runs) == text
    assert {face.name for face, _ in runs} >= {"Kurinto Sans KR", "Kurinto Sans"}
    # A joiner goes with the letter before it, a blank with its word.
    assert all(x in "\u200d " or ord(x) in face.letters for face, run in runs for x in run)
    assert list(fonts.Fonts().runs("abc")) == [(None, "abc")]
