"""Small arguments of several voices."""

from __future__ import annotations

from random import Random

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


def large_map(seed, factors=26, pairs=240, citations=850, sources=40):
    """A coded map as large as those of a whole evaluation, all of it between its first and its last factor."""
    draw = Random(seed)
    every = [(a, b) for a in range(factors) for b in range(a + 1, factors)]
    chosen = draw.sample(every, pairs)
    coded = [*chosen, *(draw.choice(chosen) for _ in range(citations - pairs))]
    return cn.CausalMap(
        "large",
        [
            cn.Link(f"f{a}", f"f{b}", draw.choice("+-"), source=f"s{draw.randrange(sources)}")
            for a, b in coded
        ],
    )
