"""The format of a file, from its suffix and first bytes, and the verb that reads it."""

from pathlib import Path

import pytest

from causalnet.errors import FileError
from causalnet.formats.detection import binary_kind, how_to_read, how_to_write, page_path


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        (b"PK\x03\x04rest", "a workbook or another zip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"[a]", ""),
    ],
)
def test_the_first_bytes_tell_what_is_not_text(held, kind):
    assert binary_kind(held) == kind


@pytest.mark.parametrize(
    ("suffix", "advice"),
    [
        (".csv", "a list of links are read with cn.load"),
        (".XLS", "Save the workbook as .xlsx"),
        (".O3PRM", "Convert the network to BIF"),
        (".html", "A model file is TOML"),
        (".toml", ""),
    ],
)
def test_a_suffix_leads_to_the_verb_that_reads_it(suffix, advice):
    assert advice in how_to_read(suffix)
    assert bool(how_to_read(suffix)) == bool(advice)


def test_a_picture_is_drawn_and_a_page_reported():
    assert "cn.draw(model).save('m.svg')" in how_to_write(Path("m.svg"), "model")
    assert "cn.report(model, 'm.html')" in how_to_write(Path("m.html"), "model")
    assert how_to_write(Path("m.html"), "network") == ""


def test_a_page_ends_in_html():
    assert page_path("a/b.HTM") == Path("a/b.HTM")
    with pytest.raises(FileError, match="'b.svg' must end in .html"):
        page_path("a/b.svg")
