"""Queries: P(outcome | do(under), given), and the marginals of everything at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from causalnet.causal.distribution import Distribution
from causalnet.causal.mutilate import mutilate
from causalnet.causal.question import (
    Provenance,
    Question,
    ask,
    downstream_note,
    provenance,
)
from causalnet.errors import unknown
from causalnet.inference.answer import joint
from causalnet.mechanisms.compiling import network_of
from causalnet.model.causal_model import CausalModel
from causalnet.model.finding import Given
from causalnet.model.intervention import Intervention
from causalnet.network.network import Network
from causalnet.sheet import Answer, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Marginals", "Standing", "marginals", "query"]

Standing = Literal["evidenced", "judged", "consequence", "uniform", ""]


def query(
    model: CausalModel | Network,
    outcome: str | Sequence[str],
    *,
    under: Intervention | None = None,
    given: Given | None = None,
) -> Distribution:
    """P(outcome | do(under), given): exact, by variable elimination.

    Parameters
    ----------
    model : CausalModel or Network
        An elicited model answers from its central network.
    outcome : str or sequence of str
        One variable, or several for their joint distribution.
    under : Intervention, optional
        What is done; nothing unless given.
    given : mapping, optional
        What is observed *after* the intervention: for each variable a state, a set of states (one of
        them holds), or a `likelihood`.

    Returns
    -------
    Distribution

    Raises
    ------
    UnknownNameError
        Where a variable or state is not there.
    InterventionError
        Where the intervention does not fit the network.
    ImpossibleEvidenceError
        Where what is given has probability zero under the intervention.

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
    P(wet | do(rain="yes"))
    no   0.200  ████
    yes  0.800  ████████████████
    """
    network = network_of(model)
    question = ask(network, outcome, under, given)
    p = joint(mutilate(network, question.under), question.outcome, question.given)
    states = tuple(network.states[name] for name in question.outcome)
    notes = downstream_note(network, question)
    return Distribution(question, states, p, provenance(model), notes)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Marginals(Answer, Mapping[str, Distribution]):
    """The distribution of every variable: a mapping from its name.

    Attributes
    ----------
    question : Question
        What was done and observed.
    provenance : Provenance
        Which model answered.
    bases : mapping from str to str
        For the world as it is, what each distribution is: an *evidenced* or *judged* baseline that was
        declared, a *consequence* of the model, or *uniform* for want of anything better.
    """

    question: Question
    provenance: Provenance
    answers: Mapping[str, Distribution]
    bases: Mapping[str, Standing]
    notes: tuple[str, ...] = ()

    def __getitem__(self, variable: str) -> Distribution:
        if variable not in self.answers:
            raise unknown("variable", variable, self.answers)
        return self.answers[variable]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: variable, state, probability, basis."""
        import pandas as pd

        rows = [
            (name, state, answer[state], self.bases.get(name, ""))
            for name, answer in self.answers.items()
            for state in answer
        ]
        return pd.DataFrame(rows, columns=["variable", "state", "probability", "basis"])

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as: a line for each variable."""
        rows = []
        for name, answer in self.answers.items():
            cells = "  ".join(f"{state} {p:.2f}" for state, p in zip(answer, answer.p, strict=True))
            rows.append([name, cells, self.bases.get(name, "")])
        behind = str(self.question).removeprefix("P(").removesuffix(")").removeprefix(" | ")
        title = f"Every variable | {behind}" if behind else "Every variable"
        return (Sheet(title, (), rows, self.notes, "<<<"),)


def marginals(
    model: CausalModel | Network,
    *,
    under: Intervention | None = None,
    given: Given | None = None,
) -> Marginals:
    """The distribution of every variable under one intervention and one set of findings.

    Parameters
    ----------
    model, under, given
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
    Every variable | wet="yes"
    rain  no 0.33  yes 0.67
    wet   no 0.00  yes 1.00
    """
    network = network_of(model)
    question = ask(network, network.variables, under, given)
    question = Question((), question.under, question.given)
    changed = mutilate(network, question.under)
    source = provenance(model)
    answers = {
        name: Distribution(
            Question((name,), question.under, question.given),
            (network.states[name],),
            joint(changed, (name,), question.given),
            source,
        )
        for name in network
    }
    notes = downstream_note(network, question)
    return Marginals(question, source, answers, _bases(model, question), notes)


def _bases(model: CausalModel | Network, question: Question) -> dict[str, Standing]:
    if isinstance(model, Network) or question.under or question.given:
        return {}
    bases: dict[str, Standing] = {}
    for name, variable in model.variables.items():
        if variable.baseline:
            bases[name] = variable.baseline.basis
        else:
            bases[name] = "consequence" if model.causes(name) else "uniform"
    return bases
