"""What every answer prints, tables and notes and all: labels in place of names, in English and in Japanese."""

from __future__ import annotations

import re
from html import unescape

import pytest

import causalnet as cn
from causalnet.answer_tables import Answer
from causalnet.language.translate import speaking
from causalnet.text_width import columns
from tests.questions.sentences.test_every_answer import ANSWERS, town

__all__ = ["town"]

STATES = {"low": "低", "middle": "中", "high": "高"}
JAPANESE = {
    "title": "町",
    "sources": {"memo": {"title": "覚書"}},
    "variables": {
        name: {"label": label, "state_labels": [*STATES.values()]}
        for name, label in {
            "toll_rate": "通行料",
            "bus_fares": "バス運賃",
            "car_traffic": "交通量",
            "road_jams": "渋滞",
        }.items()
    },
    "claims": {"c1": {"text": "通行料は交通量を減らす。"}},
    "rivals": {"detours": {"label": "迂回"}},
    "proposals": {"charge": {"label": "課金"}},
}
# The numbers of a network by its own names, by which they are looked up: `found["road_jams"]`.
ON_TABLES = {"plan", "derivatives"}
# Names that whoever asks gave, of scenarios, voices, cases and the model to load; the names of a source and a claim, by
# which a reader finds them; the abbreviations of the field; arguments that are written as they are.
GIVEN = re.compile(
    r"charge|cheap buses|Amina|Bo(?![a-z])|days|town_model|causalnet|memo|moon|model\b|without c1"
    r"|PNS?|PS|NP|to_frame|persistence|verdict\b|under=|at=|matching="
    # Quotes of texts, the names that a draft and a file have, and the words of a file's own header.
    r"|A\s+toll(?: \.\.\.)?(?: thins traffic)?|Rain soaks the grass|lawn|farm\.csv|unsigned="
    r"|「(?:from|to|sign|source|weight|lag)」"
)


@pytest.fixture(scope="module")
def japanese(town: cn.CausalModel) -> cn.CausalModel:
    return town.translating("ja", JAPANESE)


def printed(answer: object) -> str:
    """All that is printed, at a terminal and in a browser, without the tags."""
    text = str(answer)
    if isinstance(answer, Answer):
        text += unescape(re.sub(r"<[^>]*>", " ", answer._repr_html_()))
    return text


@pytest.mark.parametrize("name", sorted(ANSWERS.keys() - {"voice split"}))
def test_a_print_is_in_labels_and_in_the_language_that_is_spoken(
    japanese: cn.CausalModel, name: str
) -> None:
    answer = ANSWERS[name](japanese)
    english = printed(answer)
    if name not in ON_TABLES:
        assert (
            re.findall(r"[a-z]+_[a-z]+", english.replace("town_model", "").replace("to_frame", ""))
            == []
        )
    with speaking("ja"):
        text = printed(answer)
        lines = str(answer).splitlines()
    if name in ON_TABLES:
        # The kinds of a step and of an order are words of the engine.
        text = re.sub(r"\w+_\w+|min-weight|matmul", "", text)
    assert re.findall(r"[A-Za-z]{2,}", GIVEN.sub("", text)) == []
    assert max(map(columns, lines)) <= 79, [x for x in lines if columns(x) > 79]
    assert printed(answer) == english


def test_the_split_between_voices_is_in_the_language_that_is_spoken(
    japanese: cn.CausalModel,
) -> None:
    split = ANSWERS["voice split"](japanese)
    with speaking("ja"):
        text = split.sheet().text()  # type: ignore[attr-defined]
    assert re.findall(r"[A-Za-z]{2,}", GIVEN.sub("", text)) == []


@pytest.mark.parametrize("outcome", ["road_jams", "toll_rate"])
@pytest.mark.parametrize("draws", [20, None])
def test_the_lever_that_is_first_is_told_in_labels_and_in_the_language_that_is_spoken(
    japanese: cn.CausalModel, outcome: str, draws: int | None
) -> None:
    found = cn.levers(japanese, outcome, draws=draws)
    assert "_" not in found.first
    with speaking("ja"):
        assert found.first.endswith("。")
        assert re.findall(r"[A-Za-z]{2,}", found.first) == []


def test_a_pool_says_whose_its_draws_are(town: cn.CausalModel) -> None:
    both = {"Amina": town, "Bo": town.rejecting("c1")}
    equal, weighted = (
        cn.pool(both, draws=20),
        cn.pool(both, weights={"Amina": 3, "Bo": 1}, draws=20),
    )
    assert equal.sampling.sentence == (  # type: ignore[union-attr]
        "The pool has 20 draws, shared out equally, because no weights were given: Amina 50% (10), Bo 50% (10)."
    )
    assert weighted.sampling.sentence == (  # type: ignore[union-attr]
        "The pool has 20 draws, shared out by weight: Amina 75% (15), Bo 25% (5)."
    )
    with speaking("ja"):
        assert weighted.sampling.sentence == (  # type: ignore[union-attr]
            "プールした20通りの試行は、重みに応じてAmina 75%（15）、Bo 25%（5）に配分した。"
        )
