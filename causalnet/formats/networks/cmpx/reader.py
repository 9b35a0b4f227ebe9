"""AgenaRisk models (``.cmpx``): JSON with a network of labelled, Boolean and ranked nodes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from causalnet.errors import FileError, few_names
from causalnet.formats.map_building.json_text import parsed_json
from causalnet.formats.networks.cmpx.node_table import NodeTable
from causalnet.formats.networks.parts.file_network import FileNetwork, FileNode
from causalnet.formats.networks.parts.names import ORDERED
from causalnet.formats.networks.parts.network_builder import built_network
from causalnet.formats.networks.parts.problems import Problems
from causalnet.formats.textfile import decoded
from causalnet.names import name_mistakes
from causalnet.network.network import Network
from causalnet.notation import counted

__all__ = ["OWN", "holds_cmpx", "read_cmpx"]

# The first bytes among which the key stands that only these files have.
HEAD = 20_000
OWN = "causalnet"
"""The key of an object with properties of ours, which AgenaRisk does not read."""
KINDS = ("Boolean", "Labelled", "Ranked", "DiscreteReal", "ContinuousInterval", "IntegerInterval")
# AgenaRisk's own number of points in the interval of a state.
POINTS, MOST_POINTS = 5, 100


def holds_cmpx(held: bytes) -> bool:
    """Whether the first bytes of a file are those of an AgenaRisk model."""
    return held.lstrip()[:1] == b"{" and b'"model"' in held[:HEAD]


def read_cmpx(held: bytes, file: str) -> Network:
    """The network in an AgenaRisk model, with the tables that its expressions describe.

    A variable has the name of its node, or the identifier if two nodes share a name. A ranked node declares the order of
    its states, the first of which is the interval that begins at 0. Where AgenaRisk has stored the table of an
    expression, that table is read; else it is worked out (`ranked_node_table`).

    Raises
    ------
    FileError
        If it is not an AgenaRisk model with one network.
    NetworkError
        With every mistake: simulation nodes, and expressions of other kinds than ``TNormal``.

    Warns
    -----
    LossWarning
        If it holds observations.

    References
    ----------
    N. E. Fenton, M. Neil and J. G. Caballero (2007), "Using ranked nodes to model qualitative judgments in Bayesian
    networks", *IEEE TKDE* 19(10).
    """
    text = decoded(held, file)
    top = parsed_json(text, file)
    model = top.get("model") if isinstance(top, dict) else None
    networks = model.get("networks") if isinstance(model, dict) else None
    if not isinstance(model, dict) or not isinstance(networks, list):
        raise FileError(f"{file!r} is not an AgenaRisk model: it has no 'model' with 'networks'.")
    if len(networks) != 1 or not isinstance(networks[0], dict):
        raise FileError(
            f"{file!r} holds {counted(len(networks), 'network')}; a model with one is read. Join its risk objects, "
            "or save one of them as a model, in AgenaRisk."
        )
    return _Reader(text, model, networks[0], Problems(file), file).network()


class _Reader:
    """One network, whose nodes are found by their identifiers."""

    def __init__(
        self,
        text: str,
        model: dict[str, Any],
        held: dict[str, Any],
        problems: Problems,
        file: str,
    ) -> None:
        self.text, self.model, self.held = text, model, held
        self.problems, self.file = problems, file

    def network(self) -> Network:
        nodes = self._by_id()
        self.problems.raise_any()
        causes = self._causes(nodes)
        names = self._names(nodes)
        found = FileNetwork(name=str(self.held.get("name") or ""), properties=_own(self.held))
        for key, node in nodes.items():
            found.nodes.append(self._node(key, node, nodes, causes[key], names))
        found.left_out["observation"] = self._observations()
        self.problems.raise_any()
        return built_network(found, self.file, self.problems)

    def _line(self, key: str) -> int:
        place = re.search(
            rf'"id"\s*:\s*{re.escape(json.dumps(key, ensure_ascii=False))}', self.text
        )
        return 1 if place is None else self.text.count("\n", 0, place.start()) + 1

    def _objects(self, held: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        value = held.get(key) or []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.problems.add(1, f"{key!r} must be a list of objects.")
            return []
        return value

    def _by_id(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for node in self._objects(self.held, "nodes"):
            key = node.get("id")
            if not isinstance(key, str) or not key:
                self.problems.add(1, f"A node has the id {key!r}; it must be a text.")
            elif key in found:
                self.problems.add(self._line(key), f"The node {key!r} is declared again.")
            else:
                found[key] = node
        return found

    def _causes(self, nodes: Mapping[str, object]) -> dict[str, list[str]]:
        """The causes of each node, in the order of the links, which is that of the axes of its table."""
        found: dict[str, list[str]] = {key: [] for key in nodes}
        for link in self._objects(self.held, "links"):
            cause, effect = link.get("parent"), link.get("child")
            for end in (cause, effect):
                if not isinstance(end, str) or end not in nodes:
                    self.problems.add(1, f"A link names the node {end!r}, which is not declared.")
                    break
            else:
                found[str(effect)].append(str(cause))
        if self._objects(self.model, "links"):
            self.problems.add(1, "Links between networks are not read.")
        return found

    def _names(self, nodes: Mapping[str, dict[str, Any]]) -> dict[str, str]:
        """The name of each node; its identifier where names are repeated or cannot be names of variables."""
        given = {key: node.get("name") for key, node in nodes.items()}
        times = Counter(map(repr, given.values()))
        fit = all(
            isinstance(name, str) and times[repr(name)] == 1 and not name_mistakes("", name)
            for name in given.values()
        )
        return {key: str(given[key]) if fit else key for key in nodes}

    def _observations(self) -> int:
        held = self._objects(self.model, "dataSets")
        return sum(len(self._objects(scenario, "observations")) for scenario in held)

    def _points(self) -> int:
        settings = self.model.get("settings")
        given = settings.get("sampleSizeRanked", POINTS) if isinstance(settings, dict) else POINTS
        if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= MOST_POINTS:
            return given
        self.problems.add(1, f"'sampleSizeRanked' must be from 1 to {MOST_POINTS}, not {given!r}.")
        return POINTS

    def _node(
        self,
        key: str,
        node: Mapping[str, Any],
        nodes: Mapping[str, dict[str, Any]],
        causes: list[str],
        names: Mapping[str, str],
    ) -> FileNode:
        line = self._line(key)
        held = _configuration(node)
        kind = held.get("type")
        called = f"The node {names[key]!r}"
        if held.get("simulated"):
            self.problems.add(
                line,
                f"{called} is a simulation node: its values are continuous, and a network has states. Give it "
                "states (uncheck Simulation) or leave it out in AgenaRisk.",
            )
        elif kind not in KINDS:
            self.problems.add(
                line, f"{called} has the type {kind!r}; the types are {few_names(KINDS)}."
            )
        states = _states(held)
        if states is None:
            self.problems.add(line, f"{called} must have a list of texts under 'states'.")
        table = NodeTable(
            name=names[key],
            line=line,
            held=held.get("table"),
            constants=_constants(held),
            causes=causes,
            configurations={c: _configuration(nodes[c]) for c in causes},
            points=self._points(),
        )
        properties = _own(node) | ({ORDERED: "yes"} if kind == "Ranked" else {})
        return FileNode(
            name=names[key],
            line=line,
            states=states or (),
            causes=[names[c] for c in causes],
            table=table,
            properties=properties,
        )


def _configuration(node: Mapping[str, Any]) -> dict[str, Any]:
    held = node.get("configuration")
    return held if isinstance(held, dict) else {}


def _states(held: Mapping[str, Any]) -> list[str] | None:
    found = held.get("states")
    if held.get("simulated"):
        return []
    if not isinstance(found, list) or not all(isinstance(state, str) for state in found):
        return None
    return found


def _constants(held: Mapping[str, Any]) -> dict[str, float]:
    """The constants that expressions of a node may name."""
    found = held.get("variables")
    pairs = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return {
        str(one.get("name")): float(one["value"])
        for one in pairs
        if isinstance(one.get("value"), int | float)
    }


def _own(part: Mapping[str, Any]) -> dict[str, str]:
    """The properties of ours."""
    held = part.get(OWN)
    if not isinstance(held, dict):
        return {}
    return {key: value for key, value in held.items() if isinstance(value, str)}
