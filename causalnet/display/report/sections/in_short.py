"""The gist of several conclusions: what they rest on, how large they are, and what speaks against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from causalnet.answer_tables import signed
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known
from causalnet.display.report.sections.checks_in_short import checks_told
from causalnet.display.report.sections.figures import GROUNDS
from causalnet.display.translated_terms import SIZE_WORDS
from causalnet.language.translate import template, tr
from causalnet.model.influence import STANDINGS
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.routes.unclaimed import Unclaimed, unclaimed
from causalnet.questions.sentences.phrasing import prose, series
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = ["Gist"]

# What so many conclusions rest on.
RESTING = {
    "signs": template("for {count} the signs settle the direction whatever the strengths"),
    "structure": template("for {count} it follows from the structure of the model alone"),
    "ranges": template("for {count} it holds over all stated ranges of the strengths"),
    "most draws": template("for {count} it holds in most draws of the strengths, not in all"),
    "baselines": template("for {count} it holds by the baselines alone, without any influence"),
    "definition": template("for {count} it holds by definition of what is set"),
    "observed": template("for {count} it is itself what is observed"),
    "by observing alone": template("for {count} it comes by observing alone, through no influence"),
    "a guess": template("for {count} it hangs on a guess"),
    "not earned": template("for {count} the argument does not earn it"),
}
NEEDED = {
    "stated": template("for {count} what the source states suffices"),
    "implied": template("for {count} an influence is needed that the source only implies"),
    "added": template("for {count} an influence is needed that the modellers added"),
}
ALL_NEEDED = {
    "stated": template("The direction follows from what the source states."),
    "implied": template("The direction follows from what the source states and what that implies."),
    "added": template("The direction rests on influences that the modellers added."),
}
STILL = {
    "lagged only": template("{outcome} does not change within the period, only later"),
    "faint": template("{outcome} does not change within the period, and later by next to nothing"),
    "no path": template("{outcome} does not change: no path leads there"),
    "blocked by what is observed": template("{outcome} does not change, given what is observed"),
}
MOVED = {
    "rises": template("{outcome} rises ({size} change; rests on {ground})"),
    "falls": template("{outcome} falls ({size} change; rests on {ground})"),
}
BY_SIGNS = {
    "rises": template("{outcome} rises ({size} change; the signs alone settle the direction)"),
    "falls": template("{outcome} falls ({size} change; the signs alone settle the direction)"),
}
GUESSED = {
    "rises": template("{outcome} may rise (a guess; {size} change at the most likely strengths)"),
    "falls": template("{outcome} may fall (a guess; {size} change at the most likely strengths)"),
}
# A part of a change that is not told.
TRACE = 0.005


class Gist:
    """Sentences across conclusions.

    Parameters
    ----------
    asked : ReportQuestion
    found : Known
        With verdicts.
    """

    def __init__(self, asked: ReportQuestion, found: Known) -> None:
        self.asked, self.found = asked, found
        self.verdicts: dict[str, Verdict] = dict(found.verdicts or {})

    @cached_property
    def earned(self) -> dict[str, Verdict]:
        """The conclusions that stand on some ground."""
        return {n: v for n, v in self.verdicts.items() if v.grade != "not earned"}

    @cached_property
    def unclaimed(self) -> dict[str, Unclaimed]:
        """For every conclusion about a change, how much of it no claim carries."""
        every = ((n, unclaimed(self.asked.model, v.conclusion)) for n, v in self.earned.items())
        return {name: own for name, own in every if own is not None}

    def quoted(self, names: Sequence[str]) -> str:
        """Conclusions by their names, as a sentence lists them."""
        return series([tr("“{name}”", name=self.asked.name(name)) for name in names])

    # ── what is known across conclusions ─────────────────────────────────────────────────────

    def grounds(self) -> str:
        """How many conclusions each ground settles, and the weakest influence that these need."""
        count = Counter[str](v.grade for v in self.verdicts.values())
        told = series(
            [tr(words, count=count[grade]) for grade, words in RESTING.items() if count[grade]]
        )
        first = tr("Of {count} conclusions judged, {told}.", count=len(self.verdicts), told=told)
        return prose([first, self._weakest(), *self._scope()])

    def _scope(self) -> Iterator[str]:
        """Which of several outcomes the conclusions are about, and how long a period is."""
        judged = {v.conclusion.outcome for v in self.verdicts.values()}
        label = self.asked.wording.label
        others = [label(y) for y in self.asked.outcomes if y not in judged]
        if len(judged) == 1 and others and self.found.others:
            yield tr(
                "They are all about {outcome}; what the same interventions do to {others} is told after them, and in “The "
                "other outcomes”.",
                outcome=label(*judged),
                others=series(others),
            )
        elif len(judged) == 1 and others:
            yield tr(
                "They are all about {outcome}; “Levers” and “Over time” tell of {others}.",
                outcome=label(*judged),
                others=series(others),
            )
        length = self.asked.wording.phrasing.period
        if length and self.found.later is not None:
            yield tr("A period is {length}; this one is period 0.", length=length)

    def _weakest(self) -> str:
        """Of the conclusions that follow from the signs, the weakest influences that they need."""
        own = [v for v in self.earned.values() if v.grade == "signs"]
        needs = Counter(
            v.signs.standing for v in own if v.signs.standing and v.signs.standing in NEEDED
        )
        if not needs:
            return ""
        if len(needs) == 1 and [*needs.values()] == [len(own)]:
            (every,) = needs
            return tr(ALL_NEEDED[every])
        told = [tr(NEEDED[s], count=needs[s]) for s in STANDINGS if needs[s]]
        return tr("Of these {count}, {kinds}.", count=len(own), kinds=series(told))

    def sizes(self) -> str:
        """The span of sizes, at the central numbers and over the ranges, and how much no claim carries."""
        moving = {
            name: v
            for name, v in self.earned.items()
            if not (v.conclusion.passes or is_still(v.signs.path))
        }
        if not moving:
            return ""
        by_size = sorted(moving, key=lambda n: moving[n].scale.share(moving[n].central))
        said = {"least": self._percent(by_size[0]), "most": self._percent(by_size[-1])}
        texts = [
            tr(
                "With every strength at its most likely value, the smallest change is {least} and the largest {most}.",
                **said,
            )
            if len(self.earned) == len(self.verdicts)
            else tr(
                "With every strength at its most likely value, and leaving out the conclusions that are not earned, the smallest "
                "change is {least} and the largest {most}.",
                **said,
            )
        ]
        ends = [
            (v.scale.share(x), v.scale.percent(x))
            for v in moving.values()
            for x in v.attained or ()
        ]
        if ends:
            found = tr(
                "Over the stated ranges of the strengths, changes of {span} were found.",
                span=_span(min(ends)[1], max(ends)[1]),
            )
            texts.append(found)
        texts.append(tr("The strengths are judgements of the modellers, not of the source."))
        return prose([*texts, self._unclaimed()])

    def units(self) -> str:
        """What a change in states is."""
        scales = [v.scale for v in self.verdicts.values() if not is_still(v.signs.path)]
        lengths = [scale.length for scale in scales if not scale.probability]
        if not lengths:
            return ""
        return tr(
            "The states of an outcome are numbered from low to high: 0, 1 and so on. A change is that of the mean of these "
            "numbers, the expected level; “of {length:g} states” says that they run from 0 to {length:g}.",
            length=lengths[0],
        )

    def _percent(self, name: str) -> str:
        """The change of a conclusion as a share of its scale."""
        v = self.verdicts[name]
        share = v.scale.percent(v.central)
        return tr("{share} (“{name}”)", share=share, name=self.asked.name(name))

    def _unclaimed(self) -> str:
        if not self.unclaimed:
            return ""
        parts = {n: own.share for n, own in self.unclaimed.items() if abs(own.share) >= TRACE}
        if not parts:
            return tr(
                "No part of these changes within the period comes through an influence that no claim states."
            )
        told = [
            tr(
                "{share} of the change from “{name}”",
                share=f"{share:.0%}",
                name=self.asked.name(name),
            )
            for name, share in sorted(parts.items(), key=lambda pair: -pair[1])
        ]
        if len(parts) < len(self.unclaimed):
            return tr(
                "Within the period, influences that no claim states carry {parts}, and nothing of the other changes told here.",
                parts=series(told),
            )
        return tr(
            "Within the period, influences that no claim states carry {parts}.", parts=series(told)
        )

    def rivals(self) -> str:
        """Which rivals undo which conclusions, some in place of influences that they would explain away."""
        return prose([self._undone(), *self._in_place()])

    def _in_place(self) -> Iterator[str]:
        instead: dict[str, list[str]] = {}
        for name, verdict in self.earned.items():
            for world in verdict.rests.undoing_instead:
                instead.setdefault(world.name, []).append(name)
        for rival, names in instead.items():
            yield tr(
                "If “{rival}” is the reason for what the argument puts down to an influence, it undoes {names}.",
                rival=self.asked.model.rivals[rival].label,
                names=self.quoted(names),
            )

    def _undone(self) -> str:
        """Which rivals undo which conclusions as they are."""
        undoing: dict[str, list[str]] = {}
        for name, verdict in self.earned.items():
            for world in verdict.rests.undoing:
                undoing.setdefault(world.name, []).append(name)
        rivals = self.asked.model.rivals
        if not rivals or not self.earned:
            return ""
        contesting = {w.name for v in self.earned.values() for w in v.rests.contesting} | {*undoing}
        said = {"count": len(rivals), "contesting": len(contesting)}
        if not contesting:
            return tr("No rival explanation contests any of them; they name other causes.")
        if not undoing and len(rivals) == 1:
            return tr("The one rival explanation undoes none of them alone.")
        if not undoing and len(contesting) == len(rivals):
            return tr("None of {count} rival explanations undoes any of them alone.", **said)
        if not undoing:
            return tr(
                "Contested by {contesting} of {count} rival explanations, of which none undoes any of them alone.",
                **said,
            )
        told = [
            tr("“{rival}” undoes {names}", rival=rivals[rival].label, names=self.quoted(names))
            for rival, names in undoing.items()
        ]
        if len(rivals) == 1:
            return tr("{names}.", names=told[0])
        if len(contesting) == len(rivals):
            return tr("Of {count} rival explanations, {told}.", told=series(told), **said)
        return tr(
            "Contested by {contesting} of {count} rival explanations: {told}.",
            told=series(told),
            **said,
        )

    def checks(self) -> str:
        """The checks of the source's own claims that are not met."""
        return checks_told(self.asked, self.found.audit)

    # ── conclusions together ─────────────────────────────────────────────────────────────────

    def together(self) -> Iterator[str]:
        """What several things done together do no more than some of them, and what both come to later."""
        for whole, part in self.asked.alike.items():
            text = tr(
                "Within the period, “{whole}” does no more than “{part}” alone.",
                whole=self.asked.name(whole),
                part=self.asked.name(part),
            )
            yield prose([text, self._later_than(whole, part)])

    def _later_than(self, whole: str, part: str) -> str:
        later = self.found.later
        if later is None or not {whole, part} <= later.changes.keys():
            return ""
        more, less = signed(later.changes[whole]), signed(later.changes[part])
        if more == less:
            return tr("Nor does it by period {period}.", period=later.period)
        return tr(
            "By period {period} it comes to {more}, against {less}.",
            period=later.period,
            more=more,
            less=less,
        )

    def named(self, name: str) -> str:
        """A conclusion with its change at the central numbers, and with the later one where there is none."""
        v = self.verdicts[name]
        label = self.asked.name(name)
        if not is_still(v.signs.path):
            numbers = shown_contrast(v.conclusion, v.central)
            return tr("{name} ({numbers})", name=label, numbers=numbers)
        later = self.found.later
        if v.signs.path != "lagged only" or later is None or name not in later.changes:
            return label
        change = signed(later.changes[name])
        told = tr("{change} by period {period}", change=change, period=later.period)
        return tr("{name} ({numbers})", name=label, numbers=told)

    def groups(self, verdicts: Mapping[str, Verdict]) -> list[list[str]]:
        """Conclusions about changes that share outcome, direction and what became of them."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for name, v in verdicts.items():
            if self._is_plain(v):
                key = v.conclusion.outcome, v.conclusion.direction, self._became(name, v)
                found.setdefault(key, []).append(name)
        return list(found.values())

    def _became(self, name: str, v: Verdict) -> str:
        """What became of a conclusion, in a key."""
        if not is_still(v.signs.path):
            return f"{v.size}, {v.grade}"
        later = self.found.later
        faint = later is not None and (name, v.conclusion.outcome) in later.faint
        return "faint" if faint and v.signs.path == "lagged only" else v.signs.path

    def _is_plain(self, v: Verdict) -> bool:
        """Whether a few words tell what became of it."""
        c, still = v.conclusion, is_still(v.signs.path)
        usual = c.direction in MOVED and not (c.at or c.given or c.at_least)
        return usual and (v.signs.path in STILL if still else v.grade != "not earned")

    def told(self, names: Sequence[str]) -> str:
        """The conclusions of a group, with their changes and the unit of these."""
        v, every = self.verdicts[names[0]], tr("; ").join(map(self.named, names))
        if is_still(v.signs.path):
            return tr("{names}.", names=every)
        return tr("{names}, of {length:g} states.", names=every, length=v.scale.length)

    def heading(self, names: Sequence[str]) -> str:
        """What the conclusions of a group have in common."""
        v = self.verdicts[names[0]]
        outcome = self.asked.wording.label(v.conclusion.outcome)
        if is_still(v.signs.path):
            return tr(STILL[self._became(names[0], v)], outcome=outcome)
        if v.grade == "a guess":
            return tr(GUESSED[v.conclusion.direction], outcome=outcome, size=tr(SIZE_WORDS[v.size]))
        said = {"outcome": outcome, "size": tr(SIZE_WORDS[v.size])}
        if v.grade == "signs":
            return tr(BY_SIGNS[v.conclusion.direction], **said)
        return tr(MOVED[v.conclusion.direction], ground=tr(GROUNDS[v.grade]), **said)


def _span(least: str, most: str) -> str:
    """Two shares of a scale, whose unit is told once."""
    unit = tr("{share} of the scale", share="")
    if unit in least and unit in most:
        least = least.replace(unit, "")
        return tr("{low} to {high} of the scale", low=least, high=most.replace(unit, ""))
    return tr("{low} to {high}", low=least, high=most)
