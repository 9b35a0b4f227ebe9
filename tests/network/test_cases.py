"""Cases from frames and mappings alike, with every mistake named by column, row and nearest match."""

import re

import numpy as np
import pandas as pd
import pytest

import causalnet as cn
from causalnet.network.cases import Cases, observed_states, read_cases

STATES = {"rain": ("no", "yes"), "grass": ("dry", "moist", "wet")}
COLUMNS = {"grass": ["wet", "dry", "moist", "wet"], "rain": ["yes", "no", "no", "yes"]}


def test_a_frame_and_a_mapping_read_alike() -> None:
    frame = pd.DataFrame(COLUMNS)
    several = [
        frame,
        frame.astype("category"),
        COLUMNS,
        {name: np.array(column) for name, column in COLUMNS.items()},
        {name: tuple(column) for name, column in COLUMNS.items()},
        dict(frame),
    ]
    for one in several:
        rows = read_cases(one, STATES)
        assert [*rows.states] == ["rain", "grass"]
        assert rows.codes.tolist() == [[1, 2], [0, 0], [0, 1], [1, 2]]
        assert len(rows) == 4


def test_states_that_are_numbers_match_whatever_pandas_made_of_them() -> None:
    states = {"grade": ("1", "2", "3")}
    column = pd.Series([1, 3, None, 2])
    assert read_cases({"grade": column}, states, missing=True).codes[:, 0].tolist() == [0, 2, -1, 1]
    assert read_cases({"grade": [1, 3, 2]}, states).codes[:, 0].tolist() == [0, 2, 1]


@pytest.mark.parametrize("empty", [None, float("nan"), np.nan, pd.NA, pd.NaT, "", "  "])
def test_empty_cells_are_minus_one_where_they_are_allowed(empty: object) -> None:
    column = ["yes", empty, "no"]
    for frame in ({"rain": column}, pd.DataFrame({"rain": pd.Series(column, dtype=object)})):
        rows = read_cases(frame, {"rain": ("no", "yes")}, missing=True)
        assert rows.codes[:, 0].tolist() == [1, -1, 0]
        assert rows.empty_cells == 1
        assert rows.complete(["rain"]).tolist() == [True, False, True]
        with pytest.raises(cn.errors.QuestionError) as error:
            read_cases(frame, {"rain": ("no", "yes")})
        assert str(error.value) == (
            "Column 'rain' has 1 empty cell, the first in row 2. Leave those rows out."
        )


def test_columns_that_are_not_variables_are_told_with_the_nearest() -> None:
    frame = {"rain": ["yes", "no"], "gras": ["wet", "dry"], "firm": [1, 2]}
    rows = read_cases(frame, STATES, partial=True)
    assert (rows.absent, rows.unread) == (("grass",), ("gras", "firm"))
    assert rows.notes == (
        "2 columns are not variables and were not read: gras (did you mean 'grass'?), firm.",
    )


def test_equal_rows_are_counted_once() -> None:
    rows, counts = read_cases(COLUMNS, STATES).distinct()
    assert rows.tolist() == [[0, 0], [0, 1], [1, 2]]
    assert counts.tolist() == [1, 1, 2]


def test_the_states_that_occur_are_sorted_and_leave_out_empty_cells() -> None:
    assert observed_states({"a": [2, None, 1, 2]}, ["a"]) == {"a": ("1", "2")}
    with pytest.raises(cn.errors.UnknownNameError, match="No column 'b'"):
        observed_states({"a": [1]}, ["b"])


def test_codes_are_read_only() -> None:
    rows = read_cases(COLUMNS, STATES)
    with pytest.raises(ValueError, match="read-only"):
        rows.codes[0, 0] = 0
    assert isinstance(rows, Cases)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (
            {"rain": ["yes", "no", "Yes", "Yes"], "grass": ["wet"] * 4},
            "No state 'Yes' of 'rain'; its states are no, yes. Did you mean 'yes'? It is in row 3 of the frame, "
            "the first of 2 such rows.",
        ),
        (
            {"rain": ["yes", 3.5], "grass": ["wet"] * 2},
            "No state '3.5' of 'rain'; its states are no, yes. It is in row 2 of the frame.",
        ),
        (
            {"rian": ["yes"], "grass": ["wet"]},
            "No column 'rain'; the columns are rian, grass. Did you mean 'rian'?",
        ),
        ({"rain": [], "grass": []}, "The frame has no rows."),
        (
            {"rain": ["yes"], "grass": ["wet", "dry"]},
            "The columns of the frame differ in length: 'rain' 1 and 'grass' 2.",
        ),
        (
            {"rain": "yes", "grass": ["wet"]},
            "Column 'rain' must be a sequence of states, one for each row, not 'yes'.",
        ),
        (
            {"rain": [["yes"]], "grass": ["wet"]},
            "A cell of column 'rain' holds several values. Each cell takes one state.",
        ),
        (
            3,
            "Expected a pandas DataFrame, or a mapping such as {'x': ['low', 'high']}, got 3.",
        ),
        (
            pd.DataFrame([["yes", "no", "wet"]], columns=["rain", "rain", "grass"]),
            "The frame has two columns 'rain'. Leave one out.",
        ),
    ],
)
def test_mistakes_are_said_in_full(frame: object, message: str) -> None:
    with pytest.raises(cn.errors.CausalnetError) as error:
        read_cases(frame, STATES)
    assert str(error.value) == message


def test_a_frame_of_something_else_is_refused() -> None:
    text = "No column of the frame is a variable; its columns are rian, and the variables are rain, grass. For 'rian': Did you mean 'rain'?"
    with pytest.raises(cn.errors.QuestionError, match=re.escape(text)):
        read_cases({"rian": ["yes"]}, STATES, partial=True)
