"""The page of a report: sections of texts, pictures and tables, and how they become HTML."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from importlib.resources import files
from typing import TYPE_CHECKING

from causalnet.answer_tables import Answer, Sheet
from causalnet.display.charts.plot import plot
from causalnet.display.charts.style import empty_figure
from causalnet.display.text import clean
from causalnet.drafting.passages import Passage
from causalnet.errors import QuestionError, RenderError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Block", "Chapter", "CitedClaim", "charted", "no_charts", "report_page", "spoken"]

Words = Callable[[str], str]

# Text that is code: do(…) and similar calls, with quoted and nested text in them.
CODE = re.compile(
    r'\b(?:do|cut|as_if)\((?:[^()"]|"(?:[^"\\]|\\.)*"|\((?:[^()"]|"(?:[^"\\]|\\.)*")*\))*\)'
)
JOINT = re.compile(r"(?<=[^\W_])_(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim beside the passages of the text in which it is made."""

    name: str
    text: str
    about: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a section: a heading, texts, a picture, tables.

    Attributes
    ----------
    heading : str
    texts : tuple of str
    picture : str
        SVG, which is inserted unchanged.
    caption : str
    sheets : tuple of Sheet
    wide : bool
        Whether the picture may be wider than the text.
    claims : tuple of CitedClaim
    """

    heading: str = ""
    texts: tuple[str, ...] = ()
    picture: str = ""
    caption: str = ""
    sheets: tuple[Sheet, ...] = ()
    wide: bool = False
    claims: tuple[CitedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the report."""

    name: str
    title: str
    texts: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)


def no_charts() -> str:
    """The reason why charts are impossible; empty if they are possible."""
    try:
        empty_figure((1.0, 1.0))
    except RenderError as error:
        return str(error)
    return ""


def charted(answer: Answer, caption: str, *, instead: tuple[Sheet, ...] = ()) -> list[Block]:
    """An answer's chart as SVG with real text; these sheets if it cannot be drawn."""
    with warnings.catch_warnings():
        # The text stays text, since the reader's fonts may have letters that this machine lacks.
        warnings.filterwarnings("ignore", r"Glyph .* missing from", UserWarning)
        try:
            figure = plot(answer)
        except (RenderError, QuestionError):
            return [Block(sheets=instead)] if instead else []
        return [Block(picture=_svg(figure), caption=caption)]


def _svg(figure: Figure) -> str:
    from matplotlib import rc_context

    held = io.StringIO()
    with rc_context(
        {"svg.fonttype": "none", "svg.hashsalt": "causalnet", "font.family": "sans-serif"}
    ):
        metadata = {"Date": None, "Creator": None}
        figure.savefig(held, format="svg", metadata=metadata, transparent=True)
    text = held.getvalue()
    return text[text.index("<svg") :]


def spoken(*kinds: Iterable[str]) -> Words:
    """A function that replaces underscores by spaces in these names, except in code.

    A name that would then equal another one stays unchanged.

    Examples
    --------
    >>> words = spoken(["waiting_list", "staff"])
    >>> words('waiting_list rises under do(waiting_list="long_list")')
    'waiting list rises under do(waiting_list="long_list")'
    """
    said: dict[str, str] = {}
    for names in kinds:
        read = {name: JOINT.sub(" ", name) for name in names}
        often = Counter(read.values())
        said |= {name: text for name, text in read.items() if text != name and often[text] == 1}
    if not said:
        return str
    longest = sorted(said, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def words(text: str) -> str:
        parts, end = [], 0
        for code in CODE.finditer(text):
            parts += [found.sub(_of(said), text[end : code.start()]), code.group()]
            end = code.end()
        return "".join([*parts, found.sub(_of(said), text[end:])])

    return words


def _of(said: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: said[match.group()]


def report_page(
    title: str, lead: Sequence[str], sections: Sequence[Chapter], foot: str, words: Words
) -> str:
    """The page. The template or the sheets escape all texts; only pictures are inserted unchanged."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    def text(told: str) -> str:
        return clean(words(told))

    def cited(claim: CitedClaim) -> dict[str, object]:
        # The words of a text are nobody's names, and stay as they are.
        return {
            "name": clean(claim.name),
            "text": text(claim.text),
            "about": text(claim.about),
            "passages": [
                {f.name: clean(getattr(p, f.name)) for f in fields(p)} for p in claim.passages
            ],
        }

    def shown(block: Block) -> dict[str, object]:
        return {
            "heading": text(block.heading),
            "texts": [text(t) for t in block.texts],
            "picture": Markup(block.picture),
            "caption": text(block.caption),
            "tables": [Markup(sheet.saying(words).html()) for sheet in block.sheets],
            "wide": block.wide,
            "claims": [cited(claim) for claim in block.claims],
        }

    folder = files("causalnet.display.report")
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).from_string(folder.joinpath("report.html").read_text(encoding="utf-8"))
    return template.render(
        title=clean(title),
        lead=[text(t) for t in lead],
        style=Markup(folder.joinpath("report.css").read_text(encoding="utf-8")),
        sections=[
            {
                "name": s.name,
                "title": text(s.title),
                "texts": [text(t) for t in s.texts],
                "blocks": [shown(b) for b in s.blocks],
            }
            for s in sections
        ],
        foot=clean(foot),
    )
