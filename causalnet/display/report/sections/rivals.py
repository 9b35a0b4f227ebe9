"""The rivals of the argument: reasons why it could be wrong, and what each does to the conclusions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from causalnet.display.report.content import Block, Chapter, ReportTable
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.display.report.sections.figures import found_contrast
from causalnet.language.translate import tr
from causalnet.model.influence import Influence, Rival
from causalnet.questions.robustness.model_variants import World
from causalnet.questions.sentences.phrasing import comma_list, series
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdicts import Verdicts

__all__ = ["RIVALS"]

# So many conclusions at most are named.
FEW = 3


def rivals(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """Every rival: its reason, what it adds, and each conclusion that it touches."""
    every = asked.model.rivals.values()
    if not every:
        return []
    text = tr(
        "Reasons why the argument could be wrong. Each is off in every other part of this report."
    )
    blocks = [_block(asked, rival, known.verdicts) for rival in every]
    return [Chapter("rivals", tr("Rivals of the argument"), (text,), blocks)]


def _block(asked: ReportQuestion, rival: Rival, judged: Verdicts | None) -> Block:
    adds = tr("; ").join(_added(asked, i) for i in rival.influences)
    texts = [rival.reason, tr("It adds: {influences}.", influences=adds)]
    if rival.hidden:
        texts.append(tr("A hidden cause: {label}.", label=rival.hidden.label))
    verdicts: Mapping[str, Verdict] = judged or {}
    touched = {
        name: world
        for name, verdict in verdicts.items()
        for world in _worlds(verdict, rival)
        if world.reaches or isnan(world.value)
    }
    if touched and not any(world.contests for world in touched.values()):
        texts.append(
            tr("It contests none of the conclusions: what they set does not act through it.")
        )
    moved = [name for name, world in touched.items() if _moves(verdicts[name], world)]
    if beside := [asked.name(name) for name in touched if name not in moved]:
        texts.append(_hardly(beside, len(verdicts)))
    if len(touched) < len(verdicts):
        texts.append(_untouched(asked, len(verdicts) - len(touched)))
    texts += _in_place(asked, verdicts, touched)
    texts = [text for text in texts if text]
    if not moved:
        return Block(rival.label, tuple(texts))
    header = (
        tr("conclusion"),
        tr("without it"),
        tr("with it"),
        tr("at its strongest"),
        tr("with it, the conclusion"),
    )
    rows = [_row(asked.name(name), verdicts[name], touched[name]) for name in moved]
    return Block(rival.label, tuple(texts), tables=(ReportTable("", header, rows, (), "<>>><"),))


def _in_place(
    asked: ReportQuestion, verdicts: Mapping[str, Verdict], touched: Mapping[str, World]
) -> Iterator[str]:
    """The conclusions that a common cause undoes in place of the influences that it would explain away."""
    undone: dict[tuple[str, ...], list[str]] = {}
    for name, world in touched.items():
        if world in verdicts[name].rests.undoing_instead:
            undone.setdefault(world.explains, []).append(asked.name(name))
    for parts, names in undone.items():
        yield tr(
            "If it is the reason, and not {parts}, it undoes: {names}.",
            parts=series([asked.wording.phrasing.part(part) for part in parts]),
            names=tr("; ").join(names),
        )


def _hardly(names: Sequence[str], every: int) -> str:
    """The conclusions that it changes by next to nothing, by name if they are few."""
    if len(names) == every > 1:
        return tr("It changes no conclusion by more than a negligible amount.")
    if len(names) > FEW:
        return tr("By a negligible amount at most, it changes {count} others.", count=len(names))
    told = tr("; ").join(names)
    return tr("By a negligible amount at most, it changes: {names}.", names=told)


def _moves(verdict: Verdict, world: World) -> bool:
    """Whether a rival undoes a conclusion, or changes the answer by more than a negligible amount."""
    if isnan(world.value) or (verdict.holds and not world.holds):
        return True
    with_it = [world.value, *([] if world.strongest is None else [world.strongest])]
    return any(verdict.scale.size(x - verdict.central) != "negligible" for x in with_it)


def _added(asked: ReportQuestion, influence: Influence) -> str:
    arrow = tr("{name} ({numbers})", name=asked.wording.arrow(influence), numbers=influence.sign)
    return comma_list([arrow, influence.note] if influence.note else [arrow])


def _worlds(verdict: Verdict, rival: Rival) -> Iterator[World]:
    return (w for w in verdict.rests.rivals if w.name == rival.name)


def _untouched(asked: ReportQuestion, count: int) -> str:
    """How many conclusions it does not touch; where influences act later, within a period."""
    rivals = asked.model.rivals.values()
    every = (*asked.model.influences, *(i for r in rivals for i in r.influences))
    later = any(c.at for c in asked.conclusions.values())
    if any(i.lag for i in every) and not later:
        return tr("Conclusions that it does not touch within a period: {count}.", count=count)
    return tr("Conclusions that it does not touch: {count}.", count=count)


def _row(name: str, verdict: Verdict, world: World) -> list[str]:
    c = verdict.conclusion
    before = found_contrast(c, verdict.central)
    if isnan(world.value):
        return [name, before, "", "", tr("cannot be calibrated")]
    strongest = "" if world.strongest is None else found_contrast(c, world.strongest)
    if world.holds:
        then = tr("stands")
    else:
        then = tr("is undone") if verdict.holds else tr("does not stand either")
    return [name, before, found_contrast(c, world.value), strongest, then]


RIVALS = ReportSection(rivals, "after")
