"""``causalnet check``."""

from __future__ import annotations

from pathlib import Path

import click

from causalnet.cli import console


@click.command()
@click.argument("model")
@click.option(
    "--text",
    metavar="FILE",
    help="The text that MODEL was drawn from: hold every quote, claim and sign against it, and list the sentences without "
    "a claim.",
)
@click.option("--source", metavar="NAME", help="The source whose text it is, among several.")
@console.as_json
def command(model: str, text: str | None, source: str | None, as_json: bool) -> int:
    """List every mistake in MODEL, with its file and line."""
    from causalnet.formats.load import load

    if text is not None:
        from causalnet.drafting.check_text import check_text

        found = check_text(model, Path(text), source=source)
        console.say("check", found, as_json=as_json)
        return console.FINE if found.met else console.UNMET
    held = load(model)
    console.tell("check", f"No mistakes in {model}: {held}.", as_json=as_json)
    return console.FINE
