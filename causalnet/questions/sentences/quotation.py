"""Quotations within a sentence: of any text, and of claims."""

from __future__ import annotations

from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.network.labels import in_spoken_language
from causalnet.text_width import columns

__all__ = ["claim_quoted", "clipped", "inner_marks", "is_question", "quotation"]

# Quotation marks within a quotation.
INNER_MARKS = str.maketrans("“”「」", "‘’『』")
# Columns of a text that is quoted whole; letters of scripts that say as much in fewer count twice.
WHOLE = 140
# A part of a sentence ends after one of these. Of what was cut at least a third of the room is kept.
STOPS = ".。！？!?"
PAUSES = ",;:、，；：—–"
PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("(", ")"), ("（", "）"), ("[", "]"))


def inner_marks(text: str) -> str:
    """A text with the quotation marks of one that is itself quoted."""
    return text.translate(INNER_MARKS)


def quotation(text: str) -> str:
    """A text in quotation marks, without its full stop; a long one is cut where a part of its sentence ends.

    Examples
    --------
    >>> quotation("A toll keeps cars out.")
    '“A toll keeps cars out”'
    """
    return tr("“{text}”", text=inner_marks(clipped(text)))


def claim_quoted(model: CausalModel, name: str) -> str:
    """A claim in its own words; of one that its source leaves open, that its answer would have to be no."""
    text = quotation(in_spoken_language(model).claims[name].text)
    return tr("{claim} (if the answer is no)", claim=text) if is_question(model, name) else text


def is_question(model: CausalModel, name: str) -> bool:
    """Whether a claim asserts nothing, since its source leaves it open: it can be answered, but not rejected."""
    return model.claims[name].tier == "open"


def clipped(text: str) -> str:
    """A text in one line without its full stop: whole, or up to the end of a part of a sentence.

    Examples
    --------
    >>> clipped("A toll keeps cars out."), clipped("A toll (at the gate) keeps cars out, " * 5)[-16:]
    ('A toll keeps cars out', ' keeps cars out…')
    """
    text = " ".join(text.split()).rstrip("。.")
    if columns(text) <= WHOLE:
        return text
    fitting = _fitting(text, WHOLE - 1)
    return _ended(_to_a_pause(text, fitting))


def _fitting(text: str, width: int) -> int:
    """The number of letters that fit into a width."""
    count = min(len(text), width)
    while columns(text[:count]) > width:
        count -= 1
    return count


def _to_a_pause(text: str, most: int) -> str:
    """The longest beginning that ends with a part of a sentence; else with a word; else with a letter."""
    ends = [i for i in range(most // 3, most) if _ends_part(text, i)]
    if ends:
        return text[: ends[-1]]
    begun = text[: most + 1].rpartition(" ")[0]
    return begun if len(begun) >= most // 3 else text[:most]


def _ends_part(text: str, i: int) -> bool:
    """Whether a part of a sentence ends before a letter: at a stop or a pause, in Latin script with a space after it."""
    if text[i] not in STOPS + PAUSES:
        return False
    return not text[i].isascii() or text[i + 1 : i + 2] == " "


def _ended(text: str) -> str:
    """A beginning with an ellipsis; what it opens and does not close is left out, or closed where little would be left."""
    text, closings = text.rstrip(f" {PAUSES}"), ""
    for opening, closing in PAIRS:
        begun = text.rfind(opening)
        if begun > text.rfind(closing):
            before = text[:begun].rstrip(f" {PAUSES}")
            if len(before) > len(text) // 2:
                text = before
            else:
                closings = closing + closings
    return f"{text}…{closings}" + ('"' if text.count('"') % 2 else "")
