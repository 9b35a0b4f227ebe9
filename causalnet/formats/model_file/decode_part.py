"""From the tables of a model file to the parts of the model, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial as bound
from typing import Any, get_args

from causalnet.errors import unknown_text
from causalnet.formats.model_file.decode_intervention import conclusion, intervention
from causalnet.formats.model_file.decode_mechanism import mechanism
from causalnet.formats.model_file.hints import value_hint
from causalnet.formats.model_file.section import Section, is_number, is_texts, made, shown
from causalnet.model.claim import Claim, ClaimKind, Evidence, Source, Stance, Tier
from causalnet.model.effect_size import SIZES
from causalnet.model.influence import Absence, Influence, Modifier, Rival, influence_name
from causalnet.model.judgement import Judgement
from causalnet.model.mechanism import Ordinal
from causalnet.model.proposal import Actor, Proposal
from causalnet.model.variable import Baseline, Basis, Better, Role, Variable
from causalnet.names import choice_mistakes, several_of
from causalnet.nearest import nearest
from causalnet.numerals import Numeral, as_number, as_shares, comma_pairs

__all__ = [
    "absence",
    "absence_title",
    "actor",
    "baseline",
    "claim",
    "evidence",
    "influence",
    "judgement",
    "modifier",
    "proposal",
    "rival",
    "row_title",
    "source",
    "variable",
]

FEW = 12
"""The number of probabilities that a hint repeats."""

STAND_INS = ("<low>", "<high>")
"""Stand-ins for states that cannot be read, so that other mistakes are found too."""

JUDGEMENTS = "a number, [low, high], [low, mode, high] or { low = …, mode = …, high = … }"


def judgement(section: Section, key: str, *, words: bool = False) -> Any:
    """A number unchanged, an array or table as a `Judgement`, and a word if `words` are allowed."""
    value = section.raw(key)
    if value is None or is_number(value) or (words and isinstance(value, str)):
        return value
    if isinstance(value, dict):
        return made(section.below(key, value), _judgement_table)
    if isinstance(value, list) and len(value) in (2, 3) and all(map(is_number, value)):
        return made(section.below(key, {"range": value}), _judgement_range)
    form = JUDGEMENTS + (", or a word from [strengths]" if words else "")
    section.note(key, f"must be {form}; not {shown(value)}.", _judgement_hint(value))
    return None


def _judgement_hint(value: object) -> str:
    if isinstance(value, str):
        return value_hint("a number", value)
    if isinstance(value, list) and len(value) > 3 and all(map(is_number, value)):
        pairs = comma_pairs(value) if len(value) <= 6 else []
        return f"Write {pairs}, with decimal points." if pairs else "Write two or three numbers."
    return (
        "Write a number." if isinstance(value, float) else value_hint("an array of numbers", value)
    )


def _judgement_range(section: Section) -> Judgement:
    low, *mode, high = section.numbers("range") or ()
    return Judgement(low, high, *mode)


def _judgement_table(section: Section) -> Judgement | None:
    low, high = section.number("low", required=True), section.number("high", required=True)
    mode = section.number("mode")
    zero, inclusion = section.number("zero", 0.0), section.number("inclusion", 1.0)
    if low is None or high is None:
        return None
    return Judgement(low, high, mode=mode, zero=zero, inclusion=inclusion)


# ── variables ────────────────────────────────────────────────────────────────────────────────


def variable(section: Section, name: str) -> Variable | None:
    """A ``[variables.name]`` table; nothing if its states or its mechanism cannot be read."""
    counted = is_texts(section.held.get("states"))
    label, states = section.text("label"), section.texts("states", required=True)
    means, meanings = section.text("means"), section.texts("meanings")
    roles, better = _roles(section), section.word("better", "high", get_args(Better))
    latent, sizes = section.flag("latent"), section.numbers("sizes")
    table = section.table("baseline", "{ p = [0.8, 0.2] }")
    today = made(table, bound(baseline, states=states)) if table else None
    own, alternate = mechanism(section, "mechanism"), mechanism(section, "alternate")
    read = Variable(
        name,
        states if counted else STAND_INS,
        baseline=today if counted else None,
        label=label,
        means=means,
        meanings=meanings if counted else (),
        roles=roles,
        better=better,
        latent=latent,
        mechanism=own or Ordinal(),
        alternate=alternate,
        note=section.text("note"),
        sizes=SIZES if sizes is None else sizes,
    )
    return read if counted and (own or "mechanism" not in section.held) else None


def _roles(section: Section) -> Any:
    held = section.held.get("role")
    texts = held if isinstance(held, list) else [held]
    parts = [several_of(t, get_args(Role)) or [t] if isinstance(t, str) else [t] for t in texts]
    if len(parts) < sum(map(len, parts)):
        section.raw("role")
        listing = ", ".join(f'"{role}"' for part in parts for role in part)
        section.note(
            "role", f"holds several roles in one text: {shown(held)}.", f"Write [{listing}]."
        )
        return ()
    if not isinstance(held, list):
        return (section.word("role", "mediator", get_args(Role)),)
    roles = section.texts("role")
    wrong = [m for role in roles for m in choice_mistakes("", role, get_args(Role))]
    for mistake in wrong:
        section.note("role", mistake.what, mistake.hint)
    return () if wrong else roles


def baseline(section: Section, states: Sequence[str] = ()) -> Baseline:
    """A ``baseline = { p = […] }`` table; a mistake names the states in their given order."""
    named = section.held.get("p")
    if isinstance(named, dict) and {*named} == {*states}:
        section.held = {**section.held, "p": {state: named[state] for state in states}}
    noted = _named_by_state(section, states)
    p = None if noted else section.probabilities("p", required=True)
    weight, basis = section.number("weight", 12.0), section.word("basis", "judged", get_args(Basis))
    return Baseline((1.0,) if p is None else p, weight, basis, section.text("note"))


def _named_by_state(section: Section, states: Sequence[str]) -> bool:
    """Note mistakes in probabilities by the names of states: unknown states, or missing ones."""
    named = section.raw("p")
    loose = {k: v for k, v in section.held.items() if k not in ("p", "weight", "basis", "note")}
    if named is None and any(key in states or nearest(key, states) for key in loose):
        for key in loose:
            section.raw(key)
        section.note_here(
            *(_state_slip(loose, states) or ("lacks the key 'p'.", _p_hint(loose, states)))
        )
        return True
    slip = _state_slip(named, states) if isinstance(named, dict) and states else None
    if slip:
        section.note("p", *slip)
    return slip is not None


def _state_slip(named: Mapping[str, object], states: Sequence[str]) -> tuple[str, str] | None:
    """The first state that is unknown, or that lacks a number."""
    for name in named:
        if name not in states:
            return unknown_text("state", name, states), ""
    for state in states:
        if state not in named:
            return f"has no number for the state {state!r}.", _p_hint(named, states)
    return None


def _p_hint(named: Mapping[str, object], states: Sequence[str]) -> str:
    """How to write probabilities that were given by the names of states."""
    held = [named.get(state) for state in states[:FEW]]
    read = [as_number(n) if isinstance(n, str) else n for n in held]
    shares = iter(as_shares([Numeral(float(n)) for n in read if isinstance(n, int | float)]))
    plain = [f"{next(shares).value:g}" if isinstance(n, int | float) else "…" for n in read]
    return (
        f"Write p = [{', '.join(plain)}{', …' * (len(states) > FEW)}], in the order of the states."
    )


# ── arrows ───────────────────────────────────────────────────────────────────────────────────


def row_title(row: Mapping[str, object]) -> str:
    """The name of an influence or a modifier in errors; empty if the row does not give it."""
    cause, effect, lag, by = (row.get(key) for key in ("cause", "effect", "lag", "by"))
    if not (isinstance(cause, str) and isinstance(effect, str)):
        return ""
    whole = isinstance(lag, int) and not isinstance(lag, bool) and lag > 0
    name = influence_name(cause, effect, int(str(lag)) if whole else 0)
    return f"{name} × {by}" if isinstance(by, str) else name


def absence_title(row: Mapping[str, object]) -> str:
    """The name of an absence in errors; empty if the row does not give it."""
    cause, effect = row.get("cause"), row.get("effect")
    return f"{cause} ↛ {effect}" if isinstance(cause, str) and isinstance(effect, str) else ""


def _sign(section: Section) -> Any:
    """The sign of a row. A missing one is noted, and replaced by the sign that claims least."""
    if "sign" not in section.held:
        section.miss("sign", "has no sign.", 'Write sign = "+", "-" or "?".')
    return section.word("sign", "?")


def influence(section: Section, *, rival: bool = False) -> Influence:
    """A row of ``influences``; that of a rival does not have a standing."""
    return Influence(
        section.text("cause", required=True),
        section.text("effect", required=True),
        _sign(section),
        judgement(section, "strength", words=True),
        section.whole("lag"),
        "rival" if rival else section.word("standing"),
        section.texts("claims"),
        section.word("tier"),
        section.word("reference"),
        section.text("note"),
    )


def _amount(section: Section) -> Any:
    """The amount of a modifier; an unreadable one is noted and replaced by zero."""
    amount = judgement(section, "amount", words=True)
    return 0.0 if amount is None else amount


def modifier(section: Section) -> Modifier:
    """A row of ``modifiers``."""
    section.raw("amount", required=True)
    return Modifier(
        section.text("cause", required=True),
        section.text("effect", required=True),
        section.text("by", required=True),
        _amount(section),
        _sign(section),
        section.word("standing"),
        section.texts("claims"),
        section.text("note"),
    )


def absence(section: Section) -> Absence:
    """A row of ``absences``."""
    cause, effect = section.text("cause", required=True), section.text("effect", required=True)
    return Absence(cause, effect, section.texts("claims"), section.text("note"))


def rival(section: Section, name: str) -> Rival | None:
    """A ``[rivals.name]`` table; nothing if too little of it can be read."""
    reason, given = section.text("reason"), section.raw("influences", required=True)
    rows = section.tables("influences", "influence", row_title)
    read = bound(influence, rival=True)
    own = [i for row in rows if row and (i := made(row, read))]
    table = section.table("hidden", '{ name = "…", states = ["…", "…"] }')
    hidden = made(table, lambda t: variable(t, t.text("name", required=True))) if table else None
    if (not own and given != []) or (hidden is None and "hidden" in section.held):
        return None
    return Rival(name, own, hidden, reason)


# ── where it comes from ──────────────────────────────────────────────────────────────────────


def source(section: Section, name: str) -> Source:
    """A ``[sources.name]`` table."""
    return Source(name, section.text("title"), section.text("url"), section.text("note"))


def claim(section: Section, name: str) -> Claim:
    """A ``[claims.name]`` table."""
    return Claim(
        name,
        section.text("text", required=True),
        section.text("source", required=True),
        section.text("at"),
        section.word("tier", "plain", get_args(Tier)),
        section.word("kind", "edge", get_args(ClaimKind)),
        section.word("sign", "", ("+", "-", "0", "?", "")),
        section.text("quote"),
        [c for row in section.tables("checks", "check") if row and (c := made(row, conclusion))],
        section.text("note"),
    )


def evidence(section: Section) -> Evidence:
    """An ``[[evidence]]`` table."""
    return Evidence(
        section.texts("bears_on", required=True),
        section.word("stance", "for", get_args(Stance), required=True),
        section.text("text", required=True),
        section.text("source", required=True),
        section.text("at"),
    )


# ── what is done, and by whom ────────────────────────────────────────────────────────────────


def proposal(section: Section, name: str) -> Proposal:
    """A ``[proposals.name]`` table."""
    done = intervention(section)
    return Proposal(name, done, section.texts("claims"), section.text("note"))


def actor(section: Section, name: str) -> Actor:
    """An ``[actors.name]`` table."""
    return Actor(name, section.texts("moves"), section.text("note"))
