"""A network laid out as a file, after a check of what reading the file gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from causalnet.errors import FileError, LossWarning, NetworkError
from causalnet.network.network import Network
from causalnet.notation import enumerated
from causalnet.rounding import warn_caller

__all__ = ["MOST_NETWORK_BYTES", "network_bytes"]

MOST_NETWORK_BYTES = 16_000_000
"""The greatest size of a network file in bytes, unpacked: published ones take up to 6 MB."""


def network_bytes(
    network: Network,
    file: str,
    form: str,
    layout: Callable[[Network], str],
    read: Callable[[bytes, str], Network],
) -> bytes:
    """A network in the text of a format, which is read again to find what the format does not hold.

    Parameters
    ----------
    network : Network
    file : str
        The name of the file, for the errors.
    form : str
        The name of the format.
    layout, read : callable
        The writer and the reader of the format.

    Raises
    ------
    NetworkError
        If it has draws: every format holds one number in each cell.
    FileError
        If the file would be too large to read.

    Warns
    -----
    LossWarning
        With the parts of the network that reading does not give back.
    """
    if network.draws is not None:
        raise NetworkError(
            f"{form} holds one number in each cell, and this network has {network.draws:,} draws. "
            "Write one of them with network.at(0), or compile the model without draws."
        )
    data = layout(network).encode()
    if len(data) > MOST_NETWORK_BYTES:
        size = f"{len(data) / 1e6:.0f} MB as {form}, and at most {MOST_NETWORK_BYTES / 1e6:g} MB are read"
        raise FileError(f"{file!r} is not written: the network takes {size}.")
    lost = list(_losses(network, read(data, file)))
    if lost:
        warn_caller(f"{file!r} holds the network without {enumerated(lost)}.", LossWarning)
    return data


def _losses(one: Network, other: Network) -> Iterator[str]:
    """The parts in which two networks differ, whose variables stand in the same order."""
    if one == other and one.variables == other.variables:
        return
    if one.name != other.name:
        yield "its name"
    if one.variables != other.variables:
        yield "the names of its variables"
    if [*one.states.values()] != [*other.states.values()]:
        yield "the names of its states"
    places = dict(zip(other.variables, one.variables, strict=True))
    if one.ordered != {places[v] for v in other.ordered}:
        yield "the declared order of its states"
    if {places[d]: [places[v] for v in seen] for d, seen in other.decisions.items()} != {
        d: [*seen] for d, seen in one.decisions.items()
    }:
        yield "its decisions"
    if [u.by_states for u in one.utilities] != [u.by_states for u in other.utilities]:
        yield "its utilities"
    elif one.utilities != other.utilities:
        yield "the notes on its utilities"
    decided = {*one.decisions} & {places[d] for d in other.decisions}
    unlike = [
        v
        for v, theirs in zip(one, other.tables.values(), strict=True)
        if not np.array_equal(one.values(v), theirs)
    ]
    if any(v in decided for v in unlike):
        yield "the tables of its decided variables"
    if any(v not in decided for v in unlike):
        yield "the digits of its numbers"
