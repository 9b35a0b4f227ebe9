"""``causalnet convert``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from causalnet.cli import console


@click.command()
@console.model
@click.argument("target")
@click.option(
    "--from",
    "source_format",
    metavar="FORMAT",
    help="The format of MODEL, where its suffix does not tell.",
)
@click.option(
    "--to",
    "target_format",
    metavar="FORMAT",
    help="The format of TARGET, where its suffix does not tell.",
)
@click.option("--overwrite", is_flag=True, help="Replace TARGET if it exists.")
@console.as_json
def command(
    model: str,
    target: str,
    source_format: str | None,
    target_format: str | None,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Read MODEL and write it to TARGET, in the format of its suffix.

    What the format does not hold is listed. Of a model, a network holds the tables at the central numbers. A list of
    links becomes the scaffold of a model where TARGET is not a list of links.
    """
    from causalnet.formats.save import save

    held, done = _fitting(console.loaded(model, source_format), Path(target), target_format)
    save(held, target, target_format, overwrite=overwrite)
    console.tell("convert", f"Wrote {target}{done}.", as_json=as_json, file=target)


def _fitting(held: Any, target: Path, word: str | None) -> tuple[Any, str]:
    """What a file of that suffix holds, and what was done to get it."""
    from causalnet.formats.map_formats import map_formats_of
    from causalnet.formats.registry import format_of
    from causalnet.model.causal_map import CausalMap
    from causalnet.questions.maps.scaffold import scaffold

    no_map = word is None and format_of(target) is not None and not map_formats_of(target)
    if isinstance(held, CausalMap) and no_map:
        return scaffold(held), ", a scaffold: judge its strengths and states"
    return held, ""
