"""Networks in files: published ones, round trips, and what is not a BIF file."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys

import numpy as np
import pytest

import benchmarks.networks as published
import causalnet as cn
from causalnet.formats.networks.parts.writing import MOST_NETWORK_BYTES
from tests.questions.effects.test_lever import town

LAWN = cn.Network(
    {"wet grass": ["no", "yes"], "rain": ["no", "yes"]},
    {"wet grass": ["rain"]},
    {"rain": [0.8, 0.2], "wet grass": [[0.9, 0.1], [0.2, 0.8]]},
    name="the lawn",
)
SMALL = [
    "alarm", "asia", "cancer", "child", "earthquake", "hailfinder", "hepar2", "insurance", "sachs",
    "survey", "water", "win95pts",
]  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_a_published_network_is_read_as_by_another_reader_and_written_without_loss(name, tmp_path):
    network, other = cn.load(name), published.network(name)
    assert network.name == name
    assert network.variables == other.variables
    assert (network.states, network.parents) == (other.states, other.parents)
    for v in network:
        np.testing.assert_allclose(network.values(v), other.values(v), rtol=0, atol=1e-13)
    cn.save(network, tmp_path / "again.bif")
    again = cn.load(tmp_path / "again.bif")
    assert again == network
    assert again.variables == network.variables


@pytest.mark.parametrize("suffix", [".bif", ".bif.gz", ".BIF"])
def test_a_round_trip_is_the_identity(suffix, tmp_path):
    path = tmp_path / f"other{suffix}"
    cn.save(LAWN, path)
    assert cn.load(path) == cn.load(str(path)) == LAWN
    assert cn.load(path).variables == LAWN.variables


def test_a_compiled_model_comes_back(tmp_path):
    network = cn.compile_model(town())
    cn.save(network, tmp_path / "town.bif")
    assert cn.load(tmp_path / "town.bif") == network


def test_alarm_is_read_and_asked():
    alarm = cn.load("alarm").with_order("BP")
    assert len(alarm) == 37
    before, after = cn.query(alarm, "BP"), cn.query(alarm, "BP", under=cn.do(TPR="LOW"))
    assert after.level < before.level


def test_reading_and_writing_leave_pgmpy_and_the_generator_of_random_numbers_alone(tmp_path):
    code = (
        "import os, random, sys; import causalnet as cn\n"
        "state, environment = random.getstate(), dict(os.environ)\n"
        f"cn.save(cn.load('asia'), {str(tmp_path / 'asia.bif')!r})\n"
        "assert (random.getstate(), dict(os.environ)) == (state, environment)\n"
        "assert not {'pgmpy', 'pandas', 'scipy', 'torch'} & sys.modules.keys()"
    )
    path = os.pathsep.join(sys.path)
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": path})


# ── what cannot be read ──────────────────────────────────────────────────────────────────────


def test_utf8_with_a_mark_is_read(tmp_path):
    cn.save(LAWN, tmp_path / "lawn.bif")
    held = (tmp_path / "lawn.bif").read_bytes()
    (tmp_path / "lawn.bif").write_bytes(b"\xef\xbb\xbf" + held)
    assert cn.load(tmp_path / "lawn.bif") == LAWN


@pytest.mark.parametrize("path", ["a\0b.bif", "a" * 5000 + ".bif"])
def test_a_path_that_cannot_be_is_one_clear_error(path):
    with pytest.raises(cn.errors.FileError, match="^There is no file 'a"):
        cn.load(path)
    with pytest.raises(cn.errors.FileError, match="^'a.*cannot be written: "):
        cn.save(LAWN, path)


def test_folders_pipes_devices_and_loops_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.bif")
    (tmp_path / "loop.bif").symlink_to("loop.bif")
    (tmp_path / "folder.bif").mkdir()
    (tmp_path / "null.bif").symlink_to("/dev/zero")
    for name in ("pipe", "loop", "folder", "null"):
        with pytest.raises(cn.errors.FileError):
            cn.load(tmp_path / f"{name}.bif")
        with pytest.raises(cn.errors.FileError):
            cn.save(LAWN, tmp_path / f"{name}.bif", overwrite=True)


def test_no_more_is_unpacked_than_the_limit(tmp_path):
    path = tmp_path / "bomb.bif.gz"
    path.write_bytes(gzip.compress(b" " * (MOST_NETWORK_BYTES + 1)))
    with pytest.raises(cn.errors.FileError, match=r"'bomb.bif.gz' unpacks to more than 16 MB"):
        cn.load(path)
    large = tmp_path / "large.bif"
    large.write_bytes(b" " * (MOST_NETWORK_BYTES + 1))
    with pytest.raises(
        cn.errors.FileError, match=r"'large.bif' holds 16.0 MB; at most 16 MB are read"
    ):
        cn.load(large)


# ── what cannot be written ───────────────────────────────────────────────────────────────────


def test_an_existing_file_is_kept_unless_told_otherwise(tmp_path):
    path = tmp_path / "x.bif"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(cn.errors.FileError, match="overwrite=True"):
        cn.save(LAWN, path)
    assert path.read_text(encoding="utf-8") == "precious"
    cn.save(LAWN, path, overwrite=True)
    assert cn.load(path) == LAWN


def test_draws_are_not_written(tmp_path):
    drawn = LAWN.replacing({"rain": [[0.8] * 3, [0.2] * 3]}, draws=3)
    with pytest.raises(cn.errors.NetworkError) as caught:
        cn.save(drawn, tmp_path / "x.bif")
    assert str(caught.value) == (
        "BIF holds one number in each cell, and this network has 3 draws. Write one of them with "
        "network.at(0), or compile the model without draws."
    )
    cn.save(drawn.at(0), tmp_path / "x.bif")
    assert cn.load(tmp_path / "x.bif") == LAWN


def test_a_network_too_large_to_read_is_not_written(tmp_path):
    states = {f"x{i}": ["a", "b"] for i in range(19)}
    parents = {"x0": list(states)[1:]}
    table = np.full((2,) * 19, 0.5)
    large = cn.Network(states, parents, {v: [0.5, 0.5] for v in states} | {"x0": table})
    with pytest.raises(cn.errors.FileError, match="'x.bif' is not written: the network takes "):
        cn.save(large, tmp_path / "x.bif")
