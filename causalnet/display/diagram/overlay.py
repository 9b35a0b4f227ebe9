"""Overlays of a picture: rivals that were not admitted, and stressed influences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from causalnet.display.wanted import listed_names
from causalnet.errors import QuestionError, unknown
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence, influence_name
from causalnet.network.network import Network
from causalnet.questions.verdict.verdict_answer import Verdict

__all__ = ["hidden_causes", "load_bearing", "rival_notes", "stressed", "with_rivals"]


def with_rivals(
    model: CausalModel | Network, rivals: bool | str | Iterable[str]
) -> tuple[CausalModel | Network, tuple[str, ...]]:
    """The model with rivals admitted, only for the picture, and the names of these rivals."""
    if rivals is False:
        return model, ()
    if isinstance(model, Network):
        raise QuestionError("A network does not have rivals. Draw an elicited model.")
    names = (
        tuple(model.rivals) if rivals is True else listed_names("rivals", "names of rivals", rivals)
    )
    return model.admitting(*names), names


def rival_notes(
    model: CausalModel | Network, taken: tuple[str, ...], drawn: Iterable[Influence]
) -> Iterator[str]:
    """The rivals in words, with the remark that the numbers do not include them."""
    if isinstance(model, Network):
        return
    there = set(drawn)
    seen = [name for name in taken if not there.isdisjoint(model.rivals[name].influences)]
    later = [name for name in taken if all(i.lag for i in model.rivals[name].influences)]
    later = [name for name in later if name not in seen]
    if seen:
        labels = ", ".join(model.rivals[name].label for name in seen)
        names = tr("{count} rivals", count=len(seen)) if seen[3:] else labels
        yield tr("dotted and not counted: {rivals}", rivals=names)
    if later[1:]:
        yield tr("{count} rivals act in later periods only", count=len(later))
    elif later:
        name = model.rivals[later[0]].label
        yield tr("{rival} acts in later periods only", rival=name)


def hidden_causes(
    full: CausalModel | Network, network: Network, drawn: Iterable[Influence], shown: Iterable[str]
) -> tuple[str, ...]:
    """The variables of rivals that point at something in the picture."""
    if isinstance(full, Network):
        return ()
    held = set(shown)
    pointing = {i.cause for i in drawn if i.effect in held}
    return tuple(name for name in full.variables if name not in network and name in pointing)


def load_bearing(verdict: Verdict) -> tuple[str, ...]:
    """The influences that alone undo a conclusion; if there are none, those of the least sets that do."""
    given: object = verdict
    if not isinstance(given, Verdict):
        raise QuestionError(
            f"verdict= takes a verdict, cn.verdict(model, conclusion), not {given!r}."
        )
    sets = verdict.rests.influences.sets
    size = min((len(names) for names in sets), default=0)
    return tuple(dict.fromkeys(name for names in sets if len(names) == size for name in names))


def stressed(
    model: CausalModel | Network, heavy: str | Influence | Iterable[object]
) -> frozenset[Influence]:
    """The given influences: by name, by cause and effect, as values, or by one of their claims.

    Raises
    ------
    UnknownNameError, QuestionError
    """
    if isinstance(heavy, str | Influence):
        heavy = (heavy,)
    wanted = tuple(heavy)
    if wanted and isinstance(model, Network):
        raise QuestionError("A network does not have influences. Draw an elicited model.")
    if isinstance(model, Network):
        return frozenset()
    return frozenset(i for one in wanted for i in _called(model, one))


def _called(model: CausalModel, one: object) -> list[Influence]:
    text = _text(one)
    found = [
        i
        for i in model.influences
        if text in (i.name, influence_name(i.cause, i.effect)) or text in i.claims
    ]
    # A modifier is part of the slope that it scales.
    found += [
        model.influence(m.cause, m.effect)
        for m in model.modifiers
        if text == m.name or text in m.claims
    ]
    if not found and text not in model.claims:
        raise unknown("influence or claim", text, [i.name for i in model.influences])
    return found


def _text(one: object) -> str:
    if isinstance(one, Influence):
        return one.name
    if isinstance(one, tuple) and len(one) == 2:
        return influence_name(str(one[0]), str(one[1]))
    return str(one).replace("->", "→")
