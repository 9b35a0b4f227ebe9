"""A mistake in a model beside its text, as the file names it and as a reader does."""

from __future__ import annotations

from dataclasses import dataclass

from causalnet.console import printed
from causalnet.errors import Mistake
from causalnet.language.listing import capital
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.questions.audit.audit_words import LabelledNames
from causalnet.questions.audit.checks import Check
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = ["CONTRADICTED", "TextMistake", "mistake_told"]

CONTRADICTED = template("has a check that the model contradicts: {conclusion}.")


@printed
@dataclass(frozen=True, slots=True)
class TextMistake(Mistake):
    """A mistake that is told in labels: its texts are said in the language of whoever reads them.

    Attributes
    ----------
    about : str
        Its place, as a reader names it, e.g. ``the quote of claim c1``; empty for the model as a whole.
    check : Check or None
        The check that the model contradicts.
    """

    about: str = ""
    check: Check | None = None

    def __str__(self) -> str:
        return Mistake.__str__(self)


def mistake_told(mistake: Mistake, model: CausalModel) -> str:
    """A mistake in labels and in the language that is spoken; one that a reader of files found, as it is."""
    if not isinstance(mistake, TextMistake):
        return str(mistake)
    say = Phrasing(model)
    what, about = say.kept(mistake.what), say.kept(mistake.about)
    if mistake.check is not None:
        conclusion = LabelledNames(model).concluded(mistake.check)
        what = tr(CONTRADICTED, conclusion=conclusion)
    if not about:
        told = what
    elif mistake.what[:1].islower():
        told = tr("{part} {what}", part=capital(about), what=what)
    else:
        told = tr("{name}: {value}", name=capital(about), value=what)
    if mistake.hint:
        told = tr("{sentence} {next}", sentence=told, next=say.kept(mistake.hint))
    return tr("line {line}: {text}", line=mistake.line, text=told) if mistake.line else told
