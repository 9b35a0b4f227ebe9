"""Two interventions on one model, and the arrows that are left under them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from causalnet.cache import CachePerOwner
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Setting
from causalnet.model.influence import Influence

__all__ = ["Arms"]

_influences: CachePerOwner[CausalModel, None, Mapping[str, tuple[Influence, ...]]] = CachePerOwner(
    1
)


@dataclass(frozen=True, slots=True)
class Arms:
    """Two interventions on one model, and the arrows that are left under them.

    Attributes
    ----------
    model : CausalModel
    under, versus : Intervention
    """

    model: CausalModel
    under: Intervention
    versus: Intervention

    def settings(self, name: str) -> tuple[Setting | None, Setting | None]:
        """The setting of a variable in each arm; None where it is not set."""
        return self.under.settings.get(name), self.versus.settings.get(name)

    def cuts(self, effect: str) -> tuple[set[str], set[str]]:
        """The causes whose influence on a variable is cut, in each arm."""
        if not (self.under.cuts or self.versus.cuts):
            return set(), set()
        there = {i.cause for i in self.model.causes(effect)}
        first, second = (
            {c.cause for c in arm.cuts if c.effect == effect} & there
            for arm in (self.under, self.versus)
        )
        return first, second

    def influences(self, effect: str) -> Sequence[Influence]:
        """The influences on a variable that still act in either arm."""
        return self._heard(effect, lambda arm: {c for c, e in arm.severed if e == effect})

    def seen(self, effect: str) -> Sequence[Influence]:
        """The influences that still act in either arm, or whose cause the effect sees in a state."""
        return self._heard(effect, lambda arm: {c.cause for c in arm.cuts if c.effect == effect})

    def _heard(self, effect: str, gone: Callable[[Intervention], set[str]]) -> Sequence[Influence]:
        if not self._is_touched(effect):
            return _in_order(self.model)[effect]
        lost = [
            gone(arm) if arm.cuts or arm.as_ifs else set[str]()
            for setting, arm in zip(self.settings(effect), (self.under, self.versus), strict=True)
            if setting is None or setting.keeps_causes
        ]
        # Of both arms: what is lost in every one of them does not act.
        dead = (
            set[str].intersection(*lost) if lost else {i.cause for i in self.model.causes(effect)}
        )
        return [i for i in _in_order(self.model)[effect] if i.cause not in dead]

    def _is_touched(self, effect: str) -> bool:
        """Whether an arm may change what a variable depends on."""
        return any(
            effect in arm.settings or arm.cuts or arm.as_ifs for arm in (self.under, self.versus)
        )

    def inputs(self, name: str) -> tuple[str, ...]:
        """The variables that a variable depends on in either arm."""
        chosen = [v for s in self.settings(name) if s is not None for v in s.reads]
        return tuple(dict.fromkeys([*(i.cause for i in self.influences(name)), *chosen]))

    def graph(self) -> dict[str, tuple[str, ...]]:
        """The arrows of both mutilated graphs."""
        return {name: self.inputs(name) for name in self.model.variables}

    def graphs(self) -> list[dict[str, tuple[str, ...]]]:
        """The arrows of each mutilated graph by itself."""
        return [Arms(self.model, arm, arm).graph() for arm in (self.under, self.versus)]


def _in_order(model: CausalModel) -> Mapping[str, tuple[Influence, ...]]:
    """The influences on each variable within a period, by their names."""
    kept = _influences.of(model)
    return kept.get(None) or kept.put(
        None,
        {v: tuple(sorted(model.causes(v), key=lambda i: i.name)) for v in model.variables},
    )
