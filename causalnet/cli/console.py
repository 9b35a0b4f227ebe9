"""What every command shares: options, exit codes, and the ways to print an answer and an error."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import math
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

import click

from causalnet.answer_tables import PAGE_WIDTH, Answer, AnswerTable, Sheet
from causalnet.cli import completions
from causalnet.cli.shell_words import shell_words
from causalnet.console import fitted
from causalnet.errors import (
    CalibrationError,
    CausalnetError,
    FileError,
    Mistake,
    ModelError,
    NetworkError,
)
from causalnet.notation import counted
from causalnet.text_width import look_wide, shortened_to
from causalnet.version import __version__

__all__ = ["FINE", "UNMET", "as_json", "fail", "say", "tell"]

FINE, UNMET, MODEL, CALL, FAULT = 0, 1, 2, 3, 4
"""Exit codes: all is well, a stated check is not met, a bad model, a bad call, a fault of causalnet."""
# Those of a shell for a program that a signal ended.
INTERRUPTED, PIPE_CLOSED = 130, 141
AS_JSON, READING = "causalnet.json", "causalnet.reading"
# The name of an error handler of codecs.
PLAIN = "causalnet.plain"
LEAST_WIDTH = 8
ERROR = click.style("Error:", fg="red", bold=True)


def _note(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    ctx.meta[AS_JSON] = value
    return value


as_json = click.option(
    "--json", "as_json", is_flag=True, callback=_note, help="Print one JSON document, not text."
)
"""The option ``--json`` of every command."""


def echo(text: str, *, err: bool = False) -> None:
    """Print a text in characters that the console has; click would send others to one that it takes for ASCII."""
    stream = sys.stderr if err else sys.stdout
    click.echo(fitted(text, getattr(stream, "encoding", None)), err=err)


def loaded(name: str, form: str | None = None) -> Any:
    """The model, network or map of a name or a path; an error in it is one of the model and not of the call."""
    from causalnet.formats.load import load

    with reading():
        return load(name, form)


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """A file that cannot be read within this block is a bad model; one that cannot be written is a bad call."""
    meta = click.get_current_context().meta
    meta[READING] = True
    yield
    meta[READING] = False


model = click.argument("model", shell_complete=completions.complete_models)
"""The argument ``MODEL``: a file, or the name of a model that ships."""


def say(verb: str, answer: object, *, as_json: bool = False, model: object = None) -> None:
    """Print an answer as its tables, or as a JSON document; of `model`, where it does not say itself."""
    held = answer_document(verb, answer, model)
    if as_json:
        _write_json(held)
        return
    tell(verb, held["sentence"], answer.sheets() if isinstance(answer, Answer) else ())


def answer_document(verb: str, answer: object, model: object = None) -> dict[str, Any]:
    """An answer as the JSON document of every command; of `model`, where it does not say itself."""
    sentence, provenance = (getattr(answer, name, None) for name in ("sentence", "provenance"))
    sheets = answer.sheets() if isinstance(answer, Answer) else ()
    first = sheets[0].title if sheets else str(answer)
    said = sentence if isinstance(sentence, str) else first
    stated = str(provenance) if provenance is not None else origin(model)
    return document(verb, said, sheets, stated) | {"table": records(answer)}


def origin(model: object) -> str | None:
    """The model or network that was asked, with its fingerprint, and the version of the library."""
    fingerprint = getattr(model, "fingerprint", None)
    if fingerprint is None:
        return None
    kind = "network" if type(model).__name__ == "Network" else "model"
    return f"{kind} {getattr(model, 'name', '')!r} ({fingerprint}), causalnet {__version__}"


def records(answer: object) -> list[dict[str, Any]] | None:
    """The rows of an answer with typed values, as its frame has them; None if it has several tables or none."""
    table = getattr(answer, "table", None)
    if not isinstance(table, AnswerTable):
        return None
    return typed_rows(table)


def typed_rows(table: AnswerTable[Any]) -> list[dict[str, Any]]:
    """The rows of a table as JSON has them."""
    columns = [(c.name, c.value) for c in table.columns if c.value is not None]
    return [{name: _plain_value(value(row)) for name, value in columns} for row in table.rows]


def _plain_value(value: Any) -> Any:
    """A value as JSON has it: a number, a text, a list, or nothing where it is not a number."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Sequence | Set):
        return [*map(_plain_value, sorted(value, key=str) if isinstance(value, Set) else value)]
    return str(value)


def tell(
    verb: str,
    sentence: str,
    sheets: Sequence[Sheet] = (),
    *,
    as_json: bool = False,
    provenance: str | None = None,
    **more: Any,
) -> None:
    """Print sheets, or a sentence if there are none; with `as_json`, all of it as one document."""
    if as_json:
        _write_json(document(verb, sentence, sheets, provenance) | {"table": None} | more)
        return
    # Each text is fitted before it is laid out, so that columns stay aligned.
    texts = [sheet.saying(fitted).text() for sheet in sheets] or [sentence]
    echo("\n".join(texts))


