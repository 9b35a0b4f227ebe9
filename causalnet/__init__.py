"""Turn an argument into a causal model that can be questioned.

The public names load on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from causalnet.errors import CalibrationError as CalibrationError
    from causalnet.errors import CausalnetError as CausalnetError

__version__ = "0.1.0"

_HOMES = {
    "causalnet.errors": (
        "CalibrationError",
        "CausalnetError",
        "FileError",
        "ImpossibleEvidenceError",
        "InterventionError",
        "MemoryLimitError",
        "Mistake",
        "ModelError",
        "NetworkError",
        "QuoteError",
        "RenderError",
        "UnknownNameError",
    ),
    "causalnet.model.causal_model": ("CausalModel",),
    "causalnet.model.claim": ("Claim", "Evidence", "Source"),
    "causalnet.model.conclusion": ("Conclusion",),
    "causalnet.model.diff": ("ModelDiff", "diff"),
    "causalnet.model.finding": ("Likelihood", "likelihood"),
    "causalnet.model.influence": ("Absence", "Influence", "Modifier", "Rival"),
    "causalnet.model.intervention": (
        "Intervention",
        "cut",
        "do",
        "partial",
        "policy",
        "shift",
    ),
    "causalnet.model.judgement": ("Judgement", "fixed", "interval", "pert"),
    "causalnet.model.mechanism": (
        "Deterministic",
        "NoisyMax",
        "NoisyMin",
        "Ordinal",
        "RankedNode",
        "Table",
    ),
    "causalnet.model.proposal": ("Actor", "Proposal"),
    "causalnet.model.variable": ("Baseline", "Variable"),
    "causalnet.network.network": ("Network",),
    "causalnet.network.table": ("ConditionalTable",),
    "causalnet.mechanisms.compiling": ("compile_model",),
    "causalnet.interop.toml": ("load", "models", "save"),
    "causalnet.interop.spreadsheet": ("read_influences", "read_variables"),
    "causalnet.interop.quotes": ("check_quotes",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME, "__version__"])


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
