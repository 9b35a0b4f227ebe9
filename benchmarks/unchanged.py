"""The answers of a tree in numbers, to be held against those of another: what a change of the house must not move.

Recorded are random models with every kind of mechanism and judgement, and the Japan model: queries and effects under every kind of
setting, levers, pairs, slopes, verdicts, sensitivities, trajectories and audits. Run as
``python -m benchmarks.unchanged record FILE.npz [--models 50]`` on either tree, then as
``python -m benchmarks.unchanged compare OLD.npz NEW.npz``; it tells what differs by more than 1e-12.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import causalnet as cn
from causalnet.model.influence import Sign

Array = NDArray[np.float64]
Answers = dict[str, Array]

CLOSE = 1e-12
# Draws of a verdict, of levers and of a sensitivity about a random model; and about the Japan model.
FEW, MANY = 60, 300
MECHANISMS = (cn.Ordinal(), cn.Ordinal(), cn.RankedNode(), cn.NoisyMax(), cn.NoisyMin())


def models(count: int) -> Iterator[tuple[int, cn.CausalModel]]:
    """Random models that compile, each with its seed."""
    seed = found = 0
    while found < count:
        seed += 1
        model = _random(np.random.default_rng(seed), seed)
        try:
            cn.compile_model(model)
        except cn.errors.CalibrationError:
            continue
        found += 1
        yield seed, model


def _random(rng: np.random.Generator, seed: int) -> cn.CausalModel:
    count = int(rng.integers(3, 7))
    names = [f"v{i}" for i in range(count)]
    variables = []
    for i, name in enumerate(names):
        weights = rng.integers(1, 9, int(rng.integers(2, 5))).astype(float)
        declared = i == 0 or rng.random() < 0.7
        baseline = (
            cn.Baseline((weights / weights.sum()).tolist(), weight=12.0) if declared else None
        )
        mechanism = MECHANISMS[int(rng.integers(len(MECHANISMS)))] if declared else cn.Ordinal()
        other = declared and isinstance(mechanism, cn.Ordinal) and rng.random() < 0.3
        variables.append(
            cn.Variable(
                name,
                [f"s{j}" for j in range(len(weights))],
                baseline,
                mechanism=mechanism,
                alternate=cn.RankedNode() if other else None,
                roles=["lever"] if i < count - 1 else ["outcome"],
            )
        )
    claims = [f"c{i}" for i in range(4)]
    influences: dict[tuple[str, str, int], cn.Influence] = {}
    for i in range(count):
        for j in range(i + 1, count):
            if rng.random() < (0.8 if j == i + 1 else 0.35):
                own = [c for c in claims if rng.random() < 0.3]
                new = cn.Influence(names[i], names[j], _sign(rng), _strength(rng), claims=own)
                influences[new.key] = new
    for _ in range(int(rng.integers(0, 4))):
        a, b = rng.integers(count, size=2)
        lag, strength = int(rng.integers(1, 3)), float(rng.uniform(0.2, 1.5))
        new = cn.Influence(names[a], names[b], _sign(rng), strength, lag=lag)
        influences.setdefault(new.key, new)
    return cn.CausalModel(
        f"random {seed}",
        variables,
        [*influences.values()],
        sources=[cn.Source("essay")],
        claims=[cn.Claim(c, "It is so.", "essay") for c in claims],
    )


def _sign(rng: np.random.Generator) -> Sign:
    return "+" if rng.random() < 0.65 else "-"


def _strength(rng: np.random.Generator) -> float | cn.Judgement:
    low, mode, high = sorted(rng.uniform(0, 1.6, 3).tolist())
    kinds: list[float | cn.Judgement] = [
        mode,
        cn.pert(low, mode, high),
        cn.interval(low, high),
        cn.pert(low, mode, high, zero=0.3),
    ]
    return kinds[int(rng.integers(len(kinds)))]


def answers(model: cn.CausalModel) -> Answers:
    """What is asked of a random model."""
    names = list(model.variables)
    first, second, outcome = names[0], names[1], names[-1]
    tops = {name: model.variables[name].states[-1] for name in names}
    found: Answers = {}
    arms = _arms(model, first, second, outcome)
    for kind, arm in arms.items():
        for given in ({}, {second: tops[second]}):
            key = f"query/{kind}/{bool(given)}"
            found |= _numbers(
                key, lambda a=arm, g=given: cn.query(model, outcome, under=a, given=g)
            )
        found |= _numbers(f"effect/{kind}", lambda a=arm: cn.effect(model, outcome, under=a))
    found |= _numbers("marginals", lambda: cn.marginals(model))
    hard = arms["hard"]
    found |= _numbers("slopes", lambda: cn.slopes(model, outcome, under=hard))
    found |= _numbers("pairs", lambda: cn.pairs(model, outcome, names[:-1]))
    for at in (0, 3):
        found |= _numbers(f"levers/{at}", lambda at=at: cn.levers(model, outcome, at=at))
        found |= _judged(
            f"hard/{at}", model, cn.Conclusion(outcome, "rises", under=hard, at=at), FEW
        )
    found |= _numbers("levers/draws", lambda: cn.levers(model, outcome, draws=FEW))
    found |= _numbers("course", lambda: cn.trajectory(model, outcome, under=hard, periods=3))
    for kind in ("shift", "cut"):
        if kind in arms:
            found |= _judged(kind, model, cn.Conclusion(outcome, "rises", under=arms[kind]), FEW)
    return found


def _arms(
    model: cn.CausalModel, first: str, second: str, outcome: str
) -> dict[str, cn.Intervention]:
    states, own = model.variables[first].states, model.variables[second].states
    choose = {state: own[min(i, len(own) - 1)] for i, state in enumerate(states)}
    arms = {
        "hard": cn.do({first: states[-1]}),
        "shift": cn.do({second: cn.shift(1)}),
        "part": cn.do({second: cn.partial(own[0], 0.3)}),
        "stochastic": cn.do({second: {state: 1 / len(own) for state in own}}),
        "policy": cn.do({second: cn.policy(first, choose)}),
    }
    causes = model.causes(outcome)
    return arms | ({"cut": cn.do(cn.cut(causes[0].cause, outcome))} if causes else {})


def japan() -> Answers:
    """What is asked of the Japan model."""
    model, outcome = cn.load("japan_software"), "software_competitiveness"
    found: Answers = {}
    for name, arm in model.interventions.items():
        for y in (outcome, "ai_era_position"):
            found |= _numbers(f"effect/{name}/{y}", lambda a=arm, y=y: cn.effect(model, y, under=a))
    reform = cn.do(multi_layer_outsourcing="shallow")
    for at in (0, 2):
        found |= _numbers(f"levers/{at}", lambda at=at: cn.levers(model, outcome, at=at))
        asked = cn.Conclusion(outcome, "rises", under=reform, at=at)
        found |= _judged(f"reform/{at}", model, asked, FEW if at else MANY)
    found |= _numbers("levers/draws", lambda: cn.levers(model, outcome, draws=MANY))
    found |= _numbers("pairs", lambda: cn.pairs(model, outcome))
    found |= _numbers("course", lambda: cn.trajectory(model, outcome, under=reform, periods=4))
    found |= _numbers("persistence", lambda: cn.persistence(model, outcome, under=reform))
    return found | _numbers("audit", lambda: cn.audit(model))


def _judged(key: str, model: cn.CausalModel, asked: cn.Conclusion, draws: int) -> Answers:
    verdict = _numbers(f"verdict/{key}", lambda: cn.verdict(model, asked, draws=draws))
    worth = _numbers(f"sensitivity/{key}", lambda: cn.sensitivity(model, asked, draws=draws))
    return verdict | worth


def _numbers(key: str, ask: Callable[[], object]) -> Answers:
    """The numbers of an answer's frame, column by column; of an answer that is refused, none."""
    try:
        frame = ask().to_frame()  # type: ignore[attr-defined]
    except cn.errors.CausalnetError:
        return {f"{key}/refused": np.empty(0)}
    numeric = frame.select_dtypes("number")
    return {f"{key}/{c}": numeric[c].to_numpy(dtype=np.float64) for c in numeric}


