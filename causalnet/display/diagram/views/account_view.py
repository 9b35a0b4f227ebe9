"""Pictures of two accounts: the arrows of one beside those of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from causalnet.compilation.compiler import network_of
from causalnet.display.diagram.arrow import AccountSide, Arrow
from causalnet.display.diagram.tooltip import influence_lines
from causalnet.display.diagram.view import View
from causalnet.display.diagram.views.bare import without_cycles
from causalnet.display.wanted import listed_names
from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import template, tr
from causalnet.model.accounts.matching import account_names
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.mechanism import Ordinal
from causalnet.network.graph import ancestors
from causalnet.network.labels import in_spoken_language
from causalnet.questions.differences.diff_answer import ModelDiff
from causalnet.questions.query.question import ask

__all__ = ["account_view"]

STRENGTHS = {
    "strong": template("strong"),
    "medium": template("medium"),
    "weak": template("weak"),
    "slow strong": template("slow strong"),
    "slow medium": template("slow medium"),
    "slow weak": template("slow weak"),
    "slow implied": template("slow implied"),
}


def account_view(diff: ModelDiff, focus: str | Sequence[str] | None, *, lagged: bool) -> View:
    """The variables of two accounts, and every influence of either.

    Raises
    ------
    UnknownNameError, QuestionError
        If the focus does not exist, or neither account has an influence to draw.
    """
    a, b = in_spoken_language(diff.first), in_spoken_language(diff.second)
    names = account_names(a, b)
    both = {**b.variables, **a.variables}
    arrows = [*_arrows(a, b, lagged=lagged)]
    held = _held(both, arrows, listed_names("focus", "names of variables", focus))
    arrows = [*without_cycles([x for x in arrows if {x.cause, x.effect} <= held])]
    if not arrows:
        raise QuestionError(
            f"There is no arrow to draw: neither {names[0]} nor {names[1]} has one here."
        )
    joined = {v for arrow in arrows for v in (arrow.cause, arrow.effect)}
    # Only the cards and their labels are drawn, so no numbers are needed.
    bare = [
        replace(both[v], mechanism=Ordinal(), alternate=None, baseline=None)
        for v in both
        if v in joined
    ]
    model = CausalModel(a.name, bare, title=tr("{one} beside {two}", one=names[0], two=names[1]))
    network = network_of(model)
    return View(
        model=model,
        network=network,
        after=network,
        question=ask(network, tuple(model.variables), None, None),
        shown=tuple(model.variables),
        influences=(),
        now={},
        today={},
        restrictions=tuple(_counts(arrows, names)),
        beside=tuple(arrows),
        accounts=names,
        notes={
            name: tr("only in {name}", name=names[0] if name in a.variables else names[1])
            for name in model.variables
            if not (name in a.variables and name in b.variables)
        },
    )


def _held(both: Mapping[str, object], arrows: Sequence[Arrow], focus: Sequence[str]) -> set[str]:
    """The variables in the focus with all upstream of them in either account; all without a focus."""
    for name in focus:
        if name not in both:
            raise unknown("variable", name, both)
    above: dict[str, list[str]] = {name: [] for name in both}
    for arrow in arrows:
        if not arrow.lag:
            above[arrow.effect].append(arrow.cause)
    return ancestors(above, focus) if focus else {*both}


def _arrows(a: CausalModel, b: CausalModel, *, lagged: bool) -> Iterator[Arrow]:
    """An arrow for what both have alike, and one for each account where they differ."""
    own, other = (
        {i.key: i for i in m.influences if (lagged or not i.lag) and i.cause != i.effect}
        for m in (a, b)
    )
    for key in dict.fromkeys([*own, *other]):
        one, two = own.get(key), other.get(key)
        if one is not None and two is not None:
            both = [*_lines(a, one), *_lines(b, two)]
            if one.sign == two.sign and a.strength(one) == b.strength(two):
                yield _arrow("shared", one, both)
            elif one.sign == two.sign:
                sizes = dict.fromkeys((_size(a, one), _size(b, two)))
                size = " → ".join(sizes) if len(sizes) > 1 else tr("another range")
                yield _arrow("resized", one, both, size)
            else:
                yield _arrow("contradicted by second", one, _lines(a, one))
                yield _arrow("contradicted by first", two, _lines(b, two))
        elif one is not None:
            yield _arrow("first", one, _lines(a, one))
        elif two is not None:
            yield _arrow("second", two, _lines(b, two))


def _lines(model: CausalModel, influence: Influence) -> list[str]:
    return [f"{model.name}:", *influence_lines(model, influence)]


def _size(model: CausalModel, influence: Influence) -> str:
    """The strength of an influence in a word: its name, or its central number."""
    if isinstance(influence.strength, str):
        return (
            tr(STRENGTHS[influence.strength])
            if influence.strength in STRENGTHS
            else influence.strength
        )
    judged = model.strength(influence)
    if judged is None:
        return "–"
    return f"{judged.central:g}" if isinstance(judged, Judgement) else tr("several people")


def _arrow(side: AccountSide, influence: Influence, lines: Sequence[str], size: str = "") -> Arrow:
    periods = influence.lag
    later = tr("lag {periods}", periods=periods) if periods else ""
    return Arrow(
        influence.cause,
        influence.effect,
        influence.sign,
        lag=periods,
        loose=periods > 0,
        quiet=periods > 0,
        label=", ".join(filter(None, (size, later))),
        lines=tuple(lines),
        side=side,
    )


def _counts(arrows: Sequence[Arrow], names: tuple[str, str]) -> Iterator[str]:
    """The number of influences by who has them."""
    count = Counter(arrow.side for arrow in arrows)
    yield _shared(count["shared"])
    if count["resized"]:
        yield tr("{count} with another strength", count=count["resized"])
    if count["contradicted by second"]:
        yield tr("{count} contradicted", count=count["contradicted by second"])
    yield tr("{count} only in {name}", count=count["first"], name=names[0])
    yield tr("{count} only in {name}", count=count["second"], name=names[1])


def _shared(count: int) -> str:
    if count == 1:
        return tr("1 influence shared")
    return tr("{count} influences shared", count=count)
