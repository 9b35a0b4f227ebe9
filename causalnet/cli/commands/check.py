"""``causalnet check``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from causalnet.cli import console

if TYPE_CHECKING:
    from causalnet.model.causal_model import CausalModel


@click.command()
@console.model
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with 1 for anything that the audit finds and for texts that a translation lacks, not only for a check "
    "that is not met.",
)
@click.option(
    "--draws",
    type=click.INT,
    default=1000,
    show_default=True,
    help="The draws over which stated checks are judged.",
)
@click.option(
    "--text",
    metavar="FILE",
    help="The text that MODEL was drawn from: hold every quote, claim and sign against it instead, and list the sentences "
    "without a claim.",
)
@click.option("--source", metavar="NAME", help="The source whose text it is, among several.")
@console.as_json
def command(
    model: str, strict: bool, draws: int, text: str | None, source: str | None, as_json: bool
) -> int:
    """List every mistake in MODEL, with its file and line; if there are none, say what an audit finds.

    The exit code is 2 if the model has mistakes, 1 if a check that one of its claims states is not met, else 0.
    """
    from causalnet.errors import FileError, Mistake, ModelError

    try:
        if text is not None:
            return _with_text(model, Path(text), source, as_json=as_json)
        return _audited(model, strict=strict, draws=draws, as_json=as_json)
    except ModelError as error:
        found = error
    except FileError as error:
        if error.line is None:
            raise
        found = ModelError([Mistake("", str(error), line=error.line)])
    console.mistakes("check", model, found, as_json=as_json)
    return console.MODEL


def _with_text(model: str, text: Path, source: str | None, *, as_json: bool) -> int:
    from causalnet.drafting.check_text import check_text

    with console.reading():
        found = check_text(model, text, source=source)
    console.say("check", found, as_json=as_json)
    return console.FINE if found.met else console.UNMET


def _audited(model: str, *, strict: bool, draws: int, as_json: bool) -> int:
    from causalnet.answer_tables import Sheet
    from causalnet.model.causal_model import CausalModel
    from causalnet.questions.audit.audit import audit

    held = console.loaded(model)
    clean = f"No mistakes in {model}: {repr(held).strip('<>')}."
    if not isinstance(held, CausalModel):
        # A causal map says what was read as what, and what was left out.
        reading = getattr(held, "reading", None)
        sheets = [Sheet(clean, (), ()), *(reading.sheets() if reading else ())]
        console.tell("check", clean, sheets, as_json=as_json, mistakes=[])
        return console.FINE
    found = audit(held, draws=draws, progress=False)
    lacking = [*_untranslated(held)]
    console.tell(
        "check",
        f"{clean} {found.sentence}",
        [Sheet("\n".join([clean, *lacking]), (), ()), *found.sheets()],
        as_json=as_json,
        provenance=console.origin(held),
        table=console.records(found),
        mistakes=[],
    )
    unmet = not found.met or (strict and (gaps(found) or bool(lacking)))
    return console.UNMET if unmet else console.FINE


def _untranslated(model: CausalModel) -> Iterator[str]:
    """A sentence for each language in which a model does not have all of its texts."""
    from causalnet.answer_tables import paragraph
    from causalnet.errors import few_names
    from causalnet.notation import counted

    for language in model.languages[1:]:
        if places := model.untranslated(language):
            texts = counted(len(places), "text")
            yield paragraph(
                f"The translation into {language!r} lacks {texts}: {few_names(places)}."
            )


def gaps(found: Any) -> bool:
    """Whether an audit found anything besides its checks and the standings, which are no gaps."""
    return any(row.section not in ("checks", "standing") for row in found.table.rows)
