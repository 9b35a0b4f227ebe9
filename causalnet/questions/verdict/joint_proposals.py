"""Of a proposal that joins others: which of them alone does as much, by structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.phrasing import Phrasing
from causalnet.questions.signs.signs import by_signs

__all__ = ["AsMuchAlone", "as_much_alone", "as_much_told"]


@dataclass(frozen=True, slots=True)
class AsMuchAlone:
    """A part of a joint proposal that does as much as the whole, because what is added does not reach the outcome.

    Attributes
    ----------
    proposal : str
        The part, by its name.
    since : int or None
        The first period in which what is added reaches the outcome; None if it never does.
    """

    proposal: str
    since: int | None


def as_much_alone(model: CausalModel, conclusion: Conclusion) -> tuple[AsMuchAlone, ...]:
    """The proposals within the intervention of a conclusion that do as much as all of it, in its period.

    It is read off the structure: no path leads from what else is done to the outcome until then, so that the outcome
    has the same distribution whatever the strengths.

    Parameters
    ----------
    model : CausalModel
    conclusion : Conclusion

    Examples
    --------
    >>> import causalnet as cn
    >>> as_much_alone(cn.load("lawn"), cn.Conclusion("wet", "rises", under=cn.do(rain="yes")))
    ()
    """
    return tuple(_found(model, conclusion))


def _found(model: CausalModel, conclusion: Conclusion) -> Iterator[AsMuchAlone]:
    whole = conclusion.under
    for name, proposal in model.proposals.items():
        part = proposal.intervention
        own = {*part.settings.items(), *part.edges}
        if not own or not own < {*whole.settings.items(), *whole.edges}:
            continue
        same = Conclusion(
            conclusion.outcome,
            "holds",
            under=whole,
            versus=part,
            given=conclusion.given,
            at=conclusion.at,
        )
        found = by_signs(model, same)
        if is_still(found.path):
            yield AsMuchAlone(name, found.since)


def as_much_told(
    model: CausalModel, conclusion: Conclusion, found: Sequence[AsMuchAlone]
) -> Iterator[str]:
    """Sentences about the parts that do as much alone."""
    say, labels = Phrasing(model), ModelLabels(model)
    for one in found:
        said = {
            "part": labels.proposal(model.proposals[one.proposal].intervention),
            "outcome": say.name(conclusion.outcome),
            "period": conclusion.at,
            "since": one.since,
        }
        if one.since is None:
            yield tr("“{part}” alone does as much: what is added does not reach {outcome}.", **said)
        elif conclusion.at:
            yield tr(
                "By period {period}, “{part}” alone does as much: what is added reaches {outcome} only from period {since} on.",
                **said,
            )
        else:
            yield tr(
                "Within a period, “{part}” alone does as much: what is added reaches {outcome} only from period {since} on.",
                **said,
            )
