"""Audits: whether a model meets what it claims, and what its claims rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from causalnet.boundary.checks import public
from causalnet.errors import MemoryLimitError
from causalnet.language.translate import NameIn, lazy, template
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Claim
from causalnet.model.drafted_parts import drafted_parts
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.influence import STANDINGS, Influence
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.model.mechanism import Graded
from causalnet.questions.audit.audit_answer import Audit
from causalnet.questions.audit.checks import Check, checked, refuted
from causalnet.questions.audit.measuring import Measuring
from causalnet.questions.effects.query import query
from causalnet.questions.signs.sign_conflicts import duplicated, leaning, opposed, reread
from causalnet.workers import done_by

__all__ = ["audit"]


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
    false by definition, goes the other way, is too small, or has no path; or it is met at the centre, but by less than
    the 0.001 under which a change in a draw counts as none. One that is met at the centre and not in nine draws of ten
    hangs on the numbers. A declared non-edge is met where the model has no such influence. A discriminant case is met where its
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
    how = as_draws(draws)
    checks: list[tuple[Callable[..., Check], str, Conclusion]] = [
        (checked, c.name, k) for c in model.claims.values() for k in c.checks
    ]
    checks += [(refuted, name, k) for name, k in (discriminants or {}).items()]
    measuring = Measuring(model, [*dict.fromkeys(k for *_, k in checks)], how, ranges=ranges)
    tasks = measuring.tasks()
    done = done_by(tasks, shared=[model], n_jobs=n_jobs, progress=progress, what="audit")
    measured = measuring.measured(done)
    found = [
        judge(model, name, conclusion, measured[conclusion]) for judge, name, conclusion in checks
    ]
    return Audit(
        model=model.name,
        source=model,
        checks=(*found, *_absences(model)),
        how=how,
        unchecked=tuple(
            c.name for c in model.claims.values() if c.kind == "total" and not c.checks
        ),
        without_claim=tuple(i.name for i in every if not i.claims),
        unused=tuple(c.name for c in model.claims.values() if _idle(c, cited)),
        undeclared=tuple(
            (v.name, _today(model, v.name)) for v in model.variables.values() if v.baseline is None
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
        alike=tuple(_alike(model, every)),
        drafted=drafted_parts(model),
    )


def _today(model: CausalModel, variable: str) -> tuple[float, ...]:
    """Today's distribution of a variable; empty where the model is too large to compile, as a scaffold may be."""
    try:
        return tuple(float(x) for x in query(model, variable).p)
    except MemoryLimitError:
        own = model.variables[variable]
        is_root = not model.causes(variable) and isinstance(own.mechanism, Graded)
        return (1 / len(own.states),) * len(own.states) if is_root else ()


def _alike(model: CausalModel, every: Sequence[Influence]) -> Iterable[tuple[str, str]]:
    """The words for strengths, if all influences with a sign share one of them: nobody has judged them apart."""
    words = Counter(i.strength for i in every if isinstance(i.strength, str))
    signed = {i.strength for i in every if i.sign != "?"}
    if len(every) > 1 and sum(words.values()) == len(every) and len(signed) == 1:
        for word, count in words.items():
            yield (
                word,
                lazy(
                    template("{strength} for {count:,} influences")
                    if count > 1
                    else template("{strength} for 1 influence"),
                    strength=str(model.strengths[word]),
                    count=count,
                ),
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
        sentence = lazy(
            "no direct influence of {cause} on {effect}",
            cause=NameIn(absence.cause),
            effect=NameIn(absence.effect),
        )
        name = ", ".join(absence.claims) or absence.name
        checks.append(Check(name, sentence, honoured, lacking="" if honoured else "there is one"))
    return checks


def _contradicted(model: CausalModel) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name in (*model.claims, *model.variables):
        against = tuple(e.text for e in model.evidence if e.contradicts and name in e.bears_on)
        if against:
            yield name, against
