"""The causal model: everything that an argument claims, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

from causalnet.answer_tables import Sheet
from causalnet.boundary.checks import public, public_class
from causalnet.boundary.fields import text_mistakes
from causalnet.cache import CachePerOwner
from causalnet.console import printed
from causalnet.errors import raise_any, unknown
from causalnet.frozen_map import Register
from causalnet.model.assembly.fingerprint import digest
from causalnet.model.assembly.parts import (
    KIND_OF,
    LISTED,
    NAMED_PARTS,
    ModelPart,
    Parts,
    identity,
    judged,
    known_mistakes,
    listed_parts,
    part_of_kind,
    resolve_strength,
    strangers,
    strength_mistakes,
)
from causalnet.model.assembly.rejected_claims import (
    disclaimed,
    held_together,
    matching,
    rejected_name,
    without,
)
from causalnet.model.assembly.validate import mistakes_in
from causalnet.model.claim import Claim, Evidence, Source
from causalnet.model.finding import Finding, Given, findings, findings_code
from causalnet.model.influence import (
    STANDINGS,
    Absence,
    Influence,
    Modifier,
    Rival,
    Standing,
    influence_name,
)
from causalnet.model.intervention import Intervention
from causalnet.model.judgement import Judgement, fixed
from causalnet.model.proposal import Actor, Proposal
from causalnet.model.variable import Variable, swapped
from causalnet.names import label_mistakes, name_mistakes
from causalnet.notation import counted, enumerated

__all__ = ["CausalModel"]

_fingerprints: CachePerOwner[CausalModel, None, str] = CachePerOwner(1)


@public_class
@printed
@dataclass(frozen=True, init=False, repr=False, slots=True, weakref_slot=True)
class CausalModel:
    """A causal argument: variables, signed influences, and the source of each.

    It only holds numbers that were claimed or judged. Every verb takes a model directly, and compiles it to a
    `causalnet.Network`.

    Parameters
    ----------
    name : str
        The name of the model.
    variables : iterable of Variable
        The variables of the argument.
    influences : iterable of Influence
        The arrows, within a period and lagged.
    strengths : mapping from str to Judgement, optional
        The words for strengths that influences may use.
    modifiers : iterable of Modifier, optional
        Variables that scale the slope of another's influence.
    absences : iterable of Absence, optional
        Declared non-edges.
    rivals : iterable of Rival, optional
        Influences that would make the argument wrong; off until admitted.
    sources, claims, evidence : iterables of Source, Claim, Evidence, optional
        The sources of the argument, its claims, and the evidence for and against them.
    proposals : iterable of Proposal, optional
        Named interventions.
    actors : iterable of Actor, optional
        The actors, and the variables that they move.
    title, description, period : str, optional
        For readers; `period` is the length of one period.
    today : str, optional
        The date or the case that the argument is about, such as ``"the end of 2019"``.
    known : mapping, optional
        What is known of that date or case: for each variable a state, a set of states or a `likelihood`. It is kept
        apart from the baselines. `counterfactual` and `causation` observe it by default; other verbs do not use it.

    Raises
    ------
    ModelError
        With all mistakes at once.

    Examples
    --------
    >>> from causalnet import Baseline, CausalModel, Influence, Variable
    >>> lawn = CausalModel(
    ...     "lawn",
    ...     variables=[
    ...         Variable("rain", ["no", "yes"], Baseline([0.8, 0.2])),
    ...         Variable("wet_grass", ["no", "yes"]),
    ...     ],
    ...     influences=[Influence("rain", "wet_grass", "+", strength=3)],
    ... )
    >>> lawn.variables["rain"].states
    ('no', 'yes')
    """

    name: str
    title: str
    description: str
    period: str
    today: str
    known: Register[str, Finding]
    strengths: Register[str, Judgement]
    sources: Register[str, Source]
    variables: Register[str, Variable]
    claims: Register[str, Claim]
    evidence: tuple[Evidence, ...]
    influences: tuple[Influence, ...]
    modifiers: tuple[Modifier, ...]
    absences: tuple[Absence, ...]
    rivals: Register[str, Rival]
    proposals: Register[str, Proposal]
    actors: Register[str, Actor]
    _hash: int = field(compare=False)
    _causes: dict[str, tuple[Influence, ...]] = field(compare=False)

    def __init__(
        self,
        name: str,
        variables: Iterable[Variable],
        influences: Iterable[Influence] = (),
        *,
        strengths: Mapping[str, Judgement] | None = None,
        modifiers: Iterable[Modifier] = (),
        absences: Iterable[Absence] = (),
        rivals: Iterable[Rival] = (),
        sources: Iterable[Source] = (),
        claims: Iterable[Claim] = (),
        evidence: Iterable[Evidence] = (),
        proposals: Iterable[Proposal] = (),
        actors: Iterable[Actor] = (),
        title: str = "",
        description: str = "",
        period: str = "",
        today: str = "",
        known: Given | None = None,
    ) -> None:
        given: dict[str, Any] = {
            "variables": variables,
            "influences": influences,
            "modifiers": modifiers,
            "absences": absences,
            "rivals": rivals,
            "sources": sources,
            "claims": claims,
            "evidence": evidence,
            "proposals": proposals,
            "actors": actors,
        }
        lists: dict[str, Any] = {kind: listed_parts(held) for kind, held in given.items()}
        texts = {"description": description, "period": period, "today": today}
        wrong = text_mistakes({"title": title, **texts})
        wrong += [*strength_mistakes(strengths), *known_mistakes(known), *strangers(lists)]
        own, parts = [*name_mistakes("name", name), *wrong], Parts()
        if not wrong:
            own += [*label_mistakes("title", title), *label_mistakes("today", today)]
            parts = Parts(**lists, strengths=judged(strengths or {}), known=findings(known))
        raise_any([*own, *mistakes_in(parts)], f"model {name!r}")
        values: dict[str, object] = {"name": name, "title": title or name, **texts}
        values["known"] = parts.known
        values["strengths"] = Register(parts.strengths, "strength")
        for kind, singular in NAMED_PARTS.items():
            held = {part.name: part for part in getattr(parts, kind)}
            values[kind] = Register(held, singular)
        for kind in LISTED:
            values[kind] = tuple(getattr(parts, kind))
        self._set(values)

    def _set(self, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)
        # Hashes of texts differ between processes, so a pickled model computes its hash anew on arrival.
        object.__setattr__(self, "_hash", hash(tuple(self._values().values())))
        causes: dict[str, tuple[Influence, ...]] = {}
        for i in self.influences:
            if not i.lag:
                causes[i.effect] = (*causes.get(i.effect, ()), i)
        object.__setattr__(self, "_causes", causes)

    def __hash__(self) -> int:
        return self._hash

    def _values(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self) if f.compare}

    # Not __getstate__: until Python 3.11.3 a frozen dataclass with slots replaces the one it defines.
    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (type(self), self._values())

    def __repr__(self) -> str:
        within = sum(not i.lag for i in self.influences)
        lagged = len(self.influences) - within
        return (
            f"<CausalModel {self.name!r}: {len(self.variables)} variables, {within} influences"
            + (f" and {lagged} lagged" if lagged else "")
            + f", {len(self.claims)} claims"
            + (f"; today: {self.today}" if self.today else "")
            + (f"; known: {counted(len(self.known), 'finding')}" if self.known else "")
            + ">"
        )

    def _repr_html_(self) -> str:
        kinds = ("variables", "influences", "claims", "rivals", "proposals")
        rows = [["model", self.name], *([kind, str(len(getattr(self, kind)))] for kind in kinds)]
        rows += [["today", self.today]] if self.today else []
        rows += [["known", enumerated(findings_code(self.known))]] if self.known else []
        return Sheet(self.title, (), [*rows, ["fingerprint", self.fingerprint]], (), "<<").html()

    # ── reading ──────────────────────────────────────────────────────────────────────────────

    @property
    def interventions(self) -> Register[str, Intervention]:
        """The proposals' interventions by name, ready for ``under=``."""
        named = {name: proposal.intervention for name, proposal in self.proposals.items()}
        return Register(named, "intervention")

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits: the same for equal models, other ones when anything changes."""
        kept = _fingerprints.of(self)
        return kept.get(None) or kept.put(None, digest(self._values()))

    @public
    def influence(self, cause: str, effect: str, lag: int = 0) -> Influence:
        """The influence of `cause` on `effect`, or an error that names the nearest."""
        for influence in self.influences:
            if influence.key == (cause, effect, lag):
                return influence
        name = influence_name(cause, effect, lag)
        raise unknown("influence", name, [i.name for i in self.influences])

    @public
    def causes(self, effect: str) -> tuple[Influence, ...]:
        """The influences within a period on `effect`, in the order of the model."""
        self.variables[effect]
        return self._causes.get(effect, ())

    @public
    def strength(self, influence: Influence) -> Judgement | None:
        """The judgement behind an influence's strength; None where it has none."""
        return resolve_strength(part_of_kind(influence, Influence).strength, self.strengths)

    @public
    def amount(self, modifier: Modifier) -> Judgement:
        """The judgement behind a modifier's amount."""
        amount = resolve_strength(part_of_kind(modifier, Modifier).amount, self.strengths)
        return fixed(0.0) if amount is None else amount

    # ── variants: new models, this one stays as it is ────────────────────────────────────────

    @public
    def only(self, standing: Standing | Iterable[Standing]) -> Self:
        """The model with only the influences and modifiers of the given standing.

        Every variable and its baseline stay.

        Parameters
        ----------
        standing : iterable of {"stated", "implied", "added", "rival"}
            The standings to keep, e.g. ``("stated",)`` for the influences that the source itself states.
        """
        kept = (standing,) if isinstance(standing, str) else tuple(listed_parts(standing))
        for word in kept:
            if word not in STANDINGS:
                raise unknown("standing", word, STANDINGS)
        influences = [i for i in self.influences if i.standing in kept]
        modifiers = [m for m in self.modifiers if m.standing in kept]
        return self._with(**held_together(self.variables, influences, modifiers))

    @public
    def rejecting(self, *names: str | tuple[str, str]) -> Self:
        """The model of somebody who does not believe these claims or influences.

        An influence falls when all its claims are rejected; one without claims is rejected by name. Baselines
        stay, and the rest is calibrated anew. Rejecting is another view of the same world, while cutting an
        influence (`causalnet.cut`) is an intervention.

        Parameters
        ----------
        *names : str or (cause, effect)
            Claims (``"c18"``), influences (``"a → b"``, ``"a -> b"``, ``("a", "b")``: every lag;
            ``"a → b [lag 1]"``: that one), or modifiers (``"a → b × c"``).
        """
        claims, fallen = set[str](), set[str]()
        for name in names:
            if isinstance(name, str) and name in self.claims:
                claims.add(name)
                continue
            fallen |= matching(rejected_name(name), self.influences, self.modifiers, self.claims)
        influences = without(self.influences, claims, fallen)
        modifiers = without(self.modifiers, claims, fallen)
        return self._with(
            **held_together(self.variables, influences, modifiers),
            claims=[c for c in self.claims.values() if c.name not in claims],
            absences=[disclaimed(a, claims) for a in self.absences],
            proposals=[disclaimed(p, claims) for p in self.proposals.values()],
            rivals=[
                replace(r, influences=[disclaimed(i, claims) for i in r.influences])
                for r in self.rivals.values()
            ],
            evidence=[
                replace(e, bears_on=left)
                for e in self.evidence
                if (left := tuple(n for n in e.bears_on if n not in claims))
            ],
        )

    @public
    def admitting(self, *rivals: str) -> Self:
        """The model with the named rivals: their influences and hidden causes are added."""
        taken = [self.rivals[name] for name in rivals]
        return self._with(
            variables=[*self.variables.values(), *(r.hidden for r in taken if r.hidden)],
            influences=[*self.influences, *(i for r in taken for i in r.influences)],
            rivals=[r for r in self.rivals.values() if r.name not in rivals],
        )

    @public
    def alternating(self, *names: str) -> Self:
        """The model with the alternate mechanism of the named variables, or of all that have one."""
        having = [v.name for v in self.variables.values() if v.alternate]
        for name in names:
            if self.variables[name].alternate is None:
                raise unknown("variable with an alternate mechanism", name, having)
        return self.replacing(*(swapped(self.variables[name]) for name in names or having))

    @public
    def for_case(self, today: str, known: Given | None = None) -> Self:
        """The model for another date or case, of which `known` is known in place of what was known before.

        Examples
        --------
        >>> import causalnet as cn
        >>> cn.load("lawn").for_case("last Monday", {"wet": "yes"})
        <CausalModel 'lawn': 3 variables, 2 influences, 2 claims; today: last Monday; known: 1 finding>
        """
        return self._with(today=today, known=known)

    @public
    def replacing(self, *parts: ModelPart) -> Self:
        """The model with each of `parts` in place of the part with the same name."""
        return self._placing(parts, new=False)

    @public
    def adding(self, *parts: ModelPart) -> Self:
        """The model with `parts` added."""
        return self._placing(parts, new=True)

    def _placing(self, parts: tuple[ModelPart, ...], *, new: bool) -> Self:
        changes: dict[str, list[Any]] = {}
        for part in parts:
            kind = KIND_OF.get(type(part))
            if kind is None:
                raise unknown("kind of part", type(part).__name__, [t.__name__ for t in KIND_OF])
            now = getattr(self, kind)
            held = changes.setdefault(kind, list(now.values() if kind in NAMED_PARTS else now))
            names = [identity(p) for p in held]
            if new:
                held.append(part)
            elif identity(part) in names:
                held[names.index(identity(part))] = part
            else:
                raise unknown(kind.rstrip("s"), identity(part), names)
        return self._with(**changes)

    def _with(self, **changes: Any) -> Self:
        held = self._values().items()
        values = {name: value.values() if name in NAMED_PARTS else value for name, value in held}
        return type(self)(**(values | changes))


def _rebuilt(kind: type[CausalModel], values: Mapping[str, object]) -> CausalModel:
    model = kind.__new__(kind)
    model._set(values)
    return model
