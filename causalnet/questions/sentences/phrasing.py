"""Phrases for what is asked: interventions, findings, variables and influences as a reader names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from causalnet.language.listing import capital, comma_list, prose, series
from causalnet.language.translate import LazyText, NameIn, language_spoken, spoken, template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.edge_intervention import AsIf, Cut
from causalnet.model.grammar.finding import Finding, Likelihood
from causalnet.model.grammar.intervention import Intervention, Phase, Timed
from causalnet.model.grammar.setting import Hard, Partial, Policy, Setting, Shift, Stochastic
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.questions.sentences.named_parts import drawn_and_rival, with_labels
from causalnet.questions.sentences.proper_nouns import is_capitalised, is_gerund, is_proper

__all__ = ["Phrasing", "capital", "comma_list", "prose", "series"]

# Periods are numbered from 0: "by period 3" alone would be read as three of them.
TIMED = template("By period {period} (counted from 0; a period is {length}), ")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The words for variables, states, interventions and findings of a model within a sentence.

    Attributes
    ----------
    source : CausalModel, Network or None
        The model with the labels. None: every name stands for itself.
    also : tuple of CausalModel
        Other models, which have the labels of what the first does not have.

    Examples
    --------
    >>> import causalnet as cn
    >>> say = Phrasing(cn.load("lawn"))
    >>> say.name("wet"), say.action(cn.do(rain="yes")), say.action(cn.do(sprinkler="on"))
    ('wet grass', 'setting rain to yes', 'the proposal “water the lawn”')
    """

    source: CausalModel | Network | None = None
    also: tuple[CausalModel, ...] = ()

    @property
    def labels(self) -> ModelLabels:
        """The labels as they stand in a table."""
        return ModelLabels(self.source)

    @property
    def _others(self) -> Phrasing:
        """The words of the other models."""
        return Phrasing(self.also[0], self.also[1:])

    # ── names ────────────────────────────────────────────────────────────────────────────────

    def name(self, variable: str) -> str:
        """A variable within a sentence: its label, in lower case unless it begins with a proper noun or an acronym."""
        own = self.source if isinstance(self.source, CausalModel) else None
        label = self.labels.variable(variable)
        if self.also and own is not None and variable not in own.variables and label == variable:
            return self._others.name(variable)
        known = own is not None and (variable in own.variables or label != variable)
        if own is None or not known or language_spoken() != "en":
            return label
        plain = variable.replace("_", " ")
        if label == plain[:1].upper() + plain[1:]:
            # Nobody wrote a label, so the name has the right capitals.
            return plain
        first, *others = label.split(" ")
        if not is_capitalised(first) or any(map(is_capitalised, others)):
            return label
        return label if is_proper(own, first) else label[:1].lower() + label[1:]

    def state(self, variable: str, state: str) -> str:
        """A state as a reader names it."""
        return self.labels.state(variable, state)

    def at_least(self, variable: str, state: str, states: Sequence[str]) -> str:
        """A state with those above it: only itself if none is."""
        label = self.state(variable, state)
        return label if state == states[-1] else tr("at least {state}", state=label)

    def measured(self, variable: str, at_least: str | None, states: Sequence[str]) -> str:
        """The quantity that is compared: a variable's level, or the probability of a state and those above it."""
        if at_least is None:
            return self.name(variable)
        return tr(
            "the probability that {variable} is {state}",
            variable=self.name(variable),
            state=self.at_least(variable, at_least, states),
        )

    def measured_state(self, variable: str, state: str | None) -> str:
        """The quantity that is compared: the expected level of a variable, or the probability of one state."""
        name = self.name(variable)
        if state is None:
            return tr("the expected level of {outcome}", outcome=name)
        own = self.state(variable, state)
        return tr("the probability that {variable} is {state}", variable=name, state=own)

    def part(self, name: str) -> str:
        """An influence or a modifier by its name, in labels."""
        for model in (self.source, *self.also):
            if not isinstance(model, CausalModel):
                continue
            for influence in drawn_and_rival(model):
                if influence.name == name:
                    return self.arrow(influence.cause, influence.effect, influence.lag)
            for modifier in model.modifiers:
                if modifier.name == name:
                    return tr(
                        "{arrow}, as far as {by} allows",
                        arrow=self.arrow(modifier.cause, modifier.effect),
                        by=self.name(modifier.by),
                    )
        return name

    def note(self, text: str) -> str:
        """A note that an answer keeps, in labels and in the language that is spoken."""
        return capital(self.kept(text)) if isinstance(text, LazyText) else text

    def kept(self, text: str) -> str:
        """A part of a sentence that an answer keeps."""
        return spoken(text, self._label)

    def _label(self, name: str) -> str:
        """What readers see in place of a name."""
        if not isinstance(name, NameIn) or name.kind == "variable":
            return self.node(name)
        if name.kind == "state":
            return self.state(name.of[0], name)
        if name.kind == "cut":
            cause, effect = map(self.name, name.of)
            return tr("cutting the influence of {cause} on {effect}", cause=cause, effect=effect)
        if name.kind == "rival":
            label = self.labels.rival(name)
            return self._others._label(name) if label == name and self.also else label
        return self.part(name)

    def node(self, name: str) -> str:
        """A variable, with its period where periods are unrolled."""
        variable, mark, period = name.rpartition("@")
        if not mark or not period.isdecimal() or self.states_of(name):
            return self.name(name)
        return tr("{outcome} in period {period}", outcome=self.name(variable), period=period)

    def dispute(self, name: str) -> str:
        """What accounts part on, by its name: an influence, a modifier, a variable with what is disputed of it, a word."""
        if isinstance(name, LazyText):
            return self.kept(name)
        told = self._label(name) if isinstance(name, NameIn) else self.part(name)
        return self.words(name) if told == name else told

    def words(self, text: str) -> str:
        """A text with labels in place of influences and of names that no sentence could have otherwise."""
        if isinstance(text, LazyText):
            return self.note(text)
        own = self.source.variables if isinstance(self.source, CausalModel) else {}
        told = with_labels(text, own, self.name)
        return told if told.startswith(text[:8]) else capital(told)

    def arrow(self, cause: str, effect: str, lag: int = 0) -> str:
        """A cause and its effect, with the delay."""
        if cause == effect:
            return tr("the persistence of {variable}", variable=self.name(cause))
        arrow = f"{self.name(cause)} → {self.name(effect)}"
        if lag == 1:
            return tr("{arrow} (a period later)", arrow=arrow)
        return tr("{arrow} ({lag} periods later)", arrow=arrow, lag=lag) if lag else arrow

    def way(self, names: Sequence[str]) -> str:
        """A path as a reader follows it."""
        return " → ".join(map(self.name, names))

    # ── interventions ────────────────────────────────────────────────────────────────────────

    def action(
        self, under: Intervention | Timed, versus: Intervention | Timed | None = None
    ) -> str:
        """An intervention as the subject of a sentence, held against another one where there is one."""
        if not versus:
            return self._action(under)
        pair = _one_variable(under), _one_variable(versus)
        if pair[0] and pair[1] and pair[0][0] == pair[1][0] and not self._proposed(under):
            variable, state = pair[0]
            return tr(
                "setting {variable} to {state} rather than to {other}",
                variable=self.name(variable),
                state=self.state(variable, state),
                other=self.state(variable, pair[1][1]),
            )
        return tr(
            "{action} rather than {other}", action=self._action(under), other=self._action(versus)
        )

    def _action(self, under: Intervention | Timed) -> str:
        if isinstance(under, Timed):
            phases = [self._phase(phase) for phase in under.phases]
            return series(phases) if phases else tr("leaving everything as it is")
        if not under:
            return tr("leaving everything as it is")
        return self._proposed(under) or self.doing(under)

    def doing(self, under: Intervention) -> str:
        """What an intervention does, part by part, whether it is a proposal or not.

        Examples
        --------
        >>> import causalnet as cn
        >>> Phrasing(cn.load("lawn")).doing(cn.do(sprinkler="on"))
        'setting sprinkler to on'
        """
        plain = [(v, s) for v, s in under.settings.items() if isinstance(s, Hard)]
        parts = [self.setting({v: s.state for v, s in plain})] if plain else []
        parts += [self._set(v, s) for v, s in under.settings.items() if not isinstance(s, Hard)]
        return series([*parts, *map(self.edge, under.edges)])

    def _proposed(self, under: Intervention | Timed) -> str:
        """The proposal with an intervention: a label such as “Raising the price” is a subject, others are quoted."""
        if isinstance(under, Timed) or not under:
            return ""
        label = self.labels.proposal(under)
        if is_gerund(label) and language_spoken() == "en":
            return label[:1].lower() + label[1:]
        return tr("the proposal “{name}”", name=label) if label else ""

    def setting(self, states: Mapping[str, str]) -> str:
        """Variables that are set, each to a state."""
        settings = [
            tr("{variable} to {state}", variable=self.name(v), state=self.state(v, s))
            for v, s in states.items()
        ]
        return tr("setting {settings}", settings=series(settings))

    def _phase(self, phase: Phase) -> str:
        """An intervention with its periods."""
        action = self._action(phase.intervention)
        if len(phase.spans) > 1:
            spans = [f"{a}" if a == b else f"{a}–{'' if b is None else b}" for a, b in phase.spans]
            return tr("{action} in periods {spans}", action=action, spans=series(spans))
        for first, last in phase.spans:
            if last is None:
                action = (
                    tr("{action} from period {first} on", action=action, first=first)
                    if first
                    else action
                )
            elif first == last:
                action = tr("{action} in period {period}", action=action, period=first)
            elif first:
                action = tr(
                    "{action} in periods {first} to {last}", action=action, first=first, last=last
                )
            else:
                action = tr("{action} until period {last}", action=action, last=last)
        return action

    def _set(self, variable: str, setting: Setting) -> str:
        """One variable that is set in another way than to a state."""
        name = self.name(variable)
        match setting:
            case Partial():
                return tr(
                    "setting {variable} to {state} in {share} of cases",
                    variable=name,
                    state=self.state(variable, setting.state),
                    share=f"{100 * setting.uptake:.4g}%",
                )
            case Shift():
                return _shifted(name, setting.steps)
            case Policy():
                return tr(
                    "letting {variable} follow {others}",
                    variable=name,
                    others=series([self.name(v) for v in setting.reads]),
                )
            case Stochastic():
                shares = ", ".join(
                    f"{self.state(variable, s)} {100 * x:.4g}%" for s, x in setting.p.items()
                )
                return tr("setting {variable} by lot ({shares})", variable=name, shares=shares)
        return tr("{variable} to {state}", variable=name, state=str(setting))

    def edge(self, edge: Cut | AsIf) -> str:
        """An influence that is cut, or that behaves as if its cause were set."""
        if isinstance(edge, Cut):
            return tr(
                "cutting the influence of {cause} on {effect}",
                cause=self.name(edge.cause),
                effect=self.name(edge.effect),
            )
        causes = [
            tr("{variable} were {state}", variable=self.name(v), state=self.state(v, s))
            for v, s in edge.causes.items()
        ]
        return tr(
            "letting {effect} behave as if {causes}",
            effect=self.name(edge.effect),
            causes=series(causes),
        )

    # ── findings and times ───────────────────────────────────────────────────────────────────

    def findings(self, given: Mapping[str, Finding]) -> str:
        """What is observed, as a clause: each variable and its state."""
        return series([self.finding(v, f) for v, f in given.items()])

    def finding(self, variable: str, finding: Finding) -> str:
        """What is observed of one variable, as a clause."""
        name = self.name(variable)
        if isinstance(finding, Likelihood):
            return tr("{variable} is observed with some uncertainty", variable=name)
        return tr("{variable} is {state}", variable=name, state=self.found(variable, finding))

    def found(self, variable: str, finding: Finding) -> str:
        """The state or states in which a variable was found."""
        if isinstance(finding, str):
            return self.state(variable, finding)
        assert not isinstance(finding, Likelihood)
        own = self.states_of(variable)
        states = [s for s in own if s in finding] if own else sorted(finding)
        return series([self.state(variable, s) for s in states], either=True)

    def states_of(self, variable: str) -> Sequence[str]:
        """The states of a variable, from low to high; none where they are not known."""
        if isinstance(self.source, CausalModel) and variable in self.source.variables:
            return self.source.variables[variable].states
        if isinstance(self.source, Network) and variable in self.source:
            return self.source.states[variable]
        return ()

    def timed_findings(self, found: Mapping[int, Mapping[str, Finding]], *, later: bool) -> str:
        """What is observed, as a clause; each with its period where a `later` one is asked about."""
        told = [
            tr("{finding} in period {period}", finding=self.finding(v, f), period=period)
            if later
            else self.finding(v, f)
            for period, own in found.items()
            for v, f in own.items()
        ]
        return series(told) if told else ""

    def setting_found(self, variable: str, setting: Setting) -> str:
        """What is set, as it would be found."""
        if isinstance(setting, Hard):
            return self.finding(variable, setting.state)
        return self._set(variable, setting)

    def timed_lead(self, given: Mapping[int, Mapping[str, Finding]]) -> str:
        """The beginning of a sentence about a course: what is observed, each in its period."""
        found = self.timed_findings(given, later=True)
        return tr("given that {findings}, ", findings=found) if found else ""

    @property
    def period(self) -> str:
        """How long a period is, if the model says so in the language that is spoken."""
        own = self.source if isinstance(self.source, CausalModel) else None
        return own.period if own and own.language == language_spoken() else ""

    def lead(self, given: Mapping[str, Finding], at: int = 0, *, within: bool = False) -> str:
        """The beginning of a sentence: its period, and what is observed; empty where there is neither."""
        text, length = "", self.period
        if at and length:
            text = tr(TIMED, period=at, length=length)
        elif at:
            text = tr("By period {period}, ", period=at)
        elif within and length:
            text = tr("Within a period ({length}), ", length=length)
        elif within:
            text = tr("Within a period, ")
        if given and at:
            # A finding without a period is one of today.
            text += tr("given that {findings} in period 0, ", findings=self.findings(given))
        elif given:
            text += tr("given that {findings}, ", findings=self.findings(given))
        return text


def _shifted(name: str, steps: int) -> str:
    if abs(steps) == 1:
        return (
            tr("moving {variable} up by one state", variable=name)
            if steps > 0
            else tr("moving {variable} down by one state", variable=name)
        )
    if steps > 0:
        return tr("moving {variable} up by {count} states", variable=name, count=steps)
    return tr("moving {variable} down by {count} states", variable=name, count=-steps)


def _one_variable(under: Intervention | Timed) -> tuple[str, str] | None:
    """The variable and the state of an intervention that sets one variable to one state, and nothing else."""
    if isinstance(under, Timed) or under.edges or len(under.settings) != 1:
        return None
    ((variable, setting),) = under.settings.items()
    return (variable, setting.state) if isinstance(setting, Hard) else None
