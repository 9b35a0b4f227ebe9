"""Saving by suffix: what goes into which format, and what else may be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

import causalnet as cn
from causalnet.boundary.checks import either
from causalnet.formats.registry import FORMATS
from tests.formats.lawns import lawn

NETWORK_FORMATS = either(one.name for one in FORMATS if one.content is cn.Network)
NETWORK = cn.Network({"a": ["x", "y"]}, {}, {"a": [0.5, 0.5]})


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("x.svg", ", or draw the model with cn.draw(model).save('x.svg')."),
        (
            "x.html",
            ", or write a page with cn.report(model, 'x.html') or cn.explore(model, 'x.html').",
        ),
        ("x.json", "."),
        ("x", "."),
    ],
)
def test_a_model_is_saved_in_no_other_format(name: str, way: str, tmp_path: Path) -> None:
    with pytest.raises(cn.errors.FileError) as caught:
        cn.save(lawn(), tmp_path / name)

    assert str(caught.value) == (
        f"A model is saved as TOML or Excel workbook, not as {name!r}. Name the file 'x.toml'{way}"
    )
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("suffix", ["bif", "xdsl", "cmpx"])
def test_a_model_in_a_format_of_networks_is_its_tables(suffix: str, tmp_path: Path) -> None:
    model = cn.load("habit")
    with pytest.warns(cn.errors.LossWarning) as caught:
        cn.save(model, tmp_path / f"x.{suffix}")

    assert [str(one.message) for one in caught] == [
        f"'x.{suffix}' holds the tables of the model at its central numbers, without its judgements, 1 lagged influence, "
        "1 source, 2 claims and 1 proposal."
    ]
    assert cn.load(tmp_path / f"x.{suffix}") == cn.compile_model(model)
    with pytest.raises(cn.errors.FileError, match="is there already"):
        cn.save(model, tmp_path / f"x.{suffix}")


def test_the_format_may_be_named(tmp_path):
    cn.save(NETWORK, tmp_path / "x.txt", format="xdsl")

    assert cn.load(tmp_path / "x.txt", format="xdsl") == NETWORK
    with pytest.raises(cn.errors.FileError) as caught:
        cn.save(NETWORK, tmp_path / "y.txt", format="xdls")
    assert str(caught.value).startswith(
        "There is no format 'xdls' of networks; the formats are bif, "
    )
    assert str(caught.value).endswith("Did you mean 'xdsl'?")


def test_a_network_is_not_saved_as_a_model(tmp_path):
    network = cn.Network({"a": ["x", "y"]}, {}, {"a": [0.5, 0.5]})
    with pytest.raises(cn.errors.FileError) as caught:
        cn.save(network, tmp_path / "a.toml")
    assert str(caught.value) == (
        f"A network is saved as {NETWORK_FORMATS}, not as 'a.toml'. Name the file 'a.bif'."
    )


def test_the_suffix_says_the_format(tmp_path):
    with pytest.raises(cn.errors.FileError) as caught:
        cn.save(NETWORK, tmp_path / "x.txt")
    assert str(caught.value) == (
        f"A network is saved as {NETWORK_FORMATS}, not as 'x.txt'. Name the file 'x.bif'."
    )


@pytest.mark.parametrize(
    ("value", "found"), [(None, "NoneType"), (cn.Network, "the class Network"), (5, "int")]
)
def test_only_models_and_networks_are_saved(value, found, tmp_path):
    with pytest.raises(cn.errors.QuestionError) as caught:
        cn.save(value, tmp_path / "x.bif")
    assert str(caught.value) == f"Expected a CausalModel, a Network or a CausalMap, got {found}."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("asked", ["", None, 5])
def test_what_is_not_a_path(asked: object) -> None:
    with pytest.raises(cn.errors.FileError, match="Expected the path of a file, got"):
        cn.save(lawn(), asked)
