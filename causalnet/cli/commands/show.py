"""``causalnet show``."""

from __future__ import annotations

import click

from causalnet.cli import console


@click.command()
@console.model
@click.argument("sections", nargs=-1, metavar="[SECTION]...")
@click.option(
    "--language",
    metavar="CODE",
    help="The language of the model's texts, such as ja, where it has more than one.",
)
@console.as_json
def command(model: str, sections: tuple[str, ...], language: str | None, as_json: bool) -> None:
    """Show what is in MODEL, as tables.

    A SECTION is variables, influences, claims, sources, evidence, proposals, rivals or checks; of a causal map also
    factors and links. Default: all that there is. Long texts are cut to the width of the console; --json has them in full.
    """
    from causalnet.cli.part_tables import SECTIONS, part_tables
    from causalnet.errors import QuestionError, unknown
    from causalnet.model.causal_model import CausalModel

    for section in sections:
        if section not in SECTIONS:
            raise unknown("section", section, SECTIONS)
    held = console.loaded(model)
    if language is not None:
        if not isinstance(held, CausalModel):
            raise QuestionError(
                f"{model} is not a model of an argument, which alone has languages."
            )
        held = held.in_language(language)
    tables = {
        kind: table
        for kind, table in part_tables(held).items()
        if (kind in sections if sections else table.rows)
    }
    sentence = f"{held!r}".strip("<>")
    console.tables("show", sentence, tables, as_json=as_json, model=held)
