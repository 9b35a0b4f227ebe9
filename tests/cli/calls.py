"""Calls of the command line within this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from causalnet.cli.main import main

__all__ = ["run"]


def run(*args: str, charset: str = "utf-8", text: str | None = None) -> Result:
    """The result of ``causalnet …``; an error that is not ours is raised."""
    result = CliRunner(charset=charset).invoke(main, [*args], input=text, prog_name="causalnet")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
