"""What an input may take: seconds, memory, and no trace on the disk."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType


class TooSlowError(BaseException):
    """An input that took longer than it may; no `except Exception` can swallow it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Interrupt the block once it has taken so long; main thread only."""

    def ring(_: int, __: FrameType | None) -> None:
        raise TooSlowError(f"over {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def limit_memory(gigabytes: float) -> None:
    """Let this process have no more memory than so much: a MemoryError of Python's is then a finding."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (int(gigabytes * 1024**3), hard))


@contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Work in a folder, so that a relative path of an input lands there."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def emptied(folder: Path) -> list[str]:
    """The names of what lies in a folder, which is empty afterwards."""
    left = sorted(folder.iterdir())
    for path in left:
        if path.is_dir() and not path.is_symlink():
            emptied(path)
            path.rmdir()
        else:
            path.unlink()
    return [path.name for path in left]
