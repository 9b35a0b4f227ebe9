"""Small files of causal maps, loaded by their suffix."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from tests.formats.lawns import written


def loaded(folder: Path, content: str | bytes, name: str, **more: object) -> cn.CausalMap:
    """The map in a file."""
    found = cn.load(written(folder, content, name), **more)  # type: ignore[arg-type]
    assert isinstance(found, cn.CausalMap)
    return found


def refused(folder: Path, content: str | bytes, name: str, **more: object) -> str:
    """The message with which a file is refused."""
    path = written(folder, content, name)
    with pytest.raises((cn.errors.FileError, cn.errors.ModelError)) as caught:
        cn.load(path, **more)  # type: ignore[arg-type]
    return str(caught.value)


def links(held: cn.CausalMap) -> list[str]:
    """The links of a map, each as ``cause → effect (sign)``."""
    return [str(link) for link in held.links]


def left_out(held: cn.CausalMap) -> dict[str, int]:
    """What the reading of a map left out, with its number."""
    return {one.what: one.count for one in held.reading.left_out}
