"""The JSON of sd-ai and Stella."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import causalnet as cn
from tests.formats.maps.loading import left_out, links, loaded, refused

MODEL = {
    "variables": [
        {"name": "Population", "type": "stock", "documentation": "People.", "units": "people"},
        {"name": "Death rate", "type": "flow", "equation": "Population / 70"},
    ],
    "relationships": [
        {
            "from": "Death_rate",
            "to": "population",
            "polarity": "-",
            "reasoning": "Deaths leave the stock.",
            "polarityReasoning": "More deaths, fewer people.",
        },
        {"from": "Population", "to": "Death rate", "polarity": ""},
    ],
    "specs": {"startTime": 0},
}


def test_relationships_become_links_with_their_reasoning(tmp_path: Path) -> None:
    held = loaded(tmp_path, json.dumps(MODEL), "people.json")

    assert links(held) == ["death_rate → population (-)", "population → death_rate (?)"]
    assert held.links[0].note == (
        "Deaths leave the stock.\npolarityReasoning: More deaths, fewer people."
    )
    assert held.factors["population"].tags == ("stock",)
    assert held.factors["population"].note == "People.\nunits: people"
    assert held.factors["death_rate"].note == "equation: Population / 70"
    assert left_out(held) == {"the key 'specs'": 1}
    assert held.reading.sentence == (
        "“people.json” was read as a model of sd-ai. One thing was left out."
    )


def test_the_answer_of_the_service_holds_a_model_and_older_files_no_variables(
    tmp_path: Path,
) -> None:
    answer = {"success": True, "format": "sd-json", "model": {**MODEL, "variables": []}}

    held = loaded(tmp_path, json.dumps(answer), "people.json")

    assert links(held) == ["death_rate → population (-)", "population → death_rate (?)"]
    assert [f.label for f in held.factors.values()] == ["Death_rate", "population"]
    assert left_out(held)["the key 'success'"] == 1


def test_an_unknown_polarity_is_no_sign(tmp_path: Path) -> None:
    text = '{"relationships": [{"from": "a", "to": "b", "polarity": "negativ"}]}'

    held = loaded(tmp_path, text, "x.json")

    assert links(held) == ["a → b (?)"]
    assert held.reading.left_out[0].why == (
        "It is not a word for a sign; the link has '?'. Did you mean 'negative'?"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"relationships": [{"from": "a"}, 5], "variables": [{"type": "stock"}]}',
            "3 mistakes in x.json:\n  variables[0] lacks the key 'name'.\n"
            "  relationships[0] lacks the key 'to'.\n  relationships[1] must be an object, not a number.",
        ),
        (
            '{"relationships": [], "variables": [{"name": "a b"}, {"name": "A_b"}]}',
            "variables[1].name repeats the variable 'A_b'. (x.json)",
        ),
        ('{"relationships": {}}', "relationships must be a list, not an object. (x.json)"),
        ('{"relationships": []}', "'x.json' holds no links: there is nothing to make a map of."),
        ('{"relationships": [{"from": ["a"], "to": "b"}]}', "2 mistakes in x.json:"),
        ('{"relationships": [}', "'x.json' is not JSON: Expecting value (line 1, column 20)."),
        (
            '{"relationships": 1, "relationships": 2}',
            "'x.json' is not JSON: the key 'relationships' stands twice in one object.",
        ),
        (
            '{"relationships": [{"from": "a", "to": "b", "x": NaN}]}',
            "'x.json' is not JSON: NaN is not a number in JSON.",
        ),
        (
            '{"relationships": [{"from": "\\ud800", "to": "b"}]}',
            "'x.json' has half of a character, written as \\ud8…: no text holds it.",
        ),
        ("[" * 100_000, "'x.json' is nested too deeply to be a map."),
        ("", "'x.json' is empty, not JSON."),
        (
            "[]",
            "'x.json' is not a causal map that is known: it has no keys.",
        ),
    ],
    ids=lambda value: str(value)[-60:],
)
def test_mistakes_are_told_with_their_path(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path, text, "x.json").startswith(message)


def test_a_format_that_is_asked_for_says_what_it_lacks(tmp_path: Path) -> None:
    assert refused(tmp_path, '{"relationship": []}', "x.json", format="sd-ai") == (
        "'x.json' is not the JSON of sd-ai: it has no key 'relationships' or 'model'. "
        "Did you mean 'relationships'?"
    )


def test_saving_tells_what_the_format_does_not_hold(tmp_path: Path) -> None:
    farm = cn.CausalMap(
        "farm",
        [cn.Link("rain", "harvest", "+", source="Amina", quote="We eat.", note="Clear.")],
        sources=[cn.Source("Amina", title="A talk with Amina")],
    )

    with pytest.warns(cn.errors.LossWarning) as caught:
        cn.save(farm, tmp_path / "farm.json", format="sd-ai")

    [warning] = caught
    assert str(warning.message) == (
        "'farm.json' holds the map without 1 source, the source of 1 link and the quote of 1 link."
    )
    again = cn.load(tmp_path / "farm.json")
    assert isinstance(again, cn.CausalMap)
    assert again.links == (cn.Link("rain", "harvest", "+", note="Clear."),)


def test_a_relationship_of_something_that_is_no_variable_is_told(tmp_path: Path) -> None:
    names = [{"name": "Births"}, {"name": "Population"}]
    ends = [("Births", "Population"), ("Population", "Birth"), ("population", "Births")]
    relationships = [{"from": a, "to": b, "polarity": "+"} for a, b in ends]

    held = loaded(
        tmp_path, json.dumps({"variables": names, "relationships": relationships}), "x.json"
    )
    older = loaded(tmp_path, json.dumps({"relationships": relationships}), "y.json")

    told = "Named in relationships and not among the variables: 'Birth'."
    assert told in held.reading.understood
    assert not any("among the variables" in sentence for sentence in older.reading.understood)
