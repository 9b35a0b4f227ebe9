"""Parts of a model with a name for questions and a label for readers."""

from __future__ import annotations

from typing import Any

from causalnet.errors import Mistake
from causalnet.names import label_mistakes, name_mistakes

__all__ = ["USUAL_LABEL", "labelled_mistakes"]

USUAL_LABEL = {"usual_as": "name"}
"""The metadata of a field that is left out of fingerprints where it is the name of its part."""


def labelled_mistakes(part: Any) -> list[Mistake]:
    """Mistakes in the name and the label of a part; one without a label takes its name.

    Examples
    --------
    >>> from causalnet.model.proposal import Actor
    >>> Actor("METI").label, Actor("METI", label="The ministry").label
    ('METI', 'The ministry')
    """
    named = name_mistakes("name", part.name)
    if named:
        return named
    if not part.label:
        object.__setattr__(part, "label", part.name)
    return label_mistakes("label", part.label)
