"""Columns of a table of levers: reach, and the changes in the chance of every state or a higher one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import isnan

from causalnet.answer_tables import Column, signed
from causalnet.language.translate import template, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.judgements.draws import Draws
from causalnet.network.labels import ModelLabels
from causalnet.network.network import Network
from causalnet.network.pooled_draws import PooledDraws
from causalnet.questions.effects.lever import Lever, reaching
from causalnet.questions.effects.rank_shares import RankShares, told_share
from causalnet.questions.query.candidates import proposed_softly
from causalnet.questions.query.measure import Measure
from causalnet.questions.sentences.phrasing import Phrasing, series
from causalnet.questions.voice_split import BETWEEN, over_draws

__all__ = [
    "columns_at_least",
    "columns_of_rank",
    "columns_of_reach",
    "legend_of_reach",
    "notes_at_the_centre",
    "ranked_over",
    "said_of_proposals",
    "said_of_voices",
]


def columns_at_least(
    measure: Measure,
    place: Mapping[str, int],
    ranks: Mapping[str, int],
    labels: ModelLabels,
    *,
    printed: bool,
) -> list[Column[Lever]]:
    """The changes in P(at least) of every state; printed of the highest, with the place by that.

    Parameters
    ----------
    measure : Measure
    place, ranks : mapping from variable to int
        The places by what is measured, and by the probability of the highest state.
    labels : ModelLabels
    printed : bool
        Whether they are printed or only in a frame.
    """
    if measure.state is not None:
        return []
    top = measure.states[-1]
    columns = [
        Column(
            f"P(≥ {s})",
            lambda v, s=s: dict(v.at_least)[s],  # type: ignore[misc]
            tr("P({state})", state=labels.state(measure.outcome, s))
            if printed and s == top
            else None,
            reaching(lambda v, s=s: signed(dict(v.at_least)[s])),  # type: ignore[misc]
        )
        for s in measure.states[1:]
    ]

    def rank(v: Lever) -> str:
        own = ranks[v.variable]
        return f"{own}≠" if own != place[v.variable] else f"{own} "

    return [*columns, Column("rank", None, tr("rank by it") if printed else None, reaching(rank))]


def columns_of_reach(*, per_reach: bool) -> list[Column[Lever]]:
    """The reach, and the change in each state of reach; the latter printed or only in a frame."""
    return [
        Column(
            "reach",
            lambda v: v.reach,
            tr("reach"),
            lambda v: _unless_nan(v.reach, f"{v.reach:.2f}"),
        ),
        Column(
            "per_reach",
            lambda v: v.per_reach,
            tr("per reach") if per_reach else None,
            reaching(lambda v: _unless_nan(v.per_reach, signed(v.per_reach))),
        ),
    ]


def _unless_nan(number: float, text: str) -> str:
    return "" if isnan(number) else text


def legend_of_reach(levers: Iterable[Lever], *, ordered: bool, at: int) -> str:
    """What the columns of reach and steps show."""
    own = tr("by how many states the lever moves its own variable")
    if not ordered:
        own = tr("by how many states, or in what share of cases, the lever moves its own variable")
    if at:
        own = tr("{reach} in period 0", reach=own)
    if any(isnan(lever.reach) for lever in levers):
        own = tr("empty, because the marginals of all variables would exceed memory_limit")
    return tr(
        "reach: {reach}; steps: the fewest influences from it to the outcome. A large reach over few steps usually means that the lever nearly is the outcome.",
        reach=own,
    )


def notes_at_the_centre(
    say: Phrasing, measure: Measure, *, errors: bool, otherwise: bool
) -> list[str]:
    """Notes on changes at the central numbers: with `errors` of simulation, or ranked `otherwise` by a probability."""
    told = [tr("level: change in expected level, in states.")]
    if measure.state is not None:
        what = say.measured_state(measure.outcome, measure.state)
        quantity = measure.told_quantity(say.labels)
        told = [tr("{quantity}: change in {what}.", quantity=quantity, what=what)]
    if errors:
        told += [tr("error: the standard error of the change, by simulation.")]
    if otherwise:
        top = say.state(measure.outcome, measure.states[-1])
        told += [
            tr(
                "By P({state}) some rank otherwise than by expected level: to_frame() has both.",
                state=top,
            )
        ]
    return told


def ranked_over(say: Phrasing, measure: Measure, draws: Draws | PooledDraws | str) -> str:
    """By what levers are ranked over draws, as a note."""
    if measure.state is None:
        return over_draws(
            draws,
            template("Ranked by the mean change in expected level, in states, over {draws}."),
        )
    return over_draws(
        draws,
        template("Ranked by the mean change in {what} over {draws}."),
        what=measure.told_quantity(say.labels),
    )


def said_of_voices(pooled: PooledDraws | None) -> list[str]:
    """The notes below levers of a pool."""
    if pooled is None:
        return []
    return [tr(BETWEEN), *pooled.notes]


def said_of_proposals(best: Iterable[Lever], source: CausalModel | Network) -> list[str]:
    """A note on the proposals that move a lever, but not to the state that was tried."""
    if isinstance(source, Network):
        return []
    softly = proposed_softly(source, [lever.variable for lever in best])
    if not softly:
        return []
    labels = ModelLabels(source)
    named = [tr("“{name}”", name=labels.proposal(p.intervention)) for p in softly]
    if len(softly) == 1:
        return [
            tr(
                "The proposal {name} moves its lever otherwise than is tried here: see compare().",
                name=named[0],
            )
        ]
    return [
        tr(
            "{count} proposals move their levers otherwise than is tried here: {names}. See compare().",
            count=len(named),
            names=series(named),
        )
    ]


def columns_of_rank(share: Callable[[Lever], RankShares]) -> list[Column[Lever]]:
    """In what share of the draws a lever ranks first, and among the first three."""

    def ranked(name: str, head: str, of: Callable[[RankShares], float]) -> Column[Lever]:
        return Column(name, lambda v: of(share(v)), head, lambda v: told_share(of(share(v))))

    return [
        ranked("first", tr("first"), lambda s: s.first),
        ranked("top_three", tr("first 3"), lambda s: s.top_three),
    ]
