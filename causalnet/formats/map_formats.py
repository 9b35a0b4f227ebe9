"""The formats of causal maps: several may share a suffix, and a look at what is inside tells them apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from causalnet.boundary.checks import either
from causalnet.errors import FileError, few_names
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.argdown import holds_argdown, read_argdown
from causalnet.formats.maps.causal_map_workbook import holds_causal_map, read_causal_map
from causalnet.formats.maps.graphs.dot import read_dot
from causalnet.formats.maps.graphs.gexf import read_gexf
from causalnet.formats.maps.graphs.graphml import graphml_bytes, read_graphml
from causalnet.formats.maps.kumu.kumu_json import holds_kumu_json, kumu_json_bytes, read_kumu_json
from causalnet.formats.maps.kumu.kumu_workbook import holds_kumu_workbook, read_kumu_workbook
from causalnet.formats.maps.link_list import holds_link_list, read_link_list
from causalnet.formats.maps.link_list_file import link_list_bytes
from causalnet.formats.maps.matrices.fcm_matrix import holds_fcm, read_fcm, read_fcm_columns
from causalnet.formats.maps.qpress import holds_qpress, read_qpress
from causalnet.formats.maps.sd_ai import holds_sd_ai, read_sd_ai, sd_ai_bytes
from causalnet.model.causal_map import CausalMap
from causalnet.model.influence import Sign
from causalnet.nearest import nearest

__all__ = [
    "BOOKS",
    "MAP_FORMATS",
    "MOST_MAP_BYTES",
    "MapFormat",
    "map_format_of",
    "map_formats_of",
    "written_format",
]

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
    holds : str
        What a file of this format has that others lack, for the error about a file that fits none. If it is empty,
        such a file is read as this format, whose own error says what is wrong.
    """

    name: str
    word: str
    suffixes: tuple[str, ...]
    fits: Callable[[MapFile], bool]
    read: Callable[[MapFile, Sign], CausalMap]
    write: Callable[[CausalMap, str], bytes] | None = None
    holds: str = ""


def _anything(_: MapFile) -> bool:
    """The only format with its suffixes: its own error says what is wrong with a file."""
    return True


def _nothing(_: MapFile) -> bool:
    """A format that is read only where it is asked for."""
    return False


BOOKS = (".xlsx", ".xlsm")
"""The suffixes of workbooks."""
TABLES = (".csv", ".tsv", ".tab", *BOOKS)
JSON = (".json",)
# The more particular formats stand first.
MAP_FORMATS = (
    MapFormat(
        "Causal Map workbook",
        "causal-map",
        BOOKS,
        holds_causal_map,
        read_causal_map,
        holds="sheets of factors and links",
    ),
    MapFormat(
        "Kumu workbook", "kumu", BOOKS, holds_kumu_workbook, read_kumu_workbook, holds="its sheets"
    ),
    MapFormat("link list", "links", TABLES, holds_link_list, read_link_list, write=link_list_bytes),
    MapFormat("FCM matrix", "fcm", TABLES, holds_fcm, read_fcm, holds="a matrix"),
    MapFormat(
        "FCM matrix by columns", "fcm-columns", TABLES, _nothing, read_fcm_columns, holds="a matrix"
    ),
    MapFormat(
        "Kumu JSON",
        "kumu",
        JSON,
        holds_kumu_json,
        read_kumu_json,
        kumu_json_bytes,
        "'elements' and 'connections'",
    ),
    MapFormat("sd-ai JSON", "sd-ai", JSON, holds_sd_ai, read_sd_ai, sd_ai_bytes, "'relationships'"),
    MapFormat(
        "Argdown JSON",
        "argdown",
        JSON,
        holds_argdown,
        read_argdown,
        holds="'statements' and 'arguments'",
    ),
    MapFormat("QPress text", "qpress", (".txt",), holds_qpress, read_qpress),
    MapFormat("GraphML", "graphml", (".graphml",), _anything, read_graphml, graphml_bytes),
    MapFormat("GEXF", "gexf", (".gexf",), _anything, read_gexf),
    MapFormat("DOT", "dot", (".dot", ".gv"), _anything, read_dot),
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
        return _named(word, file.name, MAP_FORMATS)
    possible = map_formats_of(Path(file.name))
    found = next((one for one in possible if one.fits(file)), None)
    found = found or next((one for one in possible if not one.holds), None)
    if found is None:
        # The formats that are left are JSON: a file that is not says so, with its line.
        held = file.data
        keys = few_names([repr(key) for key in held]) if isinstance(held, dict) else ""
        has = f"its keys are {keys}" if keys else "it has no keys"
        needs = "; ".join(f"{one.name} has {one.holds}" for one in possible)
        raise FileError(f"{file.name!r} is not a causal map that is known: {has}. {needs}.")
    return found


def written_format(path: Path, word: str | None) -> MapFormat:
    """The format in which a map is written to a path.

    Raises
    ------
    FileError
        If the suffix or the word is not one of a format that is written, or the suffix may be several.
    """
    offered = tuple(one for one in MAP_FORMATS if one.write is not None)
    if word is not None:
        return _named(word, path.name, offered)
    fit = [one for one in offered if path.name.lower().endswith(one.suffixes)]
    if len(fit) == 1:
        return fit[0]
    if fit:
        words = either(f"format={one.word!r} ({one.name})" for one in fit)
        raise FileError(f"{path.name!r} may be several formats: write {words}.")
    names = either(f"{one.name} ({either(one.suffixes)})" for one in offered)
    raise FileError(f"A causal map is saved as {names}, not as {path.name!r}.")


def _named(word: str, file: str, among: tuple[MapFormat, ...]) -> MapFormat:
    """The format with a word; of several, the one with the suffix of the file."""
    named = [one for one in among if one.word == word]
    if not named:
        words = dict.fromkeys(one.word for one in among)
        text = f"There is no format {word!r} of maps; the formats are {', '.join(words)}."
        raise FileError(f"{text} {nearest(word, words)}".rstrip())
    # Of a workbook and a text with one word, the text stands last: an unknown suffix is rather that.
    return next((one for one in named if file.lower().endswith(one.suffixes)), named[-1])
