"""Published networks: the engine against pgmpy's elimination, and against itself."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.networks import levers, network, outcome
from benchmarks.questions import findings_of
from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.marginals import all_marginals
from causalnet.inference.posterior import joint
from causalnet.inference.sweep import all_levers
from causalnet.interop.pgmpy import to_pgmpy

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("name", ["asia", "alarm", "insurance"])
def test_levers_are_those_of_pgmpys_elimination(name):
    from pgmpy.inference import VariableElimination

    model = network(name)
    y, causes = outcome(model), levers(model)
    sweep = all_levers(model, [y])
    for x in causes[:: len(causes) // 3]:
        k = len(model.states[x])
        mutilated = model.replacing({x: np.full(k, 1 / k)}, {x: ()})
        engine = VariableElimination(to_pgmpy(mutilated))
        for i, state in enumerate(model.states[x]):
            found = engine.query([y], evidence={x: state}, show_progress=False)
            values = [found.get_value(**{y: s}) for s in model.states[y]]
            np.testing.assert_allclose(sweep[x][i], values, atol=1e-9)


@pytest.mark.parametrize("name", ["asia", "alarm", "hailfinder", "win95pts", "munin", "link"])
def test_a_sweep_with_evidence_is_one_query_for_each_lever(name):
    model = network(name)
    y, causes = outcome(model), levers(model)
    seen = findings_of(model, 3)
    sweep = all_levers(model, [y], seen)
    for x in causes[:: max(1, len(causes) // 6)]:
        for i, state in enumerate(model.states[x]):
            try:
                expected = joint(model, [y], seen, done={x: state})
            except ImpossibleEvidenceError:
                expected = np.full(len(model.states[y]), np.nan)
            np.testing.assert_allclose(sweep[x][i], expected, atol=1e-9)


@pytest.mark.parametrize("name", ["asia", "alarm", "hailfinder", "pigs"])
def test_all_marginals_are_one_query_each(name):
    model = network(name)
    seen = findings_of(model, 3)
    found = all_marginals(model, seen)
    for v in list(model)[:: max(1, len(model) // 10)]:
        np.testing.assert_allclose(found[v], joint(model, [v], seen), atol=1e-9)
