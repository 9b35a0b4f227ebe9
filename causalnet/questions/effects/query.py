"""Queries: P(outcome | do(under), given), and the marginals of everything at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import Answer, Sheet, bar
from causalnet.boundary.checks import public
from causalnet.compilation.compiler import network_of
from causalnet.errors import QuestionError, unknown
from causalnet.inference.marginals import all_marginals
from causalnet.inference.memory_limits import MEMORY_LIMIT
from causalnet.inference.posterior import joint
from causalnet.inference.sampling.likelihood_weighting import SAMPLES, Method, answered
from causalnet.language.translate import lazy, template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Given, findings
from causalnet.model.grammar.intervention import Intervention, scheduled
from causalnet.model.judgements.draws import Draws
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.effects.later_period import later_question, of_model, outcome_by_period
from causalnet.questions.query.arrival import ArmsOverTime
from causalnet.questions.query.distribution import Distribution, answer_of
from causalnet.questions.query.downstream_evidence import alone_note, downstream_note
from causalnet.questions.query.question import (
    NOTHING_DONE,
    Provenance,
    Question,
    ask,
    carried_out,
    posed,
    provenance,
)
from causalnet.questions.sentences.numbers import numbers_behind
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose
from causalnet.questions.sentences.standing import posed_lead
from causalnet.questions.voice_split import over_draws

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AnswerBasis", "Marginals", "marginals", "query"]

# Letters that a bar is long.
BAR_LETTERS = 8
# Outcomes of which the sentence that leads tells the chances; of more, none.
OUTCOMES_TOLD = 2
AnswerBasis = Literal["evidenced", "judged", "consequence", "uniform", ""]
BASES: Mapping[AnswerBasis, str] = {
    "evidenced": template("evidenced"),
    "judged": template("judged"),
    "consequence": template("consequence"),
    "uniform": template("uniform"),
}


@public
def query(
    model: CausalModel | Network,
    outcome: str | Sequence[str],
    *,
    under: Intervention | None = None,
    given: Given | None = None,
    at: int = 0,
    draws: int | Draws | None = None,
    method: Method | None = None,
    memory_limit: int = MEMORY_LIMIT,
    samples: int | None = None,
    seed: int = 0,
) -> Distribution:
    """P(outcome | do(under), given), within the present period or in a later one.

    Parameters
    ----------
    model : CausalModel or Network
        An elicited model answers from its central network, unless `draws` are asked for; a network in
        many draws in every one of them.
    outcome : str or sequence of str
        One variable, or several for their joint distribution. In a later period, one.
    under : Intervention, optional
        The intervention from period 0 on. Default: nothing.
    given : mapping, optional
        Findings *after* the intervention in the present period: for each variable a state, a set of
        states (one of them holds), or a `likelihood`. What is found later `trajectory` takes.
    at : int, default 0
        The period in which the outcome is read, lagged influences acting until then. 0: within the present period.
    draws : int or Draws, optional
        The number of draws from the model's judgements. Default: its central network alone.
    method : {"exact", "sample", "auto"}, optional
        ``"sample"`` estimates by forward sampling, or likelihood weighting where something is observed,
        with a standard error; in a later period by simulation. ``"auto"`` is exact where that fits the memory, or is
        quick enough, and says which it took. Default: ``"exact"``, and in a later period ``"auto"``.
    memory_limit : int
        Bytes that compiling a model and an exact answer may each take; default: 2 GiB.
    samples, seed : int, optional
        For sampling. Default: 100,000 samples; in a later period as many particles as `trajectory` has.

    Returns
    -------
    Distribution

    Raises
    ------
    UnknownNameError
        If a variable or state is not there.
    InterventionError
        If the intervention does not fit the network.
    ImpossibleEvidenceError
        If what is given has probability zero under the intervention.
    MemoryLimitError
        If an exact answer would take more memory than it may; nothing has been allocated then.

    References
    ----------
    J. Pearl (2009), *Causality*, definition 3.2.1; D. Koller and N. Friedman (2009), algorithm 9.1.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> print(cn.query(lawn, "wet", under=cn.do(rain="yes")))
    After setting rain to yes, wet is no (20%) or yes (80%).
    no   0.200  ████
    yes  0.800  ████████████████
    """
    if at:
        return _later(model, outcome, under, given, at, draws, method, samples, seed)
    method = method or "exact"
    network = network_of(model, draws, memory_limit=memory_limit)
    question = ask(network, outcome, under, given)
    target, done = carried_out(network, question.under, model)
    states = tuple([network.states[name] for name in question.outcome])
    notes = downstream_note(network, question)
    if method == "exact":
        p = joint(target, question.outcome, question.given, done=done, memory_limit=memory_limit)
        return answer_of(question, states, p, provenance(model, "exact", draws), notes)
    found = answered(
        target,
        question.outcome,
        question.given,
        done=done,
        method=method,
        memory_limit=memory_limit,
        samples=SAMPLES if samples is None else samples,
        seed=seed,
    )
    source = provenance(model, found.told, draws)
    if found.error is not None:
        notes = (*notes, lazy("Estimated from {samples}.", samples=found.told))
    return answer_of(question, states, found.p, source, notes, found.error)


def _later(
    model: CausalModel | Network,
    outcome: str | Sequence[str],
    under: Intervention | None,
    given: Given | None,
    at: int,
    draws: int | Draws | None,
    method: Method | None,
    particles: int | None,
    seed: int,
) -> Distribution:
    """The distribution of one outcome in a later period."""
    names = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    if len(names) != 1:
        raise QuestionError(
            f"In a later period one outcome is asked about at a time, not {len(names)}. "
            "Ask about each by itself, or leave at= out."
        )
    asked = later_question(findings(given), names[0], at, draws, method or "auto", particles, seed)
    done = under or NOTHING_DONE
    answer = outcome_by_period(of_model(model), asked, (done,)).answers[0]
    arms = scheduled(done), scheduled(NOTHING_DONE)
    read = ArmsOverTime(of_model(model), names[0], arms, at, asked.given, course=False)
    if read.path() != "by observing alone":
        return answer
    note = alone_note(done.touched, names[0], [*asked.given.get(0, ())], at=at)
    return replace(answer, notes=(*answer.notes, note))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Marginals(Answer, Mapping[str, Distribution]):
    """The distribution of every variable: a mapping from its name.

    Attributes
    ----------
    question : Question
        The intervention and the findings.
    provenance : Provenance
        The model that answered.
    states : mapping from variable to tuple of str
        The states of every variable.
    found : mapping from variable to ndarray
        The probabilities of its states, with the axis of draws last for a network in many draws.
    bases : mapping from str to str
        For the world as it is, what each distribution is: an *evidenced* or *judged* baseline that was
        declared, a *consequence* of the model, or *uniform* where nothing better is known.
    """

    question: Question
    provenance: Provenance
    states: Mapping[str, tuple[str, ...]]
    found: Mapping[str, NDArray[np.float64]]
    bases: Mapping[str, AnswerBasis]
    notes: tuple[str, ...] = ()

    def __getitem__(self, variable: str) -> Distribution:
        if not isinstance(variable, str) or variable not in self.found:
            raise unknown("variable", variable, self.found)
        question = Question((variable,), self.question.under, self.question.given)
        states = (self.states[variable],)
        return answer_of(question, states, self.found[variable], self.provenance)

    def __iter__(self) -> Iterator[str]:
        return iter(self.states)

    def __len__(self) -> int:
        return len(self.states)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: variable, state, probability, basis."""
        import pandas as pd

        rows = [
            (name, state, answer[state], self.bases.get(name, ""))
            for name, answer in self.items()
            for state in answer
        ]
        return pd.DataFrame(rows, columns=["variable", "state", "probability", "basis"])

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: a line for each variable."""
        labels, rows = ModelLabels(self.provenance.source), []
        for name, answer in self.items():
            shares = zip(labels.states(name, [*answer]), answer.p, strict=True)
            cells = "  ".join(f"{state} {p:.2f}" for state, p in shares)
            rows.append([labels.shown(name), cells, self._basis(name)])
        return (Sheet(self.sentence, (), rows, self._notes(), "<<<", folds=True),)

    def web_sheets(self) -> tuple[Sheet, ...]:
        """The same with a cell and a small bar for each state."""
        most = max((len(states) for states in self.states.values()), default=0)
        labels, rows = ModelLabels(self.provenance.source), []
        for name, answer in self.items():
            shares = zip(labels.states(name, [*answer]), answer.p, strict=True)
            cells = [f"{state}: {p:.2f} {bar(p, BAR_LETTERS)}".rstrip() for state, p in shares]
            cells = [cell.replace(" ", "\N{NO-BREAK SPACE}") for cell in cells]
            spare = [""] * (most - len(cells))
            rows.append([labels.shown(name), self._basis(name), *cells, *spare])
        return (Sheet(self.sentence, (), rows, self._notes(), "<" * (most + 2)),)

    def _basis(self, name: str) -> str:
        """What a distribution rests on, in a cell."""
        return tr(BASES.get(self.bases.get(name, ""), ""))

    def _notes(self) -> list[str]:
        notes = [*map(Phrasing(self.provenance.source).note, self.notes)]
        return [*notes, over_draws(self.provenance.draws)] if self.provenance.draws else notes

    @property
    def sentence(self) -> str:
        """What is shown of how many variables, and the chances of the states of the model's outcomes."""
        say, asked = Phrasing(self.provenance.source), self.question
        lead = posed_lead(say, asked.under, asked.given)
        clause = tr("{count} variables stand as shown here", count=len(self.states))
        if len(self.states) == 1:
            clause = tr("the one variable stands as shown here")
        first = tr("{lead}{clause}{numbers}.", lead=lead, clause=clause, numbers=self._numbers)
        told = [tr("{clause}.", clause=capital(self[name].clause)) for name in self._outcomes()]
        return prose([capital(first), *told])

    def _outcomes(self) -> Sequence[str]:
        """The model's outcomes, where they are few."""
        source = self.provenance.source
        if not isinstance(source, CausalModel):
            return ()
        own = [name for name, v in source.variables.items() if "outcome" in v.roles]
        return own if len(own) <= OUTCOMES_TOLD else ()

    @property
    def _numbers(self) -> str:
        first = next(iter(self.found.values()), None)
        drawn = 0 if first is None or first.ndim == 1 else first.shape[-1]
        return numbers_behind(self.provenance, drawn)


