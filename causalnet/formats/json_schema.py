"""The JSON Schema of a model file, for editors: completion, hovers and mistakes while a file is written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from causalnet.formats.atomic import check_target, write_atomically
from causalnet.formats.model_file.sections import FILE

__all__ = ["SCHEMA_FILE", "model_schema", "schema_line", "schema_text", "write_schema"]

SCHEMA_FILE = "causalnet.schema.json"
"""The usual name of the file with the schema, beside the models that name it."""
# Taplo and Even Better TOML read this draft; Tombi and every validator read it too.
DRAFT = "http://json-schema.org/draft-04/schema#"
# The comment by which an editor finds the schema; it stands among the first lines.
LINE = re.compile(rb"^#:schema [^\r\n]*$", re.MULTILINE)
FIRST_BYTES = 4096


def model_schema() -> dict[str, Any]:
    """The JSON Schema of a model file, made from the keys that are read and written.

    Returns
    -------
    dict
        Plain data, in draft 4. The meaning of each key is its description.

    Examples
    --------
    >>> influences = model_schema()["properties"]["graph"]["properties"]["influences"]
    >>> influences["items"]["properties"]["sign"]["enum"]
    ['+', '-', '?']
    """
    about = {"title": "A model of causalnet", "description": "What an argument claims."}
    return {"$schema": DRAFT, **FILE.json(), **about}


def schema_text() -> str:
    """The schema as the text of a JSON file, in ASCII."""
    return json.dumps(model_schema(), indent=1) + "\n"


def write_schema(path: str | Path = SCHEMA_FILE, *, overwrite: bool = False) -> Path:
    """Write the schema to a file.

    Parameters
    ----------
    path : str or Path, default "causalnet.schema.json"
        `causalnet.save` names a schema of that name in the first line of a model file in the same folder.
    overwrite : bool, default False
        Whether to replace an existing file.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    FileError
        If the file exists already or cannot be written.
    """
    file = Path(path)
    write_atomically(file, schema_text().encode(), overwrite=overwrite)
    return file


def schema_line(path: Path) -> bytes:
    """The line that leads an editor from a model file to its schema.

    It is the line of the file that is replaced; or else it names the schema that stands in the folder. Without a
    schema it is empty, since an editor would report that it is missing.
    """
    target = check_target(path, overwrite=True)
    if target.exists():
        with target.open("rb") as file:
            kept = LINE.search(file.read(FIRST_BYTES))
        if kept:
            return kept[0] + b"\n\n"
    beside = (target.parent / SCHEMA_FILE).is_file()
    return f"#:schema ./{SCHEMA_FILE}\n\n".encode() if beside else b""
