"""Decisions and utilities in files: what comes back, what peers make of it, and what decide makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats.networks.net.reader import read_net
from causalnet.formats.networks.xdsl.reader import read_xdsl

UMBRELLA = cn.Network(
    {
        "umbrella?": ["take", "leave it"],
        "weather": ["rain", "sun"],
        "fore cast": ["bad", "good"],
    },
    {"fore cast": ["weather"]},
    {
        "umbrella?": [0.5, 0.5],
        "weather": [0.3, 0.7],
        "fore cast": [[0.8, 0.2], [0.25, 0.75]],
    },
    name="umbrella",
    decisions={"umbrella?": ["fore cast"]},
    utilities=[
        cn.Utility(
            "com/fort",
            ["umbrella?", "weather"],
            {
                ("take", "rain"): 70,
                ("take", "sun"): 20.5,
                ("leave it", "rain"): -10,
                ("leave it", "sun"): 100,
            },
        ),
        cn.Utility("load", "umbrella?", {"take": -1, "leave it": 0}),
    ],
)
HOLDING = [".xmlbif", ".xdsl", ".net", ".dne"]


@pytest.mark.parametrize("suffix", HOLDING)
def test_decisions_and_utilities_come_back(suffix: str, tmp_path: Path) -> None:
    cn.save(UMBRELLA, tmp_path / f"umbrella{suffix}")
    again = cn.load(tmp_path / f"umbrella{suffix}")

    assert again == UMBRELLA
    assert again.variables == UMBRELLA.variables
    assert dict(cn.decide(again).worths) == dict(cn.decide(UMBRELLA).worths)


@pytest.mark.parametrize("suffix", [".bif", ".uai"])
def test_what_a_format_does_not_hold_is_said(suffix: str, tmp_path: Path) -> None:
    with pytest.warns(
        cn.errors.LossWarning,
        match=rf"^'umbrella\{suffix}' holds the network without its decisions and its utilities\.$",
    ):
        cn.save(UMBRELLA, tmp_path / f"umbrella{suffix}")


@pytest.mark.parametrize("suffix", HOLDING)
def test_a_decision_that_has_a_table_of_its_own_loses_it_and_says_so(
    suffix: str, tmp_path: Path
) -> None:
    network = cn.Network(
        {"a": ["x", "y"], "b": ["x", "y"]},
        {"a": ["b"]},
        {"b": [0.5, 0.5], "a": [[0.9, 0.1], [0.2, 0.8]]},
        decisions={"a": []},
        utilities=[cn.Utility("u", "a", {"x": 1, "y": 2}, note="euros")],
    )
    with pytest.warns(
        cn.errors.LossWarning,
        match="without the notes on its utilities and the tables of its decided variables",
    ):
        cn.save(network, tmp_path / f"n{suffix}")


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_pyagrum_reads_the_diagram(tmp_path: Path) -> None:
    import pyagrum

    path = tmp_path / "umbrella.bifxml"
    cn.save(UMBRELLA, path)
    diagram = pyagrum.InfluenceDiagram()
    diagram.loadBIFXML(str(path))

    assert diagram.decisionNodeSize() == 1
    assert diagram.utilityNodeSize() == 2
    assert diagram.utility("com/fort").toarray().ravel().tolist() == [70, 20.5, -10, 100]
    again = tmp_path / "again.bifxml"
    diagram.saveBIFXML(str(again))
    with pytest.warns(cn.errors.LossWarning, match="attribute"):
        assert cn.load(again).utilities == UMBRELLA.utilities


GENIE = """<smile id="u"><nodes>
<cpt id="weather"><state id="rain"/><state id="sun"/><probabilities>0.25 0.75</probabilities></cpt>
<decision id="take"><state id="yes"/><state id="no"/></decision>
<utility id="dry"><parents>weather take</parents><utilities>1 0 1 1</utilities></utility>
<utility id="load"><parents>take</parents><utilities>-1 0</utilities></utility>
<mau id="part"><parents>load</parents><weights>2</weights></mau>
<mau id="all"><parents>dry part</parents><weights>10 3</weights></mau>
</nodes></smile>"""


def test_weighted_utilities_are_multiplied() -> None:
    dry, load = read_xdsl(GENIE.encode(), "u.xdsl").utilities

    assert dict(dry.worth) == {
        ("rain", "yes"): 10, ("rain", "no"): 0, ("sun", "yes"): 10, ("sun", "no"): 10
    }  # fmt: skip
    assert dict(load.worth) == {"yes": -6, "no": 0}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<weights>2</weights>", "<expressions>2*load</expressions>", "line 6: The node 'part' joins utilities by an expression; only additive weights"),
        ("<weights>2</weights>", "<weights>2 3</weights>", "line 6: The node 'part' joins 1 utilities by 2 weights."),
        ("<parents>load</parents>", "<parents>all</parents>", "line 6: The joined utilities make a cycle: "),
        ("-1 0<", "-1<", "line 5: The utility 'load' has 1 numbers, not 2."),
        ("<parents>take</parents>", "", "line 5: The utility 'load' depends on nothing."),
        ('<decision id="take">', '<decision id="take"><parents>load</parents>', "line 3: The variable 'take' cannot depend on the utility 'load'."),
        ('<decision id="take">', '<decision id="take"><parents>dry</parents>', "line 3: The variable 'take' cannot depend on the utility 'dry'."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_diagram(old: str, new: str, message: str) -> None:
    with pytest.raises(cn.errors.NetworkError) as raised:
        read_xdsl(GENIE.replace(old, new).encode(), "u.xdsl")
    assert message in str(raised.value)


def test_a_diagram_of_hugin_is_read() -> None:
    network = read_net(
        b"""net {}
        decision take { states = ("yes" "no"); }
        node weather { states = ("rain" "sun"); }
        utility dry { }
        potential (weather) { data = (0.25 0.75); }
        potential (take | weather) { }
        potential (dry | take weather) { data = ((1 1)(0 1)); }""",
        "u.net",
    )

    assert dict(network.decisions) == {"take": ("weather",)}
    assert network.utilities[0].by_states["no", "rain"] == 0
