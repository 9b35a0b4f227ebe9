"""Every public class of the model, with the wrong thing in every field."""

from __future__ import annotations

import copy
import inspect

import numpy as np
import pytest

import causalnet as cn
from causalnet.frozen_map import Register
from causalnet.model.grammar import edge_intervention as edges_of, setting as settings_of
from causalnet.model.grammar.finding import Likelihood
from tests.toys import AB

LOW = cn.do(x="low")
RIGHT = {
    cn.Source: {"name": "memo"},
    cn.Claim: {"name": "c1", "text": "So it is.", "source": "memo"},
    cn.Evidence: {"bears_on": ["c1"], "stance": "for", "text": "It did.", "source": "memo"},
    cn.Influence: {"cause": "a", "effect": "b", "sign": "+"},
    cn.Modifier: {"cause": "a", "effect": "b", "by": "c", "amount": 1.0, "sign": "+"},
    cn.Absence: {"cause": "a", "effect": "b"},
    cn.Rival: {"name": "r", "influences": [cn.Influence("a", "b", "+", 1)]},
    cn.Proposal: {"name": "p", "intervention": LOW},
    cn.Actor: {"name": "n"},
    cn.Baseline: {"p": [0.5, 0.5]},
    cn.Variable: {"name": "x", "states": ["low", "high"]},
    cn.Judgement: {"low": 0.0, "high": 1.0},
    cn.NoisyMax: {},
    cn.NoisyMin: {},
    cn.RankedNode: {},
    cn.Table: {"causes": ["a"], "rows": {("no",): [0.5, 0.5]}},
    cn.Deterministic: {"causes": ["a"], "rows": {("no",): "yes"}},
    cn.Conclusion: {"outcome": "y", "direction": "rises", "under": LOW},
    cn.Draws: {},
    cn.CausalModel: {"name": "m", "variables": [cn.Variable("x", ["low", "high"])]},
    settings_of.Hard: {"state": "low"},
    settings_of.Stochastic: {"p": Register({"low": 1.0})},
    settings_of.Shift: {"steps": 1},
    settings_of.Policy: {"given": "x", "choose": Register({"low": settings_of.Hard("low")})},
    settings_of.Partial: {"state": "low", "uptake": 0.5},
    edges_of.Cut: {"cause": "a", "effect": "b"},
    edges_of.AsIf: {"effect": "b", "causes": Register({"a": "low"})},
    cn.Intervention: {},
}
WRONG = [
    *(None, 0, -1, 1.5, float("nan"), float("inf"), 10**400, True, "", "x", " ", "\u200b", b"x"),
    *([], ["x"], [None], [[]], (1, 2), {"x"}, {"x": 1}, {1: "x"}, {"x": {}}, object, np.zeros(2)),
    *(np.array("x"), np.float64(1), np.int64(1), np.bool_(True), LOW, cn.fixed(1), iter(["x"])),
]
PLACES = [(kind, name) for kind in RIGHT for name in inspect.signature(kind).parameters]


@pytest.mark.parametrize(("kind", "name"), PLACES, ids=lambda x: getattr(x, "__name__", x))
def test_what_is_wrong_is_refused_in_our_words_or_put_into_form(kind, name):
    for wrong in WRONG:
        made = made_or_refused(kind, RIGHT[kind] | {name: copy.copy(wrong)})
        assert str(made)
        if isinstance(made, kind):
            assert hash(made) == hash(copy.copy(made))


