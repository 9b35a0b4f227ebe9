"""The answer of an audit: its checks, its sections and the way they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from causalnet.answer_tables import Answer, AnswerTable, Column, Sheet, whole_percent
from causalnet.language.translate import template, tr, trn
from causalnet.model.causal_model import CausalModel
from causalnet.model.drafted_parts import DraftedParts
from causalnet.model.effect_size import FLOOR, UNDER_FLOOR
from causalnet.model.influence import Standing
from causalnet.model.judgements.draws import Draws
from causalnet.questions.audit.audit_words import AuditWords, LabelledNames, WrittenNames
from causalnet.questions.audit.checks import Check
from causalnet.questions.audit.reasons import reason_told
from causalnet.questions.phrases import shown_contrast
from causalnet.questions.query.downstream_evidence import without_note
from causalnet.questions.sentences.numbers import central_numbers, draws_told
from causalnet.questions.sentences.phrasing import comma_list, prose, series
from causalnet.questions.verdict.wording import NOTEWORTHY
from causalnet.text_width import look_wide, padded

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Audit"]


class AuditRow(NamedTuple):
    """One line of an audit."""

    section: str
    item: str
    detail: str


@dataclass(frozen=True, slots=True, repr=False)
class Audit(Answer):
    """Checks of a model against its own claims, and the gaps that its reader should know of.

    Attributes
    ----------
    model : str
        The model's name.
    checks : tuple of Check
        Total claims, declared non-edges and discriminant cases, met or not met.
    how : Draws or None
        The draws over which checks were judged; None where they were judged at the central network.
    unchecked : tuple of str
        Total claims that declare nothing to check.
    without_claim : tuple of str
        Influences that no claim supports.
    unused : tuple of str
        Claims that nothing in the model uses.
    undeclared : tuple of (str, tuple of float)
        Variables without a declared baseline, with the marginal that follows; it is empty where the model is too large
        to compile.
    standings : tuple of (str, int, int)
        For each standing, how many influences within a period and lagged.
    contradicted : tuple of (str, tuple of str)
        Claims with evidence against them, and that evidence.
    opposed : tuple of (str, str)
        Influences whose signs pull apart, and how.
    leaning : tuple of (str, str)
        Influences whose sign is written ``"?"`` although their range allows one direction alone, and which.
    reread : tuple of (str, str)
        Influences whose claims are worded with opposite signs: of opposite poles, or at odds.
    duplicated : tuple of (str, str)
        Things that are counted more than once: evidence entered twice, and influences whose several claims are of one
        source.
    alike : tuple of (str, str)
        The words for strengths if all influences with a sign share one of them, as in a scaffold, and the numbers of
        influences.
    drafted : DraftedParts or None
        How much of the model is a draft that nobody has reviewed.
    source : CausalModel or None
        The model that answered, which has the labels.
    """

    model: str
    checks: tuple[Check, ...]
    how: Draws | None
    unchecked: tuple[str, ...]
    without_claim: tuple[str, ...]
    unused: tuple[str, ...]
    undeclared: tuple[tuple[str, tuple[float, ...]], ...]
    standings: tuple[tuple[Standing, int, int], ...]
    contradicted: tuple[tuple[str, tuple[str, ...]], ...]
    opposed: tuple[tuple[str, str], ...] = ()
    reread: tuple[tuple[str, str], ...] = ()
    duplicated: tuple[tuple[str, str], ...] = ()
    leaning: tuple[tuple[str, str], ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    drafted: DraftedParts | None = None
    source: CausalModel | None = field(default=None, compare=False)

    @property
    def met(self) -> bool:
        """Whether every check is met."""
        return all(check.met for check in self.checks)

    @property
    def table(self) -> AnswerTable[AuditRow]:
        """A row for everything that the audit found, section by section."""
        columns: list[Column[AuditRow]] = [
            Column("section", lambda x: x.section),
            Column("item", lambda x: x.item, "", lambda x: f"  {x.item}", align="<"),
            Column("detail", lambda x: x.detail, "", align="<"),
        ]
        return AnswerTable([*self._rows(WrittenNames())], columns)

    def _rows(self, say: AuditWords) -> Iterator[AuditRow]:
        width = max((look_wide(_word(c)) for c in self.checks), default=0)
        sections: dict[str, Sequence[tuple[str, str]]] = {
            "checks": [(c.claim, _verdict(say, c, width)) for c in self.checks],
            "checks that the baselines meet alone": [
                (c.claim, say.concluded(c)) for c in self.checks if c.by_baseline
            ],
            "evidence downstream of what is set": [
                (c.claim, without_note(say.note(note))) for c in self.checks for note in c.notes
            ],
            "total claims without a check": [(name, "") for name in self.unchecked],
            "influences without a claim": [(say.part(name), "") for name in self.without_claim],
            "claims without use": [(name, "") for name in self.unused],
            "undeclared baselines": [(say.variable(n), _shown(p)) for n, p in self.undeclared],
            "strengths not judged apart": [(a, say.kept(b)) for a, b in self.alike],
            "standing": [
                (tr(s), tr("{count} within a period, {lagged} lagged", count=a, lagged=b))
                for s, a, b in self.standings
            ],
            "contradicting evidence": [(c, prose(e)) for c, e in self.contradicted],
            "signs that pull apart": [(say.words(a), say.kept(b)) for a, b in self.opposed],
            "open signs that a range decides": [
                (say.part(a), say.kept(b)) for a, b in self.leaning
            ],
            "claims to read again": [(say.part(a), say.kept(b)) for a, b in self.reread],
            "counted more than once": [(a, say.kept(b)) for a, b in self.duplicated],
            "drafted, not reviewed": self._drafts(),
        }
        for section, found in sections.items():
            yield from (AuditRow(section, item, detail) for item, detail in found)

    def _drafts(self) -> list[tuple[str, str]]:
        """For each kind of part, how many are drafts, and by whom."""
        if not self.drafted:
            return []
        counts, by = self.drafted, series([*self.drafted.drafters])
        return [
            (
                tr(kind),
                tr(
                    "{count} of {total}, by {drafters}",
                    count=count,
                    total=counts.held[kind],
                    drafters=by,
                ),
            )
            for kind, count in counts.drafted.items()
            if count
        ]

    def to_frame(self) -> pd.DataFrame:
        """A long frame: section, item, detail."""
        return self.table.frame()

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as: one for each section."""
        columns, told = self.table.columns, [*self._rows(LabelledNames(self.source))]
        table = AnswerTable(told, columns)
        sections = (
            table.sheet(tr(SECTIONS[name]), rows=[*rows], folds=True)
            for name, rows in groupby(table.rows, lambda row: row.section)
        )
        return Sheet(self.sentence, (), ()), *sections

    @property
    def sentence(self) -> str:
        """The number of checks that are met, the number met by next to nothing, and the reasons for the others."""
        drafted = self.drafted.sentence if self.drafted else ""
        return prose([self._checked(), *self._barely(), *self._sized(), *self._unmet(), drafted])

    def _checked(self) -> str:
        """How many checks are met, and by which numbers."""
        if not self.checks:
            return tr("The model declares no checks.")
        met, many = sum(c.met for c in self.checks), len(self.checks)
        said = {"met": met, "count": many, "numbers": central_numbers(self.source)}
        if self.how is None:
            if many == 1 and met:
                return tr("The model meets its one check{numbers}.", **said)
            if many == 1:
                return tr("The model does not meet its one check{numbers}.", **said)
            return tr("The model meets {met} of its {count} checks{numbers}.", **said)
        draws = draws_told(self.how.n, self.how)
        if many == 1 and met:
            return tr(
                "The model meets its one check in at least nine of ten of {draws}.",
                draws=draws,
                **said,
            )
        if many == 1:
            return tr(
                "The model does not meet its one check in nine of ten of {draws}.",
                draws=draws,
                **said,
            )
        return tr(
            "The model meets {met} of its {count} checks in at least nine of ten of {draws}.",
            draws=draws,
            **said,
        )

    def _sized(self) -> Iterator[str]:
        """How many of the checks that ask for more than a direction are met, where others ask for no more."""
        sized = [c for c in self.checks if c.asked is not None and (c.asked.by or c.asked.passes)]
        if not sized or len(sized) == len(self.checks):
            return
        if len(sized) > 1:
            yield tr(
                "Of the {count} that ask for a size or a threshold, {met} are met.",
                count=len(sized),
                met=sum(c.met for c in sized),
            )
        elif sized[0].met:
            yield tr("The one that asks for a size or a threshold is met.")
        else:
            yield tr("The one that asks for a size or a threshold is not met.")

    def _barely(self) -> Iterator[str]:
        """The numbers of checks that are met by next to nothing, by definition and by observing alone."""
        met = [c for c in self.checks if c.met]
        if absent := sum(c.change is None for c in met):
            yield tr("Of those met, {count} because no such influence is drawn.", count=absent)
        if weak := sum(c.weakly for c in self.checks):
            yield tr("Of those met, {count} by a change that is small or negligible.", count=weak)
        if defined := sum(c.by_definition for c in met):
            yield tr("Of those met, {count} by definition.", count=defined)
        if observed := sum(c.as_observed for c in met):
            yield tr(
                "Of those met, {count} because the outcome is itself observed.",
                count=observed,
            )
        if bare := sum(c.by_baseline for c in self.checks):
            yield tr("Of those met, {count} by the baselines alone.", count=bare)
        if alone := sum(c.path == "by observing alone" for c in met):
            yield tr("Of those met, {count} by observing alone.", count=alone)

    def _unmet(self) -> Iterator[str]:
        """Why the checks that are not met are not."""
        if hanging := sum(c.hangs for c in self.checks):
            yield trn(
                hanging,
                "{count} hangs on the numbers: it is met at the most likely strengths, but in fewer than nine of ten draws.",
                "{count} hang on the numbers: they are met at the most likely strengths, but in fewer than nine of ten draws.",
            )
        why = Counter(_counted(c.lacking) for c in self.checks if not (c.met or c.hangs))
        if not why:
            return
        told = [
            tr("{count} ({reason})", count=count, reason=reason_told(reason))
            for reason, count in why.items()
        ]
        yield tr("Not met: {reasons}.", reasons=comma_list(told))
        if any(UNDER_FLOOR in reason for reason in why):
            yield tr("In a draw, a change under {floor:g} counts as none.", floor=FLOOR)


