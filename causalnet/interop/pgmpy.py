"""pgmpy: networks come from it and go back to it. The only module that imports it."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from causalnet.errors import NetworkError
from causalnet.network.network import Network

if TYPE_CHECKING:
    from pgmpy.models import DiscreteBayesianNetwork

__all__ = ["bif_text", "from_pgmpy", "network_of_bif", "to_pgmpy"]


def from_pgmpy(model: DiscreteBayesianNetwork) -> Network:
    """A pgmpy network as a `Network`: names, state names, causes in their order, and tables.

    Parameters
    ----------
    model : pgmpy.models.DiscreteBayesianNetwork
        With a CPD for every node. States that are not strings become their text.

    Raises
    ------
    NetworkError
        Where a CPD is missing, or two CPDs name a variable's states differently.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]})
    >>> cn.from_pgmpy(cn.to_pgmpy(lawn)).table("rain").values
    array([0.8, 0.2])
    """
    cpds = {cpd.variable: cpd for cpd in model.get_cpds()}
    missing = [str(node) for node in model.nodes() if node not in cpds]
    if missing:
        raise NetworkError(f"There is no CPD for {', '.join(missing)}.")
    own = {v: [str(s) for s in cpd.state_names[v]] for v, cpd in cpds.items()}
    states = {str(v): names for v, names in own.items()}
    parents = {str(v): [str(p) for p in cpd.variables[1:]] for v, cpd in cpds.items()}
    tables = {}
    for v, cpd in cpds.items():
        values = np.moveaxis(np.asarray(cpd.values, dtype=np.float64), 0, -1)
        for axis, p in enumerate(cpd.variables[1:]):
            order = _same_states(str(v), str(p), own[p], [str(s) for s in cpd.state_names[p]])
            values = values.take(order, axis=axis)
        tables[str(v)] = values
    return Network(states, parents, tables, name=str(getattr(model, "name", "") or ""))


def _same_states(variable: str, parent: str, own: list[str], here: list[str]) -> list[int]:
    """Where each of a parent's states stands in the table of its child."""
    if sorted(own) != sorted(here):
        raise NetworkError(
            f"The CPD of {variable!r} names the states of {parent!r} {here}; its own CPD names them {own}."
        )
    return [here.index(state) for state in own]


def to_pgmpy(network: Network) -> DiscreteBayesianNetwork:
    """A `Network` as a pgmpy network, for everything that pgmpy does and we don't.

    Parameters
    ----------
    network : Network
        For an elicited model, ``causalnet.compile_model(model)``.

    Returns
    -------
    pgmpy.models.DiscreteBayesianNetwork

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]})
    >>> cn.to_pgmpy(lawn).get_cpds("rain").state_names
    {'rain': ['no', 'yes']}
    """
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork()
    model.name = network.name
    model.add_nodes_from(network.variables)
    model.add_edges_from((p, v) for v in network for p in network.parents[v])
    for v in network:
        table = network.table(v)
        model.add_cpds(
            TabularCPD(
                v,
                len(network.states[v]),
                table.values.reshape(-1, table.values.shape[-1]).T,
                evidence=list(table.causes),
                evidence_card=[len(network.states[c]) for c in table.causes],
                state_names={a: list(network.states[a]) for a in table.axes},
            )
        )
    return model


def network_of_bif(data: bytes, name: str) -> Network:
    """The network that a BIF file describes.

    Raises
    ------
    NetworkError
        Where pgmpy cannot read it, or its tables make no network.
    """
    from pgmpy.readwrite import BIFReader

    try:
        text = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        reader = BIFReader(string=text.decode().replace("\r\n", "\n"))
        model = reader.get_model()
    except Exception as error:
        # pgmpy has no exception of its own for a malformed file: anything may come out of it.
        detail = f"{type(error).__name__}: {error}".strip()
        raise NetworkError(f"{name} is not a BIF file that pgmpy can read ({detail}).") from error
    if not model.nodes():
        raise NetworkError(f"{name} is not a BIF file: it declares no variable.")
    called = reader.network_name
    model.name = Path(name).name.split(".")[0] if called in (None, "unknown") else called
    return from_pgmpy(model)


def bif_text(network: Network) -> str:
    """A network in the BIF format."""
    from pgmpy.readwrite import BIFWriter

    return str(BIFWriter(to_pgmpy(network)))
