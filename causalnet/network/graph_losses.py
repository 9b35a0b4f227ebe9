"""What a drawing or a bare graph does not hold of a model or a network."""

from __future__ import annotations

from collections.abc import Collection

from causalnet.errors import LossWarning
from causalnet.model.causal_model import CausalModel
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network
from causalnet.notation import counted, enumerated
from causalnet.rounding import warn_caller

__all__ = ["graph_losses", "warn_of_graph_losses", "warn_of_lags"]

# The parts of a model that are listed by their number, in the order of a model file.
PARTS = ("source", "claim", "modifier", "absence", "rival", "proposal", "actor")


def graph_losses(
    value: CausalModel | Network | MixedGraph, holds: Collection[str] = ()
) -> list[str]:
    """The parts of a model or a network that a graph leaves out, each with its number.

    Parameters
    ----------
    value : CausalModel, Network or MixedGraph
    holds : collection of {"signs", "lags"}
        What the graph says of an influence besides its ends.

    Examples
    --------
    >>> graph_losses(Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]}))
    ['the states and table of 1 variable']
    """
    if isinstance(value, MixedGraph):
        return []
    if isinstance(value, Network):
        return [
            f"the states and {'table' if len(value) == 1 else 'tables'} of {counted(len(value), 'variable')}"
        ]
    variables = value.variables.values()
    lost = [f"the states and definitions of {counted(len(variables), 'variable')}"]
    baselines = sum(v.baseline is not None for v in variables)
    lagged = sum(i.lag > 0 for i in value.influences) if "lags" not in holds else 0
    kept = len(value.influences) - lagged
    strengths = sum(value.strength(i) is not None for i in value.influences)
    counts = [
        (baselines, "baseline", "variable"),
        (kept if "signs" not in holds else 0, "sign", "influence"),
        (strengths, "strength", "influence"),
    ]
    lost += [
        f"the {what}{'' if n == 1 else 's'} of {counted(n, of)}" for n, what, of in counts if n
    ]
    lost += [counted(lagged, "lagged influence")] if lagged else []
    for part in PARTS:
        n = len(getattr(value, f"{part}s"))
        lost += [counted(n, part)] if n else []
    pieces = len(value.evidence)
    lost += [f"{pieces:,} {'piece' if pieces == 1 else 'pieces'} of evidence"] if pieces else []
    return [*lost, *(["what is known today"] if value.known else [])]


def warn_of_graph_losses(
    value: CausalModel | Network | MixedGraph,
    file: str,
    *,
    holds: Collection[str] = (),
    renamed: int = 0,
) -> None:
    """Warn of everything that a file of a graph does not hold.

    Warns
    -----
    LossWarning
    """
    lost = graph_losses(value, holds)
    if renamed:
        lost.append(f"the quotation marks in {counted(renamed, 'name')}")
    if lost:
        warn_caller(f"{file!r} holds the graph without {enumerated(lost)}.", LossWarning)


def warn_of_lags(value: CausalModel | Network | MixedGraph, what: str) -> None:
    """Warn of the influences that a graph within a period does not have.

    Warns
    -----
    LossWarning
    """
    lagged = 0 if not isinstance(value, CausalModel) else sum(i.lag > 0 for i in value.influences)
    if lagged:
        text = (
            f"{what} is the graph within a period, without {counted(lagged, 'lagged influence')}."
        )
        warn_caller(text, LossWarning)
