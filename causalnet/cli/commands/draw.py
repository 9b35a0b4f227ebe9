"""``causalnet draw``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from causalnet.cli import console
from causalnet.cli.verbs import signature_command
from causalnet.display.diagram.draw import draw


def _drawn(model: Any, values: dict[str, Any], as_json: bool) -> None:
    output = values.pop("output") or f"{getattr(model, 'name', '') or 'model'}.svg"
    draw(model, **values).save(output)
    console.tell("draw", f"Wrote {Path(output)}.", as_json=as_json, file=output)


command = signature_command(
    "draw",
    draw,
    _drawn,
    skipped=("verdict",),
    extra=[
        click.Option(
            ["-o", "--output"],
            metavar="FILE",
            help="A file ending in .svg, .png, .pdf, .dot or .mmd. Default: the model's name and .svg.",
        )
    ],
)
