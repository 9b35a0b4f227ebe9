"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from causalnet.errors import FileError

__all__ = ["write_atomically"]


def write_atomically(path: Path, data: bytes, *, overwrite: bool = False, loss: str = "") -> None:
    """Write `data` beside `path` and move it there once it is safely on disk.

    Parameters
    ----------
    path : Path
    data : bytes
    overwrite : bool, default False
        Whether a file that is there may be replaced.
    loss : str
        What replacing it would lose, for the error.

    Raises
    ------
    FileError
        Where the file is there and may not be replaced, or cannot be written. What was there stays.
    """
    if path.exists() and not overwrite:
        because = f": {loss}" if loss else ""
        raise FileError(f"{path} is there already{because}. Say overwrite=True to replace it.")
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise FileError(f"{path} cannot be written: {error.strerror or error}.") from None


def _mode(path: Path) -> int:
    """Who may read the file: as before where it is replaced, else as any other new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
