"""A model in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from causalnet.notation import counted

__all__ = ["summary_line"]


def summary_line(parts: Mapping[str, Any]) -> str:
    """The name of a model and the number of its parts."""
    within = sum(not i.lag for i in parts["influences"])
    lagged, known = len(parts["influences"]) - within, parts["known"]
    return (
        f"<CausalModel {parts['name']!r}: {counted(len(parts['variables']), 'variable')}, "
        f"{counted(within, 'influence')}"
        + (f" and {lagged} lagged" if lagged else "")
        + f", {counted(len(parts['claims']), 'claim')}"
        + (f"; today: {parts['today']}" if parts["today"] else "")
        + (f"; known: {counted(len(known), 'finding')}" if known else "")
        + ">"
    )
