"""The long run: where the world goes under a law that no longer changes, and how fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from causalnet.answer_tables import unsigned
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.periods import acting, in_period, unrolled_intervention
from causalnet.compilation.unroll import unrolled
from causalnet.console import printed
from causalnet.inference.posterior import joint
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import Scale
from causalnet.model.grammar.edge_intervention import Cut
from causalnet.model.grammar.intervention import Intervention, Timed, scheduled
from causalnet.network.graph import ancestors, descendants
from causalnet.network.network import Network
from causalnet.questions.query.mutilate import averaged
from causalnet.questions.query.question import carried_out
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.time.courses import courses
from causalnet.questions.time.inquiry import Inquiry

__all__ = ["LongRun", "causes_at_any_lag", "half_life", "long_run"]

Array = NDArray[np.float64]

# Combinations of what the next period depends on, up to which its law is written out as a matrix.
WRITTEN_OUT = 600
# Further periods that are simulated where it is not.
FURTHER = 30
# A share of a deviation that counts as none of it.
GONE = 1e-6
LONG_RUN_PARTICLES = 16384


@printed
@dataclass(frozen=True, slots=True, eq=False)
class LongRun:
    """The long-run level of an outcome, in the central network.

    Attributes
    ----------
    without, under : ndarray, shape (states,)
        The stationary distribution of the outcome where the other arm is held, by default nothing, and where the
        intervention is held.
    rate : float or None
        The share that one period leaves in the end of a deviation that the intervention has brought to the outcome:
        the modulus of the greatest eigenvalue, under the other arm, of those modes that the arms can excite and that
        lead to the outcome. None where the law was not written out.
    frozen : int
        The period after which no anchor is solved again.
    error : float
        Standard error of the two levels, at most; zero of what is exact.
    """

    without: Array
    under: Array
    rate: float | None
    frozen: int
    error: float = 0.0

    def said(
        self, say: Phrasing, outcome: str, on: Scale, arms: tuple[Intervention, Intervention]
    ) -> str:
        """The long-run level in either arm, as a sentence; changes are told on the scale of the outcome."""
        under, versus = arms
        scale = np.arange(len(self.under))
        a, b = float(self.without @ scale), float(self.under @ scale)
        first, second = unsigned(a, ".3f"), unsigned(b, ".3f")
        told = tr(
            "{without} without intervention and {under} if it is held for good",
            without=first,
            under=second,
        )
        if versus:
            told = tr(
                "{without} with {other} and {under} with {action}, each for good",
                without=first,
                other=say.action(versus),
                under=second,
                action=say.action(under),
            )
        how = tr("anchors frozen after period {period}", period=self.frozen)
        if self.error:
            how = tr("{how}; standard error {error:.4f}", how=how, error=self.error)
        return tr(
            "In the long run, at the central numbers, the expected level of {outcome} is {levels} ({change}, {size}; {how}).",
            outcome=say.name(outcome),
            levels=told,
            change=on.told(b - a),
            size=on.called(b - a),
            how=how,
        )

    def fading(self, outcome: str) -> list[str]:
        """The rate at which a deviation of the outcome fades, as a note; none if it is not known."""
        if self.rate is None:
            return []
        return [
            tr(
                "Of a deviation of {outcome} that it brings, one period leaves {share:.1%} in the end (eigenvalue of the slowest mode, at the central numbers): {fading}.",
                outcome=outcome,
                share=self.rate,
                fading=half_life(self.rate),
            )
        ]


def half_life(rate: float) -> str:
    """The half-life of a deviation of which one period leaves a share, in words.

    Examples
    --------
    >>> half_life(0.5), half_life(0.0), half_life(1.0)
    ('half in 1.0 periods', 'nothing after one period', 'it does not fade')
    """
    if rate < GONE:
        return tr("nothing after one period")
    if rate >= 1 - GONE:
        return tr("it does not fade")
    return tr("half in {periods:.1f} periods", periods=np.log(0.5) / np.log(rate))


def long_run(
    model: CausalModel, outcome: str, arms: tuple[Timed, Timed], asked: Inquiry
) -> LongRun:
    """The stationary distributions of an outcome in two arms, and the rate of return of the first.

    Where what one period hands on to the next has few combinations of states its law is written out as a matrix;
    else it is simulated for many more periods.
    """
    held = replace(asked, draws=None, frozen=asked.last)
    memory = _memory(model)
    size = float(np.prod([len(model.variables[v].states) for v, _ in memory], initial=1.0))
    short = any(back > asked.last for _, back in memory)
    if short or size > WRITTEN_OUT or asked.method == "sample":
        return _simulated(model, arms, held)
    network = unrolled(model, asked.last + 1, central(model), asked.anchor, None, asked.last)
    first, law = _stationary(model, network, arms[0], memory, (outcome, asked.last))
    second, _ = _stationary(model, network, arms[1], memory, (outcome, asked.last))
    rate = _slowest(model, law, arms, memory, outcome)
    return LongRun(first, second, rate, asked.last)


def _slowest(
    model: CausalModel,
    law: Array,
    arms: tuple[Timed, Timed],
    memory: Sequence[tuple[str, int]],
    outcome: str,
) -> float:
    """The greatest modulus among the eigenvalues of those modes that the arms excite and the outcome shows."""
    causes, touched = causes_at_any_lag(model, arms[0]), {v for arm in arms for v in arm.touched}
    relevant, moved = ancestors(causes, [outcome]), touched | descendants(causes, touched)
    sizes = [len(model.variables[v].states) for v, _ in memory]
    own = [k for k, (v, _) in enumerate(memory) if v in relevant]
    if not own:
        return 0.0
    # The variables that lead to the outcome do not depend on the rest of the memory, which is fixed and then summed over.
    table = law.reshape(*sizes, *sizes)
    table = table[tuple([slice(None) if k in own else 0 for k in range(len(sizes))])]
    rest = [len(own) + k for k in range(len(sizes)) if k not in own]
    shape = [sizes[k] for k in own]
    lumped = table.sum(axis=tuple(rest)).reshape(int(np.prod(shape)), -1)
    # Deviations under which whatever the arms cannot move keeps its distribution: the law maps them to each other.
    still = [j for j, k in enumerate(own) if memory[k][0] not in moved]
    cells = np.indices(shape).reshape(len(shape), -1)[still]
    _, group = np.unique(cells, axis=1, return_inverse=True) if still else (None, 0 * lumped[0])
    kinds = np.eye(int(np.max(group)) + 1)[np.asarray(group, dtype=int).ravel()]
    deviations = np.linalg.svd(kinds.T)[2][kinds.shape[1] :]
    values = np.linalg.eigvals(deviations @ lumped @ deviations.T)
    return float(abs(values).max(initial=0.0))


def causes_at_any_lag(model: CausalModel, arm: Timed) -> dict[str, list[str]]:
    """The causes of each variable, whatever their lag, and what a policy goes by."""
    causes: dict[str, list[str]] = {v: [] for v in model.variables}
    for i in model.influences:
        causes[i.effect].append(i.cause)
    for phase in arm.phases:
        for name, setting in phase.intervention.settings.items():
            causes[name].extend(setting.reads)
    return causes


def _memory(model: CausalModel) -> list[tuple[str, int]]:
    """The variables that one period hands on to the next, each with its number of periods back."""
    reach: dict[str, int] = {}
    for i in model.influences:
        if i.lag:
            reach[i.cause] = max(reach.get(i.cause, 0), i.lag)
    return [(v, back) for v, most in reach.items() for back in range(most)]


def _stationary(
    model: CausalModel,
    network: Network,
    arm: Timed,
    memory: Sequence[tuple[str, int]],
    where: tuple[str, int],
) -> tuple[Array, Array]:
    """The outcome's stationary distribution, and the law from one period's memory to the next's."""
    outcome, last = where
    cuts = arm.when(last + 1).cuts
    if cuts and memory:
        network = _severed(model, network, cuts, memory, last)
        arm = scheduled(replace(arm.when(last + 1), cuts=frozenset()))
    target, done = carried_out(network, unrolled_intervention(model, arm, last + 1))
    if not memory:
        return joint(target, (in_period(outcome, last),), done=done), np.ones((1, 1))
    law, shown = _written_out(target, done, memory, (outcome, last + 1))
    values, vectors = np.linalg.eig(law.T)
    p = np.real(vectors[:, np.argmax(abs(values))])
    return np.asarray((p / p.sum()) @ shown), law


