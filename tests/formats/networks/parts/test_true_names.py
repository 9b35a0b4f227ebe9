"""Names in properties of ours: restored, and refused with their line."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.formats.networks.parts.true_names import name_of_network
from causalnet.formats.networks.uai import read_uai

LAWN = """BAYES
2
2 2
2
1 0
1 1
2
0.5 0.5
2
0.25 0.75
# causalnet_name = the%20lawn
# variable 0 causalnet_name = wet%20grass
# variable 1 causalnet_states = %3C5, 5%E2%80%9310
"""


def test_names_are_restored():
    network = read_uai(LAWN.encode(), "x.uai")

    assert (network.name, network.variables) == ("the lawn", ("wet grass", "v1"))
    assert network.states["v1"] == ("<5", "5–10")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("wet%20grass", "v1", "Two variables are called 'v1', one of them in causalnet_name."),
        ("wet%20grass", "%FF", "A property of 'v0' holds a text that is not a name: %FF."),
        ("wet%20grass", "%0A", "A variable: '\\n' is empty or has white space around it. It stands in a property of 'v0'."),
        ("%3C5, ", "", "causalnet_states names 1 states; 'v1' has 2."),
        ("%3C5", "5%E2%80%9310", "causalnet_states of 'v1' repeats '5–10'."),
        ("%3C5", "a%0Ab", "A state of 'v1': 'a\\nb' holds a character that cannot be printed. It stands in a property"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(old, new, message):
    with pytest.raises(cn.errors.NetworkError) as raised:
        read_uai(LAWN.replace(old, new).encode(), "x.uai")
    assert message in str(raised.value)
    assert str(raised.value).startswith("'x.uai', line ")


def test_a_nameless_network_has_the_name_of_its_file():
    assert name_of_network("", "lawn.bif.gz") == name_of_network("unknown", "lawn.uai") == "lawn"
