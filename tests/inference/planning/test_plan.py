"""Plans are made once for a shape, whoever asks, and they outlive networks."""

import gc

import numpy as np
import pytest

import causalnet as cn
from causalnet.cache import clear
from causalnet.inference.planning import plan as planning
from causalnet.inference.sweep import all_levers
from causalnet.network import structure as structures


@pytest.fixture
def trees(monkeypatch):
    """The variables of every tree that is planned from here on."""
    made = []
    plain = planning.contraction_tree

    def counted(leaves, structure, keep):
        made.append([structure.names[leaf.variable] for leaf in leaves])
        return plain(leaves, structure, keep)

    clear()
    monkeypatch.setattr(planning, "contraction_tree", counted)
    return made


def network(prefix="v", seed=0, extra=()):
    """A chain of six, with further arrows; the numbers are random."""
    rng = np.random.default_rng(seed)
    names = [f"{prefix}{i}" for i in range(6)]
    parents = {names[i]: [names[i - 1]] for i in range(1, 6)}
    for cause, effect in extra:
        parents[names[effect]].append(names[cause])
    tables = {}
    for name in names:
        table = rng.random((2,) * (len(parents.get(name, [])) + 1))
        tables[name] = table / table.sum(axis=-1, keepdims=True)
    return cn.Network({v: ["a", "b"] for v in names}, parents, tables)


def test_networks_of_one_shape_share_plans_whatever_their_numbers(trees):
    one = cn.query(network(), "v5", under=cn.do(v1="a"))
    gc.collect()
    made = len(trees)
    other = cn.query(network(seed=1), "v5", under=cn.do(v1="b"))

    assert (made, len(trees)) == (1, 1)
    assert abs(one.p - other.p).max() > 1e-3


def test_a_query_and_a_sweep_by_one_tree_keep_what_each_needs(trees):
    own, given = network(), {"v4": "a"}
    for _ in range(3):
        alone = cn.query(own, "v5", given=given).p
        swept = all_levers(own, ["v5"], given)
        np.testing.assert_allclose(swept.today, alone, rtol=0, atol=1e-12)
        there = all_levers(own, ["v0"], {"v5": "a"}).today
        np.testing.assert_allclose(
            there, cn.query(own, "v0", given={"v5": "a"}).p, rtol=0, atol=1e-12
        )
    assert trees.count([f"v{i}" for i in range(6)]) <= 2


def test_other_names_plan_anew_but_build_no_tree(trees):
    cn.query(network(), "v5")
    cn.query(network("w"), "w5")
    assert len(trees) == 1


def test_an_arrow_more_changes_the_trees_that_it_enters_and_no_other(trees):
    plain, wider = network(), network(extra=[(2, 5)])
    cn.query(plain, "v4")
    cn.query(plain, "v5")
    trees.clear()
    cn.query(wider, "v4")
    assert trees == []
    cn.query(wider, "v5")
    assert trees == [[f"v{i}" for i in range(6)]]


def model(strength, influences=None):
    names = [f"x{i}" for i in range(7)]
    given = influences or [(0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 6)]
    return cn.CausalModel(
        "twigs",
        [cn.Variable(v, ["no", "yes"], cn.Baseline([0.6, 0.4])) for v in names],
        [cn.Influence(f"x{a}", f"x{b}", "+", strength) for a, b in given],
    )


def test_a_model_with_other_numbers_compiles_and_answers_by_the_same_plans(trees):
    def asked(strength):
        own = model(strength)
        compiled = cn.compile_model(own).values("x3")
        cn.query(own, "x6", under=cn.do(x0="yes"), draws=5)
        cn.levers(own, "x6", among="all")
        cn.marginals(own)
        return compiled

    before = asked(1.0)
    gc.collect()
    made = len(trees)
    after = asked(2.0)

    assert made > 0
    assert len(trees) == made
    assert abs(before - after).max() > 1e-3


def test_a_model_without_one_influence_plans_what_that_influence_enters(trees):
    def asked(own):
        trees.clear()
        for outcome in ("x1", "x3", "x5", "x6"):
            cn.query(own, outcome)
        return list(trees)

    twigs = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 6), (3, 6)]
    whole = asked(model(1.0, twigs))
    rest = asked(model(1.0, [pair for pair in twigs if pair != (4, 5)]))

    assert ["x0", "x1"] in whole
    assert 0 < len(rest) < len(whole)
    assert all("x5" in names for names in rest)


def test_structures_that_are_kept_are_bounded():
    clear()
    for i in range(structures.MOST_STRUCTURES + 20):
        cn.query(network(f"n{i}_"), f"n{i}_5")
    assert len(structures._recent) == structures.MOST_STRUCTURES
    assert structures._recent.size <= 64 * 2**20
