"""Ways: which influences lie on paths, and how firm a path is."""

import pytest

import causalnet as cn
from causalnet.questions.routes import ways as module
from causalnet.questions.routes.ways import ways
from tests.questions.routes.cases import witness


def argument():
    """x → a → y stated and implied, x → b → y stated and added, z → a beside the way, y → late."""
    scale = ["low", "high"]
    return cn.CausalModel(
        "argument",
        [cn.Variable(v, scale, cn.Baseline([0.5, 0.5])) for v in ("x", "z", "a", "b", "y", "late")],
        [
            cn.Influence("x", "a", "+", 1.0, claims=["c"]),
            cn.Influence("z", "a", "+", 1.0, claims=["c"]),
            cn.Influence("a", "y", "+", 1.0, standing="implied"),
            cn.Influence("x", "b", "+", 1.0, claims=["c"]),
            cn.Influence("b", "y", "-", 0.5, standing="added"),
            cn.Influence("y", "late", "+", 1.0, claims=["c"]),
        ],
        sources=[cn.Source("memo")],
        claims=[cn.Claim("c", "So it is.", "memo")],
    )


def found(under, outcome="y"):
    return ways(cn.compile_model(argument()), outcome, under, cn.do())


def test_what_lies_on_a_path_from_what_is_set_to_the_outcome():
    own = found(cn.do(x="high"))
    assert own.sources == ("x",)
    assert set(own.edges) == {("x", "a"), ("a", "y"), ("x", "b"), ("b", "y")}
    assert own.every == {*own.edges, ("z", "a"), ("y", "late")}
    assert set(own.first) == {("x", "a"), ("x", "b")}
    assert set(own.last) == {("a", "y"), ("b", "y")}
    assert own.without(own.first) == own.every - set(own.first)
    # What is set does not listen to its causes any more.
    both = found(cn.do(x="high", a="low"))
    assert set(both.edges) == {("a", "y"), ("x", "b"), ("b", "y")}
    assert set(found(cn.do(x="high", a=cn.shift(1))).edges) == set(own.edges)
    assert found(cn.do(late="high")).edges == ()
    assert found(cn.do(late="high")).count() == 0


def test_paths_are_followed_one_at_a_time_up_to_a_limit(monkeypatch):
    own = found(cn.do(x="high"))
    assert own.count() == 2
    assert set(own.paths()) == {(("x", "a"), ("a", "y")), (("x", "b"), ("b", "y"))}
    network = witness()
    assert ways(network, "y", cn.do(x="yes"), cn.do()).count() == 2
    monkeypatch.setattr(module, "MOST_PATHS", 1)
    with pytest.raises(cn.errors.QuestionError, match="There are 2 paths to y, more than the 1"):
        list(own.paths())


def test_a_way_is_as_firm_as_the_weakest_influence_on_its_firmest_path():
    own, model = found(cn.do(x="high")), argument()
    assert own.standing(model, [("x", "a")]) == "implied"
    assert own.standing(model, [("x", "b")]) == "added"
    assert own.standing(model, [("a", "y")]) == "implied"
    assert found(cn.do(x="high"), "late").standing(model, [("y", "late")]) == "implied"


def test_influences_through_mediators_and_beside_them():
    own = found(cn.do(x="high"))
    assert own.through(["a"]) == {("x", "a"), ("a", "y")}
    assert own.beside(["a"]) == own.every - {("a", "y")}


def test_between_mediators_a_variable_that_leads_on_beside_them_would_have_a_third_version():
    """x → m → d → n → y, x → d, and d → y."""
    states = dict.fromkeys("xmdny", ("no", "yes"))
    parents = {"m": ["x"], "d": ["x", "m"], "n": ["d"], "y": ["d", "n"]}
    half, each = [0.5, 0.5], [[0.7, 0.3], [0.2, 0.8]]
    tables = {"x": half, "m": each, "d": [each, each], "n": each, "y": [each, each]}
    network = cn.Network(states, parents, tables, ordered=True)
    own = ways(network, "y", cn.do(x="yes"), cn.do())
    assert own.mixed(["m", "n"]) == ["d"]
    assert own.mixed(["m", "d", "n"]) == []
    assert own.mixed(["m"]) == []
    with pytest.raises(
        cn.errors.QuestionError, match="d lies between the mediators and acts beside"
    ):
        cn.routes(network, "y", under=cn.do(x="yes"), through=["m", "n"])
