"""A model under other names: of its variables and their states, its sources and its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from causalnet.frozen_map import Register
from causalnet.model.assembly.parts import LISTED, NAMED_PARTS
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Evidence, Source
from causalnet.model.decision import Choice, Utility
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.edge_intervention import AsIf, Cut
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Hard, Partial, Policy, Setting, Stochastic
from causalnet.model.influence import Absence, Influence, Modifier, Rival
from causalnet.model.judgements.panel import Panel
from causalnet.model.mechanism import Mechanism, Tabular
from causalnet.model.proposal import Actor, Proposal
from causalnet.model.translations.spoken import renamed_texts
from causalnet.model.variable import Variable

__all__ = ["NewNames"]

P = TypeVar("P")
ByOldName = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NewNames:
    """New names for some parts of a model; what is not listed keeps its name.

    Attributes
    ----------
    variables, sources, claims : mapping from str to str
        The new names, by the old ones.
    states : mapping from str to mapping from str to str
        For each variable, by its old name, the new names of its states.

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.load("lawn")
    >>> NewNames(variables={"wet": "grass"}).of(lawn).influences[0].name
    'rain → grass'
    """

    variables: ByOldName = field(default_factory=dict)
    states: Mapping[str, ByOldName] = field(default_factory=dict)
    sources: ByOldName = field(default_factory=dict)
    claims: ByOldName = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.variables or self.states or self.sources or self.claims)

    def of(self, model: CausalModel) -> CausalModel:
        """The model under the new names."""
        if not self:
            return model
        kinds = (*NAMED_PARTS, *LISTED)
        held = {kind: getattr(model, kind) for kind in kinds}
        parts = {k: x.values() if isinstance(x, Mapping) else x for k, x in held.items()}
        changes = {kind: self.parts(own) for kind, own in parts.items()}
        strengths = {word: self.said(own) for word, own in model.strengths.items()}
        known = self.given(model.known)
        renamed = model._with(**changes, strengths=strengths, known=known, translations=None)
        texts = renamed_texts(model.translations, model._values(), renamed._values())
        return renamed._with(translations=texts)

    def parts(self, parts: Iterable[P]) -> list[P]:
        """Parts of a model under the new names."""
        return [self.part(part) for part in parts]

    def part(self, part: P) -> P:
        """One part of a model under the new names."""
        changes = _CHANGES.get(type(part))
        return (
            part
            if changes is None
            else cast("P", replace(cast("Any", part), **changes(self, part)))
        )

    def variable(self, name: str) -> str:
        """The new name of a variable."""
        return self.variables.get(name, name)

    def state(self, variable: str, state: str) -> str:
        """The new name of a state of a variable, which is given by its old name."""
        return self.states.get(variable, {}).get(state, state)

    def conclusion(self, conclusion: Conclusion) -> Conclusion:
        """A conclusion under the new names."""
        known = conclusion.outcome, conclusion.at_least
        return replace(
            conclusion,
            outcome=self.variable(conclusion.outcome),
            at_least=None if known[1] is None else self.state(known[0], known[1]),
            under=self.intervention(conclusion.under),
            versus=self.intervention(conclusion.versus),
            given=self.given(conclusion.given),
        )

    def given(self, given: Mapping[str, Finding]) -> dict[str, Finding]:
        """Findings under the new names."""
        return {self.variable(v): self._finding(v, finding) for v, finding in given.items()}

    def _finding(self, variable: str, finding: Finding) -> Finding:
        if isinstance(finding, str):
            return self.state(variable, finding)
        if isinstance(finding, Likelihood):
            return Likelihood(self._by_state(variable, finding.p))
        return frozenset({self.state(variable, state) for state in finding})

    def _by_state(self, variable: str, held: Mapping[str, P]) -> Register[str, P]:
        return Register({self.state(variable, s): x for s, x in held.items()}, "state")

    def intervention(self, done: Intervention) -> Intervention:
        """An intervention under the new names."""
        settings = {self.variable(v): self._setting(v, s) for v, s in done.settings.items()}
        cuts = [Cut(self.variable(c.cause), self.variable(c.effect)) for c in done.cuts]
        as_ifs = [
            AsIf(
                self.variable(a.effect),
                Register(
                    {self.variable(c): self.state(c, s) for c, s in a.causes.items()}, "cause"
                ),
            )
            for a in done.as_ifs
        ]
        return Intervention(Register(settings, "setting"), frozenset(cuts), frozenset(as_ifs))

    def _setting(self, variable: str, setting: Setting) -> Setting:
        if isinstance(setting, Hard | Partial):
            return replace(setting, state=self.state(variable, setting.state))
        if isinstance(setting, Stochastic):
            return replace(setting, p=self._by_state(variable, setting.p))
        if isinstance(setting, Policy):
            chosen = {
                setting.key(
                    [
                        self.state(v, s)
                        for v, s in zip(setting.reads, setting.states(key), strict=True)
                    ]
                ): cast("Any", self._setting(variable, x))
                for key, x in setting.choose.items()
            }
            given = tuple(map(self.variable, setting.reads))
            return Policy(given[0] if len(given) == 1 else given, Register(chosen, "choice"))
        return setting

    def said(self, judged: Any) -> Any:
        """What several people judged, under the new names of the sources that they are."""
        if not isinstance(judged, Panel):
            return judged
        return Panel({self.sources.get(name, name): own for name, own in judged.judged.items()})

    def mechanism(self, mechanism: Mechanism) -> Mechanism:
        """A mechanism under the new names of its causes and their states."""
        if not isinstance(mechanism, Tabular):
            return mechanism
        causes = mechanism.causes
        rows = {
            tuple(self.state(c, s) for c, s in zip(causes, when, strict=True)): row
            for when, row in mechanism.rows.items()
        }
        named = [self.variable(c) for c in causes]
        return cast("Mechanism", replace(cast("Any", mechanism), causes=named, rows=rows))


def _of_variable(new: NewNames, v: Variable) -> dict[str, Any]:
    # A label that follows from the name follows the new one.
    own = v.label == Variable(v.name, v.states).label
    return {
        "name": new.variable(v.name),
        "label": "" if own else v.label,
        "states": [new.state(v.name, s) for s in v.states],
        "baseline": new.said(v.baseline),
        "mechanism": _table_of(new, v, v.mechanism),
        "alternate": None if v.alternate is None else _table_of(new, v, v.alternate),
    }


def _table_of(new: NewNames, variable: Variable, mechanism: Mechanism) -> Mechanism:
    """Its mechanism; a rule also names states of the variable itself."""
    found = new.mechanism(mechanism)
    if isinstance(found, Tabular) and found.kind == "deterministic":
        rows = {k: new.state(variable.name, str(s)) for k, s in found.rows.items()}
        return cast("Mechanism", replace(cast("Any", found), rows=rows))
    return found


def _of_arrow(new: NewNames, part: Influence | Absence) -> dict[str, Any]:
    return {
        "cause": new.variable(part.cause),
        "effect": new.variable(part.effect),
        "claims": _claims(new, part.claims),
    }


def _of_influence(new: NewNames, part: Influence) -> dict[str, Any]:
    at = part.reference
    reference = None if at is None else new.state(part.cause, at)
    return {**_of_arrow(new, part), "reference": reference, "strength": new.said(part.strength)}


def _of_modifier(new: NewNames, part: Modifier) -> dict[str, Any]:
    names = {n: new.variable(getattr(part, n)) for n in ("cause", "effect", "by")}
    return {**names, "claims": _claims(new, part.claims), "amount": new.said(part.amount)}


def _of_rival(new: NewNames, part: Rival) -> dict[str, Any]:
    hidden = None if part.hidden is None else new.part(part.hidden)
    return {"influences": new.parts(part.influences), "hidden": hidden}


def _of_claim(new: NewNames, part: Claim) -> dict[str, Any]:
    return {
        "name": new.claims.get(part.name, part.name),
        "checks": [new.conclusion(check) for check in part.checks],
        **_of_mentions(new, part),
    }


def _of_evidence(new: NewNames, part: Evidence) -> dict[str, Any]:
    # Names of claims and of variables are distinct.
    named = [new.claims.get(n, new.variable(n)) for n in part.bears_on]
    return {"bears_on": named, **_of_mentions(new, part)}


def _of_mentions(new: NewNames, part: Claim | Evidence) -> dict[str, Any]:
    also = [replace(c, source=new.sources.get(c.source, c.source)) for c in part.also]
    return {"source": new.sources.get(part.source, part.source), "also": also}


def _of_proposal(new: NewNames, part: Proposal) -> dict[str, Any]:
    return {
        "intervention": new.intervention(part.intervention),
        "claims": _claims(new, part.claims),
    }


def _of_actor(new: NewNames, part: Actor) -> dict[str, Any]:
    return {"moves": [new.variable(v) for v in part.moves]}


def _of_choice(new: NewNames, part: Choice) -> dict[str, Any]:
    return {"name": new.variable(part.name), "sees": [new.variable(v) for v in part.sees]}


def _of_utility(new: NewNames, part: Utility) -> dict[str, Any]:
    worth = {
        tuple(new.state(v, s) for v, s in zip(part.of, states, strict=True)): x
        for states, x in part.by_states.items()
    }
    return {"of": [new.variable(v) for v in part.of], "worth": worth}


def _of_source(new: NewNames, part: Source) -> dict[str, Any]:
    rests_on = [new.sources.get(s, s) for s in part.rests_on]
    return {"name": new.sources.get(part.name, part.name), "rests_on": rests_on}


def _claims(new: NewNames, claims: Iterable[str]) -> list[str]:
    return [new.claims.get(c, c) for c in claims]


_CHANGES: Mapping[type, Callable[[NewNames, Any], dict[str, Any]]] = {
    Variable: _of_variable,
    Influence: _of_influence,
    Modifier: _of_modifier,
    Absence: _of_arrow,
    Rival: _of_rival,
    Source: _of_source,
    Claim: _of_claim,
    Evidence: _of_evidence,
    Proposal: _of_proposal,
    Actor: _of_actor,
    Choice: _of_choice,
    Utility: _of_utility,
}
