"""Numbers and words in cells that could be read in two ways: nothing is guessed in silence."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import causalnet as cn

LOG_ODDS = "A strength is in log-odds per step. Write {} if that is meant."
SLASHES, BARS = "Put slashes between the numbers: {}.", "Put bars between the numbers: {}."


def frame_mistake(**cells: object) -> str:
    """The one mistake in a frame of one row, without its beginning."""
    read = cn.read_influences if "cause" in cells else cn.read_variables
    with pytest.raises(cn.errors.ModelError) as caught:
        read(pd.DataFrame([cells]))
    [mistake] = caught.value.mistakes
    return str(mistake).removeprefix("row 2: ")


def csv_mistakes(folder: Path, text: str) -> list[str]:
    path = folder / "sheet.csv"
    path.write_text(text)
    read = cn.read_influences if "cause" in text else cn.read_variables
    with pytest.raises(cn.errors.ModelError) as caught:
        read(path)
    return [str(mistake).removeprefix("row 2: ") for mistake in caught.value.mistakes]


STRENGTHS = {
    "0,4": "holds '0,4', with a decimal comma. Write 0.4.",
    "−0,4": "holds '−0,4', with a decimal comma. Write -0.4.",
    "1,250": "holds '1,250', with a decimal comma. Write 1.25 or 1250.",
    "0,2/0,3/0,5": "holds '0,2/0,3/0,5', with a decimal comma. Write 0.2/0.3/0.5.",
    "80%": f"holds '80%', a percentage. {LOG_ODDS.format('0.8')}",
    "20 %/40 %": f"holds '20 %/40 %', a percentage. {LOG_ODDS.format('0.2/0.4')}",
    "0,2;0,3;0,5": f"holds '0,2;0,3;0,5'. {SLASHES.format('0.2/0.3/0.5')}",
    "0,4 bis 0,6": f"holds '0,4 bis 0,6'. {SLASHES.format('0.4/0.6')}",
    "[0.2, 0.4]": f"holds '[0.2, 0.4]'. {SLASHES.format('0.2/0.4')}",
    "1'000": 'holds "1\'000". Write 1000.',
    "1.000,5": "holds '1.000,5'. Write 1000.5.",
}


@pytest.mark.parametrize(("cell", "message"), STRENGTHS.items())
def test_a_strength_that_is_written_otherwise(cell, message):
    held = {"cause": "rain", "effect": "grass", "sign": "+", "strength": cell}
    assert frame_mistake(**held) == f"strength {message}"


SHARES = {
    "0,2/0,3/0,5": f"holds '0,2/0,3/0,5'. {BARS.format('0.2|0.3|0.5')}",
    "0.2/0.3/0.5": f"holds '0.2/0.3/0.5'. {BARS.format('0.2|0.3|0.5')}",
    "20%;30%;50%": f"holds '20%;30%;50%'. {BARS.format('0.2|0.3|0.5')}",
    "20/30/50": f"holds '20/30/50'. {BARS.format('0.2|0.3|0.5')}",
    "0,2|0,3|0,5": "holds '0,2|0,3|0,5', with a decimal comma. Write 0.2|0.3|0.5.",
    "0.2 0.3 0.5": f"holds '0.2 0.3 0.5'. {BARS.format('0.2|0.3|0.5')}",
    "1/4|1/4|1/2": "holds '1/4|1/4|1/2'. Write 0.25|0.25|0.5.",
    "0.4": ": [0.4] is one number, and each state needs one. Write, for example, 0.6|0.4.",
}


@pytest.mark.parametrize(("cell", "message"), SHARES.items())
def test_probabilities_that_are_written_otherwise(cell, message):
    found = frame_mistake(name="rain", states="low|mid|high", p=cell)
    assert found == f"p {message}".replace("p :", "p:")


def test_other_numbers_that_are_written_otherwise():
    held = {"name": "rain", "states": "no|yes", "p": "0.4|0.6"}
    assert frame_mistake(**held, weight="12,5") == (
        "weight holds '12,5', with a decimal comma. Write 12.5."
    )
    assert frame_mistake(**held, weight="80%") == (
        "weight holds '80%', a percentage. It is a number of observations: 12, for example."
    )
    assert frame_mistake(**held, sizes="1%;5%;15%") == (
        "sizes holds '1%;5%;15%'. Put bars between the numbers: 0.01|0.05|0.15."
    )


def test_a_decimal_comma_belongs_in_a_sheet_parted_by_semicolons(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("name;states;p;weight\nrain;no|yes;0,25|0,75;12,5\nsun;no|yes;25 %|75 %;\n")
    rain, sun = cn.read_variables(path)
    assert rain.baseline == cn.Baseline([0.25, 0.75], weight=12.5)
    assert sun.baseline == cn.Baseline([0.25, 0.75])
    assert csv_mistakes(tmp_path, 'name;states;p\nrain;no|yes;"0,2;0,8"\n') == [
        "p holds '0,2;0,8'. Put bars between the numbers: 0.2|0.8."
    ]


@pytest.mark.parametrize(
    ("text", "cells", "meant"),
    [
        (
            "cause,effect,sign,strength\na,b,+,0,4\n",
            "5 cells for 4 columns",
            "strength holds '0,4', with a decimal comma. Write 0.4.",
        ),
        (
            "cause,effect,sign,strength,note\na,b,+,0,2/0,4,seen\n",
            "7 cells for 5 columns",
            "strength holds '0,2/0,4', with a decimal comma. Write 0.2/0.4.",
        ),
        (
            "name,states,p,weight\na,no|yes,0.2,0.8,12\n",
            "5 cells for 4 columns",
            "p holds '0.2,0.8'. Put bars between the numbers: 0.2|0.8.",
        ),
    ],
)
def test_a_decimal_comma_makes_two_cells_of_one(text, cells, meant, tmp_path):
    assert csv_mistakes(tmp_path, text) == [f"row 2 has {cells}. Perhaps {meant}"]


@pytest.mark.parametrize(
    "cell", ["context,lever", "context; lever", "Context / Lever", "context and lever"]
)
def test_two_roles_in_one_cell(cell):
    assert frame_mistake(name="tax", states="low|high", role=cell) == (
        f"role holds several roles, {cell!r}. Put bars between them: context|lever."
    )


def test_roles_between_bars_are_read():
    frame = pd.DataFrame([{"name": "tax", "states": "low|high", "role": "context|lever"}])
    assert cn.read_variables(frame)[0].roles == ("context", "lever")
