"""Questions spread over two processes, and what a task costs besides its work: ``python -m benchmarks.workers``."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

import causalnet as cn
from benchmarks.dialogue import POSITION, SOFTWARE
from causalnet.workers import done_by

JOBS = 2
TASKS = 200


def _timed(n_jobs: int, model: cn.CausalModel) -> float:
    start = time.perf_counter()
    cn.verdicts(model, [SOFTWARE, POSITION], n_jobs=n_jobs)
    return time.perf_counter() - start


def _nothing(model: cn.CausalModel) -> int:
    return len(model.variables)


def _each(task: Callable[[], int], shared: Sequence[object]) -> float:
    """Milliseconds of one task among many."""
    start = time.perf_counter()
    done_by([task] * TASKS, shared=shared, n_jobs=JOBS)
    return (time.perf_counter() - start) / TASKS * 1e3


def lines() -> list[str]:
    """What was measured, in sentences."""
    model = cn.load("japan_software")
    task = partial(_nothing, model)
    # The worker processes are started once and serve every call.
    _each(task, [model])
    bare, light, heavy = _each(int, []), _each(task, [model]), _each(task, [])
    alone, both = _timed(1, model), _timed(JOBS, model)
    return [
        f"Two verdicts took {alone:.1f} s in one process and {both:.1f} s in {JOBS}: {alone / both:.1f} times the speed.",
        f"A task that only receives the model took {light:.2f} ms of {JOBS} workers, and one that receives nothing {bare:.2f} ms.",
        f"Where a worker did not keep the model but read it with every batch of tasks, it took {heavy:.2f} ms.",
    ]


def main() -> None:
    for line in lines():
        print(line)


if __name__ == "__main__":
    main()
