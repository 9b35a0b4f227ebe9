"""Font files of a machine: where they are, the faces in them, and the letters that a face draws."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from causalnet.cache import cached
from causalnet.errors import FileError

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

__all__ = [
    "SUFFIXES",
    "Face",
    "bold_of",
    "faces_of",
    "font_files",
    "letters_in",
    "plain_files",
    "readable_faces",
]

# Packages with fonts: all scripts in two weights; emoji in outline, which matplotlib draws too; Japanese for matplotlib.
PACKAGES = ("weblate_fonts", "manimgx_fonts", "matplotlib_fontja", "japanize_matplotlib")
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
# From the name of a regular file to that of its bold one.
BOLDER = (
    ("Regular", "Bold"),
    ("-Rg", "-Bd"),
    ("W3", "W6"),
    ("YuGothM", "YuGothB"),
    ("meiryo", "meiryob"),
    ("malgun", "malgunbd"),
    ("msyh", "msyhbd"),
    ("msjh", "msjhbd"),
    ("arial", "arialbd"),
    ("segoeui", "segoeuib"),
    ("tahoma", "tahomabd"),
    ("DejaVuSans", "DejaVuSans-Bold"),
)
VARIANTS = ("bold", "italic", "oblique", "light", "thin", "black", "medium", "condensed", "heavy")


@dataclass(frozen=True, slots=True)
class Face:
    """One face in a font file.

    Attributes
    ----------
    file : Path
    place : int
        Its place in a collection; 0 in other files.
    family : str
        The name by which a program asks for it.
    name : str
        Its own name, which tells it from the others where a family has a face for each script.
    """

    file: Path
    place: int
    family: str
    name: str

    @property
    def letters(self) -> frozenset[int]:
        """The code points that it draws."""
        return _letters(self.file, self.place)


def font_folders() -> tuple[Path, ...]:
    """The folders in which this machine keeps fonts: those of packages, the user's and the system's."""
    home, system = Path.home(), sys.platform
    specs = [find_spec(name) for name in PACKAGES]
    folders = [Path(spec.origin).parent for spec in specs if spec is not None and spec.origin]
    if system == "win32":
        folders += [Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"]
        folders += [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    elif system == "darwin":
        library = Path("/System/Library")
        folders += [home / "Library/Fonts", Path("/Library/Fonts")]
        folders += [library / "Fonts", library / "AssetsV2"]
    else:
        data = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
        shared = ("/usr/local/share/fonts", "/usr/share/fonts")
        folders += [Path(data) / "fonts", home / ".fonts", *map(Path, shared)]
        folders += [Path(sys.prefix) / "fonts", Path(sys.prefix) / "share/fonts"]
    return tuple(folder for folder in dict.fromkeys(folders) if folder.is_dir())


@cached(entries=8)
def _files_in(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The font files in folders and below them."""
    found = (
        Path(place, name)
        for folder in folders
        for place, _, names in os.walk(folder)
        for name in sorted(names)
        if name.lower().endswith(SUFFIXES)
    )
    return tuple(found)


def font_files() -> tuple[Path, ...]:
    """The font files of this machine."""
    return _files_in(font_folders())


def plain_files() -> list[Path]:
    """The font files without those of bold, slanted and other variants."""
    return [x for x in font_files() if not any(word in x.stem.casefold() for word in VARIANTS)]


def bold_of(file: Path) -> Path | None:
    """The file with the bold letters of a regular one."""
    for regular, bold in BOLDER:
        other = file.with_name(f"{file.stem.replace(regular, bold)}{file.suffix}")
        if regular in file.stem and other != file and other.is_file():
            return other
    return None


def letters_in(file: str | Path) -> frozenset[int]:
    """The code points that the first face of a font file draws.

    Raises
    ------
    FileError
        If it is not a font file.
    """
    return faces_of(Path(file))[0].letters


@cached(entries=2048)
def faces_of(file: Path) -> tuple[Face, ...]:
    """The faces in a font file.

    Raises
    ------
    FileError
        If it cannot be read as a font.
    """
    with _opened(file) as fonts:
        return tuple(Face(file, place, *_names(font, file)) for place, font in enumerate(fonts))


# The letters of a face take longer to read than its name: a collection has many faces, of which one is taken.
@cached(entries=128)
def _letters(file: Path, place: int) -> frozenset[int]:
    with _opened(file) as fonts:
        return frozenset(fonts[place].getBestCmap() or ())


@contextmanager
def _opened(file: Path) -> Iterator[list[TTFont]]:
    """The fonts in a file, read only as far as they are asked for."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        with file.open("rb") as handle:
            if file.suffix.lower() in (".ttc", ".otc"):
                yield TTCollection(handle, lazy=True).fonts
            else:
                yield [TTFont(handle, lazy=True)]
    # What fontTools raises where a file is damaged.
    except (OSError, TTLibError, KeyError, AssertionError, ValueError, struct.error) as error:
        raise FileError(f"{file.name!r} cannot be read as a font: {error}.") from error


def _names(font: TTFont, file: Path) -> tuple[str, str]:
    """The name of its family, as programs read it, and its own."""
    names = font["name"]
    own = str(names.getDebugName(1) or file.stem)
    return str(names.getDebugName(16) or own), own


def readable_faces(file: Path) -> tuple[Face, ...]:
    """The faces in a file; none where it cannot be read."""
    try:
        return faces_of(file)
    except FileError:
        return ()