def _counted(reason: str) -> str:
    """Why checks are not met, as it reads behind their number."""
    if reason.startswith("it stands"):
        return "not refuted"
    return "denied but there" if reason == "there is one" else reason


def _verdict(say: AuditWords, check: Check, width: int) -> str:
    facts = [check.told] if check.change is not None else []
    if check.share is not None:
        share = tr("{share} of draws", share=whole_percent(check.share))
        facts.append(comma_list([share, *_by_little(check)]))
    if check.unmet:
        facts.append(
            tr("draws left out, in which a baseline cannot be met: {count:,}", count=check.unmet)
        )
    if check.range is not None and check.asked is not None:
        low, high = (shown_contrast(check.asked, x) for x in check.range)
        facts.append(tr("range {low} to {high}", low=low, high=high))
    parts = {"conclusion": say.concluded(check), "facts": tr("; ").join(facts)}
    told = tr("{conclusion} ({facts})", **parts) if facts else parts["conclusion"]
    if reached := _reached(say, check):
        told = tr("{conclusion} [{paths}]", conclusion=told, paths=tr("; ").join(reached))
    return f"{padded(_word(check), width)}  {told}"


def _word(check: Check) -> str:
    """Whether a check is met, as it prints."""
    if check.met or check.hangs:
        return tr(check.word)
    return tr("NOT MET: {reason}", reason=reason_told(check.lacking))


