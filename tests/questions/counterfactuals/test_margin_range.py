"""The range from the outcome in either world alone: valid, and wider than that of the whole model."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.model.grammar.finding import findings
from causalnet.questions.counterfactuals.abduction import Case, twofold
from causalnet.questions.counterfactuals.coupling_range import proved_ranges
from causalnet.questions.counterfactuals.event import events_of
from causalnet.questions.counterfactuals.margin_range import margin_ranges
from causalnet.questions.query.measure import measure_of
from tests.strategies.networks import little_network, random_table


def _asked(network, y, observed, **more):
    events = events_of(measure_of(network, network, y, verb="it"))
    case = Case(cn.do(v1="b"), observed=findings(observed), **more)
    return twofold(network, y, case), events


@pytest.mark.parametrize("seed", range(15))
def test_it_holds_the_range_of_the_whole_model(seed):
    rng = np.random.default_rng(seed)
    network = little_network(rng, count=5, rows=9)
    seen = {"v4": frozenset({"a", str(rng.choice(network.states["v4"]))})}
    if seed % 2 and network.values("v0").min() > 0:
        seen["v0"] = "a"
    asked, events = _asked(network, "v4", seen)
    wider = margin_ranges(asked, events)
    if asked.target == "v4":
        assert wider is None
        return
    inner = proved_ranges(asked, events, 10**8)
    assert (wider[:, 0] <= inner[:, 0] + 1e-9).all()
    assert (wider[:, 1] >= inner[:, 1] - 1e-9).all()


def test_it_is_that_of_frechet():
    network = cn.Network(
        {"v1": ["a", "b"], "v4": ["a", "b"]},
        {"v4": ["v1"]},
        {"v1": [1.0, 0.0], "v4": [[0.6, 0.4], [0.3, 0.7]]},
        ordered=True,
    )
    asked, events = _asked(network, "v4", {"v4": "a"})
    # 0.6 + 0.7 − 1 and 0.6, of the 0.6 observed.
    np.testing.assert_allclose(margin_ranges(asked, events)[1], [0.5, 1.0])


def test_what_else_is_found_in_one_world_is_beyond_it():
    network = little_network(np.random.default_rng(1), count=5, rows=9)
    reached = next(v for v in ("v2", "v3") if "v1" in network.parents[v])
    asked, events = _asked(network, "v4", {"v4": "a", reached: "a"})
    assert margin_ranges(asked, events) is None
    asked, events = _asked(network, "v4", {"v0": "a"})
    assert margin_ranges(asked, events) is None


def test_an_answer_says_that_its_range_is_wider_and_why():
    rng = np.random.default_rng(0)
    network = cn.Network(
        {"x": ["a", "b"], "m": list("abcde"), "y": ["a", "b"]},
        {"m": ["x"], "y": ["m"]},
        {"x": [0.5, 0.5], "m": random_table(rng, (2, 5)), "y": random_table(rng, (5, 2))},
        ordered=True,
    )
    answer = cn.counterfactual(network, "y", under=cn.do(x="b"), observed={"y": "a"})
    assert answer.wider is not None
    assert answer.attained is None
    rank, fresh = (own.value for own in answer.estimates.values())
    assert answer.least - 1e-9 <= min(rank, fresh) <= max(rank, fresh) <= answer.most + 1e-9
    text = " ".join(str(answer).split())
    assert "It comes from the outcome in either world alone: m has more than 4 states." in text
