"""Attenuation: what is left of a change at each arrow of a path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan

import numpy as np

from causalnet.answer_tables import signed
from causalnet.console import printed
from causalnet.language.translate import tr
from causalnet.model.effect_size import NOTHING
from causalnet.questions.counterfactuals.coupling import Coupling
from causalnet.questions.routes.path_specific import PathSpecific
from causalnet.questions.routes.ways import Edge
from causalnet.questions.sentences.phrasing import Phrasing, prose

__all__ = ["Attenuation", "attenuation", "strongest"]


@printed
@dataclass(frozen=True, slots=True)
class Attenuation:
    """The change of every variable along one path, all other paths being closed.

    Attributes
    ----------
    variables : tuple of str
        From what is set to the outcome.
    changes : tuple of float
        The change in the expected level of each, in its states.
    shares : tuple of float
        The same as shares of the scales, which can be compared along the path.
    """

    variables: tuple[str, ...]
    changes: tuple[float, ...]
    shares: tuple[float, ...]

    @property
    def passed(self) -> tuple[float, ...]:
        """For each arrow, the share of its cause's change that it passes on; NaN where the cause does not change."""
        pairs = zip(self.shares, self.shares[1:], strict=False)
        return tuple(abs(b / a) if abs(a) > NOTHING else float("nan") for a, b in pairs)

    @property
    def weakest(self) -> int | None:
        """The place of the arrow that passes on least; None where nothing fades."""
        least = min((share for share in self.passed if not isnan(share)), default=1.0)
        return self.passed.index(least) if least < 1 else None

    def sentences(self, say: Phrasing) -> str:
        """The path, and the arrow at which most of the change is lost."""
        place, pairs = self.weakest, zip(self.variables, self.changes, strict=True)
        chain = " → ".join(f"{say.name(name)} {signed(change)}" for name, change in pairs)
        text = tr("Along the strongest path, in states: {chain}.", chain=chain)
        if place is None or len(self.passed) == 1:
            return text
        cause, effect = self.variables[place : place + 2]
        kept = self.passed[place]
        fades = tr(
            "It fades most at {arrow}, where {share} of it is left (changes as shares of their scales).",
            arrow=say.arrow(cause, effect),
            share=f"{kept:.0%}" if kept >= 0.005 else tr("under 1%"),
        )
        return prose([text, fades])


def attenuation(
    effects: PathSpecific, path: tuple[Edge, ...], coupling: Coupling
) -> Attenuation | None:
    """The change along one path at every arrow; None where the states of a variable have no order."""
    names = (path[0][0], *(effect for _, effect in path))
    if not set(names) <= effects.network.ordered:
        return None
    active = frozenset(path)
    changes = [effects.moved(name, active, coupling) for name in names]
    lengths = [max(len(effects.network.states[name]) - 1, 1) for name in names]
    shares = [change / length for change, length in zip(changes, lengths, strict=True)]
    return Attenuation(names, tuple(changes), tuple(shares))


def strongest(
    effects: PathSpecific, paths: Iterable[tuple[Edge, ...]], coupling: Coupling
) -> tuple[Edge, ...]:
    """The path that changes the outcome most by itself."""
    return max(paths, key=lambda path: abs(np.mean(effects.change(frozenset(path), coupling))))
