"""Work spread over processes and clusters: the result is the same to the last bit."""

import os
import pickle
import time
from functools import partial
from pathlib import Path

import distributed
import joblib
import numpy as np
import pytest

import causalnet as cn
from causalnet import workers
from causalnet.workers import done_by


def _square(x):
    return x * x


def test_tasks_are_done_in_their_order():
    tasks = [partial(_square, x) for x in range(7)]
    assert done_by(tasks) == [x * x for x in range(7)]
    assert done_by(tasks, n_jobs=2) == [x * x for x in range(7)]


class Marked:
    """A large value that notes in a folder where it is read from bytes, and counts how often it becomes bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.filling, self.written = folder, os.urandom(50_000), 0

    def __reduce__(self):
        self.written += 1
        return _read, (self.folder, self.filling)

    @property
    def readings(self):
        """How often each process has read it."""
        return [len(path.read_text()) for path in self.folder.iterdir()]


def _read(folder, filling):
    with (folder / f"{os.getpid()}").open("a") as file:
        file.write(".")
    marked = Marked(folder)
    marked.filling = filling
    return marked


class Holding:
    """Something with the marked value inside."""

    def __init__(self, marked):
        self.marked = marked


def _size(marked, holding, number):
    assert holding.marked is marked
    return len(marked.filling) + number


def _asked_of(marked, holding, count):
    return [partial(_size, marked, holding, number) for number in range(count)]


def test_what_tasks_share_is_written_once_and_read_once_in_each_worker(tmp_path):
    marked = Marked(tmp_path)
    holding = Holding(marked)
    for _ in range(2):
        tasks = _asked_of(marked, holding, 12)
        found = done_by(tasks, shared=[marked, holding], n_jobs=2)
        assert found == [50_000 + number for number in range(12)]
    # Each call writes it once; a worker that has read it keeps it for the next.
    assert marked.written == 2
    assert len(marked.readings) <= 2
    assert {*marked.readings} == {1}


def test_a_task_is_sent_without_what_it_shares():
    model = cn.load("japan_software")
    task = partial(cn.query, model, "software_competitiveness")
    sent = pickle.dumps(workers._Sent(task, workers._Parcel((model,))))
    assert len(sent) < 1_000 < len(pickle.dumps(model))
    there = pickle.loads(sent).of(workers._Parcel((model,)))
    assert there.args[0] is model
    np.testing.assert_array_equal(there().p, task().p)


def test_a_result_refers_to_what_tasks_share():
    model = cn.load("japan_software")
    task = partial(cn.query, model, "software_competitiveness")
    found = done_by([task, task], shared=[model], n_jobs=2)
    assert [one.provenance.source is model for one in found] == [True, True]


@pytest.mark.parametrize("backend", ["sequential", "threading"])
def test_within_one_process_nothing_is_written(tmp_path, backend):
    marked = Marked(tmp_path)
    holding = Holding(marked)
    with joblib.parallel_config(backend=backend, n_jobs=2):
        done_by(_asked_of(marked, holding, 4), shared=[marked, holding])
    assert (marked.written, marked.readings) == (0, [])


def _meet(folder, number):
    """Whether another process comes to the same place while this one waits."""
    (folder / f"{number}").touch()
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if len(list(folder.iterdir())) == 2:
            return True
        time.sleep(0.01)
    return False


def test_long_tasks_behind_short_ones_come_to_different_workers(tmp_path):
    short = [partial(_square, x) for x in range(50)]
    done_by(short, n_jobs=2)
    pairs = [tmp_path / "one", tmp_path / "other"]
    for folder in pairs:
        folder.mkdir()
    one, other = ([partial(_meet, folder, number) for number in range(2)] for folder in pairs)
    # In batches of two, one of the pairs would be a batch.
    found = done_by([*short, *one, short[0], *other, *short[:20]], n_jobs=2)
    assert [found[50:52], found[53:55]] == [[True, True], [True, True]]


def _refuse(_):
    raise cn.errors.CalibrationError("Not attainable.", variable="x", nearest=(0.4, 0.6))


def test_an_error_in_a_worker_arrives_as_itself(tmp_path):
    marked = Marked(tmp_path)
    with pytest.raises(cn.errors.CalibrationError) as caught:
        done_by([partial(_refuse, marked)] * 2, shared=[marked], n_jobs=2)
    assert (str(caught.value), caught.value.nearest) == ("Not attainable.", (0.4, 0.6))


def test_there_is_no_work_without_workers():
    with pytest.raises(cn.errors.QuestionError, match="number of workers"):
        done_by([], n_jobs=0)


@pytest.mark.parametrize("wrong", ["two", 1.5])
def test_workers_are_a_number(asked, wrong):
    japan, rises, _ = asked
    with pytest.raises(cn.errors.ArgumentError, match="n_jobs"):
        cn.verdict(japan, rises, n_jobs=wrong)


def test_a_bar_is_shown_when_asked_and_only_then(capsys):
    tasks = [partial(_square, x) for x in range(3)]
    done_by(tasks, what="squares")
    assert capsys.readouterr().err == ""
    done_by(tasks, progress=True, what="squares")
    assert "squares" in capsys.readouterr().err


@pytest.fixture(scope="module")
def asked():
    japan = cn.load("japan_software")
    under = cn.do(multi_layer_outsourcing="shallow")
    rises = cn.Conclusion("in_house_development", "rises", under=under)
    return japan, rises, cn.verdict(japan, rises, draws=600)


def _same(one, other):
    np.testing.assert_array_equal(one.draws.held.points, other.draws.held.points)
    np.testing.assert_array_equal(one.draws.moved.points, other.draws.moved.points)
    assert one.ranges.inner == other.ranges.inner
    assert one.ranges.free == other.ranges.free
    assert one.rests == other.rests
    assert str(one) == str(other)


def test_processes_change_nothing(asked):
    japan, rises, alone = asked
    _same(alone, cn.verdict(japan, rises, draws=600, n_jobs=2))


def test_a_cluster_changes_nothing(asked, tmp_path):
    japan, rises, alone = asked
    marked = Marked(tmp_path / "read")
    marked.folder.mkdir()
    holding = Holding(marked)
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=":0",
            host="127.0.0.1",
            local_directory=tmp_path / "dask",
        ) as cluster,
        distributed.Client(cluster),
        joblib.parallel_config(backend="dask"),
    ):
        _same(alone, cn.verdict(japan, rises, draws=600))
        found = done_by(_asked_of(marked, holding, 12), shared=[marked, holding])
        with pytest.raises(cn.errors.CalibrationError) as caught:
            done_by([partial(_refuse, marked)], shared=[marked])
    assert found == [50_000 + number for number in range(12)]
    assert marked.written == 2
    assert sum(marked.readings) <= 4
    assert (str(caught.value), caught.value.nearest) == ("Not attainable.", (0.4, 0.6))
