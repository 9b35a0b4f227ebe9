"""Reports: one file to send, with the model, its answers and how much of them is earned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from causalnet.boundary.checks import public
from causalnet.display.report.content import Chapter
from causalnet.display.report.document import report_document, require_documents
from causalnet.display.report.page import report_page
from causalnet.display.report.report_question import ReportQuestion, conclusions_of, outcomes_of
from causalnet.display.report.section import Known, ReportSection, WrittenSection
from causalnet.display.report.sections.appendix import APPENDIX
from causalnet.display.report.sections.argument import ARGUMENT
from causalnet.display.report.sections.checks import CHECKS
from causalnet.display.report.sections.claims import CLAIMS
from causalnet.display.report.sections.grounds import GROUNDS
from causalnet.display.report.sections.lever_ranking import LEVERS
from causalnet.display.report.sections.method import METHOD, not_a_forecast
from causalnet.display.report.sections.on_request.crux import CRUX
from causalnet.display.report.sections.on_request.otherwise import OTHERWISE
from causalnet.display.report.sections.on_request.portfolio import PORTFOLIO
from causalnet.display.report.sections.on_request.routes import ROUTES
from causalnet.display.report.sections.on_request.witnesses import WITNESSES
from causalnet.display.report.sections.other_outcomes import OTHER_OUTCOMES
from causalnet.display.report.sections.over_time import OVER_TIME
from causalnet.display.report.sections.rivals import RIVALS
from causalnet.display.report.sections.summary import SUMMARY
from causalnet.display.report.sections.today import TODAY
from causalnet.formats.atomic import check_target, write_atomically
from causalnet.formats.detection import report_path
from causalnet.language.translate import Language, speaking, tr
from causalnet.model.causal_model import CausalModel
from causalnet.model.drafted_parts import drafted_parts
from causalnet.model.grammar.conclusion import Conclusion
from causalnet.model.grammar.finding import TimedGiven
from causalnet.model.judgements.draws import Draws, as_draws
from causalnet.network.labels import in_spoken_language
from causalnet.questions.routes.unclaimed import Unclaimed, keep_unclaimed, unclaimed
from causalnet.questions.verdict.verdict_tasks import JudgingTogether
from causalnet.questions.verdict.verdicts import Verdicts
from causalnet.workers import Task, done_by

__all__ = ["report"]

# As they follow one another.
SECTIONS = (
    SUMMARY,
    ARGUMENT,
    TODAY,
    LEVERS,
    GROUNDS,
    OTHER_OUTCOMES,
    ROUTES,
    OTHERWISE,
    RIVALS,
    WITNESSES,
    CRUX,
    PORTFOLIO,
    OVER_TIME,
    CLAIMS,
    CHECKS,
    METHOD,
    APPENDIX,
)


@public
def report(
    model: CausalModel,
    path: str | Path,
    *,
    outcome: str | None = None,
    conclusions: Mapping[str, Conclusion] | Sequence[Conclusion] | None = None,
    observed: TimedGiven | None = None,
    routes: bool = False,
    witnesses: bool = False,
    against: CausalModel | None = None,
    budget: float | None = None,
    draws: int | Draws = 1000,
    language: Language = "en",
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Path:
    """Write a report on a model: a page for a browser, or a Word document.

    It begins with what holds across the conclusions. Then follow a picture of the model, today's distributions, the
    levers with their uncertainty, verdicts with their grounds, what is done to the other outcomes, what would have come
    of the case observed, the rivals, the course over time, the claims with their sources and the evidence against them,
    an audit, the method and its caveats.
    The names of the model and questions as code stand in the appendix alone.

    Parameters
    ----------
    model : CausalModel
    path : str or Path
        The file to write. Ending in .html: one page that needs no other file, and prints. Ending in .docx: a document for
        Word, which needs ``pip install 'causalnet[word]'``. An existing file is replaced, whole or not at all.
    outcome : str, optional
        The one outcome that it is about. Default: every variable with that role.
    conclusions : mapping from name to Conclusion, or sequence of Conclusion, optional
        The conclusions to judge. Default: that the (first) outcome rises under each proposal of the source, or falls if
        low is better for it. Of the other outcomes the report tells what the same interventions do to them, and whether
        the direction follows from the signs.
    observed : mapping, optional
        What is observed of the case at hand: for each variable a state, a set of states or a `likelihood`. The report
        then says what would have come of it under each conclusion's intervention, as `counterfactual` does. Default:
        what the model says is known; ``{}``: nothing.
    routes : bool, default False
        Also tell by which ways each change comes, as `causalnet.routes` does.
    witnesses : bool, default False
        Also tell whose word each conclusion depends on, as `causalnet.witnesses` does.
    against : CausalModel, optional
        Another account. The report then tells where the two part on each conclusion, as `causalnet.crux` does.
    budget : float, optional
        The report then tells the best sets of proposals within it, as `causalnet.portfolio` does; each costs 1.
    draws : int or Draws
        The draws for levers, verdicts and the audit. Default: 1,000.
    language : {"en", "ja"}, default "en"
        The language of the report, and of the model's labels where it has them.
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
        If the path ends in neither .html nor .docx, or cannot be written.
    RenderError
        If a document is asked for and python-docx is not installed.
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
    file = report_path(path)
    as_document = file.suffix.lower() == ".docx"
    # Before anything is computed, since a report takes long.
    check_target(file, overwrite=True)
    if as_document:
        require_documents()
    with speaking(language):
        model = in_spoken_language(model)
        outcomes = outcomes_of(model, outcome)
        asked = ReportQuestion(
            model,
            outcomes,
            conclusions_of(model, outcomes[0], conclusions),
            observed,
            as_draws(draws),
            routes=routes,
            witnesses=witnesses,
            against=in_spoken_language(against),
            budget=budget,
            pictures="png" if as_document else "svg",
        )
        chapters = _chapters(asked, n_jobs=n_jobs, progress=progress)
        write = report_document if as_document else report_page
        write_atomically(file, write(model.title, _lead(asked), chapters), overwrite=True)
    return file


