"""What differs between two arms at the central numbers, held against questions of their own."""

import numpy as np
import pytest

import causalnet as cn
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.robustness.central_change import central_change

JAPAN = cn.load("japan_software")


def looked_up(conclusion):
    contrast = contrast_of(JAPAN, conclusion)
    coordinates = Coordinates(JAPAN, elicited_numbers(contrast))
    return contrast, coordinates, central_change(contrast, coordinates)


@pytest.mark.parametrize(
    ("under", "versus"),
    [
        (cn.do(multi_layer_outsourcing="shallow"), cn.do()),
        (cn.do(language_barrier=cn.shift(-1)), cn.do(in_house_development=">55%")),
    ],
)
def test_what_differs_is_what_a_question_about_each_variable_says(under, versus):
    rises = cn.Conclusion("software_competitiveness", "rises", under=under, versus=versus)
    contrast, _, found = looked_up(rises)
    for name in contrast.names:
        gaps = cn.query(JAPAN, name, under=under).p - cn.query(JAPAN, name, under=versus).p
        assert found.apart[name] == pytest.approx(abs(np.cumsum(gaps[::-1])[-2::-1]), abs=1e-12)


def test_it_rests_on_the_numbers_of_a_variable_and_of_all_above_it():
    rises = cn.Conclusion(
        "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
    )
    contrast, coordinates, found = looked_up(rises)
    names, middle = coordinates.names, coordinates.central[:, None]
    points = np.repeat(middle, len(names), axis=1)
    np.fill_diagonal(points, coordinates.central + 0.1)
    up, down = "engineer_compensation", "software_talent_density"
    by_name = dict(zip(names, found.between(points, points)(down), strict=True))
    assert not by_name[f"multi_layer_outsourcing → {up}"]
    assert not by_name[f"{up} → {down}"]
    assert by_name[f"{down} → software_engineering_capability"]
    between = found.between(np.repeat(middle, 1, axis=1), middle + 0.1)
    assert not between(contrast.conclusion.outcome).any()
    assert found.between(middle, middle)(contrast.conclusion.outcome).all()
