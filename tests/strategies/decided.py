"""Random conclusions that follow from the signs, for the most part."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

import causalnet as cn
from causalnet.questions.contrast.contrast_of import contrast_of
from tests.strategies.arguments import arguments, conclusions
from tests.strategies.signed import questions, signed_models


@st.composite
def contrasts(draw):
    """Contrasts, most of which the signs decide; None for a question that cannot be put."""
    if draw(st.integers(0, 2)) == 0:
        model = draw(signed_models(most=4))
        conclusion = replace(draw(questions(model)), given={})
    else:
        model = draw(arguments(mechanisms=(cn.Ordinal(),), arrows=7))
        up = [replace(i, sign="+") for i in model.influences]
        model = model.replacing(*up)
        top = cn.do(v0=model.variables["v0"].states[-1])
        own = draw(conclusions(model, ("rises",)))
        conclusion = replace(own, under=top, versus=cn.do(), by=0)
    try:
        return contrast_of(model, conclusion)
    except cn.errors.CausalnetError:
        return None
