"""Bayesian networks on disk, in the interchange format BIF."""

from __future__ import annotations

from pathlib import Path

from causalnet.errors import FileError, NetworkError
from causalnet.interop.atomic import write_atomically
from causalnet.interop.pgmpy import bif_text, network_of_bif
from causalnet.network.network import Network

__all__ = ["read", "write"]

UNWRITABLE = set(',;{}()|"[]')


def read(path: str | Path) -> Network:
    """A network from a ``.bif`` or ``.bif.gz`` file, through pgmpy.

    Rows that are off from one by rounding are normalised.

    Raises
    ------
    FileError
        Where the file cannot be read.
    NetworkError
        Where it is no BIF file, or its tables make no network.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]}, name="lawn")
    >>> with TemporaryDirectory() as folder:
    ...     cn.write(lawn, Path(folder, "lawn.bif"))
    ...     cn.read(Path(folder, "lawn.bif"))
    <Network 'lawn': 1 variable, 0 arrows>
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FileError(f"{file} cannot be read: {error.strerror or error}.") from None
    return network_of_bif(data, str(file))


def write(network: Network, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a network as BIF, through pgmpy: all of the file or nothing.

    Parameters
    ----------
    network : Network
    path : str or Path
        Ends in ``.bif``.
    overwrite : bool, default False
        Whether a file that is there may be replaced.

    Raises
    ------
    NetworkError
        Where a name or state holds a character that BIF gives a meaning of its own.
    FileError
        Where the file is there already, or cannot be written.
    """
    file = Path(path)
    if file.suffix != ".bif":
        raise FileError(f"{file} must end in .bif.")
    bad = [
        word
        for v, states in network.states.items()
        for word in (v, *states)
        if UNWRITABLE & set(word) or "//" in word or "/*" in word
    ]
    if bad:
        listing = ", ".join(map(repr, bad[:6])) + (", …" if bad[6:] else "")
        raise NetworkError(
            f"BIF cannot carry {listing}: the characters {' '.join(sorted(UNWRITABLE))}, // and /* "
            "have a meaning of their own in it. Rename them first."
        )
    write_atomically(file, bif_text(network).encode(), overwrite=overwrite)
