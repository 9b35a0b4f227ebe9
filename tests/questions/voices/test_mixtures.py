"""Mixtures of two accounts: those that are points of one model are those compiled by themselves."""

from dataclasses import replace
from itertools import combinations

import pytest

import causalnet as cn
from causalnet.compilation.parameters.ensemble import central
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.voices.disagreements import bearing_parts, disagreements
from causalnet.questions.voices.mixtures import Mixtures

RISES = cn.Conclusion(
    "software_competitiveness", "rises", under=cn.do(multi_layer_outsourcing="shallow")
)


def _mixtures(a: cn.CausalModel, b: cn.CausalModel, conclusion: cn.Conclusion) -> Mixtures:
    one, two = bearing_parts(a, b, conclusion)
    return Mixtures(one, two, disagreements(one, two, (a, b)), conclusion)


def _sets(count: int) -> list[frozenset[int]]:
    return [frozenset(s) for k in range(count + 1) for s in combinations(range(count), k)]


def test_points_of_one_model_are_models_by_themselves() -> None:
    article = cn.load("japan_software")
    ends = "multi_layer_outsourcing", "innovation_incentive"
    turned = replace(article.influence(*ends), sign="+", strength="weak")
    noisy = article.variables["software_competitiveness"]
    other = replace(noisy, baseline=cn.Baseline([0.5, 0.4, 0.1]))
    critic = article.admitting("specialised vendors", "long stagnation").replacing(turned, other)
    mixtures = _mixtures(article, critic, RISES)
    sets = _sets(len(mixtures.parts))
    mixtures.prepare(sets)
    assert len(sets) == 16
    for ceded in sets:
        model = mixtures.model(ceded)
        alone = contrast_of(model, RISES)(central(model)).value
        assert mixtures.found(ceded)[0] == pytest.approx(alone, abs=1e-12)
    assert mixtures.found(frozenset())[0] == pytest.approx(
        cn.effect(article, RISES.outcome, under=RISES.under).level, abs=1e-12
    )
    assert mixtures.found(sets[-1])[0] == pytest.approx(
        cn.effect(critic, RISES.outcome, under=RISES.under).level, abs=1e-12
    )


def test_a_mixture_that_cannot_be_calibrated_has_no_value() -> None:
    x = cn.Variable("x", ["low", "high"], cn.Baseline([0.5, 0.5]))
    low, high = (
        cn.Variable("y", ["low", "high"], cn.Baseline(p), mechanism=cn.NoisyMax())
        for p in ([0.9, 0.1], [0.3, 0.7])
    )
    a, b = (
        cn.CausalModel("account", [x, y], [cn.Influence("x", "y", "+", s)])
        for y, s in ((low, 0.2), (high, 2.5))
    )
    mixtures = _mixtures(a, b, cn.Conclusion("y", "rises", under=cn.do(x="high")))
    mixtures.prepare(_sets(2))
    (failure,) = mixtures.failures()
    assert [mixtures.parts[i].name for i in failure] == ["x → y"]
