"""The library's own words in another language."""

import ast
import pickle
import string
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

import causalnet
from causalnet.display.explorer.page import said_in
from causalnet.errors import QuestionError
from causalnet.language.translate import (
    NameIn,
    catalogue,
    language_spoken,
    lazy,
    speaking,
    spoken,
    tr,
    translation,
    trn,
)
from causalnet.workers import done_by

PACKAGE = Path(causalnet.__file__).parent


def marked() -> Counter[str]:
    """Every literal that `tr` or its like is given in the package, and every text that a page's script says."""
    found: Counter[str] = Counter()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                match getattr(node.func, "id", ""), node.args:
                    case "tr" | "template" | "lazy", [ast.Constant(value=str(text))]:
                        found[text] += 1
                    case "trn" | "lazy_counted", [
                        _,
                        ast.Constant(value=str(one)),
                        ast.Constant(value=str(many)),
                    ]:
                        found.update([one, many])
    for path in PACKAGE.rglob("*"):
        if path.suffix in (".js", ".html"):
            found.update(said_in(path.read_text(encoding="utf-8")))
    return found


def fields(text: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_marked_text_has_its_japanese_and_none_is_left_over() -> None:
    texts = set(catalogue("ja"))

    assert marked().keys() - texts == set(), "without a translation"
    assert texts - marked().keys() == set(), "translated, but said nowhere"


def test_a_translation_takes_the_values_of_its_template() -> None:
    for english, japanese in catalogue("ja").items():
        assert fields(japanese) <= fields(english), english


def test_a_template_is_translated_in_one_file_only() -> None:
    folder = files("causalnet").joinpath("language", "ja")
    lines = [
        line.partition('" = ')[0]
        for path in folder.iterdir()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith('"')
    ]

    assert [line for line, times in Counter(lines).items() if times > 1] == []


def test_a_language_is_spoken_within_its_block_only() -> None:
    assert language_spoken() == "en"
    with speaking("ja"):
        assert language_spoken() == "ja"
        with speaking("en"):
            assert language_spoken() == "en"
        assert language_spoken() == "ja"
    assert language_spoken() == "en"


def test_an_unknown_language_is_refused() -> None:
    with (
        pytest.raises(QuestionError, match="language= takes one of 'en', 'ja', not 'jp'"),
        speaking("jp"),  # type: ignore[arg-type]
    ):
        pass


def test_values_are_filled_in() -> None:
    assert tr("{count:.1f} of {{{total}}}", count=2, total=5) == "2.0 of {5}"
    assert translation("A text that nobody says", "ja") == "A text that nobody says"


class Asked:
    """A task that says which language it is asked in."""

    def __call__(self) -> str:
        return language_spoken()


def test_workers_speak_the_language_of_who_asks() -> None:
    with speaking("ja"):
        assert list(done_by([Asked(), Asked()], n_jobs=2)) == ["ja", "ja"]


def test_a_lazy_text_is_said_when_it_is_read_in_labels() -> None:
    inner = lazy("{first} and {last}", first=NameIn("rain"), last="snow")
    text = pickle.loads(pickle.dumps(lazy("at least {state}", state=inner)))

    assert text == "at least rain and snow"
    assert spoken(text, str.upper) == "at least RAIN and snow"
    with speaking("ja"):
        assert (text, spoken(text)) == ("at least rain and snow", "rain、snow以上")
    assert spoken("any other text", str.upper) == "any other text"


def test_a_number_of_things_takes_the_form_for_one_or_for_many() -> None:
    assert trn(1, "{count} citation", "{count:,} citations") == "1 citation"
    assert trn(0, "{count} citation", "{count:,} citations") == "0 citations"
