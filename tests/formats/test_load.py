"""Loading by name or path: what is not there, what is in another format, and what may be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats.registry import suffixes
from tests.formats.lawns import LAWN, refused, written

NETWORK = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]}, name="lawn")
SHIPS = (
    "; the models that ship are habit, high_street, japan_software, japan_software_critic, lawn, pedalgrove, "
    "treatment."
)
OWN = (
    "A file is loaded by its path with its suffix, such as cn.load('{0}.toml') for a model or "
    "cn.load('{0}.bif') for a network."
)


def test_a_name_that_is_not_there_names_what_ships_and_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("causalnet.formats.load.models", lambda: ("japan_software", "lawn"))

    assert refused("japan_sofware") == (
        "There is no model, network or file 'japan_sofware'; the models that ship are japan_software, lawn. "
        "Did you mean 'japan_software'?"
    )


def test_a_path_that_is_not_there_names_the_nearest_in_its_folder(tmp_path: Path) -> None:
    written(tmp_path, LAWN)

    message = refused(tmp_path / "lwan.toml")

    assert message.startswith(f"There is no file '{tmp_path / 'lwan.toml'}'")
    assert message.endswith("Did you mean 'lawn.toml'?")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "x.csv",
            b"name,states",
            "'x.csv' is not a list of links: row 1 holds 'name', 'states'. Name the columns of the causes and effects "
            "'from' and 'to'; 'sign', 'source' and 'quote' may follow. A matrix of weights is read with format='fcm'.",
        ),
        (
            "x.xls",
            b"PK\x03\x04",
            "'x.xls' is not a file that cn.load reads. Save the workbook as .xlsx: cn.load reads a model or a causal map "
            "from it, and cn.read_variables and cn.read_influences read one of its sheets.",
        ),
        (
            "x.json",
            b"{}",
            "'x.json' is not a causal map that is known: it has no keys. Kumu JSON has 'elements' and 'connections'; "
            "sd-ai JSON has 'relationships'; Argdown JSON has 'statements' and 'arguments'.",
        ),
        (
            "x.o3prm",
            b"class A",
            "'x.o3prm' is not a file that cn.load reads. Convert the network to BIF, which cn.load reads.",
        ),
        (
            "x.txt",
            b"name = 'x'",
            "'x.txt' is not QPress text: line 1, \"name = 'x'\" has no arrow. Write one edge a line, such as A -> B "
            "(raises), A -* B (lowers) or A <-* B (both ways). To make a model of prose, start with causalnet draft.",
        ),
        (
            "asia",
            b"network asia {}",
            "'asia' is not a file that cn.load reads. A model ends in .toml or .xlsx, a network in "
            f"{suffixes(cn.Network)}.",
        ),
        (
            "x.toml",
            b"\x1f\x8b\x08",
            "'x.toml' is compressed with gzip, not a text file. Unpack it or save it as text first.",
        ),
        (
            "x.toml",
            'name = "x"'.encode("utf-16"),
            "'x.toml' is in UTF-16, not in UTF-8. Save it with the encoding UTF-8.",
        ),
    ],
)
def test_a_file_of_another_format_is_told_from_a_model(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    assert refused(written(tmp_path, content, name)) == message


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("asai", f"model, network or file 'asai'{SHIPS} Did you mean 'asia'? {OWN.format('asai')}"),
        ("alarm.bif", f"file 'alarm.bif'{SHIPS} Did you mean 'alarm'?"),
        ("asia.bif.gz", f"file 'asia.bif.gz'{SHIPS} Did you mean 'asia'?"),
        ("mine.json", f"model, network or file 'mine.json'{SHIPS} A model file is TOML, with the suffix .toml."),
        ("zebras", f"model, network or file 'zebras'{SHIPS} {OWN.format('zebras')}"),
    ],
)  # fmt: skip
def test_where_what_is_not_there_may_be_found(asked: str, message: str) -> None:
    with pytest.raises(cn.errors.FileError) as caught:
        cn.load(asked)
    assert str(caught.value) == f"There is no {message}"


@pytest.mark.parametrize("name", ["mine.toml", "mine.bif"])
def test_a_relative_path_is_looked_for_in_a_folder(name: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(name) == (
        f"There is no file {name!r}{SHIPS} It was looked for in {str(tmp_path)!r}."
    )


@pytest.mark.parametrize(
    "asked", ["japan", "software", "Japan_Software", "japan_software.toml", "models/japan_software"]
)
def test_what_people_call_the_model_that_ships(asked: str) -> None:
    assert refused(asked).endswith("Did you mean 'japan_software'?")


def test_a_path_with_a_null_in_it() -> None:
    assert "There is no model, network or file 'a\\x00b'" in refused("a\0b")


def test_a_name_goes_before_a_file_without_a_suffix(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cn.save(NETWORK, "asia.bif")
    Path("alarm").mkdir()
    assert cn.load("asia.bif") == NETWORK
    assert (len(cn.load("asia")), len(cn.load("alarm"))) == (8, 37)


@pytest.mark.parametrize("asked", ["", None, 5, b"x"])
def test_what_is_not_a_name_or_a_path(asked: object) -> None:
    assert refused(asked) == f"Expected the name of a model or network, or a path, got {asked!r}."
