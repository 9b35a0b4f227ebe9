"""XDSL as GeNIe writes it, and what is wrong with a file."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.formats.networks.xdsl.reader import read_xdsl

LAWN = """<?xml version="1.0" encoding="ISO-8859-1"?>
<smile version="1.0" id="lawn" numsamples="1000">
 <nodes>
  <cpt id="rain"><state id="no" /><state id="yes" /><probabilities>0.75 0.25</probabilities></cpt>
  <deterministic id="wet">
   <state id="dry" /><state id="wet" />
   <parents>rain</parents>
   <resultingstates>dry wet</resultingstates>
  </deterministic>
 </nodes>
 <extensions><genie version="1.0" app="GeNIe" name="caf\xe9">
  <node id="rain"><name>rain</name><interior color="e5f6f7" /><position>1 2 3 4</position></node>
 </genie></extensions>
</smile>
"""


def read(text: str) -> cn.Network:
    return read_xdsl(text.encode("latin-1"), "x.xdsl")


def test_a_file_of_genie_is_read_with_its_encoding():
    network = read(LAWN)

    assert (network.name, network.variables) == ("lawn", ("rain", "wet"))
    assert network.states["wet"] == ("dry", "wet")
    assert network.values("wet").tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (">dry wet<", ">dry wat<", "'x.xdsl', line 8: No state 'wat' of 'wet'; its states are dry, wet. Did you mean 'wet'?"),
        (">dry wet<", ">dry<", "'x.xdsl', line 8: The deterministic node 'wet' has 1 resulting states, not 2."),
        ("<parents>rain<", "<parents>rian<", "'x.xdsl', line 7: No variable 'rian'; the variables are rain, wet. Did you mean"),
        ("0.75 0.25", "0.75 0.15", "'x.xdsl', line 4: The table of 'rain' sums to 0.9, not to 1."),
        ('<cpt id="rain">', '<equation id="r"/><cpt id="rain">', "'x.xdsl', line 4: The node 'r' is of the kind 'equation', which is not read; the kinds are cpt, noisymax,"),
        ("</nodes>", "</nodes><dynamic/>", "'x.xdsl', line 10: A network with time slices (dynamic) is not read."),
        ("<smile", "<smyle", "'x.xdsl' is not XML: line 14, column 3: mismatched tag."),
        ("<smile", "<!DOCTYPE smile []><smile", "'x.xdsl', line 2: declares a document type or entities"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(old, new, message):
    with pytest.raises(cn.errors.CausalnetError) as raised:
        read(LAWN.replace(old, new, 1))
    assert message in str(raised.value)


def test_labels_notes_and_cases_are_said_to_be_left_out():
    text = LAWN.replace("<name>rain", "<comment>c</comment><name>Rain in May")
    text = text.replace("</smile>", "<cases><case name='a'/><case name='b'/></cases></smile>")
    with pytest.warns(
        cn.errors.LossWarning,
        match=r"^'x.xdsl' is read without 2 cases, 1 label and 1 note: a Network does not hold them\.$",
    ):
        read(text)
