"""Reports: one page to send, with the model, its answers and how much of them is earned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from math import isnan
from pathlib import Path
from typing import Any

from causalnet.answer_tables import Sheet
from causalnet.boundary.checks import public
from causalnet.display.case import told_case
from causalnet.display.diagram.diagram import Diagram
from causalnet.display.diagram.draw import draw
from causalnet.display.diagram.loop_diagram import LOOPS_LISTED
from causalnet.display.report.claims import claims_chapter
from causalnet.display.report.otherwise import otherwise
from causalnet.display.report.page import Block, Chapter, charted, no_charts, report_page, spoken
from causalnet.errors import QuestionError, unknown
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.formats.detection import page_path
from causalnet.model.causal_model import CausalModel
from causalnet.model.drafted_parts import drafted_parts
from causalnet.model.grammar.conclusion import Conclusion, Direction
from causalnet.model.grammar.finding import TimedGiven
from causalnet.model.influence import Influence, Rival
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.questions.audit.audit import audit
from causalnet.questions.effects.levers import levers
from causalnet.questions.effects.query import marginals
from causalnet.questions.loops.loops import loops
from causalnet.questions.phrases import shown_contrast, within
from causalnet.questions.query.question import NO_VARIABLES
from causalnet.questions.time.trajectory import trajectories
from causalnet.questions.verdict.verdict_answer import Verdict
from causalnet.questions.verdict.verdict_tasks import JudgingTogether
from causalnet.questions.verdict.verdicts import Verdicts
from causalnet.version import __version__
from causalnet.workers import Task, done_by

__all__ = ["report"]

# The number of conclusions followed over time, of periods, and of draws for that.
FOLLOWED, PERIODS, FEW = 3, 8, 200
LAGGED = (
    " Dashed arrows act in a later period; “lag” on a card is what a variable does to itself then."
)
NOT_A_FORECAST = (
    "Everything here is a consequence of the argument's model: of its arrows, its baselines and the strengths that "
    "were judged for it. It is not a forecast, and a share of draws is not a probability of being true."
)
METHOD = (
    "Claims are written down as signed influences between variables with named states. A mechanism with few parameters "
    "gives each variable's distribution from its causes, and is calibrated so that today's distributions are met. An "
    "intervention replaces the causes of a variable. Answers within a period are exact.",
    "A verdict has four parts. By signs: the conclusions that follow from the directions alone. Over the ranges: the "
    "least and the greatest change that the stated ranges of the strengths allow. By draws: shares of draws from the judgements. It "
    "rests on: the influences, claims, rivals and numbers that would undo it.",
    "A verdict gives size and ground. A change is negligible, small, moderate or large as a share of the outcome's scale "
    "(by default, under 1%, under 5%, under 15%, and more). A change that follows from the signs may be negligible. If a "
    "change is impossible, the verdict says why: no path, lagged only (only through later periods), or blocked by what is "
    "observed. Contradicted means that the signs prove the opposite direction; undetermined, that they do not prove a "
    "direction. A change by observing alone does not come through influences: evidence downstream of the variable that is "
    "set ties it to the outcome.",
    "Strengths are judgements of the modellers, not of the source. A source that repeats a claim is still one source. Strong "
    "evidence for a link is not evidence of a strong link. "
    "A missing arrow between two variables is a claim too.",
)


@public
def report(
    model: CausalModel,
    path: str | Path,
    *,
    outcome: str | None = None,
    conclusions: Mapping[str, Conclusion] | Sequence[Conclusion] | None = None,
    observed: TimedGiven | None = None,
    draws: int | Draws = 1000,
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Path:
    """Write a report on a model: one printable HTML file without scripts or external files.

    It contains a picture of the model, today's distributions, the levers with their uncertainty, verdicts with
    their grounds, what would have come of the case observed, the rivals, the course over time, the claims with
    their sources and the evidence against them, an audit, the method and its caveats.

    Parameters
    ----------
    model : CausalModel
    path : str or Path
        The file to write, ending in .html. An existing file is replaced, whole or not at all.
    outcome : str, optional
        The outcome by which levers are ranked. Default: the first variable with that role.
    conclusions : mapping from name to Conclusion, or sequence of Conclusion, optional
        The conclusions to judge. Default: that the outcome rises under each proposal of the source, or falls if
        low is better for it.
    observed : mapping, optional
        What is observed of the case at hand: for each variable a state, a set of states or a `likelihood`. The report
        then says what would have come of it under each conclusion's intervention, as `counterfactual` does. Default:
        what the model says is known; ``{}``: nothing.
    draws : int or Draws
        The draws for levers, verdicts and the audit. Default: 1,000.
    n_jobs : int, optional
        The number of joblib workers.
    progress : bool, optional
        Whether to show a bar. Default: at a terminal, after a few seconds.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    FileError
        If the path does not end in .html, or cannot be written.
    QuestionError, UnknownNameError
        If the outcome or a conclusion refers to an unknown name, or the model does not have an outcome.

    Examples
    --------
    >>> import causalnet as cn
    >>> from tempfile import TemporaryDirectory
    >>> lawn = cn.load("lawn")
    >>> rises = cn.Conclusion("wet", "rises", under=cn.do(rain="yes"))
    >>> with TemporaryDirectory() as folder:
    ...     cn.report(lawn, f"{folder}/lawn.html", conclusions=[rises], draws=50).name
    'lawn.html'
    """
    file = page_path(path)
    # Before anything is computed, since a report takes long.
    check_target(file, overwrite=True)
    measured = _outcome(model, outcome)
    how = as_draws(draws)
    named = _conclusions(model, measured, conclusions)
    judging = JudgingTogether.of(model, named, how, "central")
    # Those that take long come first, so that workers end at about the same time; but what is observed may be impossible.
    before: list[Task[list[Chapter]]] = [
        partial(otherwise, model, named, observed),
        partial(_over_time, model, named, how),
    ]
    after: list[Task[list[Chapter]]] = [
        partial(_levers, model, measured, how),
        partial(_audit, model, how),
        partial(_model, model),
        partial(_today, model),
        partial(_method),
    ]
    tasks: list[Task[Any]] = [*before, *judging.tasks(), *after]
    found = done_by(tasks, shared=[model], n_jobs=n_jobs, progress=progress, what="report")
    had_it_been, over_time = found[: len(before)]
    moved, checked, pictured, today, method = found[-len(after) :]
    judged = Verdicts(judging.verdicts(found[len(before) : -len(after)])) if named else None
    sections = [
        *_summary(judged),
        *pictured,
        *today,
        *moved,
        *_verdicts(judged, n_jobs),
        *had_it_been,
        *_rivals(model, judged),
        *over_time,
        claims_chapter(model),
        *checked,
        *method,
    ]
    foot = f"Model {model.name} ({model.fingerprint}), causalnet {__version__}."
    text = report_page(
        model.title,
        [*_lead(model), NOT_A_FORECAST],
        sections,
        foot,
        spoken(_variables(model), model.rivals),
    )
    write_atomically(file, text.encode(), overwrite=True)
    return file


def _lead(model: CausalModel) -> list[str]:
    """The case, the size of the model, and how much of it is a draft."""
    count = f"{len(model.variables)} variables, {len(model.influences)} influences, {len(model.claims)} claims."
    case = f"Today: {model.today}." if model.today else ""
    return list(filter(None, (case, count, drafted_parts(model).sentence)))


def _variables(model: CausalModel) -> list[str]:
    hidden = {r.hidden.name for r in model.rivals.values() if r.hidden}
    return list({*model.variables, *hidden})


def _outcome(model: CausalModel, outcome: str | None) -> str:
    if outcome is not None:
        if outcome not in model.variables:
            raise unknown("variable", outcome, model.variables)
        return outcome
    if not model.variables:
        raise QuestionError(NO_VARIABLES)
    having = [v.name for v in model.variables.values() if "outcome" in v.roles]
    if not having:
        raise QuestionError('No variable has the role "outcome": say outcome=….')
    return having[0]


def _conclusions(
    model: CausalModel,
    outcome: str,
    given: Mapping[str, Conclusion] | Sequence[Conclusion] | None,
) -> dict[str, Conclusion]:
    if given is not None:
        held = given if isinstance(given, Mapping) else {str(c): c for c in given}
        return dict(held)
    direction: Direction = "falls" if model.variables[outcome].better == "low" else "rises"
    return {
        p.name: Conclusion(outcome, direction, under=p.intervention)
        for p in model.proposals.values()
        if p.claims and p.intervention
    }


# ── sections ─────────────────────────────────────────────────────────────────────────────────


def _summary(judged: Verdicts | None) -> Iterator[Chapter]:
    if judged is not None:
        texts = ("The conclusions, from the strongest ground to the weakest.",)
        yield Chapter("summary", "In short", texts, [Block(sheets=judged.web_sheets())])


def _model(model: CausalModel) -> list[Chapter]:
    told = [*model.description.split("\n\n"), told_case(model)]
    paragraphs = tuple(p for p in told if p.strip())
    lagged = any(i.lag for i in model.influences)
    caption = "Every variable with its states today, and every influence: an arrow that ends in a point raises, "
    caption += "one that ends in a bar lowers." + (LAGGED if lagged else "")
    picture = Block(
        picture=_svg(draw(model, lagged=lagged, legend=True)), caption=caption, wide=True
    )
    return [Chapter("model", "The argument as a model", paragraphs, [picture, *_loops(model)])]


def _loops(model: CausalModel) -> Iterator[Block]:
    """The feedback loops of several variables in a picture, and the first of them in a table."""
    found = loops(model)
    if not found.feedback:
        return
    rows = [
        [loop.name, loop.polarity, loop.standing, str(loop.delay), str(loop)]
        for loop in found.feedback[:LOOPS_LISTED]
    ]
    left = len(found.feedback) - len(rows)
    notes = ["The best-founded loops come first. A loop has the standing of its weakest influence."]
    notes += [f"And {left:,} more."] if left else []
    header = ["", "kind", "standing", "periods", "round"]
    sheet = Sheet("Loops of several variables", header, rows, notes, "<<<><")
    caption = "Plus and minus are signs; ‖ is a delay, with the loops that close there."
    picture = _svg(draw(model, loops=True, legend=True))
    yield Block("Feedback loops", (), picture, caption, (sheet,), wide=True)


def _svg(picture: Diagram) -> str:
    return picture.svg[picture.svg.index("<svg") :]


def _today(model: CausalModel) -> list[Chapter]:
    texts = (
        "Baselines with outside evidence are marked evidenced; others were judged, or follow from the model.",
    )
    block = Block(sheets=marginals(model).web_sheets())
    return [Chapter("today", "Where things stand today", texts, [block])]


def _levers(model: CausalModel, outcome: str, how: Draws) -> list[Chapter]:
    title = f"Levers on {_label(model, outcome)}"
    try:
        found = levers(model, outcome, draws=how)
    except QuestionError as error:
        return [Chapter("levers", title, (str(error),))]
    texts = ("Each lever alone, over draws from the judgements of strengths.",)
    blocks = [*charted(found, title), Block(sheets=found.web_sheets())]
    return [Chapter("levers", title, texts, blocks)]


def _verdicts(judged: Verdicts | None, n_jobs: int | None) -> Iterator[Chapter]:
    if judged is None:
        return
    tasks = [partial(_verdict, name, verdict) for name, verdict in judged.items()]
    blocks = [b for own in done_by(tasks, n_jobs=n_jobs, progress=False) for b in own]
    yield Chapter("verdicts", "What each conclusion rests on", (), blocks)


def _verdict(name: str, verdict: Verdict) -> list[Block]:
    blocks = [Block(heading=name, sheets=verdict.web_sheets())]
    if verdict.holds:
        what = "level" if verdict.conclusion.passes else "change"
        caption = f"{verdict.conclusion}: the {what} in every draw"
        blocks += charted(verdict, caption)
    return blocks


def _rivals(model: CausalModel, judged: Verdicts | None) -> Iterator[Chapter]:
    if not model.rivals:
        return
    rows = [[r.name, _why(r), "; ".join(map(_added, r.influences))] for r in model.rivals.values()]
    header = ["rival", "the reason for it", "what it adds"]
    blocks = [Block(sheets=(Sheet("", header, rows, (), "<<<"),))]
    if judged is not None:
        added = [i for r in model.rivals.values() for i in r.influences]
        later = any(i.lag for i in [*model.influences, *added])
        undoing = [
            [name, *(_undoes(v, name, later=later) for v in judged.values())]
            for name in model.rivals
        ]
        notes = (
            "The change (of a threshold, the level) with that rival alone, at its central strength; in brackets at its "
            "strongest.",
        )
        header = ["rival", *judged]
        sheet = Sheet(
            "The effect of each rival on each conclusion", header, undoing, notes, "<" * len(header)
        )
        blocks.append(Block(sheets=(sheet,)))
    texts = (
        "Reasons why the argument could be wrong. Each is off in every other part of this report.",
    )
    yield Chapter("rivals", "Rivals of the argument", texts, blocks)


def _why(rival: Rival) -> str:
    """Its reason, and its hidden cause."""
    return f"{rival.reason} A hidden cause: {rival.hidden.label}." if rival.hidden else rival.reason


def _added(influence: Influence) -> str:
    return f"{influence}, {influence.note}" if influence.note else str(influence)


def _undoes(verdict: Verdict, rival: str, *, later: bool) -> str:
    """The effect of a rival alone on a conclusion; whether anything acts `later`."""
    world = next(w for w in verdict.rests.rivals if w.name == rival)
    if isnan(world.value):
        return "cannot be calibrated with it"
    if not world.reaches:
        return f"not touched{within(verdict.conclusion) if later else ''}"
    c = verdict.conclusion
    strongest = "" if world.strongest is None else f" ({shown_contrast(c, world.strongest)})"
    word = "stands" if world.holds else "undone" if verdict.holds else "does not stand"
    return f"{word}: {shown_contrast(c, world.value)}{strongest}"


def _over_time(model: CausalModel, named: Mapping[str, Conclusion], how: Draws) -> list[Chapter]:
    if not any(i.lag for i in model.influences) or not named:
        return []
    few = replace(how, n=min(how.n, FEW))
    blocks = []
    followed = dict(islice(named.items(), FOLLOWED))
    for outcome in dict.fromkeys(c.outcome for c in followed.values()):
        own = {name: c.under for name, c in followed.items() if c.outcome == outcome}
        every = trajectories(model, outcome, [*own.values()], periods=PERIODS, draws=few)
        for name, found in zip(own, every, strict=True):
            caption = f"{name}, period by period"
            blocks += [Block(heading=name), *charted(found, caption, instead=found.web_sheets())]
    length = f" One period is {model.period}." if model.period else ""
    more = len(named) - FOLLOWED
    rest = f" The first {FOLLOWED} of {len(named)} conclusions." if more > 0 else ""
    text = f"The intervention is kept up from today on; lagged influences act.{length}{rest}"
    return [Chapter("time", "Over time", (text,), blocks)]


def _audit(model: CausalModel, how: Draws) -> list[Chapter]:
    found = audit(model, draws=how, n_jobs=1, progress=False)
    texts = ("The checks of the source's claims about total effects, and gaps in the model.",)
    return [Chapter("audit", "Audit", texts, [Block(sheets=found.web_sheets())])]


def _method() -> list[Chapter]:
    missing = no_charts()
    texts = (
        (f"This report does not have charts; its tables contain the same results. {missing}",)
        if missing
        else ()
    )
    return [Chapter("method", "Method and caveats", (*METHOD, *texts, NOT_A_FORECAST))]


def _label(model: CausalModel, name: str) -> str:
    return model.variables[name].label
