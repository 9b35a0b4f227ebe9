"""Turn an argument into a causal model that can be questioned.

The public names load on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from causalnet.version import __version__ as __version__

if TYPE_CHECKING:
    from causalnet.compilation.compiler import compile_model as compile_model, draws as draws
    from causalnet.compilation.unroll import unroll as unroll
    from causalnet.display.charts.plot import plot as plot
    from causalnet.display.diagram.diagram import Diagram as Diagram
    from causalnet.display.diagram.draw import draw as draw
    from causalnet.display.explorer.explore import explore as explore
    from causalnet.display.report.report import report as report
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
    from causalnet.formats.load import load as load
    from causalnet.formats.quotes import check_quotes as check_quotes
    from causalnet.formats.save import save as save
    from causalnet.formats.shipped import models as models
    from causalnet.formats.spreadsheet import (
        read_influences as read_influences,
        read_variables as read_variables,
    )
    from causalnet.interop.networkx import (
        from_networkx as from_networkx,
        to_networkx as to_networkx,
    )
    from causalnet.interop.pgmpy import from_pgmpy as from_pgmpy, to_pgmpy as to_pgmpy
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
    from causalnet.model.intervention import Intervention as Intervention, Timed as Timed, do as do
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
    from causalnet.model.setting import (
        cut as cut,
        partial as partial,
        policy as policy,
        shift as shift,
    )
    from causalnet.model.variable import Baseline as Baseline, Variable as Variable
    from causalnet.network.network import Network as Network
    from causalnet.network.table import ConditionalTable as ConditionalTable
    from causalnet.questions.audit.audit import Audit as Audit, audit as audit
    from causalnet.questions.effects.compare import Comparison as Comparison, compare as compare
    from causalnet.questions.effects.derivatives import (
        Slopes as Slopes,
        derivatives as derivatives,
        slopes as slopes,
    )
    from causalnet.questions.effects.effect import Effect as Effect, effect as effect
    from causalnet.questions.effects.lever import Lever as Lever
    from causalnet.questions.effects.levers import levers as levers
    from causalnet.questions.effects.levers_answer import Levers as Levers
    from causalnet.questions.effects.pairs import Pair as Pair, Pairs as Pairs, pairs as pairs
    from causalnet.questions.loops.loop import Loop as Loop, Loops as Loops
    from causalnet.questions.loops.loops import loops as loops
    from causalnet.questions.query.distribution import Distribution as Distribution
    from causalnet.questions.query.mutilate import mutilate as mutilate
    from causalnet.questions.query.plan import plan as plan
    from causalnet.questions.query.query import (
        Marginals as Marginals,
        marginals as marginals,
        query as query,
    )
    from causalnet.questions.query.spread import Spread as Spread
    from causalnet.questions.sensitivity.sensitivity import sensitivity as sensitivity
    from causalnet.questions.sensitivity.sensitivity_answer import Sensitivity as Sensitivity
    from causalnet.questions.sensitivity.sensitivity_in_time import (
        SensitivityInTime as SensitivityInTime,
        Swing as Swing,
    )
    from causalnet.questions.signs.signs import BySigns as BySigns, by_signs as by_signs
    from causalnet.questions.time.levers_in_time import (
        LeverInTime as LeverInTime,
        LeversInTime as LeversInTime,
    )
    from causalnet.questions.time.persistence import persistence as persistence
    from causalnet.questions.time.persistence_answer import Persistence as Persistence
    from causalnet.questions.time.trajectory import trajectory as trajectory
    from causalnet.questions.time.trajectory_answer import Trajectory as Trajectory
    from causalnet.questions.verdict.verdict import verdict as verdict
    from causalnet.questions.verdict.verdict_answer import Verdict as Verdict
    from causalnet.questions.verdict.verdict_in_time import VerdictInTime as VerdictInTime
    from causalnet.questions.verdict.verdicts import Verdicts as Verdicts, verdicts as verdicts

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
    "causalnet.model.intervention": ("Intervention", "Timed", "do"),
    "causalnet.model.setting": ("cut", "partial", "policy", "shift"),
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
    "causalnet.compilation.compiler": ("compile_model", "draws"),
    "causalnet.compilation.unroll": ("unroll",),
    "causalnet.questions.time.levers_in_time": ("LeverInTime", "LeversInTime"),
    "causalnet.questions.sensitivity.sensitivity_in_time": ("SensitivityInTime", "Swing"),
    "causalnet.questions.verdict.verdict_in_time": ("VerdictInTime",),
    "causalnet.questions.time.persistence": ("persistence",),
    "causalnet.questions.time.persistence_answer": ("Persistence",),
    "causalnet.questions.time.trajectory_answer": ("Trajectory",),
    "causalnet.questions.time.trajectory": ("trajectory",),
    "causalnet.questions.effects.pairs": ("Pair", "Pairs", "pairs"),
    "causalnet.questions.effects.derivatives": ("Slopes", "derivatives", "slopes"),
    "causalnet.questions.query.plan": ("plan",),
    "causalnet.questions.query.distribution": ("Distribution",),
    "causalnet.questions.query.spread": ("Spread",),
    "causalnet.questions.effects.effect": ("Effect", "effect"),
    "causalnet.questions.query.mutilate": ("mutilate",),
    "causalnet.questions.query.query": ("Marginals", "marginals", "query"),
    "causalnet.questions.audit.audit": ("Audit", "audit"),
    "causalnet.questions.effects.compare": ("Comparison", "compare"),
    "causalnet.questions.verdict.verdict": ("verdict",),
    "causalnet.questions.verdict.verdict_answer": ("Verdict",),
    "causalnet.questions.verdict.verdicts": ("Verdicts", "verdicts"),
    "causalnet.questions.sensitivity.sensitivity": ("sensitivity",),
    "causalnet.questions.sensitivity.sensitivity_answer": ("Sensitivity",),
    "causalnet.questions.effects.lever": ("Lever",),
    "causalnet.questions.effects.levers": ("levers",),
    "causalnet.questions.effects.levers_answer": ("Levers",),
    "causalnet.questions.loops.loop": ("Loop", "Loops"),
    "causalnet.questions.loops.loops": ("loops",),
    "causalnet.questions.signs.signs": ("BySigns", "by_signs"),
    "causalnet.display.diagram.diagram": ("Diagram",),
    "causalnet.display.diagram.draw": ("draw",),
    "causalnet.display.explorer.explore": ("explore",),
    "causalnet.display.report.report": ("report",),
    "causalnet.display.charts.plot": ("plot",),
    "causalnet.formats.load": ("load",),
    "causalnet.formats.save": ("save",),
    "causalnet.formats.shipped": ("models",),
    "causalnet.interop.networkx": ("from_networkx", "to_networkx"),
    "causalnet.interop.pgmpy": ("from_pgmpy", "to_pgmpy"),
    "causalnet.formats.spreadsheet": ("read_influences", "read_variables"),
    "causalnet.formats.quotes": ("check_quotes",),
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
