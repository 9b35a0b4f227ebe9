"""The sentences that levers lead with: what does most, by how much, and how surely it comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from causalnet.answer_tables import whole_percent
from causalnet.language.translate import tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.effect_size import NOTHING
from causalnet.model.grammar.finding import Finding
from causalnet.model.variable import Better
from causalnet.questions.effects.lever import Lever
from causalnet.questions.effects.rank_shares import RankShares
from causalnet.questions.query.measure import Measure
from causalnet.questions.query.question import Provenance
from causalnet.questions.sentences.change import MovedOutcome
from causalnet.questions.sentences.phrasing import Phrasing, capital, prose, series
from causalnet.questions.sentences.still import why_unreached
from causalnet.questions.signs.later_paths import LaterPath
from causalnet.questions.ties import TIE, leading

__all__ = ["first_over_draws", "lever_sentence"]


class RankedLevers(Protocol):
    """What the sentences need of an answer about levers."""

    @property
    def measure(self) -> Measure:
        """The measure of the outcome."""

    @property
    def provenance(self) -> Provenance:
        """The model that answered."""

    @property
    def better(self) -> Better:
        """The wished end of the outcome's scale."""

    @property
    def at(self) -> int:
        """The period in which the outcome is read."""

    @property
    def given(self) -> Mapping[int, Mapping[str, Finding]]:
        """The findings of each period."""

    @property
    def arrivals(self) -> Mapping[str, int]:
        """The first period in which each variable can reach the outcome."""

    @property
    def drawn(self) -> bool:
        """Whether it is ranked over draws."""

    @property
    def sign(self) -> float:
        """One where a rise is wished for, minus one where a fall is."""

    @property
    def acting(self) -> tuple[Lever, ...]:
        """Those among the best that can reach the outcome."""

    @property
    def leading(self) -> tuple[Lever, ...]:
        """The levers that do most."""

    @property
    def later(self) -> Mapping[Lever, LaterPath]:
        """The later paths that lead elsewhere."""

    @property
    def numbers(self) -> str:
        """The numbers behind the answer."""

    def best(self) -> tuple[Lever, ...]:
        """For each variable the one setting that does most."""

    def shares(self) -> dict[str, RankShares]:
        """In what share of the draws each ranks first."""

    def reliable(self) -> Lever | None:
        """The lever that is reliably first."""


def lever_sentence(levers: RankedLevers) -> str:
    """The lever that does most, by how much, and how surely it is the first."""
    return prose(_sentences(levers))


def first_over_draws(levers: RankedLevers) -> str:
    """Which lever comes first over the draws, and how reliably."""
    say, acting = Phrasing(levers.provenance.source), levers.acting
    if not acting:
        clause = _unreached(levers, say, say.name(levers.measure.outcome))
        return capital(tr("{clause}.", clause=clause))
    if not levers.drawn:
        return tr("Nothing was drawn, so no lever is ranked over draws.")
    if len(acting) == 1:
        return _alone(levers, say)
    shares, reliable = levers.shares(), levers.reliable()
    first = [reliable] if reliable else leading(acting, lambda v: shares[v.variable].first)
    said = {
        "action": series([_action(say, lever) for lever in first]),
        "share": whole_percent(shares[first[0].variable].first),
    }
    if reliable:
        told = tr("{action} comes first reliably, in {share} of the draws.", **said)
    elif len(first) == 1:
        told = tr(
            "No lever comes first reliably: {action} does so most often, in {share} of the draws.",
            **said,
        )
    else:
        told = tr(
            "No lever comes first reliably: {action} do so most often, in {share} of the draws each.",
            **said,
        )
    negligible = all(levers.measure.scale.is_negligible(v.level) for v in first)
    return prose([capital(told), tr("What that does is negligible.") if negligible else ""])


def _alone(levers: RankedLevers, say: Phrasing) -> str:
    """The change from a single lever over the draws, without others to rank it among."""
    [lever] = levers.acting
    up, _, down = map(whole_percent, lever.estimate.shares(TIE))
    return tr(
        "No other lever acts, so none is ranked: {action} raises {outcome} in {up} of the draws and lowers it in {down}.",
        action=_action(say, lever),
        outcome=MovedOutcome.of(levers.provenance.source, levers.measure).told,
        up=up,
        down=down,
    )


