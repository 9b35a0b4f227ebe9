"""The layers of a picture that is too broad: cards of an overfull layer move to one that has room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass, replace

__all__ = ["Layering", "with_room"]

Ranks = Mapping[str, int]
# A card beyond the room of its layer is worth as many layers by which arrows become longer.
CROWDED = 8.0
# What an arrow takes of a layer that it passes, in gaps.
PASSING = 2.0


@dataclass(frozen=True, slots=True)
class Layering:
    """Cards in layers, and the arrows that place them.

    Attributes
    ----------
    arrows : sequence of (str, str)
        From a card to one in a later layer.
    sizes : mapping from str to float
        How much of its layer each card takes, with the gap beside it, in points.
    gap : float
        Between two cards.
    room, deep : float and int
        How much a layer may take, and the number of layers that there may be.
    """

    arrows: Sequence[tuple[str, str]]
    sizes: Mapping[str, float]
    gap: float
    room: float
    deep: int

    def within(self, room: float, deep: int) -> Layering:
        """The same cards, and other bounds."""
        return replace(self, room=room, deep=deep)

    def cost(self, ranks: Ranks) -> float:
        """The length of all arrows in layers, and what goes beyond the room of layers."""
        card = sum(self.sizes.values()) / len(self.sizes)
        length = sum(ranks[head] - ranks[tail] for tail, head in self.arrows)
        return length + CROWDED * sum(max(0.0, x - self.room) for x in self.loads(ranks)) / card

    def loads(self, ranks: Ranks) -> list[float]:
        """How much of each layer is taken."""
        loads = [0.0] * self.deep
        for name, rank in ranks.items():
            loads[rank] += self.sizes[name]
        for tail, head in self.arrows:
            for rank in range(ranks[tail] + 1, ranks[head]):
                loads[rank] += PASSING * self.gap
        return loads


def with_room(layering: Layering, ranks: Ranks) -> dict[str, int]:
    """The ranks after as many moves as make the layers less crowded for what arrows become longer.

    A move takes a card one layer on or back, with those that it pushes, and those that then lie better one layer on too.
    """
    best, least = dict(ranks), layering.cost(ranks)
    around = _Around(layering)
    moved = True
    while moved:
        moved = False
        for name in _crowded(layering, best):
            for move in around.moves(best, name):
                cost = layering.cost(move)
                if cost < least - 1e-9:
                    best, least, moved = move, cost, True
                    break
    return best


def _crowded(layering: Layering, ranks: Ranks) -> list[str]:
    """The cards of overfull layers, the fullest first."""
    loads = layering.loads(ranks)
    full = [name for name, rank in ranks.items() if loads[rank] > layering.room]
    return sorted(full, key=lambda name: (-loads[ranks[name]], name))


class _Around:
    """The cards before and after each card, and the moves that this leaves."""

    def __init__(self, layering: Layering) -> None:
        self._deep = layering.deep
        self._before: dict[str, list[str]] = {name: [] for name in layering.sizes}
        self._after: dict[str, list[str]] = {name: [] for name in layering.sizes}
        for tail, head in layering.arrows:
            self._after[tail].append(head)
            self._before[head].append(tail)

    def moves(self, ranks: Ranks, name: str) -> Iterator[dict[str, int]]:
        """The ranks after each move of a card."""
        for step in (1, -1):
            alone = self._pushed(ranks, name, step, set())
            together = self._followed(ranks, alone, step)
            for moving in (together, alone) if len(together) > len(alone) else (alone,):
                if all(0 <= ranks[v] + step < self._deep for v in moving):
                    yield {v: rank + step if v in moving else rank for v, rank in ranks.items()}

    def _pushed(self, ranks: Ranks, name: str, step: int, moving: AbstractSet[str]) -> set[str]:
        """A card with what it pushes on, beside what moves already."""
        ahead = self._after if step > 0 else self._before
        pushed, waiting = {name}, [name]
        while waiting:
            last = waiting.pop()
            # What lies in the next layer would no longer lie behind it.
            for near in ahead[last]:
                if near not in pushed and near not in moving and abs(ranks[near] - ranks[last]) < 2:
                    pushed.add(near)
                    waiting.append(near)
        return pushed

    def _followed(self, ranks: Ranks, moving: AbstractSet[str], step: int) -> set[str]:
        """Cards that move, with those that make arrows shorter by following them."""
        together = set(moving)
        waiting = self._beside(moving)
        while waiting:
            name = waiting.pop()
            if name not in together:
                more = self._pushed(ranks, name, step, together)
                if self._longer(more, step) < 0:
                    together |= more
                    waiting += self._beside(more)
        return together

    def _beside(self, names: Iterable[str]) -> list[str]:
        """The cards before and after some, in an order that is the same every time."""
        return [v for u in sorted(names) for v in (*self._before[u], *self._after[u])]

    def _longer(self, more: AbstractSet[str], step: int) -> int:
        """By how much the arrows become longer if these cards move too."""
        before = sum(u not in more for v in more for u in self._before[v])
        after = sum(u not in more for v in more for u in self._after[v])
        return step * (before - after)
