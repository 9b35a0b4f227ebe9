"""Find the fonts that a picture or a chart needs, and say which letters none of them has.

A browser finds its own fonts. A PNG, and a chart by matplotlib, need files. `fonts_for` takes the texts that will be drawn and
gives the files, in the order in which they are to be tried, the name of each file's family, and the letters that none has:

    found = fonts_for(texts, own=letters_in(file_of_the_default_font))
    for file in found.files:
        matplotlib.font_manager.fontManager.addfont(file)
    rc["font.family"] = [*rc["font.family"], *found.families]
    found.warn("the chart")

`own` are letters that need no font, because the program that draws has them. Nothing is looked for where the texts need
nothing else. Fonts are taken from the file or family that the caller names (`font`), from the packages of the extras
``causalnet[fonts]`` and ``causalnet[emoji]``, and from the folders of the system, whose letters are read, not guessed from names.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from causalnet.display.font_files import (
    SUFFIXES,
    Face,
    bold_of,
    faces_of,
    font_files,
    plain_files,
    readable_faces,
)
from causalnet.display.scripts import is_emoji, is_invisible, language_of, script_of
from causalnet.errors import FileError, FontWarning, unknown
from causalnet.language.translate import language_spoken
from causalnet.notation import enumerated
from causalnet.rounding import warn_caller

__all__ = ["Fonts", "beyond", "fonts_for"]

EXTRA, EMOJI_EXTRA = "causalnet[fonts]", "causalnet[emoji]"
# Files that are tried first, for Latin letters and by language: the best known of each system.
LATIN = "Arimo-Regular LiberationSans-Regular arial Helvetica DejaVuSans NotoSans-Regular SourceSans3-Regular"
PREFERRED = {
    "ja": "NotoSansCJK-Regular NotoSansCJKjp-Regular NotoSansJP-Regular YuGothM meiryo|ヒラギノ角ゴシック W3|"
    "HiraginoSans-W3 ipaexg ipag TakaoGothic VL-Gothic-Regular msgothic KurintoSansJP-Rg",
    "zh-Hans": "NotoSansCJK-Regular NotoSansCJKsc-Regular NotoSansSC-Regular msyh PingFang|Hiragino Sans GB|"
    "wqy-microhei wqy-zenhei simsun KurintoSansSC-Rg",
    "zh-Hant": "NotoSansCJK-Regular NotoSansCJKtc-Regular NotoSansTC-Regular msjh PingFang mingliu KurintoSansTC-Rg",
    "ko": "NotoSansCJK-Regular NotoSansCJKkr-Regular NotoSansKR-Regular malgun AppleSDGothicNeo NanumGothic "
    "KurintoSansKR-Rg",
}
OTHERS = (
    "segoeui tahoma GeezaPro NotoSansArabic-Regular DejaVuSans NotoEmoji[wght] NotoColorEmoji|Apple Color Emoji|seguiemj seguisym "
    "KurintoSans-Rg"
)
# The face of a collection that writes Chinese characters as a language does.
REGIONS = {"ja": "JP", "zh-Hans": "SC", "zh-Hant": "TC", "ko": "KR"}
PLAIN = ("sans", "gothic", "regular")
LANGUAGES = {
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "CJK": "Chinese",
    "HANGUL": "Korean",
    "EMOJI": "emoji",
    "UNKNOWN": "unknown",
}
LETTERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts for some texts.

    Attributes
    ----------
    faces : tuple of Face
        In the order in which they are to be tried.
    missing : str
        The letters that none of them has.
    readable : bool
        Whether fonts can be read here; if not, what reads them is not installed.
    """

    faces: tuple[Face, ...] = ()
    missing: str = ""
    readable: bool = True

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the families."""
        return tuple(dict.fromkeys(face.family for face in self.faces))

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, those with bold letters too."""
        files = [file for face in self.faces for file in (face.file, bold_of(face.file)) if file]
        return tuple(dict.fromkeys(files))

    def face_for(self, text: str) -> Face | None:
        """The face that draws most of a text."""
        needed = {ord(letter) for letter in text if not is_invisible(letter)}
        best = max(self.faces, key=lambda face: len(needed & face.letters), default=None)
        return best if best and needed & best.letters else None

    def runs(self, text: str) -> Iterator[tuple[Face | None, str]]:
        """A text in parts that one face draws each; the face that draws most of it goes first."""
        main = self.face_for(text)
        faces = [face for face in (main, *self.faces) if face is not None]
        current, run = main, ""
        for letter in text:
            own = current
            if not (is_invisible(letter) or (own is not None and ord(letter) in own.letters)):
                own = next((face for face in faces if ord(letter) in face.letters), current)
            if own != current and run:
                yield current, run
                run = ""
            current, run = own, run + letter
        if run:
            yield current, run

    def warn(self, what: str) -> None:
        """Warn once of letters that `what`, such as ``"the chart"``, cannot show, and say what to install.

        Warns
        -----
        FontWarning
        """
        if not self.missing:
            return
        shown = self.missing[:LETTERS_SHOWN] + ("…" if self.missing[LETTERS_SHOWN:] else "")
        scripts = dict.fromkeys(_script_name(letter) for letter in self.missing)
        extra = EMOJI_EXTRA if self.readable and any(map(is_emoji, self.missing)) else EXTRA
        why = "No font here has" if self.readable else "Nothing here reads the fonts for"
        warn_caller(
            f"{why} the {enumerated([*scripts])} letters {shown} of {what}, so it shows boxes in their place. "
            f"Install the fonts: pip install '{extra}'. Or name a font file that has them: font=….",
            FontWarning,
        )


