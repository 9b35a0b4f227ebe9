"""Feedback loops against brute force over every sequence of variables."""

from itertools import combinations, permutations, product

import networkx as nx
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.questions.loops import loops as module

STANDINGS = ["stated", "implied", "added", "rival"]
NAMES = ["a", "b", "c", "d", "e"]


@st.composite
def models(draw):
    """A model of up to five variables, with influences within a period and any later ones."""
    names = NAMES[: draw(st.integers(1, 5))]
    forward = list(combinations(names, 2))
    within = draw(st.lists(st.sampled_from(forward), unique=True)) if forward else []
    pairs = list(product(names, names))
    lagged = draw(
        st.lists(st.tuples(st.sampled_from(pairs), st.integers(1, 2)), unique=True, max_size=9)
    )
    keys = [(*pair, 0) for pair in within] + [(*pair, lag) for pair, lag in lagged]
    influences = [
        cn.Influence(
            cause,
            effect,
            draw(st.sampled_from("+-?")),
            1.0,
            lag=lag,
            standing=(standing := draw(st.sampled_from(STANDINGS))),
            claims=["said"] if standing == "stated" else [],
        )
        for cause, effect, lag in keys
    ]
    return cn.CausalModel(
        "m",
        [cn.Variable(n, ["low", "high"]) for n in names],
        influences,
        sources=[cn.Source("essay")],
        claims=[cn.Claim("said", "It is so.", "essay")],
    )


def by_brute_force(model):
    """Every loop as a set of influences."""
    found = set()
    for size in range(1, len(model.variables) + 1):
        for names in permutations(model.variables, size):
            steps = list(zip(names, names[1:] + names[:1], strict=True))
            parallel = [[i for i in model.influences if (i.cause, i.effect) == s] for s in steps]
            found |= {frozenset(path) for path in product(*parallel)}
    return found


@settings(max_examples=60, deadline=None)
@given(models())
def test_the_loops_are_those_of_brute_force(model):
    expected = by_brute_force(model)

    found = cn.loops(model)

    assert expected == {frozenset(loop.influences) for loop in found}
    assert len(expected) == len(found)
    assert len({loop.name for loop in found}) == len(found)
    for loop in found:
        signs = [i.sign for i in loop.influences]
        product_of = {"+": 1, "-": -1, "?": 0}
        total = 1
        for sign in signs:
            total *= product_of[sign]
        assert {1: "reinforcing", -1: "balancing", 0: "undetermined"}[total] == loop.polarity
        assert sum(i.lag for i in loop.influences) == loop.delay >= 1
        ranks = [STANDINGS.index(i.standing) for i in loop.influences]
        assert STANDINGS[max(ranks)] == loop.standing
        assert all(i.standing == loop.standing for i in loop.weakest)


@settings(max_examples=60, deadline=None)
@given(models())
def test_the_least_breaking_set_is_least(model):
    graph = nx.DiGraph([(i.cause, i.effect) for i in model.influences if i.cause != i.effect])
    sizes = [
        size
        for size in range(6)
        for held in combinations(NAMES, size)
        if nx.is_directed_acyclic_graph(
            nx.restricted_view(graph, [h for h in held if h in graph], [])
        )
    ]

    found = cn.loops(model)

    assert sizes[0] == len(found.breaking)
    assert found.least
    assert all(set(found.breaking) & set(loop.variables) for loop in found.feedback)


@given(models(), st.sampled_from(STANDINGS))
def test_standing_lists_the_loops_that_the_column_shows_as_such(model, standing):
    asked = [standing] if isinstance(standing, str) else standing
    expected = [x.name for x in cn.loops(model) if x.standing in asked]

    assert expected == [x.name for x in cn.loops(model, standing=standing)]


def ring(*influences, **others):
    names = dict.fromkeys(name for i in influences for name in (i.cause, i.effect))
    variables = [cn.Variable(n, ["low", "high"]) for n in names]
    return cn.CausalModel("ring", variables, influences, **others)


