"""Hypothesis strategies for models: valid ones, with odd names, odd texts and parts of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from hypothesis import strategies as st

import causalnet as cn
from causalnet.names import label_mistakes, name_mistakes

ODD = "a b.c\"'\\→#=[]{}|/§é日\u0301-_7"

# Strategies are made once where they can be: one that is made anew for each draw is looked through anew as
# well, and that takes longer than the draw.
anything = st.characters(exclude_categories=("Cs",))
texts = st.text(anything, max_size=12) | st.sampled_from(
    [
        "",
        '"""',
        'ends with a quote"',
        "line\nbreak",
        "tab\tand\r\nreturn",
        "\x00\x1f\x7f\u2028",
        "\\",
    ]
)
names = (
    (st.text(ODD, min_size=1, max_size=6) | st.text(anything, min_size=1, max_size=4))
    .map(str.strip)
    .filter(lambda text: text.isprintable() and not name_mistakes("", text))
)
# Control characters are taken out, since a label may hold none.
labels = texts.map(lambda text: "".join(c for c in text if not label_mistakes("", f"x{c}"))).filter(
    lambda text: not label_mistakes("", text)
)
positive = st.floats(0, 5, allow_nan=False) | st.integers(0, 5)
shares = st.sampled_from([0.0, 0.25, 1, 1.0])
upright = st.floats(0, 1)
shifts = st.integers(-3, 3).map(cn.shift)
directions = st.sampled_from(["rises", "falls", "holds"])


@cache
def distinct(size: int) -> st.SearchStrategy[list[str]]:
    """So many names, none of them twice."""
    return st.lists(names, min_size=size, max_size=size, unique=True)


@st.composite
def judgements(draw: st.DrawFn) -> cn.Judgement:
    """Any non-negative judgement."""
    low, mode, high = sorted([draw(positive), draw(positive), draw(positive)])
    kept, zero, inclusion = draw(st.booleans()), draw(shares), draw(shares)
    return cn.Judgement(low, high, mode=mode if kept else None, zero=zero, inclusion=inclusion)


judged = judgements()
amounts = positive | judged


@cache
def probabilities(size: int, least: int = 0) -> st.SearchStrategy[list[float]]:
    """A distribution over so many states."""
    counts = st.lists(st.integers(least, 9), min_size=size, max_size=size).filter(any)
    return counts.map(lambda held: [n / sum(held) for n in held])


@st.composite
def interventions(draw: st.DrawFn, variables: list[cn.Variable]) -> cn.Intervention:
    """An intervention of any kind on some of the variables."""
    settings: dict[str, object] = {}
    for variable in draw(st.lists(st.sampled_from(variables), max_size=3, unique=True)):
        kinds = ["state", "lottery", "partial", "policy"]
        if len(variable.states) > 1:
            kinds.append("shift")
        settings[variable.name] = setting(draw, draw(st.sampled_from(kinds)), variable, variables)
    pick = st.sampled_from([v.name for v in variables])
    cuts = [cn.cut(draw(pick), draw(pick)) for _ in range(draw(st.integers(0, 2)))]
    whole = cn.do(settings, *cuts)
    for _ in range(draw(st.integers(0, 2))):
        cause, effect = draw(st.sampled_from(variables)), draw(pick)
        if cause.name != effect and (cause.name, effect) not in whole.severed:
            whole |= cn.do(cn.as_if(effect, {cause.name: draw(st.sampled_from(cause.states))}))
    return whole


def setting(
    draw: st.DrawFn, kind: str, variable: cn.Variable, variables: list[cn.Variable]
) -> object:
    """A setting of that kind."""
    state = st.sampled_from(variable.states)

    def lottery() -> dict[str, float]:
        p = draw(probabilities(len(variable.states)))
        return dict(zip(variable.states, p, strict=True))

    if kind == "partial":
        return cn.partial(draw(state), draw(upright))
    if kind == "shift":
        return draw(shifts)
    if kind == "policy":
        read = draw(st.lists(st.sampled_from(variables), min_size=1, max_size=2, unique=True))
        keys = product(*(other.states for other in read))
        chosen = {s: lottery() if draw(st.booleans()) else draw(state) for s in keys}
        return cn.policy([other.name for other in read], chosen)
    return draw(state) if kind == "state" else lottery()


def findings(seen: cn.Variable) -> st.SearchStrategy[object]:
    """A finding of any kind on a variable."""
    some = st.sets(st.sampled_from(seen.states), min_size=1).map(frozenset)
    weights = st.integers(1, 3).map(lambda n: cn.likelihood(dict.fromkeys(seen.states, n / 2)))
    return st.sampled_from(seen.states) | some | weights


