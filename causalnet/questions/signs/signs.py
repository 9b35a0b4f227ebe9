"""What a conclusion owes to signs alone: the first part of a verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from causalnet.boundary.checks import public
from causalnet.errors import ModelError
from causalnet.model.causal_model import CausalModel
from causalnet.model.conclusion import Conclusion
from causalnet.model.influence import Standing
from causalnet.network.network import Network
from causalnet.questions.query.paths import Path, is_still
from causalnet.questions.signs.later_paths import LaterPath, later_than
from causalnet.questions.signs.reading import Reading, Status, Weak, read_signs
from causalnet.questions.signs.sign_conflicts import leaning
from causalnet.questions.signs.stochastic_dominance import Arms, Order, require_arms
from causalnet.questions.signs.structural_balance import (
    arrival,
    balanced,
    evidence_notes,
    lagged_or,
    unreached,
)
from causalnet.questions.signs.unrolled_graph import (
    in_periods,
    original_name,
    over_periods,
    said_by_period,
)
from causalnet.tables import Answer, Sheet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BySigns", "by_signs", "follows_strictly"]

TIERS: tuple[Standing, ...] = ("stated", "implied", "added", "rival")


@dataclass(frozen=True, slots=True, repr=False)
class BySigns(Answer):
    """Whether a conclusion follows from the signs of influences, whatever their strengths.

    Attributes
    ----------
    conclusion : Conclusion
    status : {"follows", "contradicted", "undetermined", "blocked by what is observed", "lagged only", "no path", "not applicable"}
        A change to which no path leads neither follows nor is contradicted: it is zero by structure. That
        something holds follows then.
    reason : str
        Why, in a sentence.
    path : {"within a period", "by observing alone", "blocked by what is observed", "lagged only", "no path"}
        How the difference between the arms can reach the outcome.
    direction : {"does not fall", "does not rise", "unchanged"} or None
        What the signs prove of that which the conclusion measures.
    strict : bool
        Whether they prove a change: some chain of influences has strengths above zero on their whole
        range, and nothing saturates. Otherwise "follows" means no more than its weak direction.
    standing : {"stated", "implied", "added", "rival"} or None
        The weakest standing of influence needed: what is stated alone proves as much, or what is implied
        has to be taken in, and so on. None where nothing is decided.
    standings : tuple of (str, str)
        The status with the influences of each standing that occurs, and of those before it, alone.
    used : tuple of str
        The influences on directed paths from what is set differently to the outcome.
    leaning : tuple of (str, str)
        Those of them whose sign is written ``"?"`` and whose range decides it all the same: the influence, and how.
    balanced : bool or None
        Whether variables can be read the other way up so that all of these are positive; then the way
        that the variables were oriented decided the direction. None where there are none.
    since : int or None
        Of what is lagged only, the first period in which the outcome is reached.
    later : LaterPath or None
        A path that acts only after the period of the conclusion, and leads elsewhere than what the signs say of it.
    notes : tuple of str
        On what is observed downstream of what is set.
    """

    conclusion: Conclusion
    status: Status
    reason: str
    direction: Weak | None = None
    strict: bool = False
    standing: Standing | None = None
    standings: tuple[tuple[Standing, Status], ...] = ()
    used: tuple[str, ...] = ()
    leaning: tuple[tuple[str, str], ...] = ()
    balanced: bool | None = None
    path: Path = "within a period"
    since: int | None = None
    later: LaterPath | None = None
    notes: tuple[str, ...] = ()

    @property
    def warning(self) -> str:
        """What must be said where orientation alone decided, or a range a sign that is open; else empty."""
        texts = [f"{name} {how}." for name, how in self.leaning]
        if self.balanced and self.status in ("follows", "contradicted"):
            texts.append(
                "Sign-balanced: no two paths pull apart here, so the way in which the variables were "
                "oriented decided the direction."
            )
        return " ".join(texts)

    def to_frame(self) -> pd.DataFrame:
        """A frame of one row."""
        import pandas as pd

        fields = ("status", "path", "direction", "strict", "standing", "balanced", "reason")
        row = {"conclusion": str(self.conclusion)} | {f: getattr(self, f) for f in fields}
        return pd.DataFrame([row | {"used": "; ".join(self.used)}])

    @property
    def sentence(self) -> str:
        """What it says in one sentence, and from when on a later path leads elsewhere."""
        if self.later is None:
            return self._said()
        text = self._said()
        text = text if self.conclusion.at else f"Within a period, {text[0].lower()}{text[1:]}"
        return f"{text} {self.later.sentence(self.conclusion.outcome)}"

    def _said(self) -> str:
        said, by = str(self.conclusion), self.status
        if self.ground == "definition" and by in ("follows", "contradicted"):
            return f"It is {'' if by == 'follows' else 'not '}so by definition that {said}."
        if by == "follows" and not follows_strictly(self):
            weak = f"{self.conclusion.measured} {self.direction}"
            return f"The signs prove that {weak}, and leave open whether {said}."
        path = f" ({self.path})" if self.ground == "structure" else ""
        return {
            "follows": f"It follows from the {self.ground} alone{path} that {said}.",
            "contradicted": f"The signs contradict that {said}.",
            "undetermined": f"The signs leave open whether {said}.",
            "not applicable": f"The signs cannot say whether {said}.",
        }.get(by, f"It does not follow that {said} ({by}).")

    @property
    def ground(self) -> Literal["definition", "signs", "structure"]:
        """What decides: the signs; the structure where there is no path; what is set where that is judged."""
        if self.conclusion.by_definition:
            return "definition"
        return "structure" if is_still(self.path) else "signs"

    def sheets(self) -> tuple[Sheet, ...]:
        """The few lines that it prints as."""
        rows = [["by signs", self.status], ["because", self.reason]]
        if self.standings:
            rows.append(["by standing", ", ".join(f"{t}: {s}" for t, s in self.standings)])
        if self.used:
            rows.append(["rests on", "; ".join(self.used)])
        silent = self.status in ("follows", "contradicted") and self.ground == "signs"
        notes = ("Signs say nothing about size: a verdict does.",) if silent else ()
        notes = (*notes, self.warning) if self.warning else notes
        notes = (*notes, *self.notes)
        return (Sheet(self.sentence, (), rows, notes, "<<"),)


def follows_strictly(found: BySigns) -> bool:
    """Whether the signs alone carry a conclusion: a change for certain, or none where it says none."""
    holds = found.conclusion.direction == "holds"
    return found.status == "follows" and (found.strict or holds)


@public
def by_signs(model: CausalModel | Network, conclusion: Conclusion) -> BySigns:
    r"""Whether a conclusion follows from the signs of the influences alone.

    It decides only where the outcome is in order *in every case*. Let :math:`u` be everything that
    chance decides, hidden common causes included, and :math:`Y_A(u), Y_B(u)` the outcome in the two arms
    of one case. Each variable is :math:`v = F_v^{-1}(u_v \mid \mathrm{pa}_v)`, which a signed influence
    moves one way whatever its strength. So if what is set is at least as high in A as in B in every
    case, and all paths to the outcome agree, then :math:`Y_A(u) \ge Y_B(u)` for every :math:`u`, hence
    in the mean and at every threshold, whatever distribution :math:`u` has: confounded or not. What is
    observed on non-descendants of everything that is set takes the same value in both arms; it changes
    the distribution of :math:`u` and nothing else, so the order survives it.

    In order are a hard setting and a higher one; an extreme state, a shift or partial uptake of an
    extreme state against ``do()``; lotteries one of which dominates the other; and policies whose
    choices, for the states of what they read that can meet, are in such an order. A middle state, a
    lottery or a cut against ``do()`` is in no order, and nothing is concluded from it; nor from
    signs against the arrows, which is unsound for more than two states. An influence whose sign is
    ``"?"`` decides nothing; a `Table` or `Deterministic` is read as the fact that it is.

    Parameters
    ----------
    model : CausalModel or Network
        A network has tables and no claims about signs: not applicable.
    conclusion : Conclusion
        A threshold on a level is not applicable. A change of at least `by` can be contradicted by signs
        and never follows from them. A conclusion by a later period is read off the model over all
        periods until then: anchors are the same in both arms, and so the argument holds there too.

    Returns
    -------
    BySigns

    Raises
    ------
    UnknownNameError, InterventionError, QuestionError
        Where the conclusion does not fit the model.

    References
    ----------
    M. P. Wellman (1990), "Fundamental concepts of qualitative probabilistic networks", *Artificial
    Intelligence* 44(3); M. J. Druzdzel and M. Henrion (1993), "Efficient reasoning in qualitative
    probabilistic networks", *AAAI*; T. J. VanderWeele and J. M. Robins (2010), "Signed directed acyclic
    graphs for causal inference", *JRSS B* 72(1), theorem 4; J. S. Carter (2022), "A note on incorrect
    inferences in non-binary qualitative probabilistic networks", arXiv:2208.09344; F. Harary (1953), "On
    the notion of balance of a signed graph", *Michigan Math. J.* 2(2).

    Examples
    --------
    >>> import causalnet as cn
    >>> town = cn.CausalModel(
    ...     "town",
    ...     [cn.Variable(name, ["low", "high"]) for name in ("toll", "traffic", "jams")],
    ...     [cn.Influence("toll", "traffic", "-", cn.interval(0, 2), claims=["c1"]),
    ...      cn.Influence("traffic", "jams", "+", cn.interval(1, 2), standing="implied")],
    ...     sources=[cn.Source("memo")],
    ...     claims=[cn.Claim("c1", "A toll keeps cars out.", source="memo")],
    ... )
    >>> found = cn.by_signs(town, cn.Conclusion("jams", "falls", under=cn.do(toll="high")))
    >>> found.status, found.direction, found.strict, found.standing
    ('follows', 'does not rise', False, 'implied')
    """
    if isinstance(model, Network):
        reason = "A network holds tables and no claims about signs."
        return BySigns(conclusion, "not applicable", reason)
    require_arms(model, conclusion)
    arms = Arms(model, conclusion.under, conclusion.versus)
    if conclusion.at:
        own = by_signs(over_periods(model, conclusion.at), in_periods(model, conclusion))
        return _by_period(model, conclusion, own)
    if conclusion.passes:
        reason = "Signs say which way a change goes, not whether a level passes a threshold."
        notes = evidence_notes(arms, conclusion, "within a period")
        return BySigns(conclusion, "not applicable", reason, notes=notes)
    whole = read_signs(model, conclusion)
    readings = {} if conclusion.by_definition else _by_standing(model, conclusion, whole)
    found = BySigns(
        conclusion,
        whole.status,
        whole.reason,
        whole.direction,
        whole.order.strict,
        _needed(whole, readings),
        tuple((tier, reading.status) for tier, reading in readings.items()),
        tuple(i.name for i in whole.used),
        tuple(leaning(model, whole.used)),
        balanced(model, whole.used) if whole.used else None,
        whole.path,
        whole.since,
    )
    return _in_time(found, arms)


def _in_time(found: BySigns, arms: Arms) -> BySigns:
    """With what is observed too late, and with what leads elsewhere later."""
    notes = evidence_notes(arms, found.conclusion, found.path)
    c, found = found.conclusion, replace(found, notes=notes)
    if found.path == "within a period" and (found.direction is None or c.by_definition):
        return found
    change = {"does not fall": 1.0, "does not rise": -1.0}.get(found.direction or "", 0.0)
    later = later_than(arms.model, c, found.path, change)
    if later is None:
        return found
    # Both sentences are of the period that is asked for.
    first, _, rest = found.reason.partition(". ")
    said = f"{first}: {rest[0].lower()}{rest[1:]}" if rest else first
    if not said.startswith(f"{c.measured} "):
        said = f"{said[0].lower()}{said[1:]}"
    until = f"By period {c.at}" if c.at else "Within a period"
    reason = f"{until} {said} {later.sentence(c.outcome)}"
    return replace(found, later=later, reason=reason)


def _by_period(model: CausalModel, conclusion: Conclusion, own: BySigns) -> BySigns:
    """What was read off the model over all periods, in the words of the conclusion."""
    used = tuple(dict.fromkeys(original_name(name) for name in own.used))
    standings = tuple(
        (tier, lagged_or(_up_to(model, tier, said), conclusion, said))
        for tier, said in own.standings
    )
    reason = said_by_period(own.reason, model, conclusion)
    leans = tuple({original_name(name): how for name, how in own.leaning}.items())
    found = replace(
        own, conclusion=conclusion, used=used, leaning=leans, reason=reason, standings=standings
    )
    arms = Arms(model, conclusion.under, conclusion.versus)
    if own.path == "within a period":
        return _in_time(found, arms)
    path = lagged_or(model, conclusion, own.path)
    reason = unreached(arms, conclusion, path)
    status = lagged_or(model, conclusion, own.status)
    since = arrival(arms, conclusion, path)
    return _in_time(replace(found, path=path, status=status, reason=reason, since=since), arms)


def _up_to(model: CausalModel, tier: Standing, said: Status) -> CausalModel:
    """The model with the influences of a standing and of those before it, where no path was found in it."""
    return model.only(standing=TIERS[: TIERS.index(tier) + 1]) if said == "no path" else model


# ── by standing ──────────────────────────────────────────────────────────────────────────────


def _by_standing(
    model: CausalModel, conclusion: Conclusion, whole: Reading
) -> dict[Standing, Reading]:
    """What the signs say with the influences of each standing, and of those before it, alone."""
    there = {i.standing for i in model.influences} | {m.standing for m in model.modifiers}
    readings: dict[Standing, Reading] = {}
    # Where nothing is of some standing, nothing of that standing can settle anything.
    for tier in (word for word in TIERS if word in there):
        kept = TIERS[: TIERS.index(tier) + 1]
        if there <= set(kept):
            readings[tier] = whole
            break
        try:
            readings[tier] = read_signs(model.only(standing=kept), conclusion)
        except ModelError as error:
            why = f"Without the other influences there is no model: {error}"
            readings[tier] = Reading(Order("?"), "not applicable", why)
    return readings


def _needed(whole: Reading, readings: dict[Standing, Reading]) -> Standing | None:
    if whole.status not in ("follows", "contradicted") or whole.path != "within a period":
        return None
    said = (whole.status, whole.order.sign)
    return next((tier for tier, r in readings.items() if (r.status, r.order.sign) == said), None)
