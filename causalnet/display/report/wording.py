"""Names of a model, and questions in code, as a reader of the report sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Influence, Modifier
from causalnet.network.labels import ModelLabels
from causalnet.notation import quoted, without_calls
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.sentences.quotation import clipped, inner_marks

__all__ = ["Wording"]

LAG = re.compile(r" \[lag (\d+)\]")


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

    # ── cells of tables ──────────────────────────────────────────────────────────────────────

    @cached_property
    def labels(self) -> ModelLabels:
        """The labels of the model."""
        return ModelLabels(self.model)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The label of every variable and hidden cause."""
        hidden = {r.hidden.name: r.hidden.label for r in self.model.rivals.values() if r.hidden}
        return hidden | {name: self.labels.variable(name) for name in self.model.variables}

    def label(self, name: str) -> str:
        """The label of a variable or of a hidden cause."""
        return self.names.get(name, name)

    def state(self, name: str, state: str) -> str:
        """The label of a state."""
        return self.labels.state(name, state)

    def arrow(self, influence: Influence | Modifier) -> str:
        """An influence or a modifier, by labels."""
        arrow = self.chain((influence.cause, influence.effect))
        if isinstance(influence, Modifier):
            return f"{arrow} × {self.label(influence.by)}"
        return _later(arrow, influence.lag) if influence.lag else arrow

    def claim(self, name: str) -> str:
        """A claim by its words, with its number, which leads to it."""
        text = inner_marks(clipped(self.model.claims[name].text))
        return tr("“{text}” [{number}]", text=text, number=name)

    def named(self, name: str) -> str:
        """A claim by its words, a source by its title, anything else by its label."""
        if name in self.model.claims:
            return self.claim(name)
        if name in self.model.sources:
            return tr("“{title}”", title=self.source(name))
        return self.text(name)

    def source(self, name: str) -> str:
        """A source by its title; by its name, where it has none."""
        return self.model.sources[name].title or name

    def chain(self, names: Iterable[str]) -> str:
        """Variables in turn, by labels."""
        return " → ".join(map(self.label, names))

    # ── texts of answers ─────────────────────────────────────────────────────────────────────

    @cached_property
    def phrasing(self) -> Phrasing:
        """The words within a sentence."""
        return Phrasing(self.model)

    def conclusion(self, c: Conclusion) -> str:
        """A conclusion in words."""
        return Concluded(self.phrasing, c, self.model.variables[c.outcome].states).sentence

    def text(self, told: str) -> str:
        """A text of an answer, with words for the code in it and labels for names.

        Interventions and findings that the model or the question knows become words. A name that is also a word of
        the language is replaced only where it stands alone or beside an arrow.

        Examples
        --------
        >>> import causalnet as cn
        >>> words = Wording(cn.load("lawn"))
        >>> words.text('wet'), words.text('observed: wet="yes"'), words.text("rain → wet")
        ('Wet grass', 'observed: wet grass is yes', 'rain → wet grass')
        """
        if told in self.names:
            return self.names[told]
        told = without_calls(told)
        for pattern, words in self._code:
            told = pattern.sub(words, told)
        return LAG.sub(lambda match: _later("", int(match[1])), self.phrasing.words(told))

    @cached_property
    def _code(self) -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
        say = self.phrasing
        done = {str(x): say.action(x) for x in self._interventions()}
        found = {
            f"{v.name}={quoted(state)}": say.finding(v.name, state)
            for v in self.model.variables.values()
            for state in v.states
        }
        return [(_any_of(code), _from(code)) for code in (done, found) if code]

    def _interventions(self) -> Iterator[Intervention]:
        yield Intervention()
        checks = (c for claim in self.model.claims.values() for c in claim.checks)
        for check in (*self.conclusions, *checks):
            if isinstance(check, Conclusion):
                yield from (check.under, check.versus)
        yield from (p.intervention for p in self.model.proposals.values())


def _later(arrow: str, lag: int) -> str:
    """A lagged influence, with when it acts."""
    if lag == 1:
        return tr("{arrow} (a period later)", arrow=arrow)
    return tr("{arrow} ({lag} periods later)", arrow=arrow, lag=lag)


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(texts, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _from(words: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: words[match.group()]
