"""DNE as Netica writes it, and what is wrong with a file."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.formats.networks.dne.reader import holds_dne, read_dne

LAWN = """// ~->[DNET-1]->~

// File created by hand; "quotes" too

bnet Lawn {
AutoCompile = TRUE;
visual V1 {
    nodefont = font {shape= "Arial"; size= 9;};
    NodeSet Node {BuiltIn = 1; Color = 0xe1e1e1;};
    };
node rain {
    kind = NATURE;
    discrete = TRUE;
    chance = CHANCE;
    states = (no, yes);
    parents = ();
    probs =
        // no           yes
        (0.75,          0.25);
    title = "rain";
    visual V1 { center = (66, 30); };
    };
node wet {
    kind = NATURE;
    discrete = TRUE;
    numstates = 2;
    parents = (rain);
    probs =
        // state0  state1  // rain
          ((0.875, 0.125),  // no
           (0.25,  0.75));  // yes
    };
node level {
    kind = NATURE;
    discrete = FALSE;
    chance = DETERMIN;
    levels = (0, 10, 1e+02);
    parents = (wet);
    functable = (#0, "10 to 1e+02");
    };
ElimOrder = (rain, wet);
};
"""


def read(text: str) -> cn.Network:
    return read_dne(text.encode(), "x.dne")


def test_a_file_of_netica_is_read():
    network = read(LAWN)

    assert (network.name, network.variables) == ("Lawn", ("rain", "wet", "level"))
    assert network.states["wet"] == ("state0", "state1")
    assert network.states["level"] == ("0 to 10", "10 to 1e+02")
    assert network.values("wet").tolist() == [[0.875, 0.125], [0.25, 0.75]]
    assert network.values("level").tolist() == [[1, 0], [0, 1]]
    assert holds_dne(LAWN.encode())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("(0.25,  0.75)", "(0.25,  0.65)", "'x.dne', line 31: The row (yes) of 'wet' sums to 0.9, not to 1."),
        ("(0.25,  0.75)", "(@imposs,  0.75)", "'x.dne', line 31: The table of 'wet': '@imposs' is not a number."),
        ("(0.25,  0.75)", "0.25", "line 30: The table of 'wet' has 3 numbers, not 4 (the product of"),
        ("parents = (rain)", "parents = (rian)", "line 27: No variable 'rian'; the variables are rain, wet, level. Did you mean 'rain'?"),
        ("kind = NATURE", "kind = ASSUME", "line 11: The node 'rain' is of the kind ASSUME, which is not read; the kinds are NATURE,"),
        ("numstates = 2", "numstates = two", "line 26: The number of states of 'wet' is not a whole number from 1 to 100,000: two."),
        ("(#0, ", "(#7, ", "line 39: No state '#7' of 'level'; its states are 0 to 10, 10 to 1e+02."),
        ("(#0, ", "(", "line 39: The function of 'level' has 1 values, not 2."),
        ("functable = ", "equation = ", "line 39: The node 'level' is given by an equation; only tables are read. Convert"),
        ("states = (no, yes)", "states = (no, no)", "line 11: The variable 'rain' repeats the state 'no'."),
        ("bnet Lawn", "dnet Lawn", "'x.dne' is not DNE: line 5: expected 'bnet' and a name, found 'dnet'."),
        ("};\n    };\nnode wet {", "};\nnode wet {", "is not DNE"),
        ("ElimOrder", "}; ElimOrder", "'x.dne' is not DNE: line 41: expected the end of the file, found 'ElimOrder'."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(old, new, message):
    with pytest.raises(cn.errors.CausalnetError) as raised:
        read(LAWN.replace(old, new, 1))
    assert message in str(raised.value)


def test_certain_rows_constants_and_titles_alone():
    text = LAWN.replace("(0.25,  0.75))", "#1)").replace(
        "states = (no, yes)", 'statetitles = ("Not", "A lot")'
    )
    text = text.replace(
        "ElimOrder", 'node TEXT1 { kind = CONSTANT; title = "Rain"; }; /* a */ ElimOrder'
    )
    with pytest.warns(cn.errors.LossWarning, match="1 note and 1 title list"):
        network = read(text)

    assert network.states["rain"] == ("Not", "A lot")
    assert network.values("wet").tolist() == [[0.875, 0.125], [0, 1]]


@pytest.mark.filterwarnings("ignore::causalnet.errors.LossWarning")
def test_a_function_may_name_the_values_of_states():
    network = read(
        "bnet a { node b { states = (x, y); probs = (0.5, 0.5); };"
        'node c { discrete = TRUE; statetitles = ("one", "five"); numstates = 2; levels = (1, 5);'
        " parents = (b); functable = (5, 1); }; };"
    )

    assert network.values("c").tolist() == [[0, 1], [1, 0]]


def test_titles_notes_and_findings_are_said_to_be_left_out():
    text = LAWN.replace(
        'title = "rain"', 'title = "Rain in May"; evidence = yes; comment = "A \\\n    b"'
    )
    with pytest.warns(
        cn.errors.LossWarning,
        match=r"^'x.dne' is read without 1 finding, 1 note and 1 title: a Network does",
    ):
        read(text)