TWO = ring(
    cn.Influence("a", "b", "+", 1.0),
    cn.Influence("b", "a", "-", 2.0, lag=1),
    cn.Influence("b", "c", "+", 1.0),
    cn.Influence("c", "b", "+", 1.0, lag=1),
    cn.Influence("a", "a", "+", 3.0, lag=1),
)


@pytest.mark.parametrize(
    ("under", "left"),
    [
        (None, ["a → b → a", "b → c → b", "a → a"]),
        (cn.do(a="low"), ["b → c → b"]),
        (cn.do(a={"low": 0.5, "high": 0.5}), ["b → c → b"]),
        (cn.do(a=cn.partial("low", uptake=1)), ["b → c → b"]),
        (cn.do(b="low"), ["a → a"]),
        (cn.do(a=cn.shift(1)), ["a → b → a", "b → c → b", "a → a"]),
        (cn.do(a=cn.partial("low", uptake=0.5)), ["a → b → a", "b → c → b", "a → a"]),
        (cn.do(cn.cut("a", "b")), ["b → c → b", "a → a"]),
        (cn.do(cn.cut("c", "b")), ["a → b → a", "a → a"]),
        (cn.do(cn.as_if("b", a="low")), ["b → c → b", "a → a"]),
        (
            cn.do(c=cn.policy(given="b", choose={"low": "low", "high": "high"})),
            ["a → b → a", "b → c → b", "a → a"],
        ),
    ],
)
def test_what_is_done_breaks_loops(under, left):
    found = cn.loops(TWO, under=under)

    assert [str(x) for x in found] == left
    whole = {loop.influences: loop.name for loop in cn.loops(TWO)}
    assert all(whole.get(loop.influences, loop.name) == loop.name for loop in found)


def test_a_policy_has_no_sign():
    rule = cn.policy(given="b", choose={"low": "high", "high": "low"})

    (open_,) = [x for x in cn.loops(TWO, under=cn.do(c=rule)) if x.name.startswith("U-")]
    assert open_.variables == ("b", "c")


def test_the_gain_is_strength_times_spread_round_the_loop():
    # Two states at one half each: a unit of log-odds moves the level by a quarter.
    (balancing,) = [x for x in cn.loops(TWO) if x.polarity == "balancing"]

    assert pytest.approx(-1 * 0.25 * 2 * 0.25, abs=2e-2) == balancing.gain
    today = cn.marginals(TWO)
    spread = [float(today[name].p.prod()) for name in "ab"]
    assert pytest.approx(-2 * spread[0] * spread[1], abs=1e-12) == balancing.gain


def test_a_gain_of_small_strengths_is_the_slope_of_the_tables():
    """The claim of the docstring: to first order a step in the cause moves the effect by so much."""
    tiny = 1e-4
    scale = ["low", "middle", "high"]
    base = cn.Baseline([0.2, 0.5, 0.3])
    chain = [cn.Influence("x", "y", "+", tiny), cn.Influence("y", "x", "+", 1.0, lag=1)]
    model = cn.CausalModel(
        "m", [cn.Variable("x", scale, base), cn.Variable("y", scale, base)], chain
    )
    moved = cn.effect(model, "y", under=cn.do(x="high"), versus=cn.do(x="middle")).level
    spread = 0.2 * 0.8 + 0.7 * 0.3

    assert pytest.approx(tiny * spread, rel=1e-3) == moved
    assert pytest.approx(moved * spread, rel=1e-3) == cn.loops(model)[0].gain


def test_a_mechanism_without_log_odds_has_no_gain():
    noisy = cn.Variable("b", ["low", "high"], mechanism=cn.NoisyMax())
    model = ring(cn.Influence("a", "b", "+", 0.5), cn.Influence("b", "a", "+", 1.0, lag=1))

    assert cn.loops(model.replacing(noisy))[0].gain is None


def test_rivals_count_once_they_are_admitted():
    japan = cn.load("japan_software").admitting("poaching deters training")

    assert "rival" in {x.standing for x in cn.loops(japan)}
    assert "balancing" in {x.polarity for x in cn.loops(japan)}


