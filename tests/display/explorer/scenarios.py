"""Random scenarios: as an address of the page, and as the library would say it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import quote, urlencode

import causalnet as cn
from causalnet.display.explorer.contents import contents_of

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
    given = {v: s for v, s in states.items() if v not in done}
    parts += [("do", f"{named(v)}={s}") for v, s in done.items()]
    parts += [("see", f"{named(v)}={s}") for v, s in given.items()]
    spoken = rng.random() < 0.5 and any(i.lag for i in model.influences)
    first = rng.randrange(4) if spoken else 0
    last = rng.choice([None, first, first + 2]) if spoken else None
    parts += [("during", f"{first}-{'' if last is None else last}")] if spoken else []
    rng.shuffle(parts)
    return Scenario(urlencode(parts), variant, cn.do(done), given, first, last)


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
