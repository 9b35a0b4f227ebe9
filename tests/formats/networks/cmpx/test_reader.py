"""AgenaRisk models: tables, ranked nodes by their formula, and what is wrong with a file."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.stats import truncnorm

import causalnet as cn
from causalnet.formats.networks.cmpx.reader import read_cmpx
from causalnet.formats.networks.cmpx.writer import cmpx_text
from tests.formats.networks.named import assert_same, every_word, named

RANKS = ["Low", "Medium", "High"]


def node(key: str, states: list[str], kind: str = "Ranked", **table: Any) -> dict[str, Any]:
    held = {"type": "Manual", **table}
    return {
        "id": key,
        "name": f"The {key}",
        "configuration": {"type": kind, "states": states, "table": held},
    }


def model(*nodes: dict[str, Any], links: str = "", **more: Any) -> dict[str, Any]:
    ends = [{"parent": link[0], "child": link[1]} for link in links.split()]
    network = {"id": "n", "name": "risk", "nodes": [*nodes], "links": ends}
    return {"model": {"networks": [network], **more}}


def read(held: object) -> cn.Network:
    return read_cmpx(json.dumps(held).encode(), "x.cmpx")


A = node("a", RANKS, probabilities=[[0.2], [0.3], [0.5]])
B = node("b", ["no", "yes"], probabilities=[[0.6], [0.4]])


@settings(max_examples=8)
@given(named())
def test_any_name_comes_back(network: cn.Network) -> None:
    assert_same(read_cmpx(cmpx_text(network).encode(), "x.cmpx"), network)


def test_hostile_words_come_back_through_a_file(tmp_path) -> None:
    cn.save(every_word(), tmp_path / "words.cmpx")

    assert_same(cn.load(tmp_path / "words.cmpx"), every_word())


def test_numbers_stand_in_a_row_for_each_state_and_the_last_cause_varies_fastest() -> None:
    """The chest clinic, as AgenaRisk exports it: P(dyspnoea | bronchitis, tuberculosis or cancer)."""
    yes = ["yes", "no"]
    clinic = model(
        node("B", yes, "Labelled", probabilities=[[0.45], [0.55]]),
        node("E", yes, "Boolean", probabilities=[[0.06], [0.94]]),
        node("D", yes, "Labelled", probabilities=[[0.9, 0.8, 0.7, 0.1], [0.1, 0.2, 0.3, 0.9]]),
        links="BD ED",
    )
    network = read(clinic)

    assert network.variables == ("The B", "The E", "The D")
    table = network.table("The D")
    assert table[{"The B": "yes", "The E": "no", "The D": "yes"}] == 0.8
    assert table[{"The B": "no", "The E": "yes", "The D": "yes"}] == 0.7
    assert network.ordered == frozenset()


def expected_table(mean, sizes, sigma, states: int, points: int = 5) -> np.ndarray:
    """The formula by brute force: the mean of the truncated normal's cells over points of the intervals."""
    table = np.zeros([*sizes, states])
    for at in product(*map(range, sizes)):
        samples = [np.linspace(i / k, (i + 1) / k, points) for i, k in zip(at, sizes, strict=True)]
        cells = []
        for values in product(*samples):
            mu = mean(*values)
            law = truncnorm((0 - mu) / sigma, (1 - mu) / sigma, mu, sigma)
            cells.append(np.diff(law.cdf(np.linspace(0, 1, states + 1))))
        table[at] = np.mean(cells, axis=0)
    return table


@pytest.mark.parametrize(
    ("expression", "mean"),
    [
        ("wmean(2.0, a, 1.0, b)", lambda a, b: (2 * a + b) / 3),
        ("wmin(3, a, 1, b)", lambda a, b: min((3 * a + b) / 4, (a + b) / 2)),
        ("wmax(3, a, 1, b)", lambda a, b: max((3 * a + b) / 4, (a + b) / 2)),
        ("mixminmax(2, 1, a, b)", lambda a, b: (2 * min(a, b) + max(a, b)) / 3),
        ("1 - (a + b * half)/2", lambda a, b: 1 - (a + b * 0.5) / 2),
        ("max(a, -b)", lambda a, b: a),
    ],
)
def test_a_ranked_node_has_the_table_of_its_formula(expression: str, mean) -> None:
    child = node("y", RANKS, type="Expression", expressions=[f"TNormal({expression}, 0.05, 0, 1)"])
    child["configuration"]["variables"] = [{"name": "half", "value": 0.5}]
    ranked = node("b", ["no", "yes"], probabilities=[[0.6], [0.4]])
    network = read(model(A, ranked, child, links="ay by", settings={"sampleSizeRanked": 3}))

    expected = expected_table(mean, [3, 2], 0.05**0.5, 3, points=3)
    np.testing.assert_allclose(network.values("The y"), expected, atol=1e-9)
    assert network.ordered == {"The a", "The b", "The y"}