def made_or_refused(kind, values):
    try:
        return kind(**values)
    except cn.CausalnetError as error:
        return error


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: cn.Variable("x", ["a", "b"], label=1),
            "label must be a string, not 1. (Variable 'x')",
        ),
        (
            lambda: cn.Variable("x", ["a", "b"], latent="no"),
            "latent must be True or False, not 'no'. (Variable 'x')",
        ),
        (lambda: cn.Judgement(None, 1), "low must be a number, not None. (Judgement)"),
        (lambda: cn.Rival("r", None), "influences must be a list, not None. (Rival 'r')"),
        (
            lambda: cn.Proposal("p", {"x": "low"}),
            "intervention must be an intervention such as cn.do(x='low'), not {'x': 'low'}. "
            "Write cn.do({'x': 'low'}). (Proposal 'p')",
        ),
        (
            lambda: cn.Claim("c", "So.", "memo", checks=["x"]),
            "checks, item 1 must be a Conclusion, not 'x'. "
            "Write cn.Conclusion('y', 'rises', under=cn.do(x='high')). (Claim 'c')",
        ),
        (
            lambda: cn.Variable("x", {"a"}),
            "states must be a list, not {'a'}. A set has no order. (Variable 'x')",
        ),
        (
            lambda: cn.Evidence(["c1"], "for", 1, None),
            "2 mistakes in Evidence:\n  text must be a string, not 1.\n"
            "  source must be a string, not None.",
        ),
    ],
)
def test_the_message_names_the_field_and_the_class(make, message):
    with pytest.raises(cn.errors.ModelError) as caught:
        make()

    assert str(caught.value) == message


def test_numbers_of_numpy_become_those_of_python():
    made = cn.Variable("x", np.array(["a", "b"]), latent=np.bool_(True))
    assert (made.states, made.latent) == (("a", "b"), True)
    assert type(cn.Influence("a", "b", "+", lag=np.int64(2)).lag) is int


def test_states_of_a_likelihood_are_names():
    with pytest.raises(cn.errors.QuestionError, match="A key of .p. must be a str, got 1"):
        cn.likelihood({1: 0.5})
    assert isinstance(cn.likelihood({"x": 1}), Likelihood)


@pytest.mark.parametrize(
    ("state", "meant"),
    [
        ("none;all day", "'none' and 'all day'"),
        ("なし｜終日", "'なし' and '終日'"),
        ("低い；高い", "'低い' and '高い'"),
        ("低い，高い", "'低い' and '高い'"),
        ("低い、高い", "'低い' and '高い'"),
        ("low / high", "'low' and 'high'"),
        ("low\thigh", "'low' and 'high'"),
        ("low\nhigh", "'low' and 'high'"),
        ("low|high", "'low' and 'high'"),
    ],
)
def test_a_single_state_is_a_separator_that_was_mistaken(state, meant):
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.Variable("toll", [state])

    said = f"states holds a single state, {state!r}. A variable needs at least two."
    assert f"{said} Did you mean {meant}?" in [str(m) for m in caught.value.mistakes]


def test_a_single_state_that_holds_no_separator_is_refused_without_a_guess():
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.Variable("toll", ["full"])

    told = "states holds a single state, 'full'. A variable needs at least two."
    assert str(caught.value) == told


@pytest.mark.parametrize("wrong", [5, None, ["x"], {"a": 1}, ("a",), object, b"x"])
@pytest.mark.parametrize(
    "method",
    "rejecting admitting alternating only replacing adding causes strength amount".split(),
)
def test_methods_of_a_model_refuse_what_they_do_not_take(method, wrong):
    states = ["low", "high"]
    model = cn.CausalModel("m", [cn.Variable("x", states), cn.Variable("y", states)], [])
    with pytest.raises(cn.CausalnetError):
        getattr(model, method)(wrong)
    with pytest.raises(cn.CausalnetError):
        model.influence(wrong, "y")


def test_verbs_of_a_model_say_that_a_network_is_none():
    network = cn.Network({"x": ["a", "b"]}, {}, {"x": [0.5, 0.5]})
    for ask in (lambda: cn.diff(network, network), lambda: cn.check_quotes(network, {})):
        with pytest.raises(cn.errors.QuestionError, match="Expected a CausalModel, got Network"):
            ask()


