"""Hugin NET as Hugin writes it, and what is wrong with a file."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.formats.networks.net.reader import holds_net, read_net

LAWN = """% written by hand
class Lawn
{
    inputs = ();
    outputs = ();
    node_size = (80 40);
    HR_Desc = "";

    node wet
    {
        label = "";
        position = (10 20);
        states = ("no" "not 100% \\"sure\\"");
    }
    discrete node rain { states = (no yes); HR_LinkMode = "[U:2]"; }
    potential (rain) { data = (0.75 0.25); }
    potential (wet | rain)
    {
        data = ((0.875 0.125)   % no
                (0.25 0.75));   % yes
    }
}
"""


def read(text: str) -> cn.Network:
    return read_net(text.encode(), "x.net")


def test_a_file_of_hugin_is_read():
    network = read(LAWN)

    assert (network.name, network.variables) == ("Lawn", ("wet", "rain"))
    assert network.states["wet"] == ("no", 'not 100% "sure"')
    assert network.values("wet").tolist() == [[0.875, 0.125], [0.25, 0.75]]
    assert holds_net(LAWN.encode())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("(0.25 0.75)", "(0 0)", "'x.net', line 20: The row (yes) of 'wet' sums to 0, not to 1."),
        ("(0.25 0.75)", "(-3 7)", "'x.net', line 20: The table of 'wet': -3 is not a probability."),
        ("(0.25 0.75)", "(0.25 a)", "'x.net', line 20: The table of 'wet': 'a' is not a number."),
        ("(0.25 0.75)", "()", "'x.net', line 19: The table of 'wet' has 2 numbers, not 4 (the product of"),
        ("(wet | rain)", "(wet | rian)", "'x.net', line 17: No variable 'rian'; the variables are wet, rain. Did you mean 'rain'?"),
        ("(wet | rain)", "(wet rain)", "line 17: The potential (wet rain) is of 2 variables; one must stand before '|'."),
        ("(wet | rain)", "(wat | rain)", "line 17: A potential is for 'wat', which is not declared as a node."),
        ("(wet | rain)", "(rain | wet)", "line 17: The potential of 'rain' is given again; it is given in line 16 already."),
        ("discrete node", "continuous node", "line 15: The node 'rain' is a 'continuous node', which is not read; the kinds are node,"),
        ("data = ((", "model_data = ((", "line 17: The potential of 'wet' is an expression (model_data); only numbers (data) are read."),
        ("(no yes);", "(no no);", "'x.net', line 15: The variable 'rain' repeats the state 'no'."),
        ("(no yes);", "(no yes)", "'x.net' is not Hugin NET: line 15: expected ';' after states = ( … ), found 'another text'."),
        ("(wet | rain)", "wet", "'x.net' is not Hugin NET: line 17: expected variables in brackets, e.g. ( x | a b ), found 'wet'."),
        ("    }\n}\n", "", "'x.net' is not Hugin NET: line 20: expected an attribute such as label = \"…\" that ends in ';' or '}', the file ends."),
        ("discrete node", "instance i : Other (a = b) {} discrete node", "line 15: An instance of another class is not read: instance i : Other (a = b)."),
        ("class Lawn\n{", "node a {} class B {", "'a' lists no states"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(old, new, message):
    with pytest.raises(cn.errors.CausalnetError) as raised:
        read(LAWN.replace(old, new, 1))
    assert message in str(raised.value)


@pytest.mark.parametrize("row", ["(3 9)", "(0.2 0.6)"])
def test_rows_of_weights_are_divided_by_their_sums_and_that_is_said(row):
    with pytest.warns(
        cn.errors.RoundingWarning,
        match="1 row not of probabilities but of weights, the first in line 20",
    ):
        network = read(LAWN.replace("(0.25 0.75)", row, 1))
    assert network.values("wet")[1].tolist() == pytest.approx([0.25, 0.75])


def test_labels_notes_and_attributes_are_said_to_be_left_out():
    text = LAWN.replace('label = ""', 'label = "Wet grass"; state_values = (0 1)')
    text = text.replace('HR_Desc = ""', 'HR_Desc = "A lawn."')
    with pytest.warns(
        cn.errors.LossWarning,
        match=r"^'x.net' is read without 1 attribute, 1 label and 1 note: a Network",
    ):
        read(text)
