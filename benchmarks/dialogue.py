"""What a user waits for: questions about the Japan model, end to end, and the import: ``python -m benchmarks.dialogue``.

Each question is asked of a model that was just loaded, all caches cleared, in one process. *Again* asks the same question
once more. Medians of several rounds; the questions take turns.
"""

from __future__ import annotations

import argparse
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

Asked = Callable[[cn.CausalModel], object]

SHALLOW = cn.do(multi_layer_outsourcing="shallow")
SOFTWARE = cn.Conclusion("software_competitiveness", "rises", under=SHALLOW)
POSITION = cn.Conclusion("ai_era_position", "rises", under=cn.do(in_house_development=">55%"))
# The most seconds that were asked for, where something was.
MOST = {
    "verdict: software competitiveness rises": 1.0,
    "verdict: position in the AI era rises": 2.5,
    "sensitivity, shares and value of information": 1.0,
    "audit, 1,000 draws and ranges": 1.0,
    "report, default conclusions": 5.0,
    "every lever × 1,000 draws": 0.2,
}


def _report(model: cn.CausalModel) -> object:
    with tempfile.TemporaryDirectory() as folder:
        return cn.report(model, Path(folder) / "report.html")


QUESTIONS: dict[str, Asked] = {
    "query": lambda m: str(cn.query(m, "software_competitiveness", under=SHALLOW)),
    "effect": lambda m: str(cn.effect(m, "software_competitiveness", under=SHALLOW)),
    "marginals": lambda m: str(cn.marginals(m)),
    "every lever": lambda m: str(cn.levers(m, "software_competitiveness", among="all")),
    "every lever × 1,000 draws": lambda m: cn.levers(
        m, "software_competitiveness", among="all", draws=1000
    ),
    "signs": lambda m: str(cn.by_signs(m, SOFTWARE)),
    "verdict: software competitiveness rises": lambda m: str(cn.verdict(m, SOFTWARE, n_jobs=1)),
    "verdict: position in the AI era rises": lambda m: str(cn.verdict(m, POSITION, n_jobs=1)),
    "sensitivity, shares and value of information": lambda m: str(
        cn.sensitivity(m, SOFTWARE, draws=1000)
    ),
    "audit, 1,000 draws and ranges": lambda m: str(cn.audit(m, draws=1000, ranges=True)),
    "trajectory, 8 periods": lambda m: str(
        cn.trajectory(m, "software_competitiveness", under=SHALLOW, periods=8)
    ),
    "persistence": lambda m: str(cn.persistence(m, "software_competitiveness", under=SHALLOW)),
    "drawing": cn.draw,
    "report, default conclusions": _report,
}


def seconds_to_import() -> float:
    """Seconds of ``import causalnet`` in a process of its own, less those of an empty one."""

    def process(text: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", text], check=True)
        return time.perf_counter() - start

    return median(process("import causalnet") - process("") for _ in range(7))


def measured(rounds: int) -> dict[str, tuple[float, float]]:
    """Seconds of each question, asked for the first time and again."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in QUESTIONS}
    for ask in QUESTIONS.values():
        # What is imported late is imported now.
        ask(cn.load("japan_software"))
    for _ in range(rounds):
        for name, ask in QUESTIONS.items():
            clear()
            model = cn.load("japan_software")
            with without_collection():
                start = time.perf_counter()
                ask(model)
                first = time.perf_counter()
                ask(model)
                found[name].append((first - start, time.perf_counter() - first))
    return {
        name: (median(a), median(b)) for name, t in found.items() for a, b in [zip(*t, strict=True)]
    }


def rows(rounds: int) -> list[list[str]]:
    """A row for each question: seconds, seconds again, and what was asked for."""
    found = [["``import causalnet``", f"{seconds_to_import():.2f}", "", ""]]
    for name, (first, again) in measured(rounds).items():
        most = f"{MOST[name]:g}" if name in MOST else ""
        found.append([name, f"{first:.3f}", f"{again:.3f}", most])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dialogue", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    for row in rows(parser.parse_args().rounds):
        print(f"{row[0]:<46} {row[1]:>8} {row[2]:>8} {row[3]:>6}", flush=True)


if __name__ == "__main__":
    main()
