"""What is wrong with a model beside the text that it was drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causalnet.drafting.places import NumberedText, labels_of, shown_labels
from causalnet.errors import CausalnetError, Mistake, join_places
from causalnet.formats.quotes import quote_mistake, quoted_mentions
from causalnet.model.assembly.parts import listed_places, named_place
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation
from causalnet.model.influence import Absence, Influence, Modifier
from causalnet.model.mentions import denies
from causalnet.questions.audit.audit import audit

__all__ = ["draft_mistakes"]

ONE_STRETCH = "Quote one stretch of the text, word for word, without leaving anything out."
NO_PLACE = "Add its quote, or name its sentence, as in at = 's12'."
NO_CLAIM = "Add the claim that it rests on, or drop it."
REASON = "Name its claims. If you added it yourself, give the reason in its note."
OTHER_POLE = (
    "Correct the sign that is wrong. If the claim is worded from the other end of a scale, say so in the note of the "
    "influence."
)


def draft_mistakes(model: CausalModel, text: NumberedText, source: str) -> Iterator[Mistake]:
    """What is wrong, from quotes to signs.

    Parameters
    ----------
    model : CausalModel
    text : NumberedText
    source : str
        The source whose text it is.
    """
    yield from _wrong_places(model, text, source)
    yield from _missing_claims(model)
    yield from _signs(model)
    yield from _contradicted(model)


# ── places ───────────────────────────────────────────────────────────────────────────────────


def _wrong_places(model: CausalModel, text: NumberedText, source: str) -> Iterator[Mistake]:
    own = [
        (place, citation) for place, citation in quoted_mentions(model) if citation.source == source
    ]
    if not any(source in claim.sources for claim in model.claims.values()):
        what = f"There is no claim of {source!r}, whose text this is."
        yield Mistake("claims", what, "Add a claim for each influence that the text states.")
    for place, citation in own:
        yield from _wrong_place(place, citation, text)


def _wrong_place(place: str, citation: Citation, text: NumberedText) -> Iterator[Mistake]:
    above = place.removesuffix("quote").rstrip(".: ")
    at = join_places(above, "at")
    labels, found = labels_of(citation.at), text.place(citation)
    beyond = [n for n in labels if n > len(text.sentences)]
    if beyond:
        last = f"the last sentence of the text is s{len(text.sentences)}."
        yield Mistake(at, f"names {shown_labels(beyond)}, but {last}")
    if citation.quote.strip():
        if found is None:
            mistake = quote_mistake(place, citation.quote, text.source)
            elided = any(mark in citation.quote for mark in ("…", "...", "[", "〔"))
            hint = f"{mistake.hint} {ONE_STRETCH}" if elided else mistake.hint
            yield Mistake(mistake.place, mistake.what, hint)
        elif labels and not beyond and not {*found.sentences} & {*labels}:
            where = shown_labels(found.sentences) or "no sentence"
            yield Mistake(at, f"names {shown_labels(labels)}, but its quote stands in {where}.")
    elif found is None and not beyond:
        yield Mistake(above, "has no place that can be found in the text.", NO_PLACE)


# ── claims ───────────────────────────────────────────────────────────────────────────────────


def _missing_claims(model: CausalModel) -> Iterator[Mistake]:
    """Arrows without a claim; what a person added needs a reason."""
    for place, part in _arrows(model):
        if part.claims or (part.note.strip() and not part.is_draft):
            continue
        yield Mistake(place, "has no claim.", NO_CLAIM if part.is_draft else REASON)


def _arrows(model: CausalModel) -> Iterator[tuple[str, Influence | Modifier | Absence]]:
    kinds: dict[str, Sequence[Influence | Modifier | Absence]] = {
        "influence": model.influences,
        "modifier": model.modifiers,
        "absence": model.absences,
    }
    for noun, parts in kinds.items():
        yield from zip(listed_places(noun, [part.name for part in parts]), parts, strict=True)


# ── signs ────────────────────────────────────────────────────────────────────────────────────


def _signs(model: CausalModel) -> Iterator[Mistake]:
    """Influences that rest on claims which deny them, or that have the other sign."""
    places = listed_places("influence", [i.name for i in model.influences])
    for place, influence in zip(places, model.influences, strict=True):
        claims = [model.claims[name] for name in influence.claims]
        for claim in claims:
            if denies(claim):
                what = f"rests on the claim {claim.name!r}, which denies a direct influence."
                yield Mistake(place, what, "Declare an absence instead, or correct the claim.")
        direct = [c for c in claims if c.kind == "edge" and c.sign in ("+", "-")]
        signs = {claim.sign for claim in direct}
        inertia = influence.cause == influence.effect
        decided = influence.sign in ("+", "-") and len(signs) == 1 and not inertia
        if decided and influence.sign not in signs and not influence.note.strip():
            names = " and ".join(repr(claim.name) for claim in direct)
            what = f"has the sign {influence.sign!r}, but {names} says {signs.pop()!r}."
            yield Mistake(place, what, OTHER_POLE)


def _contradicted(model: CausalModel) -> Iterator[Mistake]:
    """Checks of claims that the signs of the model contradict."""
    if not any(claim.checks for claim in model.claims.values()):
        return
    try:
        found = audit(model, draws=None, progress=False)
    except CausalnetError as error:
        yield Mistake("", f"The model cannot be held against its claims: {error}")
        return
    for check in found.checks:
        if not check.met and check.lacking in ("contradicted", "false by definition"):
            what = f"has a check that the model contradicts: {check.conclusion}."
            hint = "Correct the signs of the influences, or the check."
            yield Mistake(named_place("claims", check.claim), what, hint)
