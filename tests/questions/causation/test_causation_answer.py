"""What probabilities of causation print as."""

from dataclasses import replace

import pytest

import causalnet as cn
from causalnet.questions.skipped import Skipped

PRINTED = (
    "Of the cases in which rain is yes and wet grass is yes, setting rain to no\n"
    "would have prevented 67.7% to 96.7%, however luck carries over (67.7% if every\n"
    "case keeps its rank and 78.4% if luck is drawn afresh).\n"
    "                 least  one rank  fresh luck   most  rates alone\n"
    "necessary (PN)   0.677     0.677       0.784  0.967  0.677–1.000\n"
    "sufficient (PS)  0.563     0.563       0.651  0.803  0.563–0.830\n"
    "both (PNS)       0.444     0.444       0.513  0.633  0.444–0.655\n"
    "necessary: of the cases with the cause and the outcome, those in which the\n"
    "outcome would not have been.\n"
    "sufficient: of the cases with the alternative and without the outcome, those in\n"
    "which it would have been.\n"
    "both: of all cases, those with the outcome under the cause and without it under\n"
    "the alternative.\n"
    "The least of PN, PS and PNS follows from the signs: every path agrees, and one\n"
    "rank has the least. It is the answer itself if no single case goes against a\n"
    "sign.\n"
    "least, most: proved, whatever the way in which luck carries over.\n"
    "rates alone: what P(cause, outcome) and both interventions allow, whatever the\n"
    "mechanisms and hidden causes.\n"
    "One rank: a case that was lucky stays as lucky.\n"
    "Fresh luck: a case draws again wherever its causes have changed.\n"
    "Needed in both worlds: wet grass."
)


def _lawn(**asked):
    right = {"under": cn.do(rain="yes"), "versus": cn.do(rain="no")}
    return cn.causation(cn.load("lawn"), asked.pop("outcome", ("wet", "yes")), **(right | asked))


def test_it_prints_least_named_and_most():
    assert str(_lawn()) == PRINTED


def test_without_a_path_every_coupling_agrees():
    answer = _lawn(
        outcome=("rain", "yes"), under=cn.do(sprinkler="on"), versus=cn.do(sprinkler="off")
    )
    assert answer.agreed
    assert answer.ends.tolist() == [[0, 0]] * 3
    assert answer.sentence == (
        "Of the cases in which sprinkler is on and rain is yes, setting sprinkler to off would have "
        "prevented 0%, however luck carries over."
    )
    assert "No variable is needed in both worlds: every coupling agrees." in str(answer)


def test_a_share_that_every_coupling_gives_is_told_once():
    sure = cn.Network(
        {"x": ["no", "yes"], "y": ["no", "yes"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": [[1, 0], [0.4, 0.6]]},
    )
    found = cn.causation(sure, ("y", "yes"), under=cn.do(x="yes"), versus=cn.do(x="no"))
    assert found.sentence.endswith(
        "Of the cases in which x is yes and y is yes, setting x to no would have prevented 100%, "
        "however luck carries over."
    )


def test_a_case_that_cannot_be_is_said_so():
    never = cn.Network(
        {"x": ["no", "yes"], "y": ["no", "yes"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": [[0.2, 0.8], [1.0, 0.0]]},
    )
    answer = cn.causation(never, ("y", "yes"), under=cn.do(x="yes"), versus=cn.do(x="no"))
    assert answer.sentence == (
        "Necessity is not defined: no case is one in which x is yes and y is yes."
    )
    assert "necessary (PN)       –" in str(answer)
    assert "–: not defined, because there are no such cases." in str(answer)


@pytest.mark.parametrize("coupling", [("rank", "fresh"), "any"])
def test_sufficiency_without_a_case_is_told_too(coupling):
    sure = cn.Network(
        {"x": ["no", "yes"], "z": ["no", "yes"], "y": ["no", "yes"]},
        {"z": ["x"], "y": ["x"]},
        {"x": [0.5, 0.5], "z": [[1, 0], [0.4, 0.6]], "y": [[0.8, 0.2], [0.4, 0.6]]},
    )
    asked = {"under": cn.do(x="yes"), "versus": cn.do(x="no"), "coupling": coupling}
    impossible = cn.causation(sure, ("y", "yes"), observed={"z": "yes", "y": "no"}, **asked)
    assert "sufficient (PS) –" in " ".join(str(impossible).split())
    assert "–: not defined, because there are no such cases." in str(impossible)
    assert "–: " not in str(cn.causation(sure, ("y", "yes"), **asked))


def test_the_range_alone_has_no_couplings():
    answer = _lawn(coupling="any")
    assert answer.to_frame().columns.tolist() == [
        "probability",
        "least",
        "most",
        "rates_least",
        "rates_most",
    ]
    assert answer.sentence.endswith(
        "Of the cases in which rain is yes and wet grass is yes, setting rain to no would have "
        "prevented 67.7% to 96.7%, however luck carries over."
    )


def test_a_case_without_the_cause_is_asked_whether_it_would_have_sufficed():
    lawn = cn.load("lawn").for_case("last Monday", {"wet": "no", "rain": "no", "sprinkler": "off"})
    answer = cn.causation(
        lawn, ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no"), draws=20
    )
    assert answer.sentence.startswith(
        "Of the cases in which rain is yes, all else is as it is known of last Monday and wet grass is "
        "yes,"
    )
    text = str(answer).replace("\n", " ")
    assert (
        "Of what is observed, PN and PNS use only what the cause does not reach: sprinkler is off."
        in text
    )


def test_necessity_without_a_coupling_or_a_range_is_not_known():
    base = cn.causation(
        cn.load("lawn"), ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no")
    )
    bare = replace(base, p={}, ranges=Skipped("it is too large"), rates=None)
    assert bare.sentence == (
        "Of the cases in which rain is yes and wet grass is yes, it is not known how many would not "
        "have come about otherwise."
    )
