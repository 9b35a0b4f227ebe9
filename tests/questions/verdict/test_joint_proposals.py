"""Of a proposal that joins others: which of them alone does as much."""

import numpy as np
import pytest

import causalnet as cn
from causalnet import do
from causalnet.language.translate import speaking
from causalnet.questions.verdict.joint_proposals import AsMuchAlone, as_much_alone, parts_alike

FARES, LANES = do(fares="low"), do(lanes="many")


def city(*more: cn.Influence) -> cn.CausalModel:
    """Fares act on traffic at once, bus lanes a period later."""
    states = ["low", "high"]
    even = cn.Baseline([0.5, 0.5])
    variables = [
        cn.Variable("fares", states, even),
        cn.Variable("lanes", ["few", "many"], even),
        cn.Variable("traffic", states, even),
    ]
    influences = [
        cn.Influence("fares", "traffic", "+", cn.interval(0.5, 1.5)),
        cn.Influence("lanes", "traffic", "-", cn.interval(0.5, 1.5), lag=1),
        *more,
    ]
    proposals = [
        cn.Proposal("cheap", FARES, label="Cheap fares"),
        cn.Proposal("wide", LANES, label="Bus lanes"),
        cn.Proposal("both", FARES | LANES, label="Cheap fares and bus lanes"),
    ]
    return cn.CausalModel("city", variables, influences, proposals=proposals)


def conclusion(at: int = 0, under: cn.Intervention = FARES | LANES) -> cn.Conclusion:
    return cn.Conclusion("traffic", "falls", under=under, at=at)


def test_a_part_whose_complement_comes_later_does_as_much_within_the_period():
    model = city()
    found = as_much_alone(model, conclusion())
    assert found == (AsMuchAlone("cheap", 1),)
    alone, both = (cn.query(model, "traffic", under=u).p for u in (FARES, FARES | LANES))
    np.testing.assert_array_equal(alone, both)
    later = [cn.query(model, "traffic", under=u, at=1).p for u in (FARES, FARES | LANES)]
    assert abs(later[0] - later[1]).max() > 0.05
    assert as_much_alone(model, conclusion(at=1)) == ()
    verdict = cn.verdict(model, conclusion(), draws=10)
    assert verdict.as_much == found
    told = "Within a period, “Cheap fares” alone does as much: what is added reaches traffic only from period 1 on."
    assert told in verdict.sentence
    with speaking("ja"):
        assert "同じ期のうちでは「Cheap fares」だけの場合と変わらない。" in verdict.sentence


def test_what_is_added_may_never_reach_the_outcome():
    model = city().rejecting("lanes → traffic [lag 1]")
    assert as_much_alone(model, conclusion()) == (AsMuchAlone("cheap", None),)
    told = "“Cheap fares” alone does as much: what is added does not reach traffic."
    assert told in cn.verdict(model, conclusion(), draws=10).sentence


@pytest.mark.parametrize("under", [FARES, LANES, do(fares="high", lanes="few")])
def test_what_joins_no_proposals_has_no_part(under):
    assert as_much_alone(city(), conclusion(under=under)) == ()


def test_where_both_act_at_once_neither_does_as_much():
    model = city(cn.Influence("lanes", "traffic", "-", 1.0))
    assert as_much_alone(model, conclusion()) == ()
    assert "alone does as much" not in cn.verdict(model, conclusion(), draws=10).sentence


def test_of_conclusions_the_one_that_does_least_has_the_answer_of_the_whole():
    """Rules act on ideas through caution alone, so what is done to caution does as much as both."""
    model = cn.CausalModel(
        "ideas",
        [cn.Variable(v, ["few", "many"]) for v in ("rules", "caution", "ideas", "noise")],
        [cn.Influence("rules", "caution", "+", 1.0), cn.Influence("caution", "ideas", "-", 1.0)],
    )
    under = {
        "rules": do(rules="few"),
        "both": do(rules="few", caution="few"),
        "all": do(rules="few", caution="few", noise="few"),
        "nothing": do(noise="few"),
    }
    asked = {name: cn.Conclusion("ideas", "rises", under=done) for name, done in under.items()}
    asked["again"] = cn.Conclusion("ideas", "falls", under=under["both"])
    assert parts_alike(model, asked) == {"all": "both"}
    asked["caution"] = cn.Conclusion("ideas", "rises", under=do(caution="few"))
    assert parts_alike(model, asked) == {"both": "caution", "all": "caution"}
    for whole, part in parts_alike(model, asked).items():
        levels = [cn.query(model, "ideas", under=asked[name].under).p for name in (whole, part)]
        np.testing.assert_allclose(*levels, rtol=0, atol=1e-12)
