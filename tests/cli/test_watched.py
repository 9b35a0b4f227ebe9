"""A file is read again when it is saved, and its last sound page stays."""

from __future__ import annotations

from pathlib import Path

import causalnet as cn
from causalnet.cli.watched import WatchedFile

LAWN = cn.load("lawn")
assert isinstance(LAWN, cn.CausalModel)


def test_a_file_is_read_when_it_changes(tmp_path: Path) -> None:
    path, picture = tmp_path / "lawn.toml", tmp_path / "lawn.svg"
    cn.save(LAWN, path)
    watched = WatchedFile(path, picture)
    assert watched.look()
    assert not watched.look()
    first = watched.seen
    assert (first.version, first.sound) == (1, True)
    assert first.text == str(cn.audit(LAWN, draws=200))
    assert b"Wet grass" in first.page
    assert "Wet grass" in picture.read_text(encoding="utf-8")

    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('sign = "+"', 'sign = "plus"', 1), encoding="utf-8")
    assert watched.look()
    second = watched.seen
    assert (second.version, second.sound) == (2, False)
    assert second.text.endswith("Did you mean '+'?\n1 mistake in lawn.toml.")
    assert second.text.startswith("lawn.toml:")
    assert second.page == first.page


def test_a_file_that_is_gone_or_is_not_toml(tmp_path: Path) -> None:
    path = tmp_path / "lawn.toml"
    path.write_text("[", encoding="utf-8")
    watched = WatchedFile(path)
    assert watched.look()
    assert watched.seen.text.startswith("'lawn.toml' is not TOML: ")
    path.unlink()
    assert watched.look()
    assert watched.seen.text.startswith("There is no file ")
    assert not watched.look()


def test_networks_and_maps_are_shown(tmp_path: Path) -> None:
    network = tmp_path / "lawn.bif"
    cn.save(cn.compile_model(LAWN), network)
    watched = WatchedFile(network)
    assert watched.look()
    assert watched.seen.text == "No mistakes: Network 'lawn': 3 variables, 2 arrows."
    assert watched.seen.page.startswith(b"<!doctype html>")

    links = tmp_path / "links.csv"
    links.write_text("from,to,sign\ntoll,jams,-\n", encoding="utf-8")
    watched = WatchedFile(links)
    assert watched.look()
    assert b"<svg" in watched.seen.page
