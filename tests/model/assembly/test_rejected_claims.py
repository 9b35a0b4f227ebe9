"""Rejected parts of a model."""

import pytest

import causalnet as cn
from tests.model.test_causal_model import ALL, arrows


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("c1",), ALL),
        (("c2",), ALL[:3]),
        (("c1", "c2"), ["pump → level", "level → pump [lag 1]"]),
        (("c3",), ["rain → level", "level → pump [lag 1]"]),
        (("rain → level",), ["pump → level", "level → pump [lag 1]"]),
        (("rain -> level",), ["pump → level", "level → pump [lag 1]"]),
        ((("level", "pump"),), ["rain → level", "pump → level", "rain → level × pump"]),
        (("level → pump [lag 1]",), ["rain → level", "pump → level", "rain → level × pump"]),
        (("rain → level [lag 0]",), ["pump → level", "level → pump [lag 1]"]),
        (("rain → level × pump",), ALL[:3]),
        ((), ALL),
    ],
)
def test_what_is_left_once_claims_or_influences_are_rejected(
    water: cn.CausalModel, names: tuple[str, ...], expected: list[str]
) -> None:
    assert arrows(water.rejecting(*names)) == expected


def test_of_an_influence_at_several_lags_one_may_be_rejected() -> None:
    water = cn.Variable("water", ["low", "high"], cn.Baseline([0.5, 0.5]))
    rain = cn.Variable("rain", ["low", "high"], cn.Baseline([0.5, 0.5]))
    lags = [cn.Influence("rain", "water", "+", 1.0, lag=lag) for lag in (0, 1, 2)]
    model = cn.CausalModel("m", [rain, water], lags)
    left = {
        name: [i.lag for i in model.rejecting(name).influences]
        for name in ("rain → water", "rain → water [lag 0]", "rain -> water [lag 2]")
    }
    assert [*left.values()] == [[], [1, 2], [0, 1]]
    with pytest.raises(cn.errors.UnknownNameError, match=r"'rain → water \[lag 0\]'"):
        model.rejecting("rain → water [lag 0]").rejecting("rain → water [lag 0]")


def test_a_rejected_claim_is_gone_wherever_it_was_cited(water: cn.CausalModel) -> None:
    variant = water.rejecting("c1")

    assert [*variant.claims] == ["c2", "c3"]
    assert variant.influence("rain", "level").claims == ("c2",)
    assert [e.bears_on for e in variant.evidence] == [("level",)]
    assert variant.proposals["pump more"].claims == ("c3",)
    assert variant.absences[0].claims == ()
    assert water.rejecting("c3").rivals["melt"].influences[0].claims == ()


def test_rejecting_what_is_not_there_names_the_nearest(water: cn.CausalModel) -> None:
    with pytest.raises(cn.errors.UnknownNameError) as caught:
        water.rejecting("rian → level")
    assert str(caught.value) == (
        "No claim or influence 'rian → level'; the claims or influences are c1, c2, c3, rain → level, "
        "pump → level, level → pump [lag 1], rain → level × pump. Did you mean 'rain → level'?"
    )


def test_a_claim_goes_before_an_influence_of_that_name():
    memo = cn.CausalModel(
        "memo",
        [cn.Variable("a", ["low", "high"]), cn.Variable("b", ["low", "high"])],
        [cn.Influence("a", "b", "+", 1.0)],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("a -> b", "A makes B.", "memo")],
    )
    assert list(memo.rejecting("a -> b").claims) == []
    assert list(memo.rejecting("a → b").influences) == []
