"""Turn an argument into a causal model that can be questioned.

The public names load on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from causalnet.version import __version__ as __version__

if TYPE_CHECKING:
    from causalnet.analysis.auditing import Audit as Audit, audit as audit
    from causalnet.analysis.comparison import Comparison as Comparison, compare as compare
    from causalnet.analysis.in_time import LeverInTime as LeverInTime, LeversInTime as LeversInTime
    from causalnet.analysis.judging import verdict as verdict
    from causalnet.analysis.lever import Lever as Lever, Levers as Levers, levers as levers
    from causalnet.analysis.loop import Loop as Loop, Loops as Loops
    from causalnet.analysis.loops import loops as loops
    from causalnet.analysis.pairing import Pair as Pair, Pairs as Pairs, pairs as pairs
    from causalnet.analysis.persistence import (
        Persistence as Persistence,
        persistence as persistence,
    )
    from causalnet.analysis.sensitivity import (
        Sensitivity as Sensitivity,
        sensitivity as sensitivity,
    )
    from causalnet.analysis.sensitivity_in_time import (
        SensitivityInTime as SensitivityInTime,
        Swing as Swing,
    )
    from causalnet.analysis.signs import BySigns as BySigns, by_signs as by_signs
    from causalnet.analysis.trajectory import Trajectory as Trajectory
    from causalnet.analysis.unfolding import trajectory as trajectory
    from causalnet.analysis.verdict import Verdict as Verdict
    from causalnet.analysis.verdict_in_time import VerdictInTime as VerdictInTime
    from causalnet.analysis.verdicts import Verdicts as Verdicts, verdicts as verdicts
    from causalnet.causal.differentiating import (
        Slopes as Slopes,
        derivatives as derivatives,
        slopes as slopes,
    )
    from causalnet.causal.distribution import Distribution as Distribution
    from causalnet.causal.effects import Effect as Effect, effect as effect
    from causalnet.causal.mutilate import mutilate as mutilate
    from causalnet.causal.planning import plan as plan
    from causalnet.causal.querying import (
        Marginals as Marginals,
        marginals as marginals,
        query as query,
    )
    from causalnet.causal.spread import Spread as Spread
    from causalnet.display.diagram import Diagram as Diagram
    from causalnet.display.drawing import draw as draw
    from causalnet.display.exploring import explore as explore
    from causalnet.display.plotting import plot as plot
    from causalnet.display.reporting import report as report
    from causalnet.errors import (
        ArgumentError as ArgumentError,
        CalibrationError as CalibrationError,
        CausalnetError as CausalnetError,
        ColumnWarning as ColumnWarning,
        FileError as FileError,
        ImpossibleEvidenceError as ImpossibleEvidenceError,
        InterventionError as InterventionError,
        MemoryLimitError as MemoryLimitError,
        Mistake as Mistake,
        ModelError as ModelError,
        NetworkError as NetworkError,
        PositionError as PositionError,
        QuestionError as QuestionError,
        QuoteError as QuoteError,
        RenderError as RenderError,
        RoundingWarning as RoundingWarning,
        UnknownNameError as UnknownNameError,
        WorkerError as WorkerError,
    )
    from causalnet.interop.bif import read as read, write as write
    from causalnet.interop.networkx import (
        from_networkx as from_networkx,
        to_networkx as to_networkx,
    )
    from causalnet.interop.pgmpy import from_pgmpy as from_pgmpy, to_pgmpy as to_pgmpy
    from causalnet.interop.quotes import check_quotes as check_quotes
    from causalnet.interop.spreadsheet import (
        read_influences as read_influences,
        read_variables as read_variables,
    )
    from causalnet.interop.toml import load as load, models as models, save as save
    from causalnet.mechanisms.compiling import compile_model as compile_model, draws as draws
    from causalnet.mechanisms.unrolling import unroll as unroll
    from causalnet.model.causal_model import CausalModel as CausalModel
    from causalnet.model.claim import Claim as Claim, Evidence as Evidence, Source as Source
    from causalnet.model.conclusion import Conclusion as Conclusion
    from causalnet.model.diff import ModelDiff as ModelDiff, diff as diff
    from causalnet.model.draws import Draws as Draws
    from causalnet.model.finding import Likelihood as Likelihood, likelihood as likelihood
    from causalnet.model.influence import (
        Absence as Absence,
        Influence as Influence,
        Modifier as Modifier,
        Rival as Rival,
    )
    from causalnet.model.intervention import (
        Intervention as Intervention,
        cut as cut,
        do as do,
        partial as partial,
        policy as policy,
        shift as shift,
    )
    from causalnet.model.judgement import (
        Judgement as Judgement,
        fixed as fixed,
        interval as interval,
        pert as pert,
    )
    from causalnet.model.mechanism import (
        Deterministic as Deterministic,
        NoisyMax as NoisyMax,
        NoisyMin as NoisyMin,
        Ordinal as Ordinal,
        RankedNode as RankedNode,
        Table as Table,
    )
    from causalnet.model.proposal import Actor as Actor, Proposal as Proposal
    from causalnet.model.timing import Timed as Timed
    from causalnet.model.variable import Baseline as Baseline, Variable as Variable
    from causalnet.network.network import Network as Network
    from causalnet.network.table import ConditionalTable as ConditionalTable

_HOMES = {
    "causalnet.errors": (
        "ArgumentError",
        "CalibrationError",
        "CausalnetError",
        "ColumnWarning",
        "FileError",
        "ImpossibleEvidenceError",
        "InterventionError",
        "MemoryLimitError",
        "Mistake",
        "ModelError",
        "NetworkError",
        "PositionError",
        "QuestionError",
        "QuoteError",
        "RenderError",
        "RoundingWarning",
        "UnknownNameError",
        "WorkerError",
    ),
    "causalnet.model.causal_model": ("CausalModel",),
    "causalnet.model.claim": ("Claim", "Evidence", "Source"),
    "causalnet.model.conclusion": ("Conclusion",),
    "causalnet.model.diff": ("ModelDiff", "diff"),
    "causalnet.model.draws": ("Draws",),
    "causalnet.model.finding": ("Likelihood", "likelihood"),
    "causalnet.model.influence": ("Absence", "Influence", "Modifier", "Rival"),
    "causalnet.model.intervention": ("Intervention", "cut", "do", "partial", "policy", "shift"),
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
    "causalnet.model.timing": ("Timed",),
    "causalnet.model.variable": ("Baseline", "Variable"),
    "causalnet.network.network": ("Network",),
    "causalnet.network.table": ("ConditionalTable",),
    "causalnet.mechanisms.compiling": ("compile_model", "draws"),
    "causalnet.mechanisms.unrolling": ("unroll",),
    "causalnet.analysis.in_time": ("LeverInTime", "LeversInTime"),
    "causalnet.analysis.sensitivity_in_time": ("SensitivityInTime", "Swing"),
    "causalnet.analysis.verdict_in_time": ("VerdictInTime",),
    "causalnet.analysis.persistence": ("Persistence", "persistence"),
    "causalnet.analysis.trajectory": ("Trajectory",),
    "causalnet.analysis.unfolding": ("trajectory",),
    "causalnet.analysis.pairing": ("Pair", "Pairs", "pairs"),
    "causalnet.causal.differentiating": ("Slopes", "derivatives", "slopes"),
    "causalnet.causal.planning": ("plan",),
    "causalnet.causal.distribution": ("Distribution",),
    "causalnet.causal.spread": ("Spread",),
    "causalnet.causal.effects": ("Effect", "effect"),
    "causalnet.causal.mutilate": ("mutilate",),
    "causalnet.causal.querying": ("Marginals", "marginals", "query"),
    "causalnet.analysis.auditing": ("Audit", "audit"),
    "causalnet.analysis.comparison": ("Comparison", "compare"),
    "causalnet.analysis.judging": ("verdict",),
    "causalnet.analysis.verdict": ("Verdict",),
    "causalnet.analysis.verdicts": ("Verdicts", "verdicts"),
    "causalnet.analysis.sensitivity": ("Sensitivity", "sensitivity"),
    "causalnet.analysis.lever": ("Lever", "Levers", "levers"),
    "causalnet.analysis.loop": ("Loop", "Loops"),
    "causalnet.analysis.loops": ("loops",),
    "causalnet.analysis.signs": ("BySigns", "by_signs"),
    "causalnet.display.diagram": ("Diagram",),
    "causalnet.display.drawing": ("draw",),
    "causalnet.display.exploring": ("explore",),
    "causalnet.display.reporting": ("report",),
    "causalnet.display.plotting": ("plot",),
    "causalnet.interop.bif": ("read", "write"),
    "causalnet.interop.networkx": ("from_networkx", "to_networkx"),
    "causalnet.interop.pgmpy": ("from_pgmpy", "to_pgmpy"),
    "causalnet.interop.toml": ("load", "models", "save"),
    "causalnet.interop.spreadsheet": ("read_influences", "read_variables"),
    "causalnet.interop.quotes": ("check_quotes",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME, "__version__"])


def __getattr__(name: str) -> object:
    if name not in _HOME:
        from causalnet.errors import nearest

        hint = "" if name.startswith("_") else nearest(name, __all__)
        what = f"module {__name__!r} has no attribute {name!r}" + (f". {hint}" if hint else "")
        # A notebook shows the message alone; an interpreter that knows the module would hint again.
        raise AttributeError(what, name=name, obj=None)
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
