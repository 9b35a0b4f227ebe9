"""Mechanisms written row by row."""

import pytest

import causalnet as cn
from causalnet import Baseline, Deterministic, Influence, Table, Variable
from tests.model.assembly.test_validate import (
    ALARM,
    LEVEL_ALARM,
    PUMP,
    PUMP_LEVEL,
    RAIN,
    RAIN_LEVEL,
    wrong,
)


def with_level(mechanism: object, *influences: Influence) -> list[str]:
    """What is wrong once the level has another mechanism."""
    level = Variable("level", ["low", "high"], mechanism=mechanism)
    own = list(influences) or [RAIN_LEVEL, PUMP_LEVEL]
    return wrong(variables=[RAIN, PUMP, level, ALARM], influences=[*own, LEVEL_ALARM])


def table(*p: float) -> Table:
    """A table for the level with the pump as its only cause: P(high) for off, on."""
    return Table(["pump"], {(s,): [1 - x, x] for s, x in zip(("off", "on"), p, strict=False)})


def test_a_table_that_lacks_rows_says_which_and_what_shape_it_should_have() -> None:
    rows = {(r, p): [0.5, 0.5] for r in ("none", "some") for p in ("off", "on")}

    assert with_level(Table(["rain", "pump"], rows)) == [
        "variables.level.mechanism lacks 2 of 6 rows (3 states of rain × 2 states of pump): "
        "row (much, off), row (much, on)."
    ]


def test_a_table_whose_rows_have_the_wrong_length() -> None:
    wide = Table(["pump"], {("off",): [0.5, 0.5], ("on",): [0.2, 0.3, 0.5]})

    assert with_level(wide, PUMP_LEVEL) == [
        "variables.level.mechanism, row (on) has 3 probabilities; 'level' has 2 states."
    ]


def test_a_table_whose_causes_are_not_those_of_the_variable() -> None:
    assert with_level(table(0.5, 0.2), RAIN_LEVEL) == [
        "variables.level.mechanism names the cause 'pump', but there is no influence pump → level. "
        "To remove a cause, replace the mechanism as well.",
        "variables.level.mechanism leaves out the cause 'rain', though it influences level.",
    ]


def test_a_rule_that_speaks_of_states_that_are_none() -> None:
    rule = Deterministic(["pump"], {("off",): "hihg", ("onn",): "low", ("on",): "low"})

    assert with_level(rule, PUMP_LEVEL) == [
        "variables.level.mechanism, row (onn): No state 'onn' of 'pump'; its states are off, on. "
        "Did you mean 'on'?",
        "variables.level.mechanism, row (off): No state 'hihg' of 'level'; its states are low, high. "
        "Did you mean 'high'?",
    ]


@pytest.mark.parametrize(
    ("p", "sign", "fits"),
    [
        ((0.7, 0.2), "-", True),
        ((0.2, 0.7), "+", True),
        ((0.5, 0.5), "-", True),
        ((0.2, 0.7), "-", False),
        ((0.7, 0.2), "+", False),
        ((0.7, 0.2), "?", True),
    ],
)
def test_a_table_must_honour_the_signs_of_its_influences(
    p: tuple[float, float], sign: str, fits: bool
) -> None:
    level = Variable("level", ["low", "high"], mechanism=table(*p))
    parts = {"variables": [PUMP, level], "influences": [Influence("pump", "level", sign)]}
    if fits:
        assert cn.CausalModel("water", **parts).variables["level"] == level
    else:
        assert wrong(**parts) == [
            f"variables.level.mechanism breaks the sign '{sign}' of pump → level between row (off) and "
            "row (on). Mend the rows or give the influence the sign '?'."
        ]


def test_a_table_fixes_the_marginal_by_itself() -> None:
    level = Variable("level", ["low", "high"], Baseline([0.5, 0.5]), mechanism=table(0.7, 0.2))

    assert wrong(variables=[PUMP, level], influences=[PUMP_LEVEL]) == [
        "variables.level.mechanism: A table already fixes the marginal of 'level'. "
        "Drop its baseline."
    ]
