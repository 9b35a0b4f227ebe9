"""Coded links from wherever they come: a causal map, a table, or another model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from causalnet.errors import QuestionError
from causalnet.model.causal_map import CausalMap
from causalnet.model.causal_model import CausalModel
from causalnet.model.coding.parts import Link
from causalnet.model.influence import Sign
from causalnet.model.mentions import mentions

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CodedLinks", "CodedRows", "coded_links"]

# The keys of a row, and the signs that a cell may hold; a causal map read from a file understands more.
CAUSES, EFFECTS = ("cause", "from"), ("effect", "to")
SIGNS: dict[str, Sign] = {"+": "+", "-": "-", "−": "-", "?": "?", "": "?", "1": "+", "-1": "-"}

CodedRows = Iterable[Link | Mapping[str, object]]

Triple = tuple[str, str, Sign]


@dataclass(frozen=True, slots=True)
class CodedLinks:
    """Distinct signed links, and who says each.

    Attributes
    ----------
    name : str
        What they are called.
    voices : mapping from (cause, effect, sign) to list of str
        The source of every citation; empty for an unnamed one.
    labels : mapping from str to str
        The labels of factors.
    """

    name: str
    voices: dict[Triple, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def factors(self) -> dict[str, None]:
        """The factors that the links join."""
        return dict.fromkeys(end for cause, effect, _ in self.voices for end in (cause, effect))


def coded_links(links: CausalMap | CausalModel | CodedRows | pd.DataFrame) -> CodedLinks:
    """The distinct links of a map, a table or a model, with the source of each of their citations.

    Raises
    ------
    QuestionError
        If a row does not say what influences what, or there is no link at all.
    """
    if isinstance(links, CausalModel):
        found = _of_model(links)
    elif isinstance(links, CausalMap):
        labels = {f.name: f.label for f in links.factors.values()}
        found = _counted(CodedLinks(links.name, labels=labels), links.links)
    else:
        # Only a frame has this method, which gives its rows as dictionaries.
        records = getattr(links, "to_dict", None)
        rows = links if records is None else records("records")
        found = _counted(CodedLinks("the links"), _read(cast("CodedRows", rows)))
    if not found.voices:
        raise QuestionError(f"There are no links in {found.name}.")
    return found


def _of_model(model: CausalModel) -> CodedLinks:
    found = CodedLinks(model.name, labels={v.name: v.label for v in model.variables.values()})
    for influence in model.influences:
        own = found.voices.setdefault((influence.cause, influence.effect, influence.sign), [])
        own += [c.source for c in mentions(model, influence).supporting.citations]
    return found


def _counted(found: CodedLinks, links: Iterable[Link]) -> CodedLinks:
    for link in links:
        found.voices.setdefault((link.cause, link.effect, link.sign), []).append(link.source)
    return found


def _read(rows: CodedRows) -> Iterator[Link]:
    """Rows as links; only the columns that matter here are read."""
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Link):
            yield row
            continue
        if not isinstance(row, Mapping):
            raise QuestionError(
                f"Row {number} of the links must be a cn.Link or a mapping with a cause and an effect, not {row!r}."
            )
        cells = {str(key).strip().lower(): value for key, value in row.items()}
        cause, effect = (_cell(cells, keys, number) for keys in (CAUSES, EFFECTS))
        sign = _text(cells.get("sign"))
        if sign not in SIGNS:
            raise QuestionError(
                f"Row {number} of the links has the sign {sign!r}. Write '+' (raises), '-' (lowers) or '?' (either)."
            )
        yield Link(cause, effect, SIGNS[sign], source=_text(cells.get("source")))


def _cell(cells: Mapping[str, object], keys: tuple[str, ...], number: int) -> str:
    text = next((text for key in keys if (text := _text(cells.get(key)))), "")
    if not text:
        either = " or ".join(repr(key) for key in keys)
        raise QuestionError(f"Row {number} of the links has nothing under {either}.")
    return text


def _text(value: object) -> str:
    """A cell as text; what a frame holds for an empty cell differs from itself."""
    if value is None or value != value:
        return ""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(cast("float", value)) if whole else value).strip()
