"""Codes of languages, and what people write in their place."""

from __future__ import annotations

import pytest

from causalnet.model.translations.languages import language_mistakes


@pytest.mark.parametrize("code", ["en", "ja", "zh-Hant", "pt-BR", "ain"])
def test_a_code_is_that_of_the_web(code: str) -> None:
    assert language_mistakes("label", code) == []


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("jp", "label: Unknown language 'jp'. Did you mean 'ja'?"),
        ("jpn", "label: Unknown language 'jpn'. Did you mean 'ja'?"),
        ("JA", "label: Unknown language 'JA'. Did you mean 'ja'?"),
        ("Japanese", "label: Unknown language 'Japanese'. Did you mean 'ja'?"),
        ("cn", "label: Unknown language 'cn'. Did you mean 'zh'?"),
        ("q9", "label: Unknown language 'q9'. Write a code of two letters, such as 'en' or 'ja'."),
        (3, "label must be the code of a language, such as 'ja', not 3."),
    ],
)
def test_anything_else_is_refused_with_the_code_that_is_meant(code: object, message: str) -> None:
    assert [str(mistake) for mistake in language_mistakes("label", code)] == [message]
