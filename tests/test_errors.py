"""Errors: each arrives from another process as it was raised, with its type, text and attributes."""

from __future__ import annotations

import copy
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import CausalnetError, Mistake, unknown
from causalnet.workers import done_by
from tests.test_pickling import classes

COPIES: dict[str, Callable[[CausalnetError], CausalnetError]] = {
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}
MISTAKES = [Mistake("influences.x", "sign must be '+' or '-'."), Mistake("", "No claim 'c'.")]


class RoomError(cn.errors.MemoryLimitError):
    """One more, further from the built-in type that it rests on."""


class PlacedError(cn.errors.FileError):
    """An error that somebody else derives, with a constructor of its own."""

    def __init__(self, path: str, *, line: int) -> None:
        super().__init__(f"{path}, line {line}: → is not a sign.")
        self.line = line


def kinds(base: type[CausalnetError] = CausalnetError) -> Iterator[type[CausalnetError]]:
    """Every kind of error that there is."""
    yield base
    for kind in base.__subclasses__():
        yield from kinds(kind)


def made(kind: type[CausalnetError]) -> CausalnetError:
    """One error of a kind."""
    if issubclass(kind, cn.errors.ModelError):
        return kind(MISTAKES, "model 'm'")
    if issubclass(kind, cn.errors.MemoryLimitError):
        return kind("Too much → at once.", needed=2**40, limit=2**31)
    if issubclass(kind, cn.errors.CalibrationError):
        return kind("No such baseline.", variable="x", nearest=(0.25, 0.75))
    if issubclass(kind, PlacedError):
        return kind("a.toml", line=3)
    return kind("No state 'hihg' of 'x'.\nDid you mean 'high'?")


def seen(error: CausalnetError) -> tuple[object, ...]:
    """What can be read of an error."""
    notes = getattr(error, "__notes__", None)
    return type(error), str(error), repr(error), error.args, vars(error), notes


def test_every_error_is_found() -> None:
    classes()

    assert {"ModelError", "QuoteError", "WorkerError", "PlacedError"} <= {
        k.__name__ for k in kinds()
    }


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES.keys())
def test_a_copied_error_is_the_same_error(
    copied: Callable[[CausalnetError], CausalnetError],
) -> None:
    classes()
    for kind in kinds():
        error = made(kind)
        error.add_note("while reading a.toml")

        assert seen(copied(error)) == seen(error)


def test_a_copy_of_a_system_error_keeps_what_the_system_said() -> None:
    error = pickle.loads(pickle.dumps(cn.errors.FileError(2, "No such file", "a.toml")))

    assert (error.errno, error.strerror, error.filename) == (2, "No such file", "a.toml")


def test_what_a_worker_raises_is_what_one_process_raises() -> None:
    model = cn.CausalModel(
        "m",
        [
            cn.Variable("x", ["no", "yes"], cn.Baseline([0.2, 0.8])),
            cn.Variable("y", ["no", "yes"], cn.Baseline([0.9, 0.1]), mechanism=cn.NoisyMax()),
        ],
        [cn.Influence("x", "y", "+", strength=0.9)],
    )
    conclusion = cn.Conclusion("y", "rises", under=cn.do(x="yes"))
    raised = []
    for workers in (1, 2):
        with pytest.raises(cn.errors.CalibrationError) as caught:
            cn.verdicts(model, {"one": conclusion, "two": conclusion}, draws=50, n_jobs=workers)
        raised.append(seen(caught.value))

    assert raised[0] == raised[1]


def grid(side: int) -> cn.Network:
    """A network whose exact answers take memory that is exponential in its side."""
    states = {f"x{i}_{j}": ["no", "yes"] for i in range(side) for j in range(side)}
    parents = {
        f"x{i}_{j}": [f"x{i - 1}_{j}"] * (i > 0) + [f"x{i}_{j - 1}"] * (j > 0)
        for i in range(side)
        for j in range(side)
    }
    tables = {name: np.full((2,) * (len(above) + 1), 0.5) for name, above in parents.items()}
    return cn.Network(states, parents, tables)


def test_a_worker_without_enough_memory_says_so() -> None:
    asked = partial(cn.query, grid(12), ["x11_11", "x0_11"], given={"x6_6": "yes"})

    with pytest.raises(cn.errors.MemoryLimitError) as caught:
        done_by([partial(asked, memory_limit=2**12)] * 2, n_jobs=2)
    assert caught.value.needed > caught.value.limit == 2**12


def test_a_worker_that_is_killed_is_an_error_of_ours() -> None:
    # As it ends where the system runs out of memory. A function of this module would have each worker
    # import the module first, which takes seconds.
    killed = partial(signal.raise_signal, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    with pytest.raises(cn.errors.WorkerError) as caught:
        done_by([killed] * 2, n_jobs=2)
    assert str(caught.value) == (
        "A worker process ended before its work was done. It was stopped from outside, or the machine "
        "ran out of memory. Use fewer workers (n_jobs) or fewer draws."
    )


@pytest.mark.parametrize(
    ("kind", "several"),
    [
        ("variable", "the variables are"),
        ("influence on a path", "the influences on a path are"),
        ("claim or influence", "the claims or influences are"),
        ("state above the lowest", "the states above the lowest are"),
        ("variable with an alternate mechanism", "the variables with an alternate mechanism are"),
    ],
)
def test_of_a_phrase_the_first_noun_is_counted(kind: str, several: str) -> None:
    assert several in str(unknown(kind, "x", ["a", "b"]))
