"""The path of a page, which shows the page in a notebook."""

import pickle
import re
from html import unescape
from pathlib import Path

import causalnet as cn
from causalnet.display.notebook.page_file import PageFile


def test_the_page_of_an_explorer_is_shown_whole_in_a_frame_of_its_own(tmp_path: Path) -> None:
    path = cn.explore(cn.load("lawn"), tmp_path / "lawn.html")
    html = path._repr_html_()  # type: ignore[attr-defined]

    (page,) = re.findall(r'<iframe srcdoc="([^"]*)"', html)
    assert unescape(page) == path.read_text(encoding="utf-8")
    # It runs its own script, and cannot reach the notebook's page.
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in html
    assert "allow-same-origin" not in html
    assert f"The page is in {path}." in unescape(html)


def test_it_is_a_path_like_any_other(tmp_path: Path) -> None:
    path = PageFile(tmp_path / "a.html")

    assert path == tmp_path / "a.html"
    assert repr(path) == repr(tmp_path / "a.html")
    assert str(path) == str(tmp_path / "a.html")
    assert pickle.loads(pickle.dumps(path)) == path
    assert isinstance(path.with_suffix(".svg"), Path)


def test_of_a_file_that_is_gone_only_the_path_is_shown(tmp_path: Path) -> None:
    assert PageFile(tmp_path / "gone.html")._repr_html_() is None
