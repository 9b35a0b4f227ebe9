"""A picture as cards and arrows, before it becomes DOT or Mermaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from networkx.utils import UnionFind

from causalnet.display.diagram.apart import why_apart
from causalnet.display.diagram.arrow import Arrow, State, arrow_of
from causalnet.display.diagram.card import Card
from causalnet.display.diagram.layout import Layout, layout_of
from causalnet.display.diagram.tooltip import card_lines, influence_lines
from causalnet.display.diagram.view import View, in_one_line, main_role
from causalnet.display.palette import Theme
from causalnet.display.text import clean
from causalnet.language.translate import tr
from causalnet.model.influence import Influence
from causalnet.network.network import Network

__all__ = ["Placed", "Sketch", "sketch_of"]

LINES_IN_A_MAP = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A card with its tooltip.

    Attributes
    ----------
    id : str
        Safe in any format: never a text of the model.
    name : str
        The name of the variable.
    card : Card
    lines : tuple of str
    """

    id: str
    name: str
    card: Card
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The whole content of a picture, independent of a format.

    Attributes
    ----------
    view : View
        The contents of the picture.
    theme : Theme
    layout : Layout
    cards : tuple of Placed
    arrows : tuple of Arrow
    """

    view: View
    theme: Theme
    layout: Layout
    cards: tuple[Placed, ...]
    arrows: tuple[Arrow, ...]

    @property
    def title(self) -> str:
        """The description of the picture in one line."""
        return clean(in_one_line([part for part in (self.view.heading, self.view.caption) if part]))

    @property
    def bars(self) -> bool:
        """Whether cards have bars."""
        return bool(self.view.now)

    @property
    def ids(self) -> dict[str, str]:
        """The id of each variable's card."""
        return {placed.name: placed.id for placed in self.cards}


def sketch_of(view: View, theme: Theme) -> Sketch:
    """The cards and arrows of a view."""
    arrows = tuple(_anchored(_arrows(view)))
    joined = {end for arrow in arrows for end in (arrow.cause, arrow.effect)}
    cards = tuple(
        Placed(
            f"n{i}",
            name,
            _card(
                view, name, view.notes.get(name, "") if name in joined else why_apart(view, name)
            ),
            tuple(view.told_cards.get(name) or card_lines(view, name)),
        )
        for i, name in enumerate(view.shown)
    )
    above = {name: [a.cause for a in arrows if _places(a, name)] for name in view.shown}
    layout = layout_of(above, bars=bool(view.now))
    return Sketch(view, theme, layout, cards, tuple(_apart(arrows, layout)))


def _places(arrow: Arrow, name: str) -> bool:
    """Whether the arrow places its cause before the card `name`."""
    return arrow.effect == name and not arrow.loose and arrow.state != "made"


def _anchored(arrows: Iterable[Arrow]) -> Iterator[Arrow]:
    """Rivals and arrows to later periods do not move the other cards: they only place what nothing else places.

    An arrow to a later period places a card, or cards that hang together, beside others that nothing else joins to
    them: causes of a later period stand above their effects too. Each such arrow joins what was apart, so no loop closes.
    """
    arrows = tuple(arrows)
    parts: UnionFind[str] = UnionFind()
    for arrow in arrows:
        if not _is_light(arrow):
            parts.union(arrow.cause, arrow.effect)
    for arrow in arrows:
        if arrow.standing == "rival":
            yield replace(arrow, loose=arrow.loose or arrow.cause in parts.parents)
            parts.union(arrow.cause)
        elif arrow.quiet and parts[arrow.cause] != parts[arrow.effect]:
            parts.union(arrow.cause, arrow.effect)
            yield replace(arrow, loose=False)
        else:
            yield arrow


def _is_light(arrow: Arrow) -> bool:
    return arrow.standing == "rival" or bool(arrow.lag)


def _apart(arrows: Iterable[Arrow], layout: Layout) -> Iterator[Arrow]:
    """Arrows to later periods beside those that run the other way, which they would hide."""
    arrows = tuple(arrows)
    joined = Counter((arrow.cause, arrow.effect) for arrow in arrows)
    for arrow in arrows:
        opposed = joined[arrow.effect, arrow.cause] or joined[arrow.cause, arrow.effect] > 1
        beside = "e" if layout.direction == "TB" else "s"
        yield replace(arrow, port=beside) if arrow.quiet and arrow.loose and opposed else arrow


