"""Work spread over processes, or over a cluster, by joblib.

Tasks about one model have it in common. Pickling the Japan model and reading it again takes 4 ms, and that would be paid
for each batch of tasks. So what tasks have in common is pickled once, as one array of bytes, and a worker that has read it
keeps it, with all that it has cached for it. The bytes reach a process on this machine with every batch (0.15 ms for
60 kB) or, from 1 MB on, as a file that joblib maps into its memory. A Dask cluster moves them to each worker once.
A result comes back without them: an answer about a model refers to the model that was asked, not to a copy of it.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from causalnet.cache import Cache
from causalnet.errors import QuestionError, WorkerError
from causalnet.language.translate import Language, language_spoken, speaking

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Task", "done_by"]

T = TypeVar("T")
Task = Callable[[], T]

# Seconds after which work at a terminal shows its progress.
PATIENCE = 3.0
# What a worker keeps of the last calls.
MOST_RECEIVED = 2
# Tasks that are so few are sent one by one. In batches, which grow while tasks are short, two long ones may come to the same
# worker while the other is idle.
FEW = 128
LOST_WORKER = (
    "A worker process ended before its work was done. It was stopped from outside, or the machine ran out "
    "of memory. Use fewer workers (n_jobs) or fewer draws."
)


def done_by(
    tasks: Sequence[Task[T]],
    *,
    shared: Iterable[object] = (),
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
    shared : iterable of objects
        What several tasks refer to, such as their model: large frozen values. A worker reads them once. They change
        how tasks are sent, and never a result.
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
    results = _results(tasks, tuple(shared), n_jobs)
    if progress is None and sys.stderr is not None:
        progress = None if sys.stderr.isatty() else False
    if progress is False:
        return list(results)
    from tqdm.std import tqdm

    delay = 0.0 if progress else PATIENCE
    return list(tqdm(results, total=len(tasks), desc=what, delay=delay, leave=False))


def _results(
    tasks: Sequence[Task[T]], shared: tuple[object, ...], n_jobs: int | None
) -> Iterable[T]:
    # A caller who has configured joblib has imported it. Otherwise it need not be loaded.
    if n_jobs in (None, 1) and "joblib" not in sys.modules:
        return (task() for task in tasks)
    from joblib import Parallel, delayed

    together: Any = 1 if len(tasks) <= FEW else "auto"
    spread = Parallel(n_jobs=n_jobs, return_as="generator", batch_size=together)
    parcel = _Parcel(shared)
    language = language_spoken()
    found = spread(delayed(_done)(parcel, _Sent(task, parcel), language) for task in tasks)
    return _told(found, parcel)


def _done(
    parcel: _Parcel, task: _Sent[Task[T]] | _Received[Task[T]], language: Language
) -> _Sent[T]:
    with speaking(language):
        return _Sent(task.of(parcel)(), parcel)


def _told(results: Iterable[_Sent[T] | _Received[T]], parcel: _Parcel) -> Iterator[T]:
    """The results; a worker that ends early raises a `WorkerError`."""
    try:
        for found in results:
            yield found.of(parcel)
    except BrokenExecutor as error:
        raise WorkerError(LOST_WORKER) from error


# ── what tasks have in common ────────────────────────────────────────────────────────────────


class _Parcel:
    """What tasks have in common. Where it is not pickled, as in this process and its threads, it costs nothing."""

    def __init__(self, shared: tuple[object, ...]) -> None:
        self.shared = shared

    @cached_property
    def _packed(self) -> tuple[str, NDArray[np.uint8]]:
        """Its bytes, and their digest. As an array they are mapped into memory by joblib if they are many."""
        from numpy import frombuffer, uint8

        text = _pickled(self.shared, ())
        return blake2b(text).hexdigest(), frombuffer(text, dtype=uint8)

    def __reduce__(self) -> tuple[object, ...]:
        return _opened, self._packed

    def __sizeof__(self) -> int:
        # Dask asks for it, and moves an argument from 1 kB on to each worker once.
        return object.__sizeof__(self) + self._packed[1].nbytes


_received: Cache[str, _Parcel] = Cache(MOST_RECEIVED)


def _opened(digest: str, packed: NDArray[np.uint8]) -> _Parcel:
    """A parcel in a worker, which reads each once."""
    known = _received.get(digest)
    if known is None:
        known = _received.put(digest, _Parcel(pickle.loads(packed.data)), packed.nbytes)
    return known


class _Sent(Generic[T]):
    """A task or a result, which is pickled without what tasks share."""

    def __init__(self, value: T, parcel: _Parcel) -> None:
        self.value, self.parcel = value, parcel

    def of(self, _: _Parcel) -> T:
        """The value, which has not left its process."""
        return self.value

    def __reduce__(self) -> tuple[object, ...]:
        return _Received, (_pickled(self.value, self.parcel.shared),)


class _Received(Generic[T]):
    """The bytes of a task or of a result in another process."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    def of(self, parcel: _Parcel) -> T:
        """The value, put together with what tasks share."""
        reader = _Reader(io.BytesIO(self.text))
        reader.shared = parcel.shared
        value: T = reader.load()
        return value


class _Reader(pickle.Unpickler):
    shared: tuple[object, ...]

    def persistent_load(self, place: int) -> object:
        return self.shared[place]


def _pickled(value: object, shared: tuple[object, ...]) -> bytes:
    """A value in bytes, with the places of shared objects for these; in joblib's own way, which knows more types."""
    from joblib.externals.loky.backend.reduction import get_loky_pickler

    places = {id(one): place for place, one in enumerate(shared)}
    kind: Any = get_loky_pickler()

    class Writer(kind):  # type: ignore[misc]
        def persistent_id(self, one: object) -> int | None:
            return places.get(id(one))

    text = io.BytesIO()
    Writer(text).dump(value)
    return text.getvalue()
