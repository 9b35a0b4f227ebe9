"""What a shell offers in place of a word that is begun: names of models, variables, states and proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import click
from click.shell_completion import CompletionItem

from causalnet.errors import CausalnetError

__all__ = ["complete_models", "complete_settings", "complete_variables"]

Completion = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def complete_models(_: click.Context, __: click.Parameter, start: str) -> list[CompletionItem]:
    """The models that ship, and files."""
    from causalnet.formats.shipped import models

    return [*_beginning(start, models()), CompletionItem(start, type="file")]


def complete_variables(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """The variables of the model that stands before; the last of several with commas between them."""
    before, comma, _last = start.rpartition(",")
    return _beginning(start, (before + comma + name for name in _states(_held(ctx))))


def complete_settings(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """``x=state`` of every variable that is written, ``x=`` of the others, and proposals."""
    held = _held(ctx)
    states, name = _states(held), start.partition("=")[0]
    if "=" in start and name in states:
        return _beginning(start, (f"{name}={state}" for state in states[name]))
    return _beginning(start, [*(f"{x}=" for x in states), *getattr(held, "interventions", ())])


def _beginning(start: str, names: Any) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(start)]


def _held(ctx: click.Context) -> Any:
    """The model on the command line; None if it cannot be read."""
    from causalnet.formats.load import load

    # Before an option without its value, click leaves the arguments unread.
    words = (word for word in ctx.args if not word.startswith("-"))
    try:
        return load(ctx.params.get("model_") or next(words, ""))
    except CausalnetError:
        return None


def _states(held: Any) -> dict[str, tuple[str, ...]]:
    return dict(_pairs(held))


def _pairs(held: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    parts = getattr(held, "variables", ())
    for name in parts:
        own = parts[name].states if hasattr(parts, "items") else held.states[name]
        yield name, tuple(own)
