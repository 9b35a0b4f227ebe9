"""Interventions for the page: every setting as a Markov kernel, and changes of influences, each held once.

On the page a setting is a number: a state of its variable by its place, or −1 − the place of another setting in the list
that the page carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from causalnet.display.explorer.plain import Plain
from causalnet.display.text import clean
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.edge_intervention import AsIf, Cut
from causalnet.model.grammar.intervention import Intervention, Timed, scheduled
from causalnet.model.grammar.setting import Hard, Partial, Policy, Setting, Shift, States
from causalnet.network.kernel import kernel_of
from causalnet.network.network import Network
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = ["PageActions", "on_page"]

KINDS: Mapping[type, str] = {Shift: "shift", Partial: "partial", Policy: "policy"}


class PageActions:
    """The settings other than to a state, and the changed influences, of some interventions.

    Parameters
    ----------
    states : mapping from variable to states
        In the order of the page.
    phrasing : Phrasing
    interventions : iterable of Intervention
    """

    def __init__(
        self, states: States, phrasing: Phrasing, interventions: Iterable[Intervention]
    ) -> None:
        self.states, self.phrasing = states, phrasing
        self.place = {name: i for i, name in enumerate(states)}
        every = list(interventions)
        self.settings = list(
            dict.fromkeys(
                (v, s)
                for done in every
                for v, s in done.settings.items()
                if not isinstance(s, Hard)
            )
        )
        self.edges = list(dict.fromkeys(edge for done in every for edge in done.edges))

    @property
    def cut(self) -> set[tuple[str, str]]:
        """The pairs of cause and effect of which the page can cut the influence."""
        return {(edge.cause, edge.effect) for edge in self.edges if isinstance(edge, Cut)}

    def to_json(self) -> Plain:
        """The lists that the page carries."""
        return {
            "settings": [self._setting(v, s) for v, s in self.settings],
            "edges": [self._edge(edge) for edge in self.edges],
        }

    def parts(self, done: Intervention) -> Plain:
        """An intervention by the places of its parts: pairs of a variable and its setting, and changed influences."""
        pairs = [[self.place[v], self._code(v, s)] for v, s in done.settings.items()]
        return {"set": pairs, "edges": [self.edges.index(edge) for edge in done.edges]}

    def _code(self, variable: str, setting: Setting) -> int:
        if isinstance(setting, Hard):
            return list(self.states[variable]).index(setting.state)
        return -1 - self.settings.index((variable, setting))

    def _setting(self, variable: str, setting: Setting) -> Plain:
        kernel = kernel_of(setting, variable, self.states)
        return {
            "variable": self.place[variable],
            "kind": KINDS.get(type(setting), "lottery"),
            "sources": [self.place[v] for v in kernel.sources],
            "rows": kernel.rows.ravel().tolist(),
            "code": repr(setting),
            "said": clean(self.phrasing.setting_found(variable, setting)),
        }

    def _edge(self, edge: Cut | AsIf) -> Plain:
        seen = {edge.cause: None} if isinstance(edge, Cut) else dict(edge.causes.items())
        return {
            "effect": self.place[edge.effect],
            "severed": [
                [self.place[c], None if s is None else list(self.states[c]).index(s)]
                for c, s in seen.items()
            ],
            "code": repr(edge),
            "said": clean(self.phrasing.edge(edge)),
        }


def on_page(
    model: CausalModel | Network, states: States, under: Intervention | Timed | None
) -> PageActions:
    """What the page of a model can carry out: its proposals, and what it opens on."""
    proposals = model.proposals.values() if isinstance(model, CausalModel) else ()
    opened = [phase.intervention for phase in scheduled(under).phases]
    return PageActions(states, Phrasing(model), [*(p.intervention for p in proposals), *opened])
