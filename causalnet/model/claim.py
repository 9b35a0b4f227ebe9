"""Sources, claims and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from causalnet.boundary.checks import public_class
from causalnet.boundary.fields import check_fields
from causalnet.console import printed
from causalnet.errors import Mistake
from causalnet.model.conclusion import Conclusion
from causalnet.names import name_mistakes

__all__ = ["Claim", "ClaimKind", "Evidence", "Source", "Stance", "Tier"]

Tier = Literal["emphatic", "plain", "hedged", "open", "denied", "reported"]
ClaimKind = Literal["edge", "total", "modifier", "null", "fact", "lever", "meta"]
Stance = Literal["for", "weak", "mixed", "against", "caution", "open", "dated"]


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Source:
    """A text that claims or evidence come from.

    Parameters
    ----------
    name : str
        Its identifier in the model.
    title : str
        Title, with author and year where known.
    url : str
        The address at which it was read.
    note : str
        A remark for readers.

    Examples
    --------
    >>> memo = Source("memo", title="A memo on pricing, 2024")
    """

    name: str
    title: str = ""
    url: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self, lambda: name_mistakes("name", self.name))


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a source says, in our own words.

    Parameters
    ----------
    name : str
        Its identifier, e.g. ``"c18"``.
    text : str
        A paraphrase.
    source, at : str
        The name of the source, and the place in it.
    tier : {"plain", "emphatic", "hedged", "open", "denied", "reported"}
        The strength of its wording: a plain causal verb; unhedged or intensified; modal or partial;
        called unresolved by the source itself; denied that there is a direct effect; attributed to
        others. A tier records rhetoric, not the size of an effect.
    kind : {"edge", "total", "modifier", "null", "fact", "lever", "meta"}
        A direct influence; a total effect (to be reproduced, not encoded); an interaction; the
        absence of a direct influence; a fact; a proposal; a remark on the argument itself.
    sign : {"+", "-", "0", "?", ""}
        Its direction; empty if it has none.
    quote : str
        The source's own words, to be checked against its text.
    checks : sequence of Conclusion
        Conclusions that the model must reach for the claim to be met; all are required.
    note : str
        A remark on the reading.

    Examples
    --------
    >>> Claim("c1", "Rain makes the grass wet.", source="memo", at="p. 2").tier
    'plain'
    """

    name: str
    text: str
    source: str
    at: str = ""
    tier: Tier = "plain"
    kind: ClaimKind = "edge"
    sign: Literal["+", "-", "0", "?", ""] = ""
    quote: str = ""
    checks: Sequence[Conclusion] = ()
    note: str = ""

    def __post_init__(self) -> None:
        check_fields(self, self._mistakes)

    def _mistakes(self) -> list[Mistake]:
        mistakes = name_mistakes("name", self.name)
        if isinstance(self.text, str) and not self.text.strip():
            mistakes.append(Mistake("text", "is empty.", "State the claim in your own words."))
        return mistakes


@public_class
@printed
@dataclass(frozen=True, slots=True)
class Evidence:
    """Something from elsewhere that bears on claims or variables.

    Parameters
    ----------
    bears_on : sequence of str
        The claims and variables that it speaks of.
    stance : {"for", "weak", "mixed", "against", "caution", "open", "dated"}
        Supports it; supports it only weakly; cuts both ways; contradicts it; warns of a change in
        definition or scope; leaves it open; shows that the world has moved on.
    text : str
        A paraphrase.
    source, at : str
        The name of the source, and the place in it.

    Examples
    --------
    >>> Evidence(["c1"], "against", "Most wet grass is dew.", source="memo").contradicts
    True
    """

    bears_on: Sequence[str]
    stance: Stance
    text: str
    source: str
    at: str = ""

    def __post_init__(self) -> None:
        empty = Mistake("bears_on", "is empty.", "Name a claim or a variable.")
        check_fields(self, lambda: [] if self.bears_on else [empty])

    @property
    def contradicts(self) -> bool:
        """Whether it speaks against what it bears on, at least in part."""
        return self.stance in ("against", "mixed")
