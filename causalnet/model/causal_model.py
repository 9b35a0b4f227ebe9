"""The causal model: everything that an argument claims, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from causalnet.boundary.checks import public, public_class
from causalnet.cache import CachePerOwner
from causalnet.console import printed
from causalnet.errors import unknown
from causalnet.frozen_map import Register
from causalnet.model.assembly.admission import still_admissible
from causalnet.model.assembly.assemble import assembled
from causalnet.model.assembly.judging import of_one
from causalnet.model.assembly.parts import (
    ModelPart,
    Strength,
    part_of_kind,
    placed_parts,
    resolve_strength,
)
from causalnet.model.assembly.rejected_claims import parts_of_standing, rejected_parts
from causalnet.model.assembly.summary import summary_line
from causalnet.model.claim import Claim, Evidence, Source
from causalnet.model.decision import Choice, Utility
from causalnet.model.grammar.finding import Finding, Given
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.heard import ChosenGroups, heard_parts, voices_in
from causalnet.model.influence import (
    Absence,
    Influence,
    Modifier,
    Rival,
    Standing,
    influence_name,
)
from causalnet.model.judgements.judgement import fixed
from causalnet.model.model_values import ModelValues
from causalnet.model.proposal import Actor, Proposal
from causalnet.model.translations.spoken import spoken_fields, translations_in, untranslated_places
from causalnet.model.translations.texts import Text, TextPath
from causalnet.model.variable import Variable, swapped

__all__ = ["CausalModel"]

_fingerprints: CachePerOwner[CausalModel, None, str] = CachePerOwner(1)


@public_class
@printed
@dataclass(frozen=True, init=False, repr=False, slots=True, weakref_slot=True)
class CausalModel(ModelValues):
    """A causal argument: variables, signed influences, and the source of each.

    It only holds numbers that were claimed or judged. Every verb takes it, and compiles it to a `causalnet.Network`.

    Parameters
    ----------
    name : str
        The name of the model.
    variables : iterable of Variable
        The variables of the argument.
    influences : iterable of Influence
        The arrows, within a period and lagged.
    strengths : mapping from str to Judgement or Panel, optional
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
    decisions, utilities : iterables of Choice, Utility, optional
        The variables that are decided and what is seen before, and what outcomes are worth, for `decide`.
    title, description, period : str, optional
        For readers; `period` is the length of one period.
    today : str, optional
        The date or the case that the argument is about, such as ``"the end of 2019"``.
    known : mapping, optional
        What is known of that date or case: for each variable a state, a set of states or a `likelihood`. It is kept
        apart from the baselines. `counterfactual` and `causation` observe it by default; other verbs do not use it.
    language : str, default "en"
        The code of the language of its texts.
    translations : mapping, optional
        Its texts in other languages: for each language what a side file of translations holds, such as
        ``{"ja": {"variables": {"wet": {"label": "濡れた芝"}}}}``. See `in_language`.

    Attributes
    ----------
    written_in : str
        The language in which it was written; `in_language` keeps it.
    folder : Path or None
        The folder of the file that it was loaded from, where the paths of its sources' texts start. It is not part
        of what the model says: equal models may have different folders.

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
    language: str
    written_in: str
    translations: Register[str, Register[TextPath, Text]]
    known: Register[str, Finding]
    strengths: Register[str, Strength]
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
    decisions: Register[str, Choice]
    utilities: Register[str, Utility]
    folder: Path | None = field(compare=False)
    _hash: int = field(compare=False)
    _causes: dict[str, tuple[Influence, ...]] = field(compare=False)

    def __init__(
        self,
        name: str,
        variables: Iterable[Variable],
        influences: Iterable[Influence] = (),
        *,
        strengths: Mapping[str, Strength] | None = None,
        modifiers: Iterable[Modifier] = (),
        absences: Iterable[Absence] = (),
        rivals: Iterable[Rival] = (),
        sources: Iterable[Source] = (),
        claims: Iterable[Claim] = (),
        evidence: Iterable[Evidence] = (),
        proposals: Iterable[Proposal] = (),
        actors: Iterable[Actor] = (),
        decisions: Iterable[Choice] = (),
        utilities: Iterable[Utility] = (),
        title: str = "",
        description: str = "",
        period: str = "",
        today: str = "",
        known: Given | None = None,
        language: str = "en",
        written_in: str = "",
        translations: Mapping[str, object] | None = None,
    ) -> None:
        given: dict[str, Any] = {
            "variables": variables, "influences": influences, "modifiers": modifiers, "absences": absences,
            "rivals": rivals, "sources": sources, "claims": claims, "evidence": evidence,
            "proposals": proposals, "actors": actors, "decisions": decisions, "utilities": utilities,
        }  # fmt: skip
        texts = {"title": title, "description": description, "period": period, "today": today}
        values = assembled(name, given, strengths, known, texts) | {"folder": None}
        self._set(values | translations_in(translations, values, language, written_in))

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return summary_line(self._values())

    @property
    def interventions(self) -> Register[str, Intervention]:
        """The proposals' interventions by name, ready for ``under=``."""
        return Register({n: p.intervention for n, p in self.proposals.items()}, "intervention")

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits: the same for equal models, in any of their languages; other ones when anything else changes."""
        kept = _fingerprints.of(self)
        return kept.get(None) or kept.put(None, self._as_written()._digest())

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
    def strength(self, influence: Influence) -> Strength | None:
        """The judgement, or the panel, behind an influence's strength; None where it has none."""
        return resolve_strength(part_of_kind(influence, Influence).strength, self.strengths)

    @public
    def amount(self, modifier: Modifier) -> Strength:
        """The judgement, or the panel, behind a modifier's amount."""
        own = part_of_kind(modifier, Modifier).amount
        return resolve_strength(own, self.strengths) or fixed(0.0)

    @public
    def only(self, standing: Standing | Iterable[Standing]) -> Self:
        """The model with only the influences and modifiers of the given standing.

        Every variable and its baseline stay.

        Parameters
        ----------
        standing : iterable of {"stated", "implied", "added", "rival"}
            The standings to keep, e.g. ``("stated",)`` for the influences that the source itself states.
        """
        return self._with(**parts_of_standing(self._parts(), standing))

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
            ``"a → b [lag 1]"`` or ``"a → b [lag 0]"``: that one), or modifiers (``"a → b × c"``).
        """
        return self._with(**rejected_parts(self._parts(), names))

    @public
    def heard(
        self,
        sources: str | Iterable[str] | None = None,
        groups: ChosenGroups | None = None,
        *,
        at_least: int = 1,
        unclaimed: bool = True,
    ) -> Self:
        """The model of what some voices say.

        A claim stays if one of them mentions it, with their mentions alone. An influence, a modifier or an absence
        stays if one of its claims does, other than those that deny it. Baselines, proposals and judgements stay, too.

        Parameters
        ----------
        sources : str or iterable of str, optional
            The names of the voices that are heard. Default: all.
        groups : mapping, optional
            Of these, the ones in a group, e.g. ``{"district": "north"}`` or ``{"district": ["north", "east"]}``. With
            several groupings, those in all of them.
        at_least : int, default 1
            The number of independent sources among them that must speak for an influence with claims.
        unclaimed : bool, default True
            Whether influences and modifiers that do not name a claim stay: those that an analyst added.

        Raises
        ------
        UnknownNameError, QuestionError
            If a source or a group does not exist, or nobody belongs to all of the groups.
        ModelError
            If a table or a rule would lose a cause.

        Examples
        --------
        >>> import causalnet as cn
        >>> japan = cn.load("japan_software")
        >>> len(japan.influences), len(japan.heard("article", unclaimed=False).influences)
        (97, 64)
        """
        voices = voices_in(self.sources, sources, groups)
        parts = heard_parts(self._parts(), voices, at_least=at_least, unclaimed=unclaimed)
        return self._with(**parts)

    @public
    def admitting(self, *rivals: str) -> Self:
        """The model with the named rivals: their influences and hidden causes are added. Rivals that they exclude go."""
        taken = [self.rivals[name] for name in rivals]
        variables = [*self.variables.values(), *(r.hidden for r in taken if r.hidden)]
        influences = [*self.influences, *(i for r in taken for i in r.influences)]
        others = [r for r in self.rivals.values() if r.name not in rivals]
        left = still_admissible(others, influences, [v.name for v in variables])
        return self._with(variables=variables, influences=influences, rivals=left)

    @public
    def alternating(self, *names: str) -> Self:
        """The model with the alternate mechanism of the named variables, or of all that have one."""
        having = [v.name for v in self.variables.values() if v.alternate]
        for name in names:
            if self.variables[name].alternate is None:
                raise unknown("variable with an alternate mechanism", name, having)
        return self.replacing(*(swapped(self.variables[name]) for name in names or having))

    @public
    def judged_by(self, *people: str) -> Self:
        """The model with the judgement of one person wherever several gave one.

        Parameters
        ----------
        *people : str
            The person; then those whose word stands where that person did not judge, in this order. A number that
            others judged and none of these is an error.
        """
        return self._with(**of_one(people, self._values()))

    @public
    def for_case(self, today: str, known: Given | None = None) -> Self:
        """The model for another date or case, of which `known` is known in place of what was known before.

        Examples
        --------
        >>> import causalnet as cn
        >>> cn.load("lawn").for_case("last Monday", {"wet": "yes"}).today
        'last Monday'
        """
        return self._with(today=today, known=known)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it has texts, its own first."""
        return (self.language, *self.translations)

    @public
    def in_language(self, language: str) -> Self:
        """The model with its labels, meanings and other texts in a language, as far as it has them.

        Names, states in questions and numbers stay. A text without a translation stays as it is; see `untranslated`.

        Examples
        --------
        >>> import causalnet as cn
        >>> cn.load("japan_software").in_language("ja").variables["risk_aversion"].label
        '企業のリスク回避志向'
        """
        if language == self.language:
            return self
        return self._with(**spoken_fields(self._values(), language))

    @public
    def translating(self, language: str, translation: Mapping[str, object]) -> Self:
        """The model with a translation: for each part the texts in a language, as in a side file."""
        return self._with(translations={**self.translations, language: translation})

    @public
    def untranslated(self, language: str) -> tuple[str, ...]:
        """The places of the texts that the model does not have in a language; empty if it has them all.

        Examples
        --------
        >>> import causalnet as cn
        >>> lawn = cn.load("lawn").translating("ja", {"variables": {"wet": {"label": "濡れた芝"}}})
        >>> "variables.wet.label" in lawn.untranslated("ja"), "variables.rain.label" in lawn.untranslated("ja")
        (False, True)
        """
        return untranslated_places(self._values(), language)

    @public
    def in_folder(self, folder: str | Path) -> Self:
        """The model whose sources' texts are looked for from this folder on."""
        return self._in_folder(Path(folder))

    @public
    def replacing(self, *parts: ModelPart) -> Self:
        """The model with each of `parts` in place of the part with the same name."""
        return self._with(**placed_parts(self._parts(), parts, new=False))

    @public
    def adding(self, *parts: ModelPart) -> Self:
        """The model with `parts` added."""
        return self._with(**placed_parts(self._parts(), parts, new=True))
