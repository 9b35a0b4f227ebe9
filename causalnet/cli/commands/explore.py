"""``causalnet explore``."""

from __future__ import annotations

from typing import Any

import click

from causalnet.cli import console
from causalnet.cli.verbs import signature_command
from causalnet.display.explorer.explore import explore


def _written(model: Any, values: dict[str, Any], as_json: bool) -> None:
    output = values.pop("output") or f"{getattr(model, 'name', '') or 'model'}-explorer.html"
    path = explore(model, output, **values)
    console.tell("explore", f"Wrote {path}.", as_json=as_json, file=str(path))


command = signature_command(
    "explore",
    explore,
    _written,
    skipped=("path",),
    extra=[
        click.Option(
            ["-o", "--output"],
            metavar="FILE",
            help="A file ending in .html. Default: the model's name and -explorer.html.",
        )
    ],
)
