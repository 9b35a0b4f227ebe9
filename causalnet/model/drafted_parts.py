"""The parts of a model that were drafted, and that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from causalnet.frozen_map import Register
from causalnet.language.listing import series
from causalnet.language.translate import template, tr, trn
from causalnet.model.reviewable import Reviewable

if TYPE_CHECKING:
    from causalnet.model.causal_model import CausalModel

__all__ = ["DRAFTED_KINDS", "DraftedParts", "drafted_parts", "marked_drafted", "reviewable_parts"]

DRAFTED_KINDS = {
    "claims": (template("{drafted} of {count} claim"), template("{drafted} of {count:,} claims")),
    "variables": (
        template("{drafted} of {count} variable"),
        template("{drafted} of {count:,} variables"),
    ),
    "influences": (
        template("{drafted} of {count} influence"),
        template("{drafted} of {count:,} influences"),
    ),
    "modifiers": (
        template("{drafted} of {count} modifier"),
        template("{drafted} of {count:,} modifiers"),
    ),
    "absences": (
        template("{drafted} of {count} absence"),
        template("{drafted} of {count:,} absences"),
    ),
    "evidence": (
        template("{drafted} of {count} piece of evidence"),
        template("{drafted} of {count:,} pieces of evidence"),
    ),
    "rivals": (template("{drafted} of {count} rival"), template("{drafted} of {count:,} rivals")),
    "proposals": (
        template("{drafted} of {count} proposal"),
        template("{drafted} of {count:,} proposals"),
    ),
}
"""The kinds of parts that record who drafted them, in the order in which they are told, and how one or many are."""


@dataclass(frozen=True, slots=True)
class DraftedParts:
    """How much of a model is a draft that no person has accepted.

    Attributes
    ----------
    drafted : Register
        For each kind of part, how many are drafts.
    held : Register
        For each kind of part, how many the model has.
    drafters : tuple of str
        Who drafted them, in the order of the parts.
    """

    drafted: Register[str, int]
    held: Register[str, int]
    drafters: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.drafters)

    @property
    def sentence(self) -> str:
        """Who drafted how much of it; empty where nothing is a draft."""
        if not self:
            return ""
        shares = [
            trn(self.held[kind], *DRAFTED_KINDS[kind], drafted=count)
            for kind, count in self.drafted.items()
            if count
        ]
        return tr(
            "Drafted by {drafters}, not reviewed: {shares}.",
            drafters=series(self.drafters),
            shares=series(shares),
        )


def reviewable_parts(model: CausalModel) -> Iterator[tuple[str, Reviewable]]:
    """Every part that records who drafted it, with its kind."""
    for kind in DRAFTED_KINDS:
        held = getattr(model, kind)
        for part in held.values() if isinstance(held, Mapping) else held:
            yield kind, part


def marked_drafted(model: CausalModel, by: str) -> CausalModel:
    """The model with every part drafted by somebody, and reviewed by nobody."""
    marked: dict[str, Any] = {kind: [] for kind in DRAFTED_KINDS}
    for kind, part in reviewable_parts(model):
        marked[kind].append(replace(cast("Any", part), drafted_by=by, reviewed_by=""))
    return model._with(**marked)


def drafted_parts(model: CausalModel) -> DraftedParts:
    """How much of a model is a draft that no person has accepted.

    Examples
    --------
    >>> from causalnet.model.causal_model import CausalModel
    >>> from causalnet.model.variable import Variable
    >>> rain = Variable("rain", ["no", "yes"], drafted_by="a script")
    >>> print(drafted_parts(CausalModel("lawn", [rain])).sentence)
    Drafted by a script, not reviewed: 1 of 1 variable.
    """
    parts = [*reviewable_parts(model)]
    drafts = [(kind, part) for kind, part in parts if part.is_draft]
    return DraftedParts(
        Register({kind: sum(k == kind for k, _ in drafts) for kind in DRAFTED_KINDS}, "kind"),
        Register({kind: sum(k == kind for k, _ in parts) for kind in DRAFTED_KINDS}, "kind"),
        tuple(dict.fromkeys(part.drafted_by for _, part in drafts)),
    )
