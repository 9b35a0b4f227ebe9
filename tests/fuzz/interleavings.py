"""Verbs one after another on one model: no answer depends on what was asked before."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import causalnet as cn
from tests.fuzz.calls import CONCLUSION, UNDER, model, wrong_values

Question = Callable[[cn.CausalModel], object]

QUESTIONS: dict[str, Question] = {
    "query": lambda m: cn.query(m, "y").p.tolist(),
    "joint": lambda m: cn.query(m, ["x", "y"], under=cn.do(z="low")).p.tolist(),
    "query, given": lambda m: cn.query(m, "y", under=UNDER, given={"z": "high"}).p.tolist(),
    "query, drawn": lambda m: cn.query(m, "y", draws=7).drawn.tolist(),
    "query, drawn anew": lambda m: cn.query(m, "y", draws=cn.Draws(7, seed=1)).drawn.tolist(),
    "query, baselines drawn": lambda m: cn.query(
        m, "y", draws=cn.Draws(5, vary_baselines=True)
    ).p.tolist(),
    "query, sampled": lambda m: cn.query(m, "y", method="sample", samples=50).p.tolist(),
    "shift": lambda m: cn.query(m, "y", under=cn.do(z=cn.shift(1))).p.tolist(),
    "cut": lambda m: str(cn.effect(m, "y", under=cn.do(cn.cut("x", "y")))),
    "effect": lambda m: str(cn.effect(m, "y", under=UNDER, draws=9)),
    "causation": lambda m: str(
        cn.causation(m, ("y", "yes"), under=cn.do(x="yes"), versus=cn.do(x="no"))
    ),
    "counterfactual": lambda m: str(cn.counterfactual(m, "y", under=UNDER, observed={"y": "yes"})),
    "marginals": lambda m: str(cn.marginals(m, given={"y": "yes"})),
    "levers": lambda m: str(cn.levers(m, "y")),
    "levers, drawn": lambda m: str(cn.levers(m, "y", draws=9)),
    "levers by a horizon": lambda m: str(cn.levers(m, "y", at=1)),
    "pairs": lambda m: str(cn.pairs(m, "y", ["x", "z"])),
    "slopes": lambda m: str(cn.slopes(m, "y")),
    "signs": lambda m: str(cn.by_signs(m, CONCLUSION)),
    "loops": lambda m: str(cn.loops(m)),
    "trajectory": lambda m: str(cn.trajectory(m, "y", under=UNDER, periods=2)),
    "trajectory, sampled": lambda m: str(
        cn.trajectory(m, "y", under=UNDER, periods=2, method="sample", particles=64)
    ),
    "compare": lambda m: str(cn.compare(m, "y", {"mine": UNDER})),
    "without": lambda m: cn.query(m.rejecting("x → y"), "y", under=UNDER).p.tolist(),
    "with the rival": lambda m: cn.query(m.admitting("r"), "y", under=UNDER).p.tolist(),
    "in a copy": lambda m: cn.query(pickle.loads(pickle.dumps(m)), "y").p.tolist(),
    "plan": lambda m: str(cn.plan(m, "y")),
    "table": lambda m: str(cn.compile_model(m).table("y")),
    "print": lambda m: m.fingerprint,
}


@cache
def answers() -> dict[str, object]:
    """What each question gives in a process in which nothing has been asked before."""
    return {name: _asked_alone(name) for name in QUESTIONS}


def _asked_alone(name: str) -> object:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_answer, args=(name, there))
    process.start()
    answer = here.recv()
    process.join()
    return answer


def _answer(name: str, there: Connection) -> None:
    there.send(QUESTIONS[name](model()))


class Interleaving(RuleBasedStateMachine):
    """Any order of questions and of wrong ones, to one model or to an equal one."""

    @initialize()
    def begin(self) -> None:
        """One model for the whole run."""
        self.model = model()
        self.fingerprint = self.model.fingerprint

    @rule(name=st.sampled_from(sorted(QUESTIONS)), anew=st.booleans())
    def ask(self, name: str, anew: bool) -> None:
        """The answer is that of a fresh process."""
        assert QUESTIONS[name](model() if anew else self.model) == answers()[name], name

    @rule(
        verb=st.sampled_from([cn.query, cn.levers, cn.marginals, cn.loops, cn.slopes]),
        wrong=st.integers(0, len(wrong_values()) - 1),
    )
    def ask_wrongly(self, verb: Callable[..., object], wrong: int) -> None:
        """A question that is refused leaves nothing behind."""
        with suppress(cn.CausalnetError):
            verb(self.model, wrong_values()[wrong])

    @invariant()
    def the_model_is_as_it_was(self) -> None:
        """Nothing that is asked changes the model."""
        assert self.model.fingerprint == self.fingerprint
