"""The formats of causal maps: several may share a suffix, and a look at what is inside tells them apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from causalnet.boundary.checks import either
from causalnet.errors import FileError
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.causal_map_workbook import holds_causal_map, read_causal_map
from causalnet.formats.maps.link_list import holds_link_list, read_link_list
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign
from causalnet.nearest import nearest

__all__ = ["MAP_FORMATS", "MOST_MAP_BYTES", "MapFormat", "map_format_of", "map_formats_of"]

MOST_MAP_BYTES = 20_000_000
"""The greatest size in bytes of a file with a map: a list of 10,000 links takes a twentieth of it."""


@dataclass(frozen=True, slots=True)
class MapFormat:
    """One format of causal maps.

    Attributes
    ----------
    name : str
        Its usual name, as a sentence writes it.
    word : str
        The word for ``format=``.
    suffixes : tuple of str
        The suffixes of its files, in lower case.
    fits : callable of MapFile
        Whether a file with one of these suffixes holds this format. The first format that fits reads it.
    read : callable of (MapFile, sign)
        Returns the map; links to which the file gives no sign get `sign`.
    write : callable of (CausalMap, name of the file), optional
        Returns a map as the bytes of a file. Formats without it are read only.
    """

    name: str
    word: str
    suffixes: tuple[str, ...]
    fits: Callable[[MapFile], bool]
    read: Callable[[MapFile, Sign], CausalMap]
    write: Callable[[CausalMap, str], bytes] | None = None


# The more particular formats stand first.
MAP_FORMATS = (
    MapFormat(
        "Causal Map workbook",
        "causal-map",
        (".xlsx", ".xlsm"),
        holds_causal_map,
        read_causal_map,
    ),
    MapFormat(
        "link list",
        "links",
        (".csv", ".tsv", ".tab", ".xlsx", ".xlsm"),
        holds_link_list,
        read_link_list,
    ),
)


def map_formats_of(path: Path) -> tuple[MapFormat, ...]:
    """The formats of maps with the suffix of a path."""
    name = path.name.lower()
    return tuple(one for one in MAP_FORMATS if name.endswith(one.suffixes))


def map_format_of(file: MapFile, word: str | None) -> MapFormat:
    """The format with a word, or the first with the file's suffix that fits what is inside.

    Raises
    ------
    FileError
        If the word is unknown, or nothing fits.
    """
    if word is not None:
        named = {one.word: one for one in MAP_FORMATS}
        if word not in named:
            hint = nearest(word, named)
            text = f"There is no format {word!r} of maps; the formats are {', '.join(named)}."
            raise FileError(f"{text} {hint}".rstrip())
        return named[word]
    possible = map_formats_of(Path(file.name))
    found = next((one for one in possible if one.fits(file)), None)
    if found is None and len(possible) == 1:
        # Its own error says what it lacks.
        return possible[0]
    if found is None:
        names = either(one.name for one in possible)
        words = either(f"format={one.word!r}" for one in possible)
        raise FileError(f"{file.name!r} does not hold a map as {names}. To see why, write {words}.")
    return found
