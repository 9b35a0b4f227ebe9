"""Questions spread over two processes, and what a task costs besides its work: ``python -m benchmarks.workers``."""

from __future__ import annotations

import time
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


def lines() -> list[str]:
    """What was measured, in sentences."""
    model = cn.load("japan_software")
    # The worker processes are started once and serve every call.
    done_by([partial(_nothing, model)] * JOBS, n_jobs=JOBS)
    start = time.perf_counter()
    done_by([partial(_nothing, model)] * TASKS, n_jobs=JOBS)
    each = (time.perf_counter() - start) / TASKS
    alone, both = _timed(1, model), _timed(JOBS, model)
    return [
        f"Two verdicts took {alone:.1f} s in one process and {both:.1f} s in {JOBS}: {alone / both:.1f} times the speed.",
        f"A task that only receives the model took {each * 1e3:.1f} ms of {JOBS} workers.",
    ]


def main() -> None:
    for line in lines():
        print(line)


if __name__ == "__main__":
    main()
