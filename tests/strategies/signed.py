"""Random models with claimed signs, and random questions of every kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import strategies as st

import causalnet as cn
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.sampling import sampled

SIZES = st.integers(2, 4)
STEPS = st.integers(-2, 2)
UPTAKES = st.sampled_from([0.4, 1])
LOTTERIES = {
    size: st.lists(st.integers(0, 3), min_size=size, max_size=size).filter(any)
    for size in (2, 3, 4)
}
FORMS = ["ordinal", "ordinal", "ranked", "max", "min", "table", "rule", "ordinal", "like max"]
FORMS += ["ranked", "max", "min", "table", "rule", "like min"]
MECHANISMS = {
    "ordinal": cn.Ordinal(),
    "ranked": cn.RankedNode(),
    "max": cn.NoisyMax(),
    "min": cn.NoisyMin(),
    "like max": cn.NoisyMax(like_ordinal=True),
    "like min": cn.NoisyMin(like_ordinal=True),
}


@st.composite
def baselines(draw, size):
    """A distribution without zeros."""
    weights = draw(st.lists(st.integers(1, 9), min_size=size, max_size=size))
    return cn.Baseline([w / sum(weights) for w in weights])


@st.composite
def strengths(draw, sign):
    """A range that agrees with a sign, zero now and then in it."""
    if sign == "?":
        return draw(st.sampled_from([cn.interval(-1.5, 1.5), cn.interval(0.5, 1), None]))
    low = draw(st.sampled_from([0.0, 0.3, 0.6]))
    high = low + draw(st.sampled_from([0.0, 0.5, 1.5]))
    return cn.interval(low, high, zero=draw(st.sampled_from([0.0, 0.0, 0.3])))


def _graded(causes, signs, size, seed, *, rule):
    """Rows that move with each cause as its sign says; those of a cause signed '?' move as they like."""
    rng = np.random.default_rng(seed)
    weights = rng.exponential(1.0, len(causes)) * rng.integers(0, 2, len(causes))
    cuts = np.sort(rng.normal(0, 1, size - 1))
    odd = {c.name: rng.normal(0, 1, len(c.states)) for c in causes}
    rows = {}
    for when in product(*(range(len(c.states)) for c in causes)):
        eta = 0.0
        for cause, sign, weight, at in zip(causes, signs, weights, when, strict=True):
            eta += odd[cause.name][at] if sign == "?" else weight * at * (1 if sign == "+" else -1)
        survival = np.concatenate([[1.0], 1 / (1 + np.exp(cuts - eta)), [0.0]])
        states = tuple(c.states[i] for c, i in zip(causes, when, strict=True))
        rows[states] = str(int((cuts < eta).sum())) if rule else -np.diff(survival)
    return rows


@st.composite
def signed_models(draw, most=5):
    """A model in which arrows lead from earlier to later variables; causes share causes of their own."""
    count = draw(st.integers(2, most))
    own, arrows, modifiers = [], [], []
    for position in range(count):
        name = f"v{position}"
        size = draw(SIZES)
        states = [str(s) for s in range(size)]
        causes = [v for v in own if draw(st.integers(0, 3)) > 0][-3:]
        odds = "+++++----?"
        signs = [draw(st.sampled_from(odds)) for _ in causes]
        form = draw(st.sampled_from(FORMS)) if causes else "ordinal"
        if form in ("table", "rule"):
            seed = draw(st.integers(0, 999))
            rows = _graded(causes, signs, size, seed, rule=form == "rule")
            kind = cn.Deterministic if form == "rule" else cn.Table
            mechanism = kind([c.name for c in causes], rows)
            baseline = None
        else:
            mechanism = MECHANISMS[form]
            noisy = form.endswith(("max", "min"))
            baseline = draw(st.none() | baselines(size)) if not (causes and noisy) else None
        tabled = form in ("table", "rule")
        new = []
        for cause, sign in zip(causes, signs, strict=True):
            strength = None if tabled else draw(strengths(sign)) or cn.interval(-1, 1)
            standing = draw(st.sampled_from(["stated", "stated", "implied", "added"]))
            claims = ["c"] if standing == "stated" else []
            new.append(
                cn.Influence(cause.name, name, sign, strength, standing=standing, claims=claims)
            )
        variable = cn.Variable(name, states, baseline, mechanism=mechanism)
        if form in ("ordinal", "ranked") and len(new) > 1 and draw(st.booleans()):
            new, modifiers = _modified(draw, own, new, modifiers)
        own.append(variable)
        arrows += new
    return cn.CausalModel(
        "random",
        own,
        arrows,
        modifiers=modifiers,
        sources=[cn.Source("essay")],
        claims=[cn.Claim("c", "It is so.", "essay")],
    )


def _modified(draw, own, new, modifiers):
    """The first influence scaled by the last cause, which keeps its sign or has none of its own."""
    first, last = new[0], new[-1]
    states = next(v for v in own if v.name == first.cause).states
    if first.sign == "?" or last.sign == "?":
        last = replace(last, sign="?")
        reference, sign = draw(st.sampled_from(states)), draw(st.sampled_from("+-?"))
    else:
        sign = draw(st.sampled_from("+-"))
        up = (first.sign == last.sign) == (sign == "+")
        reference = states[0] if up else states[-1]
    amount = cn.interval(-0.8, 1) if sign == "?" else cn.interval(0, draw(st.sampled_from([0, 2])))
    scaled = replace(first, reference=reference)
    modifier = cn.Modifier(first.cause, first.effect, last.cause, amount, sign, claims=["c"])
    return [scaled, *new[1:-1], last], [*modifiers, modifier]


@st.composite
def settings_of(draw, variable, others):
    """A setting of any kind."""
    states = variable.states
    kinds = ["end", "end", "state", "lottery", "shift", "partial", *(["policy"] if others else [])]
    kind = draw(st.sampled_from(kinds))
    if kind == "lottery":
        weights = draw(LOTTERIES[len(states)])
        return dict(zip(states, [w / sum(weights) for w in weights], strict=True))
    if kind == "shift":
        return cn.shift(draw(STEPS))
    if kind == "policy":
        read = draw(st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True))
        keys = list(product(*(z.states for z in read)))
        chosen = [draw(st.sampled_from(states)) for _ in keys]
        held = sorted(chosen) if draw(st.booleans()) else chosen
        return cn.policy([z.name for z in read], dict(zip(keys, held, strict=True)))
    state = draw(st.sampled_from((states[0], states[-1]) if kind == "end" else states))
    return cn.partial(state, draw(UPTAKES)) if kind == "partial" else state


@st.composite
def questions(draw, model):
    """A conclusion about the last variable: any arms, perhaps with something observed."""
    own = list(model.variables.values())
    chosen = draw(st.lists(st.sampled_from(own[:-1]), min_size=1, max_size=2, unique=True))
    arms = []
    for kept in (chosen, draw(st.sampled_from([[], [], chosen, chosen[:1]]))):
        done = cn.do({v.name: draw(settings_of(v, own[: own.index(v)])) for v in kept})
        if model.influences and draw(st.integers(0, 14)) == 7:
            i = draw(st.sampled_from(model.influences))
            done |= cn.do(cn.cut(i.cause, i.effect))
        elif model.influences and draw(st.integers(0, 3)) == 3:
            i = draw(st.sampled_from(model.influences))
            seen = draw(st.sampled_from(model.variables[i.cause].states))
            done |= cn.do(cn.as_if(i.effect, {i.cause: seen}))
        arms.append(done)
    seen = draw(st.sampled_from(own))
    given = {}
    if draw(st.integers(0, 3)) == 3:
        given = {seen.name: draw(st.sampled_from(seen.states))}
    outcome = own[-1]
    direction = draw(st.sampled_from(["rises", "rises", "falls", "falls", "holds"]))
    at_least = draw(st.none() | st.sampled_from(outcome.states))
    return cn.Conclusion(
        outcome.name, direction, under=arms[0], versus=arms[1], given=given, at_least=at_least
    )


def drawn(model, n, corners, seed):
    """Ensemble: so many draws, and so many corners of the ranges (all low, all high, then any)."""
    rng = np.random.default_rng(seed)
    random = sampled(model, cn.Draws(n, seed=seed)).along()

    def beside(values, judged):
        which = np.concatenate([[0, 1], rng.integers(0, 2, corners - 2)])
        return np.concatenate([values, np.array(judged.range)[which]])

    strengths = {
        i.key: beside(random.strength(i), model.strength(i))
        for i in model.influences
        if model.strength(i) is not None
    }
    amounts = {
        (m.cause, m.effect, m.by): beside(random.amount(m), model.amount(m))
        for m in model.modifiers
    }
    return Ensemble(strengths, amounts)
