"""What would have come of the case observed, on the page: the numbers of `counterfactual`, by proposal."""

import json
import re

import pytest

import causalnet as cn
from causalnet.display.explorer.otherwise import otherwise_of
from tests.axe import violations

NO_RAIN = cn.Proposal("no rain", cn.do(rain="no"))
OFF = cn.Proposal("no sprinkler", cn.do(sprinkler="off"))
LAWN = cn.load("lawn").adding(NO_RAIN, OFF)
WET = {"wet": "yes"}


def answers(model=LAWN, observed=WET):
    return otherwise_of(model, observed)["answers"]


@pytest.mark.parametrize("observed", [None, {}])
def test_nothing_is_observed_by_default(observed):
    assert otherwise_of(LAWN, observed) is None


def test_by_default_what_the_model_knows_is_observed(shown, tmp_path):
    monday = LAWN.for_case("last Monday", WET)
    known = otherwise_of(monday, None)
    assert known["of"] == "last Monday"
    assert known["answers"] == answers()
    assert otherwise_of(monday, {}) is None
    page = shown(cn.explore(monday, tmp_path / "lawn.html"))
    told = page.page.inner_text("#otherwise")
    assert (
        "In the cases in which wet grass is yes, as is known of last Monday, had a proposal" in told
    )
    # Who asks for nothing is not told what is missing.
    bare = cn.CausalModel("bare", [cn.Variable("wet", ["no", "yes"])], known=WET)
    assert otherwise_of(bare, None) is None


def test_each_proposal_has_the_answer_of_the_verb():
    found = {answer["proposal"]: answer for answer in answers()}
    for name, proposal in {"no rain": NO_RAIN, "no sprinkler": OFF}.items():
        asked = cn.counterfactual(LAWN, "wet", under=proposal.intervention, observed=WET)
        (sheet,) = asked.sheets()
        assert found[name]["header"] == [*sheet.header]
        assert found[name]["rows"] == [list(row) for row in sheet.rows]
    assert found["no rain"]["short"] == '"no" in 29.6% to 42.2%'
    assert found["no rain"]["notes"][0].startswith("Any coupling: the least and the most")


def test_the_cases_are_told_by_labels():
    model = LAWN.replacing(cn.Variable("rain", ["no", "yes"], label="Rain last night"))
    seen = {"wet": "yes", "rain": {"no", "yes"}}
    assert otherwise_of(model, seen)["cases"] == "wet grass is yes and rain last night is no or yes"


def test_where_nothing_is_needed_twice_one_share_is_told():
    rain = next(a for a in answers(observed={"rain": "yes"}) if a["proposal"] == "no rain")
    change = cn.counterfactual(LAWN, "wet", under=NO_RAIN.intervention, observed={"rain": "yes"})
    assert change.agreed
    assert rain["short"] == f"expected level {change.least:.3f}"
    assert rain["notes"] == ["No variable is needed in both worlds: every coupling agrees."]


def test_what_no_path_reaches_has_no_table():
    model = LAWN.replacing(cn.Variable("rain", ["no", "yes"], roles=["outcome"]))
    found = {answer["proposal"]: answer for answer in answers(model, {"rain": "yes"})}
    assert found["no sprinkler"]["rows"] == []
    assert found["no sprinkler"]["short"] == "as it was: nothing that it sets leads there"


def test_what_only_a_later_period_reaches_is_said_so():
    habit = cn.load("habit").adding(cn.Proposal("quit", cn.do(smoking="no")))
    model = habit.replacing(cn.Variable("price", ["low", "high"], roles=["outcome"])).adding(
        cn.Influence("smoking", "price", "+", 1.0, lag=1)
    )
    (found,) = (a for a in answers(model, {"price": "low"}) if a["proposal"] == "quit")
    assert found["short"] == "as it was: it acts only in later periods"


