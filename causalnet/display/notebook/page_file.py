"""The path of a page that was written; a notebook shows the page itself."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

if sys.platform == "win32":
    from pathlib import WindowsPath as SystemPath
else:
    from pathlib import PosixPath as SystemPath

__all__ = ["PageFile", "framed"]

HEIGHT = "46rem"
# The page may run its own script, as its policy allows, and copy a link; it reaches nothing of the notebook's page.
SANDBOX = "allow-scripts allow-downloads allow-popups"


class PageFile(SystemPath):
    """The path of a page: one HTML file that needs nothing else. As the value of a cell it shows the page in a frame.

    Examples
    --------
    >>> PageFile("lawn.html").suffix
    '.html'
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(Path(self))

    def _repr_html_(self) -> str | None:
        """The page in a frame, whole, so that the notebook keeps it; nothing if the file is there no more."""
        if not self.is_file():
            return None
        return framed(self.read_text(encoding="utf-8"), str(self))


def framed(page: str, name: str) -> str:
    """A page in a frame that holds all of it, and where it is besides."""
    note = f"The page is in {name}. If it is not shown here, trust the notebook, or open the file in a browser."
    return (
        f'<iframe srcdoc="{escape(page)}" title="{escape(name)}" sandbox="{SANDBOX}" allow="clipboard-write" '
        f'style="width:100%;height:{HEIGHT};border:0"></iframe><p style="font-size:85%">{escape(note)}</p>'
    )
