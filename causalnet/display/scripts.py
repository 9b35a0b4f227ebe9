"""The scripts of a text: its language as far as letters tell, its direction, and fonts that browsers have for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["font_stack", "is_emoji", "is_invisible", "is_right_to_left", "language_of", "script_of"]

# A browser takes the first of these that its machine has. The layout program ships Arimo, which has Arial's widths.
LATIN = ("Arimo", "Arial", "Helvetica", "Liberation Sans")
STACKS = {
    "ja": ("Hiragino Sans", "Yu Gothic", "Meiryo", "Noto Sans CJK JP", "Noto Sans JP"),
    "zh-Hans": ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"),
    "zh-Hant": ("PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC"),
    "ko": ("Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"),
    "ar": ("Geeza Pro", "Segoe UI", "Noto Sans Arabic"),
}
EMOJI = ("Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji")
# Where Chinese characters stand alone, the standard that has them all tells who writes them so.
STANDARDS = (("gb2312", "zh-Hans"), ("big5", "zh-Hant"), ("shift_jis", "ja"))
# Letters of one language's own, by the first word of their names in Unicode.
OWN = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "THAI": "th",
}
SYMBOLS, PICTOGRAPHS = (0x2600, 0x27BF), 0x1F000
INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs", "Cn")
VARIATIONS = ("\ufe00", "\ufe0f")


def script_of(letter: str) -> str:
    """The script of a letter: the first word of its name in Unicode, or ``"EMOJI"``.

    Examples
    --------
    >>> script_of("か"), script_of("骨"), script_of("한"), script_of("😀")
    ('HIRAGANA', 'CJK', 'HANGUL', 'EMOJI')
    """
    if is_emoji(letter):
        return "EMOJI"
    return unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0].split("-", 1)[0]


def is_emoji(letter: str) -> bool:
    """Whether a letter is a pictograph, which a font of its own draws."""
    point = ord(letter)
    drawn = SYMBOLS[0] <= point <= SYMBOLS[1] or point >= PICTOGRAPHS
    return drawn and unicodedata.category(letter) in ("So", "Sk")


def is_invisible(letter: str) -> bool:
    """Whether nothing is drawn for a letter by itself: blanks, joiners, marks of variation."""
    return unicodedata.category(letter) in INVISIBLE or VARIATIONS[0] <= letter <= VARIATIONS[1]


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs to the left.

    Examples
    --------
    >>> is_right_to_left("12 مقاعد"), is_right_to_left("Toll")
    (True, False)
    """
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def language_of(texts: Iterable[str], spoken: str = "en") -> str:
    """The language of texts by BCP 47, so that a browser draws Chinese characters as it writes them; ``""`` if unknown.

    Letters tell Japanese, Korean, Chinese and a few more. Latin letters tell nothing.

    Examples
    --------
    >>> language_of(["品質", "かんばん"]), language_of(["质量"]), language_of(["Toll"])
    ('ja', 'zh-Hans', '')
    """
    letters = {letter for text in texts for letter in text if ord(letter) > 0x2FF}
    scripts = [script_of(letter) for letter in letters]
    for script, language in OWN.items():
        if script in scripts:
            return language
    characters = "".join(x for x in sorted(letters) if script_of(x) == "CJK")
    if spoken == "ja":
        return "ja"
    if not characters:
        return ""
    return next((language for code, language in STANDARDS if _has(code, characters)), "zh-Hant")


def _has(standard: str, letters: str) -> bool:
    try:
        letters.encode(standard)
    except UnicodeEncodeError:
        return False
    return True


def font_stack(language: str, scripts: Iterable[str] = (), first: str = "") -> str:
    """The families for CSS, those of a language after the Latin ones.

    Parameters
    ----------
    language : str
        By BCP 47, as `language_of` says it.
    scripts : iterable of str
        Other scripts that occur, by `script_of`.
    first : str
        A family that is preferred to all of them.

    Examples
    --------
    >>> font_stack("")
    "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif"
    """
    there = set(scripts)
    languages = [language, *(OWN[script] for script in OWN if script in there)]
    families = [*([first] if first else []), *LATIN]
    families += [family for own in languages for family in STACKS.get(own, ())]
    families += EMOJI if "EMOJI" in there else ()
    words = [f"'{name}'" if " " in name else name for name in dict.fromkeys(families)]
    return ", ".join([*words, "sans-serif"])
