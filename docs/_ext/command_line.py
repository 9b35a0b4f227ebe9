"""The reference of the command line, made from the commands as the documentation is built."""

from __future__ import annotations

from collections.abc import Iterator

import click
from docutils import nodes
from page_nodes import section
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from causalnet.cli.main import main

# What is generated for each command must be as wide as a page of the documentation.
WIDTH = 90


class CommandLine(SphinxDirective):
    """``.. command-line::`` writes out the help of every command, and of every verb of ``ask``."""

    def run(self) -> list[nodes.Node]:
        """A section for each command."""
        context = click.Context(main, info_name="causalnet", **main.context_settings)
        return [*sections(main, context)]


def sections(group: click.Group, context: click.Context) -> Iterator[nodes.Node]:
    """The commands of a group; a group within it has sections of its own."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            raise ValueError(f"The command {name!r} is listed and not there.")
        below = click.Context(command, info_name=name, parent=context, max_content_width=WIDTH)
        below.terminal_width = WIDTH
        text = command.get_help(below)
        inner = sections(command, below) if isinstance(command, click.Group) else ()
        yield section(below.command_path, nodes.literal_block(text, text, language="none"), *inner)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("command-line", CommandLine)
    # The page depends on the commands and not on its own text: it is read anew at every build.
    app.connect("env-get-outdated", _always_outdated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _always_outdated(app: Sphinx, env: object, *_changes: object) -> list[str]:
    return [name for name in sorted(app.env.found_docs) if name == "reference/command_line"]
