"""What compiling takes: refused before it is allocated, and never more than was said."""

import re
import time
import tracemalloc

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation import compiler as compiling, memory_footprint as footprint
from causalnet.compilation.memory_footprint import require_compiling
from causalnet.compilation.parameters.ensemble import central
from causalnet.compilation.parameters.sampling import sampled
from causalnet.questions.time import exact_courses as unrolled

ONE_BYTE = 1


def fan(causes, mechanism=None, baseline=None):
    """One effect of many binary causes."""
    names = [f"x{i}" for i in range(causes)]
    return cn.CausalModel(
        "fan",
        [
            *(cn.Variable(x, ["low", "high"], cn.Baseline([0.7, 0.3])) for x in names),
            cn.Variable("y", ["low", "high"], baseline, mechanism=mechanism or cn.Ordinal()),
        ],
        [cn.Influence(x, "y", "+", cn.pert(0.1, 0.2, 0.3)) for x in names],
    )


def refusal(ask):
    """The error of what is refused, which takes neither time nor memory."""
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(cn.errors.MemoryLimitError) as caught:
        ask()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - start < 5
    assert peak < 2**25
    assert caught.value.needed > caught.value.limit
    return str(caught.value)


def test_an_effect_of_too_many_causes_is_refused_before_anything_is_allocated():
    text = refusal(lambda: cn.query(fan(27), "y"))

    assert text == (
        "Compiling 'fan' would take 18.0 GiB; the limit is 2.0 GiB. Its widest table is that of 'y', with 27 "
        "causes and 268,435,456 cells. Group some of the causes under a variable between them and 'y', or "
        "raise memory_limit."
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda m: cn.effect(m, "y", under=cn.do(x0="high")),
        lambda m: cn.levers(m, "y", among="all"),
        cn.marginals,
        lambda m: cn.pairs(m, "y", ["x0", "x1"]),
        cn.compile_model,
        lambda m: cn.verdict(m, cn.Conclusion("y", "rises", under=cn.do(x0="high")), draws=10),
        lambda m: cn.sensitivity(m, cn.Conclusion("y", "rises", under=cn.do(x0="high"))),
        lambda m: cn.trajectory(m, "y", under=cn.do(x0="high"), periods=1, method="exact"),
    ],
)
def test_every_verb_refuses_it(ask):
    assert "1.1 TiB" not in refusal(lambda: ask(fan(32)))


def test_draws_are_counted_in():
    text = refusal(lambda: cn.query(fan(18), "y", draws=1000))

    assert "Compiling 'fan' in 1,000 draws would take" in text
    assert "Ask for fewer draws, group some of the causes" in text
    refusal(lambda: cn.query(fan(12), "y", draws=1000, memory_limit=2**24))
    refusal(lambda: cn.compile_model(cn.load("japan_software"), draws=10**7))
    refusal(lambda: cn.compile_model(cn.load("japan_software"), draws=10**6))
    refusal(lambda: cn.levers(fan(12), "y", among="all", memory_limit=2**16))


@pytest.mark.parametrize("baseline", [None, cn.Baseline([0.75, 0.25])])
@pytest.mark.parametrize("mechanism", [cn.Ordinal(), cn.NoisyMin(), cn.RankedNode()])
@pytest.mark.parametrize("count", [None, 60])
def test_compiling_takes_no_more_than_was_said(mechanism, baseline, count):
    model = fan(15 if count is None else 10, mechanism, baseline)
    ensemble = central(model) if count is None else sampled(model, cn.Draws(count))
    with pytest.raises(cn.errors.MemoryLimitError) as caught:
        require_compiling(model, ensemble, model.variables, ONE_BYTE)
    cn.compile_model(fan(3, mechanism))

    tracemalloc.start()
    cn.compile_model(model, ensemble)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak <= caught.value.needed
    assert peak >= caught.value.needed / 8


