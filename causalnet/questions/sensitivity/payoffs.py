"""Payoffs of choices: what each would bring, in draws from a model's judgements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from causalnet.compilation.compiler import compile_model
from causalnet.compilation.parameters.ensemble import Ensemble
from causalnet.errors import CalibrationError, MemoryLimitError
from causalnet.inference.sweep import Sweep, all_levers
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention
from causalnet.model.grammar.setting import Hard
from causalnet.model.judgements.draws import Draws
from causalnet.network.network import Network
from causalnet.questions.contrast.contrast import Contrast
from causalnet.questions.contrast.contrast_of import contrast_of
from causalnet.questions.contrast.static import StaticContrast, bearing_on_any

__all__ = ["payoff", "payoffs"]

Array = NDArray[np.float64]
# A sweep takes as long as the answers of so many settings.
WORTHWHILE = 8


def payoff(contrast: Contrast, choice: Intervention, how: Draws) -> Array:
    """The payoff of a choice in every draw, shape (draws,); more is better."""
    own = contrast_of(contrast.model, _of_choice(contrast.conclusion, choice))
    return _sign(contrast.conclusion) * own.over_draws(how).points


def payoffs(contrast: StaticContrast, choices: Sequence[Intervention], ensemble: Ensemble) -> Array:
    """The payoffs of all choices within a period in the draws of an ensemble, shape (choices, draws); more is better.

    The model is compiled in them once. NaN where a baseline cannot be met.
    """
    model, conclusion = contrast.model, contrast.conclusion
    each = [StaticContrast.of(model, _of_choice(conclusion, choice)) for choice in choices]
    try:
        network = compile_model(model, ensemble, bearing_on_any(model, each))
    except CalibrationError:
        found = [own(ensemble).points for own in each]
    else:
        found = [*_on(network, each, ensemble)]
    return _sign(conclusion) * np.stack([np.broadcast_to(x, (ensemble.points,)) for x in found])


def _on(network: Network, each: Sequence[StaticContrast], ensemble: Ensemble) -> Iterator[Array]:
    """The change under each choice. Those that set one variable to one state are read from one sweep, if they are many."""
    singles = [_single(own.conclusion) for own in each]
    sweep: Sweep | None = None
    if sum(single is not None for single in singles) >= WORTHWHILE:
        # The way back takes more memory than single answers.
        with suppress(MemoryLimitError):
            sweep = all_levers(network, [each[0].conclusion.outcome])
    for own, single in zip(each, singles, strict=True):
        if sweep is None or single is None:
            yield own.read_from(network, ensemble)
            continue
        variable, state = single
        chances = sweep[variable][network.index(variable, state)]
        today = own.level(network, own.conclusion.versus, ensemble)
        yield np.asarray(own.weights(network) @ chances - today)


def _single(conclusion: Conclusion) -> tuple[str, str] | None:
    """The variable that a choice sets, and its state; None where it does anything else, or something is observed."""
    under = conclusion.under
    if conclusion.given or under.edges or len(under.settings) != 1:
        return None
    ((variable, setting),) = under.settings.items()
    if not isinstance(setting, Hard) or variable == conclusion.outcome:
        return None
    return variable, setting.state


def _sign(conclusion: Conclusion) -> float:
    return -1.0 if conclusion.upward is False else 1.0


def _of_choice(conclusion: Conclusion, choice: Intervention) -> Conclusion:
    """That the outcome rises under a choice, against doing nothing."""
    return Conclusion(
        conclusion.outcome,
        "rises",
        under=choice,
        given=conclusion.given,
        at_least=conclusion.at_least,
        at=conclusion.at,
    )
