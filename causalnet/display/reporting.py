"""Reports: one page to send, with the model, what it answers and how much of that is earned."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from causalnet.analysis.auditing import audit
from causalnet.analysis.lever import levers
from causalnet.analysis.unfolding import trajectory
from causalnet.analysis.verdicts import Verdicts, verdicts
from causalnet.causal.querying import marginals
from causalnet.display.drawing import draw
from causalnet.display.text import clean
from causalnet.errors import FileError, QuestionError, RenderError, unknown
from causalnet.interop.atomic import write_atomically
from causalnet.model.causal_model import CausalModel, elicited
from causalnet.model.conclusion import Conclusion, Direction
from causalnet.model.draws import Draws, as_draws
from causalnet.sheet import Answer, Sheet
from causalnet.version import __version__

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["report"]

SUFFIXES = (".html", ".htm")
# Conclusions that are followed over time, for so many periods, in no more draws than this.
FOLLOWED, PERIODS, FEW = 3, 8, 200
NOT_A_FORECAST = (
    "Everything here is a consequence of the argument's model: of its arrows, its baselines and the strengths that "
    "were judged for it. Nothing here is a forecast, and no share of draws is a probability of being true."
)
METHOD = (
    "Claims are written down as signed influences between variables with named states; each variable answers its "
    "causes by a mechanism with few parameters, calibrated so that today's distributions are met. An intervention "
    "replaces a variable's own causes. Answers within a period are exact.",
    "A verdict has four parts. By signs: what follows from the directions alone. Over the ranges: the least and the "
    "greatest change that the stated ranges of the strengths allow. By draws: shares of draws from the judgements. It "
    "rests on: the influences, claims, rivals and numbers that would undo it.",
    "Strengths are judgements of the modellers, not of the source. A source that says a thing twice is one source. That "
    "two variables have no arrow between them is a claim too.",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a section: a heading, texts, a picture or a table."""

    heading: str = ""
    texts: tuple[str, ...] = ()
    picture: str = ""
    caption: str = ""
    table: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the report."""

    name: str
    title: str
    texts: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)


def report(
    model: CausalModel,
    path: str | Path,
    *,
    outcome: str | None = None,
    conclusions: Mapping[str, Conclusion] | Sequence[Conclusion] | None = None,
    draws: int | Draws = 1000,
    n_jobs: int | None = None,
    progress: bool | None = None,
) -> Path:
    """Write a report on a model: one HTML file that needs no network and no script, and prints.

    It holds the model in a picture, where things stand today, the levers with their uncertainty, verdicts
    with what they rest on, what happens over time, the claims with their sources and the evidence against
    them, an audit, the method and its caveats.

    Parameters
    ----------
    model : CausalModel
    path : str or Path
        Where to write it, ending in .html; a file that is there is replaced, whole or not at all.
    outcome : str, optional
        What levers are ranked by; the first variable with that role unless given.
    conclusions : mapping from name to Conclusion, or sequence of Conclusion, optional
        What is judged; unless given, that the outcome rises under each proposal of the source, or falls
        where its variable says that low is better.
    draws : int or Draws
        For levers, verdicts and the audit.
    n_jobs : int, optional
        Workers of joblib.
    progress : bool, optional
        Show a bar; at a terminal and past a few seconds unless given.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    FileError
        Where the path does not end in .html, or cannot be written.
    QuestionError, UnknownNameError
        Where the outcome or a conclusion speaks of what is not there, or the model has no outcome.

    Examples
    --------
    >>> import causalnet as cn
    >>> from tempfile import gettempdir
    >>> lawn = cn.CausalModel(
    ...     "lawn",
    ...     [cn.Variable("rain", ["no", "yes"], cn.Baseline([0.8, 0.2]), roles=["lever"]),
    ...      cn.Variable("wet", ["no", "yes"], cn.Baseline([0.7, 0.3]), roles=["outcome"])],
    ...     [cn.Influence("rain", "wet", "+", strength=cn.pert(1, 2, 4))],
    ... )
    >>> rises = cn.Conclusion("wet", "rises", under=cn.do(rain="yes"))
    >>> cn.report(lawn, f"{gettempdir()}/lawn_report.html", conclusions=[rises], draws=50).name
    'lawn_report.html'
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise FileError(f"{file.name!r} must end in .html: it is a page for a browser.")
    elicited(model, "report")
    measured = _outcome(model, outcome)
    how = as_draws(draws)
    named = _conclusions(model, measured, conclusions)
    judged = verdicts(model, named, draws=how, n_jobs=n_jobs, progress=progress) if named else None
    sections = [
        *_summary(judged),
        _model(model),
        _today(model),
        _levers(model, measured, how),
        *_verdicts(judged),
        *_over_time(model, measured, named, how),
        _claims(model),
        _audit(model, how, n_jobs, progress),
        Section("method", "Method and caveats", (*METHOD, NOT_A_FORECAST)),
    ]
    write_atomically(file, _rendered(model, sections).encode(), overwrite=True)
    return file


