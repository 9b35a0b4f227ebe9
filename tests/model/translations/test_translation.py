"""A translation is held against its model: every mistake is told, with the name that is meant."""

from __future__ import annotations

from typing import Any

import pytest

import causalnet as cn


@pytest.fixture(scope="module")
def lawn() -> cn.CausalModel:
    return cn.CausalModel(
        "lawn",
        [
            cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2], note="Twenty years.")),
            cn.Variable("wet", ["no", "yes"], means="Is it wet?", meanings=["dry", "soaked"]),
        ],
        [cn.Influence("rain", "wet", "+", strength=2, note="Water falls.")],
        sources=[cn.Source("memo")],
        evidence=[cn.Evidence(["wet"], "for", "Dew.", source="memo")] * 2,
    )


@pytest.mark.parametrize(
    ("texts", "messages"),
    [
        (
            {"variable": {}},
            [
                ": Unknown key 'variable'; the keys are title, description, period, today, sources, variables, claims, "
                "rivals, proposals, actors, decisions, utilities, graph, evidence, influences, modifiers, absences. Did "
                "you mean 'variables'?"
            ],
        ),
        (
            {"variables": {"rian": {"label": "雨"}}},
            [
                ".variables.rian: No variable 'rian'; the variables are rain, wet. Did you mean 'rain'?"
            ],
        ),
        (
            {"variables": {"rain": {"lable": "雨"}}},
            [
                ".variables.rain: Unknown text 'lable'; what is translated is label, state_labels, means, meanings, "
                "baseline.note, note. Did you mean 'label'?"
            ],
        ),
        (
            {"variables": {"rain": {"state_labels": {"no": "なし", "yse": "あり"}}}},
            [
                ".variables.rain.state_labels: No state 'yse' of 'rain'; its states are no, yes. "
                "Did you mean 'yes'?"
            ],
        ),
        (
            {"variables": {"rain": {"state_labels": {"no": "なし"}}}},
            [".variables.rain.state_labels has no text for yes. Write one for each state."],
        ),
        (
            {"variables": {"rain": {"state_labels": ["なし"], "label": 3, "means": "降水"}}},
            [
                ".variables.rain.state_labels holds 1 text for 2 states.",
                ".variables.rain.label must be a string, not 3.",
                ".variables.rain translates 'means', of which the model has none in its own language. Write it in the "
                "model first, or leave it out.",
            ],
        ),
        (
            {"variables": {"wet": {"label": " ", "meanings": ["x", ""], "state_labels": "なし"}}},
            [
                ".variables.wet.label is empty. Write the text, or leave it out.",
                ".variables.wet.meanings must have a text for each state.",
                ".variables.wet.state_labels must be a list of strings, one for each state, not 'なし'.",
            ],
        ),
        (
            {"graph": {"influences": [{"cause": "rain", "effect": "wte", "note": "雨は濡らす。"}]}},
            [
                ", influence 1: No influence 'rain → wte'; the influences are rain → wet. "
                "Did you mean 'rain → wet'?"
            ],
        ),
        (
            {"graph": {"influences": [{"note": "雨は濡らす。"}]}, "evidence": {"memo": "露"}},
            [
                ", influence 1 must name its cause and effect.",
                ".evidence must be a list of tables, not {'memo': '露'}.",
            ],
        ),
        (
            {"evidence": [{"source": "memo", "bears_on": ["rain"], "text": "露"}]},
            [
                ", evidence 1: No piece of evidence 'memo on rain'; the pieces of evidence are memo on wet, "
                "memo on wet (2)."
            ],
        ),
        ({"variables": ["雨"]}, [".variables must be a table for each variable, not ['雨']."]),
    ],
)
def test_what_does_not_fit_is_told(lawn: cn.CausalModel, texts: Any, messages: list[str]) -> None:
    with pytest.raises(cn.errors.ModelError) as caught:
        lawn.translating("ja", texts)

    assert [str(m) for m in caught.value.mistakes] == [f"translations.ja{m}" for m in messages]


def test_everything_that_fits_is_read(lawn: cn.CausalModel) -> None:
    japanese = lawn.translating(
        "ja",
        {
            "title": "芝生",
            "variables": {
                "rain": {
                    "label": "雨",
                    "state_labels": {"yes": "あり", "no": "なし"},
                    "baseline": {"note": "二十年分。"},
                },
                "wet": {"label": "濡れ", "means": "濡れているか", "meanings": ["乾き", "ずぶ濡れ"]},
            },
            "graph": {"influences": [{"cause": "rain", "effect": "wet", "note": "水が落ちる。"}]},
            "sources": {"memo": {}},
            "evidence": [
                {"source": "memo", "bears_on": ["wet"], "text": "露。"},
                {"source": "memo", "bears_on": ["wet"], "text": "再び露。"},
            ],
        },
    ).in_language("ja")

    rain, wet = japanese.variables.values()
    assert (rain.label, *rain.shown_states) == ("雨", "なし", "あり")
    assert isinstance(rain.baseline, cn.Baseline)
    assert rain.baseline.note == "二十年分。"
    assert (wet.means, *wet.meanings) == ("濡れているか", "乾き", "ずぶ濡れ")
    assert japanese.influences[0].note == "水が落ちる。"
    assert [e.text for e in japanese.evidence] == ["露。", "再び露。"]
    assert japanese.untranslated("en") == ("variables.wet.state_labels",)
