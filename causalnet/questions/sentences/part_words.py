"""The parts of a model, their fields and what stands in them, as a reader names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from causalnet.language.translate import NameIn, language_spoken, spoken, template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim, Evidence
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import Likelihood
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import Absence, Influence, Modifier
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.reviewable import Reviewable
from causalnet.model.variable import Baseline, Variable
from causalnet.network.labels import in_spoken_language
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.judged import judged_number
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = ["FIELD_WORDS", "HEADINGS", "PartWords"]

HEADINGS = {
    "model": template("Model"),
    "known": template("Known"),
    "strengths": template("Words for strengths"),
    "sources": template("Sources"),
    "variables": template("Variables"),
    "claims": template("Claims"),
    "influences": template("Influences"),
    "modifiers": template("Modifiers"),
    "absences": template("Absences"),
    "rivals": template("Rivals"),
    "proposals": template("Proposals"),
    "actors": template("Actors"),
    "decisions": template("Decisions"),
    "utilities": template("Utilities"),
    "evidence": template("Evidence"),
    "translations": template("Translations"),
}
ONE = {
    "sources": template("source {name}"),
    "variables": template("variable {name}"),
    "claims": template("claim {name}"),
    "influences": template("influence {name}"),
    "modifiers": template("modifier {name}"),
    "absences": template("absence {name}"),
    "rivals": template("rival {name}"),
    "proposals": template("proposal {name}"),
    "actors": template("actor {name}"),
    "decisions": template("decision {name}"),
    "utilities": template("utility {name}"),
    "evidence": template("evidence {name}"),
}
# The words for fields are those of the file, in plain words where they are two.
FIELD_WORDS = {
    "absent": template("absent"),
    "alternate": template("other mechanism"),
    "also": template("further mentions"),
    "amount": template("amount"),
    "at": template("place in its source"),
    "author": template("author"),
    "baseline": template("baseline"),
    "basis": template("basis"),
    "bears_on": template("bears on"),
    "better": template("better end"),
    "by": template("allowed by"),
    "cause": template("cause"),
    "checks": template("checks"),
    "claims": template("claims"),
    "date": template("date"),
    "description": template("description"),
    "drafted_by": template("drafted by"),
    "effect": template("effect"),
    "groups": template("groups"),
    "hidden": template("hidden variable"),
    "influences": template("influences"),
    "intervention": template("what is set"),
    "kind": template("kind"),
    "label": template("label"),
    "lag": template("delay"),
    "language": template("language"),
    "latent": template("not measured"),
    "meanings": template("meanings of the states"),
    "means": template("meaning"),
    "mechanism": template("mechanism"),
    "moves": template("what it sets"),
    "name": template("name"),
    "note": template("note"),
    "of": template("worth of"),
    "order": template("order"),
    "p": template("probabilities"),
    "period": template("period"),
    "quote": template("quote"),
    "reason": template("reason"),
    "reference": template("reference"),
    "rests_on": template("rests on"),
    "reviewed_by": template("reviewed by"),
    "roles": template("roles"),
    "sees": template("what is known then"),
    "sign": template("sign"),
    "sizes": template("sizes"),
    "source": template("source"),
    "stance": template("stance"),
    "standing": template("standing"),
    "state_labels": template("labels of the states"),
    "states": template("states"),
    "strength": template("strength"),
    "text": template("text"),
    "tier": template("firmness"),
    "title": template("title"),
    "today": template("today"),
    "url": template("address"),
    "weight": template("weight"),
    "worth": template("worth"),
    "written_in": template("language of writing"),
}
# What may stand in a field of few values.
CHOICES = {
    "added": template("added"),
    "against": template("against"),
    "caution": template("caution"),
    "context": template("context"),
    "dated": template("dated"),
    "denied": template("denied"),
    "edge": template("edge"),
    "emphatic": template("emphatic"),
    "en": template("English"),
    "evidenced": template("evidenced"),
    "fact": template("fact"),
    "for": template("for"),
    "hedged": template("hedged"),
    "high": template("the high end"),
    "implied": template("implied"),
    "ja": template("Japanese"),
    "judged": template("judged"),
    "lever": template("lever"),
    "low": template("the low end"),
    "mediator": template("mediator"),
    "meta": template("meta"),
    "mixed": template("mixed"),
    "modifier": template("modifier"),
    "null": template("null"),
    "open": template("open"),
    "outcome": template("outcome"),
    "plain": template("plain"),
    "reported": template("reported"),
    "rival": template("rival"),
    "stated": template("stated"),
    "total": template("total"),
    "weak": template("weak"),
}
CHOSEN = {
    *("basis", "better", "kind", "language", "roles", "stance", "standing", "tier", "written_in")
}
NAMES = {
    *("cause", "effect", "by", "of", "sees", "bears_on", "claims", "moves", "order", "rests_on"),
    *("source", "strength", "amount"),
}
LETTERS = 60


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words for the parts of a model, in the language that is spoken.

    Attributes
    ----------
    model : CausalModel

    Examples
    --------
    >>> import causalnet as cn
    >>> words = PartWords(cn.load("lawn"))
    >>> words.one("influences", "rain → wet"), words.field(("baseline", "p"))
    ('influence rain → wet grass', 'probabilities of the baseline')
    """

    model: CausalModel

    @property
    def say(self) -> Phrasing:
        """The words for what they are about."""
        return Phrasing(self.model)

    def one(self, kind: str, name: str) -> str:
        """A part: of what kind it is, and its name."""
        return tr(ONE[kind], name=self.named(kind, name))

    def named(self, kind: str, name: str) -> str:
        """The name of a part of a kind, in labels."""
        if kind in ("influences", "modifiers", "absences"):
            return self.arrow(name)
        if kind in ("variables", "decisions", "known"):
            return self.say.labels.shown(name)
        held = getattr(in_spoken_language(self.model), kind, {})
        if kind in ("rivals", "proposals", "actors") and name in held:
            label = held[name].label
            return name if label.lower() == name.lower() else label
        return name

    def arrow(self, name: str) -> str:
        """An influence, a modifier or an absence by its name."""
        for absence in self.model.absences:
            if absence.name == name:
                return f"{self.say.name(absence.cause)} ↛ {self.say.name(absence.effect)}"
        return self.say.part(name)

    def says(self, kind: str, part: Reviewable) -> str:
        """What a part says, in one line."""
        own = in_spoken_language(self.model)
        match part:
            case Claim():
                about = (part.kind, part.tier, part.sign)
                said = tr(", ").join(tr(CHOICES.get(x, x)) for x in about if x)
                text = own.claims[part.name].text if part.name in own.claims else part.text
                return tr("{text} ({about})", text=text, about=said)
            case Variable():
                states = self.say.labels.states(part.name, part.states)
                label = self.say.labels.variable(part.name)
                return tr("{name}: {value}", name=label, value=tr(", ").join(states))
            case Influence():
                strength = self.value(part.strength, "strength")
                return tr("sign {sign}, strength {strength}", sign=part.sign, strength=strength)
            case Modifier():
                amount = self.value(part.amount, "amount")
                return tr("sign {sign}, amount {amount}", sign=part.sign, amount=amount)
        named = getattr(part, "text", "") or getattr(part, "reason", "")
        return str(named) or self.named(kind, str(getattr(part, "name", "")))

    def field(self, path: Sequence[str]) -> str:
        """A field, by the names that lead to it from its part."""
        # The list that an influence of a rival stands in says nothing that the influence does not.
        names = [x for x, y in zip(path, (*path[1:], ""), strict=True) if not isinstance(y, NameIn)]
        first, *inner = names
        told = self._step(first)
        for name in inner:
            told = tr("{field} of the {whole}", field=self._step(name), whole=told)
        return told

    def _step(self, name: str) -> str:
        if isinstance(name, NameIn):
            return tr("influence {name}", name=self.arrow(name))
        return tr(FIELD_WORDS.get(name, name))

    def found(self, variable: str, finding: object) -> str:
        """The state or states in which a variable is known to be."""
        if isinstance(finding, str | frozenset | Likelihood):
            states = self.say.states_of(variable)
            return self.say.labels.finding(variable, finding, states)
        return self.value(finding)

    def value(self, value: object, field: str = "") -> str:
        """What stands in a field, shortened."""
        match value:
            case None | "":
                return tr("nothing")
            case bool():
                return tr("yes") if value else tr("no")
            case str() if field in CHOSEN and value in CHOICES:
                return tr(CHOICES[value])
            case str():
                return self._text(value, field)
            case float():
                return f"{value:g}"
            case Baseline():
                return self.value(value.p)
            case tuple() | frozenset():
                parts = sorted(value) if isinstance(value, frozenset) else value
                told = [self.value(part, field) for part in parts]
                numbers = told and all(isinstance(part, float) for part in parts)
                return f"({', '.join(told)})" if numbers else tr(", ").join(told) or tr("nothing")
        return self._spelled(value)

    def _text(self, text: str, field: str) -> str:
        """A text in quotation marks; the name of a variable or of an influence as its label."""
        named = self.arrow(text)
        if field in NAMES or named != text:
            return self.say.name(text) if named == text else named
        short = text if len(text) <= LETTERS else f"{text[:LETTERS]}…"
        return f"「{short}」" if language_spoken() == "ja" else repr(short)

    def _spelled(self, value: object) -> str:
        if isinstance(value, Judgement):
            return spoken(judged_number(value))
        if isinstance(value, Intervention):
            return self.say.doing(value)
        if isinstance(value, Conclusion):
            return Concluded(self.say, value, self.say.states_of(value.outcome)).sentence
        if isinstance(value, Influence | Modifier | Absence):
            return self.arrow(value.name)
        text = self.say.words(str(value))
        return text if len(text) <= 2 * LETTERS else f"{text[: 2 * LETTERS]}…"

    def evidence(self, part: Evidence) -> str:
        """A piece of evidence: on what it bears, and where it stands."""
        names = ", ".join(self.arrow(name) for name in part.bears_on)
        if part.at:
            return tr(
                "on {parts} ({source}, {place})", parts=names, source=part.source, place=part.at
            )
        return tr("on {parts} ({source})", parts=names, source=part.source)

    def translated(self, language: str, path: Sequence[str]) -> str:
        """A text in another language, by its path."""
        spoken_name = tr(CHOICES.get(language, language))
        kind, *rest = path
        if not rest:
            return tr("{language}: {field}", language=spoken_name, field=self.field((kind,)))
        name, field = rest
        own = tr(
            "{field} of {part}",
            field=self.field(field.split(".")),
            part=self.one(kind, name),
        )
        return tr("{language}: {field}", language=spoken_name, field=own)
