"""The problems of one file with a network, raised as one error."""

import pytest

from causalnet.errors import NetworkError
from causalnet.formats.networks.parts.problems import Problems


def test_nothing_found_raises_nothing():
    problems = Problems("a.bif")
    problems.raise_any()
    assert len(problems) == 0


def test_one_problem_is_a_sentence_and_several_are_a_list_by_line():
    problems = Problems("a.bif")
    problems.add(7, "x is repeated.")
    with pytest.raises(NetworkError, match=r"^'a.bif', line 7: x is repeated\.$"):
        problems.raise_any()
    problems.add(2, "y is missing.")
    with pytest.raises(NetworkError) as raised:
        problems.raise_any()
    assert str(raised.value) == (
        "2 mistakes in 'a.bif':\n  line 2: y is missing.\n  line 7: x is repeated."
    )


def test_many_are_raised_before_all_are_found():
    problems = Problems("a.bif")
    for line in range(19):
        problems.add(line, "x is repeated.")
    with pytest.raises(NetworkError, match="At least 20 mistakes"):
        problems.add(19, "x is repeated.")
