"""What readers see in place of names: the labels of variables, of states and of proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.network import Network

__all__ = ["ModelLabels"]


@dataclass(frozen=True, slots=True)
class ModelLabels:
    """The labels of a model; those of a network are its names, since it has no others.

    Attributes
    ----------
    source : CausalModel, Network or None
        Where the names are from. None: every name stands for itself.

    Examples
    --------
    >>> import causalnet as cn
    >>> labels = ModelLabels(cn.load("lawn"))
    >>> labels.variable("wet"), labels.state("wet", "yes"), labels.variable("unheard of")
    ('Wet grass', 'yes', 'unheard of')
    """

    source: CausalModel | Network | None = None

    def variable(self, name: str) -> str:
        """The label of a variable; of a name that is none, the name."""
        own = self.source.variables if isinstance(self.source, CausalModel) else {}
        return own[name].label if name in own else name

    def states(self, name: str, states: Sequence[str]) -> Sequence[str]:
        """The labels of states of a variable."""
        return [self.state(name, state) for state in states]

    def state(self, name: str, state: str) -> str:
        """The label of a state of a variable."""
        own = self.source.variables if isinstance(self.source, CausalModel) else {}
        return own[name].state_label(state) if name in own and state in own[name].states else state

    def proposal(self, intervention: Intervention) -> str:
        """The label of the proposal with an intervention; empty if there is none."""
        own = self.source.proposals.values() if isinstance(self.source, CausalModel) else ()
        return next((p.label for p in own if p.intervention == intervention), "")

    def finding(self, name: str, finding: Finding, states: Sequence[str]) -> str:
        """What is found of a variable with these states, in the order of its scale.

        Examples
        --------
        >>> ModelLabels().finding("wet", frozenset({"yes", "no"}), ["no", "yes"])
        'no or yes'
        """
        if isinstance(finding, str):
            return self.state(name, finding)
        if isinstance(finding, Likelihood):
            weights = ", ".join(f"{self.state(name, s)} {finding.p[s]:g}" for s in states)
            return f"uncertain, with the likelihoods {weights}"
        return " or ".join(self.state(name, s) for s in states if s in finding)
