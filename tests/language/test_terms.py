"""The Japanese of the library has one word for one thing."""

from importlib.resources import files

import pytest

# What is not written, and what is written in its place.
TERMS = {
    "対抗説": "対抗仮説",
    "典拠": "出典",
    "観測": "観察",
    "閾値": "しきい値",
    "ループ": "循環",
    "～": "〜",
    "(": "（",
}
FILES = sorted(
    (
        file
        for file in files("causalnet").joinpath("language", "ja").iterdir()
        if file.name.endswith(".toml")
    ),
    key=lambda file: file.name,
)


def japanese(text: str) -> list[str]:
    """The Japanese side of each line."""
    return [line.partition('" = "')[2] for line in text.splitlines() if line.startswith('"')]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_thing_has_one_word(file) -> None:
    lines = japanese(file.read_text(encoding="utf-8"))
    assert lines
    assert [(line, word) for word in TERMS for line in lines if word in line] == []


def test_the_words_that_are_written_are_written() -> None:
    whole = "".join(file.read_text(encoding="utf-8") for file in FILES)
    assert [word for word in TERMS.values() if word not in whole] == []
