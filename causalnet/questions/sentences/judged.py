"""A judged number in words."""

from __future__ import annotations

from causalnet.language.translate import lazy
from causalnet.model.judgements.judgement import Judgement

__all__ = ["judged_number"]


def judged_number(judged: Judgement) -> str:
    """A judged number with its range, said when it is read.

    Examples
    --------
    >>> import causalnet as cn
    >>> judged_number(cn.pert(0.2, 0.8, 1.6, zero=0.5))
    '0.2/0.8/1.6, 50% at zero'
    """
    numbers = [judged.low] if judged.low == judged.high else [judged.low, judged.mode, judged.high]
    told = "/".join(f"{x:g}" for x in numbers if x is not None)
    if judged.zero:
        told = lazy("{number}, {share} at zero", number=told, share=f"{judged.zero:.0%}")
    if judged.inclusion < 1:
        told = lazy("{number}, included {share}", number=told, share=f"{judged.inclusion:.0%}")
    return told
