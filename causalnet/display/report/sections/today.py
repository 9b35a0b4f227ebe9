"""Where things stand today: the distribution of every variable, and whether anybody has evidence for it."""

from __future__ import annotations

from causalnet.display.charts.headline import spoken_percent
from causalnet.display.report.content import Block, Chapter, ReportTable, unwrapped
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known, ReportSection
from causalnet.language.translate import template, tr
from causalnet.questions.effects.query import marginals

__all__ = ["TODAY"]

BASES = {
    "evidenced": template("evidenced"),
    "judged": template("judged"),
    "consequence": template("follows from the model"),
    "uniform": template("uniform, since nothing is known"),
}


def today(asked: ReportQuestion, known: Known) -> list[Chapter]:
    """A row for every variable: its states with their shares, and their basis."""
    found, words = marginals(asked.model), asked.wording
    rows, means = [], []
    for name, shares in found.items():
        own = [f"{words.state(name, s)} {spoken_percent(shares[s])}" for s in found.states[name]]
        basis = found.bases.get(name, "")
        told = tr(BASES[basis]) if basis in BASES else basis
        rows.append([words.label(name), " · ".join(own), told])
        means.append(unwrapped(asked.model.variables[name].means))
    header = (tr("variable"), tr("states today, from low to high"), tr("basis"))
    note = tr(
        "Evidenced: the baseline rests on evidence from outside the argument. Judged: the modellers judged it."
    )
    table = ReportTable(tr("Every variable"), header, rows, (note,), details=means)
    return [Chapter("today", tr("Where things stand today"), (), [Block(tables=(table,))])]


TODAY = ReportSection(today)
