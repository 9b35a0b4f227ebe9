"""Texts of charts: shown literally, and broken into lines by their measured width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from causalnet.cache import cached
from causalnet.display.font_files import letters_in
from causalnet.text_width import tame

__all__ = [
    "TEXT",
    "TITLE",
    "broken_evenly",
    "broken_into_lines",
    "letters_of",
    "literal_text",
    "width_of",
]

# Sizes of letters in points. A chart of half its width still has letters of 7 pixels at 100 pixels an inch.
TEXT, TITLE = 10.5, 12.0

# The width of a letter that the font does not have, in letters' heights, if it is not a wide one.
OTHER = 0.7
# An intervention is code, so its underscores stay.
CODE_OR_UNDERSCORE = re.compile(r"do\([^()]*\)|_")
# A line in Japanese or Chinese may end behind any letter, but none begins or ends with these (JIS X 4051).
NOT_FIRST = frozenset(
    "、。，．・：；？！）］｝」』】〉》〕〜ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％)]}…"
)
NOT_LAST = frozenset("（［｛「『【〈《〔([{¥￥$")


def literal_text(text: str) -> str:
    r"""A text that matplotlib shows literally: a dollar does not start a formula, and underscores become spaces.

    Those in an intervention stay: it is code.

    Examples
    --------
    >>> print(literal_text("pay_in_$1–$5"))
    pay in \$1–\$5
    """
    return _no_formula(_spaced(text))


def broken_into_lines(text: str, inches: float, size: float = TEXT) -> str:
    """A text that is shown literally, in lines of at most this width; no letter of it is lost."""
    return _no_formula("\n".join(_lines(_spaced(text), inches, size)))


def broken_evenly(text: str, inches: float, size: float = TEXT) -> str:
    """The same in lines of about equal length, without a single word on the last."""
    spaced = _spaced(text)
    least = _lines(spaced, inches, size)
    low, high = 0.3 * inches, inches
    while len(least) > 1 and high - low > 0.05:
        middle = (low + high) / 2
        narrower = _lines(spaced, middle, size)
        if len(narrower) == len(least):
            least, high = narrower, middle
        else:
            low = middle
    return _no_formula("\n".join(least))


def width_of(text: str, size: float = TEXT) -> float:
    """The width in inches of the longest line of a text, in the font of the chart that is drawn now."""
    from matplotlib import rcParams

    return max(
        sum(_measured(atom, tuple(rcParams["font.family"])) for atom in _atoms(line))
        for line in text.split("\n")
    ) * (size / 72)


@cached(entries=4096)
def _measured(text: str, family: tuple[str, ...]) -> float:
    """The width of a text in letters' heights; the fonts that other scripts need are found later."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    own = letters_of(family)
    plain = "".join(letter for letter in text if ord(letter) in own and not _ideographic(letter))
    others = sum(1.0 if _ideographic(x) else OTHER for x in text if x not in plain)
    letters = FontProperties(family=list(family), size=100)
    width = (
        text_to_path.get_text_width_height_descent(plain, letters, ismath=False)[0] if plain else 0
    )
    return float(width) / 100 + others


@cached(entries=16)
def letters_of(family: tuple[str, ...]) -> frozenset[int]:
    """The code points that the first font of these families has."""
    from matplotlib.font_manager import FontProperties, findfont

    return letters_in(str(findfont(FontProperties(family=list(family)))))


def _spaced(text: str) -> str:
    return CODE_OR_UNDERSCORE.sub(lambda m: " " if m[0] == "_" else m[0], tame(text))


def _no_formula(text: str) -> str:
    return text.replace("$", r"\$")


def _lines(text: str, inches: float, size: float) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for atom in _fitting_atoms(" ".join(paragraph.split()), inches, size):
            if line and width_of((line + atom).rstrip(), size) > inches:
                lines.append(line.rstrip())
                line = ""
            line += atom
        lines.append(line.rstrip())
    return lines


def _fitting_atoms(text: str, inches: float, size: float) -> Iterator[str]:
    """Pieces between which a line may end; a word that is wider than a line is itself in pieces."""
    for atom in _atoms(text):
        if width_of(atom.rstrip(), size) <= inches:
            yield atom
        else:
            yield from atom


@cached(entries=1024)
def _atoms(text: str) -> tuple[str, ...]:
    """A text cut wherever a line may end: behind a space, and between letters of scripts without spaces."""
    atoms: list[str] = []
    held = ""
    for letter in text:
        if held and _may_break(held[-1], letter):
            atoms.append(held)
            held = ""
        held += letter
    return (*atoms, held) if held else tuple(atoms)


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after == " " or after in NOT_FIRST or before in NOT_LAST:
        return False
    return _ideographic(before) or _ideographic(after)


def _ideographic(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
