"""Audits: whether a model meets what it claims, and what its claims rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from causalnet.boundary.checks import public
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim
from causalnet.model.conclusion import Conclusion
from causalnet.model.draws import Draws, as_draws
from causalnet.model.effect_size import FLOOR, UNDER_FLOOR
from causalnet.model.influence import STANDINGS
from causalnet.questions.audit.checks import Check, checked, refuted
from causalnet.questions.effects.query import query
from causalnet.questions.headline import shown_contrast, within
from causalnet.questions.signs.sign_conflicts import duplicated, leaning, opposed, reread
from causalnet.questions.verdict.wording import NOTEWORTHY
from causalnet.tables import Answer, Sheet, whole_percent
from causalnet.workers import Task, done_by

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Audit", "Check", "audit"]


@dataclass(frozen=True, slots=True, repr=False)
class Audit(Answer):
    """What a model owes its reader.

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
        Variables without a declared baseline, with the marginal that follows.
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
        What is counted more than once: evidence entered twice, and influences whose several claims are of one
        source.
    """

    model: str
    checks: tuple[Check, ...]
    how: Draws | None
    unchecked: tuple[str, ...]
    without_claim: tuple[str, ...]
    unused: tuple[str, ...]
    undeclared: tuple[tuple[str, tuple[float, ...]], ...]
    standings: tuple[tuple[str, int, int], ...]
    contradicted: tuple[tuple[str, tuple[str, ...]], ...]
    opposed: tuple[tuple[str, str], ...] = ()
    reread: tuple[tuple[str, str], ...] = ()
    duplicated: tuple[tuple[str, str], ...] = ()
    leaning: tuple[tuple[str, str], ...] = ()

    @property
    def met(self) -> bool:
        """Whether every check is met."""
        return all(check.met for check in self.checks)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: section, item, detail."""
        import pandas as pd

        return pd.DataFrame(self._rows(), columns=["section", "item", "detail"])

    def _rows(self) -> list[tuple[str, str, str]]:
        width = max((len(c.word) for c in self.checks), default=0)
        sections = {
            "checks": [(c.claim, _verdict(c, width)) for c in self.checks],
            "checks that the baselines meet alone": [
                (c.claim, c.conclusion) for c in self.checks if c.by_baseline
            ],
            "evidence downstream of what is set": [
                (c.claim, note.removeprefix("Note: ")) for c in self.checks for note in c.notes
            ],
            "total claims without a check": [(name, "") for name in self.unchecked],
            "influences without a claim": [(name, "") for name in self.without_claim],
            "claims without use": [(name, "") for name in self.unused],
            "undeclared baselines": [(n, _shown(p)) for n, p in self.undeclared],
            "standing": [(s, f"{a} within a period, {b} lagged") for s, a, b in self.standings],
            "contradicting evidence": [(c, " ".join(e)) for c, e in self.contradicted],
            "signs that pull apart": list(self.opposed),
            "open signs that a range decides": list(self.leaning),
            "claims to read again": list(self.reread),
            "counted more than once": list(self.duplicated),
        }
        return [(section, *row) for section, rows in sections.items() for row in rows]

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as: one for each section."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for section, item, detail in self._rows():
            sections.setdefault(section, []).append((f"  {item}", detail))
        tables = (Sheet(name.upper(), (), rows, align="<<") for name, rows in sections.items())
        return Sheet(self.sentence, (), ()), *tables

    @property
    def sentence(self) -> str:
        """How many checks are met, how many of those by next to nothing, and why the others are not."""
        if not self.checks:
            return f"{self.model} declares no checks."
        met, many = sum(c.met for c in self.checks), len(self.checks)
        where = " at the central numbers"
        where = where if self.how is None else f" in at least nine of ten of {self.how}"
        which = f"meets {met} of its {many} checks"
        if many == 1:
            which = "meets its one check" if met else "does not meet its one check"
        return f"{self.model} {which}{where}{self._barely()}.{self._unmet()}"

    def _barely(self) -> str:
        """How many checks are met by next to nothing, by definition and by observing alone."""
        weak = sum(c.weakly for c in self.checks)
        defined = sum(c.met and c.by_definition for c in self.checks)
        own = (
            (weak, "by a change that is small or negligible"),
            (defined, "by definition"),
            (sum(c.met and c.as_observed for c in self.checks), "as observed"),
            (sum(c.by_baseline for c in self.checks), "by the baselines alone"),
            (
                sum(c.met and c.path == "by observing alone" for c in self.checks),
                "by observing alone",
            ),
        )
        among = "{} of them " if len(self.checks) > 1 else ""
        return "".join(f", {among.format(count)}{how}" for count, how in own if count)

    def _unmet(self) -> str:
        """Why the checks that are not met are not."""
        why = Counter(_counted(c.lacking) for c in self.checks if not c.met)
        told = ", ".join(f"{count} {reason}" for reason, count in why.items())
        floored = any(UNDER_FLOOR in reason for reason in why)
        floor = f" In a draw, a change under {FLOOR:g} counts as none." if floored else ""
        return f" Not met: {told}.{floor}" if told else ""