WRITTEN = [
    (lambda: cn.Baseline(0.4), "p must be a list, not 0.4. Write [0.4, …], one number for each state. (Baseline)"),
    (lambda: cn.Baseline("0,4|0,6"), "p must be a list, not '0,4|0,6'. Write [0.4, 0.6]. (Baseline)"),
    (
        lambda: cn.Baseline({"no": 0.4, "yes": 0.6}),
        "p must be a list, not {'no': 0.4, 'yes': 0.6}. Write [0.4, 0.6], in the order of the states. (Baseline)",
    ),
    (
        lambda: cn.Baseline([0, 4, 0, 6]),
        "p: [0, 4, 0, 6] are 4 numbers, with commas in place of decimal points. Write [0.4, 0.6].",
    ),
    (lambda: cn.Baseline(["0,4", 0.6]), "p, item 1 must be a number, not '0,4'. Write 0.4. (Baseline)"),
    (
        lambda: cn.Variable("x", "low|high"),
        "states must be a list, not 'low|high'. Write ['low', 'high']. (Variable 'x')",
    ),
    (
        lambda: cn.Variable("x", ["low", "high"], 0.4),
        "baseline must be a Baseline or a Panel, not 0.4. Write cn.Baseline([0.4, 0.6]). (Variable 'x')",
    ),
    (
        lambda: cn.Variable("x", ["low", "high"], roles=["context, lever"]),
        "roles, item 1: 'context, lever' holds several words in one text. Write 'context', 'lever'.",
    ),
    (
        lambda: cn.Influence("x", "y", "+", [0.2, 0.4]),
        "strength must be a number, a Judgement, a Panel or a string, not [0.2, 0.4]. Write cn.interval(0.2, 0.4). "
        "(Influence 'x → y')",
    ),
    (
        lambda: cn.Influence("x", "y", "+", (0.2, 0.3, 0.5)),
        "strength must be a number, a Judgement, a Panel or a string, not (0.2, 0.3, 0.5). Write cn.pert(0.2, 0.3, 0.5). "
        "(Influence 'x → y')",
    ),
    (
        lambda: cn.Influence("x", "y", "+", 1, lag="1"),
        "lag must be a whole number, not '1'. Write 1. (Influence 'x → y')",
    ),
    (
        lambda: cn.Conclusion("y", "rises", cn.do(x="high"), by="10%"),
        "by must be a number, not '10%'. It is in states of the outcome, not in percent. (Conclusion)",
    ),
    (
        lambda: cn.Conclusion("y", "rises", cn.do(x="high"), at_least=0.1),
        "at_least must be a string, not 0.1. A size is by = 0.1 for a change, or threshold = 0.1 for a level. "
        "(Conclusion)",
    ),
    (
        lambda: cn.Conclusion("y", "exceeds"),
        "threshold is missing: 'exceeds' is compared with a number. Write threshold=0.5.",
    ),
    (
        lambda: cn.Conclusion("y", "exceeds", 0.3, threshold=0.3),
        "under must be an intervention such as cn.do(x='low'), not 0.3. A threshold goes by its name: "
        "threshold=0.3. (Conclusion)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("make", "message"), WRITTEN)
def test_what_to_write_stands_behind_what_is_wrong(make, message):
    with pytest.raises(cn.errors.ModelError) as caught:
        make()
    assert str(caught.value) == message


def test_a_variable_alone_is_not_yet_an_intervention():
    with pytest.raises(cn.errors.InterventionError) as caught:
        cn.do("x")
    assert str(caught.value) == (
        "do() takes cuts, as_if(…), mappings, other interventions, or x='state'; not 'x'. Write cn.do(x='high')."
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: cn.Variable("x", AB, [0.5, 0.5]),
            "baseline must be a Baseline or a Panel, not [0.5, 0.5]. ",
        ),
        (
            lambda: cn.Variable("x", AB, mechanism="ordinal"),
            "mechanism must be a mechanism, not 'ordinal'.",
        ),
        (
            lambda: cn.Influence("a", "b", "−"),
            "sign must be '+', '-' or '?', not '−'. That is a typographic",
        ),
    ],
)
def test_the_slips_of_a_beginner_get_a_sentence(make, message):
    with pytest.raises(cn.errors.ModelError) as caught:
        make()
    assert str(caught.value).startswith(message)
