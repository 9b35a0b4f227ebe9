"""What the interventions of the conclusions do to the outcomes that no conclusion is about."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from causalnet.answer_tables import signed
from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.content import Block, Chapter, QuotedSentence, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, OtherEffect, ReportSection, WrittenSection
from causalnet.display.report.sections.lever_ranking import WITHOUT_CHANGE
from causalnet.display.translated_terms import SIZE_WORDS
from causalnet.language.translate import template, tr
from causalnet.model.effect_size import FLOOR, NOTHING
from causalnet.model.grammar.conclusion import Conclusion, Direction
from causalnet.model.grammar.intervention import Intervention
from causalnet.questions.effects.compare import compare
from causalnet.questions.effects.effect import Effect
from causalnet.questions.effects.rank_shares import RELIABLE_SHARE
from causalnet.questions.query.paths import is_still
from causalnet.questions.sentences.phrasing import prose, series
from causalnet.questions.signs.sign_reading import read_signs

__all__ = ["OTHER_OUTCOMES", "other_outcomes_of", "other_outcomes_told"]

# So many outcomes stand beside one another in a table, and so many interventions are told one by one.
ABREAST, FEW = 3, 3
# The draws that tell how many of them go one way.
DRAWS = 200
SETTLED = {
    "signs": template("by the signs"),
    "definition": template("true by definition"),
    "nothing": template("no change"),
}
# With how many interventions an outcome moves, on what ground.
COUNTED = {
    "signs": template("{count} whatever the strengths"),
    "definition": template("{count} by definition"),
    "most draws": template("{count} in most draws of the strengths"),
    "a guess": template("{count} as a guess"),
}
MOST = {
    "rises": template(
        "It rises with {those} interventions ({kinds}), most with “{name}”: by {amount}, {share}."
    ),
    "falls": template(
        "It falls with {those} interventions ({kinds}), most with “{name}”: by {amount}, {share}."
    ),
}
STILL_COUNTED = {
    "lagged only": template("{count} only later"),
    "faint": template("{count} by next to nothing later"),
    "no path": template("{count} without a path there"),
    "blocked by what is observed": template("{count} blocked by what is observed"),
}


def other_outcomes(asked: ReportQuestion, known: Known) -> list[Chapter] | WrittenSection:
    """A row for every intervention, with its change in each of the other outcomes, and on what ground."""
    outcomes, arms = other_outcomes_of(asked), _arms(asked)
    if not outcomes or not arms:
        return []
    found = _effects(asked, outcomes, arms)
    texts = (
        tr(
            "What the same interventions do within this period to the outcomes that no conclusion above is about: the change "
            "with every strength at its most likely value, its size, and its ground."
        ),
    )
    parts = [outcomes[i : i + ABREAST] for i in range(0, len(outcomes), ABREAST)]
    tables = tuple(_table(asked, found, part) for part in parts)
    chapter = Chapter("outcomes", tr("The other outcomes"), texts, [Block(tables=tables)])
    return WrittenSection([chapter], others=found)


def other_outcomes_of(asked: ReportQuestion) -> tuple[str, ...]:
    """The outcomes that no conclusion is about."""
    judged = {c.outcome for c in asked.conclusions.values()}
    return tuple(y for y in asked.outcomes if y not in judged)


def _arms(asked: ReportQuestion) -> dict[str, Intervention]:
    """What the conclusions do that compare with things as they are, each under the first name that it has."""
    arms: dict[Intervention, str] = {}
    for name, c in asked.conclusions.items():
        if c.under and not (c.versus or c.given or c.at):
            arms.setdefault(c.under, name)
    return {name: under for under, name in arms.items()}


def _effects(
    asked: ReportQuestion, outcomes: Sequence[str], arms: Mapping[str, Intervention]
) -> dict[str, dict[str, OtherEffect]]:
    """Every change with its ground. Draws are asked only where the signs leave a direction open."""
    central = compare(asked.model, outcomes, arms).effects
    settled = {
        (name, y): _settled(asked, under, central[name][y])
        for name, under in arms.items()
        for y in outcomes
    }
    few = replace(asked.how, n=min(asked.how.n, DRAWS))
    drawn: dict[tuple[str, str], Effect] = {}
    for y in outcomes:
        unsettled = {name: under for name, under in arms.items() if not settled[name, y]}
        if unsettled:
            own = compare(asked.model, [y], unsettled, draws=few).effects
            drawn |= {(name, y): effects[y] for name, effects in own.items()}
    return {
        y: {name: _other(central[name][y], settled[name, y], drawn.get((name, y))) for name in arms}
        for y in outcomes
    }


def _settled(asked: ReportQuestion, under: Intervention, own: Effect) -> str:
    """What settles the direction of a change without any draw; empty where nothing does."""
    if is_still(own.path):
        return "structure"
    if own.by_definition:
        return "definition"
    way: Direction = "rises" if own.level >= 0 else "falls"
    signs = read_signs(asked.model, Conclusion(own.outcome, way, under=under))
    return "signs" if signs.status == "follows" and signs.order.strict else ""


def _other(own: Effect, settled: str, drawn: Effect | None) -> OtherEffect:
    if settled or drawn is None:
        return OtherEffect(own.path, own.level, own.scale, settled)
    if abs(own.level) < NOTHING:
        return OtherEffect(own.path, own.level, own.scale, "nothing")
    shares = drawn.estimate.shares()
    share = shares.rise if own.level > 0 else shares.fall
    ground = "most draws" if share >= RELIABLE_SHARE else "a guess"
    return OtherEffect(own.path, own.level, own.scale, ground, share)


def _table(
    asked: ReportQuestion,
    found: Mapping[str, Mapping[str, OtherEffect]],
    outcomes: Sequence[str],
) -> ReportTable:
    header = (tr("intervention"), *(asked.wording.label(y) for y in outcomes))
    names = list(found[outcomes[0]])
    rows = [[_named(asked, n), *(_cell(found[y][n]) for y in outcomes)] for n in names]
    every = [found[y][n] for y in outcomes for n in names]
    return ReportTable("", header, rows, [*_notes(every, min(asked.how.n, DRAWS))])


def _named(asked: ReportQuestion, name: str) -> str:
    return asked.done(asked.conclusions[name].under)


def _cell(own: OtherEffect) -> str:
    """The change with its size and its ground; in a few words where there is none."""
    if is_still(own.path):
        return tr(WITHOUT_CHANGE[own.path]) if own.path in WITHOUT_CHANGE else ""
    if own.ground == "nothing":
        return tr(SETTLED["nothing"])
    if own.ground in SETTLED:
        ground = tr(SETTLED[own.ground])
    else:
        ground = tr("in {share} of draws", share=spoken_percent(own.share or 0.0))
    said = {"change": signed(own.change), "size": tr(SIZE_WORDS[own.scale.size(own.change)])}
    return tr("{change} ({size}; {ground})", ground=ground, **said)


def _notes(every: Sequence[OtherEffect], draws: int) -> Iterator[str]:
    lengths = {own.scale.length for own in every}
    if len(lengths) == 1:
        yield tr("Change in expected level, of {length:g} states.", length=lengths.pop())
    else:
        yield tr("Change in expected level, in states.")
    if any(own.ground == "signs" for own in every):
        yield tr(
            "By the signs: the signs of the influences settle the direction, whatever the strengths."
        )
    if any(own.share is not None for own in every):
        yield tr(
            "In draws: the signs leave open whether it changes or which way, and this is the share of {count:,} draws from the "
            "judgements that go this way. A change under {floor:g} of a state counts as none in a draw.",
            count=draws,
            floor=FLOOR,
        )
    yield tr("The ranges of the strengths were not searched for these outcomes.")


# ── in short ─────────────────────────────────────────────────────────────────────────────────


def other_outcomes_told(asked: ReportQuestion, known: Known) -> Iterator[QuotedSentence]:
    """Each of the other outcomes in a few words."""
    for outcome, effects in known.others.items():
        if len(effects) <= FEW:
            each = [
                tr("{name}: {change}", name=_named(asked, n), change=_cell(own))
                for n, own in effects.items()
            ]
            told = tr("{names}.", names=tr("; ").join(each))
        else:
            told = prose([*_moved(asked, effects), *_unmoved(effects, _faint(known, outcome))])
        yield QuotedSentence(asked.wording.label(outcome), told)


def _moved(asked: ReportQuestion, effects: Mapping[str, OtherEffect]) -> Iterator[str]:
    """With how many interventions it rises or falls, on what grounds, and with which most."""
    for way, sign in (("rises", 1), ("falls", -1)):
        own = {n: e for n, e in effects.items() if e.ground in COUNTED and sign * e.change > 0}
        if not own:
            continue
        most = max(own, key=lambda n: abs(own[n].change))
        grounds = [e.ground for e in own.values()]
        kinds = [tr(COUNTED[g], count=grounds.count(g)) for g in COUNTED if g in grounds]
        said = {
            "those": _those(len(own), len(effects)),
            "kinds": series(kinds),
            "name": _named(asked, most),
            "amount": own[most].scale.amount(own[most].change, sign=False),
            "share": own[most].scale.percent(own[most].change),
        }
        yield tr(MOST[way], **said)


def _those(count: int, every: int) -> str:
    if count == every:
        return tr("all {count}", count=count)
    return tr("{count} of {all}", count=count, all=every)


def _faint(known: Known, outcome: str) -> set[str]:
    """The conclusions whose interventions change an outcome by next to nothing in every period that is told."""
    pairs = known.later.faint if known.later else ()
    return {name for name, y in pairs if y == outcome}


def _unmoved(effects: Mapping[str, OtherEffect], faint: Container[str]) -> Iterator[str]:
    """With how many interventions it stays as it is, and why."""
    paths = [
        "faint" if e.path == "lagged only" and name in faint else e.path
        for name, e in effects.items()
        if is_still(e.path)
    ]
    kinds = [
        tr(told, count=paths.count(path)) for path, told in STILL_COUNTED.items() if path in paths
    ]
    if kinds:
        yield tr(
            "It does not change within the period with {count}: {kinds}.",
            count=len(paths),
            kinds=series(kinds),
        )


OTHER_OUTCOMES = ReportSection(other_outcomes, "first")
