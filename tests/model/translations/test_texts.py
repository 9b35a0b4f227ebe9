"""The texts of a model that a translation gives in another language."""

from __future__ import annotations

from dataclasses import fields

import causalnet as cn
from causalnet.model.assembly.parts import KIND_OF
from causalnet.model.translations.texts import TEXTS, paths_of, place_of, texts_of, with_texts


def test_every_text_of_a_model_has_a_path_and_may_be_changed() -> None:
    japan = cn.load("japan_software")
    values = japan._values()
    texts = texts_of(values)
    other = {
        path: f"*{text}" if isinstance(text, str) else tuple(f"*{one}" for one in text)
        for path, text in texts.items()
    }

    changed = japan._with(**with_texts(values, other))

    assert texts_of(changed._values()) == other
    assert texts["rivals", "long stagnation", "reason"].startswith("Decades")  # type: ignore[union-attr]
    assert texts["variables", "long_stagnation", "state_labels"] == (
        "growing",
        "sluggish",
        "stagnant",
    )
    assert {*texts} <= {*paths_of(values)}
    assert len({*map(place_of, texts)}) == len(texts)


def test_the_fields_with_texts_are_fields() -> None:
    kinds = {kind: {f.name for f in fields(part)} for part, kind in KIND_OF.items()}
    for kind, names in TEXTS.items():
        assert {name.split(".")[0] for name in names} <= kinds.get(kind, {*names})
