"""Work spread over processes and clusters: the result is the same to the last bit."""

from functools import partial

import distributed
import joblib
import numpy as np
import pytest

import causalnet as cn
from causalnet.workers import done_by


def _square(x):
    return x * x


def test_tasks_are_done_in_their_order():
    tasks = [partial(_square, x) for x in range(7)]
    assert done_by(tasks) == [x * x for x in range(7)]
    assert done_by(tasks, n_jobs=2) == [x * x for x in range(7)]


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


def _calibrate():
    raise cn.errors.CalibrationError("Not attainable.", variable="x", nearest=(0.4, 0.6))


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
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=":0",
            host="127.0.0.1",
            local_directory=tmp_path,
        ) as cluster,
        distributed.Client(cluster),
        joblib.parallel_config(backend="dask"),
    ):
        _same(alone, cn.verdict(japan, rises, draws=600))
        with pytest.raises(cn.errors.CalibrationError) as caught:
            done_by([_calibrate])
    assert (str(caught.value), caught.value.nearest) == ("Not attainable.", (0.4, 0.6))
