"""``causalnet new``."""

from __future__ import annotations

from pathlib import Path

import click

from causalnet.cli import console

TEMPLATE = Path(__file__).with_suffix(".toml")


@click.command()
@click.argument("file", default="model.toml")
@click.option("--overwrite", is_flag=True, help="Replace FILE if it exists.")
@console.as_json
def command(file: str, overwrite: bool, as_json: bool) -> None:
    """Write a small commented model to FILE, to be filled in.

    It works at once with every command. The JSON Schema is written beside it, so that editors complete and check what
    is typed. FILE is model.toml by default.
    """
    from causalnet.errors import FileError
    from causalnet.formats.atomic import check_target, write_atomically
    from causalnet.formats.json_schema import SCHEMA_FILE, schema_line, write_schema
    from causalnet.formats.model_file.values import shown_in_toml

    path = Path(file)
    if path.suffix.lower() != ".toml":
        raise FileError(f"A model file ends in .toml. Write {path.stem or 'model'}.toml.")
    schema = path.parent / SCHEMA_FILE
    text = TEMPLATE.read_text(encoding="utf-8").replace('"MODEL"', shown_in_toml(path.stem))
    text = text.replace("FILE", path.name)
    check_target(path, overwrite=overwrite)
    if not schema.exists():
        write_schema(schema)
    write_atomically(path, schema_line(path) + text.encode(), overwrite=overwrite)
    console.tell(
        "new", f"Wrote {path}. Next: causalnet check {path}", as_json=as_json, file=str(path)
    )
