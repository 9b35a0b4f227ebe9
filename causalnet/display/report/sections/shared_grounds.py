"""Several conclusions that rest on the same: what they share is said once, and what differs stands side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from causalnet.display.report.content import Block, QuotedSentence, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.sections.ground_rows import (
    found_without_influences,
    in_middle_of_draws,
    least_of,
    numbers_that_undo,
    part_without_claim,
    proved_bounds,
    rivals_that_undo,
    sets_named,
    stands_in_draws,
    with_other_mechanisms,
)
from causalnet.display.report.wording import Wording
from causalnet.language.translate import template, tr, trn
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.phrasing import prose
from causalnet.questions.signs.signs_answer import follows_strictly
from causalnet.questions.verdict.grounds import OverRanges
from causalnet.questions.verdict.undoing_sentences import UndoingSentences
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = ["SharedGrounds", "resting_alike"]

# So many conclusions at most are named in a heading.
NAMED = 2


class _Falling(NamedTuple):
    """How it is said without which parts conclusions fall: without one, any one of them, or several at once."""

    one: str
    alone: str
    together: str


INFLUENCES = _Falling(
    template("Each of them falls if this influence is wrong: {parts}."),
    template("Each of them falls if any one of these influences is wrong: {parts}."),
    template("Each of them falls if these influences are wrong together: {parts}."),
)
ALL = _Falling(
    template("Each of them falls if this claim is wrong: {parts}."),
    template("Each of them falls if any one of these claims is wrong: {parts}."),
    template("Each of them falls if these claims are wrong together: {parts}."),
)
ALSO = _Falling(
    template("It also falls if this claim is wrong: {parts}."),
    template("It also falls if any one of these claims is wrong: {parts}."),
    template("It also falls if these claims are wrong together: {parts}."),
)
ONE = _Falling(
    template("It falls if this claim is wrong: {parts}."),
    template("It falls if any one of these claims is wrong: {parts}."),
    template("It falls if these claims are wrong together: {parts}."),
)


def resting_alike(verdicts: Mapping[str, Verdict]) -> list[list[str]]:
    """The conclusions in groups that rest on the same influences: in the order of their first ones."""
    found: dict[object, list[str]] = {}
    for name, v in verdicts.items():
        found.setdefault(_rests_on(v) or name, []).append(name)
    return list(found.values())


def _rests_on(v: Verdict) -> object:
    """What a conclusion about a change rests on; None where it is told alone."""
    c, influences = v.conclusion, v.rests.influences
    plain = not (c.passes or c.by_definition or is_still(v.signs.path) or c.given)
    if not plain or not influences.sets or not len(v.draws.held.met):
        return None
    least = frozenset(map(frozenset, least_of(influences)))
    undone = tuple(world.name for world in v.rests.undoing)
    signs = v.signs.status, follows_strictly(v.signs), v.signs.standing
    return c.outcome, c.direction, c.at, c.at_least, v.grade, signs, least, undone


class SharedGrounds:
    """A group of conclusions that rest on the same influences.

    Parameters
    ----------
    asked : ReportQuestion
    verdicts : mapping from str to Verdict
        At least two.
    """

    def __init__(self, asked: ReportQuestion, verdicts: Mapping[str, Verdict]) -> None:
        self.asked, self.verdicts = asked, verdicts
        self.every = [*verdicts.values()]
        sets = [least_of(v.rests.claims) for v in self.every]
        self.claims = [own for own in sets[0] if all(own in others for others in sets)]

    @property
    def words(self) -> Wording:
        """The words for what the model names."""
        return self.asked.wording

    @property
    def block(self) -> Block:
        """What they share, each in a sentence, and their figures."""
        names = [self.asked.name(name) for name in self.verdicts]
        heading = tr("; ").join(names[:NAMED])
        if len(names) > NAMED:
            left = len(names) - NAMED
            heading += trn(left, "; and one more conclusion", "; and {count} more conclusions")
        first = tr("These {count} conclusions rest on the same influences.", count=len(names))
        points = tuple(
            QuotedSentence(
                self.asked.name(name), prose([self.words.text(v.sentences[0]), self._own_part(v)])
            )
            for name, v in self.verdicts.items()
        )
        shared = prose(
            [first, *map(self.words.text, self._shared_sentences()), *self._shared_texts()]
        )
        influences = least_of(self.every[0].rests.influences)
        texts = [shared, _falls(influences, self.words.phrasing.part, INFLUENCES)]
        if self.claims:
            texts.append(_falls(self.claims, self.words.claim, ALL))
        return Block(heading, tuple(texts), points, tables=(self._figures(),))

    def _own_part(self, v: Verdict) -> str:
        return part_without_claim(self.words, v)

    def _shared_sentences(self) -> Iterator[str]:
        """The sentences that all of their verdicts have, but for those on what is named below."""
        first, *others = self.every
        undoing = UndoingSentences(first.told, first.rests)
        named = {*undoing.influences(), *(undoing.claims() if self.claims else ())}
        for sentence in first.sentences[1:]:
            if sentence not in named and all(sentence in v.sentences for v in others):
                yield sentence

    def _shared(self, told: Callable[[Verdict], str]) -> str:
        """What is told alike of all of them; empty where it is not."""
        texts = {told(v) for v in self.every}
        return texts.pop() if len(texts) == 1 else ""

    def _shared_texts(self) -> Iterator[str]:
        for told in self._more():
            yield self._shared(told)

    def _more(self) -> Sequence[Callable[[Verdict], str]]:
        """What may be told of all of them at once, or else below each."""
        return (
            proved_bounds,
            stands_in_draws,
            lambda v: numbers_that_undo(self.words, v),
            lambda v: rivals_that_undo(self.words, v),
            _from_baselines,
        )

    def _figures(self) -> ReportTable:
        """A row for each: the ranges, the draws, and what another mechanism gives."""
        header = [
            tr("conclusion"),
            tr("found"),
            tr("over the ranges"),
            tr("baselines free as well"),
            tr("median and middle 90% of draws"),
        ]
        others = any(with_other_mechanisms(v) for v in self.every)
        header += [tr("with another mechanism")] if others else []
        rows, below = [], []
        for name, v in self.verdicts.items():
            held, free = _ends(v)
            median, between = in_middle_of_draws(v)
            middle = tr("{name} ({numbers})", name=median, numbers=between)
            found = shown_contrast(v.conclusion, v.central)
            row = [self.asked.name(name), found, held, free, middle]
            rows.append([*row, with_other_mechanisms(v)] if others else row)
            below.append(prose([*self._own(v)]))
        return ReportTable("", header, rows, (), "<>>>>>", below)

    def _own(self, v: Verdict) -> Iterator[str]:
        """What is not told of all of them."""
        sets = [own for own in least_of(v.rests.claims) if own not in self.claims]
        if sets:
            yield _falls(sets, self.words.claim, ALSO if self.claims else ONE)
        for told in self._more():
            if not self._shared(told):
                yield told(v)


def _falls(sets: Sequence[tuple[str, ...]], named: Callable[[str], str], falling: _Falling) -> str:
    if len(sets[0]) > 1:
        told = falling.together
    else:
        told = falling.one if len(sets) == 1 else falling.alone
    return tr(told, parts=sets_named(sets, named))


def _ends(v: Verdict) -> tuple[str, str]:
    """What was found over the ranges: with baselines held, and free as well."""
    if not isinstance(v.ranges, OverRanges):
        return "", ""
    ends = [v.ranges.inner, *([] if v.ranges.free is None else [v.ranges.free])]
    told = [
        tr(
            "{low} to {high}",
            low=shown_contrast(v.conclusion, low),
            high=shown_contrast(v.conclusion, high),
        )
        for low, high in ends
    ]
    return told[0], told[1] if len(told) > 1 else ""


def _from_baselines(v: Verdict) -> str:
    bare = found_without_influences(v)
    return tr("From the baselines alone: {found}.", found=bare) if bare else ""
