"""What a user waits for: questions about the Japan model, end to end, and the import: ``python -m benchmarks.dialogue``.

Each question is asked of a model that was just loaded, all caches cleared, in one process. *Again* asks the same question
once more. What takes long is asked of two worker processes too, which are running already, their caches cleared as well.
Medians of several rounds; the questions take turns.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import causalnet as cn
from benchmarks.timing import without_collection
from causalnet.cache import clear
from causalnet.workers import done_by

Asked = Callable[[cn.CausalModel, int | None], object]

SHALLOW = cn.do(multi_layer_outsourcing="shallow")
SOFTWARE = cn.Conclusion("software_competitiveness", "rises", under=SHALLOW)
POSITION = cn.Conclusion("ai_era_position", "rises", under=SHALLOW)
NO_CATEGORY = {"software_competitiveness": "no global category"}
NAMED = ("rank", "fresh")
JOBS = 2
IMPORT = "import causalnet"
# Seconds for which a worker that has cleared its caches is busy.
PAUSE = 0.1
# The most seconds that were asked for, where something was.
MOST = {
    "verdict: software competitiveness rises": 1.0,
    "verdict: position in the AI era rises": 2.5,
    "sensitivity, shares and value of information": 1.0,
    "audit, 1,000 draws and ranges": 1.0,
    "report, default conclusions": 5.0,
    "every lever × 1,000 draws": 0.2,
    "the same × 1,000 draws": 1.0,
}


def _report(model: cn.CausalModel, n_jobs: int | None) -> object:
    with tempfile.TemporaryDirectory() as folder:
        return cn.report(model, Path(folder) / "report.html", n_jobs=n_jobs)


# What workers share.
SPREAD: dict[str, Asked] = {
    "verdict: software competitiveness rises": lambda m, n: str(cn.verdict(m, SOFTWARE, n_jobs=n)),
    "verdict: position in the AI era rises": lambda m, n: str(cn.verdict(m, POSITION, n_jobs=n)),
    "sensitivity, shares and value of information": lambda m, n: str(
        cn.sensitivity(m, SOFTWARE, draws=1000, n_jobs=n)
    ),
    "audit, 1,000 draws and ranges": lambda m, n: str(
        cn.audit(m, draws=1000, ranges=True, n_jobs=n)
    ),
    "report, default conclusions": _report,
}
QUESTIONS: dict[str, Asked] = {
    "query": lambda m, _: str(cn.query(m, "software_competitiveness", under=SHALLOW)),
    "effect": lambda m, _: str(cn.effect(m, "software_competitiveness", under=SHALLOW)),
    "marginals": lambda m, _: str(cn.marginals(m)),
    "every lever": lambda m, _: str(cn.levers(m, "software_competitiveness", among="all")),
    "every lever × 1,000 draws": lambda m, _: cn.levers(
        m, "software_competitiveness", among="all", draws=1000
    ),
    "signs": lambda m, _: str(cn.by_signs(m, SOFTWARE)),
    "had it been otherwise, one rank and fresh luck": lambda m, _: str(
        cn.counterfactual(
            m, "software_competitiveness", under=SHALLOW, observed=NO_CATEGORY, coupling=NAMED
        )
    ),
    "the same × 1,000 draws": lambda m, _: str(
        cn.counterfactual(
            m,
            "software_competitiveness",
            under=SHALLOW,
            observed=NO_CATEGORY,
            coupling=NAMED,
            draws=1000,
        )
    ),
    "the same, the range over all couplings": lambda m, _: str(
        cn.counterfactual(m, "software_competitiveness", under=SHALLOW, observed=NO_CATEGORY)
    ),
    "by which way × 1,000 draws": lambda m, _: str(
        cn.routes(m, "software_competitiveness", under=SHALLOW, draws=1000)
    ),
    **SPREAD,
    "trajectory, 8 periods": lambda m, _: str(
        cn.trajectory(m, "software_competitiveness", under=SHALLOW, periods=8)
    ),
    "persistence": lambda m, _: str(cn.persistence(m, "software_competitiveness", under=SHALLOW)),
    "drawing": lambda m, _: cn.draw(m),
}


def seconds_to_import() -> float:
    """Seconds of ``import causalnet`` in a process of its own, less those of an empty one."""

    def process(text: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", text], check=True)
        return time.perf_counter() - start

    return median(process("import causalnet") - process("") for _ in range(7))


def measured(rounds: int, questions: dict[str, Asked]) -> dict[str, tuple[float, ...]]:
    """Seconds of each question: asked for the first time, again and, of what takes long, of two workers."""
    found: dict[str, list[tuple[float, ...]]] = {name: [] for name in questions}
    for name, ask in questions.items():
        # What is imported late is imported now, in the workers too.
        ask(cn.load("japan_software"), JOBS if name in SPREAD else None)
    for _ in range(rounds):
        for name, ask in questions.items():
            clear()
            model = cn.load("japan_software")
            with without_collection():
                seconds = [_timed(ask, model, 1), _timed(ask, model, 1)]
                if name in SPREAD:
                    clear_everywhere()
                    seconds.append(_timed(ask, cn.load("japan_software"), JOBS))
                found[name].append(tuple(seconds))
    return {name: tuple(map(median, zip(*t, strict=True))) for name, t in found.items()}


def clear_everywhere() -> None:
    """Clear the caches of this process and of the workers, which keep what their last tasks were about."""
    clear()
    done: set[int] = set()
    while len(done) < JOBS:
        done |= {*done_by([_cleared] * (2 * JOBS), n_jobs=JOBS)}


def _cleared() -> int:
    clear()
    # So long that one worker does not take the tasks of all.
    time.sleep(PAUSE)
    return os.getpid()


def _timed(ask: Asked, model: cn.CausalModel, n_jobs: int) -> float:
    start = time.perf_counter()
    ask(model, n_jobs)
    return time.perf_counter() - start


def rows(rounds: int, only: tuple[str, ...] = ("",)) -> list[list[str]]:
    """A row for each question whose name begins so: seconds, seconds again, of two workers, and what was asked for."""
    asked = {name: ask for name, ask in QUESTIONS.items() if name.startswith(only)}
    found = []
    if IMPORT.startswith(only):
        found.append([f"``{IMPORT}``", f"{seconds_to_import():.2f}", "", "", ""])
    for name, (first, again, *two) in measured(rounds, asked).items():
        most = f"{MOST[name]:g}" if name in MOST else ""
        spread = f"{two[0]:.2f}" if two else ""
        found.append([name, f"{first:.3f}", f"{again:.3f}", spread, most])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dialogue", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", default=[""], help="how the questions begin")
    asked = parser.parse_args()
    for row in rows(asked.rounds, tuple(asked.only)):
        print(f"{row[0]:<46} {row[1]:>8} {row[2]:>8} {row[3]:>8} {row[4]:>6}", flush=True)


if __name__ == "__main__":
    main()
