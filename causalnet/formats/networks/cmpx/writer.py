"""A network as an AgenaRisk model: its tables as numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from causalnet.formats.networks.cmpx.reader import OWN, read_cmpx
from causalnet.formats.networks.parts.names import (
    ORDERED,
    TRUE_NAME,
    encoded_name,
    is_identifier,
    replacement_words,
)
from causalnet.formats.networks.parts.writing import network_bytes
from causalnet.formats.networks.parts.written_nodes import WrittenNode, written_nodes
from causalnet.names import name_mistakes
from causalnet.network.network import Network

__all__ = ["cmpx_bytes", "cmpx_text"]

SETTINGS = {
    "parameterLearningLogging": False,
    "discreteTails": False,
    "sampleSizeRanked": 5,
    "convergence": 0.01,
    "simulationLogging": False,
    "iterations": 50,
    "tolerance": 1,
}


def cmpx_bytes(network: Network, file: str) -> bytes:
    """A network as an AgenaRisk model without loss: `read_cmpx` returns an equal one, apart from decisions."""
    return network_bytes(network, file, "AgenaRisk", cmpx_text, read_cmpx)


def cmpx_text(network: Network) -> str:
    """The network in JSON: variables whose states are ordered as ranked nodes, others as labelled nodes.

    Examples
    --------
    >>> lawn = Network({"wet grass": ["no", "yes"]}, {}, {"wet grass": [0.75, 0.25]}, name="lawn", ordered=True)
    >>> held = json.loads(cmpx_text(lawn))["model"]["networks"][0]["nodes"][0]
    >>> held["id"], held["name"], held["configuration"]["type"], held["configuration"]["table"]["probabilities"]
    ('wet_grass', 'wet grass', 'Ranked', [[0.75], [0.25]])
    """
    nodes = written_nodes(network, _words, _words, utilities=False)
    ids = {
        node.word: word
        for node, word in zip(nodes, replacement_words([*network], "v", is_identifier), strict=True)
    }
    held: dict[str, Any] = {
        "id": "network",
        "name": network.name
        if _is_plain(network.name) and network.name != "unknown"
        else "network",
        "nodes": [
            _node(node, ids[node.word], ranked=node.name in network.ordered) for node in nodes
        ],
        "links": [
            {"parent": ids[cause], "child": ids[node.word]}
            for node in nodes
            for cause in node.causes
        ],
    }
    if held["name"] != network.name:
        held[OWN] = {TRUE_NAME: encoded_name(network.name)}
    scenario = {"id": "Scenario 1", "active": True, "displayable": True, "observations": []}
    model = {"settings": SETTINGS, "dataSets": [scenario], "networks": [held], "links": []}
    return json.dumps({"model": model}, ensure_ascii=False, indent=1) + "\n"


def _words(names: Sequence[str], stem: str) -> list[str]:
    return replacement_words(names, stem, _is_plain, str)


def _is_plain(name: str) -> bool:
    return not name_mistakes("", name)


def _node(node: WrittenNode, key: str, *, ranked: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": key,
        "name": node.word,
        "configuration": {
            "type": "Ranked" if ranked else "Labelled",
            "states": [*node.states],
            "table": {
                "type": "Manual",
                "nptCompiled": True,
                # A row for each state, where ours has a row for each combination of the causes' states.
                "probabilities": [[*row] for row in zip(*node.rows, strict=True)],
            },
        },
    }
    own = {name: value for name, value in node.properties.items() if name != ORDERED}
    return made | ({OWN: own} if own else {})
