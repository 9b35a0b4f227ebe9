"""Work spread over processes, or over a cluster, by joblib."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from typing import TypeVar

from causalnet.errors import QuestionError, WorkerError

__all__ = ["Task", "done_by"]

T = TypeVar("T")
Task = Callable[[], T]

# Seconds after which work at a terminal shows its progress.
PATIENCE = 3.0
LOST_WORKER = (
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

    A task never depends on the number of workers, so the result does not either.

    Parameters
    ----------
    tasks : sequence of callables without arguments
        They can be pickled.
    n_jobs : int, optional
        The number of joblib workers; −1 for one per processor. Default: that of a surrounding
        ``joblib.parallel_config``, else only this process.
    progress : bool, optional
        Whether to show a bar. Default: at a terminal, after a few seconds.
    what : str
        The label of the bar.

    Raises
    ------
    QuestionError
        If `n_jobs` is not a number of workers.
    WorkerError
        If a worker ends before its work is done.
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
    # A caller who has configured joblib has imported it. Otherwise it need not be loaded.
    if n_jobs in (None, 1) and "joblib" not in sys.modules:
        return (task() for task in tasks)
    from joblib import Parallel, delayed

    spread = Parallel(n_jobs=n_jobs, return_as="generator")
    return _told(spread(delayed(task)() for task in tasks))


def _told(results: Iterable[T]) -> Iterator[T]:
    """The results; a worker that ends early raises a `WorkerError`."""
    try:
        yield from results
    except BrokenExecutor as error:
        raise WorkerError(LOST_WORKER) from error
