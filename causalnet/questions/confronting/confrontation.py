"""The answer of `confront`: what the figures of comparable cases say of a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, and_more, paragraph, signed
from causalnet.console import printed
from causalnet.language.translate import spoken, template, tr, trn
from causalnet.network.labels import ModelLabels
from causalnet.questions.confronting.confrontation_sentence import (
    TestCounts,
    confrontation_sentence,
)
from causalnet.questions.confronting.explanations import Explanation
from causalnet.questions.confronting.relabelled_graphs import Orientation
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.phrasing import prose, series

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Confrontation", "TestedClaim", "TestedStatus"]

TestedStatus = Literal["stands", "falls", "borne out", "contradicted", "open", "not tested"]
FAILED: tuple[TestedStatus, ...] = ("falls", "contradicted")
# Failures that are told one by one, and signs that are printed.
TOLD, SHOWN = 10, 20
# Words of its tables that are said as they are.
WORDS = (
    template("contradicted"),
    template("open"),
    template("not tested"),
    template("borne out"),
)
ORDER: tuple[TestedStatus, ...] = ("contradicted", "open", "not tested", "borne out")


@printed
@dataclass(frozen=True, slots=True)
class TestedClaim:
    """An independence that the graph implies, or the sign of an influence, held against the figures.

    Attributes
    ----------
    kind : {"independence", "sign"}
    x, y : str
        The two variables; of an influence the cause and the effect.
    given : tuple of str
        What makes the strata.
    sign : str
        ``"+"`` or ``"-"``; empty for an independence.
    status : str
        ``"stands"`` or ``"falls"``; of a sign ``"borne out"``, ``"contradicted"`` or ``"open"``; ``"not tested"``.
    r : float
        The correlation within strata, by the positions of the states.
    z : float
        Mantel's statistic.
    rows : int
        The rows of the strata that tell anything.
    p, adjusted : float
        The p-value against the model, alone and adjusted for all tests by Holm's method.
    p_for : float
        The p-value for a sign, adjusted for the number of signs; NaN for an independence.
    permutations : bool
        Whether it comes from permutations within strata, as few rows tell anything.
    explanation : Explanation
        Of a failure.
    """

    # pytest collects classes with such a name.
    __test__ = False

    kind: Literal["independence", "sign"]
    x: str
    y: str
    given: tuple[str, ...]
    sign: str
    status: TestedStatus
    r: float
    z: float
    rows: int
    p: float
    adjusted: float
    p_for: float
    permutations: bool
    explanation: Explanation = Explanation()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Confrontation(Answer):
    """A model held against the figures of comparable cases.

    Attributes
    ----------
    cases : str
        What the rows are.
    rows : int
        Their number.
    measured, absent : tuple of str
        The variables that have a column, and those that do not.
    alpha : float
        The family-wise level.
    independences, signs : tuple of TestedClaim
        In the order of the graph and of the model.
    inseparable : int
        The number of pairs that are not joined, but that no measured variables separate.
    detectable : float
        The correlation within strata that half of the tests would find in 4 of 5 such frames.
    orientation : Orientation or None
        How many relabelled graphs fit as well; None if none were asked for or nothing is implied.
    labels : mapping from variable to str
    notes : tuple of str
    provenance : Provenance
    """

    cases: str
    rows: int
    measured: tuple[str, ...]
    absent: tuple[str, ...]
    alpha: float
    independences: tuple[TestedClaim, ...]
    signs: tuple[TestedClaim, ...]
    inseparable: int
    detectable: float
    orientation: Orientation | None
    labels: Mapping[str, str]
    notes: tuple[str, ...]
    provenance: Provenance

    def _of_status(self, *status: TestedStatus) -> tuple[TestedClaim, ...]:
        """The independences and signs with one of these results."""
        return tuple(c for c in (*self.independences, *self.signs) if c.status in status)

    @property
    def failures(self) -> tuple[TestedClaim, ...]:
        """The independences that fall and the signs that are contradicted, the clearest first."""
        return tuple(sorted(self._of_status(*FAILED), key=lambda c: (c.adjusted, -abs(c.z))))

    @property
    def fits(self) -> bool:
        """Whether nothing falls and nothing is contradicted."""
        return not self.failures

    @property
    def sentence(self) -> str:
        """What falls, what is contradicted and what is borne out, and what would not have been found."""
        rows = f"{self.rows:,} {self.cases}"
        counts = _counts(self.independences), _counts(self.signs)
        return confrontation_sentence(rows, *counts, self.alpha, self.detectable)

    @property
    def table(self) -> AnswerTable[TestedClaim]:
        """A row for every sign and every independence."""
        return AnswerTable(
            (*self.signs, *self.independences),
            [
                Column("kind", lambda c: c.kind),
                Column("x", lambda c: c.x),
                Column("y", lambda c: c.y),
                Column("given", lambda c: c.given),
                Column("influence", None, tr("influence"), self._arrow, "<"),
                Column("sign", lambda c: c.sign, tr("says")),
                Column("r", lambda c: c.r, "r", _r),
                Column("z", lambda c: c.z),
                Column("rows", lambda c: c.rows),
                Column("p", lambda c: c.p),
                Column("adjusted", lambda c: c.adjusted),
                Column("p_for", lambda c: c.p_for),
                Column("permutations", lambda c: c.permutations),
                Column("status", lambda c: c.status),
                Column("rivals", lambda c: c.explanation.rivals),
                Column("lagged", lambda c: c.explanation.lagged),
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A frame with a row for every sign and every independence."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """What falls and what would explain it, and the table of signs."""
        notes = [self._all_independences(), *map(self._failure, self.failures[:TOLD])]
        if (left := len(self.failures) - TOLD) > 0:
            notes += and_more(left)
        notes += self._orientation()
        notes += map(spoken, self.notes)
        notes.append(
            tr(
                "r: the correlation within strata of the other causes (Mantel's test for trend, Holm). The {cases} are other cases: they speak of the arrows and signs, not of the baselines. A fit does not prove the graph; others imply the same.",
                cases=self.cases,
            )
        )
        first = Sheet(paragraph(self.sentence), (), (), notes)
        return (first, self._signs()) if self.signs else (first,)

    def _all_independences(self) -> str:
        implied = len(self.independences)
        count = {
            s: sum(c.status == s for c in self.independences)
            for s in ("stands", "falls", "not tested")
        }
        parts = [
            trn(count["stands"], "1 stands", "{count:,} stand"),
            trn(count["falls"], "1 falls", "{count:,} fall"),
        ]
        if count["not tested"]:
            parts.append(
                tr(
                    "{count:,} could not be tested, since within strata nothing differs",
                    count=count["not tested"],
                )
            )
        text = [
            tr("Independences: {implied:,} implied; {parts}.", implied=implied, parts=series(parts))
        ]
        if not implied:
            text = [
                tr(
                    "Independences: the graph implies none among these columns, so that figures cannot contradict it by one."
                )
            ]
        if self.inseparable:
            text.append(
                trn(
                    self.inseparable,
                    "1 pair of columns cannot be separated without variables that have no column.",
                    "{count:,} pairs of columns cannot be separated without variables that have no column.",
                )
            )
        return prose(text)

    def _failure(self, claim: TestedClaim) -> str:
        said = {
            "x": self._labels.variable(claim.x),
            "y": self._labels.variable(claim.y),
            "size": f"r = {signed(claim.r, 2)}, {_p(claim.adjusted)}",
            "given": "",
        }
        if claim.given:
            names = series([self._labels.variable(v) for v in claim.given])
            said["given"] = tr(", given {names}", names=names)
        told = {
            ("sign", True): template(
                "Contradicted: {x} should raise {y}, but does the opposite{given} ({size})."
            ),
            ("sign", False): template(
                "Contradicted: {x} should lower {y}, but does the opposite{given} ({size})."
            ),
            ("independence", True): template(
                "Falls: {x} and {y} should be independent{given}, but go together ({size})."
            ),
            ("independence", False): template(
                "Falls: {x} and {y} should be independent{given}, but go opposite ways ({size})."
            ),
        }
        sign = claim.kind == "sign"
        up = claim.sign == "+" if sign else claim.r > 0
        text = tr(told["sign" if sign else "independence", up], **said)
        return prose([text, *self._explained(claim.explanation)])

    @property
    def _labels(self) -> ModelLabels:
        return ModelLabels(self.provenance.source)

    def _explained(self, by: Explanation) -> list[str]:
        text = [tr("No rival of the model would explain it.")]
        if by.rivals:
            named = [tr("“{name}”", name=self._labels.rival(name)) for name in by.rivals]
            text = [
                tr(
                    "The rival {names} would explain it, if it is admitted.",
                    names=series(named, either=True),
                )
            ]
        if by.lagged:
            text.append(
                tr("Influences from earlier periods also would.")
                if by.rivals
                else tr("Influences from earlier periods would.")
            )
        return text

    def _orientation(self) -> list[str]:
        o = self.orientation
        if o is None or not o.graphs:
            return []
        level = f"{self.alpha:.0%}"
        if o.rows < self.rows:
            level = tr(
                "{level} on {rows:,} of the {cases}", level=level, rows=o.rows, cases=self.cases
            )
        text = [
            tr(
                "Orientation: of {graphs:,} relabelled graphs, {fitting:,} fit as well: where each independence is tested by itself at {level}, no more fail than here ({failing:,} of {tests:,}).",
                fitting=o.fitting,
                graphs=o.graphs,
                level=level,
                failing=o.failing,
                tests=o.tests,
            )
        ]
        if o.equivalent:
            text.append(
                trn(
                    o.equivalent,
                    "1 of all implies the same independences as this graph.",
                    "{count:,} of all imply the same independences as this graph.",
                )
            )
        if o.fitting > self.alpha * o.graphs:
            text.append(
                tr(
                    "The figures do not tell this graph from one with its variables exchanged at random."
                )
            )
        return [prose(text)]

    def _signs(self) -> Sheet:
        shown = sorted(self.signs, key=lambda c: (ORDER.index(c.status), -abs(np.nan_to_num(c.z))))
        rows: list[list[str]] = []
        columns = [c for c in self.table.columns if c.head is not None]
        for status in ORDER:
            own = [c for c in shown[:SHOWN] if c.status == status]
            if own:
                number = sum(c.status == status for c in self.signs)
                rows.append(
                    [
                        tr(
                            "{status}: {count:,} of {total:,}",
                            status=tr(status),
                            count=number,
                            total=len(self.signs),
                        )
                    ]
                )
                rows += [[column.cell(c) for column in columns] for c in own]
        left = len(shown) - SHOWN
        notes = and_more(left)
        heads = [c.head or "" for c in columns]
        return Sheet("", heads, rows, notes, "".join(c.align for c in columns))

    def _arrow(self, claim: TestedClaim) -> str:
        return f"{self._labels.variable(claim.x)} → {self._labels.variable(claim.y)}"


def _r(claim: TestedClaim) -> str:
    return "" if np.isnan(claim.r) else signed(claim.r, 2)


def _counts(claims: tuple[TestedClaim, ...]) -> TestCounts:
    """How many of some claims were tested, contradicted and borne out."""
    return TestCounts(
        sum(c.status != "not tested" for c in claims),
        sum(c.status in FAILED for c in claims),
        sum(c.status == "borne out" for c in claims),
    )


def _p(value: float) -> str:
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"
