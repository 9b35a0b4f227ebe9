"""The sheet of a model's workbook with its texts in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from causalnet.formats.sheets.columns import SheetColumn
from causalnet.formats.sheets.sheet_forms import Data, RowError, RowValues
from causalnet.formats.toml_text.lines import Path
from causalnet.formats.translations.inline import GivenText
from causalnet.model.causal_model import CausalModel
from causalnet.model.translations.languages import language_mistakes
from causalnet.model.translations.texts import TEXTS, Text, TextPath, texts_of
from causalnet.nearest import nearest

__all__ = ["TRANSLATIONS", "TranslationSheet", "given_in", "translation_data"]

TRANSLATIONS = "translations"
# The kind of the texts about the model as a whole.
WHOLE = "model"
DOCS = {
    "language": "The code of the language, such as ja.",
    "kind": "The kind of part, as its sheet is named; model for the texts about the model as a whole.",
    "part": "The part: its name, or for an arrow its two ends (rain → wet). Empty for the model as a whole.",
    "text": "What is translated, such as label, state_labels or note.",
    "state": "The state, where each state has a text.",
    "translation": "The text in that language.",
}


def translation_data(model: CausalModel) -> dict[str, dict[TextPath, dict[str, str]]]:
    """The texts in each other language, by their paths and states."""
    own = texts_of(model._values())
    states = {v.name: v.states for v in model.variables.values()}
    states |= {r.hidden.name: r.hidden.states for r in model.rivals.values() if r.hidden}
    return {
        language: {
            path: _by_state(path, text, states) for path, text in texts.items() if path in own
        }
        for language, texts in model.translations.items()
    }


def given_in(data: Data) -> Iterator[GivenText]:
    """The texts that the rows of the sheet gave, taken out of the data of the model."""
    for language, texts in data.pop(TRANSLATIONS, {}).items():
        for path, held in texts.items():
            at = (TRANSLATIONS, language, *path)
            yield GivenText(language, path, held.get("", held), at)


def _by_state(path: TextPath, text: Text, states: Mapping[str, Any]) -> dict[str, str]:
    if isinstance(text, str):
        return {"": text}
    return dict(zip(states[path[1]], text, strict=True))


@dataclass(frozen=True, slots=True)
class TranslationSheet:
    """A row for each text in another language; for texts of states, one for each state."""

    name: str = TRANSLATIONS
    meaning: str = "A text in another language."

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The language, the part and its text, and the translation."""
        needed = ("language", "kind", "text", "translation")
        return tuple(
            SheetColumn(
                name=name,
                path=(name,),
                kind="prose" if name == "translation" else "text",
                needed=name in needed,
                doc=doc,
                json={"enum": [WHOLE, *filter(None, TEXTS)]} if name == "kind" else {},
            )
            for name, doc in DOCS.items()
        )

    def rows(self, data: Data) -> Iterator[dict[str, Any]]:
        """A row for each text."""
        for language, texts in data.get(self.name, {}).items():
            for path, held in texts.items():
                kind, part = path[:2] if len(path) > 1 else (WHOLE, "")
                for state, text in held.items():
                    row = {"language": language, "kind": kind, "part": part, "text": path[-1]}
                    row |= {"state": state, "translation": text}
                    yield {name: cell for name, cell in row.items() if cell}

    def add(self, data: Data, row: RowValues) -> Path:
        """Add a text."""
        language, kind, text = (str(row[name]).strip() for name in ("language", "kind", "text"))
        for mistake in language_mistakes("", language):
            what = f"is {language!r}, which is not the code of a language."
            raise RowError("language", what, mistake.hint)
        if kind != WHOLE and kind not in TEXTS:
            known = [WHOLE, *filter(None, TEXTS)]
            raise RowError(
                "kind", f"is {kind!r}; it is one of {', '.join(known)}.", nearest(kind, known)
            )
        path = (text,) if kind == WHOLE else (kind, str(row.get("part", "")), text)
        held = data.setdefault(self.name, {}).setdefault(language, {}).setdefault(path, {})
        state = str(row.get("state", ""))
        if state in held:
            raise RowError("text", f"repeats {text!r}.", "Each text stands once in a language.")
        held[state] = row["translation"]
        return (self.name, language, *path, *([state] if state else []))
