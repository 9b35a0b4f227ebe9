"""A model in one line, and as a small table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from causalnet.answer_tables import Sheet
from causalnet.model.grammar.finding import findings_code
from causalnet.notation import counted, enumerated

__all__ = ["summary_line", "summary_sheet"]

COUNTED = ("variables", "influences", "claims", "rivals", "proposals")


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


def summary_sheet(parts: Mapping[str, Any], fingerprint: str) -> Sheet:
    """The same as a table, for a notebook."""
    rows = [["model", parts["name"]], *([kind, str(len(parts[kind]))] for kind in COUNTED)]
    rows += [["today", parts["today"]]] if parts["today"] else []
    rows += [["known", enumerated(findings_code(parts["known"]))]] if parts["known"] else []
    return Sheet(parts["title"], (), [*rows, ["fingerprint", fingerprint]], (), "<<")
