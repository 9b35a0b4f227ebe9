"""``causalnet report``."""

from __future__ import annotations

from typing import Any

import click

from causalnet.cli import console
from causalnet.cli.verbs import signature_command
from causalnet.display.report.report import report
from causalnet.formats.load import load


def _written(model: Any, values: dict[str, Any], as_json: bool) -> None:
    output = values.pop("output") or f"{getattr(model, 'name', '') or 'model'}.html"
    if against := values.pop("against"):
        values["against"] = load(against)
    path = report(model, output, **values)
    console.tell("report", f"Wrote {path}.", as_json=as_json, file=str(path))


command = signature_command(
    "report",
    report,
    _written,
    skipped=("path", "conclusions", "against"),
    extra=[
        click.Option(
            ["-o", "--output"],
            metavar="FILE",
            help="A file ending in .html or, for Word, in .docx. Default: the model's name and .html.",
        ),
        click.Option(
            ["--against"],
            metavar="MODEL",
            help="Another account: tell where the two part on each conclusion.",
        ),
    ],
)
