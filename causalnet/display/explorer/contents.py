"""The data of the page: a model as plain values, with all parts referred to by position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import cast

from causalnet.compilation.mechanisms.registry import cpt_of
from causalnet.compilation.mechanisms.tabular import TabularCPT
from causalnet.display.case import told_case
from causalnet.display.diagram.view import main_role
from causalnet.display.explorer.actions import PageActions, on_page
from causalnet.display.explorer.plain import Plain
from causalnet.display.explorer.route import ContractionRoute, route_of
from causalnet.display.explorer.seeds import time_of
from causalnet.display.sayers import cited_at, counted_sayers, source_words
from causalnet.display.text import clean
from causalnet.drafting.passages import passages
from causalnet.errors import ModelError, QuestionError
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.claim import Source
from causalnet.model.drafted_parts import drafted_parts
from causalnet.model.effect_size import SIZES
from causalnet.model.grammar.intervention import Intervention, Timed
from causalnet.model.influence import Influence, Modifier
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import Panel, one_judgement
from causalnet.model.mechanism import Tabular
from causalnet.model.variable import Variable
from causalnet.network.graph import topological
from causalnet.network.network import Network
from causalnet.questions.query.question import NO_VARIABLES
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.version import __version__

__all__ = ["Contents", "contents_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """A model for the page.

    Attributes
    ----------
    title : str
    values : dict
        Everything except the layout of cards, ready for JSON.
    route : ContractionRoute
    arrows : tuple of (cause, effect)
        By name, without those of rivals.
    later : tuple of (cause, effect)
        Those of influences on later periods.
    names : tuple of str
        The variables; the hidden causes of rivals come last.
    states : mapping from variable to int
        The number of states of each.
    own : int
        The number of variables without the hidden causes of rivals.
    numbered : mapping from the key of an influence to int
        The number of each influence on the page.
    """

    title: str
    values: Plain
    route: ContractionRoute
    arrows: tuple[tuple[str, str], ...]
    later: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    states: Mapping[str, int]
    own: int
    numbered: Mapping[object, int] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """The label of each variable, as the page has it."""
        shown = cast("list[dict[str, str]]", self.values["variables"])
        return {one["name"]: one["label"] for one in shown}


def contents_of(
    model: CausalModel | Network,
    outcome: str | None = None,
    under: Intervention | Timed | None = None,
) -> Contents:
    """The data of the page for a model or a network, which opens on an outcome and an intervention.

    Raises
    ------
    QuestionError
        If it has a part that the page cannot compute.
    MemoryLimitError
        If its tables are too wide for a page.
    """
    if not (model.states if isinstance(model, Network) else model.variables):
        raise QuestionError(NO_VARIABLES)
    if isinstance(model, Network):
        return _of_network(model, under)
    return _of_model(model, outcome, under)


def _of_network(network: Network, under: Intervention | Timed | None) -> Contents:
    if network.draws is not None:
        text = "A page shows one network, not many draws of it: explore(network.at(0), …), or the model."
        raise QuestionError(text)
    names = network.variables
    place = {name: i for i, name in enumerate(names)}
    sizes = {name: len(own) for name, own in network.states.items()}
    route = route_of(sizes, network.parents, ())
    variables = [_bare(name, network) for name in names]
    arrows = tuple((cause, name) for name in names for cause in network.parents[name])
    influences = [
        {"cause": place[cause], "effect": place[effect], "sign": "", "standing": "", "locked": True}
        for cause, effect in arrows
    ]
    title = network.name or "A network"
    values = _values(title, network.fingerprint, variables, influences, network.order, route)
    values |= on_page(network, network.states, under).to_json()
    return Contents(title, values, route, arrows, (), names, sizes, len(names))


def _bare(name: str, network: Network) -> Plain:
    table = network.values(name).ravel().tolist()
    return {
        "name": name,
        "label": clean(name),
        "said": clean(name),
        "states": network.states[name],
        "stateNames": network.states[name],
        "sizes": SIZES,
        "mechanism": {"kind": "given", "table": table},
    }


def _of_model(
    model: CausalModel, outcome: str | None, under: Intervention | Timed | None
) -> Contents:
    full, here = _admitted(model)
    parents = {name: tuple(i.cause for i in full.causes(name)) for name in full.variables}
    sizes = {name: len(v.states) for name, v in full.variables.items()}
    free = [name for name in full.variables if parents[name] and not _tabled(full.variables[name])]
    route = route_of(sizes, parents, free)
    states = {name: tuple(v.states) for name, v in full.variables.items()}
    actions = on_page(model, states, under)
    writer = _Writer(model, full, here)
    within = [i for i in full.influences if not i.lag]
    lagged = [i for i in full.influences if i.lag]
    values = _values(
        model.title,
        model.fingerprint,
        [writer.variable(v) for v in full.variables.values()],
        [writer.influence(i) for i in (*within, *lagged)],
        topological(parents),
        route,
    )
    values |= {
        "elicited": True,
        "description": "\n\n".join(filter(None, (model.description, told_case(model)))),
        "drafted": drafted_parts(model).sentence,
        "period": Phrasing(model).period,
        "time": time_of(full, writer.numbered, actions.cut) if lagged else None,
        **actions.to_json(),
        "modifiers": [writer.modifier(m, within) for m in full.modifiers],
        "rivals": list(writer.rivals()),
        "sources": {name: _source(source) for name, source in model.sources.items()},
        "proposals": list(writer.proposals(actions)),
        "opening": writer.place[outcome or _first_outcome(model)],
    }
    own = [i for i in within if i.standing != "rival" or i in model.influences]
    arrows = tuple((i.cause, i.effect) for i in own)
    return Contents(
        model.title,
        values,
        route,
        arrows,
        tuple((i.cause, i.effect) for i in lagged if i in model.influences),
        tuple(full.variables),
        sizes,
        len(model.variables),
        writer.numbered,
    )


def _first_outcome(model: CausalModel) -> str:
    """The first variable with that role; else one that nothing follows within a period."""
    having = [v.name for v in model.variables.values() if main_role(v) == "outcome"]
    order = topological({name: [i.cause for i in model.causes(name)] for name in model.variables})
    return (having or [*order][-1:])[0]


def _source(source: Source) -> Plain:
    return {
        "title": source.title,
        "words": source_words(source),
        "url": source.url,
        "note": source.note,
    }


def _admitted(model: CausalModel) -> tuple[CausalModel, dict[str, str]]:
    """The model with all rivals that can be combined, and the reason why each other one cannot."""
    full, why = model, dict[str, str]()
    for name in model.rivals:
        taken = [other for other, reason in why.items() if not reason]
        try:
            full = model.admitting(*taken, name)
            why[name] = ""
        except ModelError as error:
            why[name] = str(error.mistakes[0])
    return full, why


def _tabled(variable: Variable) -> bool:
    return isinstance(variable.mechanism, Tabular)


def _values(
    title: str,
    fingerprint: str,
    variables: Sequence[Plain],
    influences: Sequence[Plain],
    order: Iterable[str],
    route: ContractionRoute,
) -> Plain:
    place = {v["name"]: i for i, v in enumerate(variables)}
    return {
        "title": title,
        "fingerprint": fingerprint,
        "version": __version__,
        "variables": variables,
        "influences": influences,
        "order": [place[name] for name in order],
        "route": route.to_json(),
    }


class _Writer:
    """Converts the parts of a model to plain values, which refer to each other by position."""

    def __init__(self, model: CausalModel, full: CausalModel, why: Mapping[str, str]) -> None:
        self.model, self.full, self.why = model, full, why
        self.passages, self.phrasing = passages(model), Phrasing(model)
        self.place = {name: i for i, name in enumerate(full.variables)}
        # Influences within a period come first.
        ordered = sorted(full.influences, key=lambda i: bool(i.lag))
        self.numbered: dict[object, int] = {i.key: at for at, i in enumerate(ordered)}
        self.rival_of = {
            i.key: at
            for at, rival in enumerate(model.rivals.values())
            if not why[rival.name]
            for i in rival.influences
        }
        self.hidden = {
            rival.hidden.name: at
            for at, rival in enumerate(model.rivals.values())
            if rival.hidden and not why[rival.name]
        }

    def variable(self, variable: Variable) -> Plain:
        role = main_role(variable)
        baseline = variable.one_baseline
        return {
            "name": variable.name,
            "label": clean(variable.label).strip() or clean(variable.name),
            "said": clean(self.phrasing.name(variable.name)),
            "states": variable.shown_states,
            "stateNames": variable.states,
            "means": variable.means,
            "meanings": variable.meanings,
            "note": variable.note,
            "role": role,
            "lever": "lever" in variable.roles,
            "latent": variable.latent,
            "sizes": variable.sizes,
            "baseline": baseline.p if baseline else None,
            "basis": baseline.basis if baseline else "",
            "grounds": baseline.note if baseline else "",
            "mechanism": self._mechanism(variable),
            "rival": self.hidden.get(variable.name),
        }

    def _mechanism(self, variable: Variable) -> Plain:
        mechanism, cpt = variable.mechanism, cpt_of(variable.mechanism)
        if isinstance(cpt, TabularCPT):
            causes = [self.full.variables[i.cause] for i in self.full.causes(variable.name)]
            return {"kind": "given", "table": cpt.table(variable, causes).ravel().tolist()}
        if mechanism.like_ordinal:
            raise QuestionError(
                f"{variable.name!r} has a {mechanism.kind} that imitates an ordinal (like_ordinal), "
                "which the page does not compute. Explore the model as it is written, before "
                "alternating(…), or give the variable a mechanism that uses its strengths directly."
            )
        names = [f.name for f in fields(mechanism) if f.name != "like_ordinal"]
        return {"kind": mechanism.kind, **{n: getattr(mechanism, n) for n in names}}

    def influence(self, influence: Influence) -> Plain:
        cause, effect = self.full.variables[influence.cause], self.full.variables[influence.effect]
        reference = (len(cause.states) - 1) / 2
        if influence.reference is not None:
            reference = float(cause.index(influence.reference))
        return {
            "cause": self.place[cause.name],
            "effect": self.place[effect.name],
            "lag": influence.lag,
            "sign": influence.sign,
            "standing": influence.standing,
            "draft": influence.is_draft,
            "strength": _number(influence.name, self.full.strength(influence)),
            "reference": reference,
            "locked": _tabled(effect) and not influence.lag,
            "rival": self.rival_of.get(influence.key),
            "claims": self._claims(influence.claims),
            "sayers": counted_sayers(self.full, influence),
            "note": influence.note,
        }

    def modifier(self, modifier: Modifier, within: Sequence[Influence]) -> Plain:
        place = {(i.cause, i.effect): at for at, i in enumerate(within)}
        return {
            "influence": place[modifier.cause, modifier.effect],
            "by": place[modifier.by, modifier.effect],
            "sign": modifier.sign,
            "standing": modifier.standing,
            "amount": _number(modifier.name, self.full.amount(modifier)),
            "claims": self._claims(modifier.claims),
            "sayers": counted_sayers(self.full, modifier),
            "note": modifier.note,
        }

    def _claims(self, names: Sequence[str]) -> list[Plain]:
        claims = [self.full.claims[name] for name in names]
        return [
            {
                "name": c.name,
                "text": c.text,
                "at": cited_at(self.model, c),
                "draft": c.is_draft,
                "sources": list(
                    dict.fromkeys(m.source for m in c.citations if m.source in self.model.sources)
                ),
                "passages": [
                    {"before": p.before, "quote": p.quote, "after": p.after}
                    for p in self.passages.get(c.name, ())
                ],
            }
            for c in claims
        ]

    def rivals(self) -> Iterator[Plain]:
        for rival in self.model.rivals.values():
            why = self.why[rival.name]
            if why:
                why = tr("Cannot stand beside the others: {reason}", reason=why)
            yield {
                "name": rival.name,
                "label": rival.label,
                "reason": rival.reason,
                "why": why,
                "later": all(i.lag for i in rival.influences),
            }

    def proposals(self, actions: PageActions) -> Iterator[Plain]:
        for proposal in self.model.proposals.values():
            yield {
                "name": proposal.name,
                "label": proposal.label,
                "action": clean(self.phrasing.action(proposal.intervention)),
                **actions.parts(proposal.intervention),
            }


def _number(what: str, several: Judgement | Panel[Judgement] | None) -> Plain | None:
    if several is None:
        return None
    judged = one_judgement(what, several)
    low, high = judged.range
    return {"low": low, "central": judged.central, "high": high, "text": str(judged)}
