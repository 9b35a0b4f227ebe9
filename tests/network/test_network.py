"""Networks: what they refuse, and that they stay as they are."""

import pickle

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import NetworkError

STATES = {"rain": ["no", "yes"], "wet": ["dry", "damp", "wet"]}
TABLES = {"rain": [0.8, 0.2], "wet": [[0.7, 0.2, 0.1], [0.1, 0.2, 0.7]]}


def lawn(**changes) -> cn.Network:
    return cn.Network(STATES, {"wet": ["rain"]}, {**TABLES, **changes}, name="lawn")


@pytest.mark.parametrize(
    ("parents", "changes", "message"),
    [
        (
            {"wet": ["rain"]},
            {"wet": [[0.7, 0.3], [0.1, 0.9]]},
            "The table of 'wet' has the shape (2, 2), not (2, 3): 2 (rain) × 3 (wet).",
        ),
        (
            {"wet": ["rain"]},
            {"wet": [[0.7, 0.2, 0.1], [0.1, 0.2, 0.6]]},
            "The table of 'wet' sums to 0.9 where rain='yes', not to 1.",
        ),
        (
            {"wet": ["rain"]},
            {"rain": [1.2, -0.2]},
            "The table of 'rain' holds a number that is not a probability.",
        ),
        (
            {"wet": ["rain"]},
            {"rain": [float("nan"), 1]},
            "The table of 'rain' holds a number that is not a probability.",
        ),
        ({"wet": ["rain"]}, {"rain": "often"}, "The table of 'rain' is not an array of numbers: "),
        (
            {"wet": ["rian"]},
            {},
            "parents of 'wet': No variable 'rian'; the variables are rain, wet. Did you mean 'rain'?",
        ),
        ({"wet": ["rain"], "rain": ["wet"]}, {}, "The arrows make a cycle: "),
        ({"wet": ["rain", "rain"]}, {}, "parents of 'wet': rain, rain repeats one of them."),
    ],
)
def test_tables_that_make_no_network_are_refused(parents, changes, message):
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.Network(STATES, parents, {**TABLES, **changes})
    assert str(caught.value).startswith(message)


def test_every_problem_is_reported_at_once():
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.Network({"a": ["x", "x"], "b": []}, {"c": ["a"]}, {"a": [0.5, 0.5]})
    assert str(caught.value).split("\n") == [
        "a.states repeats the state 'x'.",
        "b.states is empty. Name the states from low to high.",
        "parents: No variable 'c'; the variables are a, b.",
        "tables: there is none for 'b'.",
    ]


def test_rows_that_are_off_by_rounding_are_normalised():
    network = lawn(rain=[0.8, 0.2 + 3e-7])
    assert network.table("rain").values.sum() == pytest.approx(1, abs=1e-15)


def test_thirds_to_four_digits_are_normalised_and_that_is_said():
    rows = [[0.3333, 0.3333, 0.3333], [0.2, 0.3, 0.5]]
    with pytest.warns(cn.errors.RoundingWarning, match=r"its sum: rain='no'\.$"):
        network = lawn(wet=rows)
    assert network.values("wet").tolist() == [[1 / 3] * 3, [0.2, 0.3, 0.5]]


def test_thirds_to_two_digits_are_refused_with_how_to_go_on():
    with pytest.raises(cn.errors.NetworkError) as caught:
        lawn(wet=[[0.33, 0.33, 0.33], [0.2, 0.3, 0.5]])
    assert str(caught.value) == (
        "The table of 'wet' sums to 0.99 where rain='no', not to 1. If the numbers were rounded, "
        "write at least three decimals of each, or divide the row by its sum."
    )


def test_a_network_is_frozen():
    network = lawn()
    with pytest.raises(AttributeError, match="frozen"):
        network.name = "other"
    with pytest.raises(ValueError, match="read-only"):
        network.table("rain").values[0] = 1


def test_the_callers_array_is_copied():
    given = np.array([0.8, 0.2])
    network = lawn(rain=given)
    given[0] = 0.5
    assert network.values("rain")[0] == 0.8


def test_a_network_survives_pickling():
    again = pickle.loads(pickle.dumps(lawn()))
    assert again.fingerprint == lawn().fingerprint
    assert again.states == lawn().states


def test_the_fingerprint_follows_the_numbers():
    assert lawn().fingerprint == lawn().fingerprint
    assert lawn().fingerprint != lawn(rain=[0.8 - 1e-9, 0.2 + 1e-9]).fingerprint


def test_networks_are_equal_by_what_they_hold():
    backwards = {"wet": STATES["wet"], "rain": STATES["rain"]}
    same = cn.Network(backwards, {"wet": ["rain"]}, TABLES, name="lawn")
    assert lawn() == lawn() == same == pickle.loads(pickle.dumps(lawn()))
    assert hash(lawn()) == hash(same)
    assert len({lawn(), lawn(), same}) == 1
    assert lawn().fingerprint == same.fingerprint
    assert lawn() != "lawn"


@pytest.mark.parametrize(
    "other",
    [
        lambda: lawn(rain=[0.8 - 1e-9, 0.2 + 1e-9]),
        lambda: cn.Network(STATES, {"wet": ["rain"]}, TABLES, name="yard"),
        lambda: cn.Network(
            {**STATES, "rain": ["yes", "no"]}, {"wet": ["rain"]}, TABLES, name="lawn"
        ),
        lambda: lawn().replacing({"wet": [0.3, 0.3, 0.4]}, {"wet": []}),
        lambda: lawn().replacing({"rain": [[0.8] * 3, [0.2] * 3]}, draws=3),
        lambda: lawn().with_order("rain"),
    ],
)
def test_a_network_with_anything_else_is_another(other):
    assert lawn() != other()


