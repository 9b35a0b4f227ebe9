"""The feedback loops of the page, each walked as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from causalnet.display.explorer.plain import Plain
from causalnet.display.text import clean
from causalnet.display.translated_terms import POLARITY_WORDS, STANDING_WORDS
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.influence import Influence
from causalnet.questions.loops.loop import Loop
from causalnet.questions.loops.loops import loops
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = ["LOOPS_ON_PAGE", "loops_of", "walked"]

LOOPS_ON_PAGE = 100
"""The number of loops that the page lists: the best-founded and shortest ones."""


def loops_of(model: CausalModel, place: Mapping[object, int]) -> Plain | None:
    """The loops of several variables, or None if there are none.

    Parameters
    ----------
    place : mapping from the key of an influence to its number on the page
    """
    if not any(i.lag for i in model.influences):
        return None
    found = loops(model)
    if not found.feedback:
        return None
    listed = [_told(model, loop, place) for loop in found.feedback[:LOOPS_ON_PAGE]]
    return {"listed": listed, "all": len(found.feedback), "inertia": len(found.inertia)}


def _told(model: CausalModel, loop: Loop, place: Mapping[object, int]) -> Plain:
    return {
        "mark": loop.name,
        "influences": [place[i.key] for i in loop.influences],
        "title": _title(loop),
        "path": " → ".join(_label(model, name) for name in (*loop.variables, loop.variables[0])),
        "walk": walked(model, loop),
    }


def _title(loop: Loop) -> str:
    said = {
        "polarity": tr(POLARITY_WORDS[loop.polarity]),
        "standing": tr(STANDING_WORDS[loop.standing]),
    }
    if loop.delay == 1:
        return tr("{polarity}, 1 period, {standing}", **said)
    return tr("{polarity}, {count} periods, {standing}", count=loop.delay, **said)


def walked(model: CausalModel, loop: Loop) -> str:
    """The loop as sentences: what happens from step to step if its first variable rises, and what comes back.

    Examples
    --------
    >>> import causalnet as cn
    >>> model = cn.CausalModel(
    ...     "debt",
    ...     [cn.Variable("upkeep", ["low", "high"]), cn.Variable("features", ["low", "high"])],
    ...     [
    ...         cn.Influence("upkeep", "features", "-", 1.0),
    ...         cn.Influence("features", "upkeep", "-", 1.0, lag=1),
    ...     ],
    ... )
    >>> print(walked(model, cn.loops(model)[0]))
    Suppose that upkeep rises. Then features falls; one period later upkeep rises. What comes back strengthens the rise: the loop is reinforcing.
    """
    first = _said(model, loop.variables[0])
    steps = tr("; ").join(_steps(model, loop))
    said = {"first": first, "steps": steps}
    if loop.polarity == "reinforcing":
        return tr(
            "Suppose that {first} rises. Then {steps}. What comes back strengthens the rise: the loop is reinforcing.",
            **said,
        )
    if loop.polarity == "balancing":
        return tr(
            "Suppose that {first} rises. Then {steps}. What comes back works against the rise: the loop is balancing.",
            **said,
        )
    return tr(
        "Suppose that {first} rises. Then {steps}. The direction of what comes back is undetermined, because one influence may act either way.",
        **said,
    )


def _steps(model: CausalModel, loop: Loop) -> Iterator[str]:
    direction: int | None = 1
    for influence in loop.influences:
        turn = {"+": 1, "-": -1}.get(influence.sign)
        direction = None if direction is None or turn is None else direction * turn
        yield _step(model, influence, direction)


def _step(model: CausalModel, influence: Influence, direction: int | None) -> str:
    """What one influence does, within the period or later."""
    said = {"effect": _said(model, influence.effect), "lag": influence.lag}
    if not influence.lag:
        if direction is None:
            return tr("{effect} moves", **said)
        return tr("{effect} rises", **said) if direction > 0 else tr("{effect} falls", **said)
    if influence.lag == 1:
        if direction is None:
            return tr("one period later {effect} moves", **said)
        if direction > 0:
            return tr("one period later {effect} rises", **said)
        return tr("one period later {effect} falls", **said)
    if direction is None:
        return tr("{lag} periods later {effect} moves", **said)
    if direction > 0:
        return tr("{lag} periods later {effect} rises", **said)
    return tr("{lag} periods later {effect} falls", **said)


def _label(model: CausalModel, name: str) -> str:
    return clean(model.variables[name].label)


def _said(model: CausalModel, name: str) -> str:
    """The label as it stands within a sentence."""
    return clean(Phrasing(model).name(name))
