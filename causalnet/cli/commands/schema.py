"""``causalnet schema``."""

from __future__ import annotations

import click

from causalnet.cli import console


@click.command()
@click.option(
    "-o", "--output", metavar="FILE", help="Write it to FILE, e.g. causalnet.schema.json."
)
@click.option("--overwrite", is_flag=True, help="Replace FILE if it exists.")
@console.as_json
def command(output: str | None, overwrite: bool, as_json: bool) -> None:
    """Print the JSON Schema of a model file, for editors of TOML.

    A model file names it in a first line such as "#:schema ./causalnet.schema.json".
    """
    from causalnet.formats.json_schema import schema_text, write_schema

    if output is None:
        click.echo(schema_text(), nl=False)
        return
    written = write_schema(output, overwrite=overwrite)
    line = f"#:schema ./{written.name}"
    console.tell(
        "schema",
        f"Wrote {written}. In a model file of the same folder, write as the first line: {line}",
        as_json=as_json,
        file=str(written),
    )