@public
def marginals(
    model: CausalModel | Network,
    *,
    under: Intervention | None = None,
    given: Given | None = None,
    draws: int | Draws | None = None,
) -> Marginals:
    """The distribution of every variable under one intervention and one set of findings.

    All come from one pass forward and one backward.

    Parameters
    ----------
    model, under, given, draws
        As for `query`.

    Returns
    -------
    Marginals

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.Network(
    ...     {"rain": ["no", "yes"], "wet": ["no", "yes"]},
    ...     {"wet": ["rain"]},
    ...     {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
    ... )
    >>> print(cn.marginals(lawn, given={"wet": "yes"}))
    Given that wet is yes, 2 variables stand as shown here.
    rain  no 0.33  yes 0.67
    wet   no 0.00  yes 1.00
    """
    network = network_of(model, draws)
    question = posed(network, (), under, given)
    target, done = carried_out(network, question.under, model)
    found = all_marginals(target, question.given, done=done)
    notes = downstream_note(network, question)
    source = provenance(model, "exact", draws)
    bases = _bases(model, question)
    return Marginals(question, source, network.states, found, bases, notes)


def _bases(model: CausalModel | Network, question: Question) -> dict[str, AnswerBasis]:
    if isinstance(model, Network) or question.under or question.given:
        return {}
    bases: dict[str, AnswerBasis] = {}
    for name, variable in model.variables.items():
        if variable.one_baseline:
            bases[name] = variable.one_baseline.basis
        else:
            bases[name] = "consequence" if model.causes(name) else "uniform"
    return bases
