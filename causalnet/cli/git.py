"""A model file as it was at a revision of its git repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from causalnet.errors import QuestionError
from causalnet.formats.registry import format_of
from causalnet.model.causal_model import CausalModel
from causalnet.network.network import Network

__all__ = ["revision"]

# Git is asked for the bytes of a file only: no shell, filter, pager, hook or network.
GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false")
QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
SECONDS = 30


def revision(name: str, file: str) -> CausalModel | Network:
    """The model in a file at a revision.

    Parameters
    ----------
    name : str
        A commit, a branch, a tag, or whatever else git takes, such as ``HEAD~1``.
    file : str
        The path of the file.

    Raises
    ------
    QuestionError
        If there is no git, no such repository, revision or file.
    """
    path = Path(file)
    form = format_of(path)
    if form is None:
        raise QuestionError(f"{path.name!r} is not a model file: a model ends in .toml.")
    commit = _git(path.parent, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise QuestionError(
            f"There is no revision {name!r} in the git repository of {str(path)!r}."
        )
    held = _git(path.parent, "cat-file", "blob", f"{commit.decode().strip()}:./{path.name}")
    if held is None:
        raise QuestionError(f"{str(path)!r} does not exist at revision {name!r}.")
    return form.decode(held, f"{path.name} at {name}")


def _git(folder: Path, *command: str) -> bytes | None:
    """What git prints; None if it refuses."""
    if not folder.is_dir():
        raise QuestionError(f"There is no folder {str(folder)!r}.")
    try:
        done = subprocess.run(
            [*GIT, "-C", str(folder), *command],
            env=os.environ | QUIET,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except FileNotFoundError:
        raise QuestionError("git is not installed, or not on the path.") from None
    except subprocess.TimeoutExpired:
        raise QuestionError(f"git did not answer within {SECONDS} seconds.") from None
    except ValueError:  # a null character in an argument
        raise QuestionError(f"{command[-1]!r} is not a name that git takes.") from None
    if done.returncode and b"not a git repository" in done.stderr:
        raise QuestionError(f"{str(folder)!r} is not in a git repository.")
    return None if done.returncode else done.stdout
