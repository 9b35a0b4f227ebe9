"""The attained range over couplings, within the proved one and at the corners of small networks."""

from itertools import product

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.abduction import Case, twofold
from causalnet.questions.counterfactuals.attained_range import attained_most, search_work
from causalnet.questions.counterfactuals.coupling import COUPLINGS
from causalnet.questions.counterfactuals.coupling_range import attained_range, proved_ranges
from causalnet.questions.counterfactuals.event import events_of
from causalnet.questions.counterfactuals.proved_range import proved_most
from causalnet.questions.query.measure import measure_of
from tests.strategies.networks import little_network, random_table

FAR = 10.0
TWO = ["a", "b"]


def _diamond(seed):
    """x → m → y and x → y, with two states each."""
    rng = np.random.default_rng(seed)
    return cn.Network(
        dict.fromkeys("xmy", TWO),
        {"m": ["x"], "y": ["x", "m"]},
        {
            "x": random_table(rng, (2,)),
            "m": random_table(rng, (2, 2)),
            "y": random_table(rng, (2, 2, 2)),
        },
        ordered=True,
    )


def _asked(network):
    return twofold(network, "y", Case(cn.do(x="b"), observed=findings({"y": "a"})))


@pytest.mark.parametrize("seed", range(15))
def test_it_lies_between_the_named_couplings_and_the_proved_ends(seed):
    network = _diamond(seed)
    asked = _asked(network)
    event = events_of(measure_of(network, network, "y", verb="counterfactual"))[1]
    ((low, high),) = proved_ranges(asked, [event], 10**8)
    inner = attained_range(asked, event, (low, high), patient=False)
    assert inner is not None
    named = [event.weights @ asked.outcome(how) for how in COUPLINGS]
    assert low - 1e-9 <= inner[0] <= min(named) + 1e-9
    assert max(named) - 1e-9 <= inner[1] <= high + 1e-9


def _luck(rows):
    """The vertices of the luck of two rows of two states: shares of the four response functions."""
    p, q = rows[:, 1]
    for both in (max(0.0, p + q - 1), min(p, q)):
        yield {(0, 0): 1 - p - q + both, (0, 1): q - both, (1, 0): p - both, (1, 1): both}


@pytest.mark.parametrize("seed", range(10))
def test_it_reaches_the_corners_of_a_chain(seed):
    rng = np.random.default_rng(seed)
    network = cn.Network(
        dict.fromkeys("xmy", TWO),
        {"m": ["x"], "y": ["m"]},
        {
            "x": random_table(rng, (2,)),
            "m": random_table(rng, (2, 2)),
            "y": random_table(rng, (2, 2)),
        },
    )
    asked = _asked(network)
    corners = []
    for m, y in product(_luck(network.values("m")), _luck(network.values("y"))):
        seen = crossed = 0.0
        for x, (f, p), (g, q) in product((0, 1), m.items(), y.items()):
            if g[f[x]] == 0:
                seen += network.values("x")[x] * p * q
                crossed += network.values("x")[x] * p * q * g[f[1]]
        corners.append(crossed / seen)
    worth = np.array([0.0, 1.0])
    assert attained_most(asked, worth, FAR) == pytest.approx(max(corners), abs=1e-7)
    assert -attained_most(asked, -worth, FAR) == pytest.approx(min(corners), abs=1e-7)


def test_a_thorough_search_finds_no_less_and_stays_within_what_is_proved():
    network = little_network(np.random.default_rng(18), count=5, rows=6)
    asked = twofold(network, "v4", Case(cn.do(v0="b"), observed=findings({"v4": "b"})))
    worth = np.eye(len(network.states["v4"]))[1]
    most = float(proved_most(asked, worth[None], 10**9)[0]) / asked.found_probability
    quick, thorough = (attained_most(asked, worth, most, thorough=t) for t in (False, True))
    assert quick + 0.005 < thorough <= most + 1e-9


def test_the_search_ends_where_the_proved_end_is_reached(monkeypatch):
    asked = _asked(_diamond(0))
    monkeypatch.setattr(
        "causalnet.questions.counterfactuals.attained_range.table_derivatives", None
    )
    worth = np.array([0.0, 1.0])
    named = max(float(asked.outcome(how)[1]) for how in COUPLINGS)
    assert attained_most(asked, worth, named) == pytest.approx(named)


def test_the_work_grows_with_shared_causes_and_with_those_that_differ(monkeypatch):
    monkeypatch.setattr("causalnet.questions.counterfactuals.attained_range.LEAST_COLUMNS", 1)
    # m: one cause differs, two configurations of two states. y: both of its causes differ, four configurations.
    assert search_work(_asked(_diamond(0))) == 2**2 + 2**4
    rng = np.random.default_rng(0)
    network = cn.Network(
        {"x": TWO, "z": ["a", "b", "c"], "y": TWO},
        {"y": ["x", "z"]},
        {
            "x": random_table(rng, (2,)),
            "z": random_table(rng, (3,)),
            "y": random_table(rng, (2, 3, 2)),
        },
    )
    assert search_work(_asked(network)) == 3 * 2**2