def _chapters(asked: ReportQuestion, *, n_jobs: int | None, progress: bool | None) -> list[Chapter]:
    """All chapters, worked out by the workers together with the verdicts."""
    model, named = asked.model, asked.conclusions
    judging = JudgingTogether.of(model, named, asked.how, "central")
    # Those that take long come first, so that workers end at about the same time.
    before = [section for section in SECTIONS if section.stage == "first"]
    beside = [section for section in SECTIONS if section.stage == "beside"]
    parts: list[Sequence[Task[Any]]] = [
        _tasks(before, asked),
        judging.tasks(),
        [partial(_without_claim, model, [*named.values()])],
        _tasks(beside, asked),
    ]
    tasks = [task for part in parts for task in part]
    found = iter(done_by(tasks, shared=[model], n_jobs=n_jobs, progress=progress, what="report"))
    first, grounds, (without,), others = [[*islice(found, len(part))] for part in parts]
    for conclusion, own in zip(named.values(), without, strict=True):
        keep_unclaimed(model, conclusion, own)
    done: list[WrittenSection] = [*first, *others]
    written = dict(zip([*before, *beside], done, strict=True))
    verdicts = judging.verdicts(grounds) if named else {}
    known = Known(Verdicts(verdicts) if verdicts else None).with_those_of(done)
    return [
        chapter
        for section in SECTIONS
        for chapter in (written.get(section) or section.written(asked, known)).chapters
    ]


def _without_claim(model: CausalModel, conclusions: Iterable[Conclusion]) -> list[Unclaimed | None]:
    """Of each conclusion, how much of the change no claim carries: in one task, since it is little for each."""
    return [unclaimed(model, conclusion) for conclusion in conclusions]


def _tasks(sections: Iterable[ReportSection], asked: ReportQuestion) -> list[Task[WrittenSection]]:
    return [partial(section.written, asked) for section in sections]


def _lead(asked: ReportQuestion) -> list[str]:
    """The case, the size of the model, how much of it is a draft, and what an answer is."""
    model = asked.model
    size = tr(
        "{variables} variables, {influences} influences, {claims} claims.",
        variables=len(model.variables),
        influences=len(model.influences),
        claims=len(model.claims),
    )
    case = tr("Today: {today}.", today=model.today) if model.today else ""
    return list(filter(None, (case, size, drafted_parts(model).sentence, not_a_forecast())))
