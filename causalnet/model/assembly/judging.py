"""Who judged which numbers of a model, and the model of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from causalnet.errors import QuestionError, few_names, unknown
from causalnet.model.influence import Influence, Rival
from causalnet.model.judgements.judgement import Judgement
from causalnet.model.judgements.panel import Panel
from causalnet.model.variable import Baseline, Variable
from causalnet.notation import enumerated

__all__ = ["of_one", "panels_in", "people_in"]

J = TypeVar("J", Judgement, Baseline)
Said = Panel[Judgement] | Panel[Baseline]


def panels_in(parts: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    """What several people have judged, each with its name for a reader; what the rivals hold comes last."""
    rivals: list[Rival] = list(parts["rivals"].values())
    influences = [*parts["influences"], *(i for rival in rivals for i in rival.influences)]
    hidden = [rival.hidden for rival in rivals if rival.hidden]
    held = [(f"the strength {word!r}", said) for word, said in parts["strengths"].items()]
    held += [(i.name, i.strength) for i in influences]
    held += [(m.name, m.amount) for m in parts["modifiers"]]
    held += [
        (f"the baseline of {v.name}", v.baseline) for v in [*parts["variables"].values(), *hidden]
    ]
    return ((what, said) for what, said in held if isinstance(said, Panel))


def people_in(panels: Iterable[tuple[str, Said]]) -> tuple[str, ...]:
    """Everybody who judged anything, by name."""
    return tuple(sorted({name for _, said in panels for name in said.people}))


def of_one(people: Sequence[str], parts: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a model with the judgement of the first of some people who gave one.

    Parameters
    ----------
    people : sequence of str
    parts : mapping from a kind of part to its parts

    Raises
    ------
    UnknownNameError, QuestionError
        If somebody did not judge anything, or nobody of them judged a number that others did.
    """
    panels = list(panels_in(parts))
    known = people_in(panels)
    if not people:
        raise QuestionError(f"Name one of those who judged: {few_names(known) or 'nobody did'}.")
    for name in people:
        if name not in known:
            raise unknown("expert", name, known)
    for what, said in panels:
        if not {*people} & {*said.people}:
            verb = "does" if len(people) == 1 else "do"
            raise QuestionError(
                f"{enumerated(people)} {verb} not judge {what}; {enumerated(said.people)} did. Say whose word stands "
                f"there: model.judged_by({', '.join(map(repr, [*people, said.people[0]]))})."
            )

    def one(said: Any) -> Any:
        if not isinstance(said, Panel):
            return said
        return next(said[name] for name in people if name in said.judged)

    def arrow(influence: Influence) -> Influence:
        return replace(influence, strength=one(influence.strength))

    def variable(own: Variable) -> Variable:
        return replace(own, baseline=one(own.baseline))

    return {
        "strengths": {word: one(said) for word, said in parts["strengths"].items()},
        "influences": [arrow(i) for i in parts["influences"]],
        "modifiers": [replace(m, amount=one(m.amount)) for m in parts["modifiers"]],
        "variables": [variable(v) for v in parts["variables"].values()],
        "rivals": [
            replace(
                r,
                influences=[arrow(i) for i in r.influences],
                hidden=r.hidden and variable(r.hidden),
            )
            for r in parts["rivals"].values()
        ],
    }