@st.composite
def conclusions(draw: st.DrawFn, variables: list[cn.Variable]) -> cn.Conclusion:
    """A conclusion about any of the variables, given anything about another."""
    outcome, seen = draw(st.sampled_from(variables)), draw(st.sampled_from(variables))
    done = interventions(variables)
    return cn.Conclusion(
        outcome.name,
        draw(directions),
        under=draw(done.filter(bool)),
        versus=draw(done),
        given={seen.name: draw(findings(seen))} if draw(st.booleans()) else {},
        by=min(draw(positive), len(outcome.states) - 1),
    )


mechanisms = st.one_of(
    st.just(cn.Ordinal()),
    st.builds(cn.NoisyMax, like_ordinal=st.booleans()),
    st.builds(cn.NoisyMin, like_ordinal=st.booleans()),
    st.builds(cn.RankedNode, st.none() | st.floats(0.01, 1), st.booleans()),
)
alternates = st.none() | mechanisms
roles = st.lists(st.sampled_from(["context", "lever", "mediator", "outcome"]))
ends = st.sampled_from(["high", "low"])
sizes = st.integers(2, 4)


@cache
def own_baselines(size: int) -> st.SearchStrategy[cn.Baseline | None]:
    """A baseline over so many states, or none."""
    weight = st.sampled_from([12, 12.0, 0.5, 60])
    basis = st.sampled_from(["judged", "evidenced"])
    return st.none() | st.builds(cn.Baseline, probabilities(size, least=1), weight, basis, texts)


@cache
def meanings_of(size: int) -> st.SearchStrategy[list[str]]:
    """What each of so many states means, or nothing."""
    return st.just([]) | st.lists(texts, min_size=size, max_size=size)


@st.composite
def variables(
    draw: st.DrawFn, name: str, causes: list[cn.Variable], tables: bool = True
) -> cn.Variable:
    """A variable that these causes influence."""
    states = draw(distinct(draw(sizes)))
    rows = list(product(*(cause.states for cause in causes)))
    forms = ["no", "no", "table", "rule"] if tables and len(rows) < 20 else ["no"]
    tabled = draw(st.sampled_from(forms))
    baseline, own = None, [cause.name for cause in causes]
    mechanism: cn.Ordinal | cn.Table | cn.Deterministic = cn.Ordinal()
    if tabled == "table":
        mechanism = cn.Table(own, {row: draw(probabilities(len(states))) for row in rows})
    elif tabled == "rule":
        mechanism = cn.Deterministic(own, {row: draw(st.sampled_from(states)) for row in rows})
    else:
        mechanism = draw(mechanisms)
        baseline = draw(own_baselines(len(states)))
    return cn.Variable(
        name,
        states,
        baseline,
        label=draw(labels),
        means=draw(texts),
        meanings=draw(meanings_of(len(states))),
        roles=draw(roles),
        better=draw(ends),
        latent=draw(st.booleans()),
        mechanism=mechanism,
        alternate=draw(alternates),
        note=draw(texts),
        drafted_by=draw(texts),
        reviewed_by=draw(texts),
    )


def standings(claims: list[str]) -> st.SearchStrategy[str | None]:
    """Any standing, or none written; what is stated names a claim."""
    return st.sampled_from([None, "implied", "added", "rival", *(["stated"] if claims else [])])


@st.composite
def influences(
    draw: st.DrawFn,
    cause: cn.Variable,
    effect: cn.Variable | str,
    words: list[str],
    claims: list[str],
) -> cn.Influence:
    """An influence with a strength and no sign that a table could break."""
    worded = bool(words) and draw(st.booleans())
    cited = draw(st.lists(st.sampled_from(claims), unique=True)) if claims else []
    return cn.Influence(
        cause.name,
        effect if isinstance(effect, str) else effect.name,
        "?",
        draw(st.sampled_from(words) if worded else amounts),
        standing=draw(standings(cited)),
        claims=cited,
        tier=draw(st.sampled_from([None, "plain", "hedged"])),
        reference=draw(st.sampled_from([None, *cause.states])),
        note=draw(texts),
        drafted_by=draw(texts),
        reviewed_by=draw(texts),
    )


