"""The sentences that a verdict leads with: what comes of it, on what ground, what it rests on, and what would undo it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from causalnet.answer_tables import whole_percent
from causalnet.language.translate import language_spoken, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import FLOOR, NOTHING
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.change import MovedOutcome, amount, level
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing, capital
from causalnet.questions.sentences.still import why_still
from causalnet.questions.skipped import Skipped
from causalnet.questions.verdict.grounds import OverRanges, RestsOn
from causalnet.questions.verdict.headline import Headline
from causalnet.questions.verdict.size_sentences import SizeSentences
from causalnet.questions.verdict.undoing_sentences import UndoingSentences

__all__ = ["LeadingSentences"]

# Nobody quotes more; the rest stands below.
QUOTED = 4


@dataclass(frozen=True, slots=True)
class LeadingSentences:
    """What a verdict says first, in labels.

    Attributes
    ----------
    told : Headline
    rests : RestsOn
    survival : sequence of two sequences of float
        The chance of each state but the lowest, with those above it, without what is done and with it.
    error : float
        The standard error of the contrast.
    ranges : OverRanges or Skipped
        What was found over the stated ranges.
    as_much : sequence of str
        Of a proposal that joins others: which of them does as much alone.
    """

    told: Headline
    rests: RestsOn
    survival: Sequence[Sequence[float]]
    error: float
    ranges: OverRanges | Skipped
    as_much: Sequence[str] = ()

    def __iter__(self) -> Iterator[str]:
        """At most four: what comes of it, on what ground, what would undo it, and what is most in doubt."""
        undoing = UndoingSentences(self.told, self.rests)
        grounds = [*self._ground()]
        against = [*undoing.rivals(), *undoing.influences(), *undoing.no_rival(), *undoing.claims()]
        sizes = SizeSentences(self.told, self.ranges, self.rests.alternates)
        doubts = [*self._limits()] or sizes.doubtful
        # Each is told once before either is told further.
        after = [*against[:1], *doubts[:1], *against[1:], *doubts[1:]]
        room = QUOTED - 1 - len(grounds)
        if room == 1 and self.told.later is not None:
            after = doubts
        yield from [self._what(), *grounds, *after[:room]]

    def _limits(self) -> Iterator[str]:
        """What a reader would otherwise take from it wrongly: that it lasts, and that all that is done is needed."""
        if self.told.later is not None:
            yield self.told.later.sentence(self.say.name(self.told.conclusion.outcome))
        yield from self.as_much

    @property
    def say(self) -> Phrasing:
        """The words for the model's parts."""
        return self.told.say

    @property
    def model(self) -> CausalModel:
        """The model that was asked."""
        return self.told.model

    @property
    def concluded(self) -> Concluded:
        """The conclusion in words."""
        return self.told.concluded

    @property
    def name(self) -> str:
        """The outcome."""
        return self.say.name(self.told.conclusion.outcome)

    # ── what comes of it ─────────────────────────────────────────────────────────────────────

    def _what(self) -> str:
        c, told = self.told.conclusion, self.told
        lead = self.say.lead(c.given, c.at, within=told.later is not None)
        if c.passes:
            clause = self._passes()
        elif is_still(told.signs.path):
            clause = self._still()
        else:
            clause = self._moves()
        return capital(tr("{lead}{clause}.", lead=lead, clause=clause))

    def _moves(self) -> str:
        c, told = self.told.conclusion, self.told
        outcome = MovedOutcome(self.say, c.outcome, self.concluded.states, told.scale, c.at_least)
        action = self.concluded.action
        if abs(told.central) < NOTHING and told.grade not in ("not earned", "structure"):
            return tr(
                "{action} hardly moves {outcome}: by less than 0.000001",
                action=action,
                outcome=outcome.told,
            )
        return outcome.moved(action, told.central, survival=self.survival, error=self.error)

    def _still(self) -> str:
        c, signs = self.told.conclusion, self.told.signs
        why = why_still(
            self.say,
            signs.path,
            c.outcome,
            signs.blocking,
            same=c.under == c.versus,
            since=signs.since,
        )
        said = {"action": self.concluded.action, "outcome": self.concluded.measured, "why": why}
        # An outcome that is reached later is still in the period that was asked about.
        if signs.path == "lagged only" and not c.at:
            return tr("{action} does not change {outcome} within a period: {why}", **said)
        return tr("{action} does not change {outcome}: {why}", **said)

    def _passes(self) -> str:
        c, told = self.told.conclusion, self.told
        own, scale = self.concluded, told.scale
        said = {
            "outcome": own.measured,
            "level": level(scale, told.central + (c.threshold or 0.0)),
            "away": amount(scale, told.central),
            "threshold": own.threshold,
        }
        if c.under:
            return self._put(own.action, said)
        if abs(told.central) < NOTHING:
            return tr("as things are, {outcome} is {level}, just at {threshold}", **said)
        if told.central > 0:
            return tr("as things are, {outcome} is {level}, above {threshold} by {away}", **said)
        return tr("as things are, {outcome} is {level}, below {threshold} by {away}", **said)

    def _put(self, action: str, said: dict[str, str]) -> str:
        if abs(self.told.central) < NOTHING:
            return tr(
                "{action} puts {outcome} at {level}, just at {threshold}", action=action, **said
            )
        if self.told.central > 0:
            return tr(
                "{action} puts {outcome} at {level}, above {threshold} by {away}",
                action=action,
                **said,
            )
        return tr(
            "{action} puts {outcome} at {level}, below {threshold} by {away}", action=action, **said
        )

    # ── its ground ───────────────────────────────────────────────────────────────────────────

    def _ground(self) -> Iterator[str]:
        told, c = self.told, self.told.conclusion
        match told.grade:
            case "not earned":
                yield self._not_earned()
                if told.signs.path == "by observing alone":
                    yield tr("No influence carries it there: what is observed ties the two.")
                if c.as_observed:
                    yield tr("Besides, {outcome} is itself observed.", outcome=self.name)
            case "definition":
                yield tr(
                    "That is so by definition, because {outcome} is itself set.", outcome=self.name
                )
            case "observed":
                yield tr("That is so because {outcome} is itself observed.", outcome=self.name)
            case "by observing alone":
                yield tr("No influence carries it there: what is observed ties the two.")
            case "structure":
                yield from ()
            case "baselines":
                yield tr(
                    "The baselines alone give {level}, without the argument.", level=self._bare()
                )
            case "signs":
                yield self._by_signs()
            case _:
                yield self._by_numbers()
        if told.signs.status == "direction only" and not c.by_definition:
            yield self._direction_only()
        if told.bare is not None and told.grade != "baselines":
            yield tr(
                "The baselines alone would give {level}, without the argument.", level=self._bare()
            )

    def _direction_only(self) -> str:
        """What the signs prove of a conclusion with a size."""
        if self.told.signs.strict:
            return tr("The signs alone prove the direction, but not the size.")
        if self.told.signs.direction == "does not fall":
            return tr("The signs alone prove that it does not fall.")
        return tr("The signs alone prove that it does not rise.")

    def _not_earned(self) -> str:
        c, signs, own = self.told.conclusion, self.told.signs, self.concluded
        said = {"concluded": own.happens}
        if c.by_definition:
            return tr(
                "The conclusion that {concluded} is false by definition, because {outcome} is itself set.",
                outcome=self.name,
                **said,
            )
        if signs.status == "contradicted":
            return tr(
                "The conclusion that {concluded} is not earned: the signs contradict it.", **said
            )
        if self._floored:
            return tr(
                "The conclusion that {concluded} is not earned, but a change under {floor:g} counts as none in a draw: it stands in {share} of draws.",
                floor=FLOOR,
                share=whole_percent(self.told.share),
                **said,
            )
        if (self.told.central > 0) == bool(c.upward) and c.by and c.direction != "holds":
            return tr(
                "The conclusion that {concluded} is not earned: the change is smaller.", **said
            )
        return tr("The conclusion that {concluded} is not earned.", **said)

    @property
    def _floored(self) -> bool:
        """Whether it says that nothing changes, and only the floor under changes in draws makes it stand in some."""
        c = self.told.conclusion
        return c.direction == "holds" and c.by < abs(self.told.central) <= FLOOR

    def _bare(self) -> str:
        """The level that the baselines alone give."""
        alone = (self.told.bare or 0.0) + (self.told.conclusion.threshold or 0.0)
        return level(self.told.scale, alone)

    def _by_signs(self) -> str:
        if self.told.conclusion.direction == "holds":
            return tr("That follows from the signs alone.")
        return tr("{direction}; {size}.", direction=self._direction(), size=self._size())

    def _direction(self) -> str:
        """From what the direction follows: what is stated, what that implies, or what was added."""
        signs = self.told.signs
        said = {"stated": self._stated()}
        if signs.standing == "stated":
            return tr("The direction follows from what {stated}", **said)
        if "stated" not in dict(signs.standings) or signs.standing is None:
            return tr("The direction follows from the signs of influences that no source states")
        if signs.standing == "implied":
            return tr("The direction follows from what {stated} and what that implies", **said)
        return tr("The direction needs what we added to what {stated}", **said)

    def _stated(self) -> str:
        """Who states it: the one source of the claims by its kind, where that is known."""
        names = {claim.source for claim in self.model.claims.values()}
        if len(names) != 1:
            return tr("the sources state")
        kind = self.model.sources[names.pop()].kind
        if kind and language_spoken() == "en":
            return f"the {kind} states"
        return tr("the source states")

    def _size(self) -> str:
        if self.told.learned:
            return tr("the size was {learned}", learned=self.told.learned)
        return tr("the size rests on our judgements")

    def _by_numbers(self) -> str:
        told = self.told
        said = {"concluded": self.concluded.happens, "share": whole_percent(told.share)}
        said["origin"] = told.learned or tr("from our judgements")
        if told.grade == "ranges":
            return tr(
                "The conclusion that {concluded} stands at every point searched within the ranges that we judged possible.",
                **said,
            )
        if told.grade == "a guess":
            text = tr(
                "The conclusion that {concluded} is a guess: it stands in only {share} of draws {origin}.",
                **said,
            )
        elif told.searched:
            text = tr(
                "The conclusion that {concluded} stands in {share} of draws {origin}, but not over the whole of their ranges.",
                **said,
            )
        else:
            text = tr(
                "The conclusion that {concluded} stands in {share} of draws {origin}.", **said
            )
        if told.floored:
            text = tr("{text} A change under {floor:g} counts as none.", text=text, floor=FLOOR)
        return text
