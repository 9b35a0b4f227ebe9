"""The networks that ship with pgmpy: their names and files, without importing it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["published"]

SUFFIX = ".bif.gz"


@cache
def published() -> dict[str, Path]:
    """The file of each network in pgmpy's wheel, by its name.

    Examples
    --------
    >>> published()["asia"].name
    'asia.bif.gz'
    """
    spec = find_spec("pgmpy")
    if spec is None or spec.origin is None:
        return {}
    shelf = Path(spec.origin).parent / "utils" / "example_models"
    return {file.name.removesuffix(SUFFIX): file for file in sorted(shelf.glob(f"*{SUFFIX}"))}
