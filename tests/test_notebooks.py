"""The notebooks of the documentation are run, in a kernel that has loaded nothing, and show what they are there to show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def executed(path: Path, folder: Path) -> list[Any]:
    """The cells of a notebook after all of them were run in a folder."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=300, resources=resources).execute()
    return list(notebook.cells)


@pytest.mark.example
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_that_ends_in_a_value_shows_it_richly(path: Path, tmp_path: Path) -> None:
    for cell in executed(path, tmp_path):
        if cell.cell_type != "code":
            continue
        (output,) = cell.outputs
        data, last = output["data"], cell.source.splitlines()[-1]
        assert output["output_type"] == "execute_result", last
        if last.startswith("cn.plot("):
            # At half the pixels that it has, so that it is sharp.
            assert output["metadata"]["image/png"]["width"] > 400, last
            assert data["image/png"].startswith("iVBOR"), last
        else:
            html = data["text/html"]
            assert re.search("<table|<img|<iframe", html), last
            # Without this class a text between two dollars would become a formula.
            assert "<table" not in html or "mathjax_ignore" in html, last


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert '"execution_count": null' in text
    assert not re.search(r'"outputs": \[\s*\{', text)