def test_a_negative_zero_is_a_zero():
    plus, minus = lawn(rain=[0.0, 1.0]), lawn(rain=[-0.0, 1.0])
    assert plus == minus
    assert plus.fingerprint == minus.fingerprint


def test_replacing_leaves_the_original_alone():
    network = lawn()
    changed = network.replacing({"wet": [0, 0, 1]}, {"wet": []})
    assert changed.parents["wet"] == ()
    assert network.parents["wet"] == ("rain",)
    with pytest.raises(cn.errors.NetworkError, match="cycle: "):
        network.replacing({"rain": TABLES["wet"]}, {"rain": ["rain"]})
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'rain'"):
        network.replacing({"rian": [1, 0]})


def test_a_table_is_read_by_name():
    table = lawn().table("wet")
    assert table.axes == ("rain", "wet")
    np.testing.assert_array_equal(table[{"rain": "yes"}], [0.1, 0.2, 0.7])
    assert table[{"rain": "yes", "wet": "damp"}] == 0.2
    frame = table.to_frame()
    assert frame.loc[("yes",), "wet"].item() == 0.7
    with pytest.raises(cn.errors.UnknownNameError, match="Did you mean 'wet'"):
        lawn().table("wett")


def test_a_name_is_a_string():
    with pytest.raises(cn.errors.ArgumentError, match="'name' must be a str, got 5"):
        cn.Network({"a": ["x"]}, {}, {"a": [1]}, name=5)


def test_tables_cannot_be_exchanged():
    with pytest.raises(TypeError):
        lawn().tables["rain"] = np.array([1.0, 0.0])


def test_tables_are_equal_by_what_they_hold():
    assert lawn().table("wet") == lawn().table("wet")
    assert hash(lawn().table("wet")) == hash(lawn().table("wet"))
    assert lawn().table("rain") != lawn(rain=[0.7, 0.3]).table("rain")
    assert lawn().table("rain") != "P(rain)"


ROOT = {
    (20, 80): "sums to 100, not to 1. Percentages are written as shares: 0.2, not 20.",
    (0, 2, 0, 8): "has the shape (4,), not (2,): 2 (a). Write [0.2, 0.8], with decimal points.",
    (
        "0,2",
        "0,8",
    ): "is not an array of numbers: could not convert string to float: '0,2'. Write [0.2, 0.8].",
}


@pytest.mark.parametrize(("table", "message"), ROOT.items())
def test_numbers_of_a_table_that_are_written_otherwise(table, message):
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.Network({"a": ["no", "yes"]}, {}, {"a": [*table]})
    assert str(caught.value) == f"The table of 'a' {message}"


def test_a_table_by_the_names_of_the_states():
    with pytest.raises(
        cn.errors.NetworkError, match=r"Write \[0.2, 0.8\], in the order of the states\.$"
    ):
        cn.Network({"a": ["no", "yes"]}, {}, {"a": {"no": 0.2, "yes": 0.8}})


WET = np.array([[[0.9, 0.8], [0.1, 0.2]], [[0.2, 0.3], [0.8, 0.7]]])


def lawn_in_draws():
    return cn.Network(
        {"rain": ["no", "yes"], "wet": ["no", "yes"]},
        {"wet": ["rain"]},
        {"rain": [0.8, 0.2], "wet": WET},
        draws=2,
    )


def test_only_what_is_drawn_has_the_axis():
    network = lawn_in_draws()
    assert network.varying == ("wet",)
    assert repr(network) == "<Network: 2 variables, 1 arrow, 2 draws>"
    np.testing.assert_array_equal(network.at(1).values("wet"), WET[..., 1])
    assert network.at(1).draws is None
    assert network.at(slice(0, 1)).draws == 1


def test_networks_of_one_shape_share_their_structure():
    network = lawn_in_draws()
    assert network.structure is lawn_in_draws().structure
    assert network.structure is not network.at(0).structure


def test_a_drawn_table_prints_its_mean():
    assert "0.850 0.150" in str(lawn_in_draws().table("wet"))


def test_draws_that_do_not_fit_are_refused():
    with pytest.raises(NetworkError, match="with or without 3 draws"):
        cn.Network({"x": ["a", "b"]}, {}, {"x": [[0.5, 0.5], [0.5, 0.5]]}, draws=3)
    with pytest.raises(NetworkError, match="'wet' has 2 draws: the network cannot have 3"):
        lawn_in_draws().replacing({"rain": np.full((2, 3), 0.5)}, draws=3)


def test_rows_are_normalised_in_every_draw():
    with pytest.raises(NetworkError, match=r"sums to 1\.1"):
        cn.Network({"x": ["a", "b"]}, {}, {"x": [[0.5, 0.5], [0.5, 0.6]]}, draws=2)


EVEN = {"x": [0.5, 0.5]}


@pytest.mark.parametrize(
    ("states", "parents", "message"),
    [
        ({"x": "ab"}, {}, "states of 'x' must be a list, not 'ab'. Write ['ab']."),
        ({"x": 5}, {}, "states of 'x' must be a list, not 5."),
        ({"x": {"a"}}, {}, "states of 'x' must be a list, not {'a'}."),
        (None, {}, "states= maps variables to lists of names, not None."),
        ({"x": ["a", "b"]}, {"x": "y"}, "parents of 'x' must be a list, not 'y'. Write ['y']."),
        ({"x": ["a", "b"]}, None, "parents= maps variables to lists of names, not None."),
    ],
)
def test_states_and_parents_are_lists(states, parents, message):
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.Network(states, parents, EVEN)
    assert str(caught.value) == message
