"""XMLBIF: read back without loss, by peers with the same numbers, and what is wrong with a file."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from pgmpy.readwrite import XMLBIFReader

import causalnet as cn
from causalnet.formats.networks.xmlbif import read_xmlbif, xmlbif_text
from tests.formats.networks.named import (
    assert_pgmpy_has,
    assert_pyagrum_reads,
    assert_same,
    every_word,
    named,
)

LAWN = """<?xml version="1.0"?>
<!DOCTYPE BIF [
  <!ELEMENT BIF ( NETWORK )*>
  <!ATTLIST VARIABLE TYPE (nature|decision|utility) "nature">
]>
<BIF VERSION="0.3"><NETWORK><NAME>lawn</NAME>
<VARIABLE TYPE="nature"><NAME>rain</NAME><OUTCOME>no</OUTCOME><OUTCOME>yes</OUTCOME></VARIABLE>
<VARIABLE TYPE="nature"><NAME>wet</NAME><OUTCOME>no</OUTCOME><OUTCOME>yes</OUTCOME></VARIABLE>
<DEFINITION><FOR>rain</FOR><TABLE>0.75 0.25</TABLE></DEFINITION>
<DEFINITION><FOR>wet</FOR><GIVEN>rain</GIVEN><TABLE>
  0.875 0.125 <!-- no
  -->
  0.25 0.75
</TABLE></DEFINITION>
</NETWORK></BIF>
"""


def read(text: str) -> cn.Network:
    return read_xmlbif(text.encode(), "x.xml")


@settings(max_examples=20)
@given(named())
def test_any_name_comes_back(network):
    assert_same(read(xmlbif_text(network)), network)


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
def test_peers_read_every_hostile_word(tmp_path):
    network, path = every_word(), tmp_path / "words.bifxml"
    cn.save(network, path)
    # pyAgrum reads one blank of two.
    words = {v: v.replace("a  b", "a_b") for v in network}
    states = {v: [s.replace("a  b", "a_b") for s in own] for v, own in network.states.items()}
    assert_same(cn.load(path), network)
    assert_pgmpy_has(XMLBIFReader(path=str(path)).get_model(), network, words, states)
    assert_pyagrum_reads(path, network, words, states)


def test_a_file_with_its_grammar_and_comments_is_read():
    network = read(LAWN)

    assert (network.name, network.variables) == ("lawn", ("rain", "wet"))
    assert network.values("wet").tolist() == [[0.875, 0.125], [0.25, 0.75]]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0.25 0.75\n", "0.25 0.65\n", "'x.xml', line 13: The row (yes) of 'wet' sums to 0.9, not to 1."),
        ("0.25 0.75\n", "0.25 x\n", "'x.xml', line 13: The table of 'wet': 'x' is not a number."),
        ("0.25 0.75\n", "0.25 nan\n", "'x.xml', line 13: The table of 'wet': 'nan' is not a number."),
        ("0.25 0.75\n", "-0.25 1.25\n", "'x.xml', line 13: The table of 'wet': -0.25 is not a probability."),
        (
            "0.25 0.75\n",
            "0.25\n",
            "'x.xml', line 11: The table of 'wet' has 3 numbers, not 4 (the product of the numbers of "
            "states: 2 × 2).",
        ),
        (
            "<GIVEN>rain</GIVEN>",
            "<GIVEN>rian</GIVEN>",
            "'x.xml', line 10: No variable 'rian'; the variables are rain, wet. Did you mean 'rain'?",
        ),
        ("<GIVEN>rain</GIVEN>", "<GIVEN>wet</GIVEN>", "'x.xml', line 10: The arrows make a cycle: wet → wet."),
        (
            "<DEFINITION><FOR>rain",
            "<DEFINITION><FOR>snow",
            "line 9: A DEFINITION is for 'snow', which is not declared as a VARIABLE.",
        ),
        ("<NAME>wet</NAME><OUTCOME>no", "<NAME>wet</NAME><OUTCOME>yes", "line 8: The variable 'wet' repeats the state 'yes'."),
        ("<NAME>wet", "<NAME>rain", "line 8: The variable 'rain' is declared again; it is declared in line 7 already."),
        ('TYPE="nature"><NAME>wet', 'TYPE="x"><NAME>wet', "line 8: The variable 'wet' is 'x'; the types are nature"),
        ("<BIF VERSION", "<BIG VERSION", "'x.xml' is not XML: line 15, column 13: mismatched tag."),
        (" ]>", " ]>", "'x.xml' is not XMLBIF"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(old, new, message):
    text = LAWN.replace(old, new, 1) if old in LAWN else "<net/>"
    with pytest.raises(cn.errors.CausalnetError) as raised:
        read(text)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE BIF [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE BIF [<!ENTITY % a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE BIF SYSTEM "http://example.org/bif.dtd">',
        "<!DOCTYPE BIF [%a;]>",
    ],
)
def test_entities_and_other_files_are_refused(declared):
    with pytest.raises(cn.errors.FileError, match=r"'x.xml'.* line 1\b"):
        read(declared + "<BIF><NETWORK><NAME>&a;</NAME></NETWORK></BIF>")


def test_rounded_rows_are_normalised_and_said():
    with pytest.warns(cn.errors.RoundingWarning, match="'x.xml': a row does .*: line 13"):
        network = read(LAWN.replace("0.25 0.75\n", "0.333 0.666\n"))
    assert network.values("wet").sum(axis=1).tolist() == [1, 1]


def test_what_a_network_does_not_hold_is_said_but_for_the_layout():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read(LAWN.replace("<OUTCOME>", "<PROPERTY>position = (1, 2)</PROPERTY><OUTCOME>", 1))
    with pytest.warns(
        cn.errors.LossWarning, match="^'x.xml' is read without 1 attribute: a Network"
    ):
        read(LAWN.replace("<OUTCOME>", "<PROPERTY>author = me</PROPERTY><OUTCOME>", 1))


def test_xmlbif_in_a_file_of_another_suffix_is_recognised(tmp_path):
    (tmp_path / "lawn.bif").write_text(LAWN)
    (tmp_path / "lawn.dat").write_text(LAWN)

    assert cn.load(tmp_path / "lawn.bif").name == "lawn"
    assert cn.load(tmp_path / "lawn.dat", format="xmlbif").name == "lawn"
