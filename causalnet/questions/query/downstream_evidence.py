"""Evidence downstream of what is done: what must be said beside an answer that is given it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from causalnet.language.translate import LazyText, NameIn, lazy, lazy_series, tr
from causalnet.model.grammar.finding import Finding
from causalnet.model.grammar.intervention import Intervention
from causalnet.network.graph import ancestors, descendants
from causalnet.network.network import Network
from causalnet.questions.query.paths import openings
from causalnet.questions.query.question import Question

__all__ = [
    "after_note",
    "alone_note",
    "downstream_note",
    "kept_weights",
    "observed_after",
    "without_note",
]

ParentMap = Mapping[str, tuple[str, ...]]


def downstream_note(network: Network, question: Question) -> tuple[str, ...]:
    """Notes for what a question of one arm is given, where that lies downstream of what is done."""
    kept = kept_weights(network, question.given)
    if not (question.given and question.under):
        return kept
    only = question.outcome[0] if len(question.outcome) == 1 else None
    touched = question.under.touched
    graph = _carried_out(network, question.under)
    return (*observed_after([graph], touched, touched, only, question.given), *kept)


def kept_weights(network: Network, given: Mapping[str, Finding]) -> tuple[str, ...]:
    """The note that what is given does not change the weights of a pool's voices."""
    if not (given and network.pooled):
        return ()
    return (lazy("What is given does not change the weights of the voices."),)


def _carried_out(network: Network, under: Intervention) -> dict[str, tuple[str, ...]]:
    """The causes of every variable where an intervention is carried out."""
    severed = under.severed
    graph = {
        name: tuple(cause for cause in above if (cause, name) not in severed)
        for name, above in network.parents.items()
    }
    for name, setting in under.settings.items():
        own = graph[name] if setting.keeps_causes else ()
        graph[name] = (*own, *setting.reads)
    return graph


def observed_after(
    graphs: Sequence[ParentMap],
    touched: Iterable[str],
    changed: Iterable[str],
    outcome: str | None,
    given: Mapping[str, Finding],
) -> tuple[str, ...]:
    """Notes on what is observed downstream of what is set, and on what reaches the outcome by that alone.

    Observing a common effect ties its causes together (explaining away), though neither acts on the other.

    Parameters
    ----------
    graphs : sequence of mapping from variable to tuple of str
        The causes of every variable, in each arm.
    touched : iterable of str
        The variables that are set in any arm.
    changed : iterable of str
        The variables that are set differently in the arms.
    outcome : str, optional
        The variable asked about; None if there are several.
    given : mapping from variable to finding
    """
    if not given:
        return ()
    acted = [name for name in dict.fromkeys(touched) if name in graphs[0]]
    below = set[str]().union(*(descendants(parents, acted) for parents in graphs))
    late = [name for name in given if name in below]
    notes = [after_note(late)] if late else []
    if outcome is None or not (late or given.keys() & acted):
        return tuple(notes)
    carried, tied = openings(graphs, (outcome,), given)
    differing = list(dict.fromkeys(changed))
    alone = [name for name in differing if name in tied]
    if alone:
        seen = [name for name in given if name in below or name in alone]
        above = set[str]().union(*(ancestors(parents, [outcome]) for parents in graphs))
        blocked, beside = not above.isdisjoint(alone), not carried.isdisjoint(differing)
        notes.append(alone_note(alone, outcome, seen, blocked=blocked, beside=beside))
    return tuple(notes)


def without_note(text: str) -> str:
    """A note as it stands beside a name, without the word that begins it."""
    return text.removeprefix(tr("Note: "))


def after_note(late: Sequence[str]) -> str:
    """The note that some evidence lies downstream of what is done.

    Examples
    --------
    >>> after_note(["jams"])
    'Note: jams lies downstream of what is done and is observed after it.'
    """
    if len(late) == 1:
        return lazy(
            "Note: {name} lies downstream of what is done and is observed after it.",
            name=NameIn(late[0]),
        )
    return lazy(
        "Note: {names} lie downstream of what is done and are observed after it.",
        names=lazy_series([*map(NameIn, late)]),
    )


def alone_note(
    names: Sequence[str],
    outcome: str,
    seen: Sequence[str],
    *,
    at: int | None = None,
    only: Sequence[int] = (),
    blocked: bool = False,
    beside: bool = False,
) -> str:
    """The note that a change comes from observing alone.

    Parameters
    ----------
    names : sequence of str
        The intervention.
    outcome : str
    seen : sequence of str
        The findings.
    at : int, optional
        The period by which the outcome is read.
    only : sequence of int, optional
        The periods of which it is true; default: of all.
    blocked : bool, default False
        Whether influences lead there, all of them blocked by what is observed.
    beside : bool, default False
        Whether something else that is set acts on the outcome too.

    Examples
    --------
    >>> alone_note(["toll"], "rain", ["jams"])
    'Note: no influence leads from toll to rain. What changes there comes from observing jams alone.'
    """
    set_ = lazy_series([*map(NameIn, names)], either=True)
    found = lazy_series([*map(NameIn, seen)])
    told: LazyText | NameIn = NameIn(outcome)
    if at is not None:
        told = lazy("{outcome} by period {period}", outcome=told, period=at)
    if len(only) == 1:
        told = lazy("{outcome} in period {period}", outcome=told, period=only[0])
    elif only:
        told = lazy(
            "{outcome} in periods {periods}",
            outcome=told,
            periods=lazy_series([f"{period}" for period in only]),
        )
    why = lazy("no influence leads from {names} to {outcome}", names=set_, outcome=told)
    if blocked:
        why = lazy(
            "what is observed blocks every influence of {names} on {outcome}",
            names=set_,
            outcome=told,
        )
    if beside:
        return lazy(
            "Note: {why}. What {names} changes there comes from observing {found} alone.",
            why=why,
            names=set_,
            found=found,
        )
    return lazy(
        "Note: {why}. What changes there comes from observing {found} alone.", why=why, found=found
    )
