"""The answer of `crux`: on what two accounts part, and how much of the difference each disagreement accounts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, signed
from causalnet.boundary.checks import public
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.language.translate import template, tr, trn
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.questions.sentences.account_names import account_name
from causalnet.questions.sentences.concluded import Concluded
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series
from causalnet.questions.sentences.quotation import inner_marks
from causalnet.questions.voices.disagreements import Disagreement
from causalnet.questions.voices.joint_conclusion import told_answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Crux", "Parting", "WaysOut"]

Matters = Literal["both ways", "first", "second", "part", "no matter"]

# A change in the third decimal is the least that the table shows.
SHOWN = 0.0005
# The least sets that are printed of each side.
MOST_SETS = 4


@printed
@dataclass(frozen=True, slots=True)
class Parting:
    """One disagreement, and what it does to the difference of the two answers.

    Attributes
    ----------
    disagreement : Disagreement
    part : float
        Its Shapley value: the parts of all disagreements sum to the second answer less the first.
    first_gives_way, second_gives_way : float
        The answer of either account if it gives way on this alone; NaN where that is not a model.
    turns : (bool, bool)
        Whether the verdict of either account on the conclusion turns by this alone.
    """

    disagreement: Disagreement
    part: float
    first_gives_way: float
    second_gives_way: float
    turns: tuple[bool, bool]

    @property
    def name(self) -> str:
        """The name of the disagreement."""
        return self.disagreement.name


@printed
@dataclass(frozen=True, slots=True)
class WaysOut:
    """The least sets of disagreements on which one account must give way for its verdict to turn.

    Attributes
    ----------
    sets : tuple of tuple of str
        The minimal ones, the smallest first: no part of one is enough.
    tried : int
        The greatest size up to which every set was tried.
    complete : bool
        Whether sets of every size were tried.
    """

    sets: tuple[tuple[str, ...], ...]
    tried: int
    complete: bool

    @property
    def least(self) -> tuple[tuple[str, ...], ...]:
        """Those of the smallest size."""
        return tuple(s for s in self.sets if len(s) == len(self.sets[0]))


@dataclass(frozen=True, eq=False, repr=False)
class Crux(Answer):
    """Where two accounts part on a conclusion.

    Attributes
    ----------
    first, second : str
        The names of the accounts.
    conclusion : Conclusion
        In the names of the first.
    answers : (float, float)
        The contrast of the conclusion in either account, at its central numbers; of a threshold, the distance above it.
    holds : (bool, bool)
        Whether either account draws the conclusion.
    partings : tuple of Parting
        The disagreements that bear on it, the one that accounts for most first.
    ways_out : (WaysOut, WaysOut)
        For either account, the least sets on which it must give way for its verdict to turn.
    elsewhere : int
        The number of further differences, which do not bear on the conclusion.
    error, orders : float, int
        Where orders are sampled: the greatest standard error of a part, and the number of orders.
    notes : tuple of str
        Remarks: disagreements that were put together, and names that were not matched.
    source : CausalModel or None
        The first account, which has the labels.
    other : CausalModel or None
        The second account in the names of the first, which has the labels of what the first lacks.
    """

    first: str
    second: str
    conclusion: Conclusion
    answers: tuple[float, float]
    holds: tuple[bool, bool]
    partings: tuple[Parting, ...]
    ways_out: tuple[WaysOut, WaysOut]
    elsewhere: int = 0
    error: float = 0.0
    orders: int = 0
    notes: tuple[str, ...] = ()
    source: CausalModel | None = None
    other: CausalModel | None = None

    def __bool__(self) -> bool:
        return bool(self.partings)

    @public
    def __getitem__(self, name: str) -> Parting:
        """The disagreement of a name."""
        for parting in self.partings:
            if parting.name == name:
                return parting
        raise unknown("disagreement", name, [parting.name for parting in self.partings])

    @property
    def difference(self) -> float:
        """The answer of the second account less that of the first."""
        return self.answers[1] - self.answers[0]

    @public
    def told(self, answer: float) -> str:
        """An answer as it prints: a change with its sign, or the level that is compared with a threshold."""
        return told_answer(self.conclusion, answer)

    @property
    def crux(self) -> Parting | None:
        """The disagreement on which the verdict of both turns by itself; if several do, the one that accounts for most."""
        return next((p for p in self.partings if all(p.turns)), None)

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        said = {
            "one": tr(
                "{account} ({answer})",
                account=account_name(self.first),
                answer=self.told(self.answers[0]),
            ),
            "two": tr(
                "{account} ({answer})",
                account=account_name(self.second),
                answer=self.told(self.answers[1]),
            ),
            "conclusion": self._concluded,
        }
        if not self.partings:
            return capital(
                tr(
                    "{one} and {two} do not disagree on anything that bears on “{conclusion}”.",
                    **said,
                )
            )
        return capital(prose([self._opening(said), *self._turning()]))

    @property
    def say(self) -> Phrasing:
        """The words for the parts of both accounts."""
        return Phrasing(self.source, (self.other,) if self.other else ())

    @property
    def _concluded(self) -> str:
        """The conclusion as a sentence in labels."""
        c = self.conclusion
        known = self.source.variables if self.source else {}
        states = known[c.outcome].states if c.outcome in known else [c.at_least or ""]
        # It is quoted itself: a quotation within it takes the inner marks.
        return inner_marks(Concluded(self.say, c, states).sentence)

    def _opening(self, said: Mapping[str, str]) -> str:
        """Whether the two accounts draw the conclusion."""
        if self.holds[0] != self.holds[1]:
            return tr("{one} and {two} part on “{conclusion}”.", **said)
        moves = any(self._moves(parting) for parting in self.partings)
        if self.holds[0] and not moves:
            return tr(
                "{one} and {two} both conclude “{conclusion}”, and no disagreement moves the answer of either.",
                **said,
            )
        if self.holds[0]:
            return tr(
                "{one} and {two} both conclude “{conclusion}”, but they disagree on the way.",
                **said,
            )
        if not moves:
            return tr(
                "Neither {one} nor {two} concludes “{conclusion}”, and no disagreement moves the answer of either.",
                **said,
            )
        return tr(
            "Neither {one} nor {two} concludes “{conclusion}”, but they disagree on the way.",
            **said,
        )

    def _turning(self) -> Iterator[str]:
        """The disagreement on which it turns, or the one that accounts for most."""
        leading = self.partings[0]
        if self.holds[0] != self.holds[1] and self.crux is not None:
            yield tr(
                "The crux is {disagreement}: whoever gives way on it gives up its conclusion.",
                disagreement=self.say.dispute(self.crux.name),
            )
            return
        if self.holds[0] == self.holds[1] and not any(
            self._moves(parting) for parting in self.partings
        ):
            return
        name, part = self.say.dispute(leading.name), signed(leading.part)
        if abs(self.difference) < SHOWN:
            yield tr(
                "Their disagreements offset each other; the largest, {disagreement}, accounts for {part}.",
                disagreement=name,
                part=part,
            )
        else:
            yield tr(
                "The greatest part of the difference, {part} of {whole}, comes from {disagreement}.",
                part=part,
                whole=signed(self.difference),
                disagreement=name,
            )

    @property
    def table(self) -> AnswerTable[Parting]:
        """A row for every disagreement."""
        columns: list[Column[Parting]] = [
            Column(
                "disagreement",
                lambda p: p.name,
                tr("disagreement"),
                lambda p: self.say.dispute(p.name),
                "<",
            ),
            Column("kind", lambda p: p.disagreement.kind),
            Column("first says", lambda p: p.disagreement.says[0]),
            Column("second says", lambda p: p.disagreement.says[1]),
            Column("part", lambda p: p.part, tr("accounts for"), lambda p: signed(p.part)),
            Column(
                "first gives way",
                lambda p: p.first_gives_way,
                tr("first yields"),
                lambda p: self.told(p.first_gives_way),
            ),
            Column(
                "second gives way",
                lambda p: p.second_gives_way,
                tr("second yields"),
                lambda p: self.told(p.second_gives_way),
            ),
            Column("matters", self.matters, "", lambda p: tr(WORDS[self.matters(p)]), "<"),
        ]
        return AnswerTable(self.partings, columns)

    @public
    def matters(self, parting: Parting) -> Matters:
        """Whether a verdict turns by a disagreement alone, and whether it moves anything at all."""
        if any(parting.turns):
            return "both ways" if all(parting.turns) else "first" if parting.turns[0] else "second"
        return "part" if self._moves(parting) else "no matter"

    def _moves(self, parting: Parting) -> bool:
        """Whether a disagreement changes an answer or a verdict."""
        moves = (
            parting.part,
            parting.first_gives_way - self.answers[0],
            parting.second_gives_way - self.answers[1],
        )
        return any(parting.turns) or any(not abs(x) < SHOWN for x in moves)

    def to_frame(self) -> pd.DataFrame:
        """A row a disagreement: its name, kind, what either says, its part, the answers if either yields, whether it matters."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it prints as."""
        own = map(self.say.note, self.notes)
        notes = [*self._legend(), *own, *self._further()]
        if not self.partings:
            return (Sheet(self.sentence, (), (), notes),)
        return (
            self.table.sheet(self.sentence, [*self._ways(), *self._said(), *notes], folds=True),
        )

    def _legend(self) -> list[str]:
        if not self.partings:
            return []
        told = tr(
            "accounts for: its share of the difference of {difference} (Shapley), so that all sum to it. yields: the answer of an account that gives way on this alone.",
            difference=signed(self.difference),
        )
        if self.first != "the first":
            names = tr(
                "first: {first}; second: {second}.",
                first=account_name(self.first),
                second=account_name(self.second),
            )
            told = prose([names, told])
        legend = [told]
        if self.orders:
            legend.append(
                tr(
                    "Shares are means over {orders:,} sampled orders, with a standard error of at most {error}.",
                    orders=self.orders,
                    error=f"{self.error:.4f}",
                )
            )
        return legend

    def _further(self) -> list[str]:
        if not self.elsewhere:
            return []
        return [
            trn(
                self.elsewhere,
                "1 further difference does not bear on it.",
                "{count:,} further differences do not bear on it.",
            )
        ]

    def _said(self) -> list[str]:
        first, second = map(account_name, (self.first, self.second))
        told = [tr("What {first} | {second} say:", first=first, second=second)]
        return told + [
            f"  {self.say.dispute(p.name)}: {' | '.join(map(self.say.kept, p.disagreement.says))}"
            for p in self.partings
        ]

    def _ways(self) -> list[str]:
        sides = zip((self.first, self.second), self.ways_out, strict=True)
        return [line for name, ways in sides for line in _way(self.say, account_name(name), ways)]


def _way(say: Phrasing, name: str, ways: WaysOut) -> list[str]:
    """The least sets on which an account must give way, one on a line."""
    if not ways.sets:
        if ways.complete:
            return [tr("The verdict of {name} does not turn, whatever it gives way on.", name=name)]
        sizes = series([f"{size}" for size in range(1, ways.tried + 1)], either=True)
        return [
            tr(
                "The verdict of {name} does not turn by giving way on {sizes} of them.",
                name=name,
                sizes=sizes,
            )
        ]
    each = [series([say.dispute(name) for name in names]) for names in ways.least]
    more = len(each) - MOST_SETS
    lines = [tr("The verdict of {name} turns if it gives way on:", name=name)]
    lines += [
        f"  {tr('or {names}', names=names) if n else names}"
        for n, names in enumerate(each[:MOST_SETS])
    ]
    if more <= 0:
        return lines
    others = trn(
        more,
        "or 1 other set of {size}",
        "or {count:,} other sets of {size}",
        size=len(ways.least[0]),
    )
    return [*lines, f"  {others}"]


WORDS = {
    "both ways": template("the crux, both ways"),
    "first": template("turns the first"),
    "second": template("turns the second"),
    "part": "",
    "no matter": template("no matter here"),
}
