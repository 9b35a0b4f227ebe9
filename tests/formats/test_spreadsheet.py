"""Influences and variables from spreadsheets, and what is wrong with their cells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import causalnet as cn
from causalnet.formats.model_file.part_schemas import INFLUENCE, VARIABLE
from causalnet.formats.sheets.cell_readers import READERS
from causalnet.formats.sheets.columns import columns_of
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
    with pytest.raises(cn.errors.ModelError) as caught:
        cn.read_influences(held)
    return [str(mistake) for mistake in caught.value.mistakes]


def wrong_variables(held: object) -> list[str]:
    with pytest.raises(cn.errors.ModelError) as caught:
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
        "Perhaps 1/2/3?",
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
    assert told.startswith("row 2: standing is 'stated', but does not name a claim.")


def test_mistakes_in_the_header(tmp_path: Path) -> None:
    path = sheet(tmp_path, "cause,efect,strenght,note,Note\nrain,grass,1,,\n")

    columns = "cause, effect, sign, strength, lag, standing, claims, tier, reference, note, drafted_by, reviewed_by"
    assert wrong_influences(path) == [
        "row 1 names the column 'note' more than once.",
        f"row 1: Unknown column 'efect'; the columns are {columns}. Did you mean 'effect'?",
        f"row 1: Unknown column 'strenght'; the columns are {columns}. Did you mean 'strength'?",
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
        (
            b'cause,effect\n"rain,grass\n',
            "'sheet.csv' is not a CSV file: in row 2 a quotation mark that opens a cell is not closed.",
        ),
    ],
)
def test_files_that_are_no_sheets(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(cn.errors.FileError) as caught:
        cn.read_influences(sheet(tmp_path, content))

    assert str(caught.value).startswith(message)


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(cn.errors.FileError, match=r"There is no file '.*none\.csv'\."):
        cn.read_variables(tmp_path / "none.csv")


# ── spreadsheets as people have them ─────────────────────────────────────────────────────────

RAIN = cn.Influence("rain", "grass", "+", cn.interval(0.5, 1.5))


@pytest.mark.parametrize(
    "content",
    [
        "cause,effect,sign,strength\nrain,grass,+,0.5/1.5\n",
        "Cause,EFFECT , Sign,Strength\nrain,grass,+,0.5/1.5\n",
        "sep=;\ncause;effect;sign;strength\nrain;grass;+;0,5/1,5\n",
        '"sep=,"\r\ncause,effect,sign,strength\r\nrain,grass,+,0.5/1.5',
        "SEP=|\ncause|effect|sign|strength\nrain|grass|+|0.5/1.5\n",
        "\n\ncause,effect,sign,strength\n\nrain,grass,+,0.5/1.5\n,,,\n",
        ";;;\ncause;effect;sign;strength\nrain;grass;+;0,5/1,5\n",
        "cause\teffect\tsign\tstrength\r\nrain\tgrass\t+\t0,5/1.5\r\n",
        "cause,effect,sign,strength\rrain,grass,+,0.5/1.5\r",
        "\ufeffcause,effect,sign,strength\nrain,grass,＋,０.５／１.５\n",
        "cause,effect,sign,strength,,\nrain,grass,'+,0.5/1.5,,\n",
        "cause,effect,sign,strength,claims\nrain,grass,+,0.5/1.5, | \n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_however_a_spreadsheet_program_writes_it(
    content: str, encoding: str, tmp_path: Path
) -> None:
    assert cn.read_influences(sheet(tmp_path, content.encode(encoding))) == (RAIN,)


def test_other_columns_are_kept_in_the_notes_and_that_is_said(tmp_path: Path) -> None:
    path = sheet(
        tmp_path, "id,cause,effect,sign,strength,,empty\n1,rain,grass,+,0.5/1.5,seen by A.,\n"
    )

    with pytest.warns(cn.errors.ColumnWarning) as told:
        assert cn.read_influences(path) == (replace(RAIN, note="id: 1; seen by A."),)
    assert str(told[0].message) == (
        "sheet.csv: the columns 'id', number 6 were kept in the notes. The columns are cause, effect, "
        "sign, strength, lag, standing, claims, tier, reference, note, drafted_by, reviewed_by."
    )
    assert told[0].filename == __file__


def test_two_columns_of_a_frame_with_one_name() -> None:
    cells = [["rain", "grass", "+", 1, "a", "b"]]
    frame = pd.DataFrame(cells, columns=["cause", "effect", "sign", "strength", "by", "by"])

    with pytest.warns(
        cn.errors.ColumnWarning, match="the columns 'by', 'by' were kept in the notes"
    ):
        assert cn.read_influences(frame) == (
            cn.Influence("rain", "grass", "+", 1.0, note="by: a; by: b"),
        )
    frame.columns = ["cause", "effect", "sign", "strength", "note", "note"]
    assert wrong_influences(frame) == ["row 1 names the column 'note' more than once."]


def test_percentages_and_rounded_rows(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "name,states,p\na,no|yes,90%|10%\nb,no|yes,33.3 %|66.7％\nc,l|m|h,0.3333|0.3333|0.3333\n",
    )

    with pytest.warns(cn.errors.RoundingWarning) as told:
        read = cn.read_variables(path)

    assert [v.baseline.p for v in read] == [(0.9, 0.1), (0.333, 0.667), (1 / 3, 1 / 3, 1 / 3)]
    assert str(told[0].message) == (
        "sheet.csv: a row does not sum to 1 because of rounding, and was divided by its sum: row 4: p."
    )


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (
            "02-Jan",
            "strength holds '02-Jan': the spreadsheet made a date of a fraction. Format the column as "
            "text, and write 1/2 anew.",
        ),
        (
            "1月2日",
            "strength holds '1月2日': the spreadsheet made a date of a fraction. Format the column as "
            "text, and write 1/2 anew.",
        ),
        (
            "#NAME?",
            "strength holds #NAME?: a formula failed in the spreadsheet. Put an apostrophe before a "
            "text that begins with +, - or =.",
        ),
        (
            "NaN",
            "strength holds 'NaN', which is not a finite number. Leave the cell empty or write one.",
        ),
        ("0.2|1.6", "strength holds '0.2|1.6'. Put slashes between the numbers: 0.2/1.6."),
        (
            "0.2 - 1.6",
            "strength holds '0.2 - 1.6'. Put slashes between the numbers: 0.2/1.6.",
        ),
    ],
)
def test_strengths_that_a_spreadsheet_spoilt(cell: str, message: str, tmp_path: Path) -> None:
    path = sheet(tmp_path, f"cause,effect,sign,strength\nrain,grass,+,{cell}\n")

    assert wrong_influences(path) == [f"row 2: {message}"]


@pytest.mark.parametrize("mark", [";", "/", "、", "；", ", "])
def test_states_that_nothing_parts(mark: str, tmp_path: Path) -> None:
    path = sheet(tmp_path, f'name,states\na,"none{mark}all day"\nb,none｜all day|\n')

    assert wrong_variables(path) == [
        f"row 2: states holds one state, 'none{mark}all day'. "
        "Put bars between the states: none|all day."
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "x.xlsx",
            b"PK\x03\x04",
            "'x.xlsx' cannot be read as a workbook: the archive is damaged or cut short. Open it in a "
            "spreadsheet program and save it anew as .xlsx.",
        ),
        (
            "x.csv",
            b"PK\x03\x04",
            "'x.csv' is a workbook or another zip archive, not a text file. Save the workbook as .xlsx: "
            "cn.load reads a model or a causal map from it, and cn.read_variables and "
            "cn.read_influences read one of its sheets.",
        ),
        (
            "x.csv",
            "cause,effect\ncafé,thé\n".encode("cp1252"),
            "'x.csv' is not UTF-8: byte 0xe9 in line 2. Save it anew as CSV UTF-8 (in Excel, a separate "
            "file type under Save As).",
        ),
        (
            "x.toml",
            b"name = 1",
            "'x.toml' is not a spreadsheet but TOML, which cn.load reads.",
        ),
        ("x.bif", b"network", "'x.bif' is not a spreadsheet but BIF, which cn.load reads."),
        (
            "x.csv",
            b'cause,effect\nrain,"grass"y\n',
            "'x.csv' is not a CSV file: in row 2 something follows the quotation mark that closes a cell.",
        ),
    ],
)
def test_files_of_other_kinds(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(cn.errors.FileError) as caught:
        cn.read_influences(path)
    assert str(caught.value) == message


def test_the_words_of_others_for_the_columns_that_are_needed(tmp_path: Path) -> None:
    found = wrong_influences(sheet(tmp_path, "from,To,sign\nrain,grass,+\n"))

    assert [message.rpartition(". ")[2] for message in found] == [
        "Did you mean 'cause'?",
        "Did you mean 'effect'?",
    ]


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    path = sheet(tmp_path, 'cause,effect,sign,note\nrain,grass,+,"a\nb\nc"\nsun,grass,x,\n')

    assert wrong_influences(path) == ["row 3: sign must be '+', '-' or '?', not 'x'."]


def test_the_columns_are_the_keys_of_a_file() -> None:
    keys = [key.name for key in VARIABLE.schema.keys]
    baseline = ["p", "weight", "basis", "baseline_note"]

    influence, variable = (columns_of(form.schema.keys) for form in (INFLUENCE, VARIABLE))
    assert [column.name for column in influence] == [key.name for key in INFLUENCE.schema.keys]
    assert [column.name for column in variable] == [
        column for key in keys for column in (baseline if key == "baseline" else [key])
    ]
    assert {column.kind for column in (*influence, *variable)} == {*READERS} - {
        "toml",
        "finding",
        "share",
    }
