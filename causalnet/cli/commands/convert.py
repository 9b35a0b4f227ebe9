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

    What the format does not hold is listed. A model is compiled where TARGET is a network, and a list of links becomes
    the scaffold of a model where TARGET is a model.
    """
    from causalnet.formats.save import save

    held, done = _fitting(console.loaded(model, source_format), Path(target), target_format)
    save(held, target, target_format, overwrite=overwrite)
    console.tell("convert", f"Wrote {target}{done}.", as_json=as_json, file=target)


def _fitting(held: Any, target: Path, word: str | None) -> tuple[Any, str]:
    """What a file of that suffix holds, and what was done to get it."""
    from causalnet.compilation.compiler import compile_model
    from causalnet.formats.map_formats import map_formats_of
    from causalnet.formats.registry import format_of
    from causalnet.model.causal_map import CausalMap
    from causalnet.model.causal_model import CausalModel
    from causalnet.network.network import Network
    from causalnet.questions.maps.scaffold import scaffold

    form = format_of(target)
    if word is None and form is not None:
        if isinstance(held, CausalModel) and form.content is Network:
            return compile_model(held), ", the compiled network at the central numbers"
        if isinstance(held, CausalMap) and not map_formats_of(target):
            return scaffold(held), ", a scaffold: judge its strengths and states"
    return held, ""
