"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from pathlib import Path

from causalnet.errors import FileError

__all__ = ["check_target", "write_atomically"]

# Short, whatever the name of the file: that may be as long as the file system allows.
TEMPORARY = ".causalnet-"
# The errors of a file system without hard links.
LINKLESS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}


def write_atomically(path: Path, data: bytes, *, overwrite: bool = False, loss: str = "") -> None:
    """Write `data` beside `path` and move it there once it is safely on disk.

    A symbolic link is followed: the file that it leads to is written, and the link stays.

    Parameters
    ----------
    path : Path
    data : bytes
    overwrite : bool, default False
        Whether an existing file may be replaced. If not, and several processes write a new file at once, exactly
        one succeeds.
    loss : str
        The loss from replacing it, for the error.

    Raises
    ------
    FileError
        If the file exists and may not be replaced, is a folder, a device or a pipe, or cannot be written. An
        existing file stays.
    """
    target = check_target(path, overwrite=overwrite, loss=loss)
    temporary = target.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    try:
        _write_new(temporary, data)
        if overwrite:
            _keep_mode(temporary, target)
            temporary.replace(target)
        else:
            _move_to_new(temporary, target)
    except FileExistsError:
        raise FileError(_is_there(path, loss)) from None
    except OSError as error:
        raise FileError(f"{str(path)!r} cannot be written: {error.strerror or error}.") from None
    finally:
        temporary.unlink(missing_ok=True)


def check_target(path: Path, *, overwrite: bool = False, loss: str = "") -> Path:
    """The file that writing to `path` would write, links followed; or a `FileError` if it may not be written.

    Call it before a long computation whose result goes to a file.
    """
    try:
        target = Path(os.path.realpath(path))
        kind = target.stat().st_mode
    except FileNotFoundError:
        if target.parent.is_dir():
            return target
        raise FileError(
            f"There is no folder {str(target.parent)!r} to write {target.name!r} to."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(f"{str(path)!r} cannot be written: {reason}.") from None
    if stat.S_ISDIR(kind):
        raise FileError(f"{str(path)!r} is a folder, not a file.")
    if not stat.S_ISREG(kind):
        raise FileError(f"{str(path)!r} is not an ordinary file but a device, a pipe or a socket.")
    if not overwrite:
        raise FileError(_is_there(path, loss))
    return target


def _is_there(path: Path, loss: str) -> str:
    because = f" {loss}" if loss else ""
    return f"{str(path)!r} is there already. Say overwrite=True to replace it.{because}"


def _write_new(path: Path, data: bytes) -> None:
    # The mode of a new file is this one under the process's mask.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_mode(temporary: Path, target: Path) -> None:
    """A replaced file keeps its permissions."""
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)


def _move_to_new(temporary: Path, target: Path) -> None:
    """Give a finished file its name, or raise FileExistsError: a link fails if the name is taken."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in LINKLESS:
            raise
        # The empty file claims the name for this process; the finished one then takes its place.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        try:
            temporary.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
