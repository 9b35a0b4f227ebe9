"""The answer of `agreement`: what two accounts share, contradict and leave to one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import (
    Answer,
    AnswerTable,
    Column,
    Sheet,
    paragraph,
    signed,
    unsigned,
    whole_percent,
)
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.language.translate import tr
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.notation import counted, enumerated
from causalnet.questions.sentences.account_names import account_name
from causalnet.questions.sentences.phrasing import prose
from causalnet.questions.voices.kappa import Kappa

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Agreement", "JointConclusion", "PairReading", "Relation", "SharedPair", "told_answer"]

Relation = Literal["agreed", "contradicted", "open in one", "only first", "only second", "neither"]
PairReading = Literal["-", "0", "+", "?"]
Grounds = Literal["same", "partly the same", "different"]
GROUNDS: Mapping[Grounds, str] = {
    "same": "the same grounds",
    "partly the same": "partly the same grounds",
    "different": "different grounds",
}

# The rows that a listing of pairs or conclusions prints; the frame has all.
MOST_ROWS = 20


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


@printed
@dataclass(frozen=True, slots=True)
class JointConclusion:
    """A conclusion about what both accounts speak of, as each of them draws it.

    Attributes
    ----------
    conclusion : Conclusion
    first, second : float
        The contrast in either account, at its central numbers.
    holds : (bool, bool)
        Whether the conclusion holds in either.
    carriers : (frozenset of str, frozenset of str)
        The influences that carry it in either: without one of them it loses a tenth of its contrast or more.
    """

    conclusion: Conclusion
    first: float
    second: float
    holds: tuple[bool, bool]
    carriers: tuple[frozenset[str], frozenset[str]]

    @property
    def drawn_by_both(self) -> bool:
        """Whether it holds in both."""
        return all(self.holds)

    @property
    def shared(self) -> frozenset[str]:
        """The influences that carry it in both."""
        return self.carriers[0] & self.carriers[1]

    @property
    def grounds(self) -> Grounds:
        """Whether the same influences carry it in both."""
        if self.carriers[0] == self.carriers[1]:
            return "same"
        return "partly the same" if self.shared else "different"


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
    """

    first: str
    second: str
    variables: tuple[str, ...]
    pairs: tuple[SharedPair, ...]
    kappa: Kappa
    conclusions: tuple[JointConclusion, ...]
    unmatched: tuple[str, ...] = ()

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
            Column("pair", lambda p: p.name, "influence", align="<"),
            Column("first", lambda p: p.first, self.first, lambda p: _shown(p.first)),
            Column("second", lambda p: p.second, self.second, lambda p: _shown(p.second)),
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
        names = {"only first": f"only {self.first}", "only second": f"only {self.second}"}
        return names.get(pair.relation, pair.relation)

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as: counts, where they differ, and conclusions that both draw."""
        return (self._counts(), *self._apart(), *self._drawn())

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
            "only first": f"only in {self.first}",
            "only second": f"only in {self.second}",
            "neither": "in neither",
        }
        rows = [
            [names.get(kind, kind), f"{self.count(kind):,}"]
            for kind in kinds
            if kind != "open in one" or self.count(kind)
        ]
        notes = [
            "Pairs are read in both directions, over all lags. Kappa counts every pair as a case, so pairs that neither "
            "joins raise it: 0 is the agreement of chance, 1 is full agreement; in brackets the 95% interval.",
            *self.unmatched,
        ]
        return Sheet(self.sentence, ["pairs of variables", ""], rows, [*map(paragraph, notes)])

    def _apart(self) -> tuple[Sheet, ...]:
        order: Sequence[Relation] = ("contradicted", "open in one", "only first", "only second")
        rows = [pair for kind in order for pair in self.of(kind)]
        if not rows:
            return ()
        left = len(rows) - MOST_ROWS
        notes = [f"{left} more in to_frame()."] if left > 0 else []
        return (self.table.sheet("Where they differ", notes, rows=rows[:MOST_ROWS], folds=True),)

    def _drawn(self) -> tuple[Sheet, ...]:
        if not self.conclusions:
            return ()
        joint, asked = self.joint, counted(len(self.conclusions), "conclusion")
        if not joint:
            return (
                Sheet(f"Of {asked} about what both speak of, they draw none together.", (), ()),
            )
        grounds = [c.grounds for c in joint]
        counts = [f"{grounds.count(g)} on {GROUNDS[g]}" for g in GROUNDS if g in grounds]
        title = (
            f"Of {asked} about what both speak of, both draw {len(joint)}: {enumerated(counts)}."
        )
        numbered = list(enumerate(joint[:MOST_ROWS], start=1))
        rows = [
            [f"{n}", *(told_answer(c.conclusion, x) for x in (c.first, c.second)), c.grounds]
            for n, c in numbered
        ]
        notes = [f"{n}. {c.conclusion}" for n, c in numbered]
        notes.append("grounds: the influences without which a conclusion loses a tenth or more.")
        if len(joint) > MOST_ROWS:
            notes.append(f"{len(joint) - MOST_ROWS} more in conclusion_table.frame().")
        header = ["", self.first, self.second, "grounds"]
        return (Sheet(title, header, rows, [*map(paragraph, notes)], ">>><"),)


def told_answer(conclusion: Conclusion, answer: float) -> str:
    """An answer as it prints: a change with its sign, or the level that is compared with a threshold."""
    if answer != answer:
        return "–"
    threshold = conclusion.threshold
    return signed(answer) if threshold is None else unsigned(answer + threshold, ".3f")


def _shown(reading: PairReading) -> str:
    return reading.replace("-", "−")
