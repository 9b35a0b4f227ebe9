"""``causalnet draft``."""

from __future__ import annotations

from pathlib import Path

import click

from causalnet.cli import console


@click.command()
@click.argument("text")
@click.option("--folder", metavar="FOLDER", help="The folder to make. Default: TEXT-draft.")
@click.option(
    "--reply",
    metavar="FILE",
    help="Do not make a kit: take the model from the answer of a language model in FILE, hold it against TEXT, and save "
    "it if it has no mistakes.",
)
@click.option(
    "--by",
    metavar="NAME",
    default="a language model",
    show_default=True,
    help="With --reply: who drafted it.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="With --reply: the model file to write. Default: draft.toml beside TEXT.",
)
@console.as_json
def command(
    text: str, folder: str | None, reply: str | None, by: str, output: str | None, as_json: bool
) -> None:
    """Make a folder to draft a model from TEXT, by hand or with any language model.

    It holds the numbered sentences of TEXT, instructions, a prompt, an empty model and the schema. Nothing is sent
    anywhere.
    """
    if reply is None:
        from causalnet.drafting.draft_kit import draft_kit

        kit = draft_kit(text, folder)
        told = f"Made {kit}. Read {kit / 'README.txt'}."
        console.tell("draft", told, as_json=as_json, folder=str(kit))
        return
    from causalnet.drafting.draft import draft
    from causalnet.drafting.draft_kit import DRAFT
    from causalnet.formats.atomic import check_target
    from causalnet.formats.save import save
    from causalnet.formats.textfile import read_text

    path = Path(text)
    target = Path(output) if output else path.parent / DRAFT
    check_target(target)
    answer = read_text(Path(reply))
    found = draft(path, lambda _: answer, by=by, rounds=1)
    save(found.model, target)
    console.say("draft", found, as_json=as_json)
    if not as_json:
        click.echo(f"Saved as {target}.")
