"""The words that a report uses in a sense of its own."""

from __future__ import annotations

from collections.abc import Iterator

from causalnet.display.report.content import Block, QuotedSentence
from causalnet.display.report.report_question import ReportQuestion
from causalnet.display.report.section import Known
from causalnet.language.translate import template, tr

__all__ = ["terms_of"]

# Each term with what it means, in the order in which a reader meets them.
EVERYWHERE = (
    (
        template("outcome"),
        template("A variable whose changes are asked about: the end of the argument."),
    ),
    (
        template("intervention"),
        template(
            "Setting a variable to a state whatever its causes, and asking what follows: “as if it were so”, not “if it is seen”."
        ),
    ),
    (
        template("influence"),
        template(
            "An arrow from a cause to an effect. Its sign says whether more of the cause raises (+) or lowers (-) the effect."
        ),
    ),
    (
        template("stated, implied, added"),
        template(
            "Whose an influence is: the source says it; the source does not say it, but what it says needs it; or the modellers added it."
        ),
    ),
    (
        template("strength"),
        template(
            "How much an influence does. The modellers judged a range for each, and in it a most likely value."
        ),
    ),
    (
        template("draw"),
        template(
            "One choice of all strengths at random from what was judged. What stands in 90% of draws stands for nine of ten "
            "such choices; that is not a probability of being true."
        ),
    ),
    (
        template("baseline"),
        template("How likely each state of a variable is today, before anything is done."),
    ),
    (
        template("expected level"),
        template(
            "The states of a variable are numbered from low to high: 0, 1 and so on. The expected level is the mean of these "
            "numbers, weighted by how likely each state is."
        ),
    ),
    (
        template("ground"),
        template(
            "What the direction of a change rests on. The surest is the signs alone, whatever the strengths; then all of the "
            "stated ranges, most draws, and a guess."
        ),
    ),
    (
        template("negligible, small, moderate, large"),
        template(
            "The size of a change as a share of the outcome's scale: by default under 1%, under 5%, under 15%, and more."
        ),
    ),
)
RIVAL = (
    template("rival explanation"),
    template(
        "Another cause of what the argument explains. It is left out of the model, and put in to see which conclusions it undoes."
    ),
)
CHECK = (
    template("check"),
    template(
        "A claim about a whole effect, which the model must show without having it drawn in. It hangs on the numbers if it is met at the most "
        "likely strengths but in fewer than nine of ten draws."
    ),
)
PERIOD = (
    template("period"),
    template(
        "A step of time. An influence that acts later does so in the next period or a later one; what is not said to be later happens in this period, which is period 0."
    ),
)
CITATION = (
    template("citation, source"),
    template(
        "A citation is one mention, a source one voice. A source that says a thing three times is still one source."
    ),
)


def terms_of(asked: ReportQuestion, known: Known) -> Block:
    """The terms that the report uses, folded on a page."""
    told = [QuotedSentence(tr(term), tr(meaning)) for term, meaning in _used(asked, known)]
    return Block(tr("The words of this report"), terms=tuple(told))


def _used(asked: ReportQuestion, known: Known) -> Iterator[tuple[str, str]]:
    model = asked.model
    yield from EVERYWHERE
    if model.rivals:
        yield RIVAL
    if known.audit is not None and known.audit.checks:
        yield CHECK
    if any(i.lag for i in model.influences):
        yield PERIOD
    if model.claims:
        yield CITATION
