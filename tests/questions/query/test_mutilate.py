"""Interventions on drawn networks are interventions on each of their draws."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, settings, strategies as st

from causalnet.errors import InterventionError
from causalnet.questions.query.mutilate import mutilate
from tests.inference.cases import awkward
from tests.strategies.networks import interventions


@settings(deadline=None, max_examples=40)
@given(awkward(draws=3), st.data())
def test_mutilating_draws_is_mutilating_each_of_them(network, data):
    under = data.draw(interventions(network))
    try:
        changed = mutilate(network, under)
    except InterventionError:
        assume(False)
    for i in range(3):
        alone = mutilate(network.at(i), under)
        for v in network:
            assert changed.parents[v] == alone.parents[v]
            np.testing.assert_allclose(changed.at(i).values(v), alone.values(v), atol=1e-12)