def _outcome(model: CausalModel, outcome: str | None) -> str:
    if outcome is not None:
        if outcome not in model.variables:
            raise unknown("variable", outcome, model.variables)
        return outcome
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
        if p.claims
    }


# ── sections ─────────────────────────────────────────────────────────────────────────────────


def _summary(judged: Verdicts | None) -> Iterator[Section]:
    if judged is not None:
        texts = ("What each conclusion has earned, from the strongest ground to the weakest.",)
        yield Section("summary", "In short", (*texts, NOT_A_FORECAST), [_tables(judged)])


def _model(model: CausalModel) -> Section:
    paragraphs = tuple(p for p in model.description.split("\n\n") if p.strip())
    picture = draw(model, legend=True).svg
    caption = "Every variable with its states today, and every influence: green raises, red lowers."
    block = Block(picture=picture[picture.index("<svg") :], caption=caption, wide=True)
    return Section("model", "The argument as a model", paragraphs, [block])


def _today(model: CausalModel) -> Section:
    texts = (
        "Baselines that outside evidence bears out are marked evidenced; others were judged, or follow from the model.",
    )
    return Section("today", "Where things stand today", texts, [_tables(marginals(model))])


def _levers(model: CausalModel, outcome: str, how: Draws) -> Section:
    title = f"Levers on {_label(model, outcome)}"
    try:
        found = levers(model, outcome, draws=how)
    except QuestionError as error:
        return Section("levers", title, (str(error),))
    texts = ("Each lever alone, over draws from the judgements of strengths.",)
    return Section("levers", title, texts, [_chart(found.plot, title), _tables(found)])


def _verdicts(judged: Verdicts | None) -> Iterator[Section]:
    if judged is None:
        return
    blocks = []
    for name, verdict in judged.items():
        blocks.append(Block(heading=name))
        blocks.append(_tables(verdict))
        if verdict.holds:
            blocks.append(_chart(verdict.plot, f"{verdict.conclusion}: the change in every draw"))
    yield Section("verdicts", "What each conclusion rests on", (), blocks)


def _over_time(
    model: CausalModel, outcome: str, named: Mapping[str, Conclusion], how: Draws
) -> Iterator[Section]:
    if not any(i.lag for i in model.influences) or not named:
        return
    few = Draws(min(how.n, FEW), how.seed, how.baselines, how.correlation)
    blocks = []
    for name, conclusion in list(named.items())[:FOLLOWED]:
        found = trajectory(
            model, conclusion.outcome, under=conclusion.under, steps=PERIODS, draws=few
        )
        blocks += [Block(heading=name), _chart(found.plot, f"{name}, period by period")]
    length = f" One period is {model.period}." if model.period else ""
    more = len(named) - FOLLOWED
    rest = f" The first {FOLLOWED} of {len(named)} conclusions." if more > 0 else ""
    text = f"What is done is kept up from today on; lagged influences act.{length}{rest}"
    yield Section("time", "Over time", (text,), blocks)


