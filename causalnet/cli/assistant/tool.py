"""A verb as a tool that an assistant may call: the schema of its arguments, and the answer to a call."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from causalnet.answer_tables import Answer
from causalnet.cli import console
from causalnet.cli.assistant.argument_schema import argument_schema
from causalnet.cli.parameters import Argument, reads_a_file
from causalnet.cli.verbs import QUESTIONS, VERBS, VerbArguments, verb_arguments
from causalnet.errors import QuestionError, unknown
from causalnet.notation import enumerated

__all__ = ["Tool", "tools_of"]


@dataclass(frozen=True, slots=True)
class Tool:
    """A verb about one model.

    Attributes
    ----------
    name : str
        The name of the verb.
    description : str
        What the verb answers.
    schema : dict
        The JSON Schema of its arguments.
    """

    name: str
    description: str
    schema: dict[str, Any]
    _function: Callable[..., object]
    _asked: VerbArguments
    _model: object

    def call(self, arguments: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The answer as text, and as the document that ``--json`` prints.

        Raises
        ------
        CausalnetError
            If an argument is unknown, or is not what the verb takes.
        """
        known = {str(one.shown.name): one for one in self._asked.arguments}
        for name in arguments:
            if name not in known:
                raise unknown("argument", name, known, of=self.name)
        missing = [name for name in self.schema["required"] if arguments.get(name) is None]
        if missing:
            raise QuestionError(f"{self.name} also needs {enumerated(missing)}.")
        texts = {name: self._text(one, arguments.get(name)) for name, one in known.items()}
        answer = self._function(self._model, **self._asked.values(texts, self._model))
        held = console.answer_document(self.name, answer, self._model)
        sheets = answer.sheets() if isinstance(answer, Answer) else ()
        return "\n".join(sheet.text() for sheet in sheets) or held["sentence"], held

    def _text(self, one: Argument, value: Any) -> Any:
        """A value as the command line has it, checked by the type of the argument."""
        shown = one.shown
        context = click.Context(click.Command(self.name))
        if value is not None and (shown.multiple or shown.nargs == -1):
            several = value if isinstance(value, list) else [value]
            value = tuple(self._word(shown, item) for item in several)
        elif value is not None:
            value = self._word(shown, value)
        try:
            return shown.type_cast_value(context, value)
        except click.ClickException as error:
            raise QuestionError(f"{shown.name!r} of {self.name}: {error.message}") from None

    def _word(self, shown: click.Parameter, value: Any) -> str:
        """One value as a command line has it: a text, a number or a truth value as text."""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str | int | float):
            return str(value)
        raise QuestionError(f"{shown.name!r} of {self.name} must be one value, not {value!r}.")


def tools_of(model: object) -> dict[str, Tool]:
    """The verbs that read nothing but the model, by name."""
    made = (_tool(name, model) for name in VERBS)
    return {tool.name: tool for tool in made if tool is not None}


def _tool(name: str, model: object) -> Tool | None:
    verb = VERBS[name]
    function = getattr(import_module(QUESTIONS + verb.module), name)
    if reads_a_file(function):
        return None
    asked = verb_arguments(function, verb.skipped, verb.renamed)
    first = inspect.cleandoc(function.__doc__ or "").partition("\n\n")[0]
    described = " ".join(f"{verb.line} {first}".replace("`", "").split())
    return Tool(name, described, argument_schema(asked, model), function, asked, model)