def _reached(say: AuditWords, check: Check) -> list[str]:
    """The ways to the outcome other than by the period of the check alone; none for a level."""
    if check.asked is None or check.asked.passes:
        return []
    said: list[str] = [] if check.path == "within a period" else [tr(check.path)]
    if check.later is None:
        return said
    at = check.asked.at
    span = tr("by period {period}", period=at) if at else tr("within a period")
    later = check.later.said(say.variable(check.asked.outcome))
    return [*said, *([] if said else [span]), later]


def _by_little(check: Check) -> list[str]:
    """In how many draws it is so by however little, where that is in many more."""
    if check.any_size is None or check.refuting or check.any_size - (check.share or 0) < NOTEWORTHY:
        return []
    return [tr("{share} by however little", share=whole_percent(check.any_size))]


def _shown(p: Iterable[float]) -> str:
    shares = [f"{x:.2f}" for x in p]
    if not shares:
        return tr("a consequence: not worked out, since the model is too large to compile")
    if len(set(shares)) == 1:
        return tr("uniform: {shares}", shares=" ".join(shares))
    return tr("a consequence: {shares}", shares=" ".join(shares))


SECTIONS = {
    "checks": template("CHECKS"),
    "checks that the baselines meet alone": template("CHECKS THAT THE BASELINES MEET ALONE"),
    "evidence downstream of what is set": template("EVIDENCE DOWNSTREAM OF WHAT IS SET"),
    "total claims without a check": template("TOTAL CLAIMS WITHOUT A CHECK"),
    "influences without a claim": template("INFLUENCES WITHOUT A CLAIM"),
    "claims without use": template("CLAIMS WITHOUT USE"),
    "undeclared baselines": template("UNDECLARED BASELINES"),
    "strengths not judged apart": template("STRENGTHS NOT JUDGED APART"),
    "standing": template("STANDING"),
    "contradicting evidence": template("CONTRADICTING EVIDENCE"),
    "signs that pull apart": template("SIGNS THAT PULL APART"),
    "open signs that a range decides": template("OPEN SIGNS THAT A RANGE DECIDES"),
    "claims to read again": template("CLAIMS TO READ AGAIN"),
    "counted more than once": template("COUNTED MORE THAN ONCE"),
    "drafted, not reviewed": template("DRAFTED, NOT REVIEWED"),
}
