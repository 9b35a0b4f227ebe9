"""Causal-loop diagrams: pictures of the feedback in a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from causalnet.display.diagram.overlay import with_rivals
from causalnet.display.diagram.view import Scope, View, in_one_line, view_of
from causalnet.display.wanted import listed_names, standings
from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Influence
from causalnet.network.network import Network
from causalnet.questions.loops.loop import Loop
from causalnet.questions.loops.loops import loops
from causalnet.questions.loops.loops_answer import Loops

__all__ = ["LOOPS_LISTED", "Chosen", "few", "loop_view"]

Chosen = bool | str | Loop | Iterable[str | Loop]

DELAY = "‖"
# The number of loops with a name in a picture, and a row in the table beside it; others are counted.
LOOPS_LISTED = 60
# The number of names that fit beside an arrow.
NAMES_PER_ARROW = 3


def loop_view(
    model: CausalModel | Network, under: Intervention | None, scope: Scope, chosen: Chosen
) -> View:
    """The variables on the loops of a model, and the influences that make them.

    Raises
    ------
    UnknownNameError, QuestionError
        If a loop does not exist, or the model does not have loops.
    """
    if isinstance(model, Network):
        raise QuestionError(
            "A network does not have later periods, so it has no loops. Draw an elicited model."
        )
    full, _ = with_rivals(model, scope.rivals)
    kept = None if scope.standing is None else standings(scope.standing)
    found = loops(full, standing=kept) if isinstance(full, CausalModel) else loops(model)
    named = _named(found, chosen)
    wanted = set(listed_names("focus", "names of variables", scope.focus))
    for name in wanted:
        if name not in model.variables:
            raise unknown("variable", name, model.variables)
    drawn = _through(found, wanted, named)
    view = view_of(
        model, under, None, replace(scope, focus=None, lagged=True, bars=False, only_loops=True)
    )
    used = {i for loop in drawn for i in loop.influences}
    held = {name for loop in drawn for name in loop.variables}
    intact = [loop for loop in (named or drawn) if view.idle.isdisjoint(loop.influences)]
    shown = tuple(name for name in (*view.shown, *held - set(view.shown)) if name in held)
    inertia = {i for loop in found.inertia for i in loop.influences if i.cause in held}
    return replace(
        view,
        shown=shown,
        influences=tuple(i for i in view.influences if i in used | inertia),
        restrictions=tuple(_said(view, found, drawn, named, intact)),
        heavy=frozenset(i for loop in named for i in loop.influences) or view.heavy,
        loops=drawn,
        labels=_labels(
            used, intact, {loop.name for loop in (*found.feedback[:LOOPS_LISTED], *named)}
        ),
    )


def _named(found: Loops, chosen: Chosen) -> tuple[Loop, ...]:
    """The stressed loops; none if all are drawn alike."""
    if isinstance(chosen, bool):
        return ()
    if isinstance(chosen, str | Loop):
        chosen = (chosen,)
    given: object = chosen
    if not isinstance(given, Iterable):
        raise QuestionError(f"loops= takes True, or loops by name, not {given!r}.")
    return tuple(_one(found, which) for which in given)


def _one(found: Loops, which: object) -> Loop:
    """A loop by its mark, or, if it comes from another listing, by its influences."""
    if not isinstance(which, Loop):
        return found[str(which)]
    for loop in found:
        if set(loop.influences) == set(which.influences):
            return loop
    raise unknown("loop", str(which), [str(loop) for loop in found])


def _through(found: Loops, wanted: set[str], named: tuple[Loop, ...]) -> tuple[Loop, ...]:
    """The loops of several variables, through the focus if there is one, and the named ones."""
    own = [x for x in found.feedback if wanted <= set(x.variables) or x in named]
    own += [loop for loop in named if loop.inertia]
    if not own:
        among = f" through {', '.join(sorted(wanted))}" if wanted else " of several variables"
        raise QuestionError(f"There is no feedback loop{among} in {found.model!r} to draw.")
    return tuple(own)


def _said(
    view: View,
    found: Loops,
    drawn: tuple[Loop, ...],
    named: tuple[Loop, ...],
    intact: list[Loop],
) -> Iterator[str]:
    """The number of loops by kind, or the stressed one."""
    label = view.words.variable
    for loop in named:
        path = " → ".join(map(label, (*loop.variables, loop.variables[0])))
        kind = f"{loop.name}, {tr(loop.polarity)}, {_periods(loop.delay)}, {tr(loop.standing)}"
        yield f"{kind}: {path}"
    if not named:
        kinds = Counter(loop.polarity for loop in drawn)
        by_kind = [tr("{number:,} {kind}", number=n, kind=tr(kind)) for kind, n in kinds.items()]
        count = _counted_loops(len(drawn), found.longest)
        yield tr("{loops}: {kinds}", loops=count, kinds=in_one_line(by_kind))
        if len(intact) < len(drawn):
            yield tr("{count:,} left unbroken", count=len(intact))
    yield from view.restrictions


def _periods(count: int) -> str:
    return tr("1 period") if count == 1 else tr("{count} periods", count=count)


def _counted_loops(count: int, longest: int | None) -> str:
    if longest and count == 1:
        return tr("1 feedback loop of at most {longest} influences", longest=longest)
    if longest:
        return tr(
            "{count:,} feedback loops of at most {longest} influences", count=count, longest=longest
        )
    return tr("1 feedback loop") if count == 1 else tr("{count:,} feedback loops", count=count)


def _labels(used: set[Influence], intact: Iterable[Loop], listed: set[str]) -> dict[Influence, str]:
    """A mark of delay on lagged influences, with the names of the loops that close there."""
    names: dict[Influence, list[str]] = {i: [] for i in used if i.lag}
    for loop in intact:
        closing = next(i for i in loop.influences if i.lag)
        names[closing].append(loop.name)
    return {i: f" {DELAY} {few(own, listed)}".rstrip() for i, own in names.items()}


def few(names: Iterable[str], listed: Container[str]) -> str:
    """``R-3fa2c1, B-90b1d2 +4``: the first few listed loops, and the number of others."""
    every = list(names)
    shown = [name for name in every if name in listed][:NAMES_PER_ARROW]
    left = len(every) - len(shown)
    return ", ".join(shown) + (f" +{left}" if left else "")
