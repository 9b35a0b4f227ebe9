"""From DOT to a picture, by a program that is installed with the library; of scripts that it has no font for, by another."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from itertools import chain
from pathlib import Path

from causalnet.cache import cached
from causalnet.errors import RenderError

__all__ = ["BUNDLED", "rasterised", "rendered"]

PURE = "graphviz-pure"
# Two pixels a point, fine enough to be read on any screen and in print.
KEEPING = ("-Kneato", "-n2")
OPTIONS = {"png": ("-Gdpi=144",)}
POINTS, ZOOM = 72, 2
BLOCKS = (
    (0x20, 0x52F),
    (0x591, 0x5F4),
    (0x1D00, 0x20BE),
    (0x2100, 0x214F),
    (0x2190, 0x2195),
    (0x2211, 0x2212),
    (0x2219, 0x221A),
    (0x221E, 0x221F),
    (0x2248, 0x2249),
    (0x2260, 0x2262),
    (0x2264, 0x2265),
    (0x25A0, 0x25A1),
    (0x25AA, 0x25AC),
    (0x25CA, 0x25CC),
    (0x263A, 0x263C),
)
SINGLE = (
    0x2202,
    0x2206,
    0x220F,
    0x2229,
    0x222B,
    0x2500,
    0x2502,
    0x25B2,
    0x25BA,
    0x25BC,
    0x25C4,
    0x25CF,
)
BUNDLED = frozenset(chain(SINGLE, *(range(first, last + 1) for first, last in BLOCKS)))
"""The code points that the font in graphviz-pure draws: Latin, Greek, Cyrillic and Hebrew letters, and symbols."""


@cached(32, size=len)
def rendered(dot: str, form: str, *, placed: bool = False) -> bytes:
    """`dot` drawn as ``"svg"``, ``"png"`` or ``"pdf"``, or its places, also those of several graphs in one text, as ``"json0"``.

    Where its cards are `placed`, they stay there, and only the arrows without a place are led around them.

    graphviz-pure draws SVG and PNG; it is installed with the library and gives the same bytes on every platform.
    Graphviz on the system draws PDF.

    Raises
    ------
    RenderError
        If the program is missing or fails.
    """
    program = _system() if form == "pdf" else _pure()
    done = subprocess.run(
        [program, *(KEEPING if placed else ()), f"-T{form}", *OPTIONS.get(form, ())],
        input=dot.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode or not done.stdout:
        detail = done.stderr.decode(errors="replace").strip().split("\n")[-1]
        raise RenderError(f"{Path(program).name} could not draw the diagram: {detail}")
    return done.stdout


@cached(8, size=len)
def rasterised(svg: str, files: tuple[Path, ...]) -> bytes:
    """An SVG drawn as PNG with the fonts in files.

    Raises
    ------
    ImportError
        If the program that draws it is not installed.
    RenderError
        If it fails.
    """
    import resvg_py

    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            dpi=POINTS,
            zoom=ZOOM,
            font_files=[*map(str, files)],
        )
    except BaseException as error:
        # A panic of its Rust code is not an Exception.
        if isinstance(error, ValueError) or type(error).__name__ == "PanicException":
            raise RenderError(f"resvg could not draw the diagram: {error}") from error
        raise
    return bytes(drawn)


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