def _card(view: View, name: str, note: str) -> Card:
    now = view.now.get(name)
    numbers: dict[str, Any] = {}
    if now is not None:
        numbers = {"states": view.words.states(name, now.states[0]), "p": tuple(now.p)}
        numbers["before"] = tuple(view.today[name].p) if view.today else None
    if isinstance(view.model, Network):
        label, latent = view.titles.get(name, name), name in view.latent
        return Card(label, mark=view.mark(name), latent=latent, note=note, **numbers)
    variable = view.model.variables[name]
    role = main_role(variable)
    return Card(
        variable.label,
        role=role,
        lever="lever" in variable.roles and role != "lever",
        latent=variable.latent,
        mark=view.mark(name),
        lags=[_lag(i) for i in view.influences if i.cause == i.effect == name],
        faded=bool(view.loops) and view.recedes(name),
        # Labels of a map are often told apart by their last words.
        lines=LINES_IN_A_MAP if view.told else 2,
        note=note,
        **numbers,
    )


def _lag(influence: Influence) -> str:
    sign = influence.sign.replace("-", "−")
    if influence.lag == 1:
        return tr("lag {sign}", sign=sign)
    return tr("lag {periods} {sign}", periods=influence.lag, sign=sign)


def _arrows(view: View) -> Iterator[Arrow]:
    """The arrows within a period, those that an intervention makes, and the others."""
    if view.beside:
        yield from view.beside
        return
    own = {(i.cause, i.effect): i for i in view.influences if not i.lag}
    after, held = view.after.parents, set(view.shown)
    for effect, causes in view.parents.items():
        for cause in causes:
            influence = own.pop((cause, effect), None)
            idle = cause not in after[effect]
            if influence is not None:
                yield _signed(view, influence, idle=idle)
            elif isinstance(view.model, Network):
                seen = _seen(view, cause, effect)
                lines = (*_idle_lines(seen, idle=idle), f"{cause} → {effect}")
                arrow = Arrow(
                    cause, effect, state="idle" if idle else "", label=_as_if(seen), lines=lines
                )
                yield _flowing(view, arrow)
        for cause in after.get(effect, ()):
            if cause not in causes and cause in held and not view.loops:
                lines = (f"{cause} → {effect}", tr("Made by the intervention"))
                yield _flowing(view, Arrow(cause, effect, state="made", lines=lines))
    # Rivals that are not in the numbers, and lagged influences.
    later = [i for i in view.influences if i.lag and i.cause != i.effect]
    for influence in (*own.values(), *later):
        yield _signed(view, influence, idle=influence in view.idle)


def _signed(view: View, influence: Influence, *, idle: bool) -> Arrow:
    model = view.model
    if isinstance(model, Network):
        return Arrow(influence.cause, influence.effect)
    seen = _seen(view, influence.cause, influence.effect)
    told = view.told.get(influence.key) or influence_lines(model, influence)
    arrow = arrow_of(model, influence, (*_idle_lines(seen, idle=idle), *told))
    arrow = replace(
        arrow,
        state=_state(view, influence, idle=idle),
        loose=arrow.loose or influence.key in view.backwards,
    )
    if not view.loops:
        quiet = arrow.lag > 0 and not view.flows
        # A rival is dotted, so that only a word says when it acts.
        later = (
            tr("lag {periods}", periods=arrow.lag)
            if arrow.lag and arrow.standing == "rival"
            else ""
        )
        return _flowing(view, replace(arrow, label=_as_if(seen) or later, quiet=quiet))
    mark = influence.sign.replace("-", "−")
    return _flowing(view, replace(arrow, mark=mark, label=view.labels.get(influence, "")))


def _flowing(view: View, arrow: Arrow) -> Arrow:
    """An arrow whose width does not show its strength: as wide as what goes along it."""
    flow = view.flows.get((arrow.cause, arrow.effect, arrow.lag))
    return (
        arrow if flow is None else replace(arrow, share=flow.share, label=flow.label or arrow.label)
    )


def _seen(view: View, cause: str, effect: str) -> str:
    """The state in which an effect sees its cause, where that is not as it is; else empty."""
    under = view.question.under
    setting = under.settings.get(effect) if effect in under.settings else None
    heard = setting is None or setting.keeps_causes
    return view.words.state(cause, under.sees(effect).get(cause, "")) if heard else ""


def _as_if(seen: str) -> str:
    return tr("as if {state}", state=seen) if seen else ""


def _idle_lines(seen: str, *, idle: bool) -> tuple[str, ...]:
    if seen:
        return (tr("Sees its cause as if it were {state}", state=seen),)
    return (tr("Idle under what is done"),) if idle else ()


def _state(view: View, influence: Influence, *, idle: bool) -> State:
    if idle:
        return "idle"
    if not view.heavy or (influence.standing == "rival" and not view.loops):
        return ""
    return "heavy" if influence in view.heavy else "faded"
