"""The likelihood of rows against enumeration, and its gradient and information against difference quotients."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.parameters.ensemble import Ensemble, central
from causalnet.questions.learning.row_likelihood import MISSING, RowLikelihood
from tests.enumeration import enumerate_query

LMH = ["low", "middle", "high"]


def diamond() -> cn.CausalModel:
    """x → y, x → z, both → w; w by a table has an effect v."""
    return cn.CausalModel(
        "diamond",
        [
            cn.Variable("x", LMH, cn.Baseline([0.2, 0.5, 0.3])),
            cn.Variable("y", LMH),
            cn.Variable("z", ["l", "h"], cn.Baseline([0.7, 0.3])),
            cn.Variable("w", LMH, cn.Baseline([0.3, 0.3, 0.4])),
            cn.Variable("v", ["l", "h"], cn.Baseline([0.5, 0.5])),
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(0.2, 0.8, 1.6)),
            cn.Influence("x", "z", "-", cn.pert(0.2, 0.8, 1.6)),
            cn.Influence("y", "w", "+", cn.pert(0.2, 0.8, 1.6)),
            cn.Influence("z", "w", "+", cn.interval(0, 1)),
            cn.Influence("w", "v", "+", cn.interval(0, 1)),
        ],
    )


def columns(seed: int, empty: float, left_out: tuple[str, ...] = ()) -> dict[str, np.ndarray]:
    """Forty rows, with a share of empty cells."""
    rng, model = np.random.default_rng(seed), diamond()
    found = {}
    for name, v in model.variables.items():
        own = rng.integers(0, len(v.states), 40)
        own[rng.random(40) < empty] = MISSING
        if name not in left_out:
            found[name] = own
    return found


def by_enumeration(model: cn.CausalModel, codes: dict[str, np.ndarray]) -> float:
    """The log-probability of all rows."""
    network, total = cn.compile_model(model), 0.0
    whole = enumerate_query(network, list(network.variables))
    for i in range(40):
        cell = tuple(
            codes[v][i] if v in codes and codes[v][i] != MISSING else slice(None)
            for v in network.variables
        )
        total += float(np.log(np.sum(whole[cell])))
    return total


@pytest.mark.parametrize(
    ("empty", "left_out"), [(0.0, ()), (0.2, ()), (0.0, ("v",)), (0.0, ("y",)), (0.3, ("w",))]
)
def test_rows_have_the_probability_that_enumeration_gives(empty, left_out):
    codes = columns(1, empty, left_out)
    rows = RowLikelihood.of(diamond(), codes)
    network = cn.compile_model(rows.model, central(rows.model), rows.names)
    assert rows.number == 40
    assert abs(float(rows(network)[0]) - by_enumeration(rows.model, codes)) < 1e-9


def test_what_nothing_is_known_below_is_not_compiled():
    rows = RowLikelihood.of(diamond(), columns(1, 0.0, ("v", "w")))
    assert set(rows.names) == {"x", "y", "z"}
    assert not rows.others
    assert RowLikelihood.of(diamond(), columns(1, 0.0, ("y",))).others


def test_baselines_are_those_of_the_rows():
    codes = columns(2, 0.0)
    rows = RowLikelihood.of(diamond(), codes)
    for name, own in codes.items():
        counts = np.bincount(own, minlength=len(rows.model.variables[name].states))
        share = (counts + 0.5 / len(counts)) / 40.5
        assert np.allclose(rows.model.variables[name].baseline.p, share)


@pytest.mark.parametrize("empty", [0.0, 0.3])
def test_the_gradient_is_that_of_the_log_likelihood(empty):
    rows = RowLikelihood.of(diamond(), columns(3, empty))
    keys = [i.key for i in rows.model.influences]
    at, h = np.array([0.8, 0.7, 0.9, 0.5, 0.4]), 0.004
    points = np.repeat(at[:, None], 11, axis=1)
    for k in range(5):
        points[k, 1 + k] -= h
        points[k, 6 + k] += h
    ensemble = Ensemble(dict(zip(keys, points, strict=True)), {})
    network = cn.compile_model(rows.model, ensemble, rows.names)
    gradient, information = rows.scores(network, np.full(5, 2 * h))
    logs = rows(network)
    assert np.allclose(gradient, (logs[6:] - logs[1:6]) / (2 * h), atol=1e-8)
    assert np.allclose(information, information.T)
    assert np.linalg.eigvalsh(information).min() >= -1e-9


def test_the_expected_information_is_that_of_a_large_sample():
    """Over many rows from the model itself the information is minus the curvature."""
    pair = cn.CausalModel(
        "pair",
        [cn.Variable(v, LMH, cn.Baseline([0.3, 0.4, 0.3])) for v in "xy"],
        [cn.Influence("x", "y", "+", cn.interval(0, 2))],
    )
    whole = enumerate_query(cn.compile_model(pair), ["x", "y"])
    counts = np.round(whole * 20_000).astype(int)
    cells = np.repeat(np.indices((3, 3)).reshape(2, -1), counts.reshape(-1), axis=1)
    rows = RowLikelihood.of(pair, {"x": cells[0], "y": cells[1]})
    h = 0.01
    near = Ensemble({("x", "y", 0): np.array([1.0, 1.0 - h, 1.0 + h])}, {})
    network = cn.compile_model(rows.model, near, rows.names)
    _, information = rows.scores(network, np.array([2 * h]))
    here, low, high = rows(network)
    assert abs(information[0, 0] / ((2 * here - low - high) / h**2) - 1) < 0.02


def test_a_state_that_no_row_shows_is_not_impossible():
    codes = {"x": np.array([0, 1, 0, 1]), "y": np.array([0, 0, 1, 1])}
    rows = RowLikelihood.of(diamond(), codes)
    network = cn.compile_model(rows.model, central(rows.model), rows.names)
    assert network.values("x")[2] > 0
    assert np.isfinite(rows(network)).all()
    assert not rows.impossible(network)
