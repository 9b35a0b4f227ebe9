"""A question about two worlds as it is asked: within the present period, or by a later one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from causalnet.compilation.compiler import network_of
from causalnet.compilation.periods import in_period, unrolled_intervention
from causalnet.compilation.unroll import unroll
from causalnet.errors import ImpossibleEvidenceError, QuestionError
from causalnet.frozen_map import Register
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, findings_code, timed_findings
from causalnet.model.grammar.intervention import Intervention, Timed, scheduled
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.network.network import Network
from causalnet.notation import enumerated
from causalnet.questions.counterfactuals.abduction import Case
from causalnet.questions.effects.later_period import of_model
from causalnet.questions.query.known_case import known_advice
from causalnet.questions.query.measure import Measure, Outcome, measure_of
from causalnet.questions.query.question import NOTHING_DONE, NOTHING_SEEN, posed
from causalnet.questions.signs.unrolled_graph import unrolled_model
from causalnet.questions.time.courses import require_inquiry
from causalnet.questions.time.inquiry import Inquiry

__all__ = ["AskedCase", "PosedCase", "posed_case"]

Found = Register[int, Register[str, Finding]]
NOTHING_FOUND: Found = timed_findings(None)


@dataclass(frozen=True, slots=True)
class AskedCase:
    """What is done and found in either world, as it was asked.

    Attributes
    ----------
    under, versus : Intervention or Timed
        What is done in the new world, and in the one observed.
    observed, given : mapping from period to findings
        Found in the world of `versus`, and in that of `under`.
    at : int
        The period in which the outcome is read.
    known_of : str
        The case of which the model knows what is observed; empty where the question says what is observed.
    """

    under: Intervention | Timed = NOTHING_DONE
    versus: Intervention | Timed = NOTHING_DONE
    observed: Found = NOTHING_FOUND
    given: Found = NOTHING_FOUND
    at: int = 0
    known_of: str = ""

    def told(self, found: Found) -> list[str]:
        """Findings as code, with their period where a later one is asked about."""
        return [
            f"{text} in period {period}" if self.at else text
            for period, own in found.items()
            for text in findings_code(own)
        ]

    def impossible(self, error: ImpossibleEvidenceError) -> str:
        """The message of an error about the network, in the words of the question."""
        head, _, _ = str(error).partition(":")
        then = f" under {self.versus}" if self.versus else ""
        seen, given = self.told(self.observed), self.told(self.given)
        found = [f"observed {enumerated(seen)}{then}"] if seen else []
        found += [f"given {enumerated(given)} under {self.under}"] if given else []
        return f"{head}: {'; '.join(found)}.{known_advice(self.known_of)}"


@dataclass(frozen=True, slots=True, eq=False)
class PosedCase:
    """A question about two worlds of one network.

    Attributes
    ----------
    model : CausalModel or Network
        The model whose signs may be read: unrolled, for a later period.
    network : Network
        Likewise.
    measure : Measure
        What is measured of the outcome, which has the name that it has in the network.
    case : Case
        What is done and found, by the names of the network.
    """

    model: CausalModel | Network
    network: Network
    measure: Measure
    case: Case


def posed_case(
    model: CausalModel | Network,
    outcome: Outcome,
    asked: AskedCase,
    draws: int | Draws | None,
    *,
    verb: str = "counterfactual",
) -> PosedCase:
    """The question of a verb on a network, once it is known to fit.

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError, CalibrationError, MemoryLimitError
    """
    if asked.at:
        return _later(of_model(model), outcome, asked, draws, verb)
    network = network_of(model, draws)
    measure = measure_of(model, network, outcome, verb=verb)
    worlds = []
    for done, found in ((asked.under, asked.given), (asked.versus, asked.observed)):
        late = [period for period in found if period]
        if late:
            raise QuestionError(
                f"Something is found in period {late[0]}, after the present one. Ask with at={late[0]} or a later period."
            )
        plain = done.when(0) if isinstance(done, Timed) else done
        worlds.append(posed(network, (measure.outcome,), plain, dict(found).get(0, NOTHING_SEEN)))
    new, old = worlds
    return PosedCase(model, network, measure, Case(new.under, old.under, old.given, new.given))


def _later(
    model: CausalModel,
    outcome: Outcome,
    asked: AskedCase,
    draws: int | Draws | None,
    verb: str,
) -> PosedCase:
    """The question on the network of all periods until then."""
    measure = measure_of(model, network_of(model), outcome, verb=verb)
    arms = scheduled(asked.under), scheduled(asked.versus)
    for found in (asked.observed, asked.given):
        inquiry = Inquiry(
            outcomes=(measure.outcome,), last=asked.at, given=found, draws=as_draws(draws)
        )
        require_inquiry(model, arms, inquiry)
    network = unroll(model, asked.at, draws=draws)
    under, versus = (unrolled_intervention(model, arm, asked.at) for arm in arms)
    case = Case(under, versus, _placed(asked.observed), _placed(asked.given))
    placed = replace(measure, outcome=in_period(measure.outcome, asked.at))
    return PosedCase(unrolled_model(model, asked.at), network, placed, case)


def _placed(found: Found) -> Register[str, Finding]:
    """Findings by the names of the unrolled network."""
    return Register(
        {in_period(v, period): x for period, own in found.items() for v, x in own.items()},
        "finding",
    )
