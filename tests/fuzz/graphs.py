"""Graphs that carry a model, dagitty text and AgenaRisk models that are nearly right."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import causalnet as cn
from causalnet.formats.graph_text.dagitty_text import dagitty_text
from causalnet.formats.graph_text.dot_text import dot_text
from causalnet.formats.graph_text.gexf_text import gexf_text
from causalnet.formats.graph_text.graphml_text import graphml_text
from causalnet.formats.model_graphs.carried_model import carrying_graph

LAWN = cn.CausalModel(
    "lawn",
    [cn.Variable("rain", ["no", "yes"]), cn.Variable("wet", ["no", "yes"])],
    [cn.Influence("rain", "wet", "+", 1.5), cn.Influence("wet", "wet", "+", 0.5, lag=1)],
)
RANKED = {
    "id": "y",
    "name": "y",
    "configuration": {
        "type": "Ranked",
        "states": ["L", "M", "H"],
        "table": {
            "type": "Partitioned",
            "partitions": ["b"],
            "expressions": [
                "TNormal(wmean(2.0, a, 1.0, a), 0.1, 0, 1)",
                "TNormal(mixminmax(1, 2, a, -(a + 1) / 2), 0.1, 0, 1)",
            ],
        },
    },
}


def _node(key: str, kind: str, p: list[float]) -> dict[str, object]:
    table = {"type": "Manual", "probabilities": [[x] for x in p]}
    states = ["L", "M", "H"][: len(p)]
    return {
        "id": key,
        "name": key,
        "configuration": {"type": kind, "states": states, "table": table},
    }


RISK = {
    "settings": {"sampleSizeRanked": 3},
    "dataSets": [{"observations": []}],
    "networks": [
        {
            "id": "n",
            "name": "n",
            "nodes": [
                _node("a", "Ranked", [0.2, 0.3, 0.5]),
                _node("b", "Boolean", [0.5, 0.5]),
                RANKED,
            ],
            "links": [{"parent": "a", "child": "y"}, {"parent": "b", "child": "y"}],
        }
    ],
}
DAGITTY = cn.MixedGraph({"x": [], "m": ["x"], "y": ["m"]}, [("x", "y")], ["m"])
# The kinds of files: suffix and seeds.
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "carried-graphml": (".graphml", (graphml_text(carrying_graph(LAWN, "x.graphml")).encode(),)),
    "carried-gexf": (".gexf", (gexf_text(carrying_graph(LAWN, "x.gexf")).encode(),)),
    "carried-dot": (".dot", (dot_text(carrying_graph(LAWN, "x.dot")).encode(),)),
    "dagitty": (".dagitty", (dagitty_text(DAGITTY, {"x": "exposure"}).encode(),)),
    "cmpx": (".cmpx", (json.dumps({"model": RISK}).encode(),)),
}


def graph(suffix: str, data: bytes, folder: Path) -> bool:
    """A file of a graph or a network: whether it was read; what was read is saved and read again."""
    path, again = folder / f"input{suffix}", folder / f"again{suffix}"
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        try:
            found = cn.load(path)
        except cn.CausalnetError as error:
            str(error)
            return False
        if not isinstance(found, cn.CausalMap):
            cn.save(found, again)
            assert cn.load(again) == found, "saved and loaded, it is another"
    return True


GRAPHS: dict[str, Callable[[bytes, Path], bool]] = {
    name: partial(graph, suffix) for name, (suffix, _) in KINDS.items()
}
GRAPH_SEEDS = {name: seeds for name, (_, seeds) in KINDS.items()}
