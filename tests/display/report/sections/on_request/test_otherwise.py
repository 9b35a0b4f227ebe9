"""The chapter on what would have been: the sentences that the verbs print, and nothing where nothing is observed."""

import pytest

import causalnet as cn
from causalnet.display.report.sections.on_request.otherwise import OTHERWISE
from tests.display.report.asking import asking

LAWN = cn.load("lawn")
DRY = cn.Conclusion("wet", "falls", under=cn.do(rain="no"))
WET = {"wet": "yes"}


def otherwise(model, named, observed):
    return OTHERWISE.chapters(asking(model, named, observed=observed))


def chapter(model=LAWN, observed=WET, **named):
    (found,) = otherwise(model, named or {"no rain": DRY}, observed)
    return found


def words(text):
    return asking(LAWN, {"no rain": DRY}).wording.text(text)


def titles(found):
    return [table.caption for block in found.blocks for table in block.tables]


@pytest.mark.parametrize("observed", [None, {}])
def test_nothing_is_observed_by_default(observed):
    assert [*otherwise(LAWN, {"no rain": DRY}, observed)] == []
    assert [*otherwise(LAWN, {}, WET)] == []


def test_by_default_what_the_model_knows_is_observed():
    monday = LAWN.for_case("last Monday", WET)
    found = chapter(monday, None)
    asked = cn.counterfactual(monday, "wet", under=cn.do(rain="no"))
    assert titles(found) == [words(asked.sentence)]
    assert asked.sentence.startswith("In the cases with all that is known of last Monday,")
    (table,) = found.blocks[0].tables
    assert "Observed, as is known of last Monday: wet grass is yes." in table.notes
    assert [*otherwise(monday, {"no rain": DRY}, {})] == []


def test_each_conclusion_tells_what_would_have_been():
    found = chapter()
    asked = cn.counterfactual(LAWN, "wet", under=cn.do(rain="no"), observed=WET)
    assert titles(found) == [words(asked.sentence)]
    assert "29.6% to 42.2% of them, however luck carries over" in asked.sentence
    (block,) = found.blocks
    assert block.heading == "no rain"
    (chart,) = block.pictures
    assert chart.held.startswith("<svg")
    assert chart.caption == "no rain: the range over all couplings, and the named ones in it"


def test_where_what_is_set_was_observed_it_says_whether_that_is_to_blame():
    found = chapter(observed={**WET, "rain": "yes"})
    seen = {**WET, "rain": "yes"}
    arms = {"under": cn.do(rain="yes"), "versus": cn.do(rain="no")}
    blamed = cn.causation(LAWN, ("wet", "yes"), **arms, observed=seen)
    assert titles(found)[-1] == words(blamed.sentence)
    # What is observed counts, and not what the model knows of another case.
    monday = LAWN.for_case("last Monday", {"sprinkler": "on"})
    assert titles(chapter(monday, seen)) == titles(found)
    assert len(titles(found)) == 2


@pytest.mark.parametrize(
    ("observed", "under"),
    [
        ({"wet": "yes", "rain": {"no", "yes"}}, cn.do(rain="no")),
        ({"wet": "yes", "rain": "no"}, cn.do(rain="no")),
        ({"rain": "yes"}, cn.do(rain="no")),
        ({"wet": "yes", "rain": "yes"}, cn.do(rain="no", sprinkler="off")),
        ({"wet": "yes", "rain": "yes"}, cn.do(rain=cn.shift(-1))),
        ({"wet": "yes", "rain": "yes"}, cn.do(cn.cut("sprinkler", "wet"), rain="no")),
    ],
)
def test_nothing_is_to_blame_that_was_not_observed_or_would_not_have_differed(observed, under):
    found = chapter(observed=observed, other=cn.Conclusion("wet", "falls", under=under))
    assert len(titles(found)) == 1


def test_what_no_path_reaches_is_a_sentence():
    found = chapter(other=cn.Conclusion("rain", "falls", under=cn.do(sprinkler="off")))
    (block,) = found.blocks
    assert block.tables == ()
    assert "would have left rain as it was: " in block.texts[0]


def test_conclusions_that_ask_the_same_are_told_once_and_those_that_set_nothing_not_at_all():
    rare = cn.Conclusion(
        "wet", "stays below", at_least="yes", threshold=0.5, under=cn.do(rain="no")
    )
    today = cn.Conclusion("wet", "stays below", at_least="yes", threshold=0.5)
    found = chapter(dry=DRY, today=today, rare=rare)
    assert [block.heading for block in found.blocks if block.heading] == ["dry; rare"]
    assert [*otherwise(LAWN, {"today": today}, WET)] == []


def test_a_conclusion_about_what_is_observed_in_both_arms_is_left_out():
    given = cn.Conclusion("wet", "falls", under=cn.do(rain="no"), given={"sprinkler": "on"})
    (block,) = chapter(other=given).blocks
    assert block.texts == (
        "Left out: the conclusion itself is about what is observed in both arms.",
    )


def test_a_conclusion_that_compares_with_what_was_not_so_leaves_the_others_in_place():
    drier = cn.Conclusion("wet", "falls", under=cn.do(rain="no"), versus=cn.do(rain="yes"))
    seen = {"wet": "yes", "sprinkler": "on", "rain": "no"}
    left, dry = chapter(LAWN, seen, drier=drier, on=DRY).blocks[:2]
    assert left.heading == "drier"
    assert left.texts == (
        "Left out: what is observed has probability zero with setting rain to yes, with which the conclusion compares.",
    )
    assert dry.heading == "on"
    assert dry.tables


def test_a_case_that_cannot_be_is_an_error_before_anything_else_is_computed(tmp_path):
    model = cn.CausalModel(
        "lawn",
        [
            cn.Variable("rain", ["no", "yes"], cn.Baseline([1, 0])),
            cn.Variable("wet", ["no", "yes"], roles=["outcome"]),
        ],
        [cn.Influence("rain", "wet", "+", 1.0)],
    )
    path = tmp_path / "lawn.html"
    with pytest.raises(cn.errors.ImpossibleEvidenceError, match='observed rain="yes"'):
        cn.report(model, path, conclusions={"no rain": DRY}, draws=20, observed={"rain": "yes"})
    assert not path.exists()


def test_the_report_has_the_chapter_after_its_verdicts(tmp_path):
    path = tmp_path / "lawn.html"
    cn.report(LAWN, path, outcome="wet", conclusions={"no rain": DRY}, draws=20, observed=WET)
    text = path.read_text(encoding="utf-8")
    assert text.index('id="verdicts"') < text.index('id="otherwise"') < text.index('id="claims"')
    assert 'href="#otherwise"' in text


def test_what_the_report_observes_stands_in_place_of_what_the_model_knows():
    monday = LAWN.for_case("last Monday", {"wet": "no", "rain": "no"})
    found = chapter(monday, {**WET, "rain": "yes"})
    assert titles(found) == titles(chapter(observed={**WET, "rain": "yes"}))
