"""To pgmpy and back, and BIF through it."""

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings

import causalnet as cn
from tests.networks import networks


def assert_same(a: cn.Network, b: cn.Network) -> None:
    assert a.states == b.states
    assert a.parents == b.parents
    for v in a:
        np.testing.assert_allclose(a.values(v), b.values(v), atol=1e-15)


@settings(max_examples=25)
@given(networks())
def test_state_names_and_the_order_of_causes_survive_pgmpy(network):
    assert_same(cn.from_pgmpy(cn.to_pgmpy(network)), network)


def test_a_child_that_orders_its_parents_states_otherwise_is_understood():
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork([("a", "b")])
    model.add_cpds(
        TabularCPD("a", 2, [[0.3], [0.7]], state_names={"a": ["lo", "hi"]}),
        TabularCPD(
            "b",
            2,
            [[0.9, 0.2], [0.1, 0.8]],
            evidence=["a"],
            evidence_card=[2],
            state_names={"b": [0, 1], "a": ["hi", "lo"]},
        ),
    )
    network = cn.from_pgmpy(model)
    assert network.table("b")[{"a": "lo", "b": "1"}] == 0.8
    assert cn.query(network, "b")["1"] == pytest.approx(0.3 * 0.8 + 0.7 * 0.1)


def test_missing_and_quarrelling_cpds_are_refused():
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork([("a", "b")])
    with pytest.raises(cn.NetworkError, match="There is no CPD for a, b"):
        cn.from_pgmpy(model)
    model.add_cpds(
        TabularCPD("a", 2, [[0.3], [0.7]], state_names={"a": ["lo", "hi"]}),
        TabularCPD(
            "b", 2, [[0.9, 0.2], [0.1, 0.8]], ["a"], [2], {"b": ["0", "1"], "a": ["low", "high"]}
        ),
    )
    with pytest.raises(cn.NetworkError, match="names the states of 'a'"):
        cn.from_pgmpy(model)


def test_alarm_is_read_and_asked():
    folder = files("pgmpy") / "utils" / "example_models"
    alarm = cn.read(str(folder / "alarm.bif.gz"))
    assert len(alarm) == 37
    assert alarm.name == "alarm"
    before, after = cn.query(alarm, "BP"), cn.query(alarm, "BP", under=cn.do(TPR="LOW"))
    assert after.level < before.level


@settings(max_examples=10)
@given(network=networks(most=4))
def test_bif_survives_a_round_trip(network, tmp_path_factory):
    path = tmp_path_factory.mktemp("bif") / "network.bif"
    cn.write(network, path)
    assert_same(cn.read(path), network)


def test_names_that_bif_cannot_carry_are_refused(tmp_path):
    network = cn.Network({"share": ["5–10%", "a, b"]}, {}, {"share": [0.5, 0.5]})
    with pytest.raises(cn.NetworkError, match="BIF cannot carry 'a, b'"):
        cn.write(network, tmp_path / "x.bif")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_kept_unless_told_otherwise(tmp_path):
    network = cn.Network({"a": ["0", "1"]}, {}, {"a": [0.5, 0.5]})
    path = tmp_path / "x.bif"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(cn.FileError, match="overwrite=True"):
        cn.write(network, path)
    assert path.read_text(encoding="utf-8") == "precious"
    cn.write(network, path, overwrite=True)
    assert_same(cn.read(path), network)
    with pytest.raises(cn.FileError, match=r"must end in \.bif"):
        cn.write(network, tmp_path / "x.txt")


@pytest.mark.parametrize("junk", [b"", b"hello", b"\xff\xfe\x00", b"\x1f\x8bnot gzip"])
def test_what_is_no_bif_is_one_clear_error(junk, tmp_path):
    path = tmp_path / "junk.bif"
    path.write_bytes(junk)
    with pytest.raises(cn.NetworkError, match="is not a BIF file"):
        cn.read(path)


def test_a_missing_bif_file_is_one_clear_error(tmp_path):
    with pytest.raises(cn.FileError, match="cannot be read: No such file"):
        cn.read(tmp_path / "none.bif")
