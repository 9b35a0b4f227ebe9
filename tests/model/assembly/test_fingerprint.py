"""Fingerprints of models."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

import causalnet as cn
from tests.strategies.models import models


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(models())
def test_a_fingerprint_tells_content_apart_and_nothing_else(model):
    kinds = ("variables", "sources", "claims", "rivals", "proposals", "actors")
    turned = {kind: list(getattr(model, kind).values())[::-1] for kind in kinds}
    turned |= {
        k: getattr(model, k)[::-1] for k in ("influences", "modifiers", "absences", "evidence")
    }
    same = cn.CausalModel(
        model.name,
        **turned,
        title=model.title,
        description=model.description,
        period=model.period,
        today=model.today,
        known=dict(reversed(model.known.items())),
        strengths=dict(reversed(model.strengths.items())),
    )
    assert same.fingerprint == model.fingerprint
    whole = [replace(v, note=v.note + "!") for v in model.variables.values()][:1]
    assert model.replacing(*whole).fingerprint != model.fingerprint


def test_whole_numbers_and_floating_ones_have_one_fingerprint():
    def rain(strength):
        variables = [cn.Variable("rain", ["no", "yes"]), cn.Variable("wet", ["no", "yes"])]
        return cn.CausalModel("lawn", variables, [cn.Influence("rain", "wet", "+", strength)])

    assert rain(1).fingerprint == rain(1.0).fingerprint != rain(1.5).fingerprint
