"""Diagrams: what they are saved as, what they print as, and what draws them."""

import subprocess
import sys
from pathlib import Path

import pytest

import causalnet as cn
from causalnet.display import render
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
    assert repr(one) == '<Diagram of town, up to Toll, under do(toll="high"): 1 card>'


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
