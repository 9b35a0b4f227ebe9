"""Write into documents what their programs print now: ``python -m tests.accept_outputs README.md docs/japan_model.rst``.

Run it after a change of answers, and read the difference: a document that prints something wrong is accepted as
willingly as one that prints something right.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import textwrap
from pathlib import Path

from sybil.example import Example

from tests.test_documents import language, parsed, typed


def outputs(path: Path) -> list[tuple[str, str]]:
    """Each block of output that a document holds, beside what is printed in its place."""
    found = []
    for example in parsed(path).examples():
        printed = printed_in_place_of(example)
        if printed is None:
            example.evaluate()
        else:
            found.append((example.parsed, printed))
    return found


def printed_in_place_of(example: Example) -> str | None:
    """What the programs before a block of output print; None where the block is no output."""
    if not isinstance(example.parsed, str):
        return None
    tongue = language(example.region)
    if tongue == "text" and not example.region.lexemes.get("options", {}).get("caption"):
        printed = example.namespace.pop("__printed__", None)
        return None if printed is None else str(printed)
    if tongue == "console" and example.parsed.startswith("$ causalnet "):
        return typed(example.parsed)
    return None


def accept(path: Path) -> int:
    """Rewrite a document, and say how many of its blocks changed. One with an ellipsis is left."""
    text, changed = path.read_text(encoding="utf-8"), 0
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        found = outputs(here / path)
    for old, new in found:
        # A document indents its blocks alike.
        indents = [""] if path.suffix == ".md" else ["   ", "    "]
        indent = next((one for one in indents if block(old, one) in text), indents[0])
        before, after = (block(part, indent) for part in (old, new))
        if before != after and "..." not in old:
            if text.count(before) != 1:
                print(f"{path}: a block that stands {text.count(before)} times is left:\n{before}")
                continue
            text, changed = text.replace(before, after), changed + 1
    path.write_text(text, encoding="utf-8")
    return changed


def block(text: str, indent: str) -> str:
    """Output as it stands in a document."""
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return textwrap.indent("\n".join(lines), indent)


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "Agg")
    for name in sys.argv[1:]:
        print(f"{name}: {accept(Path(name))} blocks")
