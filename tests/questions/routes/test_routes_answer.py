"""How routes print, and when shares are told."""

import pickle

import pytest

import causalnet as cn
from tests.questions.routes.cases import GIVEN, WITHHELD, training, witness


def opposed(direct=cn.pert(0, 0.5, 1.2)):
    """x raises y by itself and lowers it through m."""
    return cn.CausalModel(
        "opposed",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in ("x", "m", "y")],
        [
            cn.Influence("x", "m", "+", cn.pert(1, 2, 3)),
            cn.Influence("m", "y", "-", cn.pert(0.2, 1, 2)),
            cn.Influence("x", "y", "+", direct),
        ],
    )


def test_it_prints_as_a_table_with_a_sentence_that_can_be_quoted():
    found = cn.routes(training(), "passed", under=GIVEN, versus=WITHHELD)
    assert str(found) == (
        "Setting course to yes rather than to no raises passed a lot: by 46 percentage\n"
        "points (24% → 70% yes). Of that, 81% goes directly from course.\n"
        "first step        alone    last    part  share\n"
        "course → passed  +0.320  +0.425  +0.373    81%\n"
        "homework         +0.035  +0.140  +0.088    19%\n"
        "alone: only this first step is open. last: what closing it takes away.\n"
        "part: the mean over all orders of opening (Shapley), so that parts add up.\n"
        "No variable is needed twice: the answer is the same under every coupling.\n"
        "Along the strongest path, in states: course +1.000 → passed +0.320."
    )
    assert found.to_frame().columns.tolist() == ["route", "alone", "last", "part", "share"]
    assert found["homework"].alone.value == pytest.approx(0.035)
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'homework'"):
        found["homewrk"]
    again = pickle.loads(pickle.dumps(found))
    assert str(again) == str(found)


def test_ways_that_pull_apart_are_told():
    found = cn.routes(opposed(cn.pert(0.5, 1, 1.5)), "y", under=cn.do(x="high"))
    assert found.has_shares
    assert min(r.part.value for r in found.routes) < 0 < found.effect.level
    assert "Shares below 0% or above 100%: ways pull against each other." in str(found)
    assert (
        "Of that, 186% goes directly from x, and other ways take 86% back. That way rests on "
        "influences that we added."
    ) in found.sentence
    # What they leave of each other is next to nothing, and shares of it would tell nothing.
    assert not cn.routes(opposed(), "y", under=cn.do(x="high")).has_shares


def test_the_frame_holds_what_is_printed():
    japan = cn.load("japan_software")
    asked = {"under": cn.do(multi_layer_outsourcing="shallow"), "draws": 50}
    found = cn.routes(japan, "software_competitiveness", **asked)
    frame = found.to_frame().set_index("route")
    assert frame.columns.tolist() == ["alone", "last", "part", "share", "low", "high", "standing"]
    assert frame.share.sum() == pytest.approx(1)
    assert (frame.low <= frame.share).all()
    assert frame.high["innovation_incentive"] == found.share("innovation_incentive").interval()[1]
    mediated = cn.routes(japan, "software_competitiveness", through="new_value_investment", **asked)
    assert {"effect", "states", "change", "low", "high"} == {*mediated.to_frame()}


def test_no_share_is_told_of_what_may_be_zero():
    found = cn.routes(opposed(), "y", under=cn.do(x="high"), draws=200)
    low, high = found.effect.estimate.interval()
    assert low < 0 < high
    assert not found.has_shares
    assert "share" not in found.sheets()[0].header
    assert "No shares are told, because the whole change is close to zero." in str(found)
    assert (
        "The greatest part of that, 6.3 percentage points, goes directly from x." in found.sentence
    )


def test_lines_fit_a_page():
    for found in (
        cn.routes(witness(), "y", under=cn.do(x="yes"), by="last"),
        cn.routes(opposed(), "y", under=cn.do(x="high"), draws=20, through="m", randomised=True),
    ):
        (sheet,) = found.sheets()
        lines = str(found).split("\n")[1:]
        assert all(len(line) <= 79 for line in lines), sheet


def test_what_closing_an_influence_takes_away():
    found = cn.routes(training(), "passed", under=GIVEN, versus=WITHHELD)
    lost = found.closing
    assert lost["course", "passed"] == pytest.approx(found["course → passed"].last.value)
    assert lost["course", "homework"] == pytest.approx(found["homework"].last.value)
    assert lost["homework", "passed"] == pytest.approx(lost["course", "homework"])


def test_the_only_path_carries_all_of_it():
    found = cn.routes(cn.load("lawn"), "wet", under=cn.do(rain="yes"), by="paths")
    assert found.sentence.endswith(
        "All of that goes directly from rain. Every influence on that way is stated by a source."
    )
    assert "alone: this is the only path." in str(found)
    assert "do not add up" not in str(found)
