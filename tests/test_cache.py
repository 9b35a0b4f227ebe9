"""Caches that threads share: no thread finds less than it would find alone."""

from __future__ import annotations

import gc
import re
import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from weakref import ref

import numpy as np
import pytest

import causalnet as cn
from causalnet.cache import Cache, CachePerOwner, Interned, cached, clear
from causalnet.compilation.blueprint import MOST_CONTENTS, blueprint_of
from causalnet.inference.contraction import CONTRACTION_FORMS
from causalnet.inference.planning.plan import TREES

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


def test_what_has_been_read_outlives_what_has_not() -> None:
    held: Cache[str, int] = Cache(3)
    for number, name in enumerate("abc"):
        held.put(name, number)
    held.get("a")
    held.put("d", 3)
    assert [name for name in "abcd" if held.get(name) is not None] == ["a", "c", "d"]
    # Where all have been read the oldest goes, and the new value is not the first to go.
    held.put("e", 4)
    assert [name for name in "acde" if held.get(name) is not None] == ["a", "d", "e"]


def test_the_bytes_that_are_told_are_bounded() -> None:
    held: Cache[str, str] = Cache(10, most_bytes=100)
    for name, size in [("a", 40), ("b", 50), ("c", 30), ("b", 20), ("too large", 101)]:
        held.put(name, name.upper(), size)

    assert [held.get(name) for name in ("a", "b", "c", "too large")] == [None, "B", "C", None]
    assert held.size == 50


def test_a_value_that_has_grown_too_large_leaves_nothing_behind() -> None:
    held: Cache[str, str] = Cache(10, most_bytes=100)
    held.put("a", "small", 10)
    held.put("a", "large", 101)

    assert held.get("a") is None
    assert (len(held), held.size) == (0, 0)


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


def test_threads_leave_the_bytes_of_what_is_kept(restless: None) -> None:
    held: Cache[int, int] = Cache(30, most_bytes=500)

    def work(seed: int) -> None:
        for i in range(5_000):
            key = (seed + i) % 50
            held.put(key, key, key)
            held.get(key)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))

    assert held.size == sum(key for key in range(50) if held.get(key) is not None) <= 500


def test_a_function_is_called_once_for_the_same_arguments() -> None:
    calls = []

    @cached(2)
    def half(x: float, *, down: bool = False) -> float | None:
        calls.append((x, down))
        return None if x < 0 else x / 2

    assert [half(4), half(4), half(-1), half(-1), half(4, down=True)] == [2, 2, None, None, 2]
    assert calls == [(4, False), (-1, False), (4, True)]
    half(4)
    assert len(calls) == 4


def test_an_error_is_not_kept() -> None:
    tries = []

    @cached(2)
    def third(x: float) -> float:
        tries.append(x)
        if len(tries) == 1:
            raise ValueError
        return x / 3

    with pytest.raises(ValueError):  # noqa: PT011
        third(3)
    assert third(3) == 1


class Owner:
    """Something that a cache may belong to."""


def test_a_cache_goes_with_its_owner() -> None:
    caches: CachePerOwner[Owner, str, int] = CachePerOwner(2)
    one, other = Owner(), Owner()
    caches.of(one).put("a", 1)

    assert (caches.of(one).get("a"), caches.of(other).get("a"), len(caches)) == (1, None, 2)
    kept = ref(one)
    del one
    gc.collect()
    assert (kept(), len(caches)) == (None, 1)


class Compared:
    """Equal to its like, and counts how often that is asked."""

    asked = 0

    def __eq__(self, other: object) -> bool:
        Compared.asked += 1
        return isinstance(other, Compared)

    def __hash__(self) -> int:
        return 1


def test_equal_owners_share_a_cache_and_are_compared_once() -> None:
    caches: CachePerOwner[Compared, str, int] = CachePerOwner(2)
    one, other = Compared(), Compared()
    caches.of(one).put("a", 1)
    Compared.asked = 0

    assert [caches.of(other).get("a") for _ in range(100)] == [1] * 100
    assert Compared.asked <= 2
    del one
    gc.collect()
    assert caches.of(other).get("a") == 1


def test_threads_share_what_is_interned(restless: None) -> None:
    values: Interned[int, Owner] = Interned()

    def work(_: int) -> list[Owner]:
        return [values.of(key, Owner) for key in range(500)]

    with ThreadPoolExecutor(THREADS) as pool:
        first, *others = pool.map(work, range(THREADS))

    assert all(one is two for other in others for one, two in zip(first, other, strict=True))


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


# ── the package as a whole ───────────────────────────────────────────────────────────────────


def test_after_all_is_let_go_answers_are_the_same() -> None:
    model = chain(4)
    network = cn.compile_model(model)

    def ask() -> list[np.ndarray]:
        own = cn.query(model, "x3", under=cn.do(x0="yes"), draws=5).p
        return [own, *(cn.query(network, "x3", given={"x1": "yes"}).p for _ in range(3))]

    before = ask()
    kept = network.structure.plans, TREES, CONTRACTION_FORMS
    assert min(map(len, kept)) > 0
    clear()
    assert max(map(len, kept)) == 0
    for one, other in zip(before, ask(), strict=True):
        np.testing.assert_array_equal(one, other)


def test_nothing_else_is_kept_between_questions() -> None:
    hidden = re.compile(
        r"\blru_cache\b|functools import .*\bcache\b|\bWeak\w+Dictionary\b|^\s*(?:global|nonlocal) \w",
        re.MULTILINE,
    )
    root = Path(cn.__file__).parent
    found = [path.name for path in root.rglob("*.py") if hidden.search(path.read_text("utf-8"))]

    assert found == ["cache.py"]


def fresh(i: int) -> cn.CausalModel:
    """A model of a shape of its own, by its names."""
    names = [f"{letter}{i}" for letter in "abc"]
    return cn.CausalModel(
        f"m{i}",
        [cn.Variable(name, ["no", "yes"], cn.Baseline([0.6, 0.4])) for name in names],
        [cn.Influence(a, b, "+", cn.pert(0.5, 1, 2)) for a, b in pairwise(names)],
    )


def test_questions_on_fresh_models_leave_the_process_where_it_was() -> None:
    def ask(first: int, count: int) -> None:
        for i in range(first, first + count):
            a, b, c = f"a{i}", f"b{i}", f"c{i}"
            model = fresh(i)
            cn.query(model, c, draws=2)
            for state in ("no", "yes"):
                cn.query(model, c, under=cn.do({a: state}), given={b: "no"})
                cn.query(model, a, given={c: state})
            with pytest.raises(cn.errors.UnknownNameError):
                cn.query(model, f"{c}x")

    def left() -> int:
        """Bytes that stay when what is bounded has been let go."""
        clear()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    ask(0, 3)
    before = left()
    ask(3, 60)
    after = left()
    tracemalloc.stop()

    # Six questions a model: what stays is below 300 bytes for each, hash tables that have grown among them.
    assert after - before < 100_000


def test_the_contents_of_families_take_two_mebibytes_at_most() -> None:
    models = [fresh(i) for i in range(100)]
    clear()
    tracemalloc.start()
    for model in models:
        blueprint_of(model, tuple(model.variables))
    del model, models
    gc.collect()
    each = tracemalloc.get_traced_memory()[0] / 300
    tracemalloc.stop()

    assert 100 < each < 1000
    assert each * MOST_CONTENTS < 2 * 2**20
