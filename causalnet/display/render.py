"""From DOT to a picture, by a program that is installed with the library."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from causalnet.cache import cached
from causalnet.errors import RenderError

__all__ = ["rendered"]

PURE = "graphviz-pure"
# Two pixels a point, fine enough to be read on any screen and in print.
OPTIONS = {"png": ("-Gdpi=144",)}


@cached(32, size=len)
def rendered(dot: str, form: str) -> bytes:
    """`dot` drawn as ``"svg"``, ``"png"`` or ``"pdf"``.

    graphviz-pure draws SVG and PNG; it is installed with the library and gives the same bytes on every platform.
    Graphviz on the system draws PDF.

    Raises
    ------
    RenderError
        If the program is missing or fails.
    """
    program = _system() if form == "pdf" else _pure()
    done = subprocess.run(
        [program, f"-T{form}", *OPTIONS.get(form, ())],
        input=dot.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode or not done.stdout:
        detail = done.stderr.decode(errors="replace").strip().split("\n")[-1]
        raise RenderError(f"{Path(program).name} could not draw the diagram: {detail}")
    return done.stdout


def _pure() -> str:
    """The program beside the running interpreter, even if its environment is not activated."""
    folders = [Path(sysconfig.get_path("scripts")), Path(sys.executable).parent]
    for folder in folders:
        for name in (PURE, f"{PURE}.exe"):
            if (folder / name).is_file():
                return str(folder / name)
    found = shutil.which(PURE)
    if found is None:
        raise RenderError(
            f"{PURE} is not installed in this environment: pip install {PURE}. The DOT text is there "
            "all the same (diagram.dot)."
        )
    return found


def _system() -> str:
    found = shutil.which("dot")
    if found is None:
        raise RenderError(
            "PDF needs a Graphviz of the system's, and there is no `dot` on the PATH. Save as .svg or "
            ".png, which need none, or install Graphviz."
        )
    return found
