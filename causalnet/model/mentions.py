"""Who says so: the mentions and the voices for and against a part of a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from causalnet.boundary.fields import with_article
from causalnet.console import printed
from causalnet.errors import QuestionError
from causalnet.language.translate import tr
from causalnet.model.assembly.foundations import independent
from causalnet.model.claim import Citation, Claim, Evidence, Source
from causalnet.model.influence import Absence, Influence, Modifier

__all__ = ["Account", "Mentions", "Spoken", "Voices", "denies", "mentions"]

Spoken = Influence | Modifier | Absence | Claim
FOR = ("for", "weak")
AGAINST = ("against", "mixed")


class Account(Protocol):
    """What is said, and by whom: a `CausalModel`, or a part of one."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by name."""

    @property
    def evidence(self) -> Sequence[Evidence]:
        """The evidence on them."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by name."""


@printed
@dataclass(frozen=True)
class Voices:
    """Some mentions, and the voices behind them.

    Attributes
    ----------
    citations : tuple of Citation
        The mentions.
    independent : tuple of str
        As many of their sources as possible, no two of which rest on one another or on a source in common.
    """

    citations: tuple[Citation, ...]
    independent: tuple[str, ...]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The distinct sources, in the order of their first mention."""
        return tuple(dict.fromkeys(c.source for c in self.citations))

    def __bool__(self) -> bool:
        return bool(self.citations)

    def __str__(self) -> str:
        cited, voices = len(self.citations), len(self.sources)
        text = tr(
            "{citations} of {sources}",
            citations=tr("1 citation")
            if cited == 1
            else tr("{count} citations", count=f"{cited:,}"),
            sources=tr("1 source") if voices == 1 else tr("{count} sources", count=f"{voices:,}"),
        )
        if len(self.independent) == voices:
            return text
        return tr("{mentions}, {count} independent", mentions=text, count=len(self.independent))


@printed
@dataclass(frozen=True)
class Mentions:
    """The mentions of an influence, a modifier, an absence or a claim, by what they say of it.

    Attributes
    ----------
    supporting : Voices
        The claims on which it rests and that say the same, and the evidence for them.
    opposing : Voices
        Those of its claims that say that there is no such influence, and the evidence against the others.
    undecided : Voices
        Evidence that leaves it open: a caution, an open question, something that has changed since.
    everyone : Voices
        All of them.
    """

    supporting: Voices
    opposing: Voices
    undecided: Voices
    everyone: Voices

    def __str__(self) -> str:
        parts = [str(self.supporting)] if self.supporting else []
        parts += [tr("against: {voices}", voices=self.opposing)] if self.opposing else []
        parts += [tr("undecided: {voices}", voices=self.undecided)] if self.undecided else []
        return tr("; ").join(parts) or tr("nobody says so")


def mentions(model: Account, part: Spoken) -> Mentions:
    """Count who speaks for a part of a model, and who against it.

    The claims on which a part rests speak for it, except those that say that there is no such influence (kind
    ``"null"``, tier ``"denied"`` or sign ``"0"``). The sign of a claim is that of its own words: "patience raises" and
    "caution lowers" say one thing, so a sign alone does not make a claim speak against. Evidence speaks for a claim
    if its stance is ``"for"`` or ``"weak"``, and against it if it is ``"against"`` or ``"mixed"``: that is where to
    record who says the opposite. Evidence against a claim that denies an influence speaks for the influence. Evidence that
    bears on a variable does not speak of its influences.

    A count says how many say so. It does not say how strong the influence is, nor how firmly it is worded.

    Parameters
    ----------
    model : CausalModel or Account
    part : Influence, Modifier, Absence or Claim
        A part of the model, or of one of its rivals.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> print(mentions(lawn, lawn.influences[0]))
    1 citation of 1 source
    """
    if not isinstance(part, Spoken):
        raise QuestionError(
            f"Expected an Influence, a Modifier, an Absence or a Claim, got {_kind(part)}."
        )
    claims = [part] if isinstance(part, Claim) else [model.claims[name] for name in part.claims]
    supporting, opposing, undecided = list[Citation](), list[Citation](), list[Citation]()
    heard = set[int]()
    for claim in claims:
        against = denies(claim) and not isinstance(part, Claim | Absence)
        (opposing if against else supporting).extend(claim.citations)
        for number, item in enumerate(model.evidence):
            if claim.name not in item.bears_on or number in heard:
                continue
            # Evidence on two claims of one influence is still one mention.
            heard.add(number)
            decided = item.stance in FOR + AGAINST
            side = opposing if against != (item.stance in AGAINST) else supporting
            (side if decided else undecided).extend(item.citations)
    sides = (supporting, opposing, undecided, [*supporting, *opposing, *undecided])
    return Mentions(*(_voices(model, side) for side in sides))


def denies(claim: Claim) -> bool:
    """Whether a claim says that there is no such influence.

    Examples
    --------
    >>> denies(Claim("c2", "Rain does not wet it.", "memo", kind="null"))
    True
    """
    return claim.kind == "null" or claim.tier == "denied" or claim.sign == "0"


def _voices(model: Account, citations: list[Citation]) -> Voices:
    return Voices(tuple(citations), independent((c.source for c in citations), model.sources))


def _kind(value: object) -> str:
    return with_article(type(value).__name__)
