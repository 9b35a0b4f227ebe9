"""Mistakes between the parts of a model: all at once, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from causalnet.errors import MOST_MISTAKES, Mistake, join_places, unknown_text
from causalnet.model.assembly.compatibility import evidence_problems, intervention_problems
from causalnet.model.assembly.decisions import decision_mistakes
from causalnet.model.assembly.foundations import citation_mistakes
from causalnet.model.assembly.loops import loop_among
from causalnet.model.assembly.parts import (
    NAMED_PARTS,
    Parts,
    named_place,
    resolve_strength,
)
from causalnet.model.assembly.references import of_rival, unknown_references
from causalnet.model.assembly.table_rows import tabled_mistakes
from causalnet.model.grammar.conclusion import sizes_beyond
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Problem
from causalnet.model.influence import Influence, Modifier
from causalnet.model.judgements.panel import Panel
from causalnet.model.mechanism import Tabular
from causalnet.model.variable import Baseline, Variable
from causalnet.names import quoted_step

__all__ = ["mistakes_in"]

STRONGEST = 1000
# Variables of a loop that a message shows.
LOOP = 12


def mistakes_in(parts: Parts) -> list[Mistake]:
    """Every mistake in the way that the parts of a model fit together."""
    checks: tuple[Callable[[Parts], Iterable[Mistake]], ...] = (
        _repeated,
        unknown_references,
        citation_mistakes,
        _influences,
        _cycles,
        _modifiers,
        _mechanisms,
        _proposals_and_checks,
        _known,
        decision_mistakes,
    )
    found = chain.from_iterable(check(parts) for check in checks)
    return [*islice(found, MOST_MISTAKES)]


# ── names ────────────────────────────────────────────────────────────────────────────────────


def _repeated(parts: Parts) -> Iterator[Mistake]:
    for kind in NAMED_PARTS:
        for name, times in Counter(part.name for part in getattr(parts, kind)).items():
            if times > 1:
                yield Mistake(named_place(kind, name), "is defined more than once.")
    claims = {claim.name for claim in parts.claims}
    for name in parts.names("variables"):
        if name in claims:
            what = "is also the name of a claim."
            yield Mistake(named_place("variables", name), what, "Rename one of them.")
    yield from _repeated_keys(parts, "influences", [i.key for i in parts.influences])
    pairs = [(m.cause, m.effect, m.by) for m in parts.modifiers]
    yield from _repeated_keys(parts, "modifiers", pairs)
    yield from _repeated_keys(parts, "absences", [(a.cause, a.effect) for a in parts.absences])
    yield from _repeated_by_rivals(parts)


def _repeated_by_rivals(parts: Parts) -> Iterator[Mistake]:
    """A rival that adds an existing part could never be admitted."""
    own, variables = {i.key for i in parts.influences}, {*parts.names("variables")}
    for place, rival in zip(parts.places("rivals"), parts.rivals, strict=True):
        if rival.hidden and rival.hidden.name in variables:
            what = f"hides {rival.hidden.name!r}, which is a variable of the model."
            yield Mistake(place, what, "Give the hidden cause another name.")
        for inner, influence in of_rival(place, rival):
            if influence.key in own:
                yield Mistake(inner, "is in the model already.")


def _repeated_keys(parts: Parts, kind: str, keys: Sequence[object]) -> Iterator[Mistake]:
    first: dict[object, str] = {}
    for key, place in zip(keys, parts.places(kind), strict=True):
        if key in first:
            yield Mistake(place, f"repeats {first[key]}.")
        first.setdefault(key, place)


# ── influences ───────────────────────────────────────────────────────────────────────────────


def _influences(parts: Parts) -> Iterator[Mistake]:
    variables = {v.name: v for v in parts.variables}
    modified = {(m.cause, m.effect) for m in parts.modifiers}
    modifying = {(m.by, m.effect) for m in parts.modifiers}
    everywhere = [
        *zip(parts.places("influences"), parts.influences, strict=True),
        *chain.from_iterable(map(of_rival, parts.places("rivals"), parts.rivals)),
    ]
    hidden = {r.hidden.name: r.hidden for r in parts.rivals if r.hidden}
    for place, influence in everywhere:
        cause = variables.get(influence.cause) or hidden.get(influence.cause)
        effect = variables.get(influence.effect)
        if influence.cause == influence.effect and not influence.lag:
            what = "is an influence of a variable on itself."
            yield Mistake(place, what, "Give it a lag: lag = 1.")
        if cause and influence.reference is not None and influence.reference not in cause.states:
            what = unknown_text("state", influence.reference, cause.states, of=cause.name)
            yield Mistake(f"{place}: reference", what)
        pair = (influence.cause, influence.effect)
        if pair in modified and not influence.lag and influence.reference is None:
            what = "is modified, so it needs a reference: the state of the cause at which the influence is zero."
            yield Mistake(place, what)
        yield from _strength(parts, place, influence, effect, pair in modifying)


def _strength(
    parts: Parts, place: str, influence: Influence, effect: Variable | None, modifying: bool
) -> Iterator[Mistake]:
    tabled = effect is not None and isinstance(effect.mechanism, Tabular)
    if influence.strength is None:
        if not (tabled and not influence.lag) and not (influence.sign == "?" and modifying):
            what = "has no strength."
            hint = "Give a number, [low, mode, high], or a word from [strengths]."
            yield Mistake(place, what, hint)
        return
    if isinstance(influence.strength, str) and influence.strength not in parts.strengths:
        return
    strength = resolve_strength(influence.strength, parts.strengths)
    if strength is not None and max(abs(strength.low), abs(strength.high)) > STRONGEST:
        what = (
            f"has a strength of {strength} log-odds per step: more than {STRONGEST} is certainty."
        )
        yield Mistake(place, what, "Use a Deterministic or a Table for a certain effect.")
    if strength is not None and strength.low < 0 and influence.sign != "?":
        what = f"has a strength that may be negative ({strength}), against its sign '{influence.sign}'."
        yield Mistake(place, what, "Start its range at zero, or give it the sign '?'.")


def _cycles(parts: Parts) -> Iterator[Mistake]:
    own = [(i.cause, i.effect) for i in parts.influences if not i.lag and i.cause != i.effect]
    loop = loop_among(own)
    if loop:
        steps = {*pairwise(loop)}
        # For someone who reads from above, the last of its influences closes the loop.
        places = zip(parts.places("influences"), parts.influences, strict=True)
        closing = [p for p, i in places if (i.cause, i.effect) in steps and not i.lag]
        yield Mistake(closing[-1], *_loop_text(loop))
        return
    rivals = [[(i.cause, i.effect) for i in r.influences if not i.lag] for r in parts.rivals]
    if not loop_among([*own, *chain.from_iterable(rivals)]):
        return
    for place, added in zip(parts.places("rivals"), rivals, strict=True):
        loop = loop_among([*own, *added])
        if loop:
            yield Mistake(place, *_loop_text(loop))


def _loop_text(loop: list[str]) -> tuple[str, str]:
    hint = "Give one of these influences a lag (lag = 1): it then acts in the next period."
    shown = loop if len(loop) <= LOOP else [*loop[: LOOP - 2], "…", loop[-1]]
    return f"closes a loop within a period: {' → '.join(shown)}.", hint


# ── modifiers ────────────────────────────────────────────────────────────────────────────────


def _modifiers(parts: Parts) -> Iterator[Mistake]:
    influences = {(i.cause, i.effect): i for i in parts.influences if not i.lag}
    variables = {v.name: v for v in parts.variables}
    for modifier, place in zip(parts.modifiers, parts.places("modifiers"), strict=True):
        scaled = influences.get((modifier.cause, modifier.effect))
        own = influences.get((modifier.by, modifier.effect))
        if scaled is None:
            yield Mistake(place, "scales an influence that is not there.")
        elif scaled.strength is None:
            yield Mistake(place, "scales an influence that has no strength.")
        if own is None:
            what = f"is scaled by {modifier.by!r}, which is not a cause of {modifier.effect!r}."
            hint = f"Add the influence {modifier.by} → {modifier.effect} (sign '?' if it only modifies)."
            yield Mistake(place, what, hint)
        effect = variables.get(modifier.effect)
        if effect and not effect.mechanism.has_slopes:
            what = f"A {effect.mechanism.kind} mechanism has no slope to scale."
            yield Mistake(place, what, "Use an ordinal or a ranked mechanism.")
        yield from _amount(parts, place, modifier)
        referred = scaled is not None and scaled.reference is not None
        if scaled and referred and own and own.sign != "?" and modifier.cause in variables:
            yield from _own_sign(place, modifier, scaled, own, variables[modifier.cause])


def _amount(parts: Parts, place: str, modifier: Modifier) -> Iterator[Mistake]:
    if isinstance(modifier.amount, str) and modifier.amount not in parts.strengths:
        return
    amount = resolve_strength(modifier.amount, parts.strengths)
    if amount is not None and amount.high > STRONGEST:
        yield Mistake(place, f"has an amount of {amount}: more than {STRONGEST} is not a scaling.")
    if amount is None:
        yield Mistake(place, "has no amount.", "Give a number, or a word from [strengths].")
    elif amount.low < 0 and modifier.sign != "?":
        what = f"has an amount that may be negative ({amount}), against its sign '{modifier.sign}'."
        yield Mistake(place, what, "Start its range at zero, or give it the sign '?'.")
    elif amount.low <= -1:
        yield Mistake(place, f"has an amount as low as {amount.low:g}.", "Keep it above -1.")


def _own_sign(
    place: str, modifier: Modifier, scaled: Influence, own: Influence, cause: Variable
) -> Iterator[Mistake]:
    """If the cause of a signed influence also scales another slope, that must not reverse its sign."""
    lowest, highest = scaled.reference == cause.states[0], scaled.reference == cause.states[-1]
    flips = -1 if modifier.sign == "-" else 1
    side = 1 if lowest else -1 if highest else 0
    slope = {"+": 1, "-": -1, "?": 0}[scaled.sign]
    claimed = 1 if own.sign == "+" else -1
    if modifier.sign == "?" or side * slope * flips != claimed:
        wanted = cause.states[0 if claimed * slope * flips > 0 else -1]
        what = (
            f"may reverse the sign '{own.sign}' of {own.name}: it acts on both sides of the "
            f"reference {scaled.reference!r} of {scaled.name}, or against that sign."
        )
        hint = f"Set that reference to {wanted!r}, or the sign of {own.name} to '?'."
        yield Mistake(place, what, hint)


# ── mechanisms ───────────────────────────────────────────────────────────────────────────────


def _baselines(variable: Variable) -> list[tuple[str, Baseline]]:
    """The baseline of a variable, or those of several people, each with the step to it."""
    own = variable.baseline
    if isinstance(own, Panel):
        return [(quoted_step(name), said) for name, said in own.judged.items()]
    return [("", own)] if own else []


def _mechanisms(parts: Parts) -> Iterator[Mistake]:
    variables = {v.name: v for v in parts.variables}
    incoming: dict[str, list[Influence]] = {}
    for influence in parts.influences:
        if not influence.lag:
            incoming.setdefault(influence.effect, []).append(influence)
    for place, variable in zip(parts.places("variables"), parts.variables, strict=True):
        own = incoming.get(variable.name, [])
        mechanism = variable.mechanism
        for step, baseline in _baselines(variable) if own else ():
            if 0 in baseline.p:
                state = variable.states[baseline.p.index(0)]
                what = f"is zero for {state!r}, yet the variable has causes: no mechanism can be fitted to it."
                hint = "Give every state some probability."
                yield Mistake(f"{join_places(f'{place}.baseline', step)}.p", what, hint)
        yield from tabled_mistakes(place, variable, own, variables)
        leak = mechanism.leak
        if leak and len(leak) != len(variable.states):
            what = f"has {len(leak)} probabilities for {len(variable.states)} states."
            yield Mistake(f"{place}.mechanism.leak", what)
        if leak and variable.baseline:
            what = "is given beside a baseline, which would free it: drop one of them."
            yield Mistake(f"{place}.mechanism.leak", what)


# ── proposals and checks ─────────────────────────────────────────────────────────────────────


def _proposals_and_checks(parts: Parts) -> Iterator[Mistake]:
    states = {v.name: tuple(v.states) for v in parts.variables}
    broken = set(parts.broken.get("variables", ()))

    def found(
        place: str,
        problems: Iterable[Problem],
        named: Mapping[str, object],
        below: str,
        edges: str = "cut",
    ) -> Iterator[Mistake]:
        for name, error in problems:
            if name not in broken:
                inner = join_places(below, quoted_step(name)) if name in named else edges
                yield Mistake(place, str(error), key=inner)

    def set_by(place: str, done: Intervention, below: str) -> Iterator[Mistake]:
        problems = intervention_problems(replace(done, as_ifs=frozenset()), states)
        yield from found(place, problems, done.settings, below)
        seen = intervention_problems(Intervention(as_ifs=done.as_ifs), states)
        above = below.removesuffix("set")
        yield from found(place, seen, {}, below, f"{above}as_if")

    for place, proposal in zip(parts.places("proposals"), parts.proposals, strict=True):
        yield from set_by(place, proposal.intervention, "set")
    for place, claim in zip(parts.places("claims"), parts.claims, strict=True):
        for number, check in enumerate(claim.checks, start=1):
            here = join_places(place, f"check {number}")
            if check.outcome not in states and check.outcome not in broken:
                yield Mistake(here, unknown_text("variable", check.outcome, states), key="outcome")
            own = states.get(check.outcome, ())
            if own and check.at_least is not None and check.at_least not in own:
                text = unknown_text("state", check.at_least, own, of=check.outcome)
                yield Mistake(here, text, key="at_least")
            for key, text in sizes_beyond(check, own) if own else ():
                yield Mistake(here, text.replace(" of the conclusion", " of the check"), key=key)
            yield from set_by(here, check.under, "under.set")
            yield from set_by(here, check.versus, "versus.set")
            yield from found(here, evidence_problems(check.given, states), check.given, "given")


def _known(parts: Parts) -> Iterator[Mistake]:
    states = {v.name: tuple(v.states) for v in parts.variables}
    for name, error in evidence_problems(parts.known, states):
        if name not in parts.broken.get("variables", ()):
            yield Mistake(named_place("known", name), str(error))
