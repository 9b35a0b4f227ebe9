"""Random causal maps: labels in several scripts, texts with odd marks, links that are told once or often."""

from __future__ import annotations

from hypothesis import strategies as st

import causalnet as cn

LABELS = (
    "Rain",
    "rain ",
    "Crop yield; maize",
    "収穫",
    "a|b",
    "[x]",
    "Déjà vu",
    "2020",
    "<&>",
    '"',
    "Rain",
)
TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(["We eat.", "two\nlines", " space around ", "a|b", "key: value", "]]>", "\x07", "\\n", "雨", "+"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)  # fmt: skip
# Plain texts: those that every format holds as they are.
PLAIN_TEXTS = st.sampled_from(["", "We eat.", "a: b", "雨が降る", "<&>", "p. 3", 'a "quote"'])
NUMBERS = st.floats(-1, 1, allow_nan=False)


@st.composite
def weights(draw: st.DrawFn) -> float | cn.Judgement | None:
    """No weight, a number, or a range with or without a mode."""
    kind = draw(st.sampled_from(["none", "number", "interval", "pert", "doubt"]))
    if kind == "none":
        return None
    low, mode, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    if kind == "number":
        return mode
    if kind == "interval":
        return cn.interval(low, high)
    return cn.pert(low, mode, high, zero=0.25 if kind == "doubt" else 0)


@st.composite
def causal_maps(draw: st.DrawFn, *, plain: bool = False) -> cn.CausalMap:
    """A map of two to five factors; with `plain` its texts and labels are such as every format holds."""
    texts = PLAIN_TEXTS if plain else TEXTS
    count = draw(st.integers(2, 5))
    labels = [draw(st.sampled_from(LABELS)).strip() for _ in range(count)]
    if plain:
        labels = [f"{label} {i}" for i, label in enumerate(labels)]
    tags = st.lists(st.sampled_from(["sky", "a|b", "[", "x y"]), max_size=2, unique=True)
    names = [f"f{i}" for i in range(count)]
    factors = [
        cn.Factor(name, label, tags=draw(tags), note=draw(texts))
        for name, label in zip(names, labels, strict=True)
    ]
    voices = [cn.Source("Amina", title="A talk", groups={"role": "farmer"}), cn.Source("Bento")]
    links = [
        cn.Link(
            draw(st.sampled_from(names)),
            draw(st.sampled_from(names)),
            draw(st.sampled_from(["+", "-", "?"])),
            source=draw(st.sampled_from(["", "Amina", "Bento"])),
            at=draw(texts),
            quote=draw(texts),
            tags=draw(tags),
            weight=draw(weights()),
            lag=draw(st.integers(0, 2)),
            note=draw(texts),
        )
        for _ in range(draw(st.integers(0, 5)))
    ]
    return cn.CausalMap("farm", links, factors=factors, sources=voices, title="The farm")
