"""Names of a model, and questions in code, as a reader of the report sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Hard, Partial, Setting, Shift, Stochastic
from causalnet.model.influence import Influence
from causalnet.network.labels import ModelLabels
from causalnet.notation import quoted

__all__ = ["Wording", "later"]

# A name is that of a variable on either side of an arrow, even if it is also a word of the language.
BEFORE_ARROW, AFTER_ARROW = r"(?= (?:[→×↛] |\[lag ))", r"(?<= [→×↛] )"
JOINT = re.compile(r"[^\W_]_[^\W_]")
LAG = re.compile(r" \[lag (\d+)\]")

MOVES = {
    "rises": template("{measured} rises"),
    "falls": template("{measured} falls"),
    "holds": template("{measured} stays as it is"),
}
SHIFTS = {
    False: template("{variable} lowered (states: {count})"),
    True: template("{variable} raised (states: {count})"),
}
PASSES = {
    "exceeds": template("{measured} exceeds {threshold}"),
    "stays below": template("{measured} stays below {threshold}"),
}


@dataclass(frozen=True)
class Wording:
    """The words of a report for what a model names and a question asks.

    Attributes
    ----------
    model : CausalModel
    conclusions : tuple of Conclusion
        What is asked, besides the checks and proposals of the model.
    """

    model: CausalModel
    conclusions: tuple[Conclusion, ...] = ()

    def __reduce__(self) -> tuple[type[Wording], tuple[CausalModel, tuple[Conclusion, ...]]]:
        # What it has worked out is not sent to a worker.
        return Wording, (self.model, self.conclusions)

    @cached_property
    def labels(self) -> ModelLabels:
        """The labels of the model."""
        return ModelLabels(self.model)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The label of every variable and hidden cause."""
        hidden = {r.hidden.name: r.hidden.label for r in self.model.rivals.values() if r.hidden}
        return hidden | {v.name: v.label for v in self.model.variables.values()}

    def label(self, name: str) -> str:
        """The label of a variable or of a hidden cause."""
        return self.names.get(name, name)

    def state(self, name: str, state: str) -> str:
        """The label of a state."""
        return self.labels.state(name, state)

    def arrow(self, influence: Influence) -> str:
        """An influence, by labels."""
        arrow = f"{self.label(influence.cause)} → {self.label(influence.effect)}"
        return f"{arrow} {later(influence.lag)}" if influence.lag else arrow

    def chain(self, names: Iterable[str]) -> str:
        """Variables in turn, by labels."""
        return " → ".join(map(self.label, names))

    # ── interventions and conclusions ────────────────────────────────────────────────────────

    def intervention(self, done: Intervention) -> str:
        """An intervention in words.

        Examples
        --------
        >>> import causalnet as cn
        >>> print(Wording(cn.load("lawn")).intervention(cn.do(rain="no")))
        Rain set to “no”
        """
        parts = [self._setting(name, setting) for name, setting in done.settings.items()]
        parts += [
            tr(
                "{cause} without influence on {effect}",
                cause=self.label(c.cause),
                effect=self.label(c.effect),
            )
            for c in done.ordered_cuts
        ]
        for edge in sorted(done.as_ifs, key=lambda a: a.effect):
            seen = ", ".join(
                f"{self.label(v)}: “{self.state(v, s)}”" for v, s in edge.causes.items()
            )
            parts.append(
                tr(
                    "{effect} as if its causes were {causes}",
                    effect=self.label(edge.effect),
                    causes=seen,
                )
            )
        return ", ".join(parts) if parts else tr("the world as it is")

    def _setting(self, name: str, setting: Setting) -> str:
        own = self.label(name)
        if isinstance(setting, Hard):
            return tr(
                "{variable} set to “{state}”", variable=own, state=self.state(name, setting.state)
            )
        if isinstance(setting, Partial):
            return tr(
                "{variable} set to “{state}” in {share} of cases",
                variable=own,
                state=self.state(name, setting.state),
                share=f"{setting.uptake:.0%}",
            )
        if isinstance(setting, Shift):
            return tr(SHIFTS[setting.steps > 0], variable=own, count=abs(setting.steps))
        if isinstance(setting, Stochastic):
            shares = ", ".join(f"{self.state(name, s)} {p:.0%}" for s, p in setting.p.items())
            return tr("{variable} drawn from {shares}", variable=own, shares=shares)
        read = ", ".join(map(self.label, setting.reads))
        return tr("{variable} set according to {others}", variable=own, others=read)

    def conclusion(self, c: Conclusion) -> str:
        """A conclusion in words.

        Examples
        --------
        >>> import causalnet as cn
        >>> dry = cn.Conclusion("wet", "falls", under=cn.do(rain="no"))
        >>> print(Wording(cn.load("lawn")).conclusion(dry))
        Wet grass falls with Rain set to “no”
        """
        found = ", ".join(self.finding(name, finding) for name, finding in c.given.items())
        return tr(
            "{what}{size}{under}{versus}{at}{given}",
            what=self._what(c),
            size=self._size(c),
            under=tr(" with {intervention}", intervention=self.intervention(c.under))
            if c.under or c.versus
            else "",
            versus=tr(" rather than {intervention}", intervention=self.intervention(c.versus))
            if c.versus
            else "",
            at=tr(" by period {period}", period=c.at) if c.at else "",
            given=tr(", given {findings}", findings=found) if found else "",
        )

    def _what(self, c: Conclusion) -> str:
        measured = self.measured(c)
        if c.passes:
            return tr(PASSES[c.direction], measured=measured, threshold=f"{c.threshold:g}")
        return tr(MOVES[c.direction], measured=measured)

    def _size(self, c: Conclusion) -> str:
        if not c.by:
            return ""
        if c.direction == "holds":
            return tr(" to within {size}", size=f"{c.by:g}")
        return tr(" by at least {size}", size=f"{c.by:g}")

    def measured(self, c: Conclusion) -> str:
        """What a conclusion measures."""
        if c.at_least is None:
            return self.label(c.outcome)
        state = self.state(c.outcome, c.at_least)
        return tr(
            "the probability that {outcome} is at least “{state}”",
            outcome=self.label(c.outcome),
            state=state,
        )

    def finding(self, name: str, finding: Finding) -> str:
        """What is observed of a variable."""
        states = self.model.variables[name].states
        return f"{self.label(name)}: {self.labels.finding(name, finding, states)}"

    # ── texts of answers ─────────────────────────────────────────────────────────────────────

    def text(self, told: str) -> str:
        """A text of an answer, with words for the code in it and labels for names.

        Interventions and findings that the model or the question knows become words. A name that is also a word of
        the language is replaced only where it stands alone or beside an arrow.
        """
        if told in self.names:
            return self.names[told]
        for pattern, words in self._rules:
            told = pattern.sub(words, told)
        return told

    @cached_property
    def _rules(self) -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
        code = {str(x): self.intervention(x) for x in self._interventions() if x}
        code["do()"] = tr("the world as it is")
        rules = [(_any_of(code), _from(code))]
        if found := {
            f"{name}={quoted(state)}": f"{label}: “{self.state(name, state)}”"
            for name, label, state in self._states()
        }:
            rules.append((_any_of(found), _from(found)))
        told = {name: label for name, label in self.names.items() if name != label}
        if joint := {name: label for name, label in told.items() if JOINT.search(name)}:
            rules.append((_any_of(joint), _from(joint)))
        if told:
            rules.append((_any_of(told, after=BEFORE_ARROW), _from(told)))
            rules.append((_any_of(told, before=AFTER_ARROW), _from(told)))
        rules.append((LAG, lambda match: f" {later(int(match[1]))}"))
        return rules

    def _states(self) -> Iterator[tuple[str, str, str]]:
        for v in self.model.variables.values():
            yield from ((v.name, v.label, state) for state in v.states)

    def _interventions(self) -> Iterator[Intervention]:
        checks = (c for claim in self.model.claims.values() for c in claim.checks)
        for check in (*self.conclusions, *checks):
            if isinstance(check, Conclusion):
                yield from (check.under, check.versus)
        yield from (p.intervention for p in self.model.proposals.values())


def later(lag: int) -> str:
    """When a lagged influence acts, as the end of its name."""
    return tr("(a period later)") if lag == 1 else tr("({count} periods later)", count=lag)


def _any_of(texts: Iterable[str], *, before: str = "", after: str = "") -> re.Pattern[str]:
    longest = sorted(texts, key=len, reverse=True)
    return re.compile(rf"{before}(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w){after}")


def _from(words: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: words[match.group()]
