"""``causalnet models``."""

from __future__ import annotations

import click

from causalnet.cli import console


@click.command()
@console.as_json
def command(as_json: bool) -> None:
    """List the models that ship. Every command takes their names in place of a file."""
    from causalnet.answer_tables import AnswerTable, Column
    from causalnet.formats.load import load
    from causalnet.formats.shipped import models

    held = [load(name) for name in models()]
    columns: list[Column[object]] = [
        Column(key, lambda model, key=key: getattr(model, key), head=key, align="<")  # type: ignore[misc]
        for key in ("name", "title")
    ]
    sentence = f"{len(held)} models ship with causalnet."
    console.tables("models", sentence, {"models": AnswerTable(held, columns)}, as_json=as_json)
