"""``causalnet mcp``."""

from __future__ import annotations

import importlib.util

import click

from causalnet.cli import console
from causalnet.errors import QuestionError


@click.command()
@console.model
def command(model: str) -> None:
    """Let an assistant ask about MODEL, over the Model Context Protocol on standard input and output.

    The assistant's program starts this command. It reads MODEL alone, writes nothing, and opens no network connection.
    """
    if importlib.util.find_spec("mcp") is None:
        raise QuestionError("The package mcp is not installed: pip install 'causalnet[mcp]'.")
    from causalnet.cli.assistant.server import serve

    serve(console.loaded(model))
