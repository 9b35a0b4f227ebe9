"""Who says so: held against models without the claims, and against small arguments that can be read by eye."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from tests.questions.witnesses.cases import argument, two_ways

VOICES = ["ann", "bo", "cy"]


def asked(model, **more):
    return cn.witnesses(model, "y", cause="x", **more)


def test_without_what_the_essay_alone_says_no_path_is_left_in_the_japan_model():
    japan = cn.load("japan_software")
    shallow = cn.do(multi_layer_outsourcing="shallow")
    found = cn.witnesses(japan, cn.Conclusion("software_competitiveness", "rises", under=shallow))

    assert found.sentence == (
        "Everything that leads from multi-layer outsourcing to software competitiveness rests on one source (article): "
        "without what it alone says, no path is left."
    )
    assert found.without_sources.sets == (("article",),)
    assert [*found.threads] == ["article"]
    # What the article alone says is what no other source says: without it nothing is left.
    alone = [c.name for c in found.carriers if c.sources == ("article",)]
    question = cn.Conclusion("software_competitiveness", "rises", under=shallow)
    assert cn.by_signs(japan.rejecting(*alone), question).status == "no path"
    assert cn.by_signs(japan, question).status == "follows"


def test_the_article_carries_every_proposal_of_the_japan_model():
    japan = cn.load("japan_software")
    found = {
        name: cn.witnesses(japan, "software_competitiveness", under=intervention)
        for name, intervention in japan.interventions.items()
    }
    reaching = {name: each for name, each in found.items() if each.carriers}

    assert len(reaching) == 20
    assert {w.without_sources.sets for w in reaching.values()} == {(("article",),)}


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_the_fewest_claims_are_those_whose_rejection_leaves_signs_no_path(data):
    pairs = ["x → a", "a → y", "x → b", "b → y"]
    said = {p: data.draw(st.lists(st.sampled_from(VOICES), unique=True, max_size=2)) for p in pairs}
    model = argument(said)
    question = cn.Conclusion("y", "rises", under=cn.do(x="high"))
    found = cn.witnesses(model, question).without_claims

    def falls(names):
        return cn.by_signs(model.rejecting(*names), question).path == "no path"

    if found.least is None:
        assert not falls(model.claims)
        return
    assert [s for s in combinations(sorted(model.claims), found.least) if falls(s)] == [*found.sets]
    assert not any(falls(s) for s in combinations(model.claims, max(found.least - 1, 0)))


@pytest.mark.parametrize(
    ("model", "sentence", "rests_on"),
    [
        (
            two_ways(xa="ann", ay="ann", xb="ann", by="ann bo"),
            "Everything that leads from x to y rests on one source (ann): without what it alone says, no path is left.",
            "One source, ann, carries it: without it no path is left. No other source is needed for a whole way.",
        ),
        (
            two_ways(xa="ann", ay="bo", xb="ann", by="bo"),
            "Everything that leads from x to y rests on one source (ann or bo): without what it alone says, no path is left.",
            "Each of 2 sources carries it: without any one of them no path is left (ann or bo). "
            "No one source tells a whole way; 2 do together: ann and bo.",
        ),
        (
            two_ways(xa="ann", ay="ann", xb="bo", by="cy"),
            "What leads from x to y rests on 2 sources (ann and bo; or ann and cy): without what they alone say, no path is left.",
            "No path is left without 2 sources together: ann and bo; or ann and cy. "
            "One source tells a whole way: ann.",
        ),
        (
            two_ways(xa="ann", ay="ann", xb="", by=""),
            "Even without every source a path is left from x to y: it leads along what nobody states.",
            "Without any source a path is still left, along influences that nobody states. "
            "One source tells a whole way: ann.",
        ),
        (
            two_ways(xa="ann", ay="", xb="", by="bo"),
            "What leads from x to y rests on 2 sources (ann and bo): without what they alone say, no path is left.",
            "No path is left without 2 sources together: ann and bo. "
            "Nobody tells a whole way: no source states a → y.",
        ),
        (
            two_ways(xa="", ay="", xb="", by=""),
            "Nobody states any of the influences from x to y.",
            "No source states any of the influences that carry it.",
        ),
    ],
)
def test_the_sentence_says_whose_word_it_is(model, sentence, rests_on):
    found = asked(model)

    assert found.sentence == sentence
    assert found.rests_on == rests_on


def test_where_no_influence_carries_it_the_sentence_says_why():
    found = cn.witnesses(two_ways(xa="ann", ay="ann", xb="ann", by="ann"), "x", cause="y")

    assert found.sentence == "X does not change: nothing that is set leads to it."
    assert found.rests_on == ""
    assert len(found.sheets()) == 1
    assert found.to_frame().empty


def test_it_says_by_how_much_two_factors_are_joined():
    found = asked(two_ways(xa="ann", ay="ann bo", xb="bo", by="bo cy"))

    assert found.citations == 6
    assert found.sources == ("ann", "bo", "cy")
    assert (found.disjoint.by_influence, found.disjoint.by_variable) == (2, 2)
    assert found.threads == {"ann": ("x → a", "a → y"), "bo": ("x → b", "b → y")}
    assert "joined by   6 citations of 3 sources along 4 influences." in str(found)
    assert "2 disjoint paths: no two share an influence, and 2 share no" in str(found)
    assert "2 sources each tell a whole way: ann and bo." in str(found)


def test_a_source_that_rests_on_another_is_no_voice_of_its_own():
    sources = [cn.Source("report"), cn.Source("paper", rests_on=["report"])]
    found = asked(argument({"x → y": ["report", "paper"]}, sources=sources))

    assert len(found["x → y"].sources) == 2
    assert found["x -> y"].independent == 1
    assert found.best_heard.width == 1


def test_evidence_speaks_for_and_against():
    speaking = [
        cn.Evidence(["x-y ann"], "for", "Seen.", "bo"),
        cn.Evidence(["x-y ann"], "against", "Not seen.", "cy"),
    ]
    found = asked(argument({"x → y": ["ann"]}, evidence=speaking))
    (row,) = found.to_frame().to_dict("records")

    assert row == {
        "influence": "x → y",
        "sign": "+",
        "standing": "stated",
        "citations": 2,
        "sources": 2,
        "independent": 2,
        "against": 1,
        "said by": "ann; bo",
        "opposed by": "cy",
        "claims": "x-y ann",
    }
    assert found.without_sources.sets == (("ann", "bo"),)
    assert found.without_claims.sets == (("x-y ann",),)


def test_the_best_heard_way_is_the_widest_and_is_told_with_its_weakest_step():
    found = asked(two_ways(xa="ann bo cy", ay="ann", xb="ann bo", by="bo cy"))

    assert found.best_heard.influences == ("x → b", "b → y")
    assert "best heard  x → b → y: at its weakest step 2 independent sources." in str(found)


def test_the_way_that_each_of_the_fewest_was_found_is_told():
    text = str(asked(two_ways(xa="ann", ay="ann", xb="bo", by="cy")))

    assert "Exact, by maximum flow: influences and claims." in text
    assert "labelled cut, which is NP-hard): sources." in text.replace("\n", " ")


def test_by_a_later_period_lagged_influences_count():
    model = two_ways(xa="ann", ay="ann", xb="bo", by="bo")
    model = model.adding(cn.Influence("y", "x", "+", 1.0, lag=1))

    assert cn.witnesses(model, "x", cause="y").carriers == ()
    later = cn.witnesses(model, "x", cause="y", at=1)
    assert [c.name for c in later.carriers] == ["y → x [lag 1]"]
    assert later.sentence == "Nobody states the one influence from y to x."


def test_a_conclusion_and_its_pieces_are_one_question():
    model = two_ways(xa="ann", ay="bo", xb="ann", by="cy")
    under = cn.do(x="high")
    whole = cn.witnesses(model, cn.Conclusion("y", "rises", under=under, given={"a": "low"}))

    assert str(cn.witnesses(model, "y", under=under, given={"a": "low"})) == str(whole)
    assert str(cn.witnesses(model, "y", cause="x", given={"a": "low"})) == str(whole)
    assert [c.name for c in whole.carriers] == ["x → b", "b → y"]
    falls = cn.witnesses(model, "y", "falls", under=under, given={"a": "low"})
    assert str(falls) == str(whole)
    assert falls.conclusion.direction == "falls"


@pytest.mark.parametrize(
    ("pieces", "error", "text"),
    [
        ({"conclusion": "y"}, cn.errors.QuestionError, "Nothing is set that could move y"),
        (
            {"conclusion": "y", "cause": "x", "under": cn.do(x="low")},
            cn.errors.QuestionError,
            "either cause= or under=",
        ),
        (
            {"conclusion": cn.Conclusion("y", "rises", under=cn.do(x="low")), "at": 2},
            cn.errors.QuestionError,
            "A Conclusion says itself",
        ),
        ({"conclusion": "y", "cause": "z"}, cn.errors.UnknownNameError, "'z'"),
        ({"conclusion": "z", "cause": "x"}, cn.errors.UnknownNameError, "'z'"),
        ({"conclusion": 3, "cause": "x"}, cn.errors.ArgumentError, "conclusion"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(pieces, error, text):
    with pytest.raises(error, match=text):
        cn.witnesses(two_ways(xa="ann", ay="bo", xb="ann", by="cy"), **pieces)


def test_an_influence_that_carries_nothing_is_answered_with_those_that_do():
    with pytest.raises(cn.errors.UnknownNameError, match="x → y"):
        asked(argument({"x → y": ["ann"]}))["x → z"]


def test_lines_fit_a_page():
    japan = cn.load("japan_software")
    found = cn.witnesses(japan, "software_competitiveness", cause="multi_layer_outsourcing")
    lines = found.sheets()[0].text().splitlines()[1:]

    assert max(map(len, lines)) <= 79
    assert "maintenance share of the IT budget" in found._repr_html_()


def test_a_verdict_rests_on_its_sources():
    model = two_ways(xa="ann", ay="ann", xb="bo", by="cy")
    found = cn.verdict(model, cn.Conclusion("y", "rises", under=cn.do(x="high")), draws=20)
    frame = found.to_frame().query("part == 'rests on'")

    assert found.rests.witnesses.rests_on in " ".join(str(found).split())
    assert [*frame[frame.what == "sources"].value] == ["ann and bo", "ann and cy"]
    assert [*frame[frame.what == "tells a whole way"].value] == ["ann"]
