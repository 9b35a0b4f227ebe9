"""Files are written whole or not at all, to one rule for what is there already."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import causalnet as cn
from causalnet.formats.atomic import check_target, write_atomically

LAWN = cn.Network(
    {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    {"wet": ["rain"]},
    {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
)
MODEL = cn.CausalModel("lawn", [cn.Variable("rain", ["no", "yes"])])


def writers(path: Path) -> dict[str, object]:
    """Every verb that writes a file, replacing what is there."""
    return {
        ".toml": lambda: cn.save(MODEL, path, overwrite=True),
        ".bif": lambda: cn.save(LAWN, path, overwrite=True),
        ".dot": lambda: cn.draw(LAWN).save(path),
        ".html": lambda: cn.explore(LAWN, path),
    }


@pytest.mark.parametrize("suffix", [".toml", ".bif", ".dot", ".html"])
def test_every_writer_follows_a_link_and_refuses_a_pipe(suffix: str, tmp_path: Path) -> None:
    path, link = tmp_path / f"file{suffix}", tmp_path / f"link{suffix}"
    path.write_text("old")
    link.symlink_to(path)

    writers(link)[suffix]()

    assert link.is_symlink()
    assert path.read_text() != "old"
    pipe = tmp_path / f"pipe{suffix}"
    os.mkfifo(pipe)
    with pytest.raises(cn.errors.FileError) as caught:
        writers(pipe)[suffix]()
    assert str(caught.value) == (
        f"'{pipe}' is not an ordinary file but a device, a pipe or a socket."
    )
    assert pipe.is_fifo()
    assert len([*tmp_path.iterdir()]) == 3


def test_a_link_that_leads_nowhere_yet_is_followed(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "file")

    write_atomically(link, b"new")

    assert (tmp_path / "file").read_bytes() == b"new"
    assert link.is_symlink()


@pytest.mark.parametrize("linkless", [False, True])
def test_of_many_writers_of_a_new_file_one_succeeds(
    linkless: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, ready = tmp_path / "file", Barrier(8)
    if linkless:

        def link(*args: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", link)

    def write(number: int) -> str:
        ready.wait()
        try:
            write_atomically(path, str(number).encode(), loss="It would be lost.")
        except cn.errors.FileError as error:
            return str(error)
        return str(number)

    with ThreadPoolExecutor(8) as pool:
        told = [*pool.map(write, range(8))]

    [winner] = [text for text in told if text.isdigit()]
    assert path.read_text() == winner
    assert {text for text in told if not text.isdigit()} == {
        f"'{path}' is there already. Say overwrite=True to replace it. It would be lost."
    }
    assert [*tmp_path.iterdir()] == [path]


def test_who_may_read_it_is_as_for_any_new_file_and_stays(tmp_path: Path) -> None:
    path, other = tmp_path / "file", tmp_path / "other"
    other.write_bytes(b"")

    write_atomically(path, b"new")
    assert path.stat().st_mode == other.stat().st_mode

    path.chmod(0o640)
    write_atomically(path, b"newer", overwrite=True)
    assert path.stat().st_mode & 0o777 == 0o640


def test_where_a_file_cannot_go_is_said_before_anything_is_computed(tmp_path: Path) -> None:
    with pytest.raises(
        cn.errors.FileError, match="There is no folder '.*nowhere' to write 'file' to"
    ):
        check_target(tmp_path / "nowhere" / "file")
    with pytest.raises(cn.errors.FileError, match="is a folder, not a file"):
        check_target(tmp_path, overwrite=True)
    with pytest.raises(cn.errors.FileError, match=r"cannot be written: .*embedded null"):
        check_target(tmp_path / "a\0b")
    assert check_target(tmp_path / "file") == (tmp_path / "file").resolve()


def test_a_report_looks_where_it_goes_before_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("outcomes_of", "conclusions_of", "done_by", "report_page"):
        monkeypatch.setattr(
            f"causalnet.display.report.report.{step}", lambda *_, **__: pytest.fail("computed")
        )

    with pytest.raises(
        cn.errors.FileError, match="There is no folder '.*nowhere' to write 'page.html' to"
    ):
        cn.report(MODEL, tmp_path / "nowhere" / "page.html")


def test_of_two_processes_that_write_a_new_file_one_succeeds(tmp_path: Path) -> None:
    code = (
        "import sys, causalnet as cn\n"
        "from causalnet.formats.atomic import write_atomically\n"
        "from pathlib import Path\n"
        "for i in range(40):\n"
        "    try:\n"
        "        write_atomically(Path(sys.argv[1], str(i)), sys.argv[2].encode())\n"
        "        print(i)\n"
        "    except cn.errors.FileError:\n"
        "        pass\n"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path), name], stdout=subprocess.PIPE, text=True
        )
        for name in ("one", "two")
    ]
    won = [{*process.communicate()[0].split()} for process in both]

    assert won[0] | won[1] == {str(i) for i in range(40)}
    assert not won[0] & won[1]
    for i in range(40):
        assert (tmp_path / str(i)).read_text() == ("one" if str(i) in won[0] else "two")