def _counted(reason: str) -> str:
    """Why checks are not met, as it reads behind their number."""
    if reason.startswith("it stands"):
        return "not refuted"
    return "denied but there" if reason == "there is one" else reason


def _verdict(check: Check, width: int) -> str:
    facts = [check.told] if check.change is not None else []
    facts += (
        [] if check.share is None else [f"{whole_percent(check.share)} of draws{_by_little(check)}"]
    )
    if check.unmet:
        facts.append(f"draws left out, in which a baseline cannot be met: {check.unmet:,}")
    if check.range is not None and check.asked is not None:
        low, high = (shown_contrast(check.asked, x) for x in check.range)
        facts.append(f"range {low} to {high}")
    path = f" [{'; '.join(said)}]" if (said := _reached(check)) else ""
    told = f" ({'; '.join(facts)})" if facts else ""
    return f"{check.word:<{width}}  {check.conclusion}{told}{path}"


def _reached(check: Check) -> list[str]:
    """How the outcome is reached where it is not by the period of the check alone; nothing of a level."""
    if check.asked is None or check.asked.passes:
        return []
    said: list[str] = [] if check.path == "within a period" else [check.path]
    if check.later is None:
        return said
    span = [] if said else [within(check.asked).strip()]
    return [*said, *span, check.later.said(check.asked.outcome)]


def _by_little(check: Check) -> str:
    """In how many draws it is so by however little, where that is in many more."""
    if check.any_size is None or check.refuting or check.any_size - (check.share or 0) < NOTEWORTHY:
        return ""
    return f", {whole_percent(check.any_size)} by however little"


def _shown(p: Iterable[float]) -> str:
    shares = [f"{x:.2f}" for x in p]
    word = "uniform" if len(set(shares)) == 1 else "a consequence"
    return f"{word}: {' '.join(shares)}"


