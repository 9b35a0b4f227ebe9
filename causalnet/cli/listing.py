"""Groups of commands that are listed without being imported."""

from __future__ import annotations

from abc import ABC, abstractmethod

import click

from causalnet.nearest import nearest

__all__ = ["ListedGroup"]


class ListedGroup(click.Group, ABC):
    """A group whose commands are declared as names with a line each, and made when they are called."""

    noun = "command"

    @abstractmethod
    def lines(self) -> dict[str, str]:
        """Each name with the line that the help shows."""

    @abstractmethod
    def made(self, name: str) -> click.Command:
        """The command of a name."""

    def elsewhere(self, name: str) -> str:
        """Where a name is that is not in this group."""
        return ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of a user's work."""
        return [*self.lines()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make a command; underscores are as good as dashes."""
        name = cmd_name.replace("_", "-")
        return self.made(name) if name in self.lines() else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the names and lines."""
        with formatter.section(f"{self.noun.capitalize()}s"):
            formatter.write_dl([*self.lines().items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, or an error with the nearest one."""
        name, known = args[0], self.lines()
        if name.replace("_", "-") not in known and not name.startswith("-"):
            hint = (
                self.elsewhere(name)
                or nearest(name, known)
                or f"The {self.noun}s are {', '.join(known)}."
            )
            ctx.fail(f"No {self.noun} {name!r}. {hint}")
        return super().resolve_command(ctx, args)
