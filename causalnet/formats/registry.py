"""The formats of models and networks, each registered by its suffixes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causalnet.boundary.checks import either
from causalnet.formats.json_schema import schema_line
from causalnet.formats.model_file.toml import read_toml, toml_bytes
from causalnet.formats.networks.bif.bif import bif_bytes, read_bif
from causalnet.formats.networks.cmpx.reader import holds_cmpx, read_cmpx
from causalnet.formats.networks.cmpx.writer import cmpx_bytes
from causalnet.formats.networks.dne.reader import holds_dne, read_dne
from causalnet.formats.networks.dne.writer import dne_bytes
from causalnet.formats.networks.net.reader import holds_net, read_net
from causalnet.formats.networks.net.writer import net_bytes
from causalnet.formats.networks.parts.writing import MOST_NETWORK_BYTES
from causalnet.formats.networks.uai import holds_uai, read_uai, uai_bytes
from causalnet.formats.networks.xdsl.reader import holds_xdsl, read_xdsl
from causalnet.formats.networks.xdsl.writer import xdsl_bytes
from causalnet.formats.networks.xmlbif import holds_xmlbif, read_xmlbif, xmlbif_bytes
from causalnet.formats.sheets.workbook_reader import MOST_WORKBOOK_BYTES, read_workbook
from causalnet.formats.sheets.workbook_writer import workbook_bytes
from causalnet.formats.textfile import MOST_TEXT_BYTES
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network

__all__ = ["FORMATS", "Format", "format_in", "format_named", "format_of", "suffixes"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of files.

    Attributes
    ----------
    name : str
        Its usual name.
    word : str
        The word for ``format=``.
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
    fits : callable of bytes, optional
        Whether the first bytes of a file can only be those of this format, whatever its suffix.
    """

    name: str
    word: str
    suffixes: tuple[str, ...]
    content: type[CausalModel] | type[Network]
    decode: Callable[[bytes, str], CausalModel | Network]
    encode: Callable[[Any, str], bytes]
    limit: int = MOST_TEXT_BYTES
    loss: str = ""
    heading: Callable[[Path], bytes] = lambda path: b""
    fits: Callable[[bytes], bool] | None = None


FORMATS = (
    Format(
        "TOML",
        "toml",
        (".toml",),
        CausalModel,
        read_toml,
        toml_bytes,
        loss="Comments in it would be lost.",
        heading=schema_line,
    ),
    Format(
        "Excel workbook",
        "workbook",
        (".xlsx",),
        CausalModel,
        read_workbook,
        workbook_bytes,
        limit=MOST_WORKBOOK_BYTES,
        loss="Formats and comments in it would be lost.",
    ),
    Format("BIF", "bif", (".bif", ".bif.gz"), Network, read_bif, bif_bytes, MOST_NETWORK_BYTES),
    Format(
        "XMLBIF",
        "xmlbif",
        (".xmlbif", ".bifxml", ".xml"),
        Network,
        read_xmlbif,
        xmlbif_bytes,
        MOST_NETWORK_BYTES,
        fits=holds_xmlbif,
    ),
    Format(
        "XDSL",
        "xdsl",
        (".xdsl",),
        Network,
        read_xdsl,
        xdsl_bytes,
        MOST_NETWORK_BYTES,
        fits=holds_xdsl,
    ),
    Format(
        "Hugin NET",
        "net",
        (".net",),
        Network,
        read_net,
        net_bytes,
        MOST_NETWORK_BYTES,
        fits=holds_net,
    ),
    Format(
        "Netica DNE",
        "dne",
        (".dne",),
        Network,
        read_dne,
        dne_bytes,
        MOST_NETWORK_BYTES,
        fits=holds_dne,
    ),
    Format(
        "AgenaRisk",
        "cmpx",
        (".cmpx",),
        Network,
        read_cmpx,
        cmpx_bytes,
        MOST_NETWORK_BYTES,
        fits=holds_cmpx,
    ),
    Format(
        "UAI", "uai", (".uai",), Network, read_uai, uai_bytes, MOST_NETWORK_BYTES, fits=holds_uai
    ),
)


def format_of(path: Path) -> Format | None:
    """The format of a file by its suffix; None if it is unknown."""
    name = path.name.lower()
    return next((one for one in FORMATS if name.endswith(one.suffixes)), None)


def format_in(held: bytes, by_suffix: Format) -> Format:
    """The format of the bytes of a file: another than that of its suffix if they can only be that.

    Only the formats of networks share suffixes with each other in practice, e.g. XMLBIF in files named ``.bif``.
    """
    if by_suffix.content is not Network or (by_suffix.fits is not None and by_suffix.fits(held)):
        return by_suffix
    return next((one for one in FORMATS if one.fits is not None and one.fits(held)), by_suffix)


def format_named(word: str) -> Format | None:
    """The format of models or networks with a word; None if it is unknown."""
    return next((one for one in FORMATS if one.word == word), None)


def suffixes(content: type[CausalModel] | type[Network]) -> str:
    """The suffixes of files of models, or of networks.

    Examples
    --------
    >>> suffixes(CausalModel)
    '.toml or .xlsx'
    """
    return either(s for one in FORMATS if one.content is content for s in one.suffixes)