@public
def audit(
    model: CausalModel,
    *,
    draws: int | Draws | None = 1000,
    ranges: bool = False,
    discriminants: Mapping[str, Conclusion] | None = None,
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Audit:
    """Hold a model against its own claims.

    A *total* claim is a check that the model must face, never an arrow: it is met where its
    conclusions stand in nine draws of ten. How strongly the claim is worded plays no part in that. A check
    that asks for a size (`by`, or `at_least` with a `threshold`) is judged by it; one that asks for a
    direction alone and gets a change under 5% of the outcome's scale is met, but small, or negligible. One whose
    outcome is itself set is met by definition, and a threshold that the baselines pass without any influence is met
    by the baselines alone. One that is not met says why, in the words of a verdict: it is contradicted by the signs,
    false by definition, goes the other way, is too small, or has no path; or it is met at the centre, but in too few
    draws, or by less than the 0.001 under which a change in a draw counts as none. A declared non-edge is met where the model has no such influence. A discriminant case is met where its
    conclusion does *not* stand: a model that would explain anything explains nothing.

    Parameters
    ----------
    model : CausalModel
    draws : int, Draws or None
        The draws over which checks are judged; None for the central network alone.
    ranges : bool
        Whether to search each check's least and greatest contrast over the stated ranges too.
    discriminants : mapping from name to Conclusion, optional
        Conclusions that the model should not support. (A claim of kind ``"null"`` with a check that
        something *holds* says the like in a model's file.)
    n_jobs : int, optional
        Workers of joblib; the result does not depend on how many.
    progress : bool, optional
        Show a bar. Default: at a terminal and past a few seconds.

    Returns
    -------
    Audit

    References
    ----------
    J. Pitchforth and K. Mengersen (2013), "A proposed validation framework for expert elicited Bayesian
    networks", *Expert Systems with Applications* 40(1) (convergent and discriminant validity).

    Examples
    --------
    >>> import causalnet as cn
    >>> lawn = cn.CausalModel(
    ...     "lawn",
    ...     [cn.Variable("rain", ["no", "yes"]), cn.Variable("wet", ["no", "yes"])],
    ...     [cn.Influence("rain", "wet", "+", strength=2)],
    ... )
    >>> cn.audit(lawn).without_claim
    ('rain → wet',)
    """
    cited = {c for part in _citing(model) for c in part}
    every = [*model.influences]
    standings = [s for s in STANDINGS if any(i.standing == s for i in every)]
    how = None if draws is None else as_draws(draws)
    tasks: list[Task[Check]] = [
        partial(checked, model, c.name, k, how, ranges=ranges)
        for c in model.claims.values()
        for k in c.checks
    ]
    tasks += [
        partial(refuted, model, name, conclusion, how, ranges=ranges)
        for name, conclusion in (discriminants or {}).items()
    ]
    found = done_by(tasks, n_jobs=n_jobs, progress=progress, what="audit")
    return Audit(
        model=model.name,
        checks=(*found, *_absences(model)),
        how=how,
        unchecked=tuple(
            c.name for c in model.claims.values() if c.kind == "total" and not c.checks
        ),
        without_claim=tuple(i.name for i in every if not i.claims),
        unused=tuple(c.name for c in model.claims.values() if _idle(c, cited)),
        undeclared=tuple(
            (v.name, tuple(float(x) for x in query(model, v.name).p))
            for v in model.variables.values()
            if v.baseline is None
        ),
        standings=tuple(
            (
                s,
                sum(i.standing == s and not i.lag for i in every),
                sum(i.standing == s and i.lag > 0 for i in every),
            )
            for s in standings
        ),
        contradicted=tuple(_contradicted(model)),
        opposed=tuple(opposed(model)),
        reread=tuple(reread(model)),
        duplicated=tuple(duplicated(model)),
        leaning=tuple(leaning(model, every)),
    )


def _citing(model: CausalModel) -> Iterable[Sequence[str]]:
    for kind in (model.influences, model.modifiers, model.absences, model.proposals.values()):
        yield from (part.claims for part in kind)
    for rival in model.rivals.values():
        yield from (i.claims for i in rival.influences)


def _idle(claim: Claim, cited: set[str]) -> bool:
    """Facts and remarks are not there to be used."""
    return claim.name not in cited and not claim.checks and claim.kind not in ("fact", "meta")


def _absences(model: CausalModel) -> list[Check]:
    arrows = {(i.cause, i.effect) for i in model.influences}
    checks = []
    for absence in model.absences:
        honoured = (absence.cause, absence.effect) not in arrows
        sentence = f"no direct influence of {absence.cause} on {absence.effect}"
        name = ", ".join(absence.claims) or absence.name
        checks.append(Check(name, sentence, honoured, lacking="" if honoured else "there is one"))
    return checks


def _contradicted(model: CausalModel) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name in (*model.claims, *model.variables):
        against = tuple(e.text for e in model.evidence if e.contradicts and name in e.bears_on)
        if against:
            yield name, against
