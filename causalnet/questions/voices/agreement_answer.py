"""The answer of `agreement`: what two accounts share, contradict and leave to one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import (
    Answer,
    AnswerTable,
    Column,
    Sheet,
    and_more,
    whole_percent,
)
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.language.translate import template, tr, trn
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.sentences.account_names import account_name
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series
from causalnet.questions.voices.joint_conclusion import Grounds, JointConclusion, told_answer
from causalnet.questions.voices.kappa import Kappa

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Agreement", "PairReading", "Relation", "SharedPair"]

Relation = Literal["agreed", "contradicted", "open in one", "only first", "only second", "neither"]
PairReading = Literal["-", "0", "+", "?"]
GROUNDS: Mapping[Grounds, str] = {
    "same": template("{count} on the same grounds"),
    "partly the same": template("{count} on partly the same grounds"),
    "different": template("{count} on different grounds"),
}

# The rows that a listing of pairs or conclusions prints; the frame has all.
MOST_ROWS = 20
# Words of its tables that are said as they are.
WORDS = (
    template("same"),
    template("partly the same"),
    template("different"),
    template("agreed"),
    template("contradicted"),
)


@printed
@dataclass(frozen=True, slots=True)
class SharedPair:
    """How two accounts read one pair of variables.

    Attributes
    ----------
    cause, effect : str
        The pair.
    first, second : {"-", "0", "+", "?"}
        The sign of the influence in either account; ``"0"`` where there is none, ``"?"`` where it has no sign.
    """

    cause: str
    effect: str
    first: PairReading
    second: PairReading

    @property
    def name(self) -> str:
        """``cause → effect``."""
        return f"{self.cause} → {self.effect}"

    @property
    def relation(self) -> Relation:
        """Whether they agree on it."""
        if self.first == self.second:
            return "neither" if self.first == "0" else "agreed"
        if self.second == "0":
            return "only first"
        if self.first == "0":
            return "only second"
        return "open in one" if "?" in (self.first, self.second) else "contradicted"


@dataclass(frozen=True, eq=False, repr=False)
class Agreement(Answer):
    """What two accounts agree on, pair by pair of the variables that both speak of.

    Attributes
    ----------
    first, second : str
        The names of the accounts.
    variables : tuple of str
        The variables of both, by the names of the first.
    pairs : tuple of SharedPair
        Every ordered pair of them.
    kappa : Kappa
        Cohen's kappa of the signs of all pairs, with those between which there is no influence.
    conclusions : tuple of JointConclusion
        What was asked of both.
    unmatched : tuple of str
        Names of one account that look like names of the other, in words.
    source : CausalModel or None
        The first account, for its labels.
    """

    first: str
    second: str
    variables: tuple[str, ...]
    pairs: tuple[SharedPair, ...]
    kappa: Kappa
    conclusions: tuple[JointConclusion, ...]
    unmatched: tuple[str, ...] = ()
    source: CausalModel | None = field(default=None, compare=False)

    @property
    def _say(self) -> Phrasing:
        return Phrasing(self.source)

    @public
    def count(self, relation: Relation) -> int:
        """The number of pairs in a relation."""
        return len(self.of(relation))

    @public
    def of(self, relation: Relation) -> tuple[SharedPair, ...]:
        """The pairs in a relation."""
        return tuple(pair for pair in self.pairs if pair.relation == relation)

    @property
    def joint(self) -> tuple[JointConclusion, ...]:
        """The conclusions that both draw."""
        return tuple(c for c in self.conclusions if c.drawn_by_both)

    @property
    def share(self) -> float:
        """Of the pairs between which at least one account has an influence, the share on which they agree.

        Pairs that neither joins do not count, as they do in `kappa`. NaN where no account has an influence.
        """
        drawn = len(self.pairs) - self.count("neither")
        return self.count("agreed") / drawn if drawn else nan

    @property
    def sentence(self) -> str:
        """The answer in short: the conclusions, the influences of at least one, and kappa over all pairs."""
        drawn = [pair for pair in self.pairs if pair.relation != "neither"]
        said = {
            "one": account_name(self.first),
            "two": account_name(self.second),
            "variables": len(self.variables),
        }
        if not drawn:
            return tr(
                "Neither {one} nor {two} has an influence between the {variables} variables of both.",
                **said,
            )
        said |= {"count": len(drawn), "agreed": self.count("agreed")}
        said["share"] = whole_percent(self.share)
        first = tr(
            "Of {count} influences that {one} or {two} has between the {variables} variables of both, they agree on "
            "{agreed}: {share}.",
            **said,
        )
        apart = self.count("contradicted")
        never = tr("No influence has opposite signs in the two.")
        against = tr("On {count}, their signs are opposite.", count=apart) if apart else never
        kappa = tr(
            "With the {neither} pairs that neither joins, Cohen's kappa is {kappa}.",
            neither=f"{self.count('neither'):,}",
            kappa=self.kappa,
        )
        return prose([*self._together(), first, against, kappa])

    def _together(self) -> list[str]:
        """On how many conclusions they part, which is told first."""
        if not self.conclusions:
            return []
        apart = len(self.conclusions) - len(self.joint)
        asked = len(self.conclusions)
        if asked == 1:
            return (
                []
                if not apart
                else [tr("They do not both draw the conclusion that was asked about.")]
            )
        return [
            tr(
                "Of {asked} conclusions about what both speak of, they draw {joint} together and {apart} not.",
                asked=asked,
                joint=len(self.joint),
                apart=apart,
            )
        ]

    @property
    def table(self) -> AnswerTable[SharedPair]:
        """A row for every pair."""
        columns: list[Column[SharedPair]] = [
            Column(
                "pair",
                lambda p: p.name,
                tr("influence"),
                lambda p: self._say.way(p.name.split(" → ")),
                "<",
            ),
            Column("first", lambda p: p.first, account_name(self.first), lambda p: _shown(p.first)),
            Column(
                "second", lambda p: p.second, account_name(self.second), lambda p: _shown(p.second)
            ),
            Column("relation", lambda p: p.relation, "", self._told, "<"),
        ]
        return AnswerTable(self.pairs, columns)

    @property
    def conclusion_table(self) -> AnswerTable[JointConclusion]:
        """A row for every conclusion that was asked of both."""
        columns: list[Column[JointConclusion]] = [
            Column("conclusion", lambda c: str(c.conclusion), "conclusion", align="<"),
            Column(
                "first", lambda c: c.first, self.first, lambda c: told_answer(c.conclusion, c.first)
            ),
            Column(
                "second",
                lambda c: c.second,
                self.second,
                lambda c: told_answer(c.conclusion, c.second),
            ),
            Column("both", lambda c: c.drawn_by_both),
            Column("grounds", lambda c: c.grounds, "grounds", align="<"),
            Column("shared", lambda c: ", ".join(sorted(c.shared))),
        ]
        return AnswerTable(self.conclusions, columns)

    def to_frame(self) -> pd.DataFrame:
        """A row a pair: pair, first, second, relation."""
        return self.table.frame()

    def _told(self, pair: SharedPair) -> str:
        if pair.relation == "only first":
            return tr("only {account}", account=account_name(self.first))
        if pair.relation == "only second":
            return tr("only {account}", account=account_name(self.second))
        return tr(pair.relation)

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as: counts, where they differ, and the conclusions on which they part or that both draw."""
        return (self._counts(), *self._apart(), *self._parted(), *self._drawn())

    def _counts(self) -> Sheet:
        kinds: Sequence[Relation] = (
            "agreed",
            "contradicted",
            "open in one",
            "only first",
            "only second",
            "neither",
        )
        names = {
            "only first": tr("only in {account}", account=account_name(self.first)),
            "only second": tr("only in {account}", account=account_name(self.second)),
            "neither": tr("in neither"),
            "open in one": tr("open in one"),
        }
        rows = [
            [names.get(kind) or tr(kind), f"{self.count(kind):,}"]
            for kind in kinds
            if kind != "open in one" or self.count(kind)
        ]
        notes = [
            tr(
                "Pairs are read in both directions, over all lags. Kappa counts every pair as a case, so pairs that neither joins raise it: 0 is the agreement of chance, 1 is full agreement; in brackets the 95% interval."
            ),
            *map(self._say.note, self.unmatched),
        ]
        return Sheet(self.sentence, [tr("pairs of variables"), ""], rows, notes)

    def _apart(self) -> tuple[Sheet, ...]:
        order: Sequence[Relation] = ("contradicted", "open in one", "only first", "only second")
        rows = [pair for kind in order for pair in self.of(kind)]
        if not rows:
            return ()
        notes = and_more(len(rows) - MOST_ROWS)
        return (
            self.table.sheet(tr("Where they differ"), notes, rows=rows[:MOST_ROWS], folds=True),
        )

    def _parted(self) -> tuple[Sheet, ...]:
        """The conclusions that they do not draw together: what either finds, and who draws it."""
        apart = [c for c in self.conclusions if not c.drawn_by_both]
        if not apart:
            return ()
        title = trn(
            len(apart),
            "1 conclusion that they do not draw together.",
            "{count:,} conclusions that they do not draw together.",
        )
        return (self._asked(title, apart, tr("drawn by"), self._drawn_by, []),)

    def _drawn_by(self, asked: JointConclusion) -> str:
        """Which of the two draws a conclusion."""
        names = [n for n, held in zip((self.first, self.second), asked.holds, strict=True) if held]
        return account_name(names[0]) if names else tr("neither")

    def _asked(
        self,
        title: str,
        asked: Sequence[JointConclusion],
        head: str,
        told: Callable[[JointConclusion], str],
        notes: Sequence[str],
    ) -> Sheet:
        """Some conclusions with what either account finds; what they are stands below."""
        numbered = list(enumerate(asked[:MOST_ROWS], start=1))
        rows = [
            [f"{n}", *(told_answer(c.conclusion, x) for x in (c.first, c.second)), told(c)]
            for n, c in numbered
        ]
        below = [f"{n}. {self._concluded(c.conclusion)}" for n, c in numbered]
        more = len(asked) - MOST_ROWS
        left = [tr("{count} more in conclusion_table.frame().", count=more)] if more > 0 else []
        header = ["", account_name(self.first), account_name(self.second), head]
        return Sheet(title, header, rows, [*below, *notes, *left], ">>><")

    def _drawn(self) -> tuple[Sheet, ...]:
        if not self.conclusions:
            return ()
        joint, count = self.joint, len(self.conclusions)
        if not joint:
            none = trn(
                count,
                "Of 1 conclusion about what both speak of, they draw none together.",
                "Of {count:,} conclusions about what both speak of, they draw none together.",
            )
            return (Sheet(none, (), ()),)
        grounds = [c.grounds for c in joint]
        counts = [tr(GROUNDS[g], count=grounds.count(g)) for g in GROUNDS if g in grounds]
        title = trn(
            count,
            "Of 1 conclusion about what both speak of, both draw {joint}: {grounds}.",
            "Of {count:,} conclusions about what both speak of, both draw {joint}: {grounds}.",
            joint=len(joint),
            grounds=series(counts),
        )
        legend = tr("grounds: the influences without which a conclusion loses a tenth or more.")
        return (self._asked(title, joint, tr("grounds"), lambda c: tr(c.grounds), [legend]),)

    def _concluded(self, conclusion: Conclusion) -> str:
        """A conclusion in labels."""
        own = self._say.states_of(conclusion.outcome)
        return capital(Concluded(self._say, conclusion, own).clause)


def _shown(reading: PairReading) -> str:
    return reading.replace("-", "−")
