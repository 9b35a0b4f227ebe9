"""Small arguments of several voices."""

from __future__ import annotations

import causalnet as cn

SCALE = ["low", "high"]


def argument(said, *, evidence=(), sources=(), standings=None):
    """A model from pairs ``"x → y"`` and who says them, each by a claim named after the pair and the source."""
    names = dict.fromkeys(end for pair in said for end in pair.split(" → "))
    claims = [
        cn.Claim(f"{pair}, {voice}".replace(" → ", "-").replace(", ", " "), pair, voice)
        for pair, voices in said.items()
        for voice in voices
    ]
    named = {pair: [c.name for c in claims if c.text == pair] for pair in said}
    known = {s.name for s in sources}
    voices = dict.fromkeys([*(c.source for c in claims), *(e.source for e in evidence)])
    return cn.CausalModel(
        "argument",
        [cn.Variable(name, SCALE, cn.Baseline([0.6, 0.4])) for name in names],
        [
            cn.Influence(
                *pair.split(" → "),
                "+",
                1.0,
                claims=named[pair],
                standing=(standings or {}).get(pair) or ("stated" if named[pair] else "added"),
            )
            for pair in said
        ],
        sources=[*sources, *(cn.Source(v) for v in voices if v not in known)],
        claims=claims,
        evidence=evidence,
    )


def two_ways(**said):
    """x → a → y and x → b → y."""
    pairs = {"xa": "x → a", "ay": "a → y", "xb": "x → b", "by": "b → y"}
    return argument({pair: said[key].split() for key, pair in pairs.items()})
