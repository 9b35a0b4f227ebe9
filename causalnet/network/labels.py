"""What readers see in place of names: the labels of variables, of states and of proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from causalnet.cache import CachePerOwner
from causalnet.language.translate import language_spoken, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.variable import Variable
from causalnet.network.network import Network

__all__ = ["ModelLabels", "in_spoken_language"]

_Named = TypeVar("_Named", bound=CausalModel | Network | None)
# Models in another language that are kept for each model.
_spoken: CachePerOwner[CausalModel, str, CausalModel] = CachePerOwner(4)


def in_spoken_language(source: _Named) -> _Named:
    """A model in the language that is spoken now, as far as it has it; anything else as it is.

    English is spoken by default, so that a model which was asked to speak another language goes on to do so.

    Examples
    --------
    >>> import causalnet as cn
    >>> from causalnet.language.translate import speaking
    >>> japan = cn.load("japan_software")
    >>> with speaking("ja"):
    ...     in_spoken_language(japan).variables["language_barrier"].label
    '言語の壁'
    """
    language = language_spoken()
    if not isinstance(source, CausalModel) or language not in source.translations:
        return source
    if language == "en" and source.language != source.written_in:
        return source
    kept = _spoken.of(source)
    spoken = kept.get(language) or kept.put(language, source.in_language(language))
    return cast("_Named", spoken)


@dataclass(frozen=True, slots=True)
class ModelLabels:
    """The labels of a model, in the language that is spoken; those of a network are its names, since it has no others.

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

    @property
    def _variables(self) -> Mapping[str, Variable]:
        model = in_spoken_language(self.source)
        return model.variables if isinstance(model, CausalModel) else {}

    @property
    def title(self) -> str:
        """The title of the model, or its name where it has none; empty without a model or a network."""
        model = in_spoken_language(self.source)
        if isinstance(model, CausalModel):
            return model.title or model.name
        return model.name if model is not None else ""

    def variable(self, name: str) -> str:
        """The label of a variable; of a name that is none, the name."""
        own = self._variables
        return own[name].label if name in own else self._hidden(name)

    def _hidden(self, name: str) -> str:
        """The label of the hidden variable of a rival that is not part of the model; of a name that is none, the name."""
        model = in_spoken_language(self.source)
        for rival in model.rivals.values() if isinstance(model, CausalModel) else ():
            if rival.hidden is not None and rival.hidden.name == name:
                return rival.hidden.label
        return name

    def shown(self, name: str) -> str:
        """A variable in a table: its label, where that says more than its name.

        Examples
        --------
        >>> import causalnet as cn
        >>> labels = ModelLabels(cn.load("lawn"))
        >>> labels.shown("wet"), labels.shown("rain")
        ('Wet grass', 'rain')
        """
        label = self.variable(name)
        return name if label.lower() == name.lower() else label

    def listed(self, names: Iterable[str]) -> str:
        """Variables in a cell of a table; “nothing” if there are none."""
        told = list(map(self.shown, names))
        return tr(", ").join(told) or tr("nothing")

    def states(self, name: str, states: Sequence[str]) -> Sequence[str]:
        """The labels of states of a variable."""
        return [self.state(name, state) for state in states]

    def state(self, name: str, state: str) -> str:
        """The label of a state of a variable."""
        own = self._variables
        return own[name].state_label(state) if name in own and state in own[name].states else state

    def rival(self, name: str) -> str:
        """The label of a rival; of a name that is none, the name."""
        model = in_spoken_language(self.source)
        own = model.rivals if isinstance(model, CausalModel) else {}
        return own[name].label if name in own else name

    def proposal(self, intervention: Intervention) -> str:
        """The label of the proposal with an intervention; empty if there is none."""
        model = in_spoken_language(self.source)
        own = model.proposals.values() if isinstance(model, CausalModel) else ()
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
