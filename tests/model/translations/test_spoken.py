"""A model in its languages: what changes, what stays, and what is missing."""

from __future__ import annotations

import pickle

import pytest

import causalnet as cn

JAPANESE = {
    "title": "芝生",
    "variables": {
        "rain": {"label": "雨"},
        "wet": {"label": "濡れた芝", "state_labels": ["いいえ", "はい"]},
    },
    "claims": {"c1": {"text": "雨は芝を濡らす。"}},
}


@pytest.fixture(scope="module")
def lawn() -> cn.CausalModel:
    return cn.load("lawn").translating("ja", JAPANESE)


def test_labels_change_and_numbers_stay(lawn: cn.CausalModel) -> None:
    japanese = lawn.in_language("ja")

    assert (japanese.title, japanese.language, japanese.languages) == ("芝生", "ja", ("ja", "en"))
    assert japanese.variables["wet"].label == "濡れた芝"
    assert japanese.variables["wet"].state_label("yes") == "はい"
    assert japanese.claims["c1"].text == "雨は芝を濡らす。"
    assert japanese.variables["sprinkler"].label == lawn.variables["sprinkler"].label
    sets = cn.do(rain="yes")
    assert cn.effect(japanese, "wet", under=sets).level == cn.effect(lawn, "wet", under=sets).level


def test_back_again_it_is_the_same_model(lawn: cn.CausalModel) -> None:
    japanese = lawn.in_language("ja")

    assert japanese.in_language("en") == lawn
    assert lawn.in_language("en") is lawn
    assert pickle.loads(pickle.dumps(japanese)) == japanese
    assert not cn.diff(japanese.in_language("en"), lawn)
    found = cn.diff(cn.load("lawn"), lawn)
    assert "  + Japanese: label of variable Wet grass" in str(found).splitlines()
    assert "ja: variables.wet.label" in found.to_frame()["name"].tolist()


def test_the_fingerprint_is_that_of_the_argument(lawn: cn.CausalModel) -> None:
    own = cn.load("lawn").fingerprint

    assert lawn.fingerprint == own
    assert lawn.in_language("ja").fingerprint == own
    assert lawn.replacing(cn.Variable("rain", ["no", "yes"])).fingerprint != own


def test_what_is_missing_can_be_asked_for(lawn: cn.CausalModel) -> None:
    missing = lawn.untranslated("ja")

    assert "variables.sprinkler.label" in missing
    assert "variables.wet.label" not in missing
    assert lawn.untranslated("en") == ()
    assert {*missing} < {*lawn.untranslated("fr")}


def test_a_language_without_texts_is_refused(lawn: cn.CausalModel) -> None:
    with pytest.raises(cn.errors.UnknownNameError) as caught:
        lawn.in_language("jp")
    assert str(caught.value) == (
        "No language 'jp' of 'lawn'; its languages are en, ja. Did you mean 'ja'?"
    )
    for code, message in (
        ("jp", "translations: Unknown language 'jp'. Did you mean 'ja'?"),
        ("en", "translations: The texts of the model are in 'en'."),
    ):
        with pytest.raises(cn.errors.ModelError) as wrong:
            lawn.translating(code, {"title": "芝生"})
        assert [str(m) for m in wrong.value.mistakes] == [message]


def test_variants_keep_what_they_still_have() -> None:
    japan = cn.load("japan_software")
    texts = {
        "variables": {"long_stagnation": {"label": "長い停滞"}},
        "claims": {"c18": {"text": "多重下請けは深い。"}},
        "rivals": {"long stagnation": {"label": "長期停滞"}},
    }
    spoken = japan.translating("ja", texts)

    assert spoken.in_language("ja").rivals["long stagnation"].hidden.label == "長い停滞"  # type: ignore[union-attr]
    admitted = spoken.admitting("long stagnation")
    assert admitted.in_language("ja").variables["long_stagnation"].label == "長い停滞"
    assert [*admitted.translations["ja"]] == [
        ("variables", "long_stagnation", "label"),
        ("claims", "c18", "text"),
    ]
    assert "c18" not in str(spoken.rejecting("c18").translations)


def test_other_names_keep_their_translations(lawn: cn.CausalModel) -> None:
    from causalnet.model.accounts.renaming import NewNames

    renamed = NewNames(variables={"wet": "grass"}, claims={"c1": "k1"}).of(lawn).in_language("ja")

    assert renamed.variables["grass"].label == "濡れた芝"
    assert renamed.claims["k1"].text == "雨は芝を濡らす。"


def test_an_account_that_is_merged_brings_its_translations(lawn: cn.CausalModel) -> None:
    own = {"variables": {"rain": {"label": "降雨"}, "sprinkler": {"label": "スプリンクラー"}}}
    other = cn.load("lawn").translating("ja", own)

    merged = cn.merge(lawn, other).in_language("ja")

    assert merged.variables["rain"].label == "雨"
    assert merged.variables["sprinkler"].label == "スプリンクラー"
