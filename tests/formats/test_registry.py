"""One entry a format: its suffixes, what it holds, and how it is read and written."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.formats.registry import FORMATS, Format, format_of, suffixes

LAWN = cn.Network({"rain": ["no", "yes"]}, {}, {"rain": [0.8, 0.2]}, name="lawn")
MODEL = cn.CausalModel("lawn", [cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2]))])
VALUES = {cn.Network: LAWN, cn.CausalModel: MODEL}


def test_no_suffix_stands_for_two_formats() -> None:
    every = [suffix for one in FORMATS for suffix in one.suffixes]

    assert len(every) == len(set(every))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in every)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_each_format_gives_back_what_it_was_given(form: Format, tmp_path: Path) -> None:
    value = VALUES[form.content]

    assert form.decode(form.encode(value, "lawn"), "lawn") == value
    for suffix in form.suffixes:
        for written in (suffix, suffix.upper()):
            path = tmp_path / f"lawn{written}"
            assert format_of(path) is form
            cn.save(value, path, overwrite=True)
            assert cn.load(path) == value


@pytest.mark.parametrize("name", ["lawn", "lawn.txt", "toml", "lawn.gz", "lawn.bif.zip", ""])
def test_another_suffix_is_no_format(name: str) -> None:
    assert format_of(Path(name)) is None


def test_the_suffixes_of_models_and_networks() -> None:
    assert suffixes(cn.CausalModel) == ".toml or .xlsx"
    assert suffixes(cn.Network).startswith(".bif, .bif.gz, .xmlbif, .bifxml, .xml, .xdsl")


def test_a_later_format_is_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(held: bytes, file: str) -> cn.Network:
        return cn.Network({held.decode(): ["no", "yes"]}, {}, {held.decode(): [0.8, 0.2]})

    def encode(network: cn.Network, file: str) -> bytes:
        return " ".join(network.variables).encode()

    every = (*FORMATS, Format("NAMES", "names", (".names",), cn.Network, decode, encode))
    for module in ("registry", "save"):
        monkeypatch.setattr(f"causalnet.formats.{module}.FORMATS", every)
    cn.save(LAWN, tmp_path / "lawn.names")

    assert cn.load(tmp_path / "lawn.names").variables == LAWN.variables
    with pytest.raises(
        cn.errors.FileError, match=r"A network is saved as BIF, .* or NAMES, not as 'x\.toml'"
    ):
        cn.save(LAWN, tmp_path / "x.toml")
