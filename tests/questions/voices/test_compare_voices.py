"""A conclusion as each group of voices gives it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import causalnet as cn
from causalnet.model.mentions import mentions
from tests.model.test_heard import villages
from tests.toys import village

FALLS = cn.Conclusion("price", "falls", under=cn.do(rain="high"))


@settings(max_examples=20)
@given(villages())
def test_a_row_is_what_the_signs_say_of_what_the_group_says(model: cn.CausalModel) -> None:
    rises = cn.Conclusion("price", "rises", under=cn.do(rain="high"), versus=cn.do(rain="low"))
    found = cn.compare_voices(model, rises, by="district")

    assert list(found) == ["everyone", "north", "south"]
    for name, verdict in found.items():
        heard = model if name == "everyone" else model.heard(groups={"district": name})
        alone = cn.by_signs(heard, rises)
        own = {i.name: mentions(heard, i).supporting for i in heard.influences}
        assert (verdict.status, verdict.path) == (alone.status, alone.path)
        assert verdict.influences == len(alone.used)
        assert verdict.said == sum(bool(own[name].citations) for name in alone.used)
        sayers = {c.source for name in alone.used for c in own[name].citations}
        assert {c.source for c in verdict.carried.citations} == sayers
        # In these villages only two sources rest on one another's ground, and both are in the south.
        together = len(sayers & {"chaltu", "dawit", "report"})
        assert len(verdict.carried.independent) == len(sayers) - max(0, together - 1)


def test_groups_stand_side_by_side() -> None:
    model = village().adding(
        cn.Influence("rain", "price", "+", 1.0, claims=["dear"]),
        cn.Claim("dear", "Rain makes roads bad and food dear.", "bekele"),
    )

    found = cn.compare_voices(model, FALLS, by="district")

    assert str(found).splitlines() == [
        "On whether setting rain to high lowers price, by the signs of what each says:",
        "it is undetermined for everyone and north; it follows for south.",
        "district  sources  by signs      carried by  citations    said",
        "everyone        5  undetermined           3          5  2 of 3",
        "north           2  undetermined           2          3  2 of 3",
        "south           1  follows                1          1  1 of 2",
        "Sources: those heard. Carried by: the independent sources, among them, that",
        "speak for an influence between what is set and the outcome. Said: the number of",
        "these influences for which one of them speaks, and the number of all.",
        "2 sources have no district, and count under everyone alone: dawit and report.",
    ]
    assert found.ungrouped == ("dawit", "report")
    assert found["south"].carried.sources == ("chaltu",)
    assert list(found.to_frame()["by signs"]) == ["undetermined", "undetermined", "follows"]


def test_a_question_of_a_survey_stands_below_its_groups() -> None:
    question = "How has the harvest changed since the last year?"
    model = village().replacing(cn.Source("amina", groups={question: "better"}))

    text = str(cn.compare_voices(model, FALLS, by=question)).splitlines()

    assert ["group", "sources"] in [line.split()[:2] for line in text]
    assert f"Groups by: {question}" in text


def test_each_source_by_itself_is_the_default() -> None:
    found = cn.compare_voices(village(), FALLS)

    assert {name: verdict.status for name, verdict in found.items()} == {
        "everyone": "follows",
        "amina": "follows",
        "bekele": "no path",
        "chaltu": "follows",
        "dawit": "follows",
        "report": "no path",
    }
    assert found.sentence == (
        "On whether setting rain to high lowers price, by the signs of what each says: it follows for everyone, "
        "amina, chaltu and dawit; there is no path for bekele and report."
    )


def test_what_nobody_says_and_how_many_must_say_it_are_chosen() -> None:
    strict = cn.compare_voices(village(), FALLS, by="role", unclaimed=False)
    often = cn.compare_voices(village(), FALLS, by="role", at_least=2)

    assert {verdict.status for name, verdict in strict.items() if name != "everyone"} == {"no path"}
    assert (often["farmer"].status, often["trader"].status) == ("follows", "no path")
    assert often["farmer"].carried.independent == ("amina", "chaltu")


def test_a_direction_that_is_not_a_change_is_told() -> None:
    weak = village().replacing(
        cn.Influence("rain", "harvest", "+", cn.interval(0, 1), claims=["rains"])
    )

    assert (
        "For everyone, north and south the signs prove that it does not go the other way"
        in " ".join(str(cn.compare_voices(weak, FALLS, by="district")).split())
    )


def test_a_table_that_would_lose_a_cause_leaves_no_model() -> None:
    ruled = cn.Variable(
        "harvest",
        ["low", "high"],
        mechanism=cn.Deterministic(
            ["rain", "seed"],
            {(r, s): r for r in ("low", "high") for s in ("low", "high")},
        ),
    )
    found = cn.compare_voices(village().replacing(ruled), FALLS)

    assert found["amina"].status == "no model"
    assert "amina: What they say alone does not make a model." in str(found)
    assert "there is no model of what is said by" in found.sentence


def test_maps_are_heard_first_and_made_into_models_then() -> None:
    farms = cn.CausalMap(
        "farms",
        [
            cn.Link("rain", "income", "+", source="amina"),
            cn.Link("rain", "income", "-", source="chaltu"),
        ],
        sources=[
            cn.Source("amina", groups={"district": "north"}),
            cn.Source("chaltu", groups={"district": "south"}),
        ],
    )
    rises = cn.Conclusion("income", "rises", under=cn.do(rain="high"))
    heard = {d: cn.scaffold(farms.heard(groups={"district": d})) for d in ("north", "south")}

    apart = cn.compare_voices(heard, rises)

    assert {name: verdict.status for name, verdict in apart.items()} == {
        "north": "follows",
        "south": "contradicted",
    }
    # A model of them all has no sign there, whoever is heard.
    whole = cn.compare_voices(cn.scaffold(farms), rises, by="district")
    assert {verdict.status for verdict in whole.values()} == {"undetermined"}


def test_in_a_map_each_voice_is_heard_with_its_own_signs() -> None:
    said = [("a", "b", "+", "x"), ("b", "c", "+", "x"), ("a", "b", "-", "y"), ("b", "c", "+", "y")]
    links = [cn.Link(cause, effect, sign, source=who) for cause, effect, sign, who in said]
    coded = cn.CausalMap("coded", [*links, cn.Link("c", "d", "+", source="z")])
    rises = cn.Conclusion("c", "rises", under=cn.do(a="high"))

    by_map = cn.compare_voices(coded, rises)
    by_model = cn.compare_voices(cn.scaffold(coded), rises)

    status = {name: verdict.status for name, verdict in by_map.items()}
    assert status == {
        "everyone": "undetermined",
        "x": "follows",
        "y": "contradicted",
        "z": "no path",
    }
    assert by_model["x"].status == "undetermined"
    told = (
        "a → b has no sign in the model, whoever is heard, since the voices disagree on\nit. Ask the causal map instead of "
        "its model, and each voice is heard with its\nown sign."
    )
    assert told in str(by_model)
    assert "has no sign" not in str(by_map)


def test_the_same_links_of_a_map_act_later_for_every_voice() -> None:
    said = [("a", "b", "x"), ("b", "a", "y"), ("b", "a", "x"), ("b", "c", "y")]
    coded = cn.CausalMap("coded", [cn.Link(c, e, "+", source=who) for c, e, who in said])
    rises = cn.Conclusion("a", "rises", under=cn.do(b="high"))

    with pytest.raises(cn.errors.QuestionError, match='write feedback="lag"'):
        cn.compare_voices(coded, rises)
    found = cn.compare_voices(coded, rises, feedback="lag")
    # Fewer people say that a raises b, so that link waits; for y, who does not say it, nothing else does.
    assert {verdict.status for verdict in found.values()} == {"follows"}
    with pytest.raises(cn.errors.QuestionError, match="Leave feedback= out"):
        cn.compare_voices(village(), FALLS, feedback="lag")


def test_many_voices_are_counted_in_the_sentence_and_the_sheet() -> None:
    found = cn.compare_voices(
        cn.load("japan_software"),
        cn.Conclusion(
            "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
        ),
    )
    text = str(found)

    assert "it follows for everyone and article; there is no path for mic2021" in found.sentence
    assert "and 22 more" in found.sentence
    assert "and 9 more; to_frame() has all of them." in text
    assert len(found.to_frame()) == 29


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: cn.compare_voices(village(), FALLS, by="distrikt"),
            "No grouping 'distrikt'; the groupings are district, role. Did you mean 'district'?",
        ),
        (
            lambda: cn.compare_voices(village(), FALLS, by="district")["nroth"],
            "No district 'nroth'; the districts are everyone, north, south. Did you mean 'north'?",
        ),
        (
            lambda: cn.compare_voices({"all": village()}, FALLS, by="district"),
            "Models that are given by name are taken as they are. Leave by=, at_least= and unclaimed= out.",
        ),
        (
            lambda: cn.compare_voices(village().adding(cn.Source("everyone")), FALLS),
            "A source goes by the name 'everyone', which stands for all of them. Rename it.",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(ask: object, message: str) -> None:
    with pytest.raises(cn.errors.CausalnetError) as caught:
        ask()

    assert message in str(caught.value)
