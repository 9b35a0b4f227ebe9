"""What probabilities of causation print as."""

import causalnet as cn

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
