"""A district of variables that share hidden causes, and tables of it that no figures tell apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from causalnet.inference.posterior import joint
from causalnet.network.graph import ancestors
from causalnet.network.network import Network

__all__ = ["LatentDistrict"]

Array = NDArray[np.float64]

# Steps of EM from a random start, alone and before the iteration of Levenberg and Marquardt, and the steps of that.
EM_STEPS, QUICK_EM_STEPS, POLISHING_STEPS = 300, 30, 200
# The cells of the tables up to which a world is made exact.
MOST_PARAMETERS = 400
LEAST = 1e-12
# Where steps have become this short, the iteration is stuck at an edge.
MOST_DAMPING = 1e7


class LatentDistrict:
    """A district with its hidden causes: measured variables from outside go in, its measured variables come out."""

    def __init__(
        self, network: Network, hidden: Collection[str], district: Collection[str], times: int
    ) -> None:
        self.network, self.unmeasured = network, frozenset(hidden)
        self.inner = [v for v in network.order if v in self._causes(network, hidden, district)]
        self.hidden = [v for v in self.inner if v in hidden]
        self.sizes = {v: len(s) for v, s in network.states.items()}
        self.sizes |= {v: times * self.sizes[v] for v in self.hidden}
        self.most_states = max((self.sizes[v] for v in self.hidden), default=0)
        seen = [v for v in self.inner if v not in hidden]
        outside = {p for v in self.inner for p in network.parents[v]} - {*self.inner}
        self.inputs = [v for v in network.order if v in outside]
        self.names = [*self.inputs, *seen, *self.hidden]
        self.cells = tuple(self.sizes[v] for v in (*self.inputs, *seen))
        self._measured_names = seen

    @staticmethod
    def _causes(network: Network, hidden: Collection[str], district: Collection[str]) -> set[str]:
        parents = {v: [p for p in above if p in hidden] for v, above in network.parents.items()}
        return ancestors(parents, district)

    @property
    def cells_of_joint(self) -> int:
        """The cells of the joint table of inputs, measured and hidden variables."""
        return prod(self.sizes[v] for v in self.names)

    @property
    def parameters(self) -> int:
        """The number of cells in its tables."""
        return sum(prod(self._shape(v)) for v in self.inner)

    def _shape(self, name: str) -> tuple[int, ...]:
        return tuple(self.sizes[v] for v in (*self.network.parents[name], name))

    def _axes(self, name: str) -> list[int]:
        return [self.names.index(v) for v in (*self.network.parents[name], name)]

    def _joint(self, tables: Mapping[str, Array]) -> Array:
        """P(measured, hidden | do(inputs)), the axes of the inputs first."""
        terms: list[object] = []
        for name in self.inner:
            terms += [tables[name], self._axes(name)]
        everything = np.einsum(*terms, list(range(len(self.names))), optimize=True)  # type: ignore[call-overload]
        return np.asarray(everything)

    def _measured(self, everything: Array) -> Array:
        return np.asarray(everything.sum(axis=tuple(range(len(self.cells), everything.ndim))))

    def fitted(self, rng: np.random.Generator) -> tuple[dict[str, Array], float]:
        """Tables from a random start that reproduce the measured variables, and how far they are from that."""
        tables = {v: rng.dirichlet(np.ones(self.sizes[v]), self._shape(v)[:-1]) for v in self.inner}
        # How often each cell occurs, and the c-factor, which the tables must reproduce.
        self.seen = joint(self.network, [*self.inputs, *self._measured_names])
        own = {v: self.network.values(v) for v in self.inner}
        self.target = self._measured(self._joint(own))
        for _ in range(QUICK_EM_STEPS if self.exact else EM_STEPS):
            tables = self._em(tables)
        tables = self._polished(tables) if self.exact else tables
        return tables, max(self._divergence(tables), 0.0)

    @property
    def exact(self) -> bool:
        """Whether it is small enough for its tables to be made exact."""
        return self.parameters <= MOST_PARAMETERS

    def _em(self, tables: Mapping[str, Array]) -> dict[str, Array]:
        """One step of expectation and maximisation."""
        everything = self._joint(tables)
        measured = self._measured(everything)
        ratio = np.divide(self.seen, measured, where=measured > 0, out=np.zeros_like(measured))
        everything = everything * ratio.reshape(*ratio.shape, *[1] * len(self.hidden))
        found: dict[str, Array] = {}
        for name in self.inner:
            kept = self._axes(name)
            others = tuple(a for a in range(everything.ndim) if a not in kept)
            order = np.argsort(np.argsort(kept))
            counts = everything.sum(axis=others).transpose(order) + LEAST
            found[name] = counts / counts.sum(axis=-1, keepdims=True)
        return found

    def _divergence(self, tables: Mapping[str, Array]) -> float:
        measured = self._measured(self._joint(tables))
        some = self.seen > 0
        return float((self.seen[some] * np.log(self.target[some] / measured[some])).sum())

    def _polished(self, tables: dict[str, Array]) -> dict[str, Array]:
        """Levenberg–Marquardt on the logarithms of the tables, towards the measured distribution."""
        damping = 1e-3
        error = self._error(tables)
        for _ in range(POLISHING_STEPS):
            if np.abs(error).max() < 1e-14 or damping > MOST_DAMPING:
                break
            slope = self._jacobian(tables)
            square = slope.T @ slope
            step = np.asarray(
                np.linalg.solve(square + damping * np.eye(len(square)), -slope.T @ error),
                np.float64,
            )
            tried = self._moved(tables, step)
            new = self._error(tried)
            if new @ new < error @ error:
                tables, error, damping = tried, new, max(damping / 10, 1e-14)
            else:
                damping *= 10
        return tables

    def _error(self, tables: Mapping[str, Array]) -> Array:
        return np.asarray((self._measured(self._joint(tables)) - self.target).ravel())

    def _moved(self, tables: Mapping[str, Array], step: Array) -> dict[str, Array]:
        found: dict[str, Array] = {}
        at = 0
        for name in self.inner:
            table = tables[name]
            moved = np.log(np.maximum(table, LEAST)) + step[at : at + table.size].reshape(
                table.shape
            )
            at += table.size
            grown = np.exp(moved - moved.max(axis=-1, keepdims=True))
            found[name] = grown / grown.sum(axis=-1, keepdims=True)
        return found

    def _jacobian(self, tables: Mapping[str, Array]) -> Array:
        """Derivatives of the measured distribution by the logarithm of every cell, rows kept at a sum of one."""
        everything = self._joint(tables)
        blocks = []
        for name in self.inner:
            family = self._axes(name)
            beyond = tuple(a for a in range(len(self.cells), everything.ndim) if a not in family)
            kept = [a for a in range(everything.ndim) if a not in beyond]
            part = everything.sum(axis=beyond)
            place = np.indices(part.shape).reshape(part.ndim, -1)
            row = (
                np.ravel_multi_index(tuple(place[: len(self.cells)]), self.cells)
                if self.cells
                else 0
            )
            own = [place[kept.index(a)] for a in family]
            column = np.ravel_multi_index(own, tables[name].shape)
            block = np.zeros((prod(self.cells), tables[name].size))
            np.add.at(block, (row, column), part.ravel())
            # The logarithms of a row are taken with respect to its sum.
            states = tables[name].shape[-1]
            sums = block.reshape(len(block), -1, states).sum(axis=-1, keepdims=True)
            shares = tables[name].reshape(1, -1, states)
            blocks.append(block - (sums * shares).reshape(block.shape))
        return np.concatenate(blocks, axis=1)

    def world(self, tables: Mapping[str, Array]) -> Network:
        """The network with other tables in the district."""
        net = self.network
        states: dict[str, Sequence[str]] = dict(net.states)
        states |= {v: [f"{i + 1}" for i in range(self.sizes[v])] for v in self.hidden}
        # A hidden variable that nothing measured depends on is left out: its table would not fit any more.
        kept = ancestors(net.parents, [v for v in net if v not in self.unmeasured])
        every = {v: tables.get(v, net.values(v)) for v in net if v in kept}
        return Network({v: states[v] for v in every}, {v: net.parents[v] for v in every}, every)
