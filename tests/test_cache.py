"""Caches that threads share: no thread finds less than it would find alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

import causalnet as cn
from causalnet.cache import Cache

THREADS = 8


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_the_oldest_entry_makes_room() -> None:
    held: Cache[str, int] = Cache(2)
    for number, name in enumerate(["a", "b", "a", "c"]):
        held.put(name, number)

    assert [held.get(name) for name in ("a", "b", "c")] == [2, None, 3]
    assert len(held) == 2


def test_nothing_is_held_once_it_is_cleared() -> None:
    held: Cache[str, int] = Cache(2)
    held.put("a", 1)
    held.clear()

    assert held.get("a") is None
    assert len(held) == 0


def test_threads_share_a_cache(restless: None) -> None:
    held: Cache[int, int] = Cache(3)

    def work(seed: int) -> list[int]:
        return [held.put((seed + i) % 50, i) for i in range(20_000)]

    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(work, range(THREADS)))

    assert done == [list(range(20_000))] * THREADS
    assert len(held) == 3


def chain(size: int) -> cn.CausalModel:
    """x0 → x1 → …, each with a state of its own to ask about."""
    names = [f"x{i}" for i in range(size)]
    return cn.CausalModel(
        "chain",
        [cn.Variable(name, ["no", "yes"], cn.Baseline([0.6, 0.4])) for name in names],
        [cn.Influence(a, b, "+", cn.pert(0.5, 1, 2)) for a, b in pairwise(names)],
    )


def test_threads_that_ask_one_model_get_the_answers_of_one_thread(restless: None) -> None:
    model = chain(6)

    def asked(job: int) -> np.ndarray:
        outcome, given = f"x{job % 6}", {f"x{(job * 5 + 1) % 6}": "yes"}
        given.pop(outcome, None)
        under = cn.do({f"x{(job * 7 + 2) % 6}": "no"}) if job % 3 else None
        return cn.query(model, outcome, given=given, under=under, draws=3 + job % 11).p

    jobs = [job for job in range(120) if (job * 7 + 2) % 6 != (job * 5 + 1) % 6]
    alone = [asked(job) for job in jobs]
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(asked, jobs))

    for one, other in zip(alone, together, strict=True):
        np.testing.assert_array_equal(one, other)