def compare(old: Mapping[str, Array], new: Mapping[str, Array]) -> list[str]:
    """A line for each answer that differs, or that is no longer there."""
    lines = [f"{key}: is not there" for key in sorted(old.keys() - new.keys())]
    for key in sorted(old.keys() & new.keys()):
        a, b = old[key], new[key]
        if a.shape != b.shape or (np.isnan(a) != np.isnan(b)).any():
            lines.append(f"{key}: {a.tolist()} and {b.tolist()}")
        elif (gap := float(np.nanmax(abs(a - b), initial=0.0))) > CLOSE:
            lines.append(f"{key}: differs by {gap:.1e}")
    return lines


def main(arguments: list[str]) -> int:
    """Record or compare; one where anything differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.unchanged")
    parser.add_argument("what", choices=("record", "compare"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--models", type=int, default=50)
    asked = parser.parse_args(arguments)
    if asked.what == "record":
        found = {f"japan/{key}": x for key, x in japan().items()}
        for seed, model in models(asked.models):
            found |= {f"{seed}/{key}": x for key, x in answers(model).items()}
        np.savez_compressed(asked.files[0], **found)
        print(f"{len(found):,} answers recorded")
        return 0
    old, new = (dict(np.load(file)) for file in asked.files)
    lines = compare(old, new)
    print(*lines, f"{len(old):,} answers held against {len(new):,}: {len(lines)} differ", sep="\n")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
