"""ModelLabels: what readers see in place of the names of variables, states and proposals."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.display.explorer.contents import contents_of
from causalnet.language.translate import speaking
from causalnet.network.labels import ModelLabels, in_spoken_language


@pytest.fixture(scope="module")
def roads() -> cn.CausalModel:
    return cn.CausalModel(
        "roads",
        [
            cn.Variable(
                "tolls", ["no", "yes"], cn.Baseline([0.7, 0.3]), state_labels=["free", "有料"]
            ),
            cn.Variable(
                "jams", ["low", "high"], label="渋滞", state_labels=["ほとんどない", "ひどい"]
            ),
        ],
        [cn.Influence("tolls", "jams", "-", strength=2)],
        proposals=[cn.Proposal("charge", cn.do(tolls="yes"), label="通行料を取る")],
        actors=[cn.Actor("city", ["tolls"], label="市")],
    )


def test_labels_of_a_model_and_names_of_anything_else(roads: cn.CausalModel) -> None:
    labels = ModelLabels(roads)

    assert labels.variable("jams") == "渋滞"
    assert labels.states("jams", ["low", "high"]) == ["ほとんどない", "ひどい"]
    assert (
        labels.finding("jams", frozenset({"high", "low"}), ["low", "high"])
        == "ほとんどない or ひどい"
    )
    assert labels.finding("jams", cn.likelihood({"low": 1, "high": 3}), ["low", "high"]) == (
        "uncertain, with the likelihoods ほとんどない 1, ひどい 3"
    )
    assert labels.proposal(cn.do(tolls="yes")) == "通行料を取る"
    assert labels.proposal(cn.do(tolls="no")) == ""
    assert labels.state("jams", "unheard of") == "unheard of"
    assert ModelLabels(cn.load("asia")).variable("dysp") == "dysp"


def test_pictures_charts_and_pages_show_them(roads: cn.CausalModel) -> None:
    picture = cn.draw(roads, under=cn.do(tolls="yes")).svg
    assert "ほとんどない" in picture
    assert ">high<" not in picture

    effect = cn.plot(cn.effect(roads, "jams", under=cn.do(tolls="yes"))).axes[0]
    assert [t.get_text() for t in effect.get_yticklabels()] == ["ひどい", "ほとんどない"]
    bars = cn.plot(cn.query(roads, "jams")).axes[0]
    assert [t.get_text() for t in bars.get_yticklabels()] == ["ひどい", "ほとんどない"]
    course = cn.plot(cn.trajectory(roads, "jams", under=cn.do(tolls="yes"), periods=1)).axes[0]
    assert "0 ほとんどない, 1 ひどい" in course.get_xlabel()

    values = contents_of(roads).values
    (charge,) = values["proposals"]  # type: ignore[misc]
    assert (charge["name"], charge["label"]) == ("charge", "通行料を取る")
    assert [v["states"] for v in values["variables"]] == [
        ("free", "有料"),
        ("ほとんどない", "ひどい"),
    ]  # type: ignore[attr-defined]


@pytest.mark.parametrize("suffix", [".toml", ".xlsx", ".graphml"])
def test_files_keep_them(roads: cn.CausalModel, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"roads{suffix}"
    cn.save(roads, file)
    assert cn.load(file) == roads


def test_a_label_that_is_the_name_does_not_change_the_fingerprint(roads: cn.CausalModel) -> None:
    bare = roads.replacing(cn.Proposal("charge", cn.do(tolls="yes")))
    same = roads.replacing(cn.Proposal("charge", cn.do(tolls="yes"), label="charge"))

    assert bare == same
    assert bare.fingerprint == same.fingerprint != roads.fingerprint
    assert cn.load("lawn").fingerprint == "0b4111d65263"


def test_labels_are_in_the_language_that_is_spoken() -> None:
    japan = cn.load("japan_software")
    answer = cn.query(japan, "multi_layer_outsourcing")

    with speaking("ja"):
        labels = ModelLabels(japan)
        assert labels.variable("multi_layer_outsourcing") == "多重下請け構造"
        assert labels.state("multi_layer_outsourcing", "shallow") == "浅い（1次まで）"
        assert (
            labels.proposal(cn.do(multi_layer_outsourcing="shallow")) == "多重下請け構造を解消する"
        )
        assert in_spoken_language(japan) is in_spoken_language(japan)
        assert in_spoken_language(cn.load("lawn")) == cn.load("lawn")
        shown = [t.get_text() for t in cn.plot(answer).axes[0].get_yticklabels()][::-1]
    assert shown == ["浅い（1次まで）", "2次まで", "深い（3次以降）"]
    assert ModelLabels(japan).variable("multi_layer_outsourcing") == "Multi-layer outsourcing"
    # A model that was asked for goes on to speak its language, and one that was written in another speaks the page's.
    japanese = japan.in_language("ja")
    assert ModelLabels(japanese).variable("multi_layer_outsourcing") == "多重下請け構造"


def test_what_a_graph_leaves_out_of_other_languages_is_said(tmp_path: Path) -> None:
    lawn = cn.load("lawn").translating("ja", {"title": "芝生"})
    with pytest.warns(cn.errors.LossWarning, match="1 proposal and the texts in 'ja'"):
        cn.save(lawn, tmp_path / "lawn.mmd")


def test_a_model_written_in_japanese_speaks_the_language_of_the_page() -> None:
    toll = cn.Variable("toll", ["no", "yes"], label="通行料")
    english = {"variables": {"toll": {"label": "Road toll"}}}
    roads = cn.CausalModel("roads", [toll], language="ja", translations={"en": english})

    assert ModelLabels(roads).variable("toll") == "Road toll"
    with speaking("ja"):
        assert ModelLabels(roads).variable("toll") == "通行料"
    assert ModelLabels(roads.in_language("en").in_language("ja")).variable("toll") == "Road toll"
