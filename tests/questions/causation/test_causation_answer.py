"""What probabilities of causation print as."""

from dataclasses import replace

import pytest

import causalnet as cn
from causalnet.questions.skipped import Skipped

PRINTED = """\
Of the cases with rain="yes" in which wet is "yes", 67.7% to 96.7% would not have been so under do(rain="no"), \
whatever the coupling: 67.7% with one rank and 78.4% with fresh luck.
                 least  one rank  fresh luck   most  rates alone
necessary (PN)   0.677     0.677       0.784  0.967  0.677–1.000
sufficient (PS)  0.563     0.563       0.651  0.803  0.563–0.830
both (PNS)       0.444     0.444       0.513  0.633  0.444–0.655
necessary: of the cases with the cause and the outcome, those in which the
outcome would not have been.
sufficient: of the cases with the alternative and without the outcome, those in
which it would have been.
both: of all cases, those with the outcome under the cause and without it under
the alternative.
The least of PN, PS and PNS follows from the signs: every path agrees, and one
rank has the least. It is the answer itself if no single case goes against a
sign.
least, most: proved, whatever the way in which luck carries over.
rates alone: what P(cause, outcome) and both interventions allow, whatever the
mechanisms and hidden causes.
One rank: a case that was lucky stays as lucky.
Fresh luck: a case draws again wherever its causes have changed.
Needed in both worlds: wet."""


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
        'Of the cases with sprinkler="on" in which rain is "yes", 0% would not have been so under do(sprinkler="off"), '
        "whatever the coupling."
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
        'y is "yes", 100% would not have been so under do(x="no"), whatever the coupling.'
    )


def test_a_case_that_cannot_be_is_said_so():
    never = cn.Network(
        {"x": ["no", "yes"], "y": ["no", "yes"]},
        {"y": ["x"]},
        {"x": [0.5, 0.5], "y": [[0.2, 0.8], [1.0, 0.0]]},
    )
    answer = cn.causation(never, ("y", "yes"), under=cn.do(x="yes"), versus=cn.do(x="no"))
    assert answer.sentence == (
        'Necessity is not defined: there are no cases with x="yes" in which y is "yes".'
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
        'would not have been so under do(rain="no"), whatever the coupling.'
    )


def test_a_case_without_the_cause_is_asked_whether_it_would_have_sufficed():
    lawn = cn.load("lawn").for_case("last Monday", {"wet": "no", "rain": "no", "sprinkler": "off"})
    answer = cn.causation(
        lawn, ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no"), draws=20
    )
    assert answer.sentence.startswith(
        'Of the cases with rain="yes" and what is known of last Monday beyond its reach in which wet is "yes", '
    )
    text = str(answer).replace("\n", " ")
    assert (
        'Of what is observed, PN and PNS use only what the cause does not reach: sprinkler="off".'
        in text
    )


def test_necessity_without_a_coupling_or_a_range_is_not_known():
    base = cn.causation(
        cn.load("lawn"), ("wet", "yes"), under=cn.do(rain="yes"), versus=cn.do(rain="no")
    )
    bare = replace(base, p={}, ranges=Skipped("it is too large"), rates=None)
    assert bare.sentence == (
        'It is not known of how many of the cases with rain="yes" in which wet is "yes" necessity holds.'
    )
