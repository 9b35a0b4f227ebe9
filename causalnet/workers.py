"""Work that is spread over processes, or over a cluster, by joblib."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from typing import TypeVar

from causalnet.errors import QuestionError, WorkerError

__all__ = ["Task", "done_by"]

T = TypeVar("T")
Task = Callable[[], T]

# Seconds after which work at a terminal shows how far it is.
PATIENCE = 3.0
LOST = (
    "A worker process ended before its work was done. It was stopped from outside, or the machine ran out "
    "of memory. Use fewer workers (n_jobs) or fewer draws."
)


def done_by(
    tasks: Sequence[Task[T]],
    *,
    n_jobs: int | None = None,
    progress: bool | None = None,
    what: str = "",
) -> list[T]:
    """The results of tasks that do not depend on each other, in their order.

    What a task does never depends on how many workers there are, so neither does the result.

    Parameters
    ----------
    tasks : sequence of callables without arguments
        They can be pickled.
    n_jobs : int, optional
        How many of joblib's workers to use; −1 for as many as there are processors. Unless given, what a
        surrounding ``joblib.parallel_config`` says, else this process alone.
    progress : bool, optional
        Show a bar, or do not. Default: at a terminal and past a few seconds.
    what : str
        What the bar says.

    Raises
    ------
    QuestionError
        Where `n_jobs` is not a number of workers.
    WorkerError
        Where a worker ends before its work is done.
    """
    if n_jobs == 0:
        raise QuestionError("n_jobs is a number of workers (-1 for all), not 0.")
    results = _results(tasks, n_jobs)
    if progress is None and sys.stderr is not None:
        progress = None if sys.stderr.isatty() else False
    if progress is False:
        return list(results)
    from tqdm.std import tqdm

    delay = 0.0 if progress else PATIENCE
    return list(tqdm(results, total=len(tasks), desc=what, delay=delay, leave=False))


def _results(tasks: Sequence[Task[T]], n_jobs: int | None) -> Iterable[T]:
    # Whoever has configured joblib has imported it; for others it need not be.
    if n_jobs in (None, 1) and "joblib" not in sys.modules:
        return (task() for task in tasks)
    from joblib import Parallel, delayed

    spread = Parallel(n_jobs=n_jobs, return_as="generator")
    return _told(spread(delayed(task)() for task in tasks))


def _told(results: Iterable[T]) -> Iterator[T]:
    """The results; the end of a worker in words of ours."""
    try:
        yield from results
    except BrokenExecutor as error:
        raise WorkerError(LOST) from error
