"""Diagrams: what they are saved as, what they print as, and what draws them."""

import struct
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

import causalnet as cn
from causalnet.display import font_files, render
from tests.display.fonts import KURINTO
from tests.questions.effects.test_lever import town


def test_saving_goes_by_the_suffix(tmp_path):
    picture = cn.draw(town())
    for name, start in {
        "a.svg": b"<?xml",
        "a.PNG": b"\x89PNG",
        "a.dot": b"digraph",
        "a.gv": b"digraph",
    }.items():
        picture.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(
        cn.errors.FileError, match=r"must end in one of \.svg, \.png, \.pdf, \.dot, \.gv"
    ):
        picture.save(tmp_path / "a.jpeg")
    with pytest.raises(cn.errors.FileError, match="There is no folder .*nowhere"):
        picture.save(tmp_path / "nowhere" / "a.svg")


def test_it_prints_what_it_shows_and_how_many_cards():
    assert repr(cn.draw(town())) == "<Diagram of town: 5 cards>"
    one = cn.draw(town(), focus="toll", under=cn.do(toll="high"))
    assert repr(one) == "<Diagram of town, up to Toll, the proposal “road pricing”: 1 card>"


def test_on_a_page_it_is_no_wider_than_the_page():
    picture = cn.draw(town())
    assert 'style="max-width: 100%; height: auto"' in picture._repr_svg_()
    assert "max-width" not in picture.svg


def test_pdf_needs_a_graphviz_of_the_systems_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(cn.errors.RenderError, match="PDF needs a Graphviz of the system's"):
        cn.draw(town()).save(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_program_is_found_where_no_environment_is_activated(tmp_path):
    code = "import causalnet as cn; n = cn.Network({'a': ['x']}, {}, {'a': [1]}); print(len(cn.draw(n).svg))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": str(tmp_path)},
        cwd=Path(cn.__file__).parent.parent,
        capture_output=True,
        check=True,
    )
    assert int(done.stdout) > 500


def test_a_missing_program_says_what_to_install_and_dot_is_there_all_the_same(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(render.sysconfig, "get_path", lambda _: str(tmp_path))
    monkeypatch.setattr(render.sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    picture = cn.draw(cn.Network({"only": ["here"]}, {}, {"only": [1.0]}))
    with pytest.raises(cn.errors.RenderError, match="pip install graphviz-pure"):
        _ = picture.svg
    assert picture.dot.startswith("digraph")


def scripts(*labels):
    return cn.draw(
        cn.CausalModel(
            "m", [cn.Variable(f"v{i}", ["a", "b"], label=x) for i, x in enumerate(labels)]
        )
    )


@pytest.mark.parametrize(
    "label", ["人材の密度", "软件产业", "소프트웨어", "الثقة في الذكاء", "हिन्दी"]
)
def test_a_png_has_the_letters_of_any_script(monkeypatch, label):
    monkeypatch.setattr(font_files, "font_folders", lambda: (KURINTO,))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = scripts(label).png
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    # What the layout program draws by itself: boxes, in a picture of the same size.
    boxes = render.rendered(scripts(label).dot, "png")
    sizes = np.array([struct.unpack(">II", png[16:24]) for png in (picture, boxes)])
    assert np.abs(sizes[0] - sizes[1]).max() <= 1
    assert picture != boxes


def test_a_png_on_a_machine_without_fonts_says_what_to_install(monkeypatch):
    monkeypatch.setattr(font_files, "font_folders", lambda: ())
    with pytest.warns(
        cn.errors.FontWarning, match=r"letters 人材 of the PNG.*pip install 'causalnet\[fonts\]'"
    ) as caught:
        picture = scripts("人材 Talent", "材").png
    assert len(caught) == 1
    assert picture[:4] == b"\x89PNG"


def test_a_png_without_the_program_that_draws_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.warns(cn.errors.FontWarning, match=r"^Nothing here reads .* 'causalnet\[fonts\]'"):
        assert scripts("人材").png[:4] == b"\x89PNG"


def test_latin_greek_and_cyrillic_letters_need_no_font(monkeypatch):
    monkeypatch.setattr(font_files, "font_folders", lambda: pytest.fail("no font is needed"))
    assert scripts("Größe", "Αθήνα", "Цена", "▲ → ×").png[:4] == b"\x89PNG"
    tooltip = cn.CausalModel("m", [cn.Variable("v", ["a", "b"], means="人材")])
    assert cn.draw(tooltip).png[:4] == b"\x89PNG"
