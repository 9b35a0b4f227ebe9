"""Paths to an outcome, and whether orientation alone signs them."""

from dataclasses import replace

from hypothesis import assume, given, settings, strategies as st

import causalnet as cn
from causalnet.questions.query.paths import is_still
from tests.questions.signs.test_signs import FALLS, chain, judged
from tests.strategies.signed import questions, signed_models


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_signs_and_effects_have_one_word_for_a_path(data):
    model = data.draw(signed_models())
    question = replace(data.draw(questions(model)), at_least=None)
    found = judged(model, question)
    try:
        numbers = cn.effect(
            model,
            question.outcome,
            under=question.under,
            versus=question.versus,
            given=question.given,
        )
    except cn.errors.ImpossibleEvidenceError:
        assume(False)
    assert found.path == numbers.path
    if is_still(found.path):
        assert abs(numbers.change).max() < 1e-9


def test_only_lagged_influences_lead_there():
    model = chain().replacing().rejecting("m → y")
    model = model.adding(cn.Influence("m", "y", "+", 1, lag=1))
    found = cn.by_signs(model, FALLS)
    assert (found.status, found.direction) == ("lagged only", "unchanged")
    assert found.reason == "Y does not change: what is set acts on it only from period 1 on."
    assert found.sentence == (
        "It does not follow that setting x to high lowers y: what is set acts on it only from period 1 on."
    )
