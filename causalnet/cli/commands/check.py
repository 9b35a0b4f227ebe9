"""``causalnet check``."""

from __future__ import annotations

import click

from causalnet.cli import console


@click.command()
@click.argument("model")
@console.as_json
def command(model: str, as_json: bool) -> None:
    """List every mistake in MODEL, with its file and line."""
    from causalnet.formats.load import load

    held = load(model)
    console.tell("check", f"No mistakes in {model}: {held}.", as_json=as_json)
