"""Loading and saving: without loss, whole or not at all, and what is wrong with a file."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings

import causalnet as cn
from causalnet.formats.model_file.toml import _text
from tests.formats.lawns import LAWN, lawn, refused, written
from tests.strategies.models import models

# ── round trips ──────────────────────────────────────────────────────────────────────────────


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(model=models())
def test_save_then_load_is_the_identity_and_saves_the_same_text(
    model: cn.CausalModel, tmp_path: Path
) -> None:
    cn.save(model, tmp_path / "model.toml", overwrite=True)
    loaded = cn.load(tmp_path / "model.toml")

    assert loaded == model
    assert loaded.fingerprint == model.fingerprint
    assert [*loaded.variables] == [*model.variables]
    assert _text(loaded) == (tmp_path / "model.toml").read_bytes().decode()


def test_a_file_may_be_named_by_a_string_and_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf" + LAWN.replace("\n", "\r\n").encode())

    assert cn.load(str(path)) == lawn()


@pytest.mark.parametrize("name", cn.models())
def test_what_ships_loads_by_name_and_saves_without_loss(name: str, tmp_path: Path) -> None:
    model = cn.load(name)
    cn.save(model, tmp_path / "copy.toml")

    assert cn.load(tmp_path / "copy.toml") == model


def test_text_that_no_file_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(cn.errors.ModelError, match="half of a character, which a file cannot hold"):
        cn.save(lawn(description="\ud800"), tmp_path / "lawn.toml")

    assert [*tmp_path.iterdir()] == []


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = written(tmp_path, "# mine\n" + LAWN)

    with pytest.raises(
        cn.errors.FileError, match="Say overwrite=True to replace it. Comments in it would be lost"
    ):
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

    with pytest.raises(cn.errors.FileError, match="cannot be written: No space left on device"):
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
    with pytest.raises(cn.errors.FileError, match="There is no folder .*'lawn.toml'"):
        cn.save(lawn(), tmp_path / "none" / "lawn.toml")
    with pytest.raises(cn.errors.FileError, match="is a folder, not a file"):
        cn.save(lawn(), tmp_path, overwrite=True)


# ── files that are none ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            'name = "a"\nnote = "caf\xe9"'.encode("latin-1"),
            "'lawn.toml' is not UTF-8: byte 0xe9 in line 2. Save it with the encoding UTF-8.",
        ),
        ("", "'lawn.toml' is empty: a model has at least a name and variables."),
        ("# nothing yet\n", "'lawn.toml' is empty: a model has at least a name and variables."),
        (
            "x = " + "[" * 20_000,
            "'lawn.toml' is nested too deeply to be a model: more than 32 levels in line 1.",
        ),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path: Path, content: str | bytes, message: str) -> None:
    assert refused(written(tmp_path, content)) == message


def test_a_whole_number_of_absurd_length_is_refused(tmp_path: Path) -> None:
    assert "is not TOML: Exceeds the limit" in refused(written(tmp_path, "x = " + "1" * 5_000))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"'{tmp_path}' is a folder, not a file."


def test_a_device_is_no_file() -> None:
    assert (
        refused("/dev/null")
        == "'/dev/null' is not an ordinary file but a device, a pipe or a socket."
    )


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, LAWN)

    def denied(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)

    assert refused(path) == f"'{path}' cannot be read: Permission denied."


# ── files of other formats, and files that are not files ─────────────────────────────────────


def test_a_name_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    cn.save(lawn(), tmp_path / f"{'あ' * 81}.toml")

    assert cn.load(tmp_path / f"{'あ' * 81}.toml") == lawn()
    path = tmp_path / f"{'あ' * 90}.toml"
    assert refused(path).startswith(f"There is no file {str(path)!r}")
    with pytest.raises(cn.errors.FileError, match="cannot be written: File name too long"):
        cn.save(lawn(), path)


def test_links_that_lead_to_themselves(tmp_path: Path) -> None:
    path = tmp_path / "loop.toml"
    path.symlink_to(path)

    assert refused(path) == f"'{path}' cannot be read: Too many levels of symbolic links."
    with pytest.raises(
        cn.errors.FileError, match="cannot be written: Too many levels of symbolic links"
    ):
        cn.save(lawn(), path, overwrite=True)


def test_a_pipe_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)

    assert refused(path) == f"'{path}' is not an ordinary file but a device, a pipe or a socket."
    with pytest.raises(cn.errors.FileError, match="is not an ordinary file"):
        cn.save(lawn(), path, overwrite=True)
    assert path.is_fifo()


# ── small files that would cost much ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "a" + ".b" * 50_000 + " = 1",
            "nested too deeply to be a model: more than 32 levels in line 1.",
        ),
        (
            "\n[a" + '."b"' * 50 + "]",
            "nested too deeply to be a model: more than 32 levels in line 2.",
        ),
        (
            "x = " + "{ a = " * 40 + "1",
            "nested too deeply to be a model: more than 32 levels in line 1.",
        ),
    ],
)
def test_what_would_cost_much_more_than_its_size(
    tmp_path: Path, content: str, message: str
) -> None:
    start = perf_counter()

    assert refused(written(tmp_path, content)) == f"'lawn.toml' is {message}"
    assert perf_counter() - start < 5


def test_dots_in_texts_and_numbers_are_not_levels(tmp_path: Path) -> None:
    text = f"description = \"{'a.' * 100}\"\nperiod = '''{'a.' * 100}''' # {'[' * 100}\n{LAWN}"

    assert cn.load(written(tmp_path, text)).period == "a." * 100


def test_headings_without_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("causalnet.formats.toml_text.tokens.MOST", 100)
    text = "".join(f"[a.b{i}]\n" for i in range(51))

    assert refused(written(tmp_path, text)) == (
        "'lawn.toml' is too large to be a model: more than 100 headings and dots in keys."
    )


def test_text_in_utf_16_without_its_mark(tmp_path: Path) -> None:
    assert refused(written(tmp_path, LAWN.encode("utf-16-le"))) == (
        "'lawn.toml' is in UTF-16, not in UTF-8. Save it with the encoding UTF-8."
    )


def test_a_policy_that_draws_lots_comes_back(tmp_path: Path) -> None:
    rule = cn.policy(given="a", choose={"x": "x", "y": {"x": 0.25, "y": 0.75}})
    model = cn.CausalModel(
        "m",
        [cn.Variable("a", ["x", "y"]), cn.Variable("b", ["x", "y"])],
        proposals=[cn.Proposal("p", cn.do(b=rule))],
    )
    cn.save(model, tmp_path / "model.toml")

    assert cn.load(tmp_path / "model.toml").proposals["p"].intervention == cn.do(b=rule)
