"""Variants of a model that several questions are asked of, each made once."""

from __future__ import annotations

from collections.abc import Callable

from causalnet.cache import CachePerOwner
from causalnet.model.causal_model import CausalModel

__all__ = ["kept_variant"]

# The variants that are kept of each model.
VARIANTS = 32
_variants: CachePerOwner[CausalModel, tuple[tuple[str, ...], ...], CausalModel] = CachePerOwner(
    VARIANTS
)


def kept_variant(
    model: CausalModel, changed: tuple[str, ...], make: Callable[[], CausalModel]
) -> CausalModel:
    """A variant of a model, made and validated once for all questions, and with it what is compiled of it.

    Parameters
    ----------
    model : CausalModel
    changed : tuple of str
        The kind of change and what it concerns; equal for equal variants.
    make : callable
        Makes the variant.
    """
    # Models that differ only in the order of their variables are equal, and their variants keep the order.
    variants, key = _variants.of(model), (changed, tuple(model.variables))
    return variants.get(key) or variants.put(key, make())
