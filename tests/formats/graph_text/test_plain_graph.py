"""Graphs as texts: names, labels and attributes with any letters come back from other readers."""

from __future__ import annotations

import io
import warnings

import networkx as nx
import pydot
import pytest
from hypothesis import given, settings

from causalnet.formats.graph_text.dot_text import dot_text
from causalnet.formats.graph_text.gexf_text import gexf_text
from causalnet.formats.graph_text.graphml_text import graphml_text
from causalnet.formats.graph_text.mermaid_text import mermaid_text
from causalnet.formats.graph_text.plain_graph import PlainEdge, PlainGraph, PlainNode
from causalnet.formats.map_building.map_file import MapFile
from causalnet.formats.maps.graphs.dot import graph_of_dot
from tests.strategies.models import labels

ODD = PlainGraph(
    "<&> \"of\" 'it'",
    {"a": PlainNode('<b>"]]>', {'strength_Ann & "Bo"': 0.5}), "b": PlainNode("雨\\n\\", {})},
    [PlainEdge("a", "b", "-", {"lag": 1, 'strength_Ann & "Bo"': 0.25, "latent": True})],
)


@pytest.mark.parametrize(
    ("write", "read"), [(graphml_text, nx.read_graphml), (gexf_text, nx.read_gexf)]
)
def test_networkx_reads_xml_with_odd_names_and_types(write, read) -> None:
    graph = read(io.BytesIO(write(ODD).encode()))

    assert [held["label"] for _, held in graph.nodes(data=True)] == ['<b>"]]>', "雨\\n\\"]
    ((_, _, held),) = graph.edges(data=True)
    assert held["sign"] == "-"
    assert (held["lag"], held['strength_Ann & "Bo"'], held["latent"]) == (1, 0.25, True)


def test_pydot_reads_dot_with_odd_names() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pydot's, of pyparsing
        (graph,) = pydot.graph_from_dot_data(dot_text(ODD))

    (edge,) = graph.get_edges()
    assert edge.get("arrowhead") == '"tee"'
    assert edge.get("lag") == '"1"'


@settings(max_examples=25)
@given(labels.filter(bool))
def test_a_label_in_dot_is_read_as_it_was_written(label: str) -> None:
    text = dot_text(PlainGraph("", {"a": PlainNode(label), "b": PlainNode("b")}))
    graph = graph_of_dot(MapFile(text.encode(), "x.dot"))

    assert graph.nodes["n0"].label == (" ".join(label.split()) or "n0")


def test_a_flowchart_has_no_markup_in_its_texts() -> None:
    assert mermaid_text(ODD) == (
        'flowchart LR\n  n0["#60;b#62;#34;#93;#93;#62;"]\n  n1["雨#92;n#92;"]\n  n0 --x|"− lag 1"| n1\n'
    )
