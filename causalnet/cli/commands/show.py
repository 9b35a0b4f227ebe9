"""``causalnet show``."""

from __future__ import annotations

import click

from causalnet.cli import console


@click.command()
@console.model
@click.argument("sections", nargs=-1, metavar="[SECTION]...")
@console.as_json
def command(model: str, sections: tuple[str, ...], as_json: bool) -> None:
    """Show what is in MODEL, as tables.

    A SECTION is variables, influences, claims, sources, evidence, proposals, rivals or checks; of a causal map also
    factors and links. Default: all that there is. Long texts are cut to the width of the console; --json has them in full.
    """
    from causalnet.cli.part_tables import SECTIONS, part_tables
    from causalnet.errors import unknown

    for section in sections:
        if section not in SECTIONS:
            raise unknown("section", section, SECTIONS)
    held = console.loaded(model)
    tables = {
        kind: table
        for kind, table in part_tables(held).items()
        if (kind in sections if sections else table.rows)
    }
    sentence = f"{held!r}".strip("<>")
    console.tables("show", sentence, tables, as_json=as_json, model=held)
