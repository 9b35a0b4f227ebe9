"""What would take too much memory is refused: before it is allocated, and before it is planned to the end."""

import time
import tracemalloc

import numpy as np
import pytest

import causalnet as cn
from causalnet.errors import MemoryLimitError
from causalnet.inference import marginals, sweep, table_derivatives as derivatives
from causalnet.inference.marginals import all_marginals
from causalnet.inference.memory_limits import MEMORY_LIMIT, chunk_of, require_memory
from causalnet.inference.planning.plan import plan_of
from causalnet.inference.planning.prune import Shape
from causalnet.inference.posterior import joint
from causalnet.inference.sweep import all_levers
from causalnet.inference.table_derivatives import table_derivatives
from causalnet.network.structure import structure


def network(parents):
    """Two states for every variable, each as likely, whatever its causes."""
    tables = {v: np.full((2,) * len(above) + (2,), 0.5) for v, above in parents.items()}
    return cn.Network.trusted(dict.fromkeys(parents, ("a", "b")), parents, tables)


def layers(causes, effects, each):
    """Effects that have some causes each, at random."""
    rng = np.random.default_rng(0)
    parents = {f"c{i}": () for i in range(causes)}
    for j in range(effects):
        chosen = sorted(rng.choice(causes, each, replace=False))
        parents[f"e{j}"] = tuple(f"c{i}" for i in chosen)
    return network(parents)


@pytest.mark.parametrize("each", [3, 8])
def test_two_large_layers_are_refused_at_once(each):
    wide = layers(300, 600, each)
    seen = {v: "a" for v in wide if v.startswith("e")}
    tracemalloc.start()
    start = time.process_time()
    for ask in (
        lambda: all_marginals(wide),
        lambda: cn.query(wide, "c0", given=seen),
        lambda: all_levers(wide, ["c0"], seen),
    ):
        with pytest.raises(MemoryLimitError, match="out of reach"):
            ask()
    seconds, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert seconds < 4
    assert peak < 16 * 2**20


@pytest.mark.parametrize(
    ("module", "ask"),
    [
        (marginals, lambda wide, limit: all_marginals(wide, memory_limit=limit)),
        (sweep, lambda wide, limit: all_levers(wide, ["e0"], memory_limit=limit)),
        (derivatives, lambda wide, limit: table_derivatives(wide, ["e0"], memory_limit=limit)),
    ],
)
def test_no_reverse_pass_is_planned_for_what_is_refused(module, ask, monkeypatch):
    class PlannedError(Exception):
        pass

    def planned(*args, **kwargs):
        raise PlannedError

    wide = layers(12, 3, 6)
    monkeypatch.setattr(module, "descent", planned)
    with pytest.raises(PlannedError):
        ask(wide, 2**30)
    with pytest.raises(MemoryLimitError, match="Its widest table is over"):
        ask(wide, 100)


def test_results_in_draws_count():
    draws = 10_000
    plain = network({"x": (), "y": ("x",)})
    tables = {v: np.repeat(plain.values(v)[..., None], draws, axis=-1) for v in plain}
    drawn = plain.replacing(tables, draws=draws)
    # Eight bytes a number, twice: chunks of draws, and the whole that they are joined to.
    for ask, what, cells in (
        (lambda n: joint(drawn, ["y"], memory_limit=n), "An exact answer", 2),
        (lambda n: all_marginals(drawn, memory_limit=n), "All marginals", 4),
        (lambda n: all_levers(drawn, ["y"], memory_limit=n), "All levers", 4),
        (lambda n: table_derivatives(drawn, ["y"], memory_limit=n), "The derivatives", 12),
    ):
        needed = 2 * 8 * cells * draws
        with pytest.raises(MemoryLimitError) as caught:
            ask(needed - 1)
        assert caught.value.needed == needed, what
        assert str(caught.value).startswith(f"{what} in 10,000 draws would take ")
        assert str(caught.value).endswith("Ask for fewer draws.")
        ask(max(needed, 2**20))


def test_many_variables_take_fewer_draws_at_a_time():
    names = [f"v{i}" for i in range(3000)]
    parents = {v: tuple(names[max(0, i - 4) : i]) for i, v in enumerate(names)}
    long = structure(dict.fromkeys(names, 2), parents, names)
    plan = plan_of(long, Shape((0,), observed=(2999,), whole=True))

    assert chunk_of(plan) == 512
    assert plan.held * 512 <= MEMORY_LIMIT // 2 < plan.held * 1024
    require_memory(plan, MEMORY_LIMIT, 100_000, passes=2)
