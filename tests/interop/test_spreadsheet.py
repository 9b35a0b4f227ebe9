"""Influences and variables from spreadsheets, and what is wrong with their cells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import causalnet as cn
from causalnet.model.mechanism import NoisyMax

INFLUENCES = """\
cause,effect,sign,strength,lag,standing,claims,reference,note
rain,grass,+,0.2/0.8/1.6,,stated,c1|c2,none,"wet, of course"

sun,grass,−,medium,0,implied,,,
grass,rain,?,-0.5,1,,,,
"""


def sheet(folder: Path, text: str | bytes) -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def wrong_influences(held: object) -> list[str]:
    with pytest.raises(cn.ModelError) as caught:
        cn.read_influences(held)
    return [str(mistake) for mistake in caught.value.mistakes]


def wrong_variables(held: object) -> list[str]:
    with pytest.raises(cn.ModelError) as caught:
        cn.read_variables(held)
    return [str(mistake) for mistake in caught.value.mistakes]


EXPECTED = (
    cn.Influence(
        "rain",
        "grass",
        "+",
        cn.pert(0.2, 0.8, 1.6),
        claims=["c1", "c2"],
        reference="none",
        note="wet, of course",
    ),
    cn.Influence("sun", "grass", "-", "medium", standing="implied"),
    cn.Influence("grass", "rain", "?", -0.5, lag=1),
)


def test_influences_from_a_csv_file(tmp_path: Path) -> None:
    assert cn.read_influences(sheet(tmp_path, INFLUENCES)) == EXPECTED


def test_a_spreadsheet_program_may_have_written_the_file(tmp_path: Path) -> None:
    rows = 'cause;effect;sign;strength\r\nrain;grass;+;"0,2/1,6"\r\nsun;grass;+;1,5\r\n;;;\r\n'
    path = sheet(tmp_path, b"\xef\xbb\xbf" + rows.encode())

    assert cn.read_influences(str(path)) == (
        cn.Influence("rain", "grass", "+", cn.interval(0.2, 1.6)),
        cn.Influence("sun", "grass", "+", 1.5),
    )


def test_tabs_may_part_the_cells(tmp_path: Path) -> None:
    path = sheet(tmp_path, "effect\tcause\tsign\tstrength\ngrass\train\t+\t3")

    assert cn.read_influences(path) == (cn.Influence("rain", "grass", "+", 3.0),)


def test_influences_from_a_frame() -> None:
    frame = pd.DataFrame(
        {
            "cause": ["rain", "sun", "grass"],
            "effect": ["grass", "grass", "rain"],
            "sign": ["+", "-", "?"],
            "strength": ["0.2/0.8/1.6", "medium", np.float64(-0.5)],
            "lag": [np.nan, 0, 1],
            "standing": ["stated", "implied", None],
            "claims": [("c1", "c2"), pd.NA, ""],
            "reference": ["none", pd.NaT, None],
            "note": ["wet, of course", "", np.nan],
        },
        index=[7, 7, 7],
    )

    assert cn.read_influences(frame) == EXPECTED


def test_variables_from_a_csv_file(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "name,label,states,means,meanings,role,better,latent,p,weight,basis,baseline_note,mechanism,note\n"
        "rain,Rain,no|yes,Rain today,dry | wet,context|lever,,no,0.8|0.2,60,evidenced,a gauge,,\n"
        "mood,,low|high,,,,low,YES,,,,,noisy-max,a guess\n",
    )

    assert cn.read_variables(path) == (
        cn.Variable(
            "rain",
            ["no", "yes"],
            cn.Baseline([0.8, 0.2], 60, "evidenced", "a gauge"),
            means="Rain today",
            meanings=["dry", "wet"],
            roles=["context", "lever"],
        ),
        cn.Variable(
            "mood", ["low", "high"], better="low", latent=True, mechanism=NoisyMax(), note="a guess"
        ),
    )


def test_variables_from_a_frame_with_lists_and_numbers_for_names() -> None:
    frame = pd.DataFrame(
        {
            "name": [2024, 2025],
            "states": [["1", "2"], "1|2"],
            "p": [np.array([0.5, 0.5]), None],
            "latent": [True, np.nan],
        }
    )

    assert cn.read_variables(frame) == (
        cn.Variable("2024", ["1", "2"], cn.Baseline([0.5, 0.5]), latent=True),
        cn.Variable("2025", ["1", "2"]),
    )


def test_what_was_read_makes_a_model(tmp_path: Path) -> None:
    variables = pd.DataFrame({"name": ["rain", "grass"], "states": ["no|yes", "dry|wet"]})
    influences = pd.DataFrame(
        {"cause": ["rain"], "effect": ["grass"], "sign": ["+"], "strength": [3.0]}
    )

    model = cn.CausalModel("lawn", cn.read_variables(variables), cn.read_influences(influences))

    assert model.influence("rain", "grass").strength == 3.0


def test_mistakes_in_cells_are_reported_by_row_and_column_all_at_once(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "cause,effect,sign,strength,lag,standing,claims\n"
        "rain,grass,x,1,,,\n"
        "\n"
        ",grass,+,1/2/3/4,,,\n"
        "sun,grass,+,3/2/1,two,,\n"
        "sun,rain,+,,1.5,statd,\n"
        "wind,rain,+,1,,,\n"
        "wind,rain,+,1,,,,extra\n",
    )

    assert wrong_influences(path) == [
        "row 2: sign must be '+', '-' or '?', not 'x'.",
        "row 4 holds nothing in the column 'cause'.",
        "row 5: strength low 3.0, mode 2.0, high 1.0 must be in the order low, mode, high. "
        "Perhaps [1, 2, 3]?",
        "row 5: lag must be a whole number, not 'two'.",
        "row 6: lag must be a whole number, not '1.5'.",
        "row 6: standing must be 'stated', 'implied', 'added' or 'rival', not 'statd'. "
        "Did you mean 'stated'?",
        "row 8 has 8 cells for 7 columns. Put quotes around a cell that holds the delimiter.",
        "row 8 repeats row 7: wind → rain.",
    ]


SIGNS = "Write + (raises), - (lowers) or ? (either) in every row."


def test_a_sign_is_never_guessed(tmp_path: Path) -> None:
    path = sheet(tmp_path, "cause,effect,sign\nrain,grass,\nsun,grass,+\nwind,grass\ndew,grass, ")
    told = [f"row {n} holds nothing in the column 'sign'. {SIGNS}" for n in (2, 4, 5)]
    assert wrong_influences(path) == told

    frame = {"cause": list("abc"), "effect": list("xyz"), "sign": [np.nan, "+", None]}
    told = [f"row {n} holds nothing in the column 'sign'. {SIGNS}" for n in (2, 4)]
    assert wrong_influences(pd.DataFrame(frame)) == told


def test_a_standing_that_is_left_out_follows_from_the_claims(tmp_path: Path) -> None:
    path = sheet(tmp_path, "cause,effect,sign,claims\nrain,grass,+,c1\nsun,grass,-,\nwind,grass,-")
    assert [i.standing for i in cn.read_influences(path)] == ["stated", "added", "added"]

    path = sheet(tmp_path, "cause,effect,sign,standing,claims\nrain,grass,+,stated,\n")
    (told,) = wrong_influences(path)
    assert told.startswith("row 2: standing is 'stated', but no claim is named that states it.")


def test_mistakes_in_the_header(tmp_path: Path) -> None:
    path = sheet(tmp_path, "cause,efect,strenght,note,note\nrain,grass,1,,\n")

    assert wrong_influences(path) == [
        "row 1: Unknown column 'efect'; the columns are cause, effect, sign, strength, lag, "
        "standing, claims, tier, reference, note. Did you mean 'effect'?",
        "row 1: Unknown column 'strenght'; the columns are cause, effect, sign, strength, lag, "
        "standing, claims, tier, reference, note. Did you mean 'strength'?",
        "row 1 names the column 'note' more than once.",
        "row 1 lacks the column 'effect'.",
        f"row 1 lacks the column 'sign'. {SIGNS}",
    ]


def test_mistakes_in_variables(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "name,states,p,weight,latent,role,mechanism\n"
        "rain,no|no,,,,,\n"
        "sun,no|yes,0.5|x,,,,\n"
        "wind,no|yes,0.5|0.6,,maybe,,\n"
        "mood,no|yes,1,,,leaver,ordinl\n"
        "mist,no|yes,,3,,,\n"
        "snow,no|yes,,,,,\n"
        "snow,no|yes,,,,,\n",
    )

    assert wrong_variables(path) == [
        "row 2: states repeats the state 'no'.",
        "row 3: p must be numbers with bars between them (0.7|0.3), not '0.5|x'.",
        "row 4: latent must be yes or no, not 'maybe'.",
        "row 4: p: [0.5, 0.6] sum to 1.1, not to 1.",
        "row 5: role must be 'context', 'lever', 'mediator' or 'outcome', not 'leaver'. "
        "Did you mean 'lever'?",
        "row 5: mechanism must be 'ordinal', 'noisy-max', 'noisy-min', 'ranked', 'deterministic' or "
        "'table', not 'ordinl'. Did you mean 'ordinal'?",
        "row 5: p: 1 probabilities for 2 states (no, yes).",
        "row 6 holds nothing in the column 'p', though it holds a baseline's weight, basis or note.",
        "row 8 repeats row 7: snow.",
    ]


def test_a_frame_counts_its_rows_as_a_spreadsheet_does() -> None:
    frame = pd.DataFrame({"cause": ["a", "b"], "effect": ["b", "c"], "sign": ["+", "x"]})

    assert wrong_influences(frame) == ["row 3: sign must be '+', '-' or '?', not 'x'."]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "'sheet.csv' has no header row; the columns are cause, effect, sign"),
        (
            b"cause,effect\nrain,caf\xe9\n",
            "'sheet.csv' is not UTF-8: byte 0xe9 in line 2. Save it anew as CSV UTF-8",
        ),
        (b'cause,effect\n"rain,grass\n', "'sheet.csv' is not a CSV file: unexpected end of data."),
    ],
)
def test_files_that_are_no_sheets(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(cn.FileError) as caught:
        cn.read_influences(sheet(tmp_path, content))

    assert str(caught.value).startswith(message)


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(cn.FileError, match=r"There is no file '.*none\.csv'\."):
        cn.read_variables(tmp_path / "none.csv")
