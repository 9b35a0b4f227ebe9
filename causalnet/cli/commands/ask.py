"""``causalnet ask``: one command for each verb."""

from __future__ import annotations

import click

from causalnet.cli.listing import ListedGroup
from causalnet.cli.verbs import VERBS, command_of


class _Verbs(ListedGroup):
    """The verbs, each of which is imported when it is asked."""

    noun = "verb"

    def elsewhere(self, name: str) -> str:
        """A model comes after the verb."""
        from causalnet.formats.shipped import models

        return (
            f"The verb comes first: causalnet ask verdict {name} …"
            if "." in name or name in models()
            else ""
        )

    def lines(self) -> dict[str, str]:
        """Each verb with its line."""
        return {name.replace("_", "-"): verb.line for name, verb in VERBS.items()}

    def made(self, name: str) -> click.Command:
        """The command of a verb."""
        return command_of(name.replace("-", "_"))


@click.command(cls=_Verbs, no_args_is_help=True, subcommand_metavar="VERB MODEL [ARGS]...")
def command() -> None:
    """Ask MODEL a question.

    Each verb has the name and the arguments that it has in Python. causalnet ask VERB --help lists them.
    """
