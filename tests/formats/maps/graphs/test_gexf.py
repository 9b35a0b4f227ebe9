"""GEXF, as networkx and Gephi write it."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

import causalnet as cn
from tests.formats.maps.loading import left_out, links, loaded, refused

GEPHI = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta><title>Farms</title></meta>
  <graph defaultedgetype="directed">
    <attributes class="edge"><attribute id="0" title="polarity" type="string"><default>+</default></attribute></attributes>
    <nodes>
      <node id="1" label="Rain"><viz:color r="1" g="2" b="3"/><viz:position x="1" y="2"/></node>
      <node id="2" label="Harvest" start="2001"/>
      <node id="3"/>
    </nodes>
    <edges>
      <edge id="0" source="1" target="2"/>
      <edge id="1" source="2" target="1" type="mutual" weight="2.5"><attvalues><attvalue for="0" value="-"/></attvalues></edge>
      <edge id="2" source="1" target="3" type="undirected"/>
    </edges>
  </graph>
</gexf>
"""


def test_gephi_declares_attributes_and_their_defaults(tmp_path: Path) -> None:
    held = loaded(tmp_path, GEPHI, "farm.gexf")

    assert links(held) == ["rain → harvest (+)", "harvest → rain (-)", "rain → harvest (-)"]
    assert held.links[1].weight == 2.5
    assert held.title == "Farms"
    assert [f.label for f in held.factors.values()] == ["Rain", "Harvest", "3"]
    assert left_out(held) == {
        "edges without a direction": 1,
        "colours, sizes and positions": 2,
        "times of nodes": 1,
    }


def test_what_networkx_writes_is_read(tmp_path: Path) -> None:
    graph = nx.DiGraph()
    graph.add_edge("雨", "収穫", sign="+", quote="雨が降る")
    graph.add_edge("収穫", "雨", sign="-")
    nx.write_gexf(graph, tmp_path / "farm.gexf")

    held = cn.load(tmp_path / "farm.gexf")

    assert isinstance(held, cn.CausalMap)
    assert links(held) == ["雨 → 収穫 (+)", "収穫 → 雨 (-)"]
    assert held.links[0].quote == "雨が降る"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<gexf/>", "'x.gexf' is not GEXF: it lacks the element 'graph'."),
        ("<graphml/>", "'x.gexf' is not GEXF: its top element is 'graphml'."),
        ('<gexf><graph><nodes><node id="a"/></nodes>\n<edges><edge id="e" source="a" target="c" type="two"/></edges></graph></gexf>', "2 mistakes in x.gexf:\n  line 2, edge 'e': No node 'c'; the nodes are a.\n  line 2, edge 'e' has the type 'two'; it must be directed, undirected or mutual."),
        ('<gexf><graph><nodes><node/><node id="a"/><node id="a"/></nodes></graph></gexf>', "2 mistakes in x.gexf:"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path, text, "x.gexf").startswith(message)


def test_nodes_inside_a_node_are_factors_and_the_nesting_is_told(tmp_path: Path) -> None:
    inner = '<nodes><node id="2" label="Sub"/></nodes>'
    text = (
        '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed"><nodes>'
        f'<node id="1" label="Whole">{inner}</node></nodes><edges><edge source="2" target="1"/></edges></graph></gexf>'
    )

    held = loaded(tmp_path, text, "farm.gexf")

    assert links(held) == ["sub → whole (?)"]
    assert left_out(held) == {"nodes that hold others": 1}
