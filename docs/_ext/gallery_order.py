"""The order of the gallery: the numbers in the scripts' names, read as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ByNumber:
    """What a script is sorted by: ``q2_…`` comes before ``q10_…``."""

    folder: str

    def __call__(self, path: str) -> tuple[int, str]:
        """The first number in the name of a script, and the name; none counts as nought."""
        name = Path(path).name
        found = NUMBER.search(name)
        return (int(found[0]) if found else 0, name)
