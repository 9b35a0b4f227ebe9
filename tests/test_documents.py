"""Every document and every example is run, and prints what it says that it prints.

In README.md and under docs/ these blocks are run, in order, in one namespace for each document and in a
folder of its own:

- ``>>>`` examples, against the output below them;
- ``python`` blocks; a ``text`` block right after one is what it prints;
- ``toml`` and ``text`` blocks with a caption: saved under that name;
- ``console`` blocks that begin with ``$ causalnet``: each command prints what stands below it, and ``$ echo $?`` its exit
  code. Blocks with other commands are not run.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sybil import Document, Example, Sybil
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from sybil.parsers.rest import DocTestParser
from sybil.parsers.rest.lexers import DirectiveLexer
from sybil.region import Region
from sybil.typing import Lexer

from causalnet.cli.main import main

ROOT = Path(__file__).parent.parent
MADE = {"_build", "_templates", "gallery", "generated"}
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
DOCUMENTS = [
    ROOT / "README.md",
    *sorted(p for p in (ROOT / "docs").rglob("*.rst") if not MADE & set(p.parts)),
]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
LANGUAGES = ("python", "text", "toml", "console")
COMMAND = "$ causalnet "


class Blocks:
    """Finds the code blocks of a document, and runs, compares or saves each."""

    def __init__(self, lexer: Lexer) -> None:
        self.lexer = lexer

    def __call__(self, document: Document) -> list[Region]:
        regions = [r for r in self.lexer(document) if language(r) in LANGUAGES and not prompted(r)]
        for region in regions:
            region.parsed = region.lexemes["source"]
            region.evaluator = self.evaluate
        return regions

    def evaluate(self, example: Example) -> str | None:
        """Run `example`; a text is what it should have been."""
        tongue, names = language(example.region), example.namespace
        printed = names.pop("__printed__", None)
        if caption := example.region.lexemes.get("options", {}).get("caption"):
            Path(caption).write_text(example.parsed, encoding="utf-8")
        elif tongue == "python":
            names["__printed__"] = run(example)
        elif tongue == "text" and printed is not None:
            return difference(example.parsed, printed)
        elif tongue == "console" and example.parsed.startswith(COMMAND):
            return difference(example.parsed, typed(example.parsed))
        return None


def language(region: Region) -> str:
    """The language of a block, as either mark-up names it."""
    return (region.lexemes.get("language") or region.lexemes.get("arguments") or "").strip()


def prompted(region: Region) -> bool:
    """Whether a block is an interactive session, which is a doctest's business."""
    return region.lexemes["source"].lstrip().startswith(">>>")


def run(example: Example) -> str:
    """Run a block of Python, and return what it prints."""
    out = io.StringIO()
    blanks = "\n" * (example.line - 1)
    with contextlib.redirect_stdout(out):
        exec(compile(blanks + example.parsed, example.path, "exec"), example.namespace)  # noqa: S102
    return out.getvalue()


def typed(block: str) -> str:
    """A block of commands with what they print, as a terminal shows both."""
    shown, code = [], 0
    for line in block.splitlines():
        if line == "$ echo $?":
            shown += [line, str(code)]
        elif line.startswith(COMMAND):
            result = CliRunner().invoke(main, shlex.split(line)[2:], prog_name="causalnet")
            code = result.exit_code
            shown += [line, *result.output.splitlines()]
    return "\n".join(shown)


def difference(expected: str, printed: str) -> str | None:
    """Nothing where the output is as expected; white space at the ends of lines does not count."""
    wanted, got = (
        "\n".join(line.rstrip() for line in text.strip("\n").splitlines()) + "\n"
        for text in (expected, printed)
    )
    if doctest.OutputChecker().check_output(wanted, got, doctest.ELLIPSIS):
        return None
    return f"Expected:\n{wanted}\nPrinted:\n{got}"


def parsed(path: Path) -> Document:
    """A document with its examples, in order."""
    if path.suffix == ".md":
        parsers = [Blocks(FencedCodeBlockLexer("|".join(LANGUAGES)))]
    else:
        blocks = DirectiveLexer("code-block")
        parsers = [DocTestParser(OPTIONS), Blocks(blocks)]
    return Sybil(parsers, path=str(ROOT)).parse(path)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_document(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    for example in parsed(path).examples():
        example.evaluate()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_files_that_a_document_names_exist(path: Path) -> None:
    named = set(re.findall(r"``([\w/]+\.py)``", path.read_text(encoding="utf-8")))
    assert not [name for name in named if not list(ROOT.glob(f"**/{name}"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_pictures_of_a_document_are_there_and_are_told_in_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    images = re.findall(r"^\.\. image:: (\S+)\n((?:   .*\n)+)", text, re.MULTILINE)
    assert len(images) == text.count(".. image::")
    for address, options in images:
        place = ROOT / "docs" / address[1:] if address.startswith("/") else path.parent / address
        assert place.is_file()
        assert ":alt: " in options
    for alt, address in re.findall(r"!\[(.*?)\]\((.*?)\)", text):
        assert alt
        assert (path.parent / address).is_file()


@pytest.mark.example
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_example(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(path)],
        cwd=tmp_path,
        env=os.environ
        # What can be printed in ASCII can be printed on any console.
        | {"MPLBACKEND": "Agg", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        encoding="ascii",
        check=False,
    )

    assert not done.returncode, done.stderr
