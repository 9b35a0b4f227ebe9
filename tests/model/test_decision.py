"""Decisions and utilities as parts of a model and of a network, and what does not fit."""

import pytest

import causalnet as cn
from causalnet.errors import ArgumentError, ModelError, NetworkError, UnknownNameError

LAWN = cn.load("lawn")
SPRINKLE = cn.Choice("sprinkler", sees=["rain"])
GREEN = cn.Utility(
    "green", ["wet", "rain"], {(w, r): 1.0 for w in ("no", "yes") for r in ("no", "yes")}
)


def test_worths_are_tables_by_states() -> None:
    table = GREEN.array({"wet": ("no", "yes"), "rain": ("no", "yes")})
    assert table.tolist() == [[1.0, 1.0], [1.0, 1.0]]
    one = cn.Utility("green", ["wet"], {("no",): 0, ("yes",): 2})
    assert one == cn.Utility("green", "wet", {"no": 0, "yes": 2})


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (cn.Choice("sprinkler", ["wet"]), "looks at what comes after it: "),
        (cn.Choice("sprinkle"), "No variable 'sprinkle'.* Did you mean 'sprinkler'"),
        (cn.Choice("sprinkler", ["rian"]), "No variable 'rian'.* Did you mean 'rain'"),
        (cn.Utility("u", "wet", {"no": 0}), "has no worth for 'yes'"),
        (cn.Utility("u", "wet", {"no": 0, "yse": 1}), "No state 'yse'.* Did you mean 'yes'"),
        (cn.Utility("u", "wte", {"no": 0, "yes": 1}), "No variable 'wte'.* Did you mean 'wet'"),
    ],
)
def test_what_does_not_fit_a_model(part: cn.Choice | cn.Utility, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        LAWN.adding(part)


@pytest.mark.parametrize(
    ("of", "worth", "message"),
    [
        ([], {}, "of is empty"),
        (["a", "a"], {}, "different variables"),
        (["a", "b"], {"low": 1}, "takes a state of each"),
        ("a", {"low": float("nan")}, "must be a finite number"),
        ("a", {"low": "much"}, "worth"),
    ],
)
def test_what_is_no_utility(of: list[str], worth: dict[str, float], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        cn.Utility("u", of, worth)


@pytest.mark.parametrize(
    ("sees", "message"),
    [(["rain", "rain"], "sees names 'rain' more than once"), (["x"], "names the decision itself")],
)
def test_what_is_no_choice(sees: list[str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        cn.Choice("x", sees)


def test_a_model_with_decisions_in_a_file_and_by_other_names() -> None:
    model = LAWN.adding(SPRINKLE, GREEN)
    assert model.fingerprint != LAWN.fingerprint
    assert [c.kind for c in cn.diff(LAWN, model)] == ["decisions", "utilities"]
    assert model.replacing(cn.Choice("sprinkler")).decisions["sprinkler"].sees == ()
    with pytest.raises(UnknownNameError, match="No decision 'rain'"):
        model.replacing(cn.Choice("rain"))


def test_a_network_holds_them_through_its_variants() -> None:
    network = cn.compile_model(LAWN.adding(SPRINKLE, GREEN))
    bare = cn.compile_model(LAWN)
    assert network.decisions == {"sprinkler": ("rain",)}
    assert network.utilities == (GREEN,)
    assert network != bare
    assert network.fingerprint != bare.fingerprint
    assert network.replacing({"rain": [0.5, 0.5]}).utilities == (GREEN,)
    assert "1 decision" in repr(network)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"decisions": {"dig": []}}, "No variable 'dig'"),
        ({"decisions": {"dog": "cat"}}, "must be a sequence"),
        ({"decisions": {"dog": ["dog"]}}, "cannot look at what comes after it: dog → dog"),
        ({"decisions": {"dog": ["cat", "cat"]}}, "The decision 'dog' sees 'cat' more than once"),
        ({"utilities": [cn.Utility("u", "dig", {"no": 1})]}, "No variable 'dig'"),
        ({"utilities": [cn.Utility("u", "dog", {"no": 1})]}, "has no worth for 'yes'"),
        ({"utilities": ["u"]}, "must be a Utility, got 'u'"),
        ({"utilities": [cn.Utility("u", "dog", {"no": 1, "yes": 0})] * 2}, "more than one utility"),
    ],
)
def test_what_does_not_fit_a_network(given: dict[str, object], message: str) -> None:
    with pytest.raises((ArgumentError, NetworkError, UnknownNameError), match=message):
        cn.Network(
            {"dog": ["no", "yes"], "cat": ["no", "yes"]},
            {},
            {"dog": [0.5, 0.5], "cat": [0.5, 0.5]},
            **given,  # type: ignore[arg-type]
        )


def test_equal_worths_have_one_fingerprint_whatever_the_type_of_their_numbers() -> None:
    def network(low: float) -> cn.Network:
        return cn.Network(
            {"dog": ["no", "yes"]},
            {},
            {"dog": [0.5, 0.5]},
            decisions={"dog": ()},
            utilities=[cn.Utility("u", "dog", {"no": low, "yes": 2})],
        )

    assert network(1) == network(1.0)
    assert network(1).fingerprint == network(1.0).fingerprint != network(1.5).fingerprint
