"""The feedback loops of a model, and what is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from causalnet.answer_tables import (
    Answer,
    AnswerTable,
    Column,
    Sheet,
    and_more,
    signed,
    whole_percent,
)
from causalnet.boundary.checks import position, public
from causalnet.errors import unknown
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.influence import STANDINGS, Standing
from causalnet.questions.loops.loop import Loop
from causalnet.questions.sentences.phrasing import Phrasing, comma_list, prose, series

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Loops"]

LOOPS_SHOWN = 20
# The columns of a loop that print before its variables.
COLUMNS = ("loop", "standing", "delay", "gain")
LASTING = ("loop", "standing", "delay", "left")
LEFT = template(
    "left: what is left after the lag of a move from the lowest state to the highest, if nothing else acts."
)
GAIN = (
    template(
        "gain: central strength times the effect's spread today, multiplied round the loop. It ranks loops by how strongly they pass a push on."
    ),
    template(
        "It is linear in log-odds, and not the share of a push that comes back: where strengths are large the two differ, and persistence() computes that share. A minus turns a push round."
    ),
)
KINDS = {
    "reinforcing": template("{count} reinforcing"),
    "balancing": template("{count} balancing"),
    "undetermined": template("{count} undetermined"),
}
# Where all loops are of one kind.
ONE_LOOP = {
    "reinforcing": template("The model has one reinforcing feedback loop{asked}."),
    "balancing": template("The model has one balancing feedback loop{asked}."),
    "undetermined": template("The model has one feedback loop of undetermined polarity{asked}."),
}
ALL_LOOPS = {
    "reinforcing": template(
        "The model has {count} feedback loops{asked}, all of them reinforcing."
    ),
    "balancing": template("The model has {count} feedback loops{asked}, all of them balancing."),
    "undetermined": template(
        "The model has {count} feedback loops{asked}; of all of them it is undetermined whether they reinforce or balance."
    ),
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Loops(Answer):
    """The feedback loops of a model: those of several variables first, the best-founded of them leading.

    It is a sequence of `Loop`; ``found["R-3fa2c1"]`` looks one up by its mark.

    Attributes
    ----------
    model : str
        The model's name.
    under : Intervention
        The intervention; loops that it breaks are not listed.
    listed : tuple of Loop
    longest : int or None
        None where every loop is listed; otherwise the length, in influences, up to which every one is.
    breaking : tuple of str
        A least set of variables that lies on every loop of several variables, listed or not, that is as firm as
        those asked for: with them held, nothing feeds back but inertia.
    least : bool
        Whether no smaller set is known to exist; False where the search was cut short.
    standings : tuple of str or None
        The standings of the loops that are listed; None for all of them.
    source : CausalModel or None
        The model that answered, which has the labels.
    """

    model: str
    under: Intervention
    listed: tuple[Loop, ...]
    longest: int | None
    breaking: tuple[str, ...]
    least: bool
    standings: tuple[Standing, ...] | None = None
    source: CausalModel | None = None

    def __len__(self) -> int:
        return len(self.listed)

    def __iter__(self) -> Iterator[Loop]:
        return iter(self.listed)

    def __getitem__(self, which: int | str) -> Loop:
        if not isinstance(which, str):
            return self.listed[position(which, len(self.listed), "loop")]
        for loop in self.listed:
            if loop.name == which:
                return loop
        raise unknown("loop", which, [loop.name for loop in self.listed])

    @public
    def through(self, *names: str) -> tuple[Loop, ...]:
        """The loops on which all of these variables lie."""
        return tuple(loop for loop in self.listed if set(names) <= set(loop.variables))

    @property
    def feedback(self) -> tuple[Loop, ...]:
        """The loops of several variables."""
        return tuple(loop for loop in self.listed if not loop.inertia)

    @property
    def inertia(self) -> tuple[Loop, ...]:
        """The loops of one variable on itself."""
        return tuple(loop for loop in self.listed if loop.inertia)

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of loops of several variables that each variable lies on, most first."""
        on = Counter(chain.from_iterable(loop.variables for loop in self.feedback))
        return dict(on.most_common())

    def _nothing(self) -> str:
        if self.under:
            return tr("None: no loop is left unbroken.")
        if self.standings:
            standings = series([*map(tr, self.standings)], either=True)
            return tr(
                "None: no loop has a weakest influence that is {standing}.", standing=standings
            )
        return tr("None: no variable acts on itself, in this period or later.")

    @property
    def table(self) -> AnswerTable[Loop]:
        """A row for each loop."""
        say = Phrasing(self.source)
        columns: list[Column[Loop]] = [
            Column("loop", lambda x: x.name, "", align="<"),
            Column("polarity", lambda x: x.polarity),
            Column("delay", lambda x: x.delay, tr("periods")),
            Column("standing", lambda x: x.standing, tr("standing"), lambda x: tr(x.standing), "<"),
            Column("length", lambda x: len(x.influences)),
            Column("gain", lambda x: x.gain, tr("gain"), _gain),
            Column("left", lambda x: x.left, tr("left"), _left),
            Column(
                "path",
                lambda x: f"{x}",
                tr("path"),
                lambda x: say.way([*x.variables, x.variables[0]]),
                "<",
            ),
            Column("variable", None, tr("variable"), lambda x: say.name(x.variables[0]), "<"),
            Column("weakest", lambda x: ", ".join(i.name for i in x.weakest)),
        ]
        return AnswerTable(self.listed, columns)

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for each loop."""
        return self.table.frame()

    @property
    def sentence(self) -> str:
        """The answer in one sentence: the number of loops of several variables, by polarity."""
        kinds = Counter[str](loop.polarity for loop in self.feedback)
        told = [tr(KINDS[kind], count=count) for kind, count in kinds.items()]
        asked, count = self._asked, len(self.feedback)
        if not told:
            first = tr("The model has no feedback loop of several variables{asked}.", asked=asked)
        elif len(told) == 1:
            (kind,) = kinds
            words = ONE_LOOP if count == 1 else ALL_LOOPS
            first = tr(words[kind], count=count, asked=asked)
        else:
            first = tr(
                "The model has {count} feedback loops{asked}: {kinds}.",
                count=count,
                asked=asked,
                kinds=series(told),
            )
        return prose([first, *self._firmest(), *self._lasting()])

    def _firmest(self) -> Iterator[str]:
        """How well founded the loops are: each is as firm as its weakest influence."""
        if not self.feedback or self.standings:
            return
        stated = sum(loop.standing == "stated" for loop in self.feedback)
        if len(self.feedback) == 1:
            if stated:
                yield tr("Every influence on it is stated by a source.")
            else:
                yield tr("Not every influence on it is stated by a source.")
        elif stated == 0:
            yield tr("In none of them is every influence stated by a source.")
        elif stated == len(self.feedback):
            yield tr("Every influence on them is stated by a source.")
        else:
            yield tr("In {count} of them every influence is stated by a source.", count=stated)

    def _lasting(self) -> Iterator[str]:
        """How many variables act on themselves."""
        if len(self.inertia) == 1:
            yield tr("One variable acts on itself.")
        elif self.inertia:
            yield tr("{count} variables act on themselves.", count=len(self.inertia))

    @property
    def _asked(self) -> str:
        """Which loops were asked for, in the words of the sentence."""
        text = ""
        if self.standings:
            text += tr(
                " whose weakest influence is {standing}",
                standing=series([*map(tr, self.standings)], either=True),
            )
        if self.under:
            text += tr(" left by {action}", action=Phrasing(self.source).action(self.under))
        return text + (
            tr(" of up to {count} influences", count=self.longest) if self.longest else ""
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as: how many of each kind, which they are, what breaks them."""
        if not self.listed:
            return (Sheet(self.sentence, (), (), [self._nothing()]),)
        return tuple(
            sheet
            for sheet in (_kinds(self, self.sentence), _each(self), _inertia(self), _breaking(self))
            if sheet
        )


