"""``causalnet diff``."""

from __future__ import annotations

from typing import Any

import click

from causalnet.cli import completions, console


@click.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="A B", shell_complete=completions.complete_models
)
@click.option(
    "--git",
    "revisions",
    nargs=2,
    metavar="REV1 REV2",
    help="Compare two revisions of one file in a git repository.",
)
@click.option("-o", "--output", metavar="FILE", help="Also draw both in one picture.")
@console.as_json
def command(
    files: tuple[str, ...], revisions: tuple[str, str] | None, output: str | None, as_json: bool
) -> None:
    """List what differs between models A and B, part by part.

    With --git REV1 REV2, give one file: its two revisions are compared.
    """
    from causalnet.answer_tables import Sheet
    from causalnet.cli.git import revision
    from causalnet.display.diagram.draw import draw
    from causalnet.questions.differences.diff import diff

    needed = 1 if revisions else 2
    if len(files) != needed:
        what = "one file, besides the two revisions" if revisions else "two models"
        raise click.UsageError(f"diff takes {what}, not {len(files)}.")
    if revisions:
        held = [_model(revision(one, files[0]), f"{files[0]} at {one}") for one in revisions]
    else:
        held = [_model(console.loaded(one), one) for one in files]
    found = diff(*held)
    if output:
        draw(found).save(output)
    told, listed = found.sentence, found.listed
    further = {"file": output} if output else {}
    notes = [*listed, f"Wrote {output}."] if output else listed
    console.tell(
        "diff",
        told,
        [Sheet(told, (), (), tuple(notes))],
        as_json=as_json,
        table=console.records(found),
        **further,
    )


def _model(held: Any, name: str) -> Any:
    from causalnet.errors import QuestionError
    from causalnet.model.causal_model import CausalModel

    if not isinstance(held, CausalModel):
        raise QuestionError(
            f"diff compares models of arguments; {name} is a {type(held).__name__}."
        )
    return held