def beyond(texts: Iterable[str], own: Container[int]) -> str:
    """The letters of texts that are not among `own`, each once, in their order."""
    letters = dict.fromkeys(letter for text in texts for letter in text)
    return "".join(x for x in letters if ord(x) not in own and not is_invisible(x))


def fonts_for(
    texts: Iterable[str], *, own: Container[int] = frozenset(), font: str | Path | None = None
) -> Fonts:
    """The fonts that draw texts.

    Parameters
    ----------
    texts : iterable of str
    own : container of int
        Code points that the program that draws has by itself.
    font : str or Path, optional
        A font file, or the name of a family of the system, which is tried first.

    Returns
    -------
    Fonts

    Raises
    ------
    FileError, UnknownNameError
        If `font` cannot be read or found.
    """
    texts = list(texts)
    needed = beyond(texts, own)
    if find_spec("fontTools") is None:
        return Fonts(missing=needed, readable=False)
    faces = [] if font is None else [_named(font)]
    left = dict.fromkeys(x for x in needed if not any(ord(x) in face.letters for face in faces))
    language = language_of(texts, language_spoken())
    for file in _ordered(language) if left else ():
        face = _face(file, language)
        letters = _letters_or_none(face)
        drawn = [letter for letter in left if ord(letter) in letters]
        if face is not None and drawn:
            faces.append(face)
            left = dict.fromkeys(letter for letter in left if letter not in drawn)
        if not left:
            break
    return Fonts(tuple(faces), "".join(left))


# ── which file ───────────────────────────────────────────────────────────────────────────────


def _ordered(language: str) -> Iterator[Path]:
    """Font files: for Latin letters, for a language, for the other scripts, and then whatever there is."""
    files = font_files()
    by_stem: dict[str, Path] = {}
    for file in files:
        by_stem.setdefault(file.stem.casefold(), file)
    lists = [LATIN, PREFERRED.get(language, ""), OTHERS, *PREFERRED.values()]
    stems = dict.fromkeys(stem.casefold() for names in lists for stem in _stems(names))
    known = [by_stem[stem] for stem in stems if stem in by_stem]
    yield from known
    rest = sorted(plain_files(), key=lambda x: not any(word in x.stem.casefold() for word in PLAIN))
    yield from (file for file in rest if file not in known)


def _stems(names: str) -> Iterator[str]:
    """The names in a list; those with blanks stand between strokes."""
    for i, part in enumerate(names.split("|")):
        yield from [part] if i % 2 else part.split()


def _face(file: Path, language: str) -> Face | None:
    """The face of a file that suits a language; none where the file cannot be read."""
    faces = readable_faces(file)
    region = REGIONS.get(language, "JP")
    suiting = (face for face in faces if region in face.name.split())
    return next(suiting, faces[0] if faces else None)


def _named(font: str | Path) -> Face:
    """A font by its file or its family.

    Raises
    ------
    FileError, UnknownNameError
    """
    path = Path(font)
    if isinstance(font, Path) or path.suffix.lower() in SUFFIXES:
        return faces_of(path.resolve())[0]
    families: dict[str, Face] = {}
    named: dict[str, Face] = {}
    for file in plain_files():
        for face in readable_faces(file):
            named |= {face.name.casefold(): face}
            families.setdefault(face.family.casefold(), face)
    wanted = named.get(font.casefold()) or families.get(font.casefold())
    if wanted is None:
        raise unknown("font", font, sorted({face.name for face in named.values()}))
    return wanted


def _letters_or_none(face: Face | None) -> frozenset[int]:
    try:
        return face.letters if face is not None else frozenset()
    except FileError:
        return frozenset()


# ── words ────────────────────────────────────────────────────────────────────────────────────


def _script_name(letter: str) -> str:
    script = script_of(letter)
    return LANGUAGES.get(script, script.title())
