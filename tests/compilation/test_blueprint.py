"""Blueprints: what compiling needs of a model besides its numbers."""

from __future__ import annotations

import pytest

import causalnet as cn
from causalnet.compilation.blueprint import blueprint_of
from causalnet.errors import QuestionError


def test_a_blueprint_holds_the_causes_of_its_variables():
    lawn = cn.load("lawn")
    assert blueprint_of(lawn, ["rain"]) is blueprint_of(lawn, ["rain"])
    with pytest.raises(QuestionError, match="names an effect of 'rain', but not 'rain' itself"):
        blueprint_of(lawn, ["wet", "sprinkler"])
