"""The variables that are tried as levers, and the wished end of an outcome."""

import pytest

import causalnet as cn
from causalnet.questions.query.candidates import candidates, proposed, wished


def lawn():
    return cn.load("lawn")


def test_levers_are_those_with_the_role_those_named_or_all():
    model = lawn()
    names = list(model.variables)
    levers = [v.name for v in model.variables.values() if "lever" in v.roles and v.name != "wet"]
    assert candidates(model, names, "wet", None) == levers
    assert candidates(model, names, "wet", "all") == [n for n in names if n != "wet"]
    assert candidates(model, names, "wet", ["rain", "rain"]) == ["rain"]
    assert candidates(cn.compile_model(model), names, "wet", None) == ["rain", "sprinkler"]


@pytest.mark.parametrize(
    ("among", "message"),
    [
        ([], "names no variable to try"),
        ("wet", "'wet' is the outcome"),
        (["rian"], "No variable 'rian'.*Did you mean 'rain'"),
    ],
)
def test_what_cannot_be_tried_is_refused(among, message):
    with pytest.raises(cn.errors.CausalnetError, match=message):
        candidates(lawn(), lawn().variables, "wet", among)


def test_a_model_without_levers_says_what_to_do():
    model = cn.CausalModel("m", [cn.Variable(v, ["no", "yes"]) for v in "xy"], [])
    with pytest.raises(cn.errors.QuestionError, match='No variable has the role "lever"'):
        candidates(model, model.variables, "y", None)


def test_the_wished_end_is_asked_for_or_declared():
    variables = [cn.Variable("x", ["no", "yes"], better="low"), cn.Variable("y", ["no", "yes"])]
    model = cn.CausalModel("m", variables, [])
    assert [wished(model, v, None) for v in "xy"] == ["low", "high"]
    assert wished(model, "x", "high") == "high"
    with pytest.raises(cn.errors.CausalnetError, match="hgih"):
        wished(model, "x", "hgih")


def test_a_proposal_counts_for_the_state_that_it_sets():
    model = lawn()
    assert proposed(model, "sprinkler", "on")
    assert proposed(model, "sprinkler", "off") == ()
    assert proposed(cn.compile_model(model), "sprinkler", "on") == ()
