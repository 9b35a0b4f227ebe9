"""Best policies: against every policy, and in the textbooks' diagrams."""

from itertools import product

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.decisions.influence_diagram import InfluenceDiagram, UtilityTable

YES = ["no", "yes"]


def random_diagram(
    seed: int, *, forgets: bool, given: dict[str, str] | None = None
) -> InfluenceDiagram:
    """Two decisions d and e among chances a, b, c; the second sees all that the first did, or forgets it."""
    rng = np.random.default_rng(seed)
    parents = {"a": [], "d": [], "b": ["a", "d"], "e": [], "c": ["a", "b", "e"]}
    # All policies are tried: two states where a decision sees much.
    states = {v: YES if v != "b" or seed % 2 else ["l", "m", "h"] for v in parents}
    tables = {
        v: rng.dirichlet(np.ones(len(states[v])), tuple(len(states[p]) for p in above))
        for v, above in parents.items()
    }
    network = cn.Network(states, parents, tables)
    choose = {
        "d": ["a"] if seed % 2 else [],
        "e": ["b"] if forgets else [*(["a"] if seed % 2 else []), "d", "b"],
    }
    utilities = [
        UtilityTable("c", ("c",), rng.normal(size=2)),
        UtilityTable("cost", ("e", "d"), rng.normal(size=(2, 2))),
    ]
    return InfluenceDiagram(network, choose, utilities, given or {})


def every_value(diagram: InfluenceDiagram) -> list[float]:
    """The value of all deterministic policies, each from the definition."""
    net, found = diagram.network, []
    rows = {
        d: list(product(*(range(n) for n in diagram.sizes(diagram.choose[d]))))
        for d in diagram.decisions
    }
    order = ["a", "d", "b", "e", "c"]
    choices = [product(range(2), repeat=len(rows[d])) for d in ("d", "e")]
    for first, second in product(*map(list, choices)):
        chosen = {
            "d": dict(zip(rows["d"], first, strict=True)),
            "e": dict(zip(rows["e"], second, strict=True)),
        }
        total = certain = 0.0
        for case in product(*(range(len(net.states[v])) for v in order)):
            world = dict(zip(order, case, strict=True))
            if any(net.states[v][world[v]] != state for v, state in diagram.given.items()):
                continue
            p = 1.0
            for v in order:
                if v in chosen:
                    p *= chosen[v][tuple(world[z] for z in diagram.choose[v])] == world[v]
                else:
                    p *= net.values(v)[tuple(world[u] for u in (*net.parents[v], v))]
            certain += p
            total += p * sum(
                u.worth[tuple(world[v] for v in u.variables)] for u in diagram.utilities
            )
        found.append(total / certain)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_with_perfect_memory_it_is_the_best_of_all_policies(seed: int) -> None:
    diagram = random_diagram(seed, forgets=False)
    assert diagram.perfect_memory
    assert diagram.value(diagram.best()) == pytest.approx(max(every_value(diagram)), abs=1e-10)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_known_before_is_known_to_all_policies(seed: int) -> None:
    diagram = random_diagram(seed, forgets=False, given={"a": "yes"})
    assert diagram.value(diagram.best()) == pytest.approx(max(every_value(diagram)), abs=1e-10)


def test_what_follows_from_a_decision_is_not_known_before() -> None:
    with pytest.raises(cn.errors.QuestionError, match="b is one or follows from one"):
        random_diagram(0, forgets=False, given={"b": "l"})


@pytest.mark.parametrize("seed", range(8))
def test_without_it_no_single_policy_can_be_bettered(seed: int) -> None:
    diagram = random_diagram(seed, forgets=True)
    assert not diagram.perfect_memory
    best = diagram.best()
    level = diagram.value(best)
    assert level <= max(every_value(diagram)) + 1e-10
    for d in diagram.decisions:
        gains = diagram.gains(d, best)
        assert (gains * best[d]).sum() == pytest.approx(gains.max(axis=-1).sum(), abs=1e-9)
        assert (gains * best[d]).sum() == pytest.approx(level, abs=1e-9)


def pigs(*, remember: bool) -> InfluenceDiagram:
    """The breeder of S. L. Lauritzen and D. Nilsson (2001): a pig is tested and perhaps treated in three months."""
    states, parents, tables = {"h1": ["well", "ill"]}, {}, {"h1": [0.9, 0.1]}
    choose: dict[str, list[str]] = {}
    past: list[str] = []
    for i in (1, 2, 3):
        states |= {
            f"t{i}": ["neg", "pos"],
            f"d{i}": ["leave", "treat"],
            f"h{i + 1}": ["well", "ill"],
        }
        parents |= {f"t{i}": [f"h{i}"], f"h{i + 1}": [f"h{i}", f"d{i}"]}
        tables |= {
            f"t{i}": [[0.9, 0.1], [0.2, 0.8]],
            f"d{i}": [0.5, 0.5],
            f"h{i + 1}": [[[0.8, 0.2], [0.9, 0.1]], [[0.1, 0.9], [0.5, 0.5]]],
        }
        choose[f"d{i}"] = [*past, f"t{i}"] if remember else [f"t{i}"]
        past += [f"t{i}", f"d{i}"]
    costs = [UtilityTable(f"cost {i}", (f"d{i}",), np.array([0.0, -100.0])) for i in (1, 2, 3)]
    price = UtilityTable("price", ("h4",), np.array([1000.0, 300.0]))
    return InfluenceDiagram(cn.Network(states, parents, tables), choose, [price, *costs])


def test_the_breeder_of_pigs() -> None:
    forgetful, remembering = pigs(remember=False), pigs(remember=True)
    assert forgetful.value(forgetful.best()) == pytest.approx(726.81, abs=0.005)
    assert remembering.perfect_memory
    assert remembering.value(remembering.best()) == pytest.approx(729.2, abs=0.05)


def test_a_decision_cannot_look_ahead() -> None:
    network = cn.Network(
        {"d": YES, "y": YES}, {"y": ["d"]}, {"d": [0.5, 0.5], "y": [[1, 0], [0, 1]]}
    )
    with pytest.raises(cn.errors.QuestionError, match="cannot look at what comes after it"):
        InfluenceDiagram(network, {"d": ["y"]}, [])
