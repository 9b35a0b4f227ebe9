"""The voices of a model whose numbers several people judged: for each person, the points of that person's model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.compilation.parameters.sampling import sampled
from causalnet.errors import QuestionError
from causalnet.language.translate import lazy_counted, lazy_series
from causalnet.model.assembly.judging import Said, panels_in, people_in
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.draws import Draws
from causalnet.model.judgements.judgement import Judgement, fixed
from causalnet.model.judgements.panel import Panel
from causalnet.model.variable import Baseline
from causalnet.network.pooled_draws import turns
from causalnet.notation import enumerated
from causalnet.questions.voices.said import part_named

__all__ = ["Experts", "central_models", "experts_of", "panels_of"]

Array = NDArray[np.float64]
Lookup = Callable[[Ensemble], Array]


def panels_of(model: CausalModel) -> list[tuple[str, Said]]:
    """What several people judged of a model, its rivals apart, each with its name."""
    kinds = ("strengths", "variables", "influences", "modifiers")
    return list(panels_in({kind: getattr(model, kind) for kind in kinds} | {"rivals": {}}))


def experts_of(model: CausalModel) -> tuple[str, ...]:
    """Everybody who judged a number of a model.

    Raises
    ------
    QuestionError
        If nobody did.
    """
    people = people_in(panels_of(model))
    if not people:
        raise QuestionError(
            f"No number of {model.name!r} is judged by several people. Write cn.Panel({{'anna': …, 'ben': …}}) for one, or "
            "pool several models: cn.pool({'article': …, 'critic': …})."
        )
    return people


@dataclass(frozen=True, slots=True, eq=False)
class Experts:
    """The people who judged a model, with their weights and the draws of each.

    A number that somebody did not judge is taken, in that person's draws, from those who did, in proportion to their
    weights.

    Attributes
    ----------
    model : CausalModel
    shares : mapping from person to float
    of_draw : ndarray, shape (draws,)
        The place of the person whose draw it is.
    how : Draws
    """

    model: CausalModel
    shares: Mapping[str, float]
    of_draw: NDArray[np.intp]
    how: Draws

    def silences(self) -> Iterator[str]:
        """Who did not judge what."""
        panels = panels_of(self.model)
        for name in self._heard:
            lacking = [what for what, said in panels if name not in said.judged]
            if lacking:
                yield lazy_counted(
                    len(lacking),
                    "{name} did not judge {parts}: in those draws it is as the others judged, by their weights.",
                    "{name} did not judge {parts}: in those draws they are as the others judged, by their weights.",
                    name=name,
                    parts=lazy_series([*map(part_named, lacking)]),
                )

    @property
    def _heard(self) -> list[str]:
        return [name for name, share in self.shares.items() if share]

    def complete(self, person: str) -> CausalModel:
        """The model of a person, with the numbers of others where that person gave none."""
        return self.model.judged_by(person, *(n for n in self.shares if n != person))

    def ensembles(self) -> dict[str, tuple[CausalModel, Ensemble]]:
        """For each person with a weight the model, and its points in all draws."""
        whole = {name: self.complete(name) for name in self.shares}
        drawn = {name: sampled(own, self.how) for name, own in whole.items() if self.shares[name]}
        return {name: (whole[name], self._filled(name, whole, drawn)) for name in drawn}

    def _filled(
        self, person: str, models: Mapping[str, CausalModel], drawn: Mapping[str, Ensemble]
    ) -> Ensemble:
        """The points of a person, with what others judged where that person did not."""
        own = drawn[person]
        strengths, amounts, baselines = dict(own.strengths), dict(own.amounts), dict(own.baselines)
        for i in self.model.influences:
            if said := self._lacking(person, self.model.strength(i)):
                strengths[i.key] = self._lent(
                    person, i.name, said, {n: e.strengths[i.key] for n, e in drawn.items()}
                )
        for m in self.model.modifiers:
            if said := self._lacking(person, self.model.amount(m)):
                key = m.cause, m.effect, m.by
                amounts[key] = self._lent(
                    person, m.name, said, {n: e.amounts[key] for n, e in drawn.items()}
                )
        for v in self.model.variables.values():
            if said := self._lacking(person, v.baseline):
                each = {
                    n: p
                    for n, e in drawn.items()
                    if (p := e.baseline(models[n].variables[v.name])) is not None
                }
                columns = {n: p if p.ndim > 1 else p[:, None] for n, p in each.items()}
                baselines[v.name] = self._lent(person, f"the baseline of {v.name}", said, columns)
        return Ensemble(strengths, amounts, baselines, self.how.n)

    def _lacking(self, person: str, said: object) -> Said | None:
        return said if isinstance(said, Panel) and person not in said.judged else None

    def _lent(self, person: str, what: str, said: Said, values: Mapping[str, Array]) -> Array:
        """The number that each lender gives, in the draws in which it is that lender's turn."""
        lenders = {n: self.shares[n] for n in sorted(said.people) if self.shares[n]}
        if not lenders:
            only = enumerated(sorted(said.people))
            raise QuestionError(
                f"Only {only} judged {what}, with the weight 0. Give {only} a weight, or say whose word stands there "
                "with model.judged_by(…)."
            )
        total = sum(lenders.values())
        own = np.flatnonzero(self.of_draw == list(self.shares).index(person))
        order = turns({n: share / total for n, share in lenders.items()}, len(own))
        along = [np.broadcast_to(values[n], (*values[n].shape[:-1], self.how.n)) for n in lenders]
        lent = along[0].copy()
        lent[..., own] = np.choose(order, [x[..., own] for x in along])
        return lent


def central_models(model: CausalModel, shares: Mapping[str, float]) -> dict[str, CausalModel]:
    """The model of each person; where one gave no number, the weighted mean of the others' central ones."""
    models = {}
    for person in shares:
        own = model.judged_by(person, *(n for n in shares if n != person))
        strengths = {w: _typical(person, said, shares) for w, said in model.strengths.items()}
        influences = [
            replace(i, strength=_typical(person, i.strength, shares)) for i in model.influences
        ]
        modifiers = [replace(m, amount=_typical(person, m.amount, shares)) for m in model.modifiers]
        variables = [
            replace(v, baseline=_typical(person, v.baseline, shares))
            for v in model.variables.values()
        ]
        models[person] = CausalModel(
            model.name,
            variables,
            influences,
            strengths=strengths,
            modifiers=modifiers,
            sources=own.sources.values(),
            claims=own.claims.values(),
            evidence=own.evidence,
            proposals=own.proposals.values(),
            actors=own.actors.values(),
        )
    return models


def _typical(person: str, said: Any, shares: Mapping[str, float]) -> Any:
    if not isinstance(said, Panel):
        return said
    if person in said.judged:
        return said[person]
    lenders = [n for n in said.people if shares[n]] or list(said.people)
    weights = np.array([shares[n] or 1.0 for n in lenders])
    each = [said[n] for n in lenders]
    if isinstance(each[0], Judgement):
        return fixed(float(weights @ [x.central for x in each] / weights.sum()))
    p = weights @ np.array([x.p for x in each]) / weights.sum()
    return Baseline(p.tolist(), each[0].weight)
