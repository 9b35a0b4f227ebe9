"""Consoles of every kind: code pages, pipes, colours, and Ctrl-C."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import causalnet as cn
from causalnet.cli import console
from causalnet.cli.main import main
from tests.cli.calls import run

ROOT = Path(__file__).parents[2]
JAPANESE = """\
name = "道"
[variables."料金"]
label = "料金"
states = ["なし", "あり"]
[variables."渋滞"]
states = ["少", "多"]
[[graph.influences]]
cause = "料金"
effect = "渋滞"
sign = "-"
strength = 1
"""


@pytest.mark.parametrize("charset", ["cp932", "cp1252", "ascii"])
def test_any_console_can_print_any_answer(
    charset: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("road.toml").write_text(JAPANESE, encoding="utf-8")
    for call in (
        "ask effect road.toml 渋滞 --under 料金=あり",
        "ask effect road.toml 渋滞 --under 料金=ある",
        "show road.toml",
        "check road.toml --draws 5",
        "diff road.toml japan_software",
        "ask verdict lawn wet rises --under rain=yes --draws 20",
        "--help",
    ):
        result = run(*call.split(), charset=charset)
        assert result.exit_code == (3 if "ある" in call else 0)
        assert result.stdout_bytes.decode(charset) + result.stderr_bytes.decode(charset)


def test_a_japanese_console_shows_tables_in_line() -> None:
    """Where a letter takes two bytes it takes two columns: the numbers of a table begin in one column."""
    call = "ask effect japan_software ソフトウェア産業の国際競争力 --under 内製化を進める --language ja"
    answer = run(*call.split(), charset="cp932")
    assert answer.exit_code == 0
    lines = answer.stdout_bytes.splitlines()
    heads = ["比較", "介入", "変化"]
    head = next(i for i, line in enumerate(lines) if line.decode("cp932").split() == heads)
    labels = [line.decode("cp932").split()[0] for line in lines[head + 1 : head + 6]]
    assert labels[-1] == "期待水準"
    assert len({line.index(b"0.") for line in lines[head + 1 : head + 6]}) == 1

    shown = run("show", "japan_software", "variables", "--language", "ja", charset="cp932")
    lines = shown.stdout_bytes.splitlines()[1:]
    assert max(map(len, lines)) == 79


def test_missing_characters_become_plain_ones() -> None:
    call = ("ask", "by-signs", "japan_software", "ai_capability", "rises")
    text = run(*call, "--under", "multi_layer_outsourcing=shallow", charset="cp1252").stdout
    assert "->" in text
    assert "→" not in text
    assert "→" in run(*call, "--under", "multi_layer_outsourcing=shallow").stdout


def test_columns_stay_aligned_on_a_code_page() -> None:
    shown = (
        run("show", "japan_software", "rivals", charset=charset).stdout
        for charset in ("utf-8", "ascii")
    )
    whole, plain = (text.partition("rivals\n")[2].splitlines() for text in shown)
    assert len({line.index("->") for line in plain[1:] if "->" in line}) > 0
    header = plain[0]
    assert all(line[header.index("influences") - 1] == " " for line in plain)
    assert len(whole) == len(plain)


def test_json_loses_nothing_on_a_code_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("road.toml").write_text(JAPANESE, encoding="utf-8")
    call = ("show", "road.toml", "influences", "--json")
    plain, whole = run(*call, charset="cp1252").stdout, run(*call).stdout

    assert plain.isascii()
    assert "料金" in whole
    assert json.loads(plain) == json.loads(whole)


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    runner = CliRunner()
    assert "\x1b[" not in runner.invoke(main, ["check", "lwn"]).stderr
    assert "\x1b[31m" in runner.invoke(main, ["check", "lwn"], color=True).stderr
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in runner.invoke(main, ["check", "lwn"], color=True).stderr


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (ZeroDivisionError("by nought"), 4, "Error: causalnet itself failed: ZeroDivisionError: by nought Please report it. With CAUSALNET_TRACEBACK=1 the place is shown.\n"),
        (cn.errors.NetworkError("Bad tables."), 2, "Error: Bad tables.\n"),
        (cn.errors.MemoryLimitError("Too large.", needed=2, limit=1), 3, "Error: Too large.\n"),
    ],
)  # fmt: skip
def test_whatever_is_raised_ends_without_a_traceback(
    raised: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(console, "tell", fails)
    result = CliRunner().invoke(main, ["check", "asia"])

    assert result.exit_code == code
    assert result.stderr.lstrip("\n") == said


def test_a_fault_of_ours_is_raised_where_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(console, "tell", fails)
    monkeypatch.setenv("CAUSALNET_TRACEBACK", "1")
    assert isinstance(CliRunner().invoke(main, ["check", "asia"]).exception, ZeroDivisionError)


def test_a_reader_who_leaves_is_not_complained_to() -> None:
    script = "causalnet show japan_software"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", *script.split()]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 141


def test_warnings_are_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = 'name = "town"\n[variables.toll]\nstates = ["a", "b", "c"]\nbaseline = { p = [0.333, 0.333, 0.333] }\n'
    Path("town.toml").write_text(text, encoding="utf-8")
    result = run("check", "town.toml", "--draws", "5")

    assert result.exit_code == 0
    assert result.stderr.startswith("Note: ")
    assert "Warning:" not in result.stderr
