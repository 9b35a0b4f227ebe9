"""What a case tells: moments of judgements, and information against tables that are differentiated by hand."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.compilation.parameters.sampling import from_judgement
from causalnet.model.judgements.judgement import Judgement
from causalnet.questions.contrast.parameter_space import Coordinates, Elicited
from causalnet.questions.surveying.case_information import CaseInformation, mean_and_deviation

NAMES = ("x", "y", "z")


def model() -> cn.CausalModel:
    """x → y → z and x → z, in three, two and three states."""
    return cn.CausalModel(
        "small",
        [
            cn.Variable("x", ["a", "b", "c"], cn.Baseline([0.5, 0.3, 0.2])),
            cn.Variable("y", ["no", "yes"], cn.Baseline([0.4, 0.6])),
            cn.Variable("z", ["a", "b", "c"]),
        ],
        [
            cn.Influence("x", "y", "+", cn.pert(0.2, 1.0, 2.0), standing="added"),
            cn.Influence("y", "z", "-", cn.interval(0.5, 1.5), standing="added"),
            cn.Influence("x", "z", "+", cn.interval(0.0, 1.0, zero=0.3), standing="added"),
        ],
    )


def information() -> CaseInformation:
    asked = model()
    numbers = tuple(Elicited(i, i.strength) for i in asked.influences)  # type: ignore[arg-type]
    return CaseInformation.of(asked, Coordinates(asked, numbers), NAMES)


def fisher(factor: np.ndarray) -> np.ndarray:
    return np.asarray(factor @ factor.T)


@pytest.mark.parametrize(
    "judged",
    [
        cn.pert(0.2, 0.8, 1.6),
        cn.interval(0.5, 2),
        cn.pert(0, 0.4, 1.2, zero=0.5),
        cn.interval(1, 2, inclusion=0.4),
        cn.fixed(1.2),
    ],
)
def test_mean_and_deviation_are_those_of_draws(judged: Judgement) -> None:
    drawn = np.broadcast_to(from_judgement(judged, 200_000, np.random.default_rng(0)), 200_000)
    mean, deviation = mean_and_deviation(judged)
    assert mean == pytest.approx(drawn.mean(), abs=0.005)
    assert deviation == pytest.approx(drawn.std(), abs=0.005)


def test_pairs_and_single_variables_are_margins() -> None:
    info = information()
    for pair, factor in info.pairs(NAMES).items():
        assert fisher(factor) == pytest.approx(fisher(info.joint(pair)), abs=1e-10)
    for single, factor in info.singles(NAMES).items():
        assert fisher(factor) == pytest.approx(fisher(info.joint(single)), abs=1e-10)


def test_to_measure_everything_is_the_joint_table_and_the_tables_one_by_one() -> None:
    info = information()
    assert fisher(info.complete()) == pytest.approx(fisher(info.joint(NAMES)), rel=1e-3, abs=1e-8)


def test_a_calibrated_variable_alone_says_nothing() -> None:
    info = information()
    assert abs(info.singles(["x"])["x",]).max() == pytest.approx(0, abs=1e-9)
    assert abs(info.singles(["y"])["y",]).max() == pytest.approx(0, abs=1e-8)
    # z has no baseline of its own.
    assert abs(info.singles(["z"])["z",]).max() > 0.01


def test_information_of_a_logit_by_hand() -> None:
    # Uncalibrated: P(y = yes | x) = 1 / (1 + exp(-s x)), x fair; I = Σ P(x) x² p (1 - p), at the mean of s.
    asked = cn.CausalModel(
        "logit",
        [cn.Variable(v, ["no", "yes"]) for v in "xy"],
        [cn.Influence("x", "y", "+", cn.interval(0.5, 1.5), standing="added")],
    )
    numbers = (Elicited(asked.influences[0], cn.interval(0.5, 1.5)),)
    info = CaseInformation.of(asked, Coordinates(asked, numbers), ["x", "y"])
    table = cn.compile_model(asked).tables["y"]
    slope = np.log(table[1, 1] / table[1, 0]) - np.log(table[0, 1] / table[0, 0])
    assert slope == pytest.approx(1.0)
    up, down = (
        cn.compile_model(asked.replacing(cn.Influence("x", "y", "+", s, standing="added"))).tables[
            "y"
        ]
        for s in (1.001, 0.999)
    )
    per_unit = (up - down) / 0.002
    expected = (0.5 * per_unit**2 / table).sum() / 12
    assert fisher(info.joint(["x", "y"]))[0, 0] == pytest.approx(expected, rel=1e-3)
