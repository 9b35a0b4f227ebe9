"""GraphML, as networkx and yEd write it."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

import causalnet as cn
from tests.formats.maps.loading import left_out, links, loaded, refused

YED = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="node" id="d1" yfiles.type="nodegraphics"/>
  <key for="edge" id="d2" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0"><data key="d1"><y:ShapeNode><y:NodeLabel>Rain
fall</y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1"><data key="d1"><y:ShapeNode><y:NodeLabel>収穫</y:NodeLabel></y:ShapeNode></data></node>
    <edge source="n0" target="n1"><data key="d2"><y:PolyLineEdge>
      <y:Arrows source="none" target="standard"/><y:EdgeLabel>+</y:EdgeLabel></y:PolyLineEdge></data></edge>
    <edge source="n1" target="n0"><data key="d2"><y:PolyLineEdge>
      <y:Arrows source="none" target="t_shape"/></y:PolyLineEdge></data></edge>
    <edge source="n1" target="n0"><data key="d2"><y:PolyLineEdge>
      <y:Arrows source="none" target="none"/></y:PolyLineEdge></data></edge>
  </graph>
</graphml>
"""


def test_yed_shows_labels_signs_and_blunt_heads(tmp_path: Path) -> None:
    held = loaded(tmp_path, YED, "farm.graphml")

    assert links(held) == ["rain_fall → 収穫 (+)", "収穫 → rain_fall (-)"]
    assert held.factors["rain_fall"].label == "Rain fall"
    assert left_out(held)["edges without a direction"] == 1


def test_what_networkx_writes_is_read(tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="Rain", kind="sky", x=1.5)
    graph.add_edge("a", "b", sign="-", source="Amina", quote="A <quote> & more", lag=2)
    graph.add_edge("a", "b", polarity="positive", weight=0.5, colour="red")
    graph.add_edge("b", "a", weight=-2.0)
    nx.write_graphml(graph, tmp_path / "farm.graphml")

    held = cn.load(tmp_path / "farm.graphml")

    assert isinstance(held, cn.CausalMap)
    assert held.links == (
        cn.Link("rain", "b", "-", source="Amina", quote="A <quote> & more", lag=2),
        cn.Link("rain", "b", "+", weight=0.5, note="colour: red"),
        cn.Link("b", "rain", "-", weight=-2.0),
    )
    assert held.factors["rain"].note == "kind: sky"


def test_positive_weights_alone_are_no_signs(tmp_path: Path) -> None:
    graph = nx.DiGraph()
    graph.add_edge("a", "b", weight=1.0)
    nx.write_graphml(graph, tmp_path / "x.graphml")

    held = cn.load(tmp_path / "x.graphml")

    assert isinstance(held, cn.CausalMap)
    assert links(held) == ["a → b (?)"]


TOP = '<graphml><graph edgedefault="directed"><node id="a"/>\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'{TOP}<node id="a"/><node/></graph></graphml>', "2 mistakes in x.graphml:\n  line 2, node 'a' repeats the id of line 1, node 'a'.\n  line 2, node in line 2 lacks its id."),
        (f'{TOP}<edge source="a" target="B"/><edge target="a"/></graph></graphml>', "2 mistakes in x.graphml:\n  line 2, edge in line 2: No node 'B'; the nodes are a.\n  line 2, edge in line 2 lacks its source."),
        (f"{TOP}</graph>", "'x.graphml' is not XML: line 2, column 9: no element found."),
        ("", "'x.graphml' is not XML: line 1, column 1: no element found."),
        ("<gexf/>", "'x.graphml' is not GraphML: its top element is 'gexf'."),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><graphml>&b;</graphml>', "'x.graphml', line 1: declares a document type or entities, which are not read."),
        ('<?xml version="1.0" encoding="nonsense"?><graphml/>', "'x.graphml' is not XML that can be read: unknown encoding: nonsense."),
        ("<graphml>" + "<graph>" * 200, "'x.graphml', line 1: it is too deep or too large."),
        ("<graphml>" + "".join(f'<key id="{i}"/>' for i in range(501)) + "</graphml>", "'x.graphml' declares more than 500 attributes: too many for a map."),
        ("<graphml/>", "'x.graphml' holds no links: there is nothing to make a map of."),
    ],
    ids=lambda value: str(value)[-60:],
)  # fmt: skip
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path, text, "x.graphml") == message


def test_hyperedges_and_nested_graphs_are_accounted_for(tmp_path: Path) -> None:
    text = (
        '<graphml><graph edgedefault="undirected"><node id="a"><graph edgedefault="directed"><node id="b"/>'
        '<node id="c"/><edge source="b" target="c"/></graph></node><hyperedge/>'
        '<edge source="a" target="b"/><edge source="a" target="c" directed="true"/></graph></graphml>'
    )

    held = loaded(tmp_path, text, "x.graphml")

    assert links(held) == ["a → c (?)", "b → c (?)"]
    assert left_out(held) == {
        "edges without a direction": 1,
        "nodes that hold others": 1,
        "hyperedges": 1,
    }


def test_networkx_reads_what_is_written(tmp_path: Path) -> None:
    farm = cn.CausalMap(
        "farm",
        [cn.Link("rain", "harvest", "+", quote='"A & B" < C', tags=["x", "y"], lag=1)],
        factors=[cn.Factor("rain", "Rain; in spring"), cn.Factor("harvest")],
    )
    cn.save(farm, tmp_path / "farm.graphml")

    graph = nx.read_graphml(tmp_path / "farm.graphml")

    assert [graph.nodes[node]["label"] for node in graph] == ["Rain; in spring", "harvest"]
    [(_, _, held)] = graph.edges(data=True)
    assert held == {"sign": "+", "quote": '"A & B" < C', "tags": "x|y", "lag": 1}
