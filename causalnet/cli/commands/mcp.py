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
    from causalnet.model.causal_model import CausalModel
    from causalnet.network.network import Network

    held = console.loaded(model)
    if not isinstance(held, CausalModel | Network):
        kind = type(held).__name__
        raise QuestionError(
            f"Expected a model or a network, got the {kind} in {model}. A causal map becomes a model with "
            "causalnet convert MAP MODEL.toml."
        )
    serve(held)
