"""A network in one line, as a small table, and as a fingerprint."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from causalnet.answer_tables import Sheet
from causalnet.notation import counted

if TYPE_CHECKING:
    from causalnet.network.network import Network

__all__ = ["fingerprint_of", "network_line", "network_sheet"]


def network_line(network: Network) -> str:
    """The name of a network and its size."""
    arrows = sum(len(p) for p in network.parents.values())
    parts = [counted(len(network), "variable"), counted(arrows, "arrow")]
    if network.draws is not None:
        parts.append(counted(network.draws, "draw"))
    if network.decisions:
        parts.append(counted(len(network.decisions), "decision"))
    called = f" {network.name!r}" if network.name else ""
    return f"<Network{called}: {', '.join(parts)}>"


def network_sheet(network: Network) -> Sheet:
    """The same as a table, for a notebook."""
    arrows = sum(len(p) for p in network.parents.values())
    rows = [["variables", f"{len(network):,}"], ["arrows", f"{arrows:,}"]]
    if network.draws is not None:
        rows.append(["draws", f"{network.draws:,}"])
    if network.decisions:
        rows.append(["decisions", f"{len(network.decisions):,}"])
    rows.append(["fingerprint", network.fingerprint])
    return Sheet(network.name or "Network", (), rows, (), "<<")


def fingerprint_of(network: Network) -> str:
    """Twelve hexadecimal digits for what the network says, whatever its name and the order of its variables."""
    digest = hashlib.sha256()
    for v in sorted(network.states):
        own = (v, network.states[v], network.parents[v], v in network.ordered)
        digest.update(repr(own).encode())
        # Adding zero makes one number of 0.0 and -0.0, which are equal.
        digest.update((network.tables[v] + 0.0).tobytes())
    if network.decisions or network.utilities:
        digest.update(repr((sorted(network.decisions.items()), network.utilities)).encode())
    return digest.hexdigest()[:12]
