"""The classes of the answers that verbs and functions return, for annotations and `isinstance`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from causalnet.display.diagram.diagram import Diagram as Diagram
from causalnet.drafting.drafted import Drafted as Drafted, DraftRound as DraftRound
from causalnet.drafting.reviewed import Reviewed as Reviewed
from causalnet.drafting.text_check import TextCheck as TextCheck
from causalnet.inference.planning.plan import Plan as Plan
from causalnet.inference.table_derivatives import Derivatives as Derivatives
from causalnet.model.coding.reading import LeftOut as LeftOut, MapReading as MapReading
from causalnet.model.grammar.finding import Likelihood as Likelihood
from causalnet.model.grammar.intervention import Timed as Timed
from causalnet.nearest import missing
from causalnet.network.pooled_draws import PooledDraws as PooledDraws
from causalnet.network.table import ConditionalTable as ConditionalTable
from causalnet.questions.adjustment.adjustment_sets import AdjustmentSets as AdjustmentSets
from causalnet.questions.adjustment.front_door_sets import FrontDoorSets as FrontDoorSets
from causalnet.questions.adjustment.instruments import (
    Instrument as Instrument,
    Instruments as Instruments,
)
from causalnet.questions.audit.audit_answer import Audit as Audit
from causalnet.questions.causation.causation_answer import Causation as Causation
from causalnet.questions.confronting.confrontation import (
    Confrontation as Confrontation,
    TestedClaim as TestedClaim,
)
from causalnet.questions.counterfactuals.counterfactual_answer import (
    Counterfactual as Counterfactual,
)
from causalnet.questions.coverage.coverage_answer import (
    Coverage as Coverage,
    CoveredLink as CoveredLink,
)
from causalnet.questions.decisions.decision_answer import Decision as Decision
from causalnet.questions.decisions.portfolio_answer import (
    Portfolio as Portfolio,
    Portfolios as Portfolios,
)
from causalnet.questions.differences.diff_answer import ModelDiff as ModelDiff
from causalnet.questions.effects.compare import Comparison as Comparison
from causalnet.questions.effects.effect import Effect as Effect
from causalnet.questions.effects.lever import Lever as Lever
from causalnet.questions.effects.levers_answer import Levers as Levers
from causalnet.questions.effects.pairs import Pair as Pair, Pairs as Pairs
from causalnet.questions.effects.query import Marginals as Marginals
from causalnet.questions.effects.slopes import Slopes as Slopes
from causalnet.questions.estimate import Estimate as Estimate
from causalnet.questions.identification.estimate import EstimatedEffect as EstimatedEffect
from causalnet.questions.identification.identification_answer import (
    Identification as Identification,
)
from causalnet.questions.learning.learned import Learned as Learned
from causalnet.questions.learning.learned_shift import LearnedShift as LearnedShift
from causalnet.questions.learning.rival_weights import RivalWeight as RivalWeight
from causalnet.questions.loops.loop import Loop as Loop
from causalnet.questions.loops.loops_answer import Loops as Loops
from causalnet.questions.query.distribution import Distribution as Distribution
from causalnet.questions.routes.mediation_answer import Mediation as Mediation
from causalnet.questions.routes.routes_answer import Route as Route, Routes as Routes
from causalnet.questions.sensitivity.sensitivity_answer import Sensitivity as Sensitivity
from causalnet.questions.separation.independences import (
    Independence as Independence,
    Independences as Independences,
)
from causalnet.questions.separation.separated import Separation as Separation
from causalnet.questions.signs.signs_answer import BySigns as BySigns
from causalnet.questions.surveying.survey_answer import (
    Survey as Survey,
    SurveyDesign as SurveyDesign,
)
from causalnet.questions.time.persistence_answer import Persistence as Persistence
from causalnet.questions.time.trajectory_answer import Trajectory as Trajectory
from causalnet.questions.verdict.verdict_answer import Verdict as Verdict
from causalnet.questions.verdict.verdicts import Verdicts as Verdicts
from causalnet.questions.voice_split import VoiceSplit as VoiceSplit
from causalnet.questions.voices.agreement_answer import (
    Agreement as Agreement,
    SharedPair as SharedPair,
)
from causalnet.questions.voices.compare_voices_answer import (
    VoiceVerdict as VoiceVerdict,
    VoiceVerdicts as VoiceVerdicts,
)
from causalnet.questions.voices.crux_answer import Crux as Crux, Parting as Parting
from causalnet.questions.voices.dissent_answer import Dispute as Dispute, Dissent as Dissent
from causalnet.questions.witnesses.testimony import Carrier as Carrier
from causalnet.questions.witnesses.witnesses_answer import Witnesses as Witnesses

__all__ = [name for name in dir() if name[0].isupper() and name != "TYPE_CHECKING"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        raise missing(__name__, name, __all__)


from causalnet.questions.skipped import Skipped as Skipped
