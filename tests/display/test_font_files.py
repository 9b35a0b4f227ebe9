"""Font files of a machine, and the faces in them."""

import pytest

import causalnet as cn
from causalnet.display import font_files
from causalnet.display.font_files import bold_of, faces_of, letters_in, plain_files, readable_faces
from tests.display.fonts import KURINTO


def test_the_faces_and_letters_of_a_file_are_read():
    (face,) = faces_of(KURINTO / "KurintoSansJP-Rg.ttf")
    assert (face.family, face.name) == ("Kurinto Sans", "Kurinto Sans JP")
    assert {ord("A"), ord("か"), ord("働")} <= face.letters
    assert ord("한") not in face.letters
    assert letters_in(str(face.file)) == face.letters


def test_bold_letters_are_in_a_file_beside_the_regular_one():
    assert bold_of(KURINTO / "KurintoSansKR-Rg.ttf") == KURINTO / "KurintoSansKR-Bd.ttf"
    assert bold_of(KURINTO / "KurintoSansKR-Bd.ttf") is None


def test_a_damaged_file_is_an_error_of_ours_and_is_passed_over_in_a_search(tmp_path):
    for name, content in (("none.ttf", b""), ("text.otf", b"no font"), ("cut.ttc", b"ttcf\0\1")):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(cn.errors.FileError, match=f"^'{name}' cannot be read as a font"):
            faces_of(file)
        assert readable_faces(file) == ()


def test_folders_of_every_system_are_known(monkeypatch, tmp_path):
    for system, folder in {
        "win32": "Windows/Fonts",
        "darwin": "Library/Fonts",
        "linux": ".fonts",
    }.items():
        home = tmp_path / system
        (home / folder).mkdir(parents=True)
        monkeypatch.setattr(font_files.sys, "platform", system)
        monkeypatch.setattr(font_files.Path, "home", lambda home=home: home)
        monkeypatch.setenv("WINDIR", str(home / "Windows"))
        monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
        assert home / folder in font_files.font_folders()
        assert KURINTO.parents[3] in font_files.font_folders()


def test_slanted_and_bold_files_are_not_taken_for_regular_ones(monkeypatch, tmp_path):
    for name in ("Some-Regular.ttf", "Some-BoldItalic.ttf", "Some-Light.otf", "readme.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(font_files, "font_folders", lambda: (tmp_path,))
    assert [file.name for file in plain_files()] == ["Some-Regular.ttf"]
