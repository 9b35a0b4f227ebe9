"""The public names and their homes, for the package itself, for editors and for type checkers."""

from . import answers as answers, errors as errors
from .compilation.compiler import compile_model as compile_model
from .compilation.unroll import unroll as unroll
from .display.charts.plot import plot as plot
from .display.diagram.draw import draw as draw
from .display.explorer.explore import explore as explore
from .display.report.report import report as report
from .drafting.check_text import check_text as check_text
from .drafting.draft import draft as draft
from .drafting.draft_kit import draft_kit as draft_kit
from .drafting.review import review as review
from .errors import CausalnetError as CausalnetError
from .formats.load import load as load
from .formats.quotes import check_quotes as check_quotes
from .formats.save import save as save
from .formats.shipped import models as models
from .formats.spreadsheet import (
    read_influences as read_influences,
    read_variables as read_variables,
)
from .interop.dowhy import from_dowhy as from_dowhy, to_dowhy as to_dowhy
from .interop.networkx import from_networkx as from_networkx, to_networkx as to_networkx
from .interop.pgmpy import from_pgmpy as from_pgmpy, to_pgmpy as to_pgmpy
from .model.accounts.merge import merge as merge
from .model.causal_map import CausalMap as CausalMap
from .model.causal_model import CausalModel as CausalModel
from .model.claim import (
    Citation as Citation,
    Claim as Claim,
    Evidence as Evidence,
    Source as Source,
)
from .model.coding.parts import Factor as Factor, Link as Link
from .model.decision import Choice as Choice, Utility as Utility
from .model.grammar.conclusion import Conclusion as Conclusion
from .model.grammar.edge_intervention import as_if as as_if, cut as cut
from .model.grammar.finding import likelihood as likelihood
from .model.grammar.intervention import Intervention as Intervention, do as do
from .model.grammar.setting import partial as partial, policy as policy, shift as shift
from .model.influence import (
    Absence as Absence,
    Influence as Influence,
    Modifier as Modifier,
    Rival as Rival,
)
from .model.judgements.draws import Draws as Draws
from .model.judgements.judgement import (
    Judgement as Judgement,
    fixed as fixed,
    interval as interval,
    pert as pert,
)
from .model.judgements.panel import Panel as Panel
from .model.mechanism import (
    Deterministic as Deterministic,
    NoisyMax as NoisyMax,
    NoisyMin as NoisyMin,
    Ordinal as Ordinal,
    RankedNode as RankedNode,
    Table as Table,
)
from .model.proposal import Actor as Actor, Proposal as Proposal
from .model.variable import Baseline as Baseline, Variable as Variable
from .network.mixed_graph import MixedGraph as MixedGraph
from .network.network import Network as Network
from .questions.adjustment.adjustment_sets import adjustment_sets as adjustment_sets
from .questions.adjustment.front_door_sets import front_door_sets as front_door_sets
from .questions.adjustment.instruments import instruments as instruments
from .questions.audit.audit import audit as audit
from .questions.causation.causation import causation as causation
from .questions.confronting.confront import confront as confront
from .questions.counterfactuals.counterfactual import counterfactual as counterfactual
from .questions.coverage.coverage import coverage as coverage
from .questions.decisions.decide import decide as decide
from .questions.decisions.portfolio import portfolio as portfolio
from .questions.differences.diff import diff as diff
from .questions.effects.compare import compare as compare
from .questions.effects.effect import effect as effect
from .questions.effects.levers import levers as levers
from .questions.effects.pairs import pairs as pairs
from .questions.effects.query import marginals as marginals, query as query
from .questions.effects.slopes import derivatives as derivatives, slopes as slopes
from .questions.identification.estimate import estimate as estimate
from .questions.identification.identify import identify as identify
from .questions.learning.episode import Episode as Episode
from .questions.learning.update import update as update
from .questions.loops.loops import loops as loops
from .questions.maps.scaffold import scaffold as scaffold
from .questions.query.mutilate import mutilate as mutilate
from .questions.query.plan import plan as plan
from .questions.routes.routes import routes as routes
from .questions.sensitivity.sensitivity import sensitivity as sensitivity
from .questions.separation.independences import independences as independences
from .questions.separation.separated import separated as separated
from .questions.signs.signs import by_signs as by_signs
from .questions.surveying.survey import survey as survey
from .questions.time.persistence import persistence as persistence
from .questions.time.trajectory import trajectory as trajectory
from .questions.verdict.verdict import verdict as verdict
from .questions.verdict.verdicts import verdicts as verdicts
from .questions.voices.agreement import agreement as agreement
from .questions.voices.compare_voices import compare_voices as compare_voices
from .questions.voices.crux import crux as crux
from .questions.voices.dissent import dissent as dissent
from .questions.voices.pool import pool as pool
from .questions.witnesses.witnesses import witnesses as witnesses
from .version import __version__ as __version__

__all__: list[str]