def _severed(
    model: CausalModel,
    network: Network,
    cuts: Iterable[Cut],
    memory: Sequence[tuple[str, int]],
    last: int,
) -> Network:
    """The network whose last period no longer hears some causes, in the long run.

    In place of a cause there is a copy of it from the world in which nothing is done. Where that world drifts,
    the copy does too: in the long run it has the stationary distribution there.
    """
    tables, parents = {}, {}
    alone = Timed(())
    for effect in dict.fromkeys(c.effect for c in cuts):
        name = in_period(effect, last + 1)
        own, table = list(network.parents[name]), network.values(name)
        gone = {c.cause for c in cuts if c.effect == effect}
        for i in [i for i in acting(model, effect, last + 1) if i.cause in gone]:
            p, _ = _stationary(model, network, alone, memory, (i.cause, last))
            cause = in_period(i.cause, last + 1 - i.lag)
            table = averaged(table, own.index(cause), p, len(own))
            own.remove(cause)
        tables[name], parents[name] = table, tuple(own)
    return network.replacing(tables, parents)


def _written_out(
    network: Network,
    done: dict[str, str],
    memory: Sequence[tuple[str, int]],
    where: tuple[str, int],
) -> tuple[Array, Array]:
    """The matrix from one period's memory to the next's, and to the outcome there.

    Past variables become roots, so that every combination of their states can be asked for.
    """
    outcome, last = where
    past = {
        in_period(v, last - 1 - back): len(network.states[in_period(v, last)]) for v, back in memory
    }
    even = {x: np.full(k, 1 / k) for x, k in past.items()}
    opened = network.replacing(even, dict.fromkeys(past, ()))
    now = [in_period(v, last) for v, back in memory if not back]
    free = {x: s for x, s in done.items() if x not in past}
    shape = tuple(past.values())
    size = int(np.prod(shape))
    law, shown = np.zeros((size, size)), []
    for row, cell in enumerate(product(*map(range, shape))):
        seen = {x: network.states[x][s] for x, s in zip(past, cell, strict=True)}
        both = joint(opened, now, seen, done=free)
        shown.append(joint(opened, (in_period(outcome, last),), seen, done=free))
        for after in product(*map(range, both.shape)):
            moved = _shifted(memory, cell, after)
            law[row, np.ravel_multi_index(moved, shape)] += both[after]
    return law, np.array(shown)


def _shifted(
    memory: Sequence[tuple[str, int]], cell: tuple[int, ...], now: tuple[int, ...]
) -> tuple[int, ...]:
    """The memory one period later: what was now is then one back."""
    before = dict(zip(memory, cell, strict=True))
    new = dict(zip([v for v, back in memory if not back], now, strict=True))
    return tuple([new[v] if not back else before[v, back - 1] for v, back in memory])


def _simulated(model: CausalModel, arms: tuple[Timed, Timed], asked: Inquiry) -> LongRun:
    """The last sixth of many more periods, under the frozen law."""
    last = (asked.frozen or 0) + FURTHER
    far = replace(asked, last=last, method="sample", particles=LONG_RUN_PARTICLES)
    found = courses(model, arms, far).survival[:, 0, -FURTHER // 6 :]
    late = found.mean(axis=1)
    levels = late.sum(axis=1)
    error = float(levels.std(axis=-1, ddof=1).max() / np.sqrt(levels.shape[-1]))
    mean = late.mean(axis=(2, 3))
    edge = np.ones((2, 1))
    p = -np.diff(np.concatenate([edge, mean, 0 * edge], axis=1), axis=1)
    return LongRun(p[0], p[1], None, asked.frozen or 0, error)
