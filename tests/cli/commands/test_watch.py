"""``causalnet watch``: a file, a page, and a clean stop."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import causalnet as cn
from tests.cli.calls import run

ROOT = Path(__file__).parents[3]


def test_it_checks_serves_and_stops(tmp_path: Path) -> None:
    lawn = cn.load("lawn")
    assert isinstance(lawn, cn.CausalModel)
    path = tmp_path / "lawn.toml"
    cn.save(lawn, path)
    call = ["watch", str(path), "--port=0", "--every=0.05"]
    # A shell that runs the tests in the background lets its children ignore Ctrl-C.
    script = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"from causalnet.cli.main import main; main({call!r})"
    )
    command = [sys.executable, "-c", script]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with (
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
        ) as process,
        ExitStack() as at_the_end,
    ):
        # A test that fails must not wait for it.
        at_the_end.callback(process.kill)
        assert process.stdout is not None
        assert process.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address is not None
        assert "The model declares no checks." in process.stdout.readline()
        with urllib.request.urlopen(f"{address[0]}state", timeout=60) as answer:
            assert json.load(answer)["version"] == 1
        path.write_text("name = 1", encoding="utf-8")
        while "name must be a string" not in (line := process.stdout.readline()):
            assert line
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stderr.read() == ""


def test_a_file_that_is_not_there() -> None:
    result = run("watch", "nowhere.toml")

    assert result.exit_code == 3
    assert "File 'nowhere.toml' does not exist." in result.stderr