def _claims(model: CausalModel) -> Section:
    rows = [
        [c.name, c.text, ", ".join(filter(None, (c.source, c.at))), c.tier, c.kind]
        for c in model.claims.values()
    ]
    header = ["", "claim", "where", "worded", "kind"]
    evidence = [
        [", ".join(e.bears_on), e.stance, e.text, ", ".join(filter(None, (e.source, e.at)))]
        for e in sorted(model.evidence, key=lambda e: not e.contradicts)
    ]
    sources = [[s.name, s.title, s.url] for s in model.sources.values()]
    blocks = [Block(table=Sheet("Claims", header, rows, (), "<<<<<").html())] if rows else []
    if evidence:
        columns = ["bears on", "stance", "evidence from elsewhere", "where"]
        table = Sheet("Evidence, what contradicts first", columns, evidence, (), "<<<<").html()
        blocks.append(Block(table=table))
    if sources:
        table = Sheet("Sources", ["", "source", "address"], sources, (), "<<<").html()
        blocks.append(Block(table=table))
    texts = () if blocks else ("The model cites no claims.",)
    return Section("claims", "Claims, sources and evidence", texts, blocks)


def _audit(model: CausalModel, how: Draws, n_jobs: int | None, progress: bool | None) -> Section:
    found = audit(model, draws=how, n_jobs=n_jobs, progress=progress)
    texts = (
        "Whether the model shows what its source claims of the whole, and what it owes its reader.",
    )
    return Section("audit", "Audit", texts, [_tables(found)])


# ── the page ─────────────────────────────────────────────────────────────────────────────────


def _label(model: CausalModel, name: str) -> str:
    return model.variables[name].label


def _tables(answer: Answer) -> Block:
    """What an answer prints as; its texts are escaped by the sheets."""
    return Block(table=answer._repr_html_())


def _chart(plot: Callable[[], Figure], caption: str) -> Block:
    """A chart as SVG with real text; a line in its place where it cannot be drawn."""
    try:
        figure = plot()
    except (RenderError, QuestionError) as error:
        return Block(texts=(f"No chart: {error}",))
    from matplotlib import rc_context

    held = io.StringIO()
    with rc_context(
        {"svg.fonttype": "none", "svg.hashsalt": "causalnet", "font.family": "sans-serif"}
    ):
        figure.savefig(held, format="svg", metadata={"Date": None, "Creator": None})
    text = held.getvalue()
    return Block(picture=text[text.index("<svg") :], caption=caption)


def _rendered(model: CausalModel, sections: Sequence[Section]) -> str:
    """The page: all texts escaped by the template, but for tables and pictures, which are ours."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    def shown(block: Block) -> dict[str, object]:
        return {
            "heading": clean(block.heading),
            "texts": [clean(t) for t in block.texts],
            "picture": Markup(block.picture),
            "caption": clean(block.caption),
            "table": Markup(block.table),
            "wide": block.wide,
        }

    folder = files("causalnet.display.report")
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).from_string(folder.joinpath("report.html").read_text(encoding="utf-8"))
    count = f"{len(model.variables)} variables, {len(model.influences)} influences, {len(model.claims)} claims"
    return template.render(
        title=clean(model.title),
        lead=f"{count}. {NOT_A_FORECAST}",
        style=Markup(folder.joinpath("report.css").read_text(encoding="utf-8")),
        sections=[
            {
                "name": s.name,
                "title": clean(s.title),
                "texts": [clean(t) for t in s.texts],
                "blocks": [shown(b) for b in s.blocks],
            }
            for s in sections
        ],
        foot=f"Model {model.name} ({model.fingerprint}), causalnet {__version__}.",
    )
