"""What a drawing or a bare graph does not hold of a model or a network."""

from __future__ import annotations

from collections.abc import Collection

from causalnet.errors import LossWarning
from causalnet.model.causal_model import CausalModel
from causalnet.network.mixed_graph import MixedGraph
from causalnet.network.network import Network
from causalnet.notation import counted, enumerated
from causalnet.rounding import warn_caller

__all__ = ["graph_losses", "warn_of_graph_losses", "warn_of_lags", "warn_of_table_losses"]

# The parts of a model that are listed by their number, in the order of a model file.
PARTS = ("source", "claim", "modifier", "absence", "rival", "proposal", "actor")


def graph_losses(
    value: CausalModel | Network | MixedGraph, holds: Collection[str] = ()
) -> list[str]:
    """The parts of a model or a network that a graph leaves out, each with its number.

    Parameters
    ----------
    value : CausalModel, Network or MixedGraph
    holds : collection of {"signs", "lags", "tables"}
        What the graph says of an influence besides its ends; or that it has the tables of the compiled model.

    Examples
    --------
    >>> graph_losses(Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]}))
    ['the states and table of 1 variable']
    """
    if isinstance(value, MixedGraph):
        return []
    if isinstance(value, Network):
        return _of_network(value)
    lost = [] if "tables" in holds else _of_numbers(value, holds)
    for part in PARTS:
        n = len(getattr(value, f"{part}s"))
        # What scales an influence is in its table.
        lost += [counted(n, part)] if n and not (part == "modifier" and "tables" in holds) else []
    pieces = len(value.evidence)
    lost += [f"{pieces:,} {'piece' if pieces == 1 else 'pieces'} of evidence"] if pieces else []
    lost += ["what is known today"] if value.known else []
    return [*lost, *(f"the texts in {language!r}" for language in value.languages[1:])]


def _of_network(value: Network) -> list[str]:
    lost = [
        f"the states and {'table' if len(value) == 1 else 'tables'} of {counted(len(value), 'variable')}"
    ]
    for part, n in (("decision", len(value.decisions)), ("utility", len(value.utilities))):
        if n:
            lost.append(counted(n, part) if part == "decision" or n == 1 else f"{n} utilities")
    return lost


def _of_numbers(value: CausalModel, holds: Collection[str]) -> list[str]:
    """What tables would hold."""
    variables = value.variables.values()
    lost = [f"the states and definitions of {counted(len(variables), 'variable')}"]
    lagged = sum(i.lag > 0 for i in value.influences) if "lags" not in holds else 0
    counts = [
        (sum(v.baseline is not None for v in variables), "baseline", "variable"),
        (len(value.influences) - lagged if "signs" not in holds else 0, "sign", "influence"),
        (sum(value.strength(i) is not None for i in value.influences), "strength", "influence"),
    ]
    lost += [
        f"the {what}{'' if n == 1 else 's'} of {counted(n, of)}" for n, what, of in counts if n
    ]
    return lost + ([counted(lagged, "lagged influence")] if lagged else [])


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


def warn_of_table_losses(value: CausalModel, file: str) -> None:
    """Warn of everything that the tables of a model, at its central numbers, do not hold.

    Warns
    -----
    LossWarning
    """
    lagged = sum(i.lag > 0 for i in value.influences)
    lost = ["its judgements", *([counted(lagged, "lagged influence")] if lagged else [])]
    lost += graph_losses(value, ("tables",))
    text = f"{file!r} holds the tables of the model at its central numbers, without {enumerated(lost)}."
    warn_caller(text, LossWarning)
