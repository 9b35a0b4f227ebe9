"""Bayesian networks in BIF, the interchange format that most programs read."""

from __future__ import annotations

import gzip
import io
import zlib

from causalnet.errors import FileError
from causalnet.formats.networks.bif.layout import bif_text
from causalnet.formats.networks.parts.writing import MOST_NETWORK_BYTES, network_bytes
from causalnet.formats.textfile import decoded
from causalnet.network.network import Network

__all__ = ["bif_bytes", "read_bif"]

GZIP = b"\x1f\x8b"


def read_bif(held: bytes, file: str) -> Network:
    """The network in a BIF file, plain or gzipped.

    A file is read completely or not at all: a contradiction is refused with its line. Rows that were rounded to
    three digits or more are normalised, with a `RoundingWarning` that names their lines. Rows that are off by no
    more than 1e-5 are normalised silently.

    Raises
    ------
    FileError
        If it is not BIF.
    NetworkError
        With every contradiction and gap in the file.
    """
    from causalnet.formats.networks.bif.network import network_of_bif

    return network_of_bif(decoded(_unpacked(held, file), file), file)


def bif_bytes(network: Network, file: str) -> bytes:
    """A network as BIF without loss: `read_bif` returns an equal one.

    pyAgrum and pgmpy read the same numbers, pyAgrum in single precision. A name that one of them cannot read is
    written as another word. The property ``causalnet_name`` (``causalnet_states`` for a state) then holds the name
    itself.

    Raises
    ------
    NetworkError
        If it has draws: BIF holds one number in each cell.
    FileError
        If the file would be too large to read.
    """
    data = network_bytes(network, file, "BIF", bif_text, read_bif)
    return gzip.compress(data, mtime=0) if file.lower().endswith(".gz") else data


def _unpacked(held: bytes, name: str) -> bytes:
    """The text of a file, unpacked no further than the limit."""
    if held[:2] != GZIP:
        return held
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(held)) as file:
            text = file.read(MOST_NETWORK_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(f"{name!r} is packed with gzip, but is damaged: {error}.") from None
    if len(text) > MOST_NETWORK_BYTES:
        raise FileError(
            f"{name!r} unpacks to more than {MOST_NETWORK_BYTES / 1e6:g} MB, and no more is read."
        )
    return text
