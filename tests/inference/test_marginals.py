"""All marginals at once, against one enumeration each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.errors import ImpossibleEvidenceError
from causalnet.inference.marginals import all_marginals
from causalnet.model.grammar.finding import findings
from tests.enumeration import enumerate_query
from tests.inference.cases import awkward
from tests.strategies.networks import evidence


@settings(deadline=None, max_examples=80)
@given(awkward(), st.data())
def test_every_marginal_is_that_of_enumeration(network, data):
    names = data.draw(st.lists(st.sampled_from(network.variables), unique=True, max_size=2))
    done = {v: data.draw(st.sampled_from(network.states[v])) for v in names}
    seen = findings(data.draw(evidence(network)))
    if enumerate_query(network, network.variables[0], cn.do(done), seen) is None:
        with pytest.raises(ImpossibleEvidenceError):
            all_marginals(network, seen, done=done)
        return
    found = all_marginals(network, seen, done=done)
    assert tuple(found) == network.variables
    for v, p in found.items():
        expected = enumerate_query(network, v, cn.do(done), seen)
        np.testing.assert_allclose(p, expected, atol=1e-12)


@settings(deadline=None, max_examples=20)
@given(awkward(draws=4))
def test_drawn_marginals_are_those_of_each_draw(network):
    found = all_marginals(network)
    for i in range(4):
        for v, p in all_marginals(network.at(i)).items():
            np.testing.assert_allclose(found[v][..., i], p, atol=1e-12)
