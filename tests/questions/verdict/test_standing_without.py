"""Whether a conclusion stands without some parts: what is proved and not compiled is what compiling says."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given, settings, strategies as st

import causalnet as cn
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.conclusion import stands_at
from causalnet.model.judgements.draws import Draws
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.parameter_space import Coordinates, elicited_numbers
from causalnet.questions.robustness.critical_sets import claim_sets, influence_sets, speaking_for
from causalnet.questions.robustness.least_change import least_change
from causalnet.questions.robustness.rejected_parts import rejectable_parts, without_parts
from causalnet.questions.verdict import standing_without as standing_without_parts
from causalnet.questions.verdict.standing_without import standing_without
from tests.strategies.decided import contrasts


def by_compiling(contrast, coordinates):
    """The least sets of influences, the size tried, and what the weakest of all sets leaves: every set compiled."""
    names = [p.name for p in rejectable_parts(contrast)]
    central = coordinates.central[:, None]
    found, left = [], {}
    for size in range(1, 4):
        for some in combinations(names, size):
            if any(set(f) <= set(some) for f in found if len(f) < size):
                continue
            (value,) = without_parts(contrast, coordinates, central)([frozenset(some)])[0]
            left[some] = value
            if not (np.isnan(value) or stands_at(contrast.conclusion, value, NOTHING)):
                found.append(some)
    met = {some: x for some, x in left.items() if not np.isnan(x)}
    if found or not met:
        return found, min(3, len(names)), None, None
    upward = contrast.conclusion.upward
    weakest = min(met, key=lambda some: (speaking_for(met[some], upward), len(some)))
    return found, min(3, len(names)), met[weakest], weakest


def asked(contrast, coordinates, bound):
    """Least sets of influences and of claims."""
    stands, centre = standing_without(contrast, coordinates, "central", Draws(10), bound)
    return influence_sets(contrast, stands, centre=centre), claim_sets(
        contrast, stands, centre=centre
    )


def test_the_least_sets_are_those_of_the_models_compiled_without_them():
    tally = Counter()

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def ask(data):
        contrast = data.draw(contrasts())
        if contrast is None:
            return
        coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
        bound = least_change(contrast, coordinates)
        if bound is None:
            return
        influences, claims = asked(contrast, coordinates, bound)
        others = asked(contrast, coordinates, None)
        for own, other in zip((influences, claims), others, strict=True):
            assert replace(own, left=None) == replace(other, left=None)
        if not influences.stood:
            return
        sets, tried, left, without = by_compiling(contrast, coordinates)
        assert list(influences.sets) == sets
        assert influences.tried == tried
        if left is None:
            assert influences.left is None
        else:
            assert abs(influences.left - left) < 1e-10
            assert influences.without == without
        tally["proved"] += bool(bound.stands(coordinates.central[:, None]).all())
        tally["undone"] += bool(sets)
        tally["claims"] += bool(claims.sets)

    ask()
    assert min(tally[what] for what in ("proved", "undone", "claims"))


def test_sets_that_are_proved_to_stand_are_not_compiled(monkeypatch):
    compiled = []

    def counting(*args):
        own = without_parts(*args)
        return lambda sets: [compiled.extend(sets), own(sets)][1]

    monkeypatch.setattr(standing_without_parts, "without_parts", counting)
    rises = cn.Conclusion(
        "software_competitiveness", "rises", under=cn.do(in_house_development=">55%")
    )
    contrast = contrast_of(cn.load("japan_software"), rises)
    coordinates = Coordinates(contrast.model, elicited_numbers(contrast))
    bound = least_change(contrast, coordinates)
    stands, centre = standing_without(contrast, coordinates, "central", Draws(10), bound)
    found = influence_sets(contrast, stands, centre=centre)
    assert found.tried == 3
    assert found.alone == (
        "in_house_development → software_engineering_capability",
        "software_engineering_capability → software_competitiveness",
    )
    assert len(compiled) < 50