def _sentences(levers: RankedLevers) -> Iterator[str]:
    say = Phrasing(levers.provenance.source)
    later = {lever: levers.later.get(lever) for lever in levers.leading}
    lead = say.lead(
        {} if levers.at else levers.given.get(0, {}), levers.at, within=any(later.values())
    )
    if levers.at:
        lead += say.timed_lead(levers.given)
    yield capital(tr("{lead}{clause}.", lead=lead, clause=_most(levers, say)))
    yield from _rank(levers, say)
    for lever, path in later.items():
        if path is not None:
            yield tr(
                "Of {action}: {sentence}",
                action=_action(say, lever),
                sentence=path.sentence(say.name(levers.measure.outcome)),
            )


def _action(say: Phrasing, lever: Lever) -> str:
    return say.action(lever.intervention)


def _most(levers: RankedLevers, say: Phrasing) -> str:
    """The main clause."""
    outcome = MovedOutcome.of(levers.provenance.source, levers.measure)
    name = say.name(levers.measure.outcome)
    if not levers.acting:
        return _unreached(levers, say, name)
    first = levers.acting[0]
    if first.is_chance:
        return tr("no lever moves {outcome} by more than chance", outcome=outcome.told)
    if levers.sign * first.level <= NOTHING:
        said = {"outcome": outcome.told, "numbers": levers.numbers}
        if levers.better == "low":
            return tr("no lever lowers {outcome} by itself{numbers}", **said)
        return tr("no lever raises {outcome} by itself{numbers}", **said)
    return outcome.moved(_action(say, first), first.level) + levers.numbers


def _unreached(levers: RankedLevers, say: Phrasing, name: str) -> str:
    """Why none of them reaches the outcome."""
    late = {
        lever.variable: levers.arrivals[lever.variable]
        for lever in levers.best()
        if levers.at and lever.path == "lagged only"
    }
    if late:
        period = min(late.values())
        first = series([say.name(v) for v, since in late.items() if since == period])
        return tr(
            "no lever reaches {outcome} by then; the first to do so, from period {period} on: {levers}",
            outcome=name,
            period=period,
            levers=first,
        )
    why = why_unreached(lever.path for lever in levers.best())
    return tr("no lever reaches {outcome}: {why}", outcome=name, why=why)


def _rank(levers: RankedLevers, say: Phrasing) -> Iterator[str]:
    """Among how many it is the first, and how surely."""
    count, first = len(levers.best()), levers.leading
    if not levers.acting or levers.sign * first[0].level <= NOTHING or first[0].is_chance:
        return
    if count == 1:
        yield tr("It is the only lever.")
        return
    tried = _tried(levers, count)
    if len(first) > 1:
        others = series([_action(say, lever) for lever in first[1:]])
        yield tr(
            "As much comes of {others}; of {tried} none does more.",
            others=others,
            tried=tried,
        )
    elif levers.better == "low":
        yield tr("Of {tried}, none lowers it more.", tried=tried)
    else:
        yield tr("Of {tried}, none raises it more.", tried=tried)
    yield from _surely(levers, say)


def _tried(levers: RankedLevers, count: int) -> str:
    """The variables that are ranked: those that a model calls levers, or whichever were tried."""
    source = levers.provenance.source
    roles = source.variables if isinstance(source, CausalModel) else {}
    if all(x.variable in roles and "lever" in roles[x.variable].roles for x in levers.best()):
        return tr("the {count} variables that the model calls levers", count=count)
    return tr("the {count} variables tried", count=count)


def _surely(levers: RankedLevers, say: Phrasing) -> Iterator[str]:
    """In how many draws the first is the first."""
    if not levers.drawn or len(levers.acting) < 2 or len(levers.leading) > 1:
        return
    share = levers.shares()[levers.acting[0].variable].first
    if levers.reliable() is levers.acting[0]:
        yield tr("It comes first in {share} of the draws.", share=whole_percent(share))
    else:
        yield tr(
            "That rank is not certain: it comes first in {share} of the draws.",
            share=whole_percent(share),
        )
