"""Nothing that a page loads may come from a network: the build fails where something would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

REMOTE = r"(?:https?:)?//"
IN_HTML = re.compile(
    rf"""<(?:script|img|iframe|source|video|audio|embed|image)\b[^>]*?\b(?:src|href)\s*=\s*["']?{REMOTE}[^"'\s>]+"""
    rf"""|<link\b(?=[^>]*\brel\s*=\s*["']?(?:stylesheet|preload|prefetch|preconnect|dns-prefetch|icon|modulepreload))[^>]*?\bhref\s*=\s*["']?{REMOTE}[^"'\s>]+""",
    re.IGNORECASE,
)
IN_CSS = re.compile(
    rf"""(?:@import\s+["']|url\(\s*["']?){REMOTE}[^"')\s]+""",
    re.IGNORECASE,
)


def remote_loads(site: Path) -> Iterator[str]:
    """Where a built page or style sheet would load something from a network."""
    for suffix, pattern in ((".html", IN_HTML), (".css", IN_CSS), (".svg", IN_CSS)):
        for path in sorted(site.rglob(f"*{suffix}")):
            for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace")):
                yield f"{path.relative_to(site)}: {match.group(0)}"


def forbid_remote_loads(app: Sphinx, exception: Exception | None) -> None:
    """Fail a build whose pages would not be whole without a network."""
    if exception is not None or app.builder.format != "html":
        return
    found = list(remote_loads(Path(app.outdir)))
    if found:
        listing = "\n  ".join(found[:20])
        raise ExtensionError(f"{len(found)} loads from a network:\n  {listing}")


def setup(app: Sphinx) -> dict[str, bool]:
    # last of all, once every other extension has copied its files
    app.connect("build-finished", forbid_remote_loads, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
