"""What is wrong with a model beside the text that it was drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causalnet.drafting.places import NumberedText, labels_of, shown_labels
from causalnet.drafting.text_mistake import CONTRADICTED, TextMistake
from causalnet.errors import CausalnetError, Mistake, join_places
from causalnet.formats.quotes import quote_mistake, quoted_mentions
from causalnet.language.translate import LazyText, NameIn, lazy, template
from causalnet.model.assembly.parts import listed_places, named_place
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Citation, Claim, Evidence
from causalnet.model.influence import Absence, Influence, Modifier
from causalnet.model.mentions import denies
from causalnet.questions.audit.audit import audit

__all__ = ["draft_mistakes"]

ONE_STRETCH = lazy("Quote one stretch of the text, word for word, without leaving anything out.")
NO_PLACE = lazy("Add its quote, or name its sentence, as in at = 's12'.")
NO_CLAIM = lazy("Add the claim that it rests on, or drop it.")
REASON = lazy("Name its claims. If you added it yourself, give the reason in its note.")
OTHER_POLE = lazy(
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
    if not any(source in claim.sources for claim in model.claims.values()):
        what = lazy("There is no claim of {source!r}, whose text this is.", source=source)
        hint = lazy("Add a claim for each influence that the text states.")
        yield TextMistake("claims", what, hint)
    for place, citation, about in _cited(model):
        if citation.source == source:
            yield from _wrong_place(place, citation, text, about)


def _cited(model: CausalModel) -> Iterator[tuple[str, Citation, str]]:
    """Every mention, with the place of its quote, and what makes it as a reader names it."""
    mentions = quoted_mentions(model)
    parts: list[tuple[str, Claim | Evidence]] = [
        (lazy("claim {name}", name=name), claim) for name, claim in model.claims.items()
    ]
    parts += [
        (lazy("evidence {name}", name=number), part)
        for number, part in enumerate(model.evidence, start=1)
    ]
    for about, part in parts:
        for number, _ in enumerate(part.citations):
            again = lazy("mention {number} of {part}", number=number + 1, part=about)
            place, citation = next(mentions)
            yield place, citation, again if number else about


def _wrong_place(
    place: str, citation: Citation, text: NumberedText, about: str
) -> Iterator[Mistake]:
    above = place.removesuffix("quote").rstrip(".: ")
    at, named_at = join_places(above, "at"), lazy("the place of {part}", part=about)
    labels, found = labels_of(citation.at), text.place(citation)
    beyond = [n for n in labels if n > len(text.sentences)]
    if beyond:
        what = lazy(
            "names {labels}, but the last sentence of the text is s{last}.",
            labels=shown_labels(beyond),
            last=len(text.sentences),
        )
        yield TextMistake(at, what, about=named_at)
    if citation.quote.strip():
        if found is None:
            yield _wrong_quote(place, citation.quote, text, about)
        elif labels and not beyond and not {*found.sentences} & {*labels}:
            what = lazy(
                "names {labels}, but its quote stands in {where}.",
                labels=shown_labels(labels),
                where=shown_labels(found.sentences) or lazy("no sentence"),
            )
            yield TextMistake(at, what, about=named_at)
    elif found is None and not beyond:
        what = lazy("has no place that can be found in the text.")
        yield TextMistake(above, what, NO_PLACE, about=about)


def _wrong_quote(place: str, quote: str, text: NumberedText, about: str) -> Mistake:
    mistake = quote_mistake(place, quote, text.source)
    hint = mistake.hint
    if any(mark in quote for mark in ("…", "...", "[", "〔")):
        hint = lazy("{sentence} {next}", sentence=hint, next=ONE_STRETCH)
    return TextMistake(
        mistake.place, mistake.what, hint, about=lazy("the quote of {part}", part=about)
    )


# ── claims ───────────────────────────────────────────────────────────────────────────────────


def _missing_claims(model: CausalModel) -> Iterator[Mistake]:
    """Arrows without a claim; what a person added needs a reason."""
    for place, part, about in _arrows(model):
        if part.claims or (part.note.strip() and not part.is_draft):
            continue
        hint = NO_CLAIM if part.is_draft else REASON
        yield TextMistake(place, lazy("has no claim."), hint, about=about)


def _arrows(model: CausalModel) -> Iterator[tuple[str, Influence | Modifier | Absence, str]]:
    kinds: dict[str, tuple[str, Sequence[Influence | Modifier | Absence]]] = {
        "influence": (template("influence {name}"), model.influences),
        "modifier": (template("modifier {name}"), model.modifiers),
        "absence": (template("absence {name}"), model.absences),
    }
    for noun, (told, parts) in kinds.items():
        places = listed_places(noun, [part.name for part in parts])
        for place, part in zip(places, parts, strict=True):
            yield place, part, LazyText(told, {"name": NameIn(part.name, "part")})


# ── signs ────────────────────────────────────────────────────────────────────────────────────


def _signs(model: CausalModel) -> Iterator[Mistake]:
    """Influences that rest on claims which deny them, or that have the other sign."""
    places = listed_places("influence", [i.name for i in model.influences])
    for place, influence in zip(places, model.influences, strict=True):
        about = lazy("influence {name}", name=NameIn(influence.name, "part"))
        claims = [model.claims[name] for name in influence.claims]
        for claim in claims:
            if denies(claim):
                what = lazy(
                    "rests on the claim {claim!r}, which denies a direct influence.",
                    claim=claim.name,
                )
                hint = lazy("Declare an absence instead, or correct the claim.")
                yield TextMistake(place, what, hint, about=about)
        direct = [c for c in claims if c.kind == "edge" and c.sign in ("+", "-")]
        signs = {claim.sign for claim in direct}
        inertia = influence.cause == influence.effect
        decided = influence.sign in ("+", "-") and len(signs) == 1 and not inertia
        if decided and influence.sign not in signs and not influence.note.strip():
            what = lazy(
                "has the sign {sign!r}, but {claims} says {other!r}.",
                sign=influence.sign,
                claims=_together([claim.name for claim in direct]),
                other=signs.pop(),
            )
            yield TextMistake(place, what, OTHER_POLE, about=about)


def _together(names: Sequence[str]) -> str:
    """The names of claims, said in a language when they are read."""
    first, *others = names
    told = lazy("{name!r}", name=first)
    for name in others:
        told = lazy("{first} and {last}", first=told, last=lazy("{name!r}", name=name))
    return told


def _contradicted(model: CausalModel) -> Iterator[Mistake]:
    """Checks of claims that the signs of the model contradict."""
    if not any(claim.checks for claim in model.claims.values()):
        return
    try:
        found = audit(model, draws=None, progress=False)
    except CausalnetError as error:
        what = lazy("The model cannot be held against its claims: {error}", error=error)
        yield TextMistake("", what)
        return
    for check in found.checks:
        if not check.met and check.lacking in ("contradicted", "false by definition"):
            what = LazyText(CONTRADICTED, {"conclusion": check.conclusion})
            hint = lazy("Correct the signs of the influences, or the check.")
            about = lazy("claim {name}", name=check.claim)
            place = named_place("claims", check.claim)
            yield TextMistake(place, what, hint, about=about, check=check)