def _kinds(found: Loops, title: str) -> Sheet:
    """The number of loops of each standing and polarity."""
    kinds = ("reinforcing", "balancing", "undetermined")
    rows = []
    asked = found.standings or STANDINGS
    for standing in (s for s in STANDINGS if s in asked):
        own = [loop for loop in found.listed if loop.standing == standing]
        if not own and standing != "stated":
            continue
        numbers = [sum(not x.inertia and x.polarity == kind for x in own) for kind in kinds]
        rows.append([tr(standing), *(str(n) for n in numbers), str(sum(x.inertia for x in own))])
    notes = [tr("A loop is as firm as its weakest influence.")]
    if "stated" in asked and not any(loop.standing == "stated" for loop in found.feedback):
        notes.append(
            tr(
                "No loop of several variables that is left unbroken is stated influence by influence."
            )
            if found.under
            else tr("No loop of several variables is stated influence by influence.")
        )
    if found.longest:
        notes.append(
            tr("There are more than {count:,}: longer ones are not counted.", count=len(found))
        )
    header = [tr("weakest influence"), *map(tr, kinds), tr("inertia")]
    return Sheet(title, header, rows, notes)


def _each(found: Loops) -> Sheet | None:
    """The loops of several variables themselves."""
    if not found.feedback:
        return None
    shown = found.feedback[:LOOPS_SHOWN]
    left = len(found.feedback) - len(shown)
    notes = and_more(left)
    notes += _legend() if any(loop.gain is not None for loop in found.feedback) else ()
    return found.table.sheet(tr("LOOPS"), notes, rows=shown, only=[*COLUMNS, "path"])


def _inertia(found: Loops) -> Sheet | None:
    """The variables that act on themselves, the most lasting first."""
    if not found.inertia:
        return None
    rows = sorted(found.inertia, key=lambda loop: -abs(loop.left or 0.0))[:LOOPS_SHOWN]
    notes = [tr(LEFT)] if any(loop.left is not None for loop in rows) else []
    return found.table.sheet(tr("INERTIA"), notes, rows=rows, only=[*LASTING, "variable"])


def _legend() -> list[str]:
    """The meaning of the gain, as notes."""
    return [*map(tr, GAIN)]


def _gain(loop: Loop) -> str:
    return "" if loop.gain is None else signed(loop.gain)


def _left(loop: Loop) -> str:
    return "" if loop.left is None else whole_percent(loop.left)


def _breaking(found: Loops) -> Sheet | None:
    """The variables that lie on the most loops, and a set that breaks all loops."""
    if not found.feedback:
        return None
    say = Phrasing(found.source)
    ranked = list(found.counts.items())
    total = len(found.feedback)
    rows = [
        [say.name(name), tr("{count} of {total}", count=count, total=total)]
        for name, count in ranked[:LOOPS_SHOWN]
    ]
    firmer = found.standings and {*STANDINGS[: STANDINGS.index(_weakest(found))]} - {
        *found.standings
    }
    them = tr("these and every firmer loop") if firmer else tr("all of them")
    said = {"them": them, "names": comma_list([say.name(v) for v in found.breaking])}
    note = (
        tr("A least set that breaks {them}: {names}.", **said)
        if found.least
        else tr("A small set that breaks {them}: {names}.", **said)
    )
    return Sheet(tr("ON THE MOST LOOPS"), [tr("variable"), tr("loops")], rows, [note], "<>")


def _weakest(found: Loops) -> Standing:
    """The least firm of the standings asked for."""
    return max(found.standings or STANDINGS, key=STANDINGS.index)
