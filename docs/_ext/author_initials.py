"""References in docstrings: the first initial of an author does not begin a list."""

from __future__ import annotations

import re

from sphinx.application import Sphinx

# A line such as "J. Pearl (2009)", which would be item 10 of a list by letters.
INITIAL = re.compile(r"^(\s*)([A-Z])\. (?=[A-Z])")


def escape_initials(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Escape the full stop after an initial at the start of a line."""
    lines[:] = [INITIAL.sub(r"\1\2\\. ", line) for line in lines]


def setup(app: Sphinx) -> dict[str, object]:
    """Join Sphinx, after numpydoc."""
    app.connect("autodoc-process-docstring", escape_initials, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
