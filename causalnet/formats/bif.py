"""Bayesian networks on disk, in the interchange format BIF."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.errors import FileError, NetworkError, nearest
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.formats.bif_format.layout import bif_text
from causalnet.formats.bif_format.network import network_of
from causalnet.formats.detection import how_to_read
from causalnet.formats.model_file.toml import models
from causalnet.formats.published_networks import published
from causalnet.formats.textfile import decoded, read_bytes
from causalnet.network.network import Network, check_network

__all__ = ["read", "write"]

GZIP = b"\x1f\x8b"
LIMIT = 16_000_000
"""The size in bytes, unpacked, beyond which no network is read: published ones take up to 6 MB."""


@public
def read(path: str | Path) -> Network:
    """A network from a BIF file, packed with gzip or not.

    All of the file is understood, or none: what contradicts itself is refused with its line. Rows that were
    rounded to three digits or more are normalised, with a `RoundingWarning` that names their lines; rows that
    are off by no more than 1e-5 silently.

    Parameters
    ----------
    path : str or Path
        A file, at most 16 MB unpacked, in UTF-8. Or the name of a network that ships with pgmpy, e.g. ``"asia"``.

    Returns
    -------
    Network
        Called as in the file, or like the file where that says ``unknown``.

    Raises
    ------
    FileError
        Where the file cannot be read, or is not BIF.
    NetworkError
        With every contradiction and gap in the file.

    Examples
    --------
    >>> import causalnet as cn
    >>> cn.read("asia")
    <Network 'asia': 8 variables, 8 arrows>
    """
    if not isinstance(path, str | Path) or not str(path):
        raise FileError(f"Expected the path of a BIF file, got {path!r}.")
    file = Path(path)
    if not os.path.lexists(file):
        file = _published(file)
    how = how_to_read(file.suffix)
    held = read_bytes(file, LIMIT)
    if file.suffix.lower() == ".toml":
        raise FileError(f"{file.name!r} is not a BIF file. A model file is read with cn.load.")
    if how and file.suffix.lower() != ".bif" and held[:2] != GZIP:
        raise FileError(f"{file.name!r} is not a BIF file. {how}")
    text = decoded(_unpacked(held, file.name), file.name)
    return network_of(text, file.name)


@public
def write(network: Network, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a network as BIF: all of the file or nothing, and without loss.

    `read` gives back an equal network: its name, its variables in their order, their states and every number.
    pyAgrum and pgmpy read the same numbers, pyAgrum in single precision. A name that either cannot read
    is written as another word; the name itself then stands in the property ``causalnet_name``, or
    ``causalnet_states`` for a state.

    Parameters
    ----------
    network : Network
        For an elicited model, ``causalnet.compile_model(model)``.
    path : str or Path
        Ends in ``.bif``, or in ``.bif.gz`` to be packed. A symbolic link is followed.
    overwrite : bool, default False
        Whether a file that is there may be replaced.

    Raises
    ------
    QuestionError
        Where it is not a network.
    NetworkError
        Where it has draws: BIF holds one number in each cell.
    FileError
        Where the suffix is another, the file is there already, cannot be written or would be too large to read.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import causalnet as cn
    >>> lawn = cn.Network({"wet grass": ["no", "yes"]}, {}, {"wet grass": [0.8, 0.2]}, name="lawn")
    >>> with TemporaryDirectory() as folder:
    ...     cn.write(lawn, Path(folder, "lawn.bif"))
    ...     cn.read(Path(folder, "lawn.bif")) == lawn
    True
    """
    check_network(network, "To keep a model as it is, use cn.save(model, path).")
    if not isinstance(path, str | Path) or not str(path):
        raise FileError(f"Expected the path of a file, got {path!r}.")
    file = Path(path)
    if not file.name.lower().endswith((".bif", ".bif.gz")):
        raise FileError(f"A network is written as BIF: {file.name!r} must end in .bif or .bif.gz.")
    check_target(file, overwrite=overwrite)
    data = _text(network, file.name).encode()
    if file.suffix.lower() == ".gz":
        data = gzip.compress(data, mtime=0)
    write_atomically(file, data, overwrite=overwrite)


def _text(network: Network, file: str) -> str:
    """The network as BIF, once it is sure that it reads back as the same network."""
    if network.draws is not None:
        raise NetworkError(
            f"BIF holds one number in each cell, and this network has {network.draws:,} draws. "
            "Write one of them with network.at(0), or compile the model without draws."
        )
    text = bif_text(network)
    if len(text) > LIMIT:
        size = f"{len(text) / 1e6:.0f} MB as BIF, and at most {LIMIT / 1e6:g} MB are read"
        raise FileError(f"{file!r} is not written: the network takes {size}.")
    if network_of(text, file) != network:
        raise NetworkError("The network cannot be written as BIF without loss.")
    return text


def _published(file: Path) -> Path:
    """A network in pgmpy's wheel by its name; pgmpy is not imported for it."""
    networks = published()
    if str(file) != file.name or (file.suffix and file.stem not in networks):
        return file
    if not file.suffix and file.name in networks:
        return networks[file.name]
    if file.suffix:
        raise FileError(
            f"There is no file {file.name!r}. A network of that name ships with pgmpy: read it with "
            f"cn.read({file.stem!r})."
        )
    loaded = file.name in models()
    hint = "The model of that name is loaded with cn.load." if loaded else ""
    hint = (
        hint or nearest(file.name, networks) or f"A file needs its suffix: {file.name + '.bif'!r}."
    )
    raise FileError(
        f"There is no file {file.name!r}, and no network of that name ships with pgmpy. {hint}"
    )


def _unpacked(held: bytes, name: str) -> bytes:
    """What a file holds, unpacked no further than the limit."""
    if held[:2] != GZIP:
        return held
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(held)) as file:
            text = file.read(LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(f"{name!r} is packed with gzip, but is damaged: {error}.") from None
    if len(text) > LIMIT:
        raise FileError(f"{name!r} unpacks to more than {LIMIT / 1e6:g} MB, and no more is read.")
    return text
