"""Signs that pull apart, ranges that decide an open one, and things counted twice."""

import causalnet as cn
from causalnet.questions.signs.sign_conflicts import duplicated, leaning, opposed, reread


def model(influences=(), **parts):
    variables = [cn.Variable(v, ["low", "high"]) for v in "xyz"]
    return cn.CausalModel("m", variables, influences, **parts)


def test_a_rival_of_the_opposite_sign_is_opposed():
    rival = cn.Rival("other way", [cn.Influence("x", "y", "-", 1.0, lag=1, standing="rival")])
    found = list(opposed(model([cn.Influence("x", "y", "+", 1.0)], rivals=[rival])))
    assert found == [("x → y", "is positive; negative is x → y [lag 1] (rival: other way)")]
    assert list(opposed(model([cn.Influence("x", "y", "+", 1.0)]))) == []


def test_an_open_sign_that_its_range_decides_is_told():
    influences = [
        cn.Influence("x", "y", "?", cn.interval(0, 2)),
        cn.Influence("x", "z", "?", cn.interval(-1, 2)),
        cn.Influence("y", "z", "?", -1.0),
    ]
    assert list(leaning(model(influences), influences)) == [
        ("x → y", "has the sign '?', but its range of 0 to 2 decides that it never lowers"),
        (
            "y → z",
            "has the sign '?', but its strength of -1 decides that it lowers",
        ),
    ]


def test_claims_of_opposite_signs_are_to_be_read_again():
    claims = [
        cn.Claim("c1", "x raises y.", "memo", kind="edge", sign="+"),
        cn.Claim("c2", "Little x lowers y.", "memo", kind="edge", sign="-"),
    ]
    both = model(
        [cn.Influence("x", "y", "+", 1.0, claims=["c1", "c2"])],
        sources=[cn.Source("memo")],
        claims=claims,
    )
    assert list(reread(both)) == [
        ("x → y", "c1 is worded with +, c2 with -: of opposite poles, or at odds?")
    ]
    assert list(duplicated(both)) == [("memo", "stands more than once behind x → y")]


def test_one_source_behind_several_claims_is_told_by_all_its_mentions():
    model = cn.CausalModel(
        "m",
        [cn.Variable(v, ["lo", "hi"]) for v in "xy"],
        [cn.Influence("x", "y", "+", 1.0, claims=["a", "b"])],
        sources=[cn.Source("memo"), cn.Source("report")],
        claims=[
            cn.Claim("a", "So.", "memo"),
            cn.Claim("b", "So.", "memo", also=[cn.Citation("report")]),
        ],
    )
    alone = model.replacing(cn.Claim("b", "So.", "memo"))

    assert list(duplicated(model)) == []
    assert list(duplicated(alone)) == [("memo", "stands more than once behind x → y")]
