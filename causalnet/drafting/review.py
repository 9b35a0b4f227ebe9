"""Drafts that a person accepts or rejects, one after the other, in the model's file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from causalnet.boundary.checks import public
from causalnet.drafting.draft_items import ReviewItem, claims_of, review_items
from causalnet.drafting.rejected import with_dependants, without_rejected
from causalnet.drafting.reviewed import Reviewed
from causalnet.errors import FileError, QuestionError, unknown
from causalnet.formats.atomic import write_atomically
from causalnet.formats.model_file.toml import read_toml
from causalnet.formats.textfile import read_text
from causalnet.formats.toml_text.editing import with_text
from causalnet.model.causal_model import CausalModel

__all__ = ["review"]


@public
def review(
    path: str | Path,
    *,
    by: str,
    accept: Sequence[str] = (),
    reject: Sequence[str] = (),
) -> Reviewed:
    """Accept or reject drafted parts of a model, in its file.

    What is accepted gets ``reviewed_by``. With a claim goes what rests on it: influences and other parts that are drafts
    themselves and whose claims have all been accepted. What is rejected is removed. With a claim go the drafts that rest on no
    other claim. Everything else in the file stays as it is written, comments included.

    Parameters
    ----------
    path : str or Path
        A model file in TOML.
    by : str
        Who reviews.
    accept, reject : sequence of str
        The drafts, as the answer names them, in print or in its frame: ``"variable Rain"`` or ``"variables.rain"``,
        ``"influence rain → wet"``, ``"claim c1"`` or ``"claims.c1"``. A claim may go by its name. Default: none, which
        lists them.

    Returns
    -------
    Reviewed
        What was accepted and rejected, and the drafts that are left.

    Raises
    ------
    UnknownNameError
        If there is no such draft.
    QuestionError
        If `by` is empty, or something is both accepted and rejected.
    FileError
        If the file cannot be read or written.
    ModelError
        If the model would have mistakes without what is rejected. The file then stays as it is.
    """
    file = Path(path)
    if not by.strip():
        raise QuestionError("by= is empty. Write who reviews, such as by='Anna'.")
    if file.suffix.casefold() != ".toml":
        raise FileError(
            f"{file.name!r} is not a model file in TOML, which is all that is reviewed."
        )
    text = read_text(file)
    model = _model(text, file)
    accepted = _with_what_rests_on(model, _named(model, accept))
    rejected = with_dependants(model, _named(model, reject))
    both = [item.place for item in accepted if item in rejected]
    if both:
        raise QuestionError(f"{both[0]!r} is both accepted and rejected.")
    new = text
    for item in accepted:
        new = with_text(new, item.path, "reviewed_by", by)
    new = without_rejected(new, model, rejected) if rejected else new
    made = _model(new, file)
    if new != text:
        write_atomically(file, new.encode("utf-8"), overwrite=True)
    return Reviewed(made, tuple(accepted), tuple(rejected), review_items(made))


def _model(text: str, file: Path) -> CausalModel:
    return read_toml(text.encode("utf-8"), file.name).in_folder(file.parent.absolute())


def _named(model: CausalModel, names: Sequence[str]) -> list[ReviewItem]:
    """The drafts of these names.

    Raises
    ------
    UnknownNameError
    """
    items = {item.place: item for item in review_items(model)}
    claims = {str(item.path[1]): item for item in items.values() if item.kind == "claims"}
    labelled = {item.named: item for item in items.values()}
    found = []
    for name in names:
        item = items.get(name) or claims.get(name) or labelled.get(name)
        if item is None:
            raise unknown("draft", name, [*items, *claims])
        found.append(item)
    return list(dict.fromkeys(found))


def _with_what_rests_on(model: CausalModel, accepted: list[ReviewItem]) -> list[ReviewItem]:
    """What is accepted, and the drafts that rest on it and on nothing that is still a draft."""
    claims = {item.path[1] for item in accepted if item.kind == "claims"}
    drafts = {name for name, claim in model.claims.items() if claim.is_draft}
    resting = [
        item
        for item in review_items(model)
        if claims.intersection(own := claims_of(item.part))
        and not drafts.intersection(own) - claims
    ]
    return list(dict.fromkeys([*accepted, *resting]))
