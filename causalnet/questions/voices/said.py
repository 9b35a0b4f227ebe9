"""What each voice said of each number, and how far the voices part: before any of it is propagated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from causalnet.console import printed
from causalnet.frozen_map import Register
from causalnet.language.translate import LazyText, NameIn, lazy, template
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, Modifier
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import Panel, one_judgement
from causalnet.model.variable import Baseline, Variable
from causalnet.questions.sentences.judged import judged_number

__all__ = [
    "NOT_THERE",
    "SILENT",
    "Judged",
    "PartKey",
    "Statement",
    "baseline_of",
    "in_models",
    "in_panels",
    "mechanism_of",
    "mechanism_told",
    "part_named",
]

KINDS = {
    "ordinal": template("ordinal"),
    "noisy-max": template("noisy-max"),
    "noisy-min": template("noisy-min"),
    "ranked": template("ranked"),
    "deterministic": template("deterministic"),
    "table": template("table"),
}
JudgedKind = Literal["strength", "amount", "baseline", "mechanism"]
PartKey = tuple[str, str]
"""What a number belongs to: the kind of part, and its name."""
SILENT, NOT_THERE = "–", lazy("not there")


@printed
@dataclass(frozen=True, slots=True)
class Statement:
    """What one voice said of a number.

    Attributes
    ----------
    text : str
        In the voice's own words; a dash where it said nothing.
    numbers : tuple of float
        The central number, with the sign of the influence, or the probabilities of a baseline; empty where there are
        none.
    range : (float, float) or None
        The least and the greatest value thought possible.
    """

    text: str = SILENT
    numbers: tuple[float, ...] = ()
    range: tuple[float, float] | None = None


@printed
@dataclass(frozen=True, slots=True)
class Judged:
    """One number, or one baseline, with what each voice said of it.

    Attributes
    ----------
    name : str
    kind : {"strength", "amount", "baseline", "mechanism"}
    said : mapping from voice to Statement
    keys : frozenset of (kind of part, name)
        What it belongs to: of a word for strengths, every influence and modifier that uses the word.
    """

    name: str
    kind: JudgedKind
    said: Register[str, Statement]
    keys: frozenset[PartKey]

    @property
    def apart(self) -> float | None:
        """How far the voices part at most: in log-odds per step, or in probability moved between states.

        Of baselines it is the largest total variation distance of two voices. None where there are no numbers.
        """
        spoken = [s.numbers for s in self.said.values() if s.numbers]
        if not spoken:
            return None
        if self.kind == "baseline":
            return max((_moved(p, q) for p, q in combinations(spoken, 2)), default=0.0)
        numbers = [own[0] for own in spoken]
        return max(numbers) - min(numbers)

    @property
    def gap(self) -> float | None:
        """The distance between two ranges that do not meet, at most; zero where all meet. None without ranges."""
        ranges = [s.range for s in self.said.values() if s.range]
        if not ranges:
            return None
        return max(0.0, max(low for low, _ in ranges) - min(high for _, high in ranges))

    @property
    def is_disputed(self) -> bool:
        """Whether the voices said different things."""
        return len({s for s in self.said.values() if s.text != SILENT}) > 1


def _moved(p: tuple[float, ...], q: tuple[float, ...]) -> float:
    """The total variation distance: the probability that would have to be moved."""
    return sum(abs(a - b) for a, b in zip(p, q, strict=True)) / 2


def part_named(name: str) -> str:
    """An influence or another part by its name, said in labels when it is read."""
    return name if isinstance(name, LazyText) else NameIn(name, "part")


def baseline_of(variable: str) -> str:
    """What is disputed of a variable: its baseline."""
    return lazy("baseline of {variable}", variable=NameIn(variable))


def mechanism_of(variable: str) -> str:
    """What is disputed of a variable: its mechanism."""
    return lazy("mechanism of {variable}", variable=NameIn(variable))


def mechanism_told(variable: Variable) -> str:
    """The kind of mechanism of a variable."""
    return lazy(KINDS[variable.mechanism.kind])


# ── the people who judged one model ──────────────────────────────────────────────────────────


def in_panels(model: CausalModel, people: tuple[str, ...]) -> Iterator[Judged]:
    """Every number of a model that several people judged."""
    for word, said in model.strengths.items():
        users = [i for i in model.influences if i.strength == word]
        scaled = [m for m in model.modifiers if m.amount == word]
        keys = [("influence", i.name) for i in users] + [("modifier", m.name) for m in scaled]
        yield from _panel(lazy("the word {word!r}", word=word), "strength", said, people, keys)
    for i in model.influences:
        yield from _panel(i.name, "strength", i.strength, people, [("influence", i.name)], i.sign)
    for m in model.modifiers:
        yield from _panel(m.name, "amount", m.amount, people, [("modifier", m.name)], m.sign)
    for v in model.variables.values():
        name = baseline_of(v.name)
        yield from _panel(name, "baseline", v.baseline, people, [("baseline", v.name)])


def _panel(
    name: str,
    kind: JudgedKind,
    held: object,
    people: tuple[str, ...],
    keys: list[PartKey],
    sign: str = "",
) -> Iterator[Judged]:
    if isinstance(held, Panel):
        each = {p: _statement(held.judged.get(p), sign) for p in people}
        yield Judged(name, kind, Register(each, "voice"), frozenset(keys))


def _statement(said: object, sign: str = "") -> Statement:
    if isinstance(said, Baseline):
        return Statement("/".join(f"{x:.2g}" for x in said.p), tuple(said.p))
    if not isinstance(said, Judgement):
        return Statement()
    turn = -1.0 if sign == "-" else 1.0
    ends = sorted((turn * said.range[0], turn * said.range[1]))
    text = judged_number(said)
    if sign:
        text = lazy("{sign} {number}", sign=sign.replace("-", "−"), number=text)
    return Statement(text, (turn * said.central,), (ends[0], ends[1]))


# ── several models ───────────────────────────────────────────────────────────────────────────


def in_models(models: Mapping[str, CausalModel]) -> Iterator[Judged]:
    """Every number and mechanism of which some models say different things."""
    arrows = {i.name: i for m in models.values() for i in m.influences if not i.lag}
    scaled = {m.name: m for own in models.values() for m in own.modifiers}
    variables = dict.fromkeys(v for m in models.values() for v in m.variables)
    for name, i in arrows.items():
        yield from _disputed(models, name, "strength", "influence", i.effect, _strength_of(name))
    for name, m in scaled.items():
        yield from _disputed(models, name, "amount", "modifier", m.effect, _amount_of(name))
    for v in variables:
        of = baseline_of(v), mechanism_of(v)
        yield from _disputed(models, of[0], "baseline", "baseline", v, _baseline_of(v))
        yield from _disputed(models, of[1], "mechanism", "mechanism", v, _mechanism_of(v))


Read = Callable[[CausalModel], Statement]


def _disputed(
    models: Mapping[str, CausalModel],
    name: str,
    kind: JudgedKind,
    part: str,
    changed: str,
    reading: Read,
) -> Iterator[Judged]:
    """What each model says; one that does not have the variable that would change says nothing.

    A model that has the effect and not the cause does say something: nothing of that cause moves the effect.
    """
    said = {n: reading(m) if changed in m.variables else Statement() for n, m in models.items()}
    subject = name.rpartition(" of ")[2] if part in ("baseline", "mechanism") else name
    found = Judged(name, kind, Register(said, "voice"), frozenset({(part, subject)}))
    if found.is_disputed:
        yield found


def _strength_of(name: str) -> Read:
    def read(model: CausalModel) -> Statement:
        own = next((i for i in model.influences if i.name == name), None)
        return _arrow(own, None if own is None else model.strength(own))

    return read


def _amount_of(name: str) -> Read:
    def read(model: CausalModel) -> Statement:
        own = next((m for m in model.modifiers if m.name == name), None)
        return _arrow(own, None if own is None else model.amount(own))

    return read


def _arrow(
    part: Influence | Modifier | None, judged: Judgement | Panel[Judgement] | None
) -> Statement:
    if part is None:
        return Statement(NOT_THERE, (0.0,), (0.0, 0.0))
    if judged is None:
        return Statement(lazy("{sign} by its table", sign=part.sign))
    return _statement(one_judgement(part.name, judged), part.sign)


def _baseline_of(name: str) -> Read:
    def read(model: CausalModel) -> Statement:
        own = model.variables[name].one_baseline
        return Statement(lazy("undeclared")) if own is None else _statement(own)

    return read


def _mechanism_of(name: str) -> Read:
    def read(model: CausalModel) -> Statement:
        variable: Variable = model.variables[name]
        return Statement(mechanism_told(variable))

    return read
