"""What would explain a failure: rivals that open a path, and what happened in earlier periods."""

import causalnet as cn
from causalnet.questions.confronting.explanations import Claimed, Explanation, explained


def model(*extra: cn.Influence) -> cn.CausalModel:
    """x → z → y, with a hidden common cause and an arrow as rivals."""
    return cn.CausalModel(
        "chain",
        [cn.Variable(v, ["no", "yes"]) for v in "xzy"],
        [
            cn.Influence("x", "z", "+", 1.0, standing="added"),
            cn.Influence("z", "y", "+", 1.0, standing="added"),
            *extra,
        ],
        rivals=[
            cn.Rival(
                "hidden",
                [cn.Influence("u", "x", "+", 1.0), cn.Influence("u", "z", "+", 1.0)],
                cn.Variable("u", ["no", "yes"]),
            ),
            cn.Rival("arrow", [cn.Influence("x", "y", "+", 1.0)]),
        ],
    )


def test_a_rival_explains_what_it_no_longer_implies() -> None:
    through, direct = Claimed("x", "y", ("z",)), Claimed("x", "z", (), joined=True)
    assert explained(model(), [through, direct]) == [
        Explanation(("arrow",)),
        Explanation(("hidden",)),
    ]
    assert explained(model(), []) == []


def test_earlier_periods_explain_what_they_tie() -> None:
    claimed = Claimed("x", "y", ("z",))
    # Each of these alone ties x and y of different periods, and not those of one.
    for cause, effect in (("y", "x"), ("x", "y"), ("y", "y")):
        lagged = cn.Influence(cause, effect, "+", 1.0, lag=1, standing="added")
        assert explained(model(lagged), [claimed]) == [Explanation(("arrow",))]
    both = [cn.Influence("y", v, "+", 1.0, lag=1, standing="added") for v in ("x", "y")]
    [found] = explained(model(*both), [claimed])
    assert found.lagged
