"""Direct and indirect effects: textbook examples, laws, and brute force with a witness."""

import numpy as np
import pytest

import causalnet as cn
from tests.counterfactual_enumeration import enumerate_nested
from tests.enumeration import enumerate_query
from tests.questions.routes.cases import GIVEN, WITHHELD, linear, training, witness
from tests.strategies.networks import little_network


def test_pearls_example():
    """J. Pearl (2014), "Interpretation and identification of causal mediation", table 1."""
    found = cn.routes(training(), "passed", under=GIVEN, versus=WITHHELD, through="homework")
    assert found.effect.level == pytest.approx(0.46, abs=1e-12)
    assert found.direct.value == pytest.approx(0.32, abs=1e-12)
    assert found.pure_indirect.value == pytest.approx(0.035, abs=1e-12)
    assert found.pure_indirect.value / found.effect.level == pytest.approx(0.076, abs=5e-4)
    assert 1 - found.total_indirect.value / found.effect.level == pytest.approx(0.696, abs=5e-4)
    assert found.total_indirect.value / found.effect.level == pytest.approx(0.304, abs=5e-4)
    # Direct and pure indirect do not add up to the total.
    assert found.direct.value + found.pure_indirect.value == pytest.approx(0.355, abs=1e-12)
    assert [part.estimate.value for part in found.controlled] == pytest.approx([0.2, 0.5])
    assert found.witnesses == ()


def test_the_reverse_forms_differ_and_tie_in_with_the_total():
    there = cn.routes(training(), "passed", under=GIVEN, versus=WITHHELD, through="homework")
    back = cn.routes(training(), "passed", under=WITHHELD, versus=GIVEN, through="homework")
    assert back.direct.value != pytest.approx(-there.direct.value, abs=0.05)
    # TE = NDE − NIE of the reverse transition.
    total = there.effect.level
    assert total == pytest.approx(there.direct.value - back.pure_indirect.value, abs=1e-14)
    assert total == pytest.approx(there.direct.value + there.total_indirect.value, abs=1e-14)


@pytest.mark.parametrize(("direct", "first", "second"), [(0.3, 0.5, 0.4), (-0.05, 0.02, -0.03)])
def test_where_all_is_linear_effects_are_products_of_slopes(direct, first, second):
    network = linear(direct, first, second)
    found = cn.routes(network, "y", under=cn.do(x="yes"), versus=cn.do(x="no"), through="m")
    assert found.direct.value == pytest.approx(direct, abs=1e-14)
    assert found.pure_indirect.value == pytest.approx(first * second, abs=1e-14)
    assert found.total_indirect.value == pytest.approx(first * second, abs=1e-14)
    assert [part.estimate.value for part in found.controlled] == pytest.approx([direct, direct])


@pytest.mark.parametrize("coupling", ["rank", "fresh"])
@pytest.mark.parametrize("seed", range(12))
def test_it_is_the_nested_world_of_brute_force(seed, coupling):
    rng = np.random.default_rng(seed)
    network = little_network(rng).with_order(*[f"v{i}" for i in range(4)])
    under, versus = cn.do(v0="b"), cn.do(v0="a") if seed % 2 else cn.do()
    ways = cn.routes(network, "v3", under=under, versus=versus).effects.ways
    mediators = [v for v in ("v1", "v2") if any(v == effect for _, effect in ways.edges)]
    level = np.arange(len(network.states["v3"]))

    def nested(active):
        return level @ enumerate_nested(network, "v3", under, versus, active, coupling)

    for mediator in mediators:
        found = cn.routes(
            network, "v3", under=under, versus=versus, through=mediator, coupling=coupling
        )
        first, whole = nested(frozenset()), nested(ways.every)
        direct = nested(frozenset(e for e in ways.every if e[0] != mediator)) - first
        assert found.direct.value == pytest.approx(direct, abs=1e-12)
        assert found.total_indirect.value == pytest.approx(whole - first - direct, abs=1e-12)
        # Y as it was, but for M, which is as it would be: its value enters as that of a hard setting.
        assert found.pure_indirect.value == pytest.approx(
            _pure_indirect(network, mediator, under, versus, coupling), abs=1e-12
        )


