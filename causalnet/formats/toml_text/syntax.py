"""Errors for a file that is not TOML: the line, a mark below the place, and a hint."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from causalnet.errors import visible
from causalnet.formats.toml_text.lookalikes import (
    STRAIGHT,
    habit,
    heading_in_quotes,
    key_in_quotes,
    plain_sign,
)
from causalnet.formats.toml_text.tokens import tokens
from causalnet.text_width import tame

__all__ = ["pointed_out"]

# The number of characters of a line that are shown around the place.
WIDTH = 90
# The number of characters of a text that a hint repeats.
LONGEST = 40
# The number of characters of the parser's message, which may contain a name of any length.
MESSAGE = 200

# The start of a new line: a [heading], or the beginning of key = value.
STATEMENT = re.compile(r"""(?:\[\[?[\w.\-"' ]+\]\]?\s*(?:\#|$)|[\w.\-"' ]+=(?!=))""")
ITEM = re.compile(r"""[\w{\["'+\-]""")
BARE = re.compile(r"[^\W\d][^,\]}#=\"'“”„‘’«»]*")

ONCE = "A name or key may be defined only once"
ONE_LINE = "An inline table { … } stays on one line"


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a mistake in a text: its line, and the brackets and quotes that are open there.

    `last` is the end of the last word before it, `rest` the line from there on without leading space, `within` the
    innermost open bracket, and `above` the innermost one that is open since an earlier line.
    """

    text: str
    offset: int
    opened: tuple[int, ...]
    last: int
    line: str
    column: int
    rest: str
    within: str
    above: int | None

    def number(self, offset: int) -> int:
        """The line number of a character."""
        return self.text.count("\n", 0, offset) + 1


def pointed_out(text: str, error: ValueError) -> str:
    r"""The parser's message, a hint, and the line with a mark below the place.

    Examples
    --------
    >>> import tomllib
    >>> text = 'name = "lawn"\nrole = lever'
    >>> try:
    ...     tomllib.loads(text)
    ... except ValueError as error:
    ...     print(pointed_out(text, error))
    Invalid value (at line 2, column 8). Text needs quotes: role = "lever".
        role = lever
               ^
    """
    message = str(error).rstrip(".")
    place = _place(text.replace("\r\n", "\n"), message)
    told = message if len(message) <= MESSAGE else f"{message[:MESSAGE]}…"
    if place is None:
        return f"{visible(told)}."
    said = f"{visible(told)}. {visible(_hint(message, place))}".rstrip()
    return f"{said}\n{_shown(place)}" if place.line.strip() else said


def _place(text: str, message: str) -> Place | None:
    """The place that a message names; at the end of the document, the innermost open bracket."""
    told = re.search(r"at line (\d+), column (\d+)\)$", message)
    if not told and not message.endswith("end of document)"):
        return None
    offset = len(text)
    if told:
        start = 0
        for _ in range(int(told[1]) - 1):
            start = text.find("\n", start) + 1
        offset = start + int(told[2]) - 1
    opened, last = _left_open(text[:offset])
    if not told:
        offset = opened[-1] if opened else last
    start = text.rfind("\n", 0, offset) + 1
    line, column = text[start:].partition("\n")[0], offset - start
    within = text[opened[-1]] if opened else ""
    above = next((o for o in reversed(opened) if o < start), None)
    return Place(text, offset, opened, last, line, column, line[column:].lstrip(), within, above)


def _left_open(before: str) -> tuple[tuple[int, ...], int]:
    """The brackets and quotes that are open at the end of a text, and the end of its last word."""
    opened, last = list[int](), 0
    for token in tokens(before):
        if token.kind in ("open", "unended"):
            opened.append(token.start)
        elif token.kind == "close" and opened:
            opened.pop()
        if token.kind not in ("comment", "end"):
            last = token.end
    # Signs that are not tokens may follow the last token.
    rest = re.sub(r"#[^\n]*", lambda comment: " " * len(comment[0]), before[last:])
    return tuple(opened), last + len(rest.rstrip())


# ── what is shown ────────────────────────────────────────────────────────────────────────────


def _shown(place: Place) -> str:
    """The line, cut to the text around the place, and a mark below it."""
    start = max(0, place.column - WIDTH // 2)
    before = ("…" if start else "") + tame(place.line[start : place.column])
    after = tame(place.line[place.column : start + WIDTH])
    cut = "…" if len(place.line) > start + WIDTH else ""
    return f"    {before}{after}{cut}\n    {' ' * _width(before)}^"


def _width(text: str) -> int:
    """The width of a text in columns: East Asian characters take two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)


# ── what may be meant ────────────────────────────────────────────────────────────────────────


def _hint(message: str, place: Place) -> str:
    said = message.lower()
    if any(word in said for word in ("twice", "overwrite", "duplicate", "redefine", "mutate")):
        return _once(place)
    if said.endswith("end of document)"):
        return _at_the_end(place, said)
    meant = _decimal_comma(place) or _other_sign(place) or habit(said, place.line[place.column :])
    if meant:
        return meant
    if said.startswith(("unclosed", "invalid value")) and _swallowed(place):
        return f"The array that begins in line {place.number(place.above or 0)} lacks its ] before this."
    if said.startswith("unclosed"):
        return _unclosed(place)
    if said.startswith("invalid value") and (bare := BARE.match(place.rest)):
        return _quotes(place, bare[0].strip())
    if "key part" in said and place.within == "{":
        comma = place.text[: place.last].endswith(",")
        return f"{ONE_LINE}, and no comma stands before its }}." if comma else f"{ONE_LINE}."
    return habit(said, place.line[place.column :], last=True)


def _decimal_comma(place: Place) -> str:
    cut = re.search(r"=\s*([+-]?\d+),(\d+)\s*$", place.line[: place.column])
    if not cut or place.within != "{":
        return ""
    return f"A number has a decimal point: {cut[1]}.{cut[2]}, not {cut[1]},{cut[2]}."


def _quotes(place: Place, word: str) -> str:
    """A hint for a bare word in place of a value."""
    word = word if len(word) <= LONGEST else f"{word[:LONGEST]}…"
    if word.lower() in ("true", "false", "yes", "no"):
        return "Yes and no are written true and false; text needs quotes."
    key = re.match(r"\s*([\w.\-]{1,40}\s*=\s*)$", place.line[: place.column])
    return f'Text needs quotes: {key[1] if key else ""}"{word}".'


def _swallowed(place: Place) -> bool:
    """Whether this line begins a new key or heading while an array from an earlier line is open."""
    begins = STATEMENT.match(place.line.strip()[:MESSAGE])
    return bool(begins) and place.above is not None and place.text[place.above] == "["


def _other_sign(place: Place) -> str:
    """A hint for a sign that looks like another, or for a name without its quotes."""
    at = place.line[place.column : place.column + 1]
    heading, digits = place.line.lstrip().startswith("["), not place.opened
    sign = plain_sign(at, digits=digits and not heading) or (
        plain_sign(place.rest[:1], digits=not heading) if not at.strip() else ""
    )
    if sign:
        return sign
    if heading and place.above is None:
        return heading_in_quotes(place.line)
    before = place.line[: place.column]
    item = place.line[max(before.rfind(","), before.rfind("{")) + 1 :].lstrip()
    start = item if place.within == "{" else place.line.strip()
    inside = place.within == "{" or (not place.opened and "=" not in before)
    return key_in_quotes(start) if inside else ""


def _at_the_end(place: Place, said: str) -> str:
    if said.startswith(("unterminated", "expected \"'")) and not place.opened:
        typographic = any(plain_sign(c) == STRAIGHT for c in place.line)
        return STRAIGHT if typographic else "A quote is not closed."
    if not place.opened:
        return "A value is missing." if place.text[: place.last].endswith("=") else ""
    number = place.number(place.opened[-1])
    if place.within == "[":
        return f"The array that begins in line {number} lacks its ]."
    if place.within == "{":
        return f"{ONE_LINE}; the one that begins in line {number} lacks its }}."
    return f"The text that begins in line {number} lacks its three quotes at the end."


def _unclosed(place: Place) -> str:
    """A hint for a mistake between two items; mostly a comma is missing."""
    kind, bracket = ("array", "]") if place.within == "[" else ("inline table", "}")
    if kind == "inline table" and place.rest[:1] in ("", "#"):
        return f"{ONE_LINE} and is closed there."
    if place.rest[:1] in ("]", "}"):
        return f"The {kind} lacks its {bracket} before this."
    if not ITEM.match(place.rest):
        return f"A comma or the {bracket} of the {kind} is expected here."
    ended = place.number(place.last)
    here = ended == place.number(place.offset)
    if here:
        return "A comma is missing before this."
    begun = f", or the ] of the array that begins in line {place.number(place.opened[-1])}"
    return f"A comma is missing at the end of line {ended}{begun if kind == 'array' else ''}."


def _once(place: Place) -> str:
    """The line of a duplicate name: the same heading, or the same key below one heading."""
    lines = place.text.split("\n")[: place.number(place.offset)]
    *earlier, line = [written.strip() for written in lines]
    if line.startswith("["):
        return f"{ONCE}: see line {earlier.index(line) + 1}." if line in earlier else f"{ONCE}."
    key = line.partition("=")[0].strip()
    for number, written in reversed([*enumerate(earlier, 1)]):
        if written.startswith("["):
            break
        if key and written.partition("=")[0].strip() == key:
            return f"{ONCE}: see line {number}."
    return f"{ONCE}."
