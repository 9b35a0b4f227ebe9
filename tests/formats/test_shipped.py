"""What loads by its name."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.formats.shipped import shipped_files


def test_models_and_networks_go_by_their_names() -> None:
    files = shipped_files()

    assert {*cn.models()} < {*files}
    assert {"asia", "alarm", "munin"} < {*files} - {*cn.models()}
    assert all(file.is_file() for file in files.values())


@pytest.mark.parametrize(
    ("name", "kind"), [("japan_software", cn.CausalModel), ("asia", cn.Network)]
)
def test_each_name_is_that_of_what_is_loaded(name: str, kind: type) -> None:
    loaded = cn.load(name)

    assert isinstance(loaded, kind)
    assert loaded.name == name


def test_without_pgmpy_the_models_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("causalnet.formats.shipped._network_files", dict)

    assert {*shipped_files()} == {*cn.models()}
