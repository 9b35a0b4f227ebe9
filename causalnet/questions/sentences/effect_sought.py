"""Clauses about an effect that figures may or may not give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from causalnet.language.translate import tr
from causalnet.questions.sentences.phrasing import Phrasing, series

__all__ = ["effect_of", "names_of", "no_effect", "one_of_many"]


def names_of(say: Phrasing, variables: Iterable[str]) -> str:
    """Variables as a sentence lists them."""
    return series([say.name(v) for v in variables])


def effect_of(
    say: Phrasing, causes: Sequence[str], outcomes: Sequence[str], given: Sequence[str] = ()
) -> str:
    """The effect that is sought, within a sentence.

    Examples
    --------
    >>> effect_of(Phrasing(), ["toll"], ["jams"], ["weather"])
    'the effect of toll on jams given weather'
    """
    said = {"causes": names_of(say, causes), "outcomes": names_of(say, outcomes)}
    if given:
        return tr(
            "the effect of {causes} on {outcomes} given {given}",
            given=names_of(say, given),
            **said,
        )
    return tr("the effect of {causes} on {outcomes}", **said)


def no_effect(say: Phrasing, causes: Sequence[str], outcomes: Sequence[str]) -> str:
    """The sentence that there is no effect."""
    return tr(
        "The graph has no directed path from {causes} to {outcomes}: the effect is zero.",
        causes=names_of(say, causes),
        outcomes=names_of(say, outcomes),
    )


def one_of_many(count: int, *, complete: bool = True) -> str:
    """The remark that a set that is named is one of several; empty where it is the only one."""
    if count == 1:
        return ""
    if complete:
        return tr("This is the first of {count} minimal sets.", count=f"{count:,}")
    return tr("This is the first of over {count} minimal sets.", count=f"{count:,}")