@pytest.mark.parametrize(
    "model", [cn.CausalModel("bare", [cn.Variable("wet", ["no", "yes"])]), cn.compile_model(LAWN)]
)
def test_without_proposals_it_says_what_to_ask(model, tmp_path):
    path = tmp_path / "lawn.html"
    with pytest.raises(cn.errors.QuestionError, match="there are no proposals"):
        cn.explore(model, path, observed=WET)
    assert not path.exists()


def test_a_later_period_is_refused():
    with pytest.raises(cn.errors.QuestionError, match="shows the present period"):
        otherwise_of(LAWN, {1: WET})


def test_a_case_that_cannot_be_is_an_error():
    with pytest.raises(cn.errors.UnknownNameError, match="wett"):
        otherwise_of(LAWN, {"wett": "yes"})


def test_the_page_carries_it(tmp_path):
    page = cn.explore(LAWN, tmp_path / "lawn.html", observed=WET).read_text(encoding="utf-8")
    body = re.search(r'<script type="application/json" id="model">(.*?)</script>', page).group(1)
    assert json.loads(body)["otherwise"] == otherwise_of(LAWN, WET)


def test_it_shows_the_outcome_that_is_followed(shown, tmp_path):
    page = shown(cn.explore(LAWN, tmp_path / "lawn.html", observed=WET))
    section = page.page.locator("#otherwise")
    assert (
        "In the cases in which wet grass is yes, had a proposal been carried out."
        in section.inner_text()
    )
    one = section.locator("details.had", has_text="no rain")
    assert not one.locator("table").is_visible()
    one.locator("summary").click()
    assert "as it was" in one.locator("table").inner_text()
    assert page.page.locator("details.had:visible").count() == 3
    page.page.select_option("#outcome", label="Rain")
    page.numbers()
    assert page.page.locator("details.had:visible").count() == 0
    assert "Worked out for Wet grass only." in section.inner_text()


def test_what_the_page_opens_on_is_asked_about_too():
    dry = cn.do(rain="no", sprinkler="off")
    proposals = [p.label for p in LAWN.proposals.values()]
    asked = [a["proposal"] for a in otherwise_of(LAWN, WET, dry)["answers"]]
    assert asked == [*proposals, "setting rain to no and sprinkler to off"]
    assert [
        a["proposal"] for a in otherwise_of(LAWN, WET, NO_RAIN.intervention)["answers"]
    ] == proposals
    # What is set in a later period only is no part of the present.
    assert [a["proposal"] for a in otherwise_of(LAWN, WET, dry.since(1))["answers"]] == proposals


def test_what_is_observed_on_the_page_is_answered_there(shown, tmp_path):
    page = shown(cn.explore(LAWN, tmp_path / "lawn.html"))
    section = page.page.locator("#otherwise")
    assert section.is_hidden()
    page.visit("see=wet%3Dyes&do=rain%3Dno&do=sprinkler%3Doff")
    section.locator("#otherwise-here .had").nth(3).wait_for()
    told = section.inner_text()
    assert "In the cases in which wet grass is yes, had a proposal been carried out" in told
    assert section.locator(".had").first.inner_text().startswith("Setting rain to no and sprinkler")
    # The page does not read the signs. Here they would not narrow the range.
    found = {answer["proposal"]: answer for answer in answers()}
    for label in ("no rain", "no sprinkler"):
        one = section.locator("details.had:visible", has_text=label).first
        assert one.locator("small").inner_text() == found[label]["short"]
        one.locator("summary").click()
        one.locator("th", has_text="any coupling").wait_for()
        rows = [row.locator("th, td").all_inner_texts() for row in one.locator("tbody tr").all()]
        assert rows == found[label]["rows"]
    assert violations(page.page) == []
    # Where nothing leads to the outcome, it says so in one line.
    page.visit("see=rain%3Dyes&outcome=rain")
    section.locator("#otherwise-here > p", has_text="no sprinkler").wait_for()
    assert "As it was, since nothing that they set leads there: water the lawn, no sprinkler." in (
        section.inner_text()
    )