@st.composite
def models(draw: st.DrawFn, tables: bool = True) -> cn.CausalModel:
    """A model of up to four variables, with parts of every kind; with or without tables and rules."""
    count = draw(st.integers(1, 4))
    called = draw(distinct(count + 5))
    words = called[count:]
    strengths = {word: draw(judged) for word in words[: draw(st.integers(0, 2))]}
    source, second = draw(sources(words[0])), draw(sources(words[4], rests_on=[words[0]]))
    claim_names = words[1 : 1 + draw(st.integers(0, 2))]
    own: list[cn.Variable] = []
    arrows: list[cn.Influence] = []
    for name in called[:count]:
        causes = [v for v in own if draw(st.booleans())]
        own.append(draw(variables(name, causes, tables)))
        arrows += [draw(influences(c, own[-1], list(strengths), claim_names)) for c in causes]
    loop = cn.Influence(own[-1].name, own[0].name, "+", 1, lag=draw(st.integers(1, 3)))
    hidden = cn.Variable(words[4], draw(distinct(2))) if draw(st.booleans()) else None
    added = draw(influences(hidden or own[0], own[-1], list(strengths), claim_names))
    added = added if hidden else replace(added, lag=4)  # a lag that `loop` never has
    rival = cn.Rival(words[2], [added], hidden, draw(texts), draw(texts), draw(texts))
    return cn.CausalModel(
        draw(names),
        own,
        [*draw(st.permutations(arrows)), loop],
        strengths=strengths,
        modifiers=draw(modifiers(own, arrows)),
        absences=[cn.Absence(own[0].name, own[-1].name, claim_names, draw(texts))],
        rivals=[rival],
        sources=[source, second],
        claims=[draw(claims(name, source.name, own)) for name in claim_names],
        evidence=draw(st.lists(evidence(source.name, [*claim_names, own[0].name]), max_size=2)),
        proposals=[
            cn.Proposal(words[3], draw(interventions(own)), claim_names, draw(texts), draw(texts))
        ],
        actors=[cn.Actor(words[3], [own[0].name], draw(texts))],
        title=draw(labels),
        description=draw(texts),
        period=draw(texts),
        today=draw(labels),
        known=draw(known(own)),
    )


@st.composite
def known(draw: st.DrawFn, own: list[cn.Variable]) -> dict[str, object]:
    """Findings of any kind on some of the variables."""
    return {v.name: draw(findings(v)) for v in own if draw(st.booleans())}


@st.composite
def modifiers(
    draw: st.DrawFn, own: list[cn.Variable], arrows: list[cn.Influence]
) -> list[cn.Modifier]:
    """At most one, where an influence has a reference and its effect a slope."""
    sloped = {v.name for v in own if isinstance(v.mechanism, cn.Ordinal | cn.RankedNode)}
    pairs = [
        (a, b)
        for a, b in product(arrows, arrows)
        if a.effect == b.effect and a.cause != b.cause and a.reference and a.effect in sloped
    ]
    if not pairs:
        return []
    scaled, by = draw(st.sampled_from(pairs))
    amount = draw(amounts)
    sign, cited = draw(st.sampled_from("+-?")), list(scaled.claims)
    standing, note = draw(standings(cited)), draw(texts)
    return [cn.Modifier(scaled.cause, scaled.effect, by.cause, amount, sign, standing, cited, note)]


def sources(name: str, rests_on: Sequence[str] = ()) -> st.SearchStrategy[cn.Source]:
    """A source with a group, or with none."""
    groups = st.dictionaries(texts.filter(str.strip), texts.filter(str.strip), max_size=2)
    return st.builds(
        cn.Source,
        st.just(name),
        texts,
        texts,
        texts,
        texts,
        texts,
        texts,
        groups,
        st.just(rests_on),
        texts,
    )


@cache
def citations(source: str) -> st.SearchStrategy[list[cn.Citation]]:
    """Further mentions in a source: at other places than the first, and none of them twice."""
    mention = st.builds(
        cn.Citation, st.just(source), texts.map(lambda at: f"again {at}"), texts, texts
    )
    return st.lists(mention, max_size=2, unique_by=lambda c: (c.at, c.quote))


@st.composite
def claims(draw: st.DrawFn, name: str, source: str, own: list[cn.Variable]) -> cn.Claim:
    """A claim with any tier, kind and sign, and perhaps a check."""
    return cn.Claim(
        name,
        draw(texts.filter(str.strip)),
        source,
        draw(texts),
        draw(st.sampled_from(["emphatic", "plain", "hedged", "open", "denied", "reported"])),
        draw(st.sampled_from(["edge", "total", "modifier", "null", "fact", "lever", "meta"])),
        draw(st.sampled_from(["", "+", "-", "0", "?"])),
        draw(texts),
        draw(st.lists(conclusions(own), max_size=2)),
        draw(texts),
        draw(citations(source)),
        draw(texts),
        draw(texts),
    )


def evidence(source: str, about: list[str]) -> st.SearchStrategy[cn.Evidence]:
    """Evidence on some claims or variables."""
    bearing = st.lists(st.sampled_from(about), min_size=1, max_size=2)
    stance = st.sampled_from(["for", "weak", "mixed", "against", "caution", "open", "dated"])
    also = citations(source)
    return st.builds(cn.Evidence, bearing, stance, texts, st.just(source), texts, texts, also)
