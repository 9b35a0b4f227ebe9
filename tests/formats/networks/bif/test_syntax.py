"""The grammar of BIF files."""

import gzip

import pytest

import causalnet as cn

CP932 = "network 需要 {\n}\nvariable x {".encode("cp932")


FILES = {
    "empty": (b"", "'it.bif' is empty."),
    "a word": (
        b"hello",
        "'it.bif' is not BIF: line 1: expected 'network', 'variable' or 'probability', found 'hello'.",
    ),
    "cp932": (CP932, "'it.bif' is not UTF-8: byte 0x8e in line 1. Save it with the encoding UTF-8."),
    "latin-1": (
        b"network a {\n}\nvariable caf\xe9 {",
        "'it.bif' is not UTF-8: byte 0xe9 in line 3. Save it with the encoding UTF-8.",
    ),
    "UTF-16": (
        "network".encode("utf-16"),
        "'it.bif' is in UTF-16, not in UTF-8. Save it with the encoding UTF-8.",
    ),
    "damaged": (b"\x1f\x8bnot gzip", "'it.bif' is packed with gzip, but is damaged: "),
    "cut short": (gzip.compress(b"network a {}" * 99)[:-9], "'it.bif' is packed with gzip, but is damaged: "),
    "a workbook": (b"PK\x03\x04" + b"\0" * 40, "'it.bif' is a workbook or another zip archive, not a text file. "),
}  # fmt: skip


@pytest.mark.parametrize(("held", "message"), FILES.values(), ids=FILES.keys())
def test_what_is_not_bif_is_one_clear_error(held, message, tmp_path):
    path = tmp_path / "it.bif"
    path.write_bytes(held)
    with pytest.raises(cn.errors.FileError) as caught:
        cn.load(path)
    assert str(caught.value).startswith(message)
