"""The numbers that an answer stands on, as sentences tell them."""

import pytest

import causalnet as cn


def argument(strength, lagged=(), **more):
    variables = [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in "xyz"]
    influences = [cn.Influence("x", "y", "+", strength), *lagged]
    return cn.CausalModel("one", variables, influences, sources=[cn.Source("memo")], **more)


@pytest.mark.parametrize(
    ("strength", "told"),
    [
        (1.0, "every strength at its most likely value"),
        (cn.pert(0.2, 0.8, 1.6), "every strength at its most likely value"),
        (cn.pert(0, 0.2, 0.6, zero=0.5), "every influence taken to be there, at its most likely"),
        (
            cn.pert(0, 0.2, 0.6, inclusion=0.5),
            "every influence taken to be there, at its most likely",
        ),
    ],
)
def test_what_may_not_be_there_is_said_to_be_taken_as_there(strength, told):
    model = argument(strength)
    up = cn.do(x="high")
    asked = [
        cn.effect(model, "y", under=up),
        cn.query(model, "y", under=up),
        cn.levers(model, "y", among=["x"]),
        cn.trajectory(model, "y", under=up, periods=1),
    ]
    for answer in asked:
        assert told in " ".join(str(answer).split())
    assert told not in " ".join(str(cn.effect(model, "y", under=up, draws=5)).split())


def test_a_course_tells_how_much_of_what_is_lagged_stands_in_no_claim():
    lagged = [
        cn.Influence("y", "y", "+", 1.0, lag=1, standing="implied", claims=["c"]),
        cn.Influence("x", "y", "+", 1.0, lag=1),
        cn.Influence("z", "y", "+", 1.0, lag=1),
    ]
    model = argument(1.0, lagged, claims=[cn.Claim("c", "It lasts.", "memo")])
    answer = cn.trajectory(model, "y", under=cn.do(x="high"), periods=2)
    assert "Lagged influences on the way: 2; of these, 1 that no claim states." in str(answer)
    now = cn.trajectory(model, "y", under=cn.do(x="high"), periods=0)
    assert "Lagged influences" not in str(now)
    assert "Lagged influences" not in str(cn.trajectory(model, "y", periods=2))
