"""Loading and saving: without loss, whole or not at all, and what is wrong with a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import causalnet as cn
from causalnet.interop.textfile import LIMIT
from causalnet.interop.toml import _text
from tests.strategies import models

LAWN = """
name = "lawn"
[variables.rain]
states = ["no", "yes"]
[variables.grass]
states = ["dry", "wet"]
[graph]
influences = [{ cause = "rain", effect = "grass", strength = 3 }]
"""


def lawn(**texts: str) -> cn.CausalModel:
    variables = [cn.Variable("rain", ["no", "yes"]), cn.Variable("grass", ["dry", "wet"])]
    return cn.CausalModel("lawn", variables, [cn.Influence("rain", "grass", "+", 3)], **texts)


def refused(path: Path | str) -> str:
    with pytest.raises(cn.FileError) as caught:
        cn.load(path)
    return str(caught.value)


def written(folder: Path, content: str | bytes, name: str = "lawn.toml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# ── round trips ──────────────────────────────────────────────────────────────────────────────


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(model=models())
def test_save_then_load_is_the_identity(model: cn.CausalModel, tmp_path: Path) -> None:
    cn.save(model, tmp_path / "model.toml", overwrite=True)
    loaded = cn.load(tmp_path / "model.toml")

    assert loaded == model
    assert loaded.fingerprint == model.fingerprint
    assert [*loaded.variables] == [*model.variables]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(model=models())
def test_the_text_of_a_model_is_the_same_every_time(model: cn.CausalModel) -> None:
    assert _text(model) == _text(model)


def test_a_file_may_be_named_by_a_string_and_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf" + LAWN.replace("\n", "\r\n").encode())

    assert cn.load(str(path)) == lawn()


@pytest.mark.parametrize("name", cn.models())
def test_what_ships_loads_by_name_and_saves_without_loss(name: str, tmp_path: Path) -> None:
    model = cn.load(name)
    cn.save(model, tmp_path / "copy.toml")

    assert cn.load(tmp_path / "copy.toml") == model


def test_text_that_no_file_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cn.ModelError, match="half of a character, which no file can hold"):
        cn.save(lawn(description="\ud800"), tmp_path / "lawn.toml")

    assert [*tmp_path.iterdir()] == []


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = written(tmp_path, "# mine\n" + LAWN)

    with pytest.raises(cn.FileError, match="comments in it would be lost.*overwrite=True"):
        cn.save(lawn(), path)
    assert path.read_text() == "# mine\n" + LAWN
    cn.save(lawn(title="anew"), path, overwrite=True)
    assert cn.load(path).title == "anew"


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    path = written(tmp_path, LAWN)
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(cn.FileError, match="cannot be written: No space left on device"):
        cn.save(lawn(title="anew"), path, overwrite=True)
    assert path.read_text() == LAWN
    assert [*tmp_path.iterdir()] == [path]


def test_a_save_follows_a_link(tmp_path: Path) -> None:
    path, link = written(tmp_path, LAWN), tmp_path / "link.toml"
    link.symlink_to(path)

    cn.save(lawn(title="anew"), link, overwrite=True)

    assert link.is_symlink()
    assert cn.load(path).title == "anew"


def test_a_save_needs_a_folder_and_no_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(cn.FileError, match="There is no folder .*'lawn.toml'"):
        cn.save(lawn(), tmp_path / "none" / "lawn.toml")
    with pytest.raises(cn.FileError, match="is a folder, not a file"):
        cn.save(lawn(), tmp_path, overwrite=True)


# ── files that are none ──────────────────────────────────────────────────────────────────────


def test_a_name_that_is_not_there_names_what_ships_and_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("causalnet.interop.toml.models", lambda: ("japan_software", "lawn"))

    assert refused("japan_sofware") == (
        "There is no model or file 'japan_sofware'; the models that ship are japan_software, lawn. "
        "Did you mean 'japan_software'?"
    )


def test_a_path_that_is_not_there_names_the_nearest_in_its_folder(tmp_path: Path) -> None:
    written(tmp_path, LAWN)

    message = refused(tmp_path / "lwan.toml")

    assert message.startswith(f"There is no file '{tmp_path / 'lwan.toml'}'")
    assert message.endswith("Did you mean 'lawn.toml'?")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            'name = "a"\nnote = "caf\xe9"'.encode("latin-1"),
            "'lawn.toml' is not UTF-8: byte 0xe9 at position 22, line 2. "
            "Save it with the encoding UTF-8.",
        ),
        ("", "'lawn.toml' is empty: a model has at least a name and variables."),
        ("# nothing yet\n", "'lawn.toml' is empty: a model has at least a name and variables."),
        ("x = " + "[" * 20_000, "'lawn.toml' is nested too deeply to be a model."),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path: Path, content: str | bytes, message: str) -> None:
    assert refused(written(tmp_path, content)) == message


def test_a_whole_number_of_absurd_length_is_refused(tmp_path: Path) -> None:
    assert "is not TOML: Exceeds the limit" in refused(written(tmp_path, "x = " + "1" * 5_000))


def test_an_absurdly_large_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lawn.toml"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1_500_000)
    monkeypatch.setattr(Path, "open", lambda *args: pytest.fail("it was opened"))

    assert refused(path) == "'lawn.toml' is 11.5 MB large; no more than 10 MB are read."


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"'{tmp_path}' is a folder, not a file."


def test_a_device_is_no_file() -> None:
    assert refused("/dev/null") == "'/dev/null' is no ordinary file."


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, LAWN)

    def denied(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)

    assert refused(path) == f"'{path}' cannot be read: Permission denied."


def test_a_path_with_a_null_in_it() -> None:
    assert "There is no model or file 'a\\x00b'" in refused("a\0b")
