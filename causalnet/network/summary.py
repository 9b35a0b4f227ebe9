"""A network in one line and as a fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set, Sized

import numpy as np
from numpy.typing import NDArray

from causalnet.model.decision import Utility
from causalnet.notation import counted

__all__ = ["network_digest", "network_line", "network_sizes"]


def network_sizes(
    parents: Mapping[str, Sequence[str]], draws: int | None, decisions: Sized
) -> dict[str, int]:
    """The number of each kind of part."""
    sizes = {"variable": len(parents), "arrow": sum(map(len, parents.values()))}
    if draws is not None:
        sizes["draw"] = draws
    return sizes | ({"decision": len(decisions)} if decisions else {})


def network_line(name: str, sizes: dict[str, int]) -> str:
    """The name of a network and its size."""
    called = f" {name!r}" if name else ""
    return f"<Network{called}: {', '.join(counted(n, kind) for kind, n in sizes.items())}>"


def network_digest(
    states: Mapping[str, Sequence[str]],
    parents: Mapping[str, Sequence[str]],
    ordered: Set[str],
    tables: Mapping[str, NDArray[np.float64]],
    decisions: Mapping[str, Sequence[str]],
    utilities: Sequence[Utility],
) -> str:
    """Twelve hexadecimal digits for all of it, whatever the order of the variables."""
    digest = hashlib.sha256()
    for v in sorted(states):
        own = (v, states[v], parents[v], v in ordered)
        digest.update(repr(own).encode())
        # Adding zero makes one number of 0.0 and -0.0, which are equal.
        digest.update((tables[v] + 0.0).tobytes())
    if decisions or utilities:
        # Equal numbers of two types, such as 1 and 1.0, count as one.
        worths = [
            (u.name, u.of, sorted((s, float(x) + 0.0) for s, x in u.by_states.items()), u.note)
            for u in utilities
        ]
        digest.update(repr((sorted(decisions.items()), worths)).encode())
    return digest.hexdigest()[:12]
