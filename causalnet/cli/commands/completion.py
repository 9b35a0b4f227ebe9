"""``causalnet completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from causalnet.cli import console


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@console.as_json
@click.pass_context
def command(ctx: click.Context, shell: str, as_json: bool) -> None:
    """Print the script that lets SHELL complete commands, options, models and files.

    For bash, write in ~/.bashrc: eval "$(causalnet completion bash)". For zsh, write the same with zsh in ~/.zshrc.
    For fish, save it as ~/.config/fish/completions/causalnet.fish.
    """
    kind = get_completion_class(shell)
    if kind is not None:
        root = ctx.find_root().command
        script = kind(root, {}, "causalnet", "_CAUSALNET_COMPLETE").source()
        console.tell("completion", script, as_json=as_json)
