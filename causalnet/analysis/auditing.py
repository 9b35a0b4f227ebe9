"""Audits: whether a model meets what it claims, and what its claims rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from causalnet.analysis.in_time import contrast_in_time
from causalnet.causal.effects import effect
from causalnet.causal.paths import Path
from causalnet.causal.querying import query
from causalnet.errors import ImpossibleEvidenceError, QuestionError
from causalnet.model.causal_model import CausalModel, elicited
from causalnet.model.claim import Claim
from causalnet.model.conclusion import Conclusion
from causalnet.sheet import Answer, Sheet, signed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Audit", "Check", "audit"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a claim says the model must show, held against the model.

    Attributes
    ----------
    claim : str
        Whose check it is.
    conclusion : str
        What must be so, as a sentence.
    met : bool
        Whether it is.
    change : float or None
        The change in expected level that was found (None for a declared non-edge).
    path : str
        Whether the outcome can be reached within a period at all.
    """

    claim: str
    conclusion: str
    met: bool
    change: float | None = None
    path: Path = "within a period"


@dataclass(frozen=True, slots=True, repr=False)
class Audit(Answer):
    """What a model owes its reader.

    Attributes
    ----------
    model : str
        The model's name.
    checks : tuple of Check
        Total claims and declared non-edges, met or not met at the central network.
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
    """

    model: str
    checks: tuple[Check, ...]
    unchecked: tuple[str, ...]
    without_claim: tuple[str, ...]
    unused: tuple[str, ...]
    undeclared: tuple[tuple[str, tuple[float, ...]], ...]
    standings: tuple[tuple[str, int, int], ...]
    contradicted: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def met(self) -> bool:
        """Whether every check is met."""
        return all(check.met for check in self.checks)

    def to_frame(self) -> pd.DataFrame:
        """A long frame: section, item, detail."""
        import pandas as pd

        return pd.DataFrame(self._rows(), columns=["section", "item", "detail"])

    def _rows(self) -> list[tuple[str, str, str]]:
        sections = {
            "checks": [(c.claim, _verdict(c)) for c in self.checks],
            "total claims without a check": [(name, "") for name in self.unchecked],
            "influences without a claim": [(name, "") for name in self.without_claim],
            "claims without use": [(name, "") for name in self.unused],
            "undeclared baselines": [(n, _shown(p)) for n, p in self.undeclared],
            "standing": [(s, f"{a} within a period, {b} lagged") for s, a, b in self.standings],
            "contradicting evidence": [(c, " ".join(e)) for c, e in self.contradicted],
        }
        return [(section, *row) for section, rows in sections.items() for row in rows]

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it prints as: one for each section."""
        met = sum(check.met for check in self.checks)
        title = f"Audit of {self.model}: {met} of {len(self.checks)} checks met (central network)"
        sections: dict[str, list[tuple[str, str]]] = {}
        for section, item, detail in self._rows():
            sections.setdefault(section, []).append((f"  {item}", detail))
        tables = (Sheet(name.upper(), (), rows, align="<<") for name, rows in sections.items())
        return Sheet(title, (), ()), *tables


def _verdict(check: Check) -> str:
    word = "met    " if check.met else "NOT MET"
    size = "" if check.change is None else f" ({signed(check.change)})"
    path = "" if check.path == "within a period" else f" [{check.path}]"
    return f"{word} {check.conclusion}{size}{path}"


def _shown(p: Iterable[float]) -> str:
    shares = [f"{x:.2f}" for x in p]
    word = "uniform" if len(set(shares)) == 1 else "a consequence"
    return f"{word}: {' '.join(shares)}"


def audit(model: CausalModel) -> Audit:
    """Hold a model against its own claims.

    A *total* claim is a check that the model must face, never an arrow: it is met where its
    conclusions hold at the central network. How strongly the claim is worded plays no part in that. A
    declared non-edge is met where the model has no such influence.

    Parameters
    ----------
    model : CausalModel

    Returns
    -------
    Audit

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
    elicited(model, "audit")
    cited = {c for part in _citing(model) for c in part}
    every = [*model.influences]
    standings = dict.fromkeys(i.standing for i in every)
    return Audit(
        model=model.name,
        checks=tuple(
            [_check(model, c, k) for c in model.claims.values() for k in c.checks]
            + _absences(model)
        ),
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
    )


def _citing(model: CausalModel) -> Iterable[Sequence[str]]:
    for kind in (model.influences, model.modifiers, model.absences, model.proposals.values()):
        yield from (part.claims for part in kind)
    for rival in model.rivals.values():
        yield from (i.claims for i in rival.influences)


def _idle(claim: Claim, cited: set[str]) -> bool:
    """Facts and remarks are not there to be used."""
    return claim.name not in cited and not claim.checks and claim.kind not in ("fact", "meta")


def _check(model: CausalModel, claim: Claim, conclusion: Conclusion) -> Check:
    if conclusion.by_period is not None:
        return _check_in_time(model, claim, conclusion)
    try:
        e = effect(
            model,
            conclusion.outcome,
            under=conclusion.under,
            versus=conclusion.versus,
            given=conclusion.given,
        )
    except (QuestionError, ImpossibleEvidenceError) as error:
        return Check(claim.name, f"{conclusion} cannot be asked: {error}", met=False)
    return Check(claim.name, str(conclusion), conclusion.holds(e.level), e.level, e.path)


def _check_in_time(model: CausalModel, claim: Claim, conclusion: Conclusion) -> Check:
    try:
        change = float(contrast_in_time(model, conclusion).mean())
    except (QuestionError, ImpossibleEvidenceError) as error:
        return Check(claim.name, f"{conclusion} cannot be asked: {error}", met=False)
    return Check(claim.name, str(conclusion), conclusion.holds(change), change)


def _absences(model: CausalModel) -> list[Check]:
    arrows = {(i.cause, i.effect) for i in model.influences}
    checks = []
    for absence in model.absences:
        honoured = (absence.cause, absence.effect) not in arrows
        sentence = f"no direct influence of {absence.cause} on {absence.effect}"
        checks.append(Check(", ".join(absence.claims) or absence.name, sentence, honoured))
    return checks


def _contradicted(model: CausalModel) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name in (*model.claims, *model.variables):
        against = tuple(e.text for e in model.evidence if e.contradicts and name in e.bears_on)
        if against:
            yield name, against