def test_too_many_loops_are_listed_up_to_a_length_that_is_said(monkeypatch):
    names = [f"v{i}" for i in range(7)]
    model = ring(*(cn.Influence(a, b, "+", 1.0, lag=1) for a, b in permutations(names, 2)))
    monkeypatch.setattr(module, "MOST_LOOPS", 100)

    found = cn.loops(model)

    # 21 pairs and 70 triangles, either way round; of four there are 210.
    assert (found.longest, len(found)) == (3, 91)
    assert "of up to 3 influences" in str(found)
    assert "more than 91" in str(found)
    assert (len(found.breaking), found.least) == (6, True)


@settings(max_examples=40, deadline=None)
@given(models(), st.sets(st.sampled_from(STANDINGS), min_size=1), st.sampled_from(NAMES))
def test_a_loop_has_one_mark_in_every_listing(model, standing, held):
    marks = {loop.influences: (loop.name, loop.gain) for loop in cn.loops(model)}
    part = cn.loops(model, standing=standing)
    broken = cn.loops(model, under=cn.do({held: "low"} if held in model.variables else {}))

    for loop in (*part, *broken):
        assert marks[loop.influences] == (loop.name, loop.gain)


def test_what_a_rival_or_a_policy_adds_moves_no_mark():
    late = cn.Rival("late", [cn.Influence("b", "a", "+", 1.0, lag=2)])
    model = ring(
        cn.Influence("a", "b", "+", 1.0, standing="implied"),
        cn.Influence("b", "a", "+", 1.0, lag=1, standing="added"),
        cn.Influence("c", "c", "+", 1.0, lag=1, standing="implied"),
        rivals=[late],
    )
    ruled = cn.do(c=cn.policy("b", {"low": "low", "high": "high"}))
    plain, admitted = cn.loops(model), cn.loops(model.admitting("late"))

    assert [x.standing for x in admitted] == ["added", "rival", "implied"]
    assert marks(plain).items() <= marks(admitted).items()
    assert marks(cn.loops(model, under=ruled)).items() <= marks(plain).items()


def marks(found):
    """Which influences go by which mark."""
    return {loop.name: tuple(i.key for i in loop.influences) for loop in found}


@settings(max_examples=15, deadline=None)
@given(models(), st.data())
def test_a_loop_has_one_mark_in_a_model_and_in_its_variants(model, data):
    whole = {frozenset(own): name for name, own in marks(cn.loops(model)).items()}
    assert len(whole) == len(cn.loops(model))
    turned = cn.CausalModel(
        "turned",
        reversed(model.variables.values()),
        model.influences,
        sources=model.sources.values(),
        claims=model.claims.values(),
    )
    some = data.draw(st.sampled_from([None, *model.influences]))
    fewer = [] if some is None else [model.rejecting(some.name), model.only(some.standing)]
    for variant in (turned, *fewer):
        for name, own in marks(cn.loops(variant)).items():
            assert whole[frozenset(own)] == name


def test_loops_that_would_share_a_mark_get_a_longer_one(monkeypatch):
    monkeypatch.setattr(module, "MARK_DIGITS", 0)
    found = cn.loops(TWO)
    assert {x.name for x in found} == {"B-", "R-"}
    monkeypatch.setattr(module, "MARK_DIGITS", 1)
    assert all(len(x.name) in (3, 4) for x in cn.loops(TWO))


