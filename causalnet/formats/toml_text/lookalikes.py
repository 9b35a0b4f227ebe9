"""Signs that look like those of TOML but differ, and names that need quotes."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["STRAIGHT", "habit", "heading_in_quotes", "key_in_quotes", "plain_sign"]

# Signs that replace those of TOML in prose or on other keyboards.
TYPOGRAPHIC = {
    **dict.fromkeys("、，､", ","),
    **dict.fromkeys("。．｡", "."),
    **dict.fromkeys("−–—―‐‑‒ー﹣", "-"),
    **dict.fromkeys("“”„‟«»「」『』〝〟＂", '"'),
    **dict.fromkeys("‘’‚‛‹›＇", "'"),
    **dict.fromkeys("【〔〚", "["),
    **dict.fromkeys("】〕〛", "]"),
}
PUNCTUATION = frozenset("+-[]{}=,.#\"'_:")
STRAIGHT = 'Text is written between straight quotes: "…".'
MARKS = {
    "；": "A line ends without a mark.",
    "％": "A share is written 0.5, not 50%.",
    "（": "An array is written in square brackets: [1, 2].",
}
BARE = re.compile(r"[A-Za-z0-9_-]+")
LONGEST = 60


def plain_sign(c: str, *, digits: bool = True) -> str:
    """A hint for a sign of another width or typography; empty for any other sign.

    Examples
    --------
    >>> plain_sign("＋")
    "'＋' is not a sign of TOML: write '+'."
    >>> plain_sign("①")
    ''
    """
    if c != " " and c and unicodedata.category(c) == "Zs":
        return f"This space (U+{ord(c):04X}) is not an ordinary one: type it anew."
    if c and not c.isprintable() and c not in "\t\r\n":
        return f"An invisible character (U+{ord(c):04X}) stands here: delete it."
    if c in MARKS:
        return MARKS[c]
    plain = TYPOGRAPHIC.get(c, "")
    if not plain and "\uff01" <= c <= "\uff5e":
        plain = unicodedata.normalize("NFKC", c)
        known = plain in PUNCTUATION or (digits and plain.isdigit())
        plain = plain if known else ""
    if not plain:
        return ""
    if plain == ":":
        return "Write key = value, not key: value."
    if plain in "\"'":
        return STRAIGHT
    return f"{c!r} is not a sign of TOML: write '{plain}'."


def heading_in_quotes(line: str) -> str:
    """A hint for a heading in which a name lacks its quotes; else nothing.

    Examples
    --------
    >>> heading_in_quotes("[variables.a b]")
    'The name needs quotes: [variables."a b"].'
    """
    found = re.match(r"(\[\[?)([^\[\]\"'#]+)(\]\]?)\s*(?:#|$)", line.strip())
    if not found or len(found[2]) > LONGEST or len(found[1]) != len(found[3]):
        return ""
    # A name does not contain a dot, so the text after the section's dot is read as one name.
    section, dot, name = found[2].partition(".")
    if (
        name.lstrip().startswith(".")
        or not dot
        or not BARE.fullmatch(section.strip())
        or not name.strip()
    ):
        return ""
    if all(BARE.fullmatch(part.strip()) for part in name.split(".")):
        return ""
    return f'The name needs quotes: {found[1]}{section.strip()}."{name.strip()}"{found[3]}.'


def key_in_quotes(rest: str) -> str:
    """A hint for a key before an equals sign that lacks its quotes; else nothing."""
    found = re.match(r"([^=\"'\[\]{},#]+?)\s*=(?!=)", rest[: LONGEST + 10])
    if not found or BARE.fullmatch(found[1].strip()):
        return ""
    return f'The key needs quotes: "{found[1].strip()}" = …'


# Syntax of other languages: words of the parser's message, the text there, and the syntax of TOML.
HABITS = (
    ("", r"\r(?!\n)", "Lines end in carriage returns alone: save the file with line feeds (LF or CRLF)."),
    ("unclosed", r"%", "A share is written 0.5, not 50%."),
    ("after a statement", r"%", "A share is written 0.5, not 50%."),
    ("after a statement", r",\d", "A number has a decimal point: 1.5, not 1,5."),
    ("after a statement", r";", "A line ends without a mark."),
    ("after a statement", r"\.(?!\d)", "A digit follows the point: 5.0, not 5."),
    ("after a statement", r"[\w\"'.-]+\s*=", "Each key = value needs a separate line."),
    ("after a statement", r"\d", "A number does not begin with a zero: 1, not 01."),
    ("after a statement", r"[\]}]", r"This \g<0> does not close anything."),
    ("invalid statement", r"//|;|/\*|<!--|%|--", "A comment begins with #."),
    ("invalid statement", r"=", "A key is missing before the =."),
    ("after a key", r"\]", "A heading is written in brackets: [variables.a_name]."),
    ("after a key", r":", "Write key = value, not key: value."),
    ("value", r"\(", "An array is written in square brackets: [1, 2]."),
    ("unclosed", r";", "Write a comma, not a semicolon."),
    ("unclosed", r"/[\d.]", "Numbers are written in an array: [0.4, 0.6]."),
)  # fmt: skip
# The same, if nothing else explains the mistake.
OTHERWISE = (
    ("invalid value", r"$|[#,\]}]", "A value is missing here."),
    ("invalid value", r"[+-]?\.\d", "A number begins with a digit: 0.5, not .5."),
    ("invalid value", r"[+?-]", r'A sign needs quotes: sign = "\g<0>".'),
    ("invalid value", r"=", "One = is enough."),
    ("after a key", "", "Write key = value; a key with other signs than A-Z, 0-9, _ or - needs quotes."),
    ("key part", "", "A key is missing here."),
    (r"character '\n'", "", "A quote is not closed; text of several lines is written between three quotes."),
    ("unescaped", "", "A backslash in text is written twice; between single quotes one is enough."),
    ("hex value", "", "A backslash in text is written twice; between single quotes one is enough."),
    ("declaration", "", "A heading is closed by its ]; a name in it with spaces or other signs needs quotes."),
    ("statement", "", "A line is key = value, a [heading] or a # comment; text needs quotes on both sides."),
)  # fmt: skip


def habit(said: str, rest: str, *, last: bool = False) -> str:
    """A hint for syntax of other languages, from the parser's message and the text there."""
    for words, mark, hint in OTHERWISE if last else HABITS:
        found = re.match(mark, rest.lstrip(" \t")) if words in said else None
        if found:
            return found.expand(hint)
    return ""
