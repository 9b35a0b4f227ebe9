"""The question and the provenance that every answer carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from causalnet.console import printed
from causalnet.errors import InterventionError, QuestionError, unknown
from causalnet.frozen_map import Register
from causalnet.language.translate import spoken, tr, trn
from causalnet.model.assembly.compatibility import evidence_problems, intervention_problems
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, Given, findings, findings_code
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Hard
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.network.network import Network
from causalnet.network.pooled_draws import PooledDraws
from causalnet.questions.query.mutilate import mutilate
from causalnet.version import __version__

__all__ = [
    "NO_VARIABLES",
    "Provenance",
    "Question",
    "ask",
    "carried_out",
    "posed",
    "provenance",
    "require_within",
]


NO_VARIABLES = "The model does not have variables yet. Declare them, such as [variables.rain]."
NOTHING_DONE = Intervention()
NOTHING_SEEN = findings(None)


@printed
@dataclass(frozen=True, slots=True)
class Question:
    """P(outcome | do(under), given).

    Attributes
    ----------
    outcome : tuple of str
        The variables asked about.
    under : Intervention
        The intervention.
    given : mapping from variable to finding
        Findings after it, in the present period.
    at : int
        The period in which the outcome is read.
    """

    outcome: tuple[str, ...]
    under: Intervention
    given: Register[str, Finding]
    at: int = 0

    def found(self) -> list[str]:
        """The findings as code."""
        return findings_code(self.given, at=self.at)

    def __str__(self) -> str:
        behind = ([str(self.under)] if self.under else []) + self.found()
        bar = f" | {', '.join(behind)}" if behind else ""
        when = f" in period {self.at}" if self.at else ""
        return f"P({', '.join(self.outcome)}{when}{bar})"


@printed
@dataclass(frozen=True, slots=True)
class Provenance:
    """The provenance of an answer.

    Attributes
    ----------
    source : CausalModel or Network
        The question.
    network : str
        The numbers that answered: ``"central"`` for an elicited model's modes, ``"draws"`` for a network in
        many draws, else ``"given"``.
    draws : Draws or PooledDraws or None
        The draws, if they are draws from judgements; of a pool, with the weights of its voices.
    method : str
        The method: ``"exact"``, or how many samples and with what error.
    version : str
        The library's version.
    """

    source: CausalModel | Network
    network: str
    method: str = "exact"
    draws: Draws | PooledDraws | None = None
    version: str = __version__

    @property
    def pooled(self) -> PooledDraws | None:
        """Whose each draw is, where the source is a pool."""
        return self.draws if isinstance(self.draws, PooledDraws) else None

    def told_draws(self, number: int) -> str:
        """The number of draws in words, and what they were learned from if they were."""
        if isinstance(self.draws, Draws):
            return self.draws.told
        return trn(number, "1 draw", "{count:,} draws")

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that tell one model or network from another."""
        return self.source.fingerprint

    def __str__(self) -> str:
        # The model by the name under which it is loaded.
        name = f" {self.source.name!r}" if self.source.name else ""
        what = tr("network{name} ({digest})", name=name, digest=self.fingerprint)
        if isinstance(self.source, CausalModel):
            what = tr("model{name} ({digest})", name=name, digest=self.fingerprint)
        if self.draws:
            what = tr("{draws} from {model}", draws=self.draws.phrase, model=what)
        elif self.network == "central":
            what = tr("central network of {model}", model=what)
        return tr(
            "{model}, {method}, causalnet {version}",
            model=what,
            method=tr("exact") if self.method == "exact" else spoken(self.method),
            version=self.version,
        )


def provenance(
    model: CausalModel | Network, method: str = "exact", draws: int | Draws | None = None
) -> Provenance:
    """The provenance of answers about `model`."""
    if isinstance(model, CausalModel):
        if draws is None:
            return Provenance(model, "central", method)
        return Provenance(model, "draws", method, as_draws(draws))
    return Provenance(model, "given" if model.draws is None else "draws", method, model.sampling)


def ask(
    network: Network,
    outcome: str | Sequence[str],
    under: Intervention | None,
    given: Given | None,
) -> Question:
    """The question as a value, once its names are known to be there.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    outcomes = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    if not network.states and not outcomes:
        raise QuestionError(NO_VARIABLES)
    for name in outcomes:
        if name not in network.states:
            raise unknown("variable", name, network.states)
    if len(outcomes) != 1 and (not outcomes or len(set(outcomes)) < len(outcomes)):
        raise QuestionError(f"The outcomes {outcomes} must be distinct, and at least one.")
    return posed(network, outcomes, under, given)


def posed(
    network: Network,
    outcomes: tuple[str, ...],
    under: Intervention | None,
    given: Given | None,
) -> Question:
    """The question as a value, once what is done and given is known to fit."""
    if given is None or (not given and isinstance(given, Mapping)):
        return Question(outcomes, NOTHING_DONE if under is None else under, NOTHING_SEEN)
    found = findings(given)
    for _, problem in evidence_problems(found, network.states):
        raise problem
    return Question(outcomes, NOTHING_DONE if under is None else under, found)


def require_within(model: CausalModel | Network, under: Intervention) -> None:
    """Refuse to change an influence within a period that acts in later ones only.

    Raises
    ------
    InterventionError
    """
    if not under.edges or isinstance(model, Network):
        return
    lags: dict[tuple[str, str], int] = {}
    for i in model.influences:
        lags[i.cause, i.effect] = min(i.lag, lags.get((i.cause, i.effect), i.lag))
    for cause, effect in sorted(under.severed):
        if lag := lags.get((cause, effect)):
            raise InterventionError(
                f"{cause} → {effect} acts with a lag of {lag}, so {under} changes nothing within a period. "
                f"Ask about period {lag} or a later one: at={lag}."
            )


def carried_out(
    network: Network, under: Intervention, model: CausalModel | Network | None = None
) -> tuple[Network, dict[str, str]]:
    """The network to ask, and what is set in it; `model` is what it was compiled from.

    Where variables are only set to states the network stays as it is, and so do the plans made for it:
    asking again about another state costs no planning.
    """
    if model is not None:
        require_within(model, under)
    done = {}
    for name, setting in under.settings.items():
        if not isinstance(setting, Hard):
            return mutilate(network, under), {}
        if name not in network.states or setting.state not in network.states[name]:
            for _, problem in intervention_problems(under, network.states):
                raise problem
        done[name] = setting.state
    return (mutilate(network, under), {}) if under.edges else (network, done)