def test_a_table_may_be_partitioned_by_a_cause() -> None:
    parts = ["TNormal(a, 0.1, 0, 1)", "TNormal(0.9, 0.001, 0, 1)"]
    labelled = node("b", ["no", "yes"], "Labelled", probabilities=[[0.6], [0.4]])
    child = node("y", RANKS, type="Partitioned", expressions=parts, partitions=["b"])
    values = read(model(A, labelled, child, links="ay by")).values("The y")

    np.testing.assert_allclose(
        values[:, 0], expected_table(lambda a: a, [3], 0.1**0.5, 3), atol=1e-9
    )
    assert values[0, 1].tolist() == values[2, 1].tolist()
    assert values[0, 1, 2] > 0.99


def test_a_table_that_agenarisk_has_stored_is_taken() -> None:
    stored = [[0.5, 0.2, 0.1], [0.3, 0.3, 0.3], [0.2, 0.5, 0.6]]
    child = node("y", RANKS, type="Expression", expressions=["TNormal(a,1,0,1)"], nptCompiled=True)
    child["configuration"]["table"]["probabilities"] = stored
    values = read(model(A, child, links="ay")).values("The y")

    np.testing.assert_allclose(values, np.transpose(stored), atol=1e-15)


def test_nodes_that_share_a_name_are_called_by_their_identifiers_and_observations_are_told_of() -> (
    None
):
    other = {**B, "name": "The a"}
    seen = [{"id": "s", "observations": [{"node": "a", "entries": []}]}]
    with pytest.warns(cn.errors.LossWarning) as caught:
        network = read(model(A, other, dataSets=seen))

    assert network.variables == ("a", "b")
    assert str(caught[0].message) == (
        "'x.cmpx' is read without 1 observation: a Network does not hold them."
    )


def expression(text: str) -> dict[str, Any]:
    labelled = node("b", ["no", "yes"], "Labelled", probabilities=[[0.6], [0.4]])
    return model(
        A, labelled, node("y", RANKS, type="Expression", expressions=[text]), links="ay by"
    )


def simulated() -> dict[str, Any]:
    held = node("a", [], "ContinuousInterval", type="Expression", expressions=["Normal(0,1)"])
    held["configuration"]["simulated"] = True
    return model(held)


WHERE = "'x.cmpx', line 1: "
SAYS = f"{WHERE}The expression of 'The y' "


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ([], "'x.cmpx' is not an AgenaRisk model: it has no 'model' with 'networks'."),
        ({"model": {"networks": [{}, {}]}}, "'x.cmpx' holds 2 networks; a model with one is read. Join its risk objects, or save one of them as a model, in AgenaRisk."),
        (simulated(), f"{WHERE}The node 'The a' is a simulation node: its values are continuous, and a network has states. Give it states (uncheck Simulation) or leave it out in AgenaRisk."),
        (model(node("a", RANKS, "Rankd", probabilities=[[1], [0], [0]])), f"{WHERE}The node 'The a' has the type 'Rankd'; the types are Boolean, Labelled, Ranked, DiscreteReal, ContinuousInterval, IntegerInterval."),
        (model(node("a", RANKS, probabilities=[[0.2, 0.3, 0.5]])), f"{WHERE}The table of 'The a' must have 3 rows with 1 number each."),
        (model(node("a", RANKS, probabilities=[[0.2], [0.3], [0.4]])), f"{WHERE}The column 1 of 'The a' sums to 0.9, not to 1."),
        (model(A, links="za"), f"{WHERE}A link names the node 'z', which is not declared."),
        (model(A, A), f"{WHERE}The node 'a' is declared again."),
        (expression("Normal(0, 1)"), f"{SAYS}begins with 'Normal'. Of expressions only TNormal(mean, variance, 0, 1) is read; save the table as numbers in AgenaRisk (NPT editing mode: manual)."),
        (expression("TNormal(b, 0.1, 0, 1)"), f"{SAYS}takes 'b' for a number; only ranked and discrete numeric nodes are. Partition the table by it."),
        (expression("TNormal(c, 0.1, 0, 1)"), f"{SAYS}names 'c'. No cause 'c'; the causes are a, b."),
        (expression("TNormal(a, 0, 0, 1)"), f"{SAYS}has a mean far from [0, 1] or a variance that is not above zero, in some states of the causes."),
        (expression("TNormal(a/0, 1e999, 0, 1)"), f"{SAYS}has a mean far from [0, 1] or a variance that is not above zero, in some states of the causes."),
        (expression("TNormal(a, 1, 0, 9)"), f"{SAYS}has bounds other than 0 and 1, as only a numeric node has."),
        (expression("TNormal(wmean(a, 1), 1, 0, 1)"), f"{SAYS}has a weight in wmean that depends on a cause; it takes pairs of a weight and a cause."),
        (expression("TNormal(median(a), 1, 0, 1)"), f"{SAYS}uses 'median'; the functions that are read are wmean, wmin, wmax, mixminmax, min, max."),
        (expression("TNormal(a, 1, 0, 1"), f"{SAYS}ends too early."),
        (expression("TNormal(a; 1)"), f"{SAYS}has '; 1)', which is not understood."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(held: object, message: str) -> None:
    with pytest.raises((cn.errors.FileError, cn.errors.NetworkError)) as caught:
        read(held)

    assert str(caught.value) == message