def tables(
    verb: str,
    sentence: str,
    sections: Mapping[str, AnswerTable[Any]],
    *,
    as_json: bool = False,
    model: object = None,
) -> None:
    """Print tables that fit the console, each under its name; in JSON they have every column, in full."""
    sheets = [table.sheet(name) for name, table in sections.items()]
    if not as_json:
        width = page_width()
        sheets = [narrowed(sheet.saying(fitted), width) for sheet in sheets]
    held = {name: typed_rows(table) for name, table in sections.items()}
    tell(
        verb,
        sentence,
        [Sheet(sentence, (), ()), *sheets],
        as_json=as_json,
        provenance=origin(model),
        tables=held,
    )


def page_width() -> int:
    """The width of the terminal; 79 where there is none."""
    return shutil.get_terminal_size((PAGE_WIDTH, 24)).columns if sys.stdout.isatty() else PAGE_WIDTH


def narrowed(sheet: Sheet, width: int) -> Sheet:
    """A sheet whose longest columns are cut until its lines fit.

    Examples
    --------
    >>> sheet = Sheet("", ["name", "text"], [["c1", "A claim that runs on and on."], ["c2", "長く続く主張である。"]])
    >>> print(narrowed(sheet, 20).text())
    name            text
    c1    A claim that …
    c2     長く続く主張…
    """
    table = [row for row in (sheet.header, *sheet.rows) if len(row) > 1]
    widths = [max(map(look_wide, column)) for column in zip(*table, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths, default=0) > LEAST_WIDTH:
        widths[widths.index(max(widths))] -= 1
    rows = [
        [shortened_to(cell, most, fitted("…")) for cell, most in zip(row, widths, strict=True)]
        for row in sheet.rows
    ]
    return replace(sheet, rows=rows)


def document(
    verb: str, sentence: str, sheets: Sequence[Sheet], provenance: str | None
) -> dict[str, Any]:
    """An answer as JSON: the same keys for every command."""
    return {
        "causalnet": __version__,
        "verb": verb,
        "sentence": sentence,
        "sheets": [
            {
                "title": sheet.title,
                "header": [*sheet.header],
                "rows": [[*row] for row in sheet.rows],
                "notes": [*sheet.notes],
            }
            for sheet in sheets
        ],
        "provenance": provenance,
    }


def fail(ctx: click.Context, error: CausalnetError) -> int:
    """Print an error, as JSON where that was asked for, and return the exit code."""
    verb = ctx.invoked_subcommand or ""
    if ctx.meta.get(AS_JSON):
        held = [_mistake(m) for m in getattr(error, "mistakes", ())]
        _write_json(
            document(verb, shell_words(str(error)), (), None) | {"table": None, "mistakes": held}
        )
    else:
        echo(f"{ERROR} {shell_words(str(error))}", err=True)
    return code_of(error, reading=ctx.meta.get(READING, False))


def mistakes(verb: str, file: str, error: ModelError, *, as_json: bool) -> None:
    """Print every mistake of a model, a line each, as compilers do: ``file:line: what is wrong``."""
    if as_json:
        held = [{"file": file, **_mistake(m)} for m in error.mistakes]
        _write_json(document(verb, str(error), (), None) | {"table": None, "mistakes": held})
        return
    for one in error.mistakes:
        place = f"{file}:{one.line}" if one.line else file
        echo(f"{click.style(place, bold=True)}: {replace(one, line=None)}", err=True)
    echo(f"{counted(len(error.mistakes), 'mistake')} in {file}.", err=True)


def code_of(error: CausalnetError, *, reading: bool) -> int:
    """The exit code of an error: the model is wrong, or the call, as where a file cannot be written."""
    if isinstance(error, FileError):
        return MODEL if reading else CALL
    return MODEL if isinstance(error, ModelError | NetworkError | CalibrationError) else CALL


def fault(error: Exception) -> int:
    """Say that something failed that should not, and return the exit code."""
    echo(
        f"{ERROR} causalnet itself failed: {type(error).__name__}: {error} Please report it. "
        "With CAUSALNET_TRACEBACK=1 the place is shown.",
        err=True,
    )
    return FAULT


def warn(message: Warning | str, *_: object, **__: object) -> None:
    """Print a warning as a sentence, in place of Python's own form."""
    echo(f"{click.style('Note:', fg='yellow')} {message}", err=True)


def plain_streams() -> None:
    """Let what a console cannot encode be printed in plain characters."""
    codecs.register_error(PLAIN, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):
                stream.reconfigure(errors=PLAIN)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return fitted(error.object[error.start : error.end], error.encoding), error.end


def _mistake(mistake: Mistake) -> dict[str, Any]:
    return {
        "line": mistake.line,
        "place": mistake.place,
        "what": mistake.what,
        "hint": mistake.hint,
    }


def _write_json(value: dict[str, Any]) -> None:
    # A console that is not in UTF-8 gets escapes, so that nothing is lost.
    everywhere = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    echo(json.dumps(value, ensure_ascii=not everywhere, indent=2))
