"""Capitals within a sentence: which words keep theirs."""

from __future__ import annotations

import re

from causalnet.cache import CachePerOwner
from causalnet.model.causal_model import CausalModel

__all__ = ["is_capitalised", "is_gerund", "is_proper"]

PROPER_NOUNS_KEPT = 512
_proper: CachePerOwner[CausalModel, str, bool] = CachePerOwner(PROPER_NOUNS_KEPT)


def is_capitalised(word: str) -> bool:
    """Whether a word has a capital first letter and small ones after it."""
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def is_gerund(label: str) -> bool:
    """Whether a label begins like “Raising the price”, so that its capital is that of a title."""
    # In “bring” and “spring” no vowel comes before the ending.
    return bool(re.match(r"\w*[aeiouy]\w*ing ", label, re.IGNORECASE))


def is_proper(model: CausalModel, word: str) -> bool:
    """Whether a word is a proper noun: the model's own texts have its capital within a sentence."""
    kept = _proper.of(model)
    known = kept.get(word)
    return kept.put(word, _within_a_sentence(model, word)) if known is None else known


def _within_a_sentence(model: CausalModel, word: str) -> bool:
    within = re.compile(rf"[a-z,;] {re.escape(word)}(?!\w)")
    texts = [model.description, *(c.text for c in model.claims.values())]
    texts += [text for v in model.variables.values() for text in (v.means, v.note, *v.meanings)]
    return any(within.search(text) for text in texts)