def test_draws_by_pieces_are_the_same_draws(monkeypatch):
    model = fan(4, baseline=cn.Baseline([0.4, 0.6]))
    whole = cn.compile_model(model, draws=200)
    monkeypatch.setattr(footprint, "AT_A_TIME", 64)
    other = cn.Variable("x0", ["low", "high"], cn.Baseline([0.7, 0.3]), label="another")
    again = cn.compile_model(model.replacing(other), draws=200)

    for v in whole:
        assert whole.values(v).shape == again.values(v).shape
        assert np.abs(whole.values(v) - again.values(v)).max() < 1e-12
    assert again.draws == 200


def test_what_draws_take_is_looked_at_once_not_in_every_piece(monkeypatch):
    looked = []
    monkeypatch.setattr(footprint, "AT_A_TIME", 16)
    monkeypatch.setattr(
        compiling,
        "require_compiling",
        lambda *given: looked.append(given[-1]) or require_compiling(*given),
    )

    cn.compile_model(fan(4, baseline=cn.Baseline([0.35, 0.65])), draws=100)

    assert looked == [100]


def test_a_course_names_variables_and_periods_in_plain_words(monkeypatch):
    model = cn.CausalModel(
        "ring",
        [cn.Variable(v, ["low", "high"]) for v in "abcdef"],
        [
            cn.Influence(x, y, "+", 1.0, lag=1)
            for x, after in zip("abcdef", "bcdefa", strict=True)
            for y in (x, after)
        ],
    )
    # One table of the unrolled network fits into 64 bytes, and working with two does not.
    monkeypatch.setattr(unrolled, "MEMORY_LIMIT", 64)
    with pytest.raises(cn.errors.MemoryLimitError) as caught:
        cn.trajectory(model, "a", under=cn.do(b="high"), periods=5, method="exact")

    assert re.search(r"widest table is over \w+ in period \d", str(caught.value))
    assert "@" not in str(caught.value)


def test_what_cannot_be_unrolled_is_refused_from_the_graph_alone():
    text = refusal(lambda: cn.unroll(cn.load("japan_software"), 6))

    assert text.startswith("An exact answer would take 701.5 GiB; the limit is 2.0 GiB. ")


def test_what_the_last_variable_could_not_be_calibrated_with_is_refused_before_the_first(
    monkeypatch,
):
    monkeypatch.setattr(compiling, "_compiled_at_once", lambda *_: pytest.fail("a table was made"))
    side = 12
    names = {(i, j): f"v{i}_{j}" for i in range(side) for j in range(side)}
    lattice = cn.CausalModel(
        "lattice",
        [cn.Variable(v, ["low", "high"], cn.Baseline([0.5, 0.5])) for v in names.values()],
        [
            cn.Influence(names[i, j], names[below], "+", cn.pert(0.1, 0.2, 0.3))
            for i, j in names
            for below in ((i + 1, j), (i, j + 1))
            if below in names
        ],
    )

    text = refusal(lambda: cn.query(lattice, "v0_1", memory_limit=2**14))
    assert text.startswith("Compiling 'lattice' would take ")
    assert "leave 'v" in text


def test_a_small_model_whose_causes_are_widely_related_is_refused_before_its_first_table(
    monkeypatch,
):
    monkeypatch.setattr(compiling, "_compiled_at_once", lambda *_: pytest.fail("a table was made"))
    rng = np.random.default_rng(0)
    names = [f"v{i}" for i in range(60)]
    influences = [
        cn.Influence(names[j], v, "+", 0.5)
        for i, v in enumerate(names)
        for j in sorted(rng.choice(np.arange(max(0, i - 30), max(i, 1)), min(i, 4), replace=False))
    ]
    states, baseline = ["low", "middle", "high"], cn.Baseline([0.3, 0.4, 0.3])
    wide = cn.CausalModel("wide", [cn.Variable(v, states, baseline) for v in names], influences)
    start = time.process_time()
    text = refusal(lambda: cn.compile_model(wide))
    assert time.process_time() - start < 5
    assert re.search(r"^Compiling 'wide' would take .* Its widest table is over v\d+, ", text)
    assert "joint distribution of the causes of 'v" in text
    assert "Group some causes under a variable between them, leave 'v" in text
