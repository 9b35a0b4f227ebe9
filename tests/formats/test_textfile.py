"""Text files."""

from pathlib import Path

import pytest

from causalnet.errors import FileError
from causalnet.formats.textfile import CSV_UTF8, MOST_TEXT_BYTES, decoded_with_mark
from tests.formats.lawns import refused


def test_an_absurdly_large_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lawn.toml"
    with path.open("wb") as file:
        file.truncate(MOST_TEXT_BYTES + 1_500_000)
    monkeypatch.setattr(Path, "open", lambda *args: pytest.fail("it was opened"))

    assert refused(path) == "'lawn.toml' holds 11.5 MB; at most 10 MB are read."


JAPANESE = [
    "cause,effect\n雨,草\n",
    "原因,結果,符号\n生成AIの普及,SaaSの解約率,+\n",
    "name,states\nＡＩ投資,低い|高い\n半角ｶﾅ,ない|ある\n",
    "sep=;\nname;label\ngdp;国内総生産（実質）\n",
]
WESTERN = [
    "cause,effect\ncafé,thé\n",
    "name,label\nete,élève étage\nforet,forêt brûlée\n",
    "name,label\nm,Märkte für Öl und Größe\n",
    "name,note\nm,don’t “say” – so\n",
    "name,label\nn,niño señor año\n",
    "name,label\ns,smörgås åska älv\n",
]


@pytest.mark.parametrize("text", JAPANESE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_a_sheet_may_be_in_japanese(text: str, encoding: str) -> None:
    assert decoded_with_mark(text.encode(encoding), "x.csv", CSV_UTF8) == text


@pytest.mark.parametrize("text", WESTERN)
def test_a_western_sheet_is_not_taken_for_a_japanese_one(text: str) -> None:
    with pytest.raises(FileError, match="'x.csv' is not UTF-8"):
        decoded_with_mark(text.encode("cp1252"), "x.csv", CSV_UTF8)


def test_only_sheets_may_be_in_cp932() -> None:
    with pytest.raises(FileError, match="'x.json' is not UTF-8"):
        decoded_with_mark(JAPANESE[0].encode("cp932"), "x.json")