def test_a_loop_past_the_longest_that_is_listed_is_marked_by_its_content(monkeypatch):
    monkeypatch.setattr(module, "MOST_LOOPS", 4)
    around = [
        cn.Influence(c, e, "+", 1.0, lag=1, standing="implied")
        for c, e in zip("abcde", "bcdea", strict=True)
    ]
    inner = [cn.Influence(x, x, "+", 1.0, lag=1, standing="added") for x in "abcd"]
    model = ring(*around, *inner)
    (long,) = cn.loops(model, standing="implied")

    assert [x.variables for x in cn.loops(model)] == [("a",), ("b",), ("c",), ("d",)]
    assert (cn.loops(model).longest, len(long.influences)) == (4, 5)
    assert long.name == next(iter(cn.loops(model, standing=["implied"]))).name
    assert long.name.startswith("R-")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"standing": "said"}, "'standing' must be 'stated', .* got 'said'"),
        ({"standing": 3}, "'standing' must be .* got 3"),
        ({"under": cn.do(q="low")}, "No variable 'q'"),
        ({"under": "a"}, r"'under' must be an Intervention, .* model.interventions\['a'\]"),
        ({"under": cn.do(a="low").during(1, 2)}, "take one period of it"),
        ({"under": cn.do(cn.cut("a", "c"))}, "No influence 'a → c'"),
        ({"under": cn.do(cn.as_if("c", a="low"))}, "No influence 'a → c'"),
    ],
)
def test_what_makes_no_sense_is_one_clear_error(arguments, message):
    with pytest.raises(cn.CausalnetError, match=message):
        cn.loops(TWO, **arguments)
    with pytest.raises(cn.errors.QuestionError, match="Expected a CausalModel, got Network"):
        cn.loops(cn.compile_model(TWO))
    with pytest.raises(cn.errors.UnknownNameError, match="No loop 'R-9'"):
        cn.loops(TWO)["R-9"]


def test_the_filter_by_standing_goes_by_the_column_of_that_name():
    model = ring(
        cn.Influence("a", "b", "+", 1.0, standing="implied"),
        cn.Influence("b", "a", "+", 1.0, lag=1, standing="added"),
        cn.Influence("b", "b", "+", 1.0, lag=1, standing="implied"),
    )
    (loop,) = cn.loops(model, standing="added")
    assert (str(loop), loop.standing) == ("a → b → a", "added")
    text = str(cn.loops(model, standing="added"))
    assert " ".join(text.split()).startswith(
        "The model has one reinforcing feedback loop whose weakest influence is added. "
    )
    assert "A least set that breaks these and every firmer loop: a." in text
    (own,) = cn.loops(model, standing="implied")
    assert own.inertia
    both = str(cn.loops(model, standing=["implied", "added"]))
    assert both.startswith(
        "The model has one reinforcing feedback loop whose weakest influence is implied\n"
        "or added. One variable"
    )


@pytest.mark.parametrize(("strength", "gain"), [(6.0, 1.5), (0.01, 0.0025)])
def test_a_gain_is_not_what_one_round_leaves_unless_strengths_are_small(strength, gain):
    states = cn.Variable("a", ["low", "high"], cn.Baseline([0.5, 0.5]))
    model = cn.CausalModel("m", [states], [cn.Influence("a", "a", "+", strength, lag=1)])
    (loop,) = cn.loops(model)
    table = cn.unroll(model, 1).values("a@1")
    left = table[1, 1] - table[0, 1]

    assert loop.gain == pytest.approx(gain)
    assert left < 1
    assert (abs(left / gain - 1) < 1e-3) == (strength < 1)
    assert loop.left == pytest.approx(left)
    text = " ".join(str(cn.loops(model)).split())
    assert "left: what is left after the lag of a move from the lowest state to the highest" in text
    assert "would grow" not in text


def test_the_first_line_counts_the_loops_by_polarity():
    plus, minus = (cn.Influence("b", "a", sign, 1.0, lag=lag) for sign, lag in (("+", 1), ("-", 2)))
    there = cn.Influence("a", "b", "+", 1.0)
    inert = cn.Influence("a", "a", "+", 1.0, lag=1)
    assert cn.loops(ring(there, plus, minus)).sentence == (
        "The model has 2 feedback loops: 1 reinforcing and 1 balancing. In none of them is every influence "
        "stated by a source."
    )
    assert cn.loops(ring(there, plus, inert)).sentence == (
        "The model has one reinforcing feedback loop. Not every influence on it is stated by a "
        "source. One variable acts on itself."
    )
    assert cn.loops(ring(there)).sentence == "The model has no feedback loop of several variables."
