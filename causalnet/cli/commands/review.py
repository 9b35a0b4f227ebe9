"""``causalnet review``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from causalnet.cli import console

if TYPE_CHECKING:
    from causalnet.drafting.draft_items import ReviewItem
    from causalnet.drafting.reviewed import Reviewed

CHOICES = {"a": "accept", "r": "reject", "e": "edit", "s": "skip", "q": "quit"}


@click.command()
@click.argument("model")
@click.option("--by", metavar="NAME", required=True, help="Who reviews.")
@click.option(
    "--accept", metavar="PART", multiple=True, help="Accept a draft, such as c1; may be repeated."
)
@click.option("--reject", metavar="PART", multiple=True, help="Reject a draft; may be repeated.")
@click.option("--list", "listing", is_flag=True, help="List the drafts, and change nothing.")
@console.as_json
def command(
    model: str,
    by: str,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    listing: bool,
    as_json: bool,
) -> None:
    """Accept or reject the drafts in MODEL, claim by claim, each with its passage in the text.

    With a claim goes what rests on it. Each answer is written to MODEL at once, and comments in it stay.
    """
    from causalnet.drafting.review import review

    found = review(model, by=by, accept=accept, reject=reject)
    if not (accept or reject or listing or as_json):
        found = _asked(found, model, by)
    console.say("review", found, as_json=as_json)


def _asked(found: Reviewed, model: str, by: str) -> Reviewed:
    """Ask about one draft after the other."""
    from causalnet.drafting.review import review

    skipped: set[str] = set()
    accepted, rejected = list["ReviewItem"](), list["ReviewItem"]()
    while item := next((item for item in found.left if item.place not in skipped), None):
        for line in _shown(item, found):
            click.echo(line)
        keys = "/".join(f"[{word[0]}]{word[1:]}" for word in CHOICES.values())
        answer = click.prompt(
            keys, type=click.Choice([*CHOICES, *CHOICES.values()]), show_choices=False
        )
        word = CHOICES.get(answer, answer)
        if word == "quit":
            break
        if word == "skip":
            skipped.add(item.place)
            continue
        if word == "edit":
            click.edit(filename=str(Path(model)))
            found = review(model, by=by)
            continue
        chosen = [item.place]
        found = (
            review(model, by=by, accept=chosen)
            if word == "accept"
            else review(model, by=by, reject=chosen)
        )
        accepted += found.accepted
        rejected += found.rejected
    return replace(found, accepted=tuple(accepted), rejected=tuple(rejected))


def _shown(item: ReviewItem, found: Reviewed) -> Iterator[str]:
    """A draft with its passages, and what rests on it."""
    yield ""
    yield f"{item.named}, drafted by {item.part.drafted_by} ({len(found.left)} left)"
    yield f"  {item.told}"
    for passage in item.passages:
        where = ", ".join(filter(None, (passage.source, passage.labels)))
        quote = click.style(passage.quote, bold=True) if passage.quote else ""
        yield f"  {where}: {passage.before}{quote}{passage.after}"
    if item.kind == "claims":
        name = str(item.path[1])
        for other in found.left:
            if name in getattr(other.part, "claims", ()):
                yield f"  It supports {other.named}: {other.told}"