def _pure_indirect(network, mediator, under, versus, coupling):
    """E[Y(versus, M(under))] − E[Y(versus)], by its definition, from everyone's luck."""
    from itertools import product

    from tests.counterfactual_enumeration import _world, luck_of

    total = 0.0
    for case in product(*(list(luck_of(network.values(v), coupling)) for v in network.order)):
        p = float(np.prod([share for share, _ in case]))
        functions = dict(zip(network.order, [f for _, f in case], strict=True))
        new = _world(network, functions, under)[mediator]
        held = (versus or cn.do()) | cn.do({mediator: network.states[mediator][new]})
        total += p * (
            _world(network, functions, held)["v3"] - _world(network, functions, versus)["v3"]
        )
    return total


def test_randomised_effects_draw_the_mediator_from_either_arm():
    found = cn.routes(
        witness(), "y", under=cn.do(x="yes"), versus=cn.do(x="no"), through="m", randomised=True
    )
    network = witness()
    chance = {x: enumerate_query(network, "m", cn.do(x=x)) for x in ("no", "yes")}
    level = {
        (x, m): enumerate_query(network, "y", cn.do(x=x, m=m))[1]
        for x in ("no", "yes")
        for m in ("no", "yes")
    }

    def mixed(x, drawn):
        return sum(chance[drawn][i] * level[x, m] for i, m in enumerate(("no", "yes")))

    assert found["randomised direct"].value == pytest.approx(
        mixed("yes", "no") - mixed("no", "no"), abs=1e-13
    )
    assert found["randomised indirect"].value == pytest.approx(
        mixed("yes", "yes") - mixed("yes", "no"), abs=1e-13
    )
    # Without a common cause of mediator and outcome that is itself moved they are the natural ones.
    plain = cn.routes(
        training(), "passed", under=GIVEN, versus=WITHHELD, through="homework", randomised=True
    )
    assert plain["randomised direct"].value == pytest.approx(plain.direct.value, abs=1e-13)
    assert plain["randomised indirect"].value == pytest.approx(
        plain.total_indirect.value, abs=1e-13
    )


def test_several_mediators_are_taken_together():
    found = cn.routes(
        witness(), "y", under=cn.do(x="yes"), versus=cn.do(x="no"), through=["w", "m"]
    )
    assert found.direct.value == pytest.approx(0, abs=1e-14)
    assert found.pure_indirect.value == pytest.approx(found.effect.level, abs=1e-14)
    assert found.witnesses == ()
    assert len(found.controlled) == 4
    assert dict(found.controlled[1].states) == {"w": "no", "m": "yes"}


@pytest.mark.parametrize(
    ("through", "message"),
    [
        ("z", "No variable 'z'"),
        ("y", "y is the outcome itself. A mediator lies before it."),
        ("x", "x is itself set. A mediator lies between what is set and the outcome."),
        ([], "one mediator or several different ones"),
        (["m", "m"], "one mediator or several different ones"),
    ],
)
def test_what_is_no_mediator_is_refused(through, message):
    with pytest.raises(cn.CausalnetError) as caught:
        cn.routes(witness(), "y", under=cn.do(x="yes"), through=through)
    assert message in str(caught.value)


def test_a_variable_beside_the_way_mediates_nothing():
    lawn = cn.load("lawn")
    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.routes(lawn, "wet", under=cn.do(rain="yes"), through="sprinkler")
    assert str(caught.value) == (
        "sprinkler lies on no path from rain to wet, so nothing goes through it."
    )


def test_too_many_states_of_the_mediators_are_refused(monkeypatch):
    from causalnet.questions.routes import mediation

    monkeypatch.setattr(mediation, "MOST_HELD", 3)
    with pytest.raises(cn.errors.QuestionError, match="4 combinations of states, more than 3"):
        cn.routes(witness(), "y", under=cn.do(x="yes"), through=["w", "m"])
