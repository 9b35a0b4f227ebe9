"""Of what joins several things done: which of them alone does as much, by structure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.intervention import Intervention, scheduled
from causalnet.network.labels import ModelLabels
from causalnet.questions.query.arrival import ArmsOverTime
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.phrasing import Phrasing

__all__ = ["AsMuchAlone", "as_much_alone", "as_much_told", "parts_alike"]


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
    proposed = {name: p.intervention for name, p in model.proposals.items()}
    return tuple(_found(model, conclusion, proposed))


def parts_alike(model: CausalModel, conclusions: Mapping[str, Conclusion]) -> dict[str, str]:
    """For each conclusion whose answer another one has, which does only a part of it: the one that does least.

    Read off the structure in the same way, so that the two agree at all strengths. A conclusion of which nothing comes is
    left out.
    """
    alike = {}
    for whole, c in conclusions.items():
        same = {k: o.under for k, o in conclusions.items() if replace(o, under=c.under) == c}
        found = [one.proposal for one in _found(model, c, same)]
        if found and not is_still(_read(model, c, c.versus).path()):
            alike[whole] = min(found, key=lambda name: len(_done(same[name])))
    return alike


def _done(under: Intervention) -> set[object]:
    """The settings and the changes of influences that are done."""
    return {*under.settings.items(), *under.edges}


def _found(
    model: CausalModel, conclusion: Conclusion, parts: Mapping[str, Intervention]
) -> Iterator[AsMuchAlone]:
    whole = _done(conclusion.under)
    for name, part in parts.items():
        if not part or not _done(part) < whole:
            continue
        read = _read(model, conclusion, part)
        path = read.path()
        if is_still(path):
            yield AsMuchAlone(name, read.arrival() if path == "lagged only" else None)


def _read(model: CausalModel, conclusion: Conclusion, versus: Intervention) -> ArmsOverTime:
    """What is done in a conclusion held against something else, until its period."""
    c = conclusion
    arms, given = (scheduled(c.under), scheduled(versus)), {0: c.given} if c.given else {}
    return ArmsOverTime(model, c.outcome, arms, c.at, given, course=False)


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
