"""Random scenarios: as an address of the page, and as the library would say it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import cast
from urllib.parse import quote, urlencode

import causalnet as cn
from causalnet.display.explorer.contents import contents_of
from causalnet.model.grammar.setting import Hard, Written

STANDINGS = ("stated", "implied", "added")


@dataclass(frozen=True)
class Scenario:
    """The same in two tongues."""

    address: str
    model: cn.CausalModel
    under: cn.Intervention
    given: dict[str, str]
    first: int = 0
    last: int | None = None

    @property
    def today(self) -> cn.Intervention:
        """What is set in period 0."""
        return cn.do() if self.first else self.under

    @property
    def timed(self) -> cn.Timed:
        """What is set, in the periods in which it is."""
        if self.last is None:
            return self.under.since(self.first)
        return self.under.during(self.first, self.last)


def named(text: str) -> str:
    """As `encodeURIComponent` writes it."""
    return quote(text, safe="!~*'()")


def admissible(model: cn.CausalModel) -> dict[str, str]:
    """Why each rival cannot be switched on; nothing for those that can."""
    rivals = _known.get(model)
    if rivals is None:
        listed = cast("list[dict[str, str]]", contents_of(model).values["rivals"])
        rivals = _known[model] = {r["name"]: r["why"] for r in listed}
    return rivals


_known: dict[cn.CausalModel, dict[str, str]] = {}


def with_soft_proposal(model: cn.CausalModel, seed: int) -> cn.CausalModel:
    """The model with a proposal that does anything but set a state: the page carries no other settings than those."""
    rng = random.Random(seed)
    variables = list(model.variables.values())
    settings = {
        v.name: _soft_setting(rng, v, [u for u in variables if u is not v])
        for v in rng.sample(variables, min(len(variables), rng.choice([1, 1, 2])))
    }
    done = cn.do(settings)
    for influence in model.influences:
        if not influence.lag and rng.random() < 0.2:
            state = rng.choice(model.variables[influence.cause].states)
            seen = cn.as_if(influence.effect, {influence.cause: state})
            done |= cn.do(rng.choice([cn.cut(influence.cause, influence.effect), seen]))
    return model.adding(cn.Proposal("soft", done))


def _soft_setting(rng: random.Random, variable: cn.Variable, others: list[cn.Variable]) -> Written:
    def lottery() -> dict[str, float]:
        shares = [rng.randint(1, 9) for _ in variable.states]
        return {s: x / sum(shares) for s, x in zip(variable.states, shares, strict=True)}

    kinds = ["partial", "lottery"]
    kinds += ["shift"] if len(variable.states) > 1 else []
    kinds += ["policy", "policy"] if others else []
    match rng.choice(kinds):
        case "shift":
            return cn.shift(rng.choice([-2, -1, 1, 2]))
        case "partial":
            return cn.partial(rng.choice(variable.states), rng.choice([0.0, 0.4, 1.0]))
        case "policy":
            read = rng.sample(others, min(len(others), rng.choice([1, 2])))
            keys = product(*(v.states for v in read))
            pick = lambda: rng.choice([lottery(), rng.choice(variable.states)])  # noqa: E731
            return cn.policy([v.name for v in read], {key: pick() for key in keys})
    return lottery()


def random_scenario(model: cn.CausalModel, seed: int) -> Scenario:
    """Strengths, amounts, standings, influences, rivals, settings and findings, all at random."""
    rng = random.Random(seed)
    rivals = [name for name, why in admissible(model).items() if not why]
    admitted = [name for name in rivals if rng.random() < 0.3]
    off = [word for word in STANDINGS if rng.random() < 0.15]
    parts: list[tuple[str, str]] = [("without", word) for word in off]
    parts += [("rival", name) for name in admitted]
    changed: list[cn.Influence | cn.Modifier | cn.Rival] = []
    for influence in model.influences:
        if (x := _drawn(rng, model.strength(influence))) is not None:
            changed.append(replace(influence, strength=x))
            parts.append(("strength", f"{_arrow(influence)}={x!r}"))
    for modifier in model.modifiers:
        if (x := _drawn(rng, model.amount(modifier))) is not None:
            changed.append(replace(modifier, amount=x))
            parts.append(("amount", f"{_arrow(modifier)}*{named(modifier.by)}={x!r}"))
    for name in rivals:
        rival = model.rivals[name]
        moved = []
        for i in rival.influences:
            x = _drawn(rng, model.strength(i))
            moved.append(i if x is None else replace(i, strength=x))
            parts += [] if x is None else [("strength", f"{_arrow(i)}={x!r}")]
        changed.append(replace(rival, influences=moved))
    variant = model.replacing(*changed)
    dropped = [i for i in model.influences if _may_fall(model, i) and rng.random() < 0.08]
    parts += [("drop", _arrow(i)) for i in dropped]
    if dropped:
        variant = variant.rejecting(*(i.name for i in dropped))
    if off:
        variant = variant.only([*(word for word in STANDINGS if word not in off), "rival"])
    variant = variant.admitting(*admitted)
    picked = rng.sample(list(variant.variables), min(len(variant.variables), rng.randrange(5)))
    states = {v: rng.choice(variant.variables[v].states) for v in picked}
    done = {v: s for v, s in states.items() if rng.random() < 0.5}
    soft = cn.do()
    if model.proposals and rng.random() < 0.6:
        soft = rng.choice(list(model.proposals.values())).intervention
        soft = _as_far_as_it_fits(soft, variant, done)
    given = {v: s for v, s in states.items() if v not in done and v not in soft.settings}
    parts += [("do", f"{named(v)}={s}") for v, s in done.items()]
    parts += intervention_parts(soft)
    parts += [("see", f"{named(v)}={s}") for v, s in given.items()]
    spoken = rng.random() < 0.5 and any(i.lag for i in model.influences)
    first = rng.randrange(4) if spoken else 0
    last = rng.choice([None, first, first + 2]) if spoken else None
    parts += [("during", f"{first}-{'' if last is None else last}")] if spoken else []
    rng.shuffle(parts)
    return Scenario(urlencode(parts), variant, cn.do(done) | soft, given, first, last)


def is_hard(done: cn.Intervention) -> bool:
    """Whether an intervention sets variables to states, and does nothing else."""
    return not done.edges and all(isinstance(s, Hard) for s in done.settings.values())


def intervention_parts(done: cn.Intervention) -> list[tuple[str, str]]:
    """An intervention as parts of an address."""
    parts = []
    for v, setting in done.settings.items():
        hard = isinstance(setting, Hard)
        code = setting.state if hard else repr(setting)
        parts.append(("do" if hard else "soft", f"{named(v)}={code}"))
    return parts + [("edge", repr(edge)) for edge in done.edges]


def _as_far_as_it_fits(
    done: cn.Intervention, variant: cn.CausalModel, hard: dict[str, str]
) -> cn.Intervention:
    """Without the variables that are set to a state, and without influences that the variant lacks."""
    there = {(i.cause, i.effect) for i in variant.influences if not i.lag}
    whole = cn.do({v: s for v, s in done.settings.items() if v not in hard})
    for cut in done.cuts:
        whole |= cn.do(cut) if (cut.cause, cut.effect) in there else cn.do()
    for as_if in done.as_ifs:
        whole |= cn.do(as_if) if there.issuperset(as_if.severed) else cn.do()
    return whole


def scenarios(model: cn.CausalModel, count: int, first: int = 0) -> Iterator[Scenario]:
    """So many of them."""
    return (random_scenario(model, first + i) for i in range(count))


def _arrow(of: cn.Influence | cn.Modifier) -> str:
    later = f"@{of.lag}" if isinstance(of, cn.Influence) and of.lag else ""
    return f"{named(of.cause)}>{named(of.effect)}{later}"


def _drawn(rng: random.Random, judged: cn.Judgement | None) -> float | None:
    """A number within its range, or none at all."""
    if judged is None or rng.random() < 0.6:
        return None
    low, high = judged.range
    return None if low == high else min(high, rng.choice([low, high, rng.uniform(low, high)]))


def _may_fall(model: cn.CausalModel, influence: cn.Influence) -> bool:
    tabled = isinstance(model.variables[influence.effect].mechanism, cn.Table | cn.Deterministic)
    twins = [
        i for i in model.influences if (i.cause, i.effect) == (influence.cause, influence.effect)
    ]
    return not tabled and len(twins) == 1
