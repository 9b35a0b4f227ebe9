"""The formats of models and networks, each registered by its suffixes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causalnet.boundary.checks import either
from causalnet.formats.bif import MOST_BIF_LETTERS as BIF_LIMIT, bif_bytes, read_bif
from causalnet.formats.json_schema import schema_line
from causalnet.formats.model_file.toml import read_toml, toml_bytes
from causalnet.formats.sheets.workbook_reader import MOST_WORKBOOK_BYTES, read_workbook
from causalnet.formats.sheets.workbook_writer import workbook_bytes
from causalnet.formats.textfile import MOST_TEXT_BYTES
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network

__all__ = ["FORMATS", "Format", "format_of", "suffixes"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of files.

    Attributes
    ----------
    name : str
        Its usual name.
    suffixes : tuple of str
        The suffixes of its files, in lower case; the first is the usual one.
    content : type
        The type in a file: a `CausalModel` or a `Network`.
    decode : callable of (bytes, name of the file)
        Returns the value in a file.
    encode : callable of (value, name of the file)
        Returns a value as the bytes of a file.
    limit : int
        The greatest size in bytes of a file that is read.
    loss : str
        The loss from replacing a file, for the error.
    heading : callable of Path, optional
        Returns what stands before the value in a file at that path.
    """

    name: str
    suffixes: tuple[str, ...]
    content: type[CausalModel] | type[Network]
    decode: Callable[[bytes, str], CausalModel | Network]
    encode: Callable[[Any, str], bytes]
    limit: int = MOST_TEXT_BYTES
    loss: str = ""
    heading: Callable[[Path], bytes] = lambda path: b""


FORMATS = (
    Format(
        "TOML",
        (".toml",),
        CausalModel,
        read_toml,
        toml_bytes,
        loss="Comments in it would be lost.",
        heading=schema_line,
    ),
    Format(
        "Excel workbook",
        (".xlsx",),
        CausalModel,
        read_workbook,
        workbook_bytes,
        limit=MOST_WORKBOOK_BYTES,
        loss="Formats and comments in it would be lost.",
    ),
    Format("BIF", (".bif", ".bif.gz"), Network, read_bif, bif_bytes, limit=BIF_LIMIT),
)


def format_of(path: Path) -> Format | None:
    """The format of a file by its suffix; None if it is unknown."""
    name = path.name.lower()
    return next((one for one in FORMATS if name.endswith(one.suffixes)), None)


def suffixes(content: type[CausalModel] | type[Network]) -> str:
    """The suffixes of files of models, or of networks.

    Examples
    --------
    >>> suffixes(Network)
    '.bif or .bif.gz'
    """
    return either(s for one in FORMATS if one.content is content for s in one.suffixes)
