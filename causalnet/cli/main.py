"""``causalnet``: a group of commands, each of which is imported only when it is called."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from causalnet.cli import console
from causalnet.cli.listing import ListedGroup
from causalnet.cli.verbs import VERBS
from causalnet.errors import (
    CausalnetError,
    ColumnWarning,
    FontWarning,
    LossWarning,
    RoundingWarning,
)
from causalnet.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COMMANDS", "main"]

# The variable of the environment that shows where a fault of ours was raised.
TRACEBACK = "CAUSALNET_TRACEBACK"

COMMANDS = {
    "draft": "Make a folder to draft a model from a text.",
    "review": "Accept or reject the drafts in a model, claim by claim.",
    "new": "Write a small commented model to fill in.",
    "check": "List every mistake in a model, with its file and line.",
    "show": "Show what is in a model, as tables.",
    "ask": "Ask a question: query, effect, levers, verdict and the other verbs.",
    "draw": "Draw a model as a picture.",
    "report": "Write a report on a model: one page to send.",
    "explore": "Write a page to play with a model.",
    "watch": "Check a file each time it is saved, and show it on a page.",
    "diff": "List what differs between two models.",
    "convert": "Write a model, network or map in another format.",
    "models": "List the models that ship.",
    "mcp": "Let an assistant ask about a model, over the Model Context Protocol.",
    "schema": "Print the JSON Schema of a model file, for editors.",
    "completion": "Print the script that completes commands in a shell.",
}
"""Each command with the line that ``causalnet --help`` shows; its module in ``commands`` has its name."""


class CommandLine(ListedGroup):
    """The group of commands: what it lists does not import them."""

    def lines(self) -> dict[str, str]:
        """Each command with its line."""
        return COMMANDS

    def made(self, name: str) -> click.Command:
        """Import a command."""
        command: click.Command = import_module(f"causalnet.cli.commands.{name}").command
        return command

    def elsewhere(self, name: str) -> str:
        """A verb is asked."""
        word = name.replace("-", "_")
        return f"Write causalnet ask {name} …" if word in VERBS else ""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of ours is printed and becomes an exit code."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except CausalnetError as error:
            return ctx.exit(console.fail(ctx, error))
        except BrokenPipeError:
            return ctx.exit(_closed())

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command line, and leave with an exit code."""
        extra["standalone_mode"] = False
        console.plain_streams()
        with _our_warnings():
            sys.exit(self._code(args, *rest, **extra))

    def _code(self, args: Sequence[str] | None, *rest: Any, **extra: Any) -> int:
        try:
            code = super().main(args, *rest, **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            error.show()
            return console.CALL
        except click.Abort:
            return console.INTERRUPTED
        except BrokenPipeError:  # at the flush
            return _closed()
        except Exception as error:
            if os.environ.get(TRACEBACK):
                raise
            return console.fault(error)
        return code if isinstance(code, int) else 0


def _closed() -> int:
    """Be quiet where the reader of the output has gone: what is flushed at the end must not fail again."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a name of the system, not a path of ours
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return console.PIPE_CLOSED


@contextmanager
def _our_warnings() -> Iterator[None]:
    """Show warnings as sentences; those of other libraries are for developers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for kind in (ColumnWarning, FontWarning, LossWarning, RoundingWarning):
            warnings.simplefilter("always", kind)
        warnings.showwarning = console.warn
        yield


@click.group(
    cls=CommandLine,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 a stated check is not met, 2 a bad model, 3 a bad call.",
)
@click.version_option(__version__, "-V", "--version", message="causalnet %(version)s")
def main() -> None:
    """Turn an argument into a causal model that can be questioned.

    MODEL is a file, or the name of a model that ships (causalnet models).
    """
